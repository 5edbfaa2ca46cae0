"""What plain rules would do with the same case: the yardsticks that an allocation is read beside.

Both keep every limit and send whole units; neither looks at severity, at dates or at what a link's room is worth.
"""

import numpy as np

from ....model.allocationcase import AllocationAnswer, AllocationCase
from .answer import answer_of
from .build import core_of
from .prices import free
from .problem import FAR, Core, Floats
from .remaining import Remaining
from .whole import Columns

PASSES = 4
"""Rounds in which what nobody could take in the round before is dealt out again."""


def first_come(case: AllocationCase) -> AllocationAnswer:
    """Needs in the order of their days, then as they stand, get what is there: from the offer that is ready first, on the first day
    with room."""
    core = core_of(case)
    left, found = Remaining(core), _Sent(core)
    of_line = {need: n for n, line in enumerate(core.line_needs) for need in line}
    asking = sorted(case.needs, key=lambda need: need.from_day)
    for line in dict.fromkeys(of_line[need.id] for need in asking):
        found.serve(left, line, float(core.line_quantity[line]))
    return answer_of(case, core, found.columns(), free(core), 0, "first_come")


def per_capita(case: AllocationCase) -> AllocationAnswer:
    """All that is offered for a job is dealt out by the places' populations (the mean where one is not known), up to what each
    asks; what is left is dealt out again."""
    core = core_of(case)
    left, found = Remaining(core), _Sent(core)
    population = {place.id: place.population for place in case.places}
    known = [count for count in population.values() if count]
    usual = sum(known) / len(known) if known else 1.0
    places = {need.id: need.place for need in case.needs}
    heads = np.array([population[places[line[0]]] or usual for line in core.line_needs])
    item_of = {item.id: k for k, item in enumerate(case.items)}
    asked = {need.id: item_of[need.item] for need in case.needs}
    job = np.array([asked[line[0]] for line in core.line_needs])
    for _ in range(PASSES):
        for k in np.unique(job).tolist():
            lines = np.flatnonzero((job == k) & (left.lines > 1e-9))
            mine = np.isin(core.pair_line, lines)
            counted = np.zeros(len(core.lot_amount))
            np.maximum.at(counted, core.pair_lot[mine], core.pair_rate[mine])
            offered = float(counted @ left.lots)
            if not len(lines) or offered <= 1e-9:
                continue
            for line in lines.tolist():
                found.serve(left, line, offered * float(heads[line] / heads[lines].sum()))
    return answer_of(case, core, found.columns(), free(core), 0, "per_capita")


class _Sent:
    """Columns as they are given."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.open = core.gains() > FAR / 2
        self.units: dict[tuple[int, int], float] = {}
        self.by_line: dict[int, list[int]] = {}
        order = np.lexsort((np.arange(len(core.pair_lot)), core.pair_first, -core.pair_rate))
        for pair in order.tolist():
            self.by_line.setdefault(int(core.pair_line[pair]), []).append(pair)

    def serve(self, left: Remaining, line: int, wanted: float) -> None:
        """So much for a line, or what there is."""
        for pair in self.by_line.get(line, ()):
            rate = float(self.core.pair_rate[pair])
            for day in np.flatnonzero(self.open[pair]).tolist():
                if wanted <= 1e-9 or left.lots[self.core.pair_lot[pair]] <= 1e-9:
                    break
                whole = self.core.whole[self.core.pair_item[pair]]
                units = min(left.room(pair, day), float(np.ceil(wanted / rate - 1e-9)) if whole else wanted / rate)
                if units > 0:
                    left.take(pair, day, units)
                    self.units[pair, day] = self.units.get((pair, day), 0.0) + units
                    wanted -= units * rate
            if wanted <= 1e-9:
                return

    def columns(self) -> Columns:
        keys = sorted(self.units)
        units: Floats = np.array([self.units[key] for key in keys])
        return np.array([p for p, _ in keys], dtype=np.int64), np.array([d for _, d in keys], dtype=np.int64), units
