"""Allocation: which offered resource serves which need line, and at which site."""
