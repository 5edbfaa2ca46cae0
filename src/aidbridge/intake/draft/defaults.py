"""The draft's stated defaults, and the words by which kinds of work are known."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SOURCE = "engineering estimate of aidbridge's draft"


@dataclass(frozen=True, slots=True)
class Default:
    """A figure that no report states, and why it is as it is."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Goods:
    """How a kind of goods enters: what it counts as (empty: nothing), its package, and how many where no number is told."""

    capability: str
    package: str
    per_package: float
    unnumbered: int
    setup_min: int = 0
    device: bool = False
    """Whether each package serves by itself where it stands: part of a hospital's beds, a laboratory."""


def default(*path: str) -> Default:
    """A default by its place in `defaults.yaml`, such as `default("people", "medical")`."""
    found: Any = defaults()
    for step in path:
        found = found[step]
    return Default(found["value"], found["why"])


@cache
def goods() -> dict[str, Goods]:
    """Kinds of goods by the name claims give them."""
    return {name: Goods(**given) for name, given in defaults()["goods"].items()}


@cache
def defaults() -> dict[str, Any]:
    """`defaults.yaml` as it stands."""
    return _yaml("defaults.yaml")


@cache
def stems(*path: str) -> tuple[str, ...]:
    """A list of word stems of `words.yaml`, in all languages."""
    found: Any = _yaml("words.yaml")
    for step in path:
        found = found[step]
    return tuple(part.strip().casefold() for part in found.split(",") if part.strip())


@cache
def kinds(use: str) -> tuple[str, ...]:
    """The kinds of `work` or `vehicles` that words are known for."""
    return tuple(_yaml("words.yaml")[use])


def kind_of(use: str, text: str) -> str:
    """The kind whose word stands first in a text; empty where none does."""
    told = f" {text.casefold()}"
    places = [(at, kind) for kind in kinds(use) if (at := first_of(stems(use, kind), told)) >= 0]
    return min(places)[1] if places else ""


def first_of(words: tuple[str, ...], text: str) -> int:
    """Where the first word that begins with one of the stems stands in a text that begins with a blank; -1 where none does."""
    at = [text.find(f" {stem}" if stem[0].isalpha() and ord(stem[0]) < 0x3000 and stem[0] < "\u0600" else stem) for stem in words]
    return min((place for place in at if place >= 0), default=-1)


@cache
def _yaml(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return found
