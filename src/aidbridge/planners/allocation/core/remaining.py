"""What is still there while units are given one column after another: stocks, reserves, needs, room on the links."""

import numpy as np

from .problem import Core

SLACK = 1e-9
"""Shares of a capacity that come from adding fractions."""


class Remaining:
    """Counts down as columns are taken; nothing is ever taken beyond what is there."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.lots = core.lot_amount.copy()
        self.pools = core.pool_limit.copy()
        self.lines = core.line_quantity.copy()
        self.air, self.road = core.air.copy(), core.road.copy()
        self._landed = [core.landed(landing) for landing in range(int(core.pair_landing.max(initial=0)) + 1)]

    def room(self, pair: int, day: int) -> float:
        """Most units that can leave on the day: of people and vehicles whole ones, the last of which may exceed the need."""
        core = self.core
        lot, line, item = core.pair_lot[pair], core.pair_line[pair], core.pair_item[pair]
        whole = bool(core.whole[item])
        most = self.lots[lot]
        if core.lot_pool[lot] >= 0:
            most = min(most, self.pools[core.lot_pool[lot]])
        wanted = self.lines[line] / core.pair_rate[pair]
        most = min(most, np.ceil(wanted - SLACK) if whole else wanted)
        if most <= 0:
            return 0.0
        landed = self._landed[core.pair_landing[pair]][day]
        by_air, by_road = self.air[core.pair_air[pair], :, day], self.road[core.pair_road[pair], :, landed]
        for m, taken in enumerate(core.unit[item]):
            if taken > 0:
                most = min(most, by_air[m] / taken, by_road[m] / taken)
        return float(np.floor(most + SLACK)) if whole else max(float(most), 0.0)

    def take(self, pair: int, day: int, units: float) -> None:
        """Give so many units."""
        core = self.core
        lot, item = core.pair_lot[pair], core.pair_item[pair]
        self.lots[lot] -= units
        if core.lot_pool[lot] >= 0:
            self.pools[core.lot_pool[lot]] -= units
        line = core.pair_line[pair]
        self.lines[line] = max(self.lines[line] - units * core.pair_rate[pair], 0.0)
        used = units * core.unit[item]
        self.air[core.pair_air[pair], :, day] -= used
        self.road[core.pair_road[pair], :, self._landed[core.pair_landing[pair]][day]] -= used
