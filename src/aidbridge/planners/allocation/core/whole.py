"""From the relaxation to an allocation in whole people and vehicles: dive, then fill what room is left."""

import random
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .master import Master
from .prices import Prices, left_over
from .problem import FAR, Core, Floats, Ints
from .relax import Relaxation
from .remaining import Remaining
from .value import met_hours, value_met

FULL = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.01, 2.0)
"""A dive: fractions from here on are rounded up where there is room, and the rest is solved again; at last nothing is."""
TINY = 1e-7
CLOSE_ENOUGH = 5e-4
"""Share of the value within which nothing more is tried."""

QUICK = (0.8, 0.5, 0.25, 0.01, 2.0)
"""The same for a few items decided anew."""
SMALL = 500
"""Columns up to which branch and bound is tried."""
NODES = 100
ROUNDS_OF = 16_000
"""Rounds of trying again, times the case's columns: large cases have none."""
MOST = 20
"""Rounds at most."""
FREED = 0.25
"""Share of the kinds of people and vehicles that a round decides anew."""

Columns = tuple[Ints, Ints, Floats]
"""Pairs, days, units."""


def in_whole(
    master: Master,
    found: Relaxation,
    enough: Callable[[], bool],
    seed: int = 1,
    rounds: int | None = None,
    until: int | None = None,
) -> Columns:
    """Columns of an allocation that keeps every limit, people and vehicles whole.

    Small cases by branch and bound over all columns. Others by a dive from the relaxation, then rounds that decide a drawn share
    of the items anew, all else in whole units as it is (large neighbourhoods), and keep what is better. `until`: columns of that
    period and later need not be whole before the filling. Same seed, same columns.
    """
    core = master.core
    if not len(found.units):
        return master.pairs, master.days, found.units
    if core.columns <= SMALL:
        pairs, days = np.nonzero(master.gains > 0)
        master.add(pairs, days)
        units = master.best_whole(NODES)
        if units is not None:
            return filled(core, master.gains, found.prices, (master.pairs, master.days, units))
    if core.line_floor.any():
        master.raise_floors()
    best = _dived(master, found.prices, np.ones(len(core.whole), dtype=bool), FULL, enough, until)
    value = _value(core, best)
    kinds = np.unique(core.pair_item[core.whole[core.pair_item]])
    if rounds is None:
        rounds = min(ROUNDS_OF // max(core.columns, 1), MOST)
    draw = random.Random(seed)
    for _ in range(rounds if len(kinds) else 0):
        if enough() or found.most - value <= CLOSE_ENOUGH * max(value, 1e-9):
            break
        freed = np.zeros(len(core.whole), dtype=bool)
        freed[draw.sample(kinds.tolist(), min(max(round(FREED * len(kinds)), 2), len(kinds)))] = True
        master.fix(best, ~freed & core.whole)
        tried = _dived(master, found.prices, freed, QUICK, enough)
        if (gained := _value(core, tried)) > value:
            best, value = tried, gained
    return best


def _value(core: Core, columns: Columns) -> float:
    return value_met(core, *met_hours(core, *columns))


def _dived(
    master: Master,
    prices: Prices,
    freed: NDArray[np.bool_],
    steps: tuple[float, ...],
    enough: Callable[[], bool],
    until: int | None = None,
) -> Columns:
    """Round up the fullest fractions of the freed items and solve again, until all are whole; then fill what room is left."""
    core = master.core
    master.free(freed & core.whole)
    _, units, _, _ = master.solved()
    for full in steps:
        count = len(units)
        item = core.pair_item[master.pairs[:count]]
        whole = core.whole[item] & (master.days[:count] < (until or len(core.opens)))
        if not (np.where(whole, units - np.floor(units + TINY), 0.0) > TINY).any() or enough():
            break
        least = _rounded(core, master.pairs[:count], master.days[:count], units, whole, full)
        open_ = np.flatnonzero(whole & freed[item])
        most = np.where(full > 1, least, np.inf)
        master.limit(open_, least[open_], most[open_])
        _, units, own, lines = master.solved()
        if full < 1:
            master.call(own, lines)
    count = len(units)
    return filled(core, master.gains, prices, (master.pairs[:count], master.days[:count], units))


def _rounded(core: Core, pairs: Ints, days: Ints, units: Floats, whole: NDArray[np.bool_], full: float) -> Floats:
    """Least units by column: whole parts; then fractions rounded up as far as there is room for all of these, first whatever
    brings a line to its floor, then the fullest."""
    least = np.where(whole, np.floor(units + TINY), 0.0)
    left = Remaining(core)
    for number in np.flatnonzero(least > 0).tolist():
        left.take(int(pairs[number]), int(days[number]), float(least[number]))
    fraction = np.where(whole, units - least, 0.0)
    above = core.line_quantity * (1 - core.line_floor)
    line = core.pair_line[pairs]
    order = np.argsort(-fraction, kind="stable")
    order = order[fraction[order] > TINY]
    for floors in (True, False):
        for number in order.tolist():
            pair, day = int(pairs[number]), int(days[number])
            due = left.lines[line[number]] > above[line[number]] + TINY
            if (floors and not due) or (not floors and fraction[number] < full) or least[number] > units[number]:
                continue
            # A unit that is partly beyond the need has no place in the relaxation; the filling may still send it.
            if left.room(pair, day) >= 1 and left.lines[line[number]] >= core.pair_rate[pair] - TINY:
                left.take(pair, day, 1.0)
                least[number] += 1
    return least


def filled(core: Core, gains: Floats, prices: Prices, columns: Columns) -> Columns:
    """The columns as far as they keep every limit exactly, and whatever else can still be sent, what gains most beyond its price
    first, on its best day and then on the next best."""
    left = Remaining(core)
    found: dict[tuple[int, int], float] = {}

    def send(pair: int, day: int, units: float) -> None:
        if units > 0:
            left.take(pair, day, units)
            found[pair, day] = found.get((pair, day), 0.0) + units

    pairs, days, units = columns
    item = core.pair_item[pairs]
    order = np.lexsort((-units, ~core.whole[item]))
    for number in order.tolist():
        if units[number] > TINY:
            pair, day = int(pairs[number]), int(days[number])
            wanted = np.floor(units[number] + 1e-6) if core.whole[item[number]] else units[number]
            send(pair, day, min(float(wanted), left.room(pair, day)))
    over = left_over(core, gains, prices)
    share = np.where(gains > 0, over / np.maximum(gains, TINY), -np.inf).max(axis=1, initial=-np.inf)
    floors = core.line_floor[core.pair_line] > 0
    for pair in np.lexsort((-share, ~floors)).tolist():
        line, lot = core.pair_line[pair], core.pair_lot[pair]
        if left.lines[line] <= TINY or left.lots[lot] <= TINY:
            continue
        for day in np.argsort(-over[pair], kind="stable").tolist():
            if gains[pair, day] <= 0 or gains[pair, day] < FAR / 2:
                break
            send(pair, day, left.room(pair, day))
            if left.lines[line] <= TINY or left.lots[lot] <= TINY:
                break
    keys = sorted(found)
    return (
        np.array([pair for pair, _ in keys], dtype=np.int64),
        np.array([day for _, day in keys], dtype=np.int64),
        np.array([found[key] for key in keys]),
    )
