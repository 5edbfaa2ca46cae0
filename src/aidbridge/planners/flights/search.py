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
from .ruin import MOVES, Search, advance, search
from .tables import Ints

HOT_MIN, COLD_MIN = 600.0, 2.0
"""First and last temperature, in minutes of one load of the mean weight: how much worse an answer may be taken with odds of 1 to
e."""
CHANGES = 5
"""Steps of ruin and recreate in one iteration."""
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
    judge = judge_of(objective, loads, clock.shift)
    state = search(flights, judge, seed)
    order, none = np.array(by_weight_density(objective, loads), np.int64), np.zeros(0, np.int64)
    advance(flights, judge, state, order, 0, 0, 1, 1.0, 1.0)
    timetable = _timetable(state, clock.shift)
    value = objective.value(timetable)
    progress = [Progress(stage=stage, iteration=0, value=_told(objective, value), found_by="weight_density")]
    stop.report(stage, 0, _told(objective, value), bound, "weight_density")
    hot, cold = HOT_MIN / loads, COLD_MIN / loads
    iteration, total, piece = 0, max(1, stop.iterations * CHANGES), max(1, PIECE // loads)
    while not stop.now(iteration):
        end = min(iteration + piece, stop.iterations)
        advance(flights, judge, state, none, iteration * CHANGES, end * CHANGES, total, hot, cold)
        iteration = end
        if int(state.found[0]) <= (iteration - piece) * CHANGES:
            continue
        timetable = _timetable(state, clock.shift)
        value = objective.value(timetable)
        if _told(objective, value) < progress[-1].value:
            found_at, move = -(-int(state.found[0]) // CHANGES), MOVES[int(state.found[1])]
            progress.append(Progress(stage=stage, iteration=found_at, value=_told(objective, value), found_by=move))
            stop.report(stage, found_at, _told(objective, value), bound, move)
    grounded = timetable[:, w.STATE] != w.FREE
    if grounded.any():
        advance(flights, judge, state, none, 0, 0, 1, 1.0, 1.0)
        timetable[grounded, w.STATE] = state.why[grounded]
    return Found(state.best_row[:, TAIL].copy(), timetable, value, tuple(progress))


def _told(objective: Objective, value: Value) -> float:
    """The figure people watch: weighted minutes, or the last landing where nothing is unlocked."""
    return value.weighted if objective.loads_of else float(value.last_landing_min)


def _timetable(state: Search, shift: int) -> Ints:
    """The best rows as a timetable in minutes."""
    timetable = state.best_row[:, : w.COLUMNS].copy()
    for column in MINUTES:
        timetable[timetable[:, column] >= 0, column] -= shift
    return timetable
