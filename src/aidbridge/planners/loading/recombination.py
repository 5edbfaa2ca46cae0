"""Every load that was ever found, and the cheapest choice among them: a set covering problem, solved by HiGHS."""

import math
import random
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ...engines.linear import LinearError, LinearProgram
from .kindwise import Kindwise
from .stowage import Stow, Stowage

NODES = 20
"""Of the search for the cheapest choice."""
LEADING = 0.1
"""Loads with a smaller share of the answer in fractions are not followed."""
ALIKE = 2
"""Units of a kind, on average, from which a choice by kinds is sought."""
SECONDS = 10.0
"""For safety; the nodes end it long before."""
MOST = 800
"""Loads that take part in a choice: those of least reduced cost."""


class Recombination:
    """The pool of loads. A covering is sought, as a load with a unit less nearly always flies too."""

    def __init__(self, stowage: Stowage, units: list[int], penalty: float, load_cost: float) -> None:
        self._stowage = stowage
        self.units = units
        self._kindwise = Kindwise(stowage, units)
        self._penalty, self._load_cost = penalty, load_cost
        whole = [round(cost * 1000) for cost in stowage.costs]
        self._step = math.gcd(*whole) / 1000 if any(whole) else load_cost
        """No two sums of costs lie nearer to each other."""
        self._program: LinearProgram | None = None
        self._row: dict[int, int] = {}
        self._limits: dict[int, int] = {}
        self._shares: NDArray[np.float64] = np.empty(0)
        """Of each load, in the last program's answer."""
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._loads: list[Stow] = []
        self._waiting: list[Stow] = []

    def add(self, loads: Iterable[Stow]) -> bool:
        """Remember loads; whether any is new."""
        before = len(self._known)
        for load in loads:
            if (load.hold, load.units) not in self._known:
                self._known.add((load.hold, load.units))
                self._waiting.append(load)
        return len(self._known) > before

    def cost(self, load: Stow) -> float:
        """What a load costs, and a little for being one more."""
        return self._stowage.costs[load.hold] + self._load_cost

    def prices(self) -> tuple[float, dict[int, float], dict[int, float]]:
        """The least cost in fractions of loads, what each unit adds to it, and what one more aircraft of each counted hold does."""
        relaxed = self._entered().relaxed()
        self._shares = relaxed.columns[len(self.units) :]
        units, holds = ({key: float(relaxed.duals[row]) for key, row in rows.items()} for rows in (self._row, self._limits))
        return relaxed.value, units, holds

    def by_kinds(self) -> list[Stow] | None:
        """The cheapest choice found when units that take the same room are interchangeable; None where there is none, or where
        nearly every unit is a kind of its own."""
        if self._kindwise.kinds * ALIKE > len(self.units):
            return None
        return self._kindwise.chosen((*self._loads, *self._waiting), self._penalty, self._load_cost)

    def in_use(self) -> list[Stow]:
        """Loads of the answer in fractions, those with the largest shares first."""
        ranked = sorted((-share, i) for i, share in enumerate(self._shares) if share > LEADING)
        return [self._loads[i] for _, i in ranked]

    def leading(self, rng: random.Random) -> list[Stow]:
        """Loads that the answer in fractions takes most of, each unit on one of them; ties and near ties are drawn."""
        ranked = sorted((-share * rng.uniform(0.5, 1.0), i) for i, share in enumerate(self._shares) if share > LEADING)
        used: Counter[int] = Counter()
        on: set[int] = set()
        found: list[Stow] = []
        for _, i in ranked:
            load = self._loads[i]
            most = self._stowage.most[load.hold]
            if on.isdisjoint(load.units) and (most is None or used[load.hold] < most):
                on.update(load.units)
                used[load.hold] += 1
                found.append(load)
        return found

    def chosen(self, best: float) -> list[Stow] | None:
        """The cheapest choice found among the loads that can be part of one below `best`; None where there is none."""
        value, prices, holds = self.prices()
        gap = best - value
        if gap < 0.9 * self._step:
            return None
        reduced = [
            (self.cost(load) - sum(prices[n] for n in load.units) - holds.get(load.hold, 0.0), i)
            for i, load in enumerate(self._loads)
        ]
        near = [i for cost, i in sorted(reduced)[:MOST] if cost < gap]
        try:
            return self._whole([self._loads[i] for i in near], best)
        except LinearError:
            return None

    def _whole(self, loads: list[Stow], best: float) -> list[Stow] | None:
        program = LinearProgram()
        row = {n: program.add_row(lower=1.0) for n in self.units}
        used = Counter(load.hold for load in loads)
        limits = {hold: program.add_row(upper=float(self._stowage.most[hold] or 0)) for hold in self._limits if used[hold]}
        for n in self.units:
            program.add_column(self._penalty, [(row[n], 1.0)], upper=1.0)
        for load in loads:
            program.add_column(self.cost(load), self._entries(load, row, limits), upper=1.0)
        answer = program.whole(nodes=NODES, seconds=SECONDS, gap=1e-4)
        if answer is None or answer.value >= best - 1e-6:
            return None
        return [load for load, taken in zip(loads, answer.columns[len(self.units) :], strict=True) if taken > 0.5]

    def _entered(self) -> LinearProgram:
        """The program with all loads that are known."""
        program = self._program or self._begun()
        for load in self._waiting:
            program.add_column(self.cost(load), self._entries(load, self._row, self._limits))
            self._loads.append(load)
        self._waiting = []
        return program

    def _begun(self) -> LinearProgram:
        program = LinearProgram()
        self._row = {n: program.add_row(lower=1.0) for n in self.units}
        counted = [(hold, most) for hold, most in enumerate(self._stowage.most) if most is not None]
        self._limits = {hold: program.add_row(upper=float(most)) for hold, most in counted}
        for n in self.units:
            program.add_column(self._penalty, [(self._row[n], 1.0)])
        self._program = program
        return program

    @staticmethod
    def _entries(load: Stow, rows: dict[int, int], limits: dict[int, int]) -> list[tuple[int, float]]:
        entries = [(rows[n], 1.0) for n in load.units]
        return [*entries, (limits[load.hold], 1.0)] if load.hold in limits else entries


def without_doubles(stowage: Stowage, chosen: list[Stow]) -> list[Stow]:
    """Loads of a covering with every unit on at most one of them; loads that do not fly without their doubles are left out."""
    on: set[int] = set()
    loads: list[Stow] = []
    for load in sorted(chosen, key=lambda load: (-load.fill, load.hold, load.units)):
        own = tuple(n for n in load.units if n not in on)
        less = load if len(own) == len(load.units) else stowage.stowed(load.hold, own) if own else None
        if less is not None:
            loads.append(less)
            on.update(own)
    return loads
