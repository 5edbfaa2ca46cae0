"""A sentence to be told in the reader's language: a key of the message catalogue and its values."""

from .facts import Scalar
from .noun import Noun


class Message(Noun):
    """Key and parameters; `documents.messages` turns them into a sentence."""

    key: str
    params: dict[str, Scalar] = {}
