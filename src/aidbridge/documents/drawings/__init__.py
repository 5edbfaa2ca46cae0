"""Drawings as SVG: holds, timelines, maps, marches, curves. Lengths along an axis are percentages, so text keeps its size."""
