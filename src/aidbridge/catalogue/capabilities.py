"""Capabilities: what can be needed and offered, how its coverage is counted, and in which unit."""

from functools import cache
from importlib.resources import files

import yaml

from ..model.needs import Capability
from .near import unknown


@cache
def capabilities() -> tuple[Capability, ...]:
    """Every capability known, in the file's order."""
    text = files(__package__).joinpath("capabilities.yaml").read_text(encoding="utf-8")
    return tuple(Capability.model_validate(row) for row in yaml.safe_load(text))


def capability(id: str) -> Capability:
    """The capability of that identifier. Raises UnknownNameError."""
    for known in capabilities():
        if known.id == id:
            return known
    raise unknown("capability", id, {known.id: known.name["en"] for known in capabilities()})
