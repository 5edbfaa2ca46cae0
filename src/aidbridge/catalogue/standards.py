"""Standards: which class is above which, and by what goods are usually certified."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("standards.yaml").read_text(encoding="utf-8"))
    return read


def classes() -> tuple[tuple[str, ...], ...]:
    """Series of classes in lower case, each from the lowest to the highest."""
    return tuple(tuple(series) for series in _read()["classes"])


def usual_standards(capability: str) -> tuple[str, ...]:
    """By what goods of a capability are usually certified; empty where nothing is usual."""
    return tuple(_read()["usual"].get(capability, ()))


def protects(capability: str) -> bool:
    """Whether goods of a capability are protective equipment."""
    return capability in _read()["protective"]
