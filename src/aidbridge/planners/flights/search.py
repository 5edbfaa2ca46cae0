"""A first answer and its improvement by ruin and recreate, told step by step."""

from dataclasses import dataclass

import numpy as np

from ...engines.stopping import Stop
from ...model.plan import Progress
from . import tables as w
from .field import flights_of
from .heuristic import by_weight_density
from .instance import Instance
from .judging import judge_of
from .objective import Objective, Value
from .rows import TAIL
from .ruin import MOVES, Search
from .strands import STRANDS, Strands, threads
from .tables import Ints

HOT_MIN, COLD_MIN = 600.0, 2.0
"""First and last temperature, in minutes of one load of the mean weight: how much worse an answer may be taken with odds of 1 to
e."""
CHANGES = 5
"""Steps of ruin and recreate in one iteration."""
EXCHANGE = 50
"""Iterations between two exchanges of strands; so few are done in one strand."""
PIECE = 4_000
"""Loads times iterations between two looks at the clock."""
MINUTES = (w.TO_DEPART, w.TO_ARRIVE, w.LOADING, w.DEPART, w.ARRIVE, w.UNLOADED, w.AFTER_DEPART, w.AFTER_ARRIVE)


@dataclass(frozen=True, slots=True)
class Found:
    """The best answer of a search."""

    tail_of: Ints
    """(L) -1 for a load that does not fly."""
    timetable: Ints
    value: Value
    progress: tuple[Progress, ...]


def improve(instance: Instance, objective: Objective, stop: Stop, seed: int, bound: float, stage: str) -> Found:
    """Search until told to stop; the same seed and iterations give the same answer, however it is cut into pieces."""
    flights, clock = flights_of(instance)
    loads = len(instance.loads)
    count = STRANDS if stop.iterations > EXCHANGE else 1
    strands = Strands(flights, judge_of(objective, loads, clock.shift), seed, count)
    strands.begin(np.array(by_weight_density(objective, loads), np.int64))
    timetable = _timetable(strands.best, clock.shift)
    value = objective.value(timetable)
    progress = [Progress(stage=stage, iteration=0, value=_told(objective, value), found_by="weight_density")]
    stop.report(stage, 0, _told(objective, value), bound, "weight_density")
    hot, cold = HOT_MIN / loads, COLD_MIN / loads
    iteration, total, piece = 0, max(1, stop.iterations * CHANGES), max(1, PIECE // loads)
    with threads(count) as pool:
        while not stop.now(iteration):
            end = min(iteration + piece, stop.iterations, (iteration // EXCHANGE + 1) * EXCHANGE)
            strands.advance(pool, iteration * CHANGES, end * CHANGES, total, hot, cold)
            since, iteration = iteration, end
            if iteration % EXCHANGE == 0:
                strands.exchange()
            found = int(strands.best.found[0])
            if found <= since * CHANGES:
                continue
            timetable = _timetable(strands.best, clock.shift)
            value = objective.value(timetable)
            if _told(objective, value) < progress[-1].value:
                found_at, move = -(-found // CHANGES), MOVES[int(strands.best.found[1])]
                progress.append(Progress(stage=stage, iteration=found_at, value=_told(objective, value), found_by=move))
                stop.report(stage, found_at, _told(objective, value), bound, move)
    grounded = timetable[:, w.STATE] != w.FREE
    if grounded.any():
        timetable[grounded, w.STATE] = strands.told_why()[grounded]
    return Found(strands.best.best_row[:, TAIL].copy(), timetable, value, tuple(progress))


def _told(objective: Objective, value: Value) -> float:
    """The figure people watch: weighted minutes, or the last landing where nothing is unlocked."""
    return value.weighted if objective.loads_of else float(value.last_landing_min)


def _timetable(state: Search, shift: int) -> Ints:
    """The best rows as a timetable in minutes."""
    timetable = state.best_row[:, : w.COLUMNS].copy()
    for column in MINUTES:
        timetable[timetable[:, column] >= 0, column] -= shift
    return timetable
