"""A language model as a second reader: off unless an endpoint is named; it proposes, the text decides."""

from .endpoint import KEY_VARIABLE, Endpoint
from .limits import Limits
from .reader import ModelExtractor

__all__ = ["KEY_VARIABLE", "Endpoint", "Limits", "ModelExtractor"]
