"""Column generation over sets of kinds that a judge says pack: what does not is forbidden, with all that hold it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...engines.stopping import Stop
from .bounds.generation import FINE, NODES, Generation, Type
from .bounds.pricing import Heaviest, heaviest

Whole = NDArray[np.int64]
Judge = Callable[[int, Whole], bool]
"""Whether a set packs: the hold's number and how many of each kind."""
ROUNDS = 400
"""Most rounds of pricing."""
REPLACED = 12
"""So many sets that do not pack are forbidden before a round ends."""
TRIED = 3_000
"""Most sets that are judged."""
NOTHING = 1e-6
"""Shares below are none."""


class PackingSets:
    """The bound's program, going on where the bound ended."""

    def __init__(self, made: Generation, judge: Judge, stop: Stop) -> None:
        self.made, self._judge, self._stop = made, judge, stop
        self._known: dict[tuple[int, bytes], bool] = {}

    def settled(self) -> tuple[float, NDArray[np.float64]] | None:
        """Cost and columns of the program's answer in fractions when no further set would help; None where that takes too long."""
        for _ in range(ROUNDS):
            if self._stop.now(0) or len(self._known) > TRIED:
                return None
            relaxed = self.made.program.relaxed()
            if not self.cleared(relaxed.columns) and not self._improved(relaxed.duals):
                return relaxed.value, relaxed.columns
        return None

    def cleared(self, used: NDArray[np.float64]) -> bool:
        """Whether a set in use does not pack; it and all that hold it are taken out."""
        cleared = False
        for type in self.made.types:
            for column, counts in type.columns:
                if used[column] > NOTHING and not self._packs(type, counts):
                    cleared = True
            if cleared:
                self._take_out(type)
        return cleared

    def answers(self) -> tuple[Whole, list[Heaviest]]:
        """Weights of the kinds by the program's prices, and the heaviest set of each hold that is not forbidden."""
        weights = self._weights(self.made.program.relaxed().duals)
        return weights, [heaviest(weights, type.sums, NODES) for type in self.made.types]

    def by_kind(self, type: Type, counts: Whole) -> Whole:
        """How many of each kind, of numbers by choice; no more than there are."""
        found = np.zeros(len(self.made.kinds), np.int64)
        np.add.at(found, type.sums.kind_of, counts)
        return np.asarray(np.minimum(found, type.sums.counts))

    def _weights(self, duals: NDArray[np.float64]) -> Whole:
        return np.asarray(np.floor(np.maximum(duals[: len(self.made.kinds)], 0.0) * FINE).astype(np.int64))

    def _improved(self, duals: NDArray[np.float64]) -> bool:
        """Add, for each hold, the worthiest set that packs, where it is worth more than it costs."""
        weights, improved = self._weights(duals), False
        for type in self.made.types:
            due = float(type.cost) - (float(duals[type.row]) if type.row is not None else 0.0)
            for _ in range(REPLACED):
                answer = heaviest(weights, type.sums, NODES)
                if answer.weight <= (due + NOTHING) * FINE:
                    break
                improved = True
                if self._packs(type, answer.counts):
                    self.made.add(type, answer.counts)
                    break
        return improved

    def _packs(self, type: Type, counts: Whole) -> bool:
        """Whether the set packs; if not, it is forbidden."""
        by_kind = self.by_kind(type, counts)
        key = type.number, by_kind.tobytes()
        if key not in self._known:
            self._known[key] = self._judge(type.number, by_kind)
            if not self._known[key]:
                type.sums = type.sums.without(by_kind)
        return self._known[key]

    def _take_out(self, type: Type) -> None:
        for column, counts in type.columns:
            if (self.by_kind(type, counts) >= type.sums.forbidden).all(axis=1).any():
                self.made.program.limit_column(column, 0, 0)
