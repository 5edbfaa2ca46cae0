"""Figures with their provenance: where a value comes from, how far it can be trusted, what else was reported."""

from datetime import date
from enum import StrEnum

from .noun import Id, Noun


class Status(StrEnum):
    """How a value came to be known."""

    READ = "read"
    RECALLED = "recalled"
    DERIVED = "derived"
    ESTIMATED = "estimated"


Scalar = bool | int | float | str | None


class Alternative(Noun):
    """Another value that was reported for the same figure and was not chosen."""

    value: Scalar
    source: str = ""
    note: str = ""


class Fact(Noun):
    """One value with its source. The key names it: `aircraft:il76md.max_payload_kg`, `airfield:LIRE.parking_places`.

    A key is `<room>:<id>.<field>`; facts of the mission use the same keys as those of the catalogue they override.
    """

    key: str
    value: Scalar
    status: Status
    source: str = ""
    reliability: str = ""
    """The reader's judgement in words: high, medium, low, disputed."""
    dated: date | None = None
    """The day the value speaks of or was published."""
    note: str = ""
    alternatives: tuple[Alternative, ...] = ()
    reason: str = ""
    """Why this value was chosen among the alternatives."""


class Assumption(Noun):
    """A value that nobody has published and that the mission vouches for. Every paper prints it.

    A safety rule passes on an estimated or missing value only when an assumption names it.
    """

    id: Id
    reason: str
    source: str = ""
    accept: tuple[str, ...] = ()
    """Patterns (`fnmatch`) of fact keys whose estimated values are accepted, such as `equipment:ars14km.*`."""
    values: dict[str, Scalar] = {}
    """Values for facts that are missing or to be replaced, by fact key."""
