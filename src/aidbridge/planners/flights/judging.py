"""What rows of loads are worth, inside the compiled search: the same figures as `objective`, in steps."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...timeline.compiled import part
from ...timeline.reservations import Ints
from . import tables as w
from .objective import GROUNDED, LAST_LANDING, MINUTE_FLOWN, Objective
from .rows import Flights, Rows

Floats = npt.NDArray[np.float64]


class Judge(NamedTuple):
    """U unlocks of L loads, those left out that wait for a load which nothing can fly."""

    first: Ints
    """(U + 1) The loads of unlock j are members[first[j]] up to members[first[j + 1]]."""
    members: Ints
    weight: Floats
    """(U) As a share of all weights."""
    start: Ints
    """(U)"""
    first_of: Ints
    """(L + 1) The unlocks of load i are unlocks[first_of[i]] up to unlocks[first_of[i + 1]]."""
    unlocks: Ints
    density: Floats
    """(L) Weight of its unlocks, each divided by its loads."""


def judge_of(objective: Objective, loads: int, shift: int) -> Judge:
    """The tables of an objective; `shift` are the steps less the minutes."""
    total = float(objective.weights.sum())
    counted = [j for j, members in enumerate(objective.loads_of) if max(members) < loads and total > 0]
    of: list[list[int]] = [[] for _ in range(loads)]
    density = np.zeros(loads)
    for number, j in enumerate(counted):
        for load in objective.loads_of[j]:
            of[load].append(number)
            density[load] += objective.weights[j] / total / len(objective.loads_of[j])
    return Judge(
        np.cumsum([0, *(len(objective.loads_of[j]) for j in counted)]).astype(np.int64),
        np.array([load for j in counted for load in objective.loads_of[j]], np.int64),
        objective.weights[counted] / total if total > 0 else np.zeros(0),
        objective.starts[counted] + shift,
        np.cumsum([0, *map(len, of)]).astype(np.int64),
        np.array([j for unlocks in of for j in unlocks], np.int64),
        density,
    )


@part
def measure(flights: Flights, rows: Rows, judge: Judge, value: Floats) -> None:
    """Fill `value` (4): loads that do not fly, the mean of weighted steps, the last landing, flying minutes."""
    for k in range(4):
        value[k] = 0.0
    for load in range(rows.row.shape[0]):
        row = rows.row[load]
        if row[w.STATE] != w.FREE:
            value[0] += 1.0
            continue
        value[2] = max(value[2], float(row[w.ARRIVE]))
        value[3] += flights.minutes[row[w.TO_OPTION]] + flights.minutes[row[w.OPTION]] + flights.minutes[row[w.AFTER_OPTION]]
    for j in range(judge.weight.size):
        complete = judge.start[j]
        for k in range(judge.first[j], judge.first[j + 1]):
            row = rows.row[judge.members[k]]
            complete = max(complete, row[w.UNLOADED] if row[w.STATE] == w.FREE else flights.latest)
        value[1] += judge.weight[j] * complete


@part
def scalar(judge: Judge, value: Floats) -> float:
    """One figure in minutes, as `Objective.scalar`."""
    soonest = value[1] if judge.weight.size else value[2]
    return float(GROUNDED * value[0] + soonest + LAST_LANDING * value[2] + MINUTE_FLOWN * value[3])


@part
def better(one: Floats, other: Floats) -> bool:
    """Whether a value comes before another: by loads that fly, then weighted steps, then the last landing, then flying."""
    for k in range(4):
        if abs(one[k] - other[k]) > 1e-9 * max(1.0, abs(other[k])):
            return bool(one[k] < other[k])
    return False
