"""Searches side by side from one first answer, on as many cores as there are.

Each strand draws by itself; every so many steps all go on from the best rows of any. What they find depends on the seed and the
steps alone, not on how many cores they ran on.
"""

import os
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from ...timeline.elastic import Stocks
from ...timeline.reservations import Reservations
from .judging import Judge
from .rows import Flights
from .ruin import Search, advance, follow, search
from .tables import Ints

STRANDS = 2
"""However many cores there are: another number would find something else."""
NONE: Ints = np.zeros(0, np.int64)


class Strands:
    """`flights` is the first one's own; the others fly in copies of what it holds."""

    def __init__(self, flights: Flights, judge: Judge, seed: int, count: int) -> None:
        self.judge, self._seed, self._count = judge, seed, count
        self._flights, self._states = [flights], [search(flights, judge, seed)]

    def begin(self, order: Ints) -> None:
        """Fly the loads in this order, each where it costs least: the first answer."""
        advance(self._flights[0], self.judge, self._states[0], order, 0, 0, 1, 1.0, 1.0)

    def advance(self, threads: Executor | None, first: int, end: int, total: int, hot: float, cold: float) -> None:
        """The same steps in each strand, side by side where there are threads."""
        while len(self._states) < self._count:
            # Made when there is a first answer to go on from, so that this one alone costs nothing more.
            self._flights.append(_beside(self._flights[0]))
            strand = search(self._flights[-1], self.judge, self._seed + 7_919 * len(self._states))
            self._states.append(_as(strand, self._states[0]))
        work = [
            (flights, self.judge, state, NONE, first, end, total, hot, cold)
            for flights, state in zip(self._flights, self._states, strict=True)
        ]
        if threads is None:
            for task in work:
                advance(*task)
        else:
            for done in [threads.submit(advance, *task) for task in work]:
                done.result()

    @property
    def best(self) -> Search:
        """The strand whose best answer is best, of equals the first."""
        return self._states[self._leader()]

    def exchange(self) -> None:
        """All go on from the best answer."""
        leader = self._leader()
        for n, (flights, state) in enumerate(zip(self._flights, self._states, strict=True)):
            if n != leader:
                follow(flights, state, self._states[leader])

    def told_why(self) -> Ints:
        """(L) What keeps each load of the best answer on the ground."""
        leader = self._leader()
        advance(self._flights[leader], self.judge, self._states[leader], NONE, 0, 0, 1, 1.0, 1.0)
        return self._states[leader].why

    def _leader(self) -> int:
        return min(range(len(self._states)), key=lambda n: (*self._states[n].value[1].tolist(), n))


def threads(count: int) -> AbstractContextManager[Executor | None]:
    """Threads for so many strands; None where there is one core only."""
    most = min(count, cores())
    return ThreadPoolExecutor(most) if most > 1 else nullcontext()


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _beside(flights: Flights) -> Flights:
    """The same flights with ground of its own, held as it is now."""
    ground = flights.ground
    state = Reservations(*(figures.copy() for figures in ground.state))
    stocks = Stocks(*(figures.copy() for figures in ground.stocks))
    return flights._replace(ground=ground._replace(state=state, stocks=stocks))


def _as(strand: Search, other: Search) -> Search:
    """A new strand whose rows are another's."""
    for mine, its in ((strand.rows.row, other.rows.row), (strand.rows.ends, other.rows.ends), (strand.best_row, other.best_row)):
        mine[:] = its
    strand.value[:], strand.found[:] = other.value, other.found
    return strand
