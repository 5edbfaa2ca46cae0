"""From an airlift to a timetable that gets better for as long as it is asked to, and the bound beside it."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ...timeline.rigid import Ints, Reservations, reservations
from .airlift import MUST_FLY, NEVER, Airlift
from .annealing import Timetable, anneal, blank, construct
from .guide import Floats, Guide, dual, places, raise_prices

PIECE = 4_096
"""Steps of the search between two looks at the clock."""
WIDTH = 300
"""Places listed for each load and template."""
HOT, COLD = 5.0, 0.02
"""First and last temperature, in loads of the mean weight that are late by one mean rotation."""

Held = Callable[[int], npt.NDArray[np.integer]]
"""What is in use beforehand (R, T) on a horizon of T steps."""


class Improving:
    """One timetable under way. The same airlift, seed and calls give the same timetable."""

    def __init__(self, lift: Airlift, held: Held, seed: int = 1) -> None:
        self.lift, self._held = lift, held
        self.bound = 0
        """No timetable costs less."""
        self._state, self._times = _first(lift, held, seed)
        self.greedy_cost = self.cost
        """Cost of the first timetable: the heaviest first, each as early as it can arrive."""
        pairs = lift.modes.size
        self._guide = Guide(np.empty((pairs, 0), np.int32), np.empty((pairs, 0)))
        self._priced = min(int(self._times.begin.max(initial=0)) + lift.rigid.reach, self._state.held.shape[1] - lift.rigid.reach)
        self._dual = dual(lift, reservations(lift.rigid, held(self._state.held.shape[1])), self._priced)

    @property
    def cost(self) -> int:
        """Cost of the best timetable so far."""
        return int(self._times.cost[1])

    @property
    def best(self) -> tuple[Ints, Ints]:
        """(N) The template (-1: left behind) and the begin of each load in the best timetable so far."""
        return self._times.best_template.copy(), self._times.best_begin.copy()

    @property
    def prices(self) -> Floats:
        """(R, S) The prices found, of each resource at each step; none from step S on."""
        return self._dual.prices.copy()

    def price(self, iterations: int) -> int:
        """Raise the bound by so many steps of the price search, and guide the search by the prices found; returns the bound."""
        if not self.lift.ready.size:
            return 0
        value = raise_prices(self.lift, self._dual, float(self.cost), iterations)
        self.bound = max(self.bound, math.ceil(value - 1e-7 * max(1.0, abs(value))))
        self._guide = places(self.lift, self._dual, min(WIDTH, self._priced))
        return self.bound

    def improve(self, iterations: int, stop: Callable[[int], bool] = lambda _: False) -> int:
        """So many steps of ruin and recreate, from hot to cold, or fewer where `stop(steps done)` says so; returns how many."""
        lift, done = self.lift, 0
        hot, cold = self._temperatures()
        while lift.ready.size and done < iterations and self.cost > self.bound and not stop(done):
            end = min(done + PIECE, iterations)
            anneal(lift, self._state, self._guide, self._times, done, end, iterations, hot, cold)
            done = end
        return done

    def _temperatures(self) -> tuple[float, float]:
        lift = self.lift
        longest = lift.rigid.holds[:, :, 2].max(axis=1, initial=1)[lift.modes].mean() if lift.modes.size else 1.0
        scale = max(float((lift.weight + lift.late_weight).mean()), 1.0) * max(float(longest), 1.0) if lift.ready.size else 1.0
        return HOT * scale, COLD * scale


def _first(lift: Airlift, held: Held, seed: int) -> tuple[Reservations, Timetable]:
    """The first timetable, on a horizon long enough for every load that must fly."""
    order = np.lexsort((lift.ready, -(lift.weight + lift.late_weight)))
    longest = lift.rigid.reach
    steps = int(lift.ready.max(initial=0)) + 16 * longest
    while True:
        state, times = reservations(lift.rigid, held(steps)), blank(lift, seed)
        construct(lift, state, times, order)
        behind = (times.template < 0) & (lift.unflown >= MUST_FLY) & (lift.latest >= NEVER)
        if not behind.any():
            break
        if steps > (lift.ready.size + 2) * 16 * longest:
            raise ValueError(
                f"load {int(np.flatnonzero(behind)[0])} finds no place at all: its templates' calendars are never open"
            )
        steps *= 2
    end = int(times.begin.max(initial=0)) + 4 * longest
    if steps < end + longest:
        return _first_on(lift, held, seed, order, end + longest)
    return state, times


def _first_on(lift: Airlift, held: Held, seed: int, order: Ints, steps: int) -> tuple[Reservations, Timetable]:
    """The same with room to move at the end of the horizon."""
    state, times = reservations(lift.rigid, held(steps)), blank(lift, seed)
    construct(lift, state, times, order)
    return state, times
