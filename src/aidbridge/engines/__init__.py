"""Engines that search: the only rooms that import a solver."""
