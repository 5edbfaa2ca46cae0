"""Simulated annealing over the order of loads and their tails, on top of the schedule generator."""

from dataclasses import dataclass
from math import exp
from random import Random

import numpy as np

from ...engines.stopping import Stop
from ...model.plan import Progress
from ...timeline.kernel import generate
from ...timeline.world import Ints
from .heuristic import Decisions
from .instance import Instance
from .objective import Objective, Value

HOT_MIN, COLD_MIN = 120.0, 0.2
"""First and last temperature, in minutes of the mean completion: how much worse an answer may be taken with odds of 1 to e.
Chosen by trial: with these, five loads on two tails reached the best of all orders and tails on 120 of 120 trials."""
CHANGES = 5
"""Changes tried in one iteration."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best answer of a search."""

    decisions: Decisions
    timetable: Ints
    value: Value
    progress: tuple[Progress, ...]


def improve(instance: Instance, objective: Objective, first: Decisions, stop: Stop, seed: int, bound: float, stage: str) -> Found:
    """Search from a first answer until told to stop; the same seed and iterations give the same answer."""
    random = Random(seed)
    timetable = generate(instance.world, first.order, first.tail_of)
    value = objective.value(timetable)
    best = Found(first, timetable, value, ())
    progress = [Progress(stage=stage, iteration=0, value=_told(objective, value), found_by="weight_density")]
    stop.report(stage, 0, _told(objective, value), bound, "weight_density")
    now, now_scalar = first, objective.scalar(value)
    iteration = 0
    while not stop.now(iteration):
        temperature = HOT_MIN * (COLD_MIN / HOT_MIN) ** (iteration / max(1, stop.iterations))
        iteration += 1
        for _ in range(CHANGES):
            neighbour, move = _neighbour(instance, objective, now, random)
            chance = random.random()
            if neighbour is None:
                continue
            timetable = generate(instance.world, neighbour.order, neighbour.tail_of)
            value = objective.value(timetable)
            scalar = objective.scalar(value)
            if scalar <= now_scalar or chance < exp((now_scalar - scalar) / temperature):
                now, now_scalar = neighbour, scalar
            if value < best.value:
                if _told(objective, value) < _told(objective, best.value):
                    progress.append(Progress(stage=stage, iteration=iteration, value=_told(objective, value), found_by=move))
                    stop.report(stage, iteration, _told(objective, value), bound, move)
                best = Found(neighbour, timetable, value, ())
    return Found(best.decisions, best.timetable, best.value, tuple(progress))


def _told(objective: Objective, value: Value) -> float:
    """The figure people watch: weighted minutes, or the last landing where nothing is unlocked."""
    return value.weighted if objective.loads_of else float(value.last_landing_min)


def _neighbour(instance: Instance, objective: Objective, now: Decisions, random: Random) -> tuple[Decisions | None, str]:
    """A small change drawn at random, and its name; None where it would change nothing."""
    order, tail_of = now.order.tolist(), now.tail_of.copy()
    i, j, draw = random.randrange(len(order)), random.randrange(len(order)), random.random()
    one, other = order[i], order[j]
    if draw < 0.25:
        move, changed = "swap", i != j
        order[i], order[j] = other, one
    elif draw < 0.45:
        move, changed = "move", i != j
        order.insert(j, order.pop(i))
    elif draw < 0.65:
        move = "together"
        members = random.choice(objective.loads_of or [(one,)])
        order = [load for load in order if load not in members]
        place = random.randint(0, len(order))
        order[place:place] = [load for load in now.order.tolist() if load in members]
        changed = order != now.order.tolist()
    elif draw < 0.85:
        tail = random.choice(instance.eligible[one])
        move, changed = "tail", tail != tail_of[one]
        tail_of[one] = tail
    else:
        tails = int(tail_of[other]), int(tail_of[one])
        move = "exchange"
        changed = tails[0] != tails[1] and tails[0] in instance.eligible[one] and tails[1] in instance.eligible[other]
        tail_of[one], tail_of[other] = tails
    return (Decisions(np.array(order, np.int64), tail_of) if changed else None), move
