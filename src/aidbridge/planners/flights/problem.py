"""What is to be flown, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...model.messages import Message
from ...model.plan import Explanation, Load, Phase, Progress, Sortie
from ...model.unlock import Unlock


@dataclass(frozen=True, slots=True)
class Rest:
    """A crew's rest on the way: it lands by one minute at the origin or the destination of its only load, and flies on from another
    on."""

    at: Literal["origin", "destination"]
    lands_min: int
    leaves_min: int


@dataclass(frozen=True, slots=True)
class TailState:
    """Where a tail of the mission's fleet stands, and from when it is free for this phase."""

    tail: str
    at: str
    """ICAO indicator."""
    free_min: int
    until_min: int | None = None
    """When it must be home; None where only its own availability says so."""
    crew: str | None = None
    """Who flies it until then; None where its operator names no crews."""
    rest: Rest | None = None
    """Where the crew rests on the way, if it does."""
    again: bool = False
    """Whether it has flown by then in this phase: from where, and with how much in its tanks, is not known beforehand."""


@dataclass(frozen=True, slots=True)
class FlightProblem:
    """The loads of one phase and the tails that may fly them."""

    phase: Phase
    loads: tuple[Load, ...]
    unlocks: tuple[Unlock, ...]
    tails: tuple[TailState, ...]
    earliest_min: int = 0
    """Nothing is loaded and no aircraft moves before."""
    latest_min: int | None = None
    """Every load is unloaded by then; None means the mission's horizon."""
    ready_min: Mapping[str, int] = field(default_factory=dict)
    """When items are ready at their load's origin, where that is not the `ready_min` of the item itself: on the way home, the
    arrival of the convoy that brings them."""
    flown: tuple[Sortie, ...] = ()
    """Sorties of earlier phases: their slots, places, teams and fuel are taken, and their tails stand where they ended."""
    crewed: bool = False
    """Whether tails stand for duties of their crews."""
    kept_places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By airfield, the types of those of its tails that keep a parking place there all the time."""


@dataclass(frozen=True, slots=True)
class FlightSolution:
    """The flights of one phase."""

    sorties: tuple[Sortie, ...]
    """In order of departure of their loaded legs."""
    undelivered: dict[str, Message]
    """Loads that cannot fly, with the reason."""
    value: float
    """Sum over unlocks of weight x the minute when their last load is unloaded, not before `start_min`."""
    bound_value: float
    """No flights of these loads have a smaller value."""
    explanations: tuple[Explanation, ...]
    progress: tuple[Progress, ...]
