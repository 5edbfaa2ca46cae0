"""When the convoys of one leg should leave if nothing is scarce: an exact choice of cuts.

With drivers, seats, trucks and escorts enough, whoever is ready goes with the first convoy that leaves, so convoys are
contiguous groups in the order of readiness. (Take any plan with convoys leaving at d1 < d2 < ...; move each member to the
first convoy that leaves after it is ready and assembled: nobody arrives later. Then let each convoy leave as soon as its
last member is assembled: again nobody arrives later. So some best plan is given by which members close a convoy.) An unlock
arrives with its member that is ready last, so its cost depends on one convoy alone and a dynamic program over the closing
members, at most `max_convoys` of them, finds the best.

Where something is scarce, members wait and groups need not be contiguous; the cuts are then only the search's start, and
their cost stays a bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unlock on one leg."""

    ready_min: int
    """When its last member on this leg is ready."""
    arrive_min: int
    """It is not met before: the line's start, and what comes by other legs."""
    weight: float


def best_cuts(times: Sequence[int], unlocks: Sequence[Waiting], way_min: int, max_convoys: int) -> tuple[tuple[int, ...], float]:
    """Which of the ascending `times` close a convoy, and the cost: sum of weight x arrival (minutes).

    `way_min`: from a closing time to arrival (assembly and march). The last time always closes one; of equally good
    answers the one with fewest convoys is given.
    """
    last = len(times) - 1
    infinite = float("inf")
    # group[j][i]: cost of unlocks that become ready after times[i - 1] and no later than times[j], leaving at times[j]
    group = [_group_costs(times, unlocks, way_min, j) for j in range(len(times))]
    costs = [group[j][0] for j in range(len(times))]
    before: list[list[int]] = [[-1] * len(times)]
    best, convoys = costs[last], 1
    for number in range(2, min(max_convoys, len(times)) + 1):
        longer, cut = [infinite] * len(times), [-1] * len(times)
        for j in range(number - 1, len(times)):
            for i in range(number - 2, j):
                cost = costs[i] + group[j][i + 1]
                if cost < longer[j] - 1e-9:
                    longer[j], cut[j] = cost, i
        costs = longer
        before.append(cut)
        if costs[last] < best - 1e-9:
            best, convoys = costs[last], number
    chosen = [last]
    for number in range(convoys - 1, 0, -1):
        chosen.append(before[number][chosen[-1]])
    return tuple(times[i] for i in reversed(chosen)), best


def _group_costs(times: Sequence[int], unlocks: Sequence[Waiting], way_min: int, j: int) -> list[float]:
    """Cost of the group that closes at times[j] and begins after times[i - 1], by i from 0 to j."""
    by_time = [0.0] * (j + 1)
    for unlock in unlocks:
        if unlock.ready_min <= times[j]:
            first = next(i for i in range(j + 1) if unlock.ready_min <= times[i])
            by_time[first] += unlock.weight * max(times[j] + way_min, unlock.arrive_min)
    return list(accumulate(reversed(by_time)))[::-1]
