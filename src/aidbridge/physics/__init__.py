"""Pure functions: geodesics, fuel, runways, balance, seats, driving."""
