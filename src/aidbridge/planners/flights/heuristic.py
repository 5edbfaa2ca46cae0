"""A first answer: what unlocks most weight per load flies first, each load on the tail that unloads it soonest."""

from dataclasses import dataclass

import numpy as np

from ...timeline import world as w
from ...timeline.kernel import generate
from ...timeline.world import Ints
from .instance import Instance
from .objective import Objective


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the kernel turns into times. Loads and tails are their index in the instance."""

    order: Ints
    tail_of: Ints


def construct(instance: Instance, objective: Objective) -> Decisions:
    """The first order and tails."""
    order = by_weight_density(objective, len(instance.loads))
    return Decisions(np.array(order, np.int64), soonest_tails(instance, objective, order))


def by_weight_density(objective: Objective, loads: int) -> list[int]:
    """Take again and again the unlock with the most weight per load that has still to fly for it, and append those loads;
    loads that unlock nothing come last (Smith's rule on sets of loads; ties by the order of needs)."""
    order: list[int] = []
    waiting = [{load for load in members if load < loads} for members in objective.loads_of]
    while any(waiting):
        left = [(float(objective.weights[i]) / len(members), -i) for i, members in enumerate(waiting) if members]
        chosen = waiting[-max(left)[1]]
        order += sorted(chosen)
        waiting = [members - set(order) for members in waiting]
    return order + [load for load in range(loads) if load not in order]


def soonest_tails(instance: Instance, objective: Objective, order: list[int]) -> Ints:
    """For each load in turn the tail that unloads it soonest after those before it; ties to less flying, then by identifier."""
    tail_of = np.array([tails[0] for tails in instance.eligible], np.int64)
    for i, load in enumerate(order):
        prefix = np.array(order[: i + 1], np.int64)
        choices: list[tuple[int, int, int, int]] = []
        for tail in _different(instance, load, {int(tail_of[other]) for other in order[:i]}):
            tail_of[load] = tail
            timetable = generate(instance.world, prefix, tail_of)
            row = timetable[load]
            unloaded = int(row[w.UNLOADED]) if row[w.STATE] == w.FREE else instance.limit_min + 1
            grounded = int((timetable[prefix, w.STATE] != w.FREE).sum())
            choices.append((grounded, unloaded, objective.flying_min(timetable), tail))
        tail_of[load] = min(choices)[-1]
    return tail_of


def _different(instance: Instance, load: int, used: set[int]) -> list[int]:
    """The tails that may fly a load; of unused tails that differ in nothing, the first one."""
    found: list[int] = []
    seen: set[tuple[int, ...]] = set()
    for tail in instance.eligible[load]:
        kind = tuple(int(figure) for figure in instance.world.tails[tail])
        if tail in used or kind not in seen:
            found.append(tail)
        if tail not in used:
            seen.add(kind)
    return found
