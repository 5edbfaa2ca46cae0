"""Boxes for a freighter with named positions, and the answer. cm and kg whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..planners.building.problem import Box, BuiltUnit, UnitType
from ..planners.positions.problem import PositionsProblem, PositionsSolution


@dataclass(frozen=True, slots=True)
class Lot:
    """Boxes that fly together over the same legs; a unit holds boxes of one lot."""

    id: str
    first: int
    """The first leg it is on, counted from 0."""
    last: int
    boxes: tuple[Box, ...]
    marks: dict[str, frozenset[str]] = field(default_factory=dict)
    """What rules speak of in a box (dangerous goods, animals, dry ice), by box."""
    press: dict[str, float] = field(default_factory=dict)
    """The most that one box standing on it may press, in kg per cm2 of the upper one's base, by box."""


@dataclass(frozen=True, slots=True)
class FreighterProblem:
    """Boxes, unit types, and the aircraft."""

    lots: tuple[Lot, ...]
    unit_types: tuple[UnitType, ...]
    aircraft: PositionsProblem
    """Positions, limits and balance; its units are not read."""
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of marks that may not share a unit."""
    support: float = 1.0
    """Least share of a box's base that stands on something."""
    goal_cm: float = 1.0
    """Mean offset that is good enough."""
    boxes_per_cm: float = 5.0
    """Boxes that may stay for every cm of mean offset beyond the goal that this saves."""


@dataclass(frozen=True, slots=True)
class LoadedUnit:
    """A unit with its contents."""

    id: str
    lot: str
    built: BuiltUnit


@dataclass(frozen=True, slots=True)
class FreighterSolution:
    """Units in their positions, and what stays."""

    units: tuple[LoadedUnit, ...]
    positions: PositionsSolution
    left: dict[tuple[str, str], int]
    """Boxes that stay, by lot and box."""

    @property
    def count_left(self) -> int:
        """Boxes that stay, in all."""
        return sum(self.left.values())

    @property
    def offset_cm(self) -> float:
        """Mean distance of the centre from the best arm over the legs."""
        offsets = self.positions.offsets
        return sum(abs(offset) for offset in offsets) / len(offsets)


def marked_kg(lot: Lot, built: BuiltUnit) -> dict[str, int]:
    """kg of the contents by mark."""
    mass = {box.id: box.mass for box in lot.boxes}
    found: dict[str, int] = {}
    for spot in built.spots:
        for mark in sorted(lot.marks.get(spot.box, ())):
            found[mark] = found.get(mark, 0) + mass[spot.box]
    return found


def hostile(one: Iterable[str], other: Iterable[str], apart: frozenset[frozenset[str]]) -> bool:
    """Whether any mark of the one may not share a unit with any of the other."""
    others = tuple(other)
    return any(frozenset((a, b)) in apart for a in one for b in others)
