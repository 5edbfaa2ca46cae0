"""Flights measured against proven bounds and peers: `python -m benchmarks.flights`."""
