"""Record-to-record travel: a local search that can be stopped at any iteration.

A neighbour is accepted while it costs no more than the best answer so far plus an allowance that shrinks to nothing over the
iterations (Dueck 1993, New optimization heuristics: the great deluge algorithm and the record-to-record travel).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model.plan import Progress
from .stopping import Stop

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Stage(Generic[State]):
    """What a search is told of its problem; less cost is better."""

    name: str
    """Stage of its progress: `loading`."""
    found_by: str
    cost: Callable[[State], float]
    neighbour: Callable[[State, random.Random], State | None]
    """A changed copy, or None where the change that was drawn is not allowed."""
    value: Callable[[State], float]
    """The figure to be reported; it falls when the cost falls enough."""
    allowance: float
    """How much worse than the best a neighbour may be at the first iteration."""
    patience: int
    """End after so many iterations without a better cost."""
    done: Callable[[State], bool] = lambda _: False
    """Whether an answer needs no further search, such as one that meets the bound."""


@dataclass(frozen=True, slots=True)
class Found(Generic[State]):
    """The best answer of a search and the steps by which its value fell."""

    best: State
    iterations: int
    progress: tuple[Progress, ...]


def improve(start: State, stage: Stage[State], stop: Stop, seed: int, bound: float | None = None) -> Found[State]:
    """Search from `start` until the stop says so, patience ends, or the answer is done. Same seed, same answer."""
    rng = random.Random(seed)
    best, current = start, start
    best_cost = stage.cost(start)
    progress: list[Progress] = []
    iteration, last_better = 0, 0
    while not stop.now(iteration) and iteration - last_better < stage.patience and not stage.done(best):
        allowance = stage.allowance * (1 - iteration / stop.iterations)
        iteration += 1
        changed = stage.neighbour(current, rng)
        if changed is None:
            continue
        cost = stage.cost(changed)
        if cost <= best_cost + allowance:
            current = changed
        if cost < best_cost - 1e-9:
            if stage.value(changed) < stage.value(best):
                step = Progress(stage=stage.name, iteration=iteration, value=stage.value(changed), found_by=stage.found_by)
                progress.append(step)
                stop.report(step.stage, step.iteration, step.value, bound, step.found_by)
            best, best_cost, last_better = changed, cost, iteration
    return Found(best, iteration, tuple(progress))
