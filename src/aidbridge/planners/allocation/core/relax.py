"""The relaxation solved by sifting, and the prices that prove its bound."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .master import Master
from .prices import Prices, free, left_over, line_prices, mixed, most_met
from .problem import FAR, Floats

CLOSE = 2e-4
"""Sifting ends when the bound lies within this share of the hours that the relaxation meets."""
MOST_ROUNDS = 200
STARTS = 3
"""Days with which each pair begins, from its first to its last."""
SMOOTH = 0.5
"""New prices are taken between the best so far and the last (Wentges 1997): the last ones alone swing."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The last answer of the columns inside, and the best bound."""

    met: float
    """Weighted hours met, floors at their price included."""
    units: Floats
    """By column of the master."""
    prices: Prices
    """Those that prove the least `most`."""
    most: float
    """No allocation meets more."""
    rounds: int


def relaxed(master: Master, enough: Callable[[], bool] = lambda: False, close: float = CLOSE, starts: int = STARTS) -> Relaxation:
    """Call for columns until the bound is close, nothing pays, or `enough` says so."""
    core, gains = master.core, master.gains
    best = free(core)
    most = most_met(core, best, line_prices(core, gains.max(axis=1, initial=FAR)))
    if not len(master.pairs):
        _begin(master, starts)
    met, units, round = 0.0, np.empty(0), -1
    for round in range(MOST_ROUNDS if len(master.pairs) else 0):
        met, units, prices, lines = master.solved()
        hours = max(float((units * gains[master.pairs, master.days]).sum()), 1e-9)
        added = 0
        for smooth in (SMOOTH, 0.0):
            tried = mixed(best, prices, smooth if round else 0.0)
            over = left_over(core, gains, tried)
            day, top = over.argmax(axis=1), over.max(axis=1)
            proven = most_met(core, tried, line_prices(core, top))
            if proven < most:
                most, best = proven, tried
            if smooth and round:
                top = left_over(core, gains, prices)[np.arange(len(day)), day]
            reduced = (top - core.pair_rate * lines[core.pair_line]) * master.scale[core.pair_item]
            added += master.add_paying(reduced, day)
        if not added or most - met <= close * hours or enough():
            break
    return Relaxation(met, units, best, most, round + 1)


def _begin(master: Master, starts: int) -> None:
    valid = master.gains > FAR / 2
    some = np.flatnonzero(valid.any(axis=1))
    first = valid.argmax(axis=1)[some]
    last = valid.shape[1] - 1 - valid[:, ::-1].argmax(axis=1)[some]
    for share in np.linspace(0, 1, starts):
        master.add(some, (first + share * (last - first)).astype(np.int64))
