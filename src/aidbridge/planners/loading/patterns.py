"""Fewer loads by sets that really pack: column generation with the stowage as its judge.

The bound's own program goes on where the bound ended, over sets that the stowage packs (`packing_sets`). These are put together to
the least cost by an integer program, or by diving, and items are dealt to them, those of one kind by chance, until every load
balances.
"""

import random
from fractions import Fraction
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ...engines.linear import ENDLESS, LinearError
from ...engines.stopping import Stop
from .arrangement import Arrangement
from .bounds.hold_weights import generated
from .exact import settle
from .packing_sets import NOTHING, PackingSets, Whole
from .stowage import State, Stow, Stowage

NODES = 50_000
"""Most nodes of the complete search of one hold."""
BRANCHES = 500
"""Most nodes of the integer program."""
DIVES = 160
"""Most dives."""
PROGRAMS = 8
"""Most integer programs; between two, sets that turned out not to pack are forbidden."""
DEALS = 60
"""Ways to deal items to sets that are tried."""


def fewer_by_patterns(stowage: Stowage, numbers: list[int], enough: float, stop: Stop, seed: int) -> State | None:
    """Loads of these units for no more than `enough` in all, or None where none were found.

    Only where every unit is one item. It ends by counts, or when the clock stops it; with no iterations it does nothing. The same
    arguments give the same loads.
    """
    items = tuple(item for n in numbers for item in stowage.units[n].items)
    if len(items) != len(numbers) or not items or stop.now(0):
        return None
    holds = [packer.hold for packer in stowage.packers]
    costs = {hold.type: Fraction(round(cost * 1000), 1000) for hold, cost in zip(holds, stowage.costs, strict=True)}
    most = {hold.type: count for hold, count in zip(holds, stowage.most, strict=True)}
    made = generated(items, holds, most, costs, Fraction(enough))
    if made is None:
        return None
    number = {item.id: n for n in numbers for item in stowage.units[n].items}
    by_kind = [[number[item.id] for item in kind.items] for kind in made.kinds]
    sets = PackingSets(made, lambda hold, counts: _packs(stowage, by_kind, hold, counts), stop)
    return _Patterns(stowage, sets, by_kind, stop, seed).found(enough)


def _packs(stowage: Stowage, by_kind: list[list[int]], hold: int, counts: Whole) -> bool:
    """Whether the stowage packs the set, with items of middling mass or else light ones."""
    starts = [(len(members) - int(n)) // 2 for members, n in zip(by_kind, counts, strict=True)]
    middling = [members[start : start + int(n)] for members, start, n in zip(by_kind, starts, counts, strict=True)]
    light = [members[: int(n)] for members, n in zip(by_kind, counts, strict=True)]
    tries = (tuple(sorted(chain.from_iterable(chosen))) for chosen in (middling, light))
    return any(_stowed(stowage, hold, numbers) is not None for numbers in tries)


def _stowed(stowage: Stowage, hold: int, numbers: tuple[int, ...]) -> Stow | None:
    """The load, by the complete search where the packer finds no arrangement; None where neither does, or a rule forbids it."""
    found = stowage.stowed(hold, numbers)
    if found is not None:
        return found
    units, packer = [stowage.units[n] for n in numbers], stowage.packers[hold]
    shapes = tuple(sorted(shape for unit in units for shape in unit.shapes[hold] or ()))
    persons = sum(unit.persons for unit in units)
    arranged = settle(packer, shapes, persons, NODES)
    if not isinstance(arranged, Arrangement):
        return None
    packer.learn(shapes, persons, arranged)
    return stowage.stowed(hold, numbers)


class _Patterns:
    """Sets put together and items dealt to them."""

    def __init__(self, stowage: Stowage, sets: PackingSets, by_kind: list[list[int]], stop: Stop, seed: int) -> None:
        self._stowage, self._sets, self._by_kind, self._stop = stowage, sets, by_kind, stop
        self._program, self._rng = sets.made.program, random.Random(seed)

    def found(self, enough: float) -> State | None:
        """Generate; put together; where that fails, dive for more sets and put together again."""
        if self._settled(enough) is None:
            return None
        for dive in range(DIVES):
            loads = self._together(enough)
            if loads is not None:
                return loads
            used = self._dived(enough, dive)
            loads = None if used is None else self._dealt(used)
            if loads is not None:
                return loads
        return self._together(enough)

    def _settled(self, enough: float) -> NDArray[np.float64] | None:
        """The program's answer in fractions; None where it costs more than enough."""
        settled = self._sets.settled()
        return settled[1] if settled is not None and settled[0] <= enough + NOTHING else None

    def _together(self, enough: float) -> State | None:
        """The sets known put together by an integer program, and dealt."""
        for _ in range(PROGRAMS):
            if self._stop.now(0):
                return None
            try:
                whole = self._program.whole(nodes=BRANCHES)
            except LinearError:
                return None
            if whole is None or whole.value > enough + NOTHING:
                return None
            if not self._sets.cleared(whole.columns):
                return self._dealt(whole.columns)
        return None

    def _dived(self, enough: float, dive: int) -> NDArray[np.float64] | None:
        """Take one set after another for good, the one of which the largest share is used first, later dives by chance, and
        generate again after each; None where it becomes too dear."""
        taken: dict[int, float] = {}
        used = self._settled(enough)
        while used is not None:
            parts = {n: share - taken.get(n, 0.0) for n, share in enumerate(used.tolist()) if share - taken.get(n, 0.0) > NOTHING}
            if not parts:
                break
            chosen = max(parts, key=lambda n: (parts[n] * (1 if dive == 0 else self._rng.uniform(0.1, 1.0)), -n))
            taken[chosen] = taken.get(chosen, 0.0) + max(float(int(parts[chosen] + NOTHING)), 1.0)
            self._program.limit_column(chosen, taken[chosen], ENDLESS)
            used = self._settled(enough)
        for column in taken:
            self._program.limit_column(column, 0.0, ENDLESS)
        return used

    def _dealt(self, used: NDArray[np.float64]) -> State | None:
        """Items for the sets; where more were taken than there are, the last go with less."""
        chosen: list[tuple[int, Whole]] = []
        left = np.array([len(members) for members in self._by_kind], np.int64)
        for type in self._sets.made.types:
            for column, counts in type.columns:
                for _ in range(round(float(used[column]))):
                    taken = np.minimum(self._sets.by_kind(type, counts), left)
                    left -= taken
                    if taken.any():
                        chosen.append((type.number, taken))
        if left.any():
            return None
        for _ in range(DEALS):
            loads = self._deal(chosen)
            if all(loads):
                return State(tuple(stow for stow in loads if stow is not None), ())
        return None

    def _deal(self, chosen: list[tuple[int, Whole]]) -> list[Stow | None]:
        pools = [list(members) for members in self._by_kind]
        for pool in pools:
            self._rng.shuffle(pool)
        loads: list[Stow | None] = []
        for hold, counts in chosen:
            numbers = [pools[kind].pop() for kind, count in enumerate(counts.tolist()) for _ in range(count)]
            loads.append(_stowed(self._stowage, hold, tuple(sorted(numbers))))
            if loads[-1] is None:
                break
        return loads
