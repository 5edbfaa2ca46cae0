"""Lower bounds of loading, one argument a file: how many loads any plan needs, each with a certificate that can be verified."""

from .bound import bound, quick_bound

__all__ = ["bound", "quick_bound"]
