"""Allocation measured: time, memory, gap, and plain rules beside it."""
