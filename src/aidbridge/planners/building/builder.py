"""The units of a problem, each type with its blocks, and how one more unit is filled from what is left."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .balance import balanced
from .beam import Beam, Ending, Found
from .problem import Box, BuiltUnit, UnitType
from .unit import MOST_BLOCKS, WEIGHT_OF_NUMBER, built, counts_of, rows_of, styles_of, world_of
from .world import Floats, Ints, scaled


class Made(NamedTuple):
    """One unit of an answer."""

    kind: int
    """Its type, by place in the problem."""
    rows: Ints
    """Its boxes (type, x1, y1, z1, x2, y2, z2) in scaled lengths, from below."""
    counts: Ints
    """How many of each box."""


class Filler:
    """Fills units of one type."""

    def __init__(
        self,
        boxes: tuple[Box, ...],
        unit: UnitType,
        support: float,
        apart: frozenset[frozenset[str]] = frozenset(),
        margin: int = 0,
        most_blocks: int = MOST_BLOCKS,
    ) -> None:
        self.boxes, self.unit = boxes, unit
        space = scaled(boxes, unit, support, apart, margin)
        self.scale = space.scale
        self.world = world_of(space, counts_of(boxes), most_blocks)
        self._beam = Beam(self.world, styles_of(space.room))

    def worth(self, values: Floats) -> None:
        """From now on a box of type t is worth `values[t]`."""
        blocks = self.world.blocks
        value = np.add.reduceat(values[blocks.kinds] * blocks.counts, blocks.start[:-1]) if len(blocks.number) else blocks.value
        rank = value / blocks.number**WEIGHT_OF_NUMBER
        order = np.argsort(-rank, kind="stable")
        even = np.empty(len(rank))
        even[self.world.ranked[:, 0]] = self.world.even
        self.world = self.world._replace(
            stock=self.world.stock._replace(value=values),
            blocks=blocks._replace(value=value),
            ranked=np.column_stack((order, blocks.size[order])).astype(np.int64),
            rank=rank[order],
            even=even[order],
        )
        self._beam.world = self.world

    def search(self, left: Ints, stop: Ending) -> Iterator[tuple[Ints, float]]:
        """Ever better contents as rows of boxes with their value."""
        for found in self._beam.search(left, stop, self._kept):
            yield rows_of(self.world, found), found.value

    def fill(self, left: Ints, stop: Ending) -> Ints:
        """The best contents until the stop; without iterations the greedy ones."""
        best: Ints = np.zeros((0, 7), np.int64)
        for rows, _ in self.search(left, stop):
            best = rows
        return best

    def singles(self) -> Ints:
        """Types of the boxes that the cuboid and the payload of the unit admit."""
        blocks = self.world.blocks
        return np.unique(blocks.kinds[blocks.start[:-1][blocks.number == 1]])

    @property
    def values(self) -> Floats:
        """What each box is worth."""
        return self.world.stock.value

    @property
    def iterations(self) -> int:
        """Branches of the last search."""
        return self._beam.iteration

    def answer(self, rows: Ints) -> BuiltUnit:
        """Rows in the words of the problem."""
        return built(rows, self.boxes, self.unit, self.world.stock.mass, self.scale)

    def _kept(self, found: Found) -> Found:
        if self.unit.centre_tolerance is None or not len(found.placed):
            return found
        tolerance = (self.unit.centre_tolerance[0] / self.scale, self.unit.centre_tolerance[1] / self.scale)
        rows = balanced(rows_of(self.world, found), self.world.stock, self.world.room, tolerance)
        return Found(found.placed, float(self.world.stock.value[rows[:, 0]].sum()), rows)
