"""The relaxation by columns: a linear program of the columns that pay, grown until none outside pays (sifting).

A plain linear program over all columns takes HiGHS minutes from a hundred thousand on; of these columns a few for every row
are ever of use. Prices of the small program tell which others pay; the bound that they prove tells when to stop.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....engines.linear import LinearProgram
from .prices import Prices, left_over
from .problem import Core, Floats, Ints

PAYS = 1e-4
"""A column is called for when it gains more than this beside one whose gain is about 1 a day."""


GAP = 1e-4
"""A branch and bound ends within this share of the optimum."""


class Master:
    """Lots, lines and limits as rows; columns (pair, day) as they are called for. Quantities are scaled by item so that a column's
    gain is about its hours."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.gains = core.gains()
        self.inside = np.zeros(self.gains.shape, dtype=bool)
        self.pairs: Ints = np.empty(0, dtype=np.int64)
        self.days: Ints = np.empty(0, dtype=np.int64)
        self.scale = _scales(core)
        self._program = LinearProgram()
        self._rows()

    def _rows(self) -> None:
        core = self.core
        lines = len(core.line_quantity)
        self._line_scale = _line_scales(core, self.scale)
        self._limits = [(core.air, _rows_of(core.air)), (core.road, _rows_of(core.road))]
        self._row_scale = [_row_scales(table) for table, _ in self._limits]
        caps = [table[rows >= 0] / scale[rows >= 0] for (table, rows), scale in zip(self._limits, self._row_scale, strict=True)]
        upper = [
            core.lot_amount / self.scale[core.lot_item],
            core.pool_limit / self._pool_scale(),
            core.line_quantity / self._line_scale,
            np.zeros(lines),
            *caps,
        ]
        starts = np.concatenate([[0], np.cumsum([len(part) for part in upper])])
        self._at = {
            name: int(start) for name, start in zip(("lots", "pools", "lines", "floors", "air", "road"), starts[:-1], strict=True)
        }
        self._program.add_rows(np.concatenate(upper))
        with_floor = np.flatnonzero(core.line_floor > 0)
        below = (core.line_floor * core.line_quantity / self._line_scale)[with_floor]
        worth = (core.floor_price * self._line_scale)[with_floor]
        count = len(with_floor)
        self._program.add_columns(
            -worth,
            np.arange(count, dtype=np.int32),
            (self._at["floors"] + with_floor).astype(np.int32),
            np.ones(count),
            below,
        )
        self._offset = count
        self._has_floor = core.line_floor > 0

    def _pool_scale(self) -> Floats:
        scale = np.ones(len(self.core.pool_limit))
        pooled = self.core.lot_pool >= 0
        scale[self.core.lot_pool[pooled]] = self.scale[self.core.lot_item[pooled]]
        return scale

    def add(self, pairs: Ints, days: Ints) -> int:
        """Columns that are not there yet; how many were added."""
        new = ~self.inside[pairs, days]
        pairs, days = pairs[new], days[new]
        if not len(pairs):
            return 0
        self.inside[pairs, days] = True
        core = self.core
        scale = self.scale[core.pair_item[pairs]]
        line, lot = core.pair_line[pairs], core.pair_lot[pairs]
        counted = core.pair_rate[pairs] * scale / self._line_scale[line]
        ones = np.ones(len(pairs))
        entries = [(self._at["lots"] + lot, ones), (self._at["lines"] + line, counted)]
        floored = np.where(self._has_floor[line], self._at["floors"] + line, -1)
        entries.append((floored, -counted))
        pool = core.lot_pool[lot]
        entries.append((np.where(pool >= 0, self._at["pools"] + pool, -1), ones))
        landed = np.stack([core.landed(landing) for landing in range(int(core.pair_landing.max()) + 1)])
        for name, link, day, (_, rows), rowscale in (
            ("air", core.pair_air[pairs], days, self._limits[0], self._row_scale[0]),
            ("road", core.pair_road[pairs], landed[core.pair_landing[pairs], days], self._limits[1], self._row_scale[1]),
        ):
            for m in range(core.unit.shape[1]):
                row = rows[link, m, day]
                taken = core.unit[core.pair_item[pairs], m] * scale / rowscale[link, m, day]
                entries.append((np.where((row >= 0) & (taken > 0), self._at[name] + row, -1), taken))
        index = np.stack([row for row, _ in entries], axis=1)
        value = np.stack([amount for _, amount in entries], axis=1)
        used = index >= 0
        starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))[:-1]])
        costs = -self.gains[pairs, days] * scale
        self._program.add_columns(
            costs, starts.astype(np.int32), index[used].astype(np.int32), value[used], None, core.whole[core.pair_item[pairs]]
        )
        self.pairs = np.concatenate([self.pairs, pairs])
        self.days = np.concatenate([self.days, days])
        return len(pairs)

    def add_paying(self, reduced: Floats, days: Ints) -> int:
        """Of each pair the column of that day, where it gains enough beyond all prices; how many were added."""
        pays = np.flatnonzero(reduced > PAYS)
        return self.add(pays, days[pays])

    def call(self, prices: Prices, lines: Floats) -> int:
        """Add each pair's best column where it pays at these prices; how many were added."""
        core = self.core
        over = left_over(core, self.gains, prices)
        reduced = (over.max(axis=1) - core.pair_rate * lines[core.pair_line]) * self.scale[core.pair_item]
        return self.add_paying(reduced, over.argmax(axis=1))

    def limit(self, numbers: Ints, lower: Floats, upper: Floats) -> None:
        """Least and most units of some columns, by their number in `pairs`."""
        scale = self.scale[self.core.pair_item[self.pairs[numbers]]]
        self._program.limit_columns((numbers + self._offset).astype(np.int32), lower / scale, upper / scale)

    def free(self, items: NDArray[np.bool_]) -> None:
        """Any number of units in the columns of some items."""
        numbers = np.flatnonzero(items[self.core.pair_item[self.pairs]])
        self.limit(numbers, np.zeros(len(numbers)), np.full(len(numbers), np.inf))

    def fix(self, columns: tuple[Ints, Ints, Floats], items: NDArray[np.bool_]) -> None:
        """In the columns of some items just so many units, none where nothing is said."""
        pairs, days, units = columns
        self.add(pairs, days)
        table = np.zeros(self.gains.shape)
        table[pairs, days] = units
        # Whole units may exceed a need by a part of one, for which the relaxation has no place.
        line, counted = self.core.pair_line[pairs], units * self.core.pair_rate[pairs]
        beyond = np.bincount(line, counted, len(self.core.line_quantity)) - self.core.line_quantity
        for number in np.flatnonzero(beyond[line] > 0).tolist():
            cut = min(beyond[line[number]], counted[number])
            beyond[line[number]] -= cut
            table[pairs[number], days[number]] -= cut / self.core.pair_rate[pairs[number]]
        numbers = np.flatnonzero(items[self.core.pair_item[self.pairs]])
        exact = table[self.pairs[numbers], self.days[numbers]]
        self.limit(numbers, exact, exact)

    def raise_floors(self) -> None:
        """Ask for whole units where a floor is to be reached in people or vehicles. The bound no longer holds after that."""
        core = self.core
        in_whole = np.ones(len(core.line_quantity), dtype=bool)
        in_whole[core.pair_line[~core.whole[core.pair_item]]] = False
        below = core.line_floor * core.line_quantity
        raised = np.where(in_whole, np.minimum(np.ceil(below - 1e-9), core.line_quantity), below)
        upper = (raised / self._line_scale)[self._has_floor]
        numbers = np.arange(self._offset, dtype=np.int32)
        self._program.limit_columns(numbers, np.zeros(self._offset), upper)

    def best_whole(self, nodes: int) -> Floats | None:
        """Units by column of the best answer in whole people and vehicles that so many nodes find; None where they find none."""
        answer = self._program.whole(gap=GAP, nodes=nodes)
        return None if answer is None else answer.columns[self._offset :] * self.scale[self.core.pair_item[self.pairs]]

    def with_more(self, kind: str, which: Any, step: float) -> float:
        """What is met at most with so many units more of a lot or pool, or so much more of a link's measure on every day: solved
        again, and put back."""
        core = self.core
        if kind in ("lot", "pool"):
            own = core.lot_amount[which] if kind == "lot" else core.pool_limit[which]
            scale = self.scale[core.lot_item[which]] if kind == "lot" else self._pool_scale()[which]
            changed = [(self._at["lots" if kind == "lot" else "pools"] + which, own / scale, (own + step) / scale)]
        else:
            side = 0 if kind == "air" else 1
            (table, rows), scales = self._limits[side], self._row_scale[side]
            changed = [
                (self._at[kind] + int(row), cap / scale, (cap + step) / scale)
                for row, cap, scale in zip(rows[which], table[which], scales[which], strict=True)
                if row >= 0
            ]
        for row, _, more in changed:
            self._program.limit_row(row, -np.inf, more)
        met, _, prices, lines = self.solved()
        while self.call(prices, lines):
            met, _, prices, lines = self.solved()
        for row, before, _ in changed:
            self._program.limit_row(row, -np.inf, before)
        return met

    def solved(self) -> tuple[float, Floats, Prices, Floats]:
        """Most weighted hours met by these columns (floors at their price included), units by column, prices, the lines' own."""
        answer = self._program.relaxed()
        core = self.core
        units = answer.columns[self._offset :] * self.scale[core.pair_item[self.pairs]]
        duals = np.maximum(-answer.duals, 0.0)
        air, road = (
            np.where(rows >= 0, duals[np.where(rows >= 0, self._at[name] + rows, 0)] / scale, 0.0)
            for name, (_, rows), scale in zip(("air", "road"), self._limits, self._row_scale, strict=True)
        )
        lines = slice(self._at["lines"], self._at["floors"])
        floors = slice(self._at["floors"], self._at["air"])
        prices = Prices(
            duals[: self._at["pools"]] / self.scale[core.lot_item],
            duals[self._at["pools"] : self._at["lines"]] / self._pool_scale(),
            air,
            road,
        )
        return -answer.value, units, prices, (duals[lines] - duals[floors]) / self._line_scale


def _scales(core: Core) -> Floats:
    """By item: units that are worth about one a day; of people and vehicles one, so that whole numbers stay whole."""
    worth = core.line_value[core.pair_line] * core.pair_rate
    most = np.zeros(len(core.whole))
    np.maximum.at(most, core.pair_item, worth)
    return np.where((most > 0) & ~core.whole, 1 / np.where(most > 0, most, 1.0), 1.0)


def _line_scales(core: Core, scale: Floats) -> Floats:
    """By line: units asked in one row's unit."""
    found = core.line_quantity.copy()
    np.minimum.at(found, core.pair_line, scale[core.pair_item])
    return found


def _rows_of(table: Floats) -> Ints:
    """A number for every finite limit, -1 elsewhere."""
    finite = np.isfinite(table)
    rows = np.full(table.shape, -1, dtype=np.int64)
    rows[finite] = np.arange(int(finite.sum()))
    return rows


def _row_scales(table: Floats) -> Floats:
    finite = np.isfinite(table)
    mean = float(table[finite].mean()) if finite.any() else 1.0
    return np.full(table.shape, max(mean, 1e-9))
