"""Allocation at any size: an allocation case in, an answer with a proven bound out."""
