"""The order of a first answer: what unlocks most weight per load flies first."""

from heapq import heapify, heappop, heappush

from .objective import Objective


def by_weight_density(objective: Objective, loads: int) -> list[int]:
    """Take again and again the unlock with the most weight per load that has still to fly for it, and append those loads;
    loads that unlock nothing come last (Smith's rule on sets of loads; ties by the order of needs)."""
    order: list[int] = []
    waiting = [{load for load in members if load < loads} for members in objective.loads_of]
    users: list[list[int]] = [[] for _ in range(loads)]
    for i, members in enumerate(waiting):
        for load in members:
            users[load].append(i)

    def entry(i: int) -> tuple[float, int, int]:
        return -float(objective.weights[i]) / len(waiting[i]), i, len(waiting[i])

    heap = [entry(i) for i, members in enumerate(waiting) if members]
    heapify(heap)
    while heap:
        _, i, size = heappop(heap)
        if size != len(waiting[i]):
            continue
        chosen = sorted(waiting[i])
        order += chosen
        for load in chosen:
            for other in users[load]:
                waiting[other].discard(load)
                if waiting[other]:
                    heappush(heap, entry(other))
    flown = set(order)
    return order + [load for load in range(loads) if load not in flown]
