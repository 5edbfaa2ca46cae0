"""The request and its need lines."""

from datetime import date
from enum import StrEnum

from .noun import Id, NotNegative, Noun, Positive, State, Texts, Utc
from .specification import Requirement


class Measure(StrEnum):
    """How coverage of a capability is counted (see `planning.coverage`)."""

    RATE = "rate"
    """Capacity at work over capacity asked (tests a day)."""
    STOCK = "stock"
    """Cumulative delivered over asked (ventilators, masks)."""
    BACKLOG = "backlog"
    """Cumulative done over asked (square metres to disinfect)."""
    PRESENCE = "presence"
    """Staffed over asked (teams, beds)."""


class Capability(Noun):
    """A thing that can be needed and offered, with the unit it is counted in."""

    id: Id
    name: Texts
    measure: Measure
    unit: str


class Request(Noun):
    """A state's call for help."""

    id: Id
    by: State
    to: tuple[str, ...]
    """States or organisations asked."""
    at: Utc
    text: Texts = {}
    source: str = ""


class Need(Noun):
    """One need line: so much of a capability, at a place, from an instant on."""

    id: Id
    capability: Id
    place: Id
    site: Id | None = None
    """The site where it is to be at work; `None` for a stock means the place's depot, else any site of the place."""
    quantity: Positive
    start: Utc
    end: Utc | None = None
    """When the need ends; `None` means the horizon."""
    severity: NotNegative | None = None
    """Replaces the place's severity where given."""
    mandatory: bool = False
    """A plan that leaves it unmet is not accepted with exit status 0."""
    floor: float | None = None
    """Least share (0 to 1) that must be covered by the horizon."""
    min_skill: str = ""
    language: str = ""
    requires: Requirement = Requirement()
    """What must be true of whatever answers it."""
    reported: date | None = None
