"""What a report says: claims, each with its value, its circumstances and the very words it was read from."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Exactness(StrEnum):
    """How a value was stated."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ORDINAL = "ordinal"
    """Read from "the fifth aircraft": at least so many."""


class Scope(StrEnum):
    """What a figure covers: one day, all so far, or those still ill."""

    DAILY = "daily"
    TOTAL = "total"
    ACTIVE = "active"


class State(StrEnum):
    """How far what was sent has come."""

    PLANNED = "planned"
    LOADING = "loading"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    AT_WORK = "at_work"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a report's text: `text[start:end]`, counted in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """A number as stated, with the interval it may stand for (`high` is None where nothing bounds it from above)."""

    number: float
    low: float
    high: float | None
    exactness: Exactness

    def holds(self, number: float) -> bool:
        """Whether a number lies inside what was stated."""
        return self.low <= number and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one report."""

    concept: str
    """What it speaks of: `situation.deaths`, `asset.aircraft`, `actor.request`."""
    report: str
    """Identifier of the report."""
    sentence: Span
    quote: Span
    """The words the value or the event was read from; inside `sentence`."""
    value: Value | None = None
    unit: str = ""
    kind: str = ""
    """A narrower word for the concept, such as `ventilator` or an aircraft model."""
    place: str = ""
    """ISO country code of the place spoken of, or empty."""
    place_name: str = ""
    """The place as the report names it, where it is narrower than a country."""
    as_of: date | None = None
    scope: Scope | None = None
    state: State | None = None
    parties: dict[str, str] = field(default_factory=dict)
    """Roles to country codes: donor, recipient."""
    speaker: str = ""
    """Who says so, in the report's words."""
    part_of: Span | None = None
    """Quote of the claim whose value this one is a part of."""
    related: bool = False
    """Read from the headline of another story."""
    doubts: tuple[str, ...] = ()
    """Why a person should look: a sentence each."""
    reader: str = "engine"
    """Who read it: `engine`, `model` (a language model alone), or `engine and model`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it was read: its cleaned text, which all spans count in, its language and its claims."""

    report: str
    language: str
    dated: date | None
    text: str
    claims: tuple[Claim, ...]
    recipient: str
    donor: str
    notes: tuple[str, ...]
    """What was done to the text or could not be done: furniture removed, an unknown language, a text cut."""

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]
