"""What is to be positioned, and the answer. Masses are whole kilograms, arms whole centimetres from the aircraft's datum."""

from dataclasses import dataclass, field

from ...model.messages import Message
from ...model.plan import Progress


@dataclass(frozen=True, slots=True)
class Unit:
    """A pallet or container that flies from one stop of the aircraft to a later one."""

    id: str
    type: str
    mass: int
    """kg, tare included."""
    first: int = 0
    """The first leg it is on, counted from 0."""
    last: int = 0
    """The last leg it is on."""
    marks: dict[str, int] = field(default_factory=dict)
    """What of its contents some limit or rule speaks of (dangerous goods, dry ice, animals) and how many kg of it."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place for one unit."""

    id: str
    arm: int
    types: frozenset[str]
    """Unit types that it takes."""
    limit: int | None = None
    """kg; None is no limit."""
    behind: tuple[str, ...] = ()
    """Positions that must be free before a unit can be taken out of this one; those in turn may have others before them."""


@dataclass(frozen=True, slots=True)
class GroupLimit:
    """The most mass on several positions together: a floor zone, a compartment, the aircraft."""

    id: str
    kg: int
    positions: frozenset[str]
    mark: str | None = None
    """Count only the contents with this mark; None counts whole units."""


@dataclass(frozen=True, slots=True)
class PositionsProblem:
    """Units, the positions of one aircraft, and its balance."""

    units: tuple[Unit, ...]
    positions: tuple[Position, ...]
    legs: int
    empty_kg: int
    """Mass of the aircraft as it flies without the units (without fuel, where the balance is judged without it)."""
    empty_arm: int
    best_arm: int
    """Where the centre should be."""
    arms: tuple[int, int]
    """Least and greatest arm of the centre on every leg."""
    overlaps: frozenset[frozenset[str]] = frozenset()
    """Pairs of positions of which only one can be taken."""
    limits: tuple[GroupLimit, ...] = ()
    neighbours: frozenset[frozenset[str]] = frozenset()
    """Pairs of positions that count as adjacent."""
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of marks that may not be in adjacent positions."""
    move_cm: float = 0.02
    """cm of offset, summed over the legs, that one unit handled more at a stop must gain."""


@dataclass(frozen=True, slots=True)
class PositionsBound:
    """No assignment has a smaller sum of offsets over the legs than `value`."""

    value: float
    """cm."""
    by_leg: tuple[float, ...]
    name: str = "reach"
    """Name of the argument: how far the centre can be brought on each leg, every unit free to take any position it goes into."""


@dataclass(frozen=True, slots=True)
class Break:
    """A limit that the answer breaks, because the search found no assignment that keeps all."""

    limit: str
    """Key: overlap, group, envelope, apart, none."""
    leg: int
    needs: int
    has: int
    reason: Message


@dataclass(frozen=True, slots=True)
class PositionsSolution:
    """Where every unit stands on every leg."""

    places: tuple[dict[str, str], ...]
    """By leg: unit to position."""
    offsets: tuple[float, ...]
    """cm of the centre from the best arm, by leg; positive is aft."""
    handled: int
    """Units that fly on and are moved at a stop, or lifted because they stand in the way."""
    breaks: tuple[Break, ...]
    """Empty when every rule is kept."""
    bound: PositionsBound
    progress: tuple[Progress, ...]

    @property
    def keeps_all(self) -> bool:
        """Whether every unit has a position and no limit is broken."""
        return not self.breaks
