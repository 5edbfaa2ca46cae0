"""Forecasts of the situation, scored against what then happened."""
