"""What building onto units is asked and what it answers."""

from collections import Counter
from dataclasses import dataclass

from ..model.messages import Message
from ..model.units import Package, Spot, UnitShape

Lot = tuple[Package, int]
"""A kind of package and how many."""
Choice = tuple[UnitShape, int | None, float]
"""A type of unit, the most there are (None: any number), the cost of one."""


@dataclass(frozen=True, slots=True)
class Built:
    """Units that are built alike."""

    shape: UnitShape
    spots: tuple[Spot, ...]
    times: int = 1

    @property
    def counts(self) -> dict[str, int]:
        """Packages of each kind on one unit."""
        return dict(Counter(spot.package for spot in self.spots))


@dataclass(frozen=True, slots=True)
class Left:
    """Packages that no unit takes, with the reason and what would help."""

    package: str
    count: int
    reason: Message
    relaxation: Message


@dataclass(frozen=True, slots=True)
class Rules:
    """How units are built."""

    support_share: float = 1.0
    """Least share of a package's base that stands on something."""
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of packages that may not share a unit."""
