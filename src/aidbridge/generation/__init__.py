"""Missions made up by a seed, of any size and shape, for tests, benchmarks and teaching; places, airfields and states are real."""
