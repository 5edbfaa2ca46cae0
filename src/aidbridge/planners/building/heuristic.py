"""The constructive answer: unit after unit, each of the type that takes the most for its cost."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...engines.stopping import Stop
from .beam import Ending
from .bound import usable_volume
from .builder import Filler, Made
from .problem import BuildingProblem
from .unit import counts_of
from .world import Floats, Ints

BLOCKS_OF_MANY = 4_000
"""Blocks made for each unit type where many units are built: fewer blocks, quicker units."""


class Yard:
    """The problem with its unit types made ready."""

    def __init__(self, problem: BuildingProblem) -> None:
        self.problem = problem
        self.counts = counts_of(problem.boxes)
        self.fillers = [
            Filler(problem.boxes, unit, problem.support, problem.apart, problem.margin, BLOCKS_OF_MANY)
            for unit, _, _ in problem.types
        ]
        self.costs = [cost for _, _, cost in problem.types]
        self.most = [most for _, most, _ in problem.types]
        self.admits = self._admits()
        """`admits[box, type]`: whether cuboid and payload of the type are no reason against the box."""
        self.fits = self._fits()
        """`fits[box, type]`: whether one box was seen to go into a unit of the type."""
        self.values = self._values()
        """What each box is worth to the search: its value, or its share of the volume and mass of all."""

    def cost(self, units: list[Made]) -> float:
        """Sum over the units."""
        return float(sum(self.costs[made.kind] for made in units))

    def left(self, units: list[Made]) -> Ints:
        """How many of each box are in no unit."""
        return self.counts - sum((made.counts for made in units), np.zeros_like(self.counts))

    def value_worth(self, values: Floats) -> None:
        """From now on units are filled by these values."""
        for filler in self.fillers:
            filler.worth(values)

    def _admits(self) -> NDArray[np.bool_]:
        admits = np.zeros((len(self.counts), len(self.fillers)), dtype=np.bool_)
        for u, filler in enumerate(self.fillers):
            admits[filler.singles(), u] = True
        return admits

    def _fits(self) -> NDArray[np.bool_]:
        fits = np.zeros_like(self.admits)
        for u, filler in enumerate(self.fillers):
            plain = not filler.unit.cuts and not filler.unit.blocks
            for i in np.flatnonzero(self.admits[:, u]).tolist():
                one = np.zeros_like(self.counts)
                one[i] = 1
                fits[i, u] = plain or len(filler.fill(one, Stop(0))) > 0
        return fits

    def _values(self) -> Floats:
        boxes = self.problem.boxes
        if any(box.value is not None for box in boxes):
            return np.array([box.volume if box.value is None else box.value for box in boxes], dtype=float)
        volumes = np.array([box.volume for box in boxes], dtype=float)
        masses = np.array([box.mass for box in boxes], dtype=float)
        offers = [(usable_volume(unit, self.problem.margin), unit.max_gross - unit.tare) for unit, _, _ in self.problem.types]
        room = max((volume for volume, _ in offers), default=1.0)
        payload = max((payload for _, payload in offers), default=1)
        by_volume = float(volumes @ self.counts) / max(room, 1.0)
        by_mass = float(masses @ self.counts) / max(payload, 1)
        both = max(by_volume + by_mass, 1e-9)
        # What is scarcer, room or payload, decides what is worth taking first.
        return 1e6 * (by_volume / both * volumes / max(room, 1.0) + by_mass / both * masses / max(payload, 1)) + 1e-3


def construct(yard: Yard) -> list[Made]:
    """All boxes, greedily."""
    left = np.where(yard.admits.any(axis=1), yard.counts, 0)
    yard.value_worth(yard.values)
    units = units_for(yard, left, yard.most, Stop(0)).units
    for made in units:
        # Among others a box may find a place, or a balance, that it does not find alone.
        yard.fits[made.counts > 0, made.kind] = True
    return units


class Recreated(NamedTuple):
    """Units made, and the branches it took."""

    units: list[Made]
    branches: int


def units_for(yard: Yard, left: Ints, most: list[int | None], each: Ending, ceiling: float = np.inf) -> Recreated:
    """Units for what is left, at most `most` of each type; `each` ends the filling of one unit. Gives up above a cost."""
    units: list[Made] = []
    left, branches, spent = left.copy(), 0, 0.0
    used = [0] * len(yard.fillers)
    values = yard.fillers[0].values if yard.fillers else yard.values
    while left.any() and spent <= ceiling:
        best: Made | None = None
        best_key = (2, np.inf, 0.0)
        for kind, filler in enumerate(yard.fillers):
            limit = most[kind]
            if limit is not None and used[kind] >= limit:
                continue
            rows = filler.fill(left, each)
            branches += filler.iterations
            if not len(rows):
                continue
            counts = np.bincount(rows[:, 0], minlength=len(left))
            worth = float(counts @ values)
            last = (counts == left).all()
            key = (0, yard.costs[kind], -worth) if last else (1, yard.costs[kind] / worth, -worth)
            if key < best_key:
                best, best_key = Made(kind, rows, counts), key
        if best is None:
            break
        units.append(best)
        used[best.kind] += 1
        spent += yard.costs[best.kind]
        left -= best.counts
    return Recreated(units, branches)
