"""An airlift as the search sees it: loads, the templates that may fly each, and what an arrival costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled
from ...timeline.rigid import Ints, Rotations


@dataclass(frozen=True, slots=True)
class Task:
    """One load to fly, in the steps of its airlift."""

    templates: tuple[int, ...]
    ready: int
    """No rotation begins before."""
    weight: int
    """Cost of each step until arrival; at least 0."""
    due: int | None = None
    """Soft deadline: each step of arrival after it costs `late_weight` more."""
    late_weight: int = 0
    latest: int | None = None
    """Hard deadline: it arrives by then or does not fly."""
    unflown: int | None = None
    """Cost of not flying it; None where it must fly, whatever that delays."""


class Airlift(NamedTuple):
    """N loads, Q pairs of a load and a template."""

    rigid: Rotations
    first_mode: Ints
    """(N + 1) The modes of load c are first_mode[c] up to first_mode[c + 1]."""
    modes: Ints
    """(Q) The template of each."""
    ready: Ints
    weight: Ints
    due: Ints
    late_weight: Ints
    latest: Ints
    unflown: Ints
    """(N) each."""


NEVER = 1 << 30
"""A step later than any horizon."""
MUST_FLY = 1 << 40
"""Cost of leaving behind a load that must fly."""


def airlift(rigid: Rotations, tasks: Sequence[Task]) -> Airlift:
    """The tables of these tasks. Raises ValueError where a task has no template, or a weight below 0."""
    faults = [f"load {c}: no template flies it; leave it out" for c, task in enumerate(tasks) if not task.templates]
    faults += [
        f"load {c}: weight {task.weight}, late_weight {task.late_weight}: give 0 or more"
        for c, task in enumerate(tasks)
        if min(task.weight, task.late_weight) < 0
    ]
    if faults:
        raise ValueError("; ".join(faults))

    def column(values: list[int]) -> Ints:
        return np.array(values, np.int64)

    return Airlift(
        rigid,
        np.cumsum([0, *(len(task.templates) for task in tasks)]).astype(np.int64),
        column([template for task in tasks for template in task.templates]),
        column([task.ready for task in tasks]),
        column([task.weight for task in tasks]),
        column([NEVER if task.due is None else task.due for task in tasks]),
        column([task.late_weight for task in tasks]),
        column([NEVER if task.latest is None else task.latest for task in tasks]),
        column([MUST_FLY if task.unflown is None else task.unflown for task in tasks]),
    )


@compiled
def arrival_cost(lift: Airlift, load: int, arrival: int) -> int:
    """What a load costs that arrives at a step."""
    late = arrival - lift.due[load]
    return int(lift.weight[load] * arrival + (lift.late_weight[load] * late if late > 0 else 0))
