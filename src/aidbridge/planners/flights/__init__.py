"""Flights: which tail flies which load, and when, under all limits of routes, airfields and aircraft."""
