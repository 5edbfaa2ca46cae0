"""Large cases: the days ahead one by one, those further off joined into buckets; what is near is settled, then the window rolls on.

Each window is planned with all that comes after it in view, coarsely. The prices of the links come from the window that saw the day
singly, those of stocks from the first; as any prices prove a bound, the bound speaks of the days themselves and knows no buckets.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .master import Master
from .prices import Prices, free, left_over, line_prices, mixed, most_met
from .problem import FAR, Core, Floats, Ints
from .relax import relaxed
from .remaining import Remaining
from .whole import Columns, filled, in_whole

LARGE = 600_000
"""Columns from which on a case is planned window by window."""
WINDOW = 10
"""Days settled at a time, and days in the first bucket."""
CLOSE = 3e-3
LEAST = 1e-6
"""Of a stock or a need: what is left of fractions."""


def rolled(core: Core, enough: Callable[[], bool]) -> tuple[Columns, Prices]:
    """Columns of an allocation that keeps every limit, and the best prices found."""
    days = len(core.opens)
    left = Remaining(core)
    pairs: list[int] = []
    on: list[int] = []
    units: list[float] = []
    prices = ahead = free(core)
    for start in range(0, days, WINDOW):
        window, kept = _window(core, left, start)
        master = Master(window)
        found = relaxed(master, enough, CLOSE, starts=1)
        if start == 0:
            ahead = _spread(found.prices, window, days)
            prices = replace(ahead, air=ahead.air.copy(), road=ahead.road.copy())
        near = min(WINDOW, days - start)
        prices.air[:, :, start : start + near] = found.prices.air[:, :, :near]
        prices.road[:, :, start : start + near] = found.prices.road[:, :, :near]
        for number, period, amount in zip(*in_whole(master, found, enough, rounds=0, until=near), strict=True):
            pair, day = int(kept[number]), start + int(period)
            room = min(float(amount), left.room(pair, day)) if period < near else 0.0
            if room > 0:
                left.take(pair, day, room)
                pairs.append(pair)
                on.append(day)
                units.append(room)
    gains = core.gains()
    tried = (mixed(ahead, prices, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0))
    best = min(tried, key=lambda one: most_met(core, one, line_prices(core, left_over(core, gains, one).max(axis=1, initial=FAR))))
    return filled(core, gains, best, (np.array(pairs, np.int64), np.array(on, np.int64), np.array(units))), best


def _window(core: Core, left: Remaining, start: int) -> tuple[Core, Ints]:
    """The problem from a day on: what is left of stocks and needs, days for a window, then buckets, each twice as long as the one
    before; and which of the pairs are in it."""
    days = len(core.opens)
    near = min(start + WINDOW, days)
    opens_at, size = [*range(start, near)], WINDOW
    while near < days:
        opens_at.append(near)
        near, size = near + size, 2 * size
    opens = np.array(opens_at, dtype=np.int64)
    closes = np.array([*opens[1:], days], dtype=np.int64)
    reached = core.line_quantity - left.lines
    below = np.maximum(core.line_floor * core.line_quantity - reached, 0.0)
    quantity = np.maximum(left.lines, 0.0)
    kept = np.flatnonzero((left.lots[core.pair_lot] > LEAST) & (left.lines[core.pair_line] > LEAST) & (_last(core) >= start))
    of_pairs = ("lot", "line", "rate", "item", "air", "road", "landing", "lag", "first")
    window = replace(
        core,
        **{f"pair_{name}": getattr(core, f"pair_{name}")[kept] for name in of_pairs},
        opens=opens,
        closes=closes,
        air=_joined(left.air, opens, closes),
        road=_joined(left.road, opens, closes),
        lot_amount=np.maximum(left.lots, 0.0),
        pool_limit=np.maximum(left.pools, 0.0),
        line_quantity=np.maximum(quantity, 1e-9),
        line_floor=np.where(quantity > 0, np.minimum(below / np.maximum(quantity, 1e-9), 1.0), 0.0),
    )
    return window, kept


def _last(core: Core) -> Ints:
    """By pair: the last day on which it can leave and be of use."""
    return core.line_end[core.pair_line] - core.pair_lag - 1


def _joined(table: Floats, opens: Ints, closes: Ints) -> Floats:
    return np.stack([table[:, :, a:b].sum(axis=2) for a, b in zip(opens.tolist(), closes.tolist(), strict=True)], axis=2).clip(0)


def _spread(found: Prices, window: Core, days: int) -> Prices:
    """A bucket's price for each of its days."""
    period = np.searchsorted(window.closes, np.arange(days), side="right")
    return replace(found, air=found.air[:, :, period], road=found.road[:, :, period])
