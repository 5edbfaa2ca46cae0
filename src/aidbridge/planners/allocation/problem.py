"""What allocation is asked and what it answers."""

from dataclasses import dataclass

from ...model.messages import Message
from ...model.needs import Measure, Need
from ...model.plan import Explanation, Progress, Unused


@dataclass(frozen=True, slots=True)
class Line:
    """A need line with what it is worth."""

    need: Need
    measure: Measure
    start_min: int
    end_min: int
    severity: float
    weight: float
    """Severity x quantity x value of a unit, per hour."""
    floor: float
    """Least share to be covered by its end: its floor, 1 where the line is mandatory, else 0."""


@dataclass(frozen=True, slots=True)
class Way:
    """One line that a unit may serve."""

    line: int
    """Index in the problem's lines."""
    site: str
    earliest_min: int
    """Estimate of the earliest work: ready, assembled, driven and set up, as if it flew at once. It serves to compare lines
    with each other; the flights decide the real times."""
    rate: float = 1.0
    """How many units asked for one unit given counts as: not 1 where it stands in for another thing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What serves one line as a whole: a team with its kit, a device, or one item of a supply."""

    id: str
    resource: str
    offer: str
    donor: str
    capability: str
    amount: float
    """Quantity as donors count it (rule N1): capacity, or pieces."""
    strength: float
    """What it adds to a line: its quantity, or for a backlog the quantity done in a minute, nights included."""
    items: tuple[str, ...]
    """Items that must move for it to serve, its kit included."""
    ways: tuple[Way, ...]
    pinned: bool = False
    """People have decided that it serves the line of its first way."""

    def adds(self, way: int) -> tuple[int, float]:
        """What it is to the line of a way: from which minute, and how strong."""
        return self.ways[way].earliest_min, self.strength * self.ways[way].rate


@dataclass(frozen=True, slots=True)
class AllocationProblem:
    """Lines, units, and what donors may give of each capability."""

    lines: tuple[Line, ...]
    units: tuple[Unit, ...]
    limits: dict[tuple[str, str], float]
    """Most that may be given, by donor and capability; what is not listed is not limited."""
    barred: dict[str, Message]
    """Resources of accepted offers that can serve no line, with the reason."""

    @property
    def floor_value(self) -> float:
        """Worth of one whole share of a line below its floor: more than everything else together."""
        return 10 * (1 + sum(line.weight * (line.end_min - line.start_min) / 60 for line in self.lines))


@dataclass(frozen=True, slots=True)
class Grant:
    """So much of one resource for one need line at one site."""

    need: str
    offer: str
    resource: str
    items: tuple[str, ...]
    """Of a team: its persons and its kit; of a device: itself; of a supply: the items that go to this line's site."""
    quantity: float
    """Presence, rate, backlog: the resource's capacity. Stock: all pieces on the items, also those beyond what is asked."""
    site: str
    """Where it works or is delivered; the mission's base for teams that tour."""


@dataclass(frozen=True, slots=True)
class AllocationSolution:
    """Who gets what, what moves, and what is not used and why."""

    grants: tuple[Grant, ...]
    """In the order of needs, then of resources."""
    unused: tuple[Unused, ...]
    moving: tuple[str, ...]
    """Items that must move, in the order of the resolved items: what the grants need, support, free vehicles, consumables."""
    may_also: dict[str, tuple[str, ...]]
    """For teams granted to a backlog: the other lines of their capability that they may serve one after the other."""
    value: float
    """Weighted hours of unmet need with the estimated times, `floor_value` for each whole share below a floor included."""
    bound_value: float
    """No allocation has a smaller value."""
    explanations: tuple[Explanation, ...]
    progress: tuple[Progress, ...]
