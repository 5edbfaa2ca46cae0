"""A limit of a hold that an item exceeds."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """A limit that is exceeded: which, by how much."""

    limit_name: str
    """Last part of the message key: `height`, `axle`, `seats`."""
    value: float
    limit: float
    unit: str

    @property
    def excess(self) -> float:
        """How far beyond, relative to the limit."""
        return (self.value - self.limit) / self.limit if self.limit else math.inf


def exceeded(over: Iterable[Break]) -> tuple[Break, ...]:
    """Those whose limit is exceeded, of values and limits that may be in order."""
    return tuple(b for b in over if b.value > b.limit)


def severity(found: tuple[Break, ...]) -> tuple[int, float]:
    """How bad: how many limits, and the worst of them."""
    return len(found), max((b.excess for b in found), default=0.0)
