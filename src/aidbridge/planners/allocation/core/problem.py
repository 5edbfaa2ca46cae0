"""The mathematical model of allocation by day, and an allocation case as arrays.

Sets      lots l (offers that are alike: same item, air bridge, reach, ready day, and donor's reserve), lines n (needs that are
          alike: same place, item, days, severity, floor), days t, limits c (link x measure x day), pools d (donor x item with a
          reserve that several lots share).
Data      S_l units in lot l; Q_n units asked; v_n weighted hours a day of one unit at work for line n (24 x severity x unit value);
          r_ln units that one unit of l counts for n (1, or the substitute's rate); E_n the end, B_n the start of n's interval;
          g_ln days from departure to work (air, road, set up); u_lc what a unit takes of limit c; C_c its capacity;
          D_d = has - keeps.
Decide    x_lnt >= 0 units of lot l leaving on day t for line n; whole numbers where the item is people or vehicles.
Minimise  sum over n of v_n Q_n x integral of (1 - c_n(t)) dt + p_n x (units that n lacks to its floor at E_n),
          c_n(t) = min(1, sum of r x at work / Q_n): weighted hours of unmet need, floors first. p_n is ten times the most that a
          unit of the item could be worth anywhere. What has arrived stays to the end of its line.
Subject   sum over n, t of x_lnt <= S_l (stock); the same over a pool's lots <= D_d (reserve); sum u_lc x <= C_c (airlift and road).

Relaxation: units are divided at will and none is sent beyond what is asked (sum of r x <= Q_n). Then a unit that leaves on day t
meets exactly v_n r (E_n - max(t + g, B_n)) weighted hours, which is linear, and no allocation in whole units meets more: of what it
sends beyond the need the useful part alone is an answer of the relaxation. A floor is a variable f_n <= floor Q_n, f_n <= sum r x,
worth P / Q_n a unit.

A whole unit that a day's capacity does not take cannot leave on that day, in the relaxation neither.

Dual: prices a_l, b_d, k_c >= 0. A line's price that makes every column unprofitable is m_n = max over (l, t) of
(v r days - a_l - b_d - sum k u) / r, so prices of stocks, reserves and capacities alone prove
met <= sum a S + sum b D + sum k C + sum over n of (1 - floor) Q max(m, 0) + floor Q max(m + p, 0).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
HOURS = 24
FAR = -1e18
"""The gain of a day on which nothing can leave."""


@dataclass(frozen=True, slots=True)
class Core:
    """An allocation case as arrays. L lots, N lines, P pairs of both, T periods, K items, A air bridges, R roads (the last of each
    has no limit), M measures (kg, m3, seats)."""

    lot_offers: tuple[tuple[str, ...], ...]
    lot_item: Ints
    lot_amount: Floats
    lot_pool: Ints
    """-1: none."""
    pool_limit: Floats
    pools: tuple[tuple[str, str], ...]
    line_needs: tuple[tuple[str, ...], ...]
    line_quantity: Floats
    line_value: Floats
    """Weighted hours a day of one unit."""
    line_start: Ints
    line_end: Ints
    line_floor: Floats
    pair_lot: Ints
    pair_line: Ints
    pair_rate: Floats
    pair_item: Ints
    pair_air: Ints
    pair_road: Ints
    pair_landing: Ints
    """Days from departure to landing."""
    pair_lag: Ints
    """Days from departure to work."""
    pair_first: Ints
    """The first day of departure."""
    unit: Floats
    """K x M: what one unit takes."""
    whole: NDArray[np.bool_]
    """By item."""
    air: Floats
    """A x M x T capacities, infinite where there is no limit."""
    road: Floats
    """R x M x T."""
    air_ids: tuple[str, ...]
    road_ids: tuple[str, ...]
    floor_price: Floats
    """By line: weighted hours that a unit below the floor counts."""

    opens: Ints
    """By period: its first day. Periods are days, or in large cases buckets of several (see `rolling`)."""
    closes: Ints
    """By period: the day after its last."""

    @property
    def columns(self) -> int:
        """How many (pair, period) there are."""
        last = self.line_end[self.pair_line] - self.pair_lag
        return int(np.maximum(np.minimum(last, self.closes[-1]) - np.maximum(self.pair_first, self.opens[0]), 0).sum())

    def gains(self) -> Floats:
        """P x T: weighted hours met by a unit of each pair that leaves in each period, on its middle day; FAR where none can."""
        middle = ((self.opens + self.closes - 1) // 2)[None, :]
        day = np.maximum(middle, self.pair_first[:, None])
        end = self.line_end[self.pair_line][:, None]
        work = np.maximum(day + self.pair_lag[:, None], self.line_start[self.pair_line][:, None])
        worth = (self.line_value[self.pair_line] * self.pair_rate)[:, None] * (end - work)
        return np.where((day < self.closes[None, :]) & (work < end) & self._fits(), worth, FAR)

    def landed(self, landing: int) -> Ints:
        """By period of departure: the period of landing so many days later, the last where there is none."""
        day = (self.opens + self.closes - 1) // 2 + landing
        return np.minimum(np.searchsorted(self.closes, day, side="right"), len(self.closes) - 1).astype(np.int64)

    def _fits(self) -> NDArray[np.bool_]:
        """P x T: whether a whole unit finds room in that period at all; what is divided at will always does."""
        needs = np.where(self.whole[:, None], self.unit, 0.0)
        by_air = np.asarray((needs[None, :, :, None] <= self.air[:, None]).all(axis=2))
        by_road = np.asarray((needs[None, :, :, None] <= self.road[:, None]).all(axis=2))
        fits = by_air[self.pair_air, self.pair_item]
        for landing in np.unique(self.pair_landing):
            mine = self.pair_landing == landing
            fits[mine] &= by_road[self.pair_road[mine], self.pair_item[mine]][:, self.landed(int(landing))]
        return fits

    def charges(self, air_price: Floats, road_price: Floats) -> Floats:
        """P x T: what a unit of each pair takes of the links in each period of departure, at the given prices (shaped as the
        capacities)."""
        by_air = np.einsum("km,amt->akt", self.unit, air_price)
        by_road = np.einsum("km,rmt->rkt", self.unit, road_price)
        charge: Floats = by_air[self.pair_air, self.pair_item]
        for landing in np.unique(self.pair_landing):
            mine = self.pair_landing == landing
            charge[mine] += by_road[self.pair_road[mine], self.pair_item[mine]][:, self.landed(int(landing))]
        return charge
