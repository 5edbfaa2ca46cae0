"""What prices prove, reckoned from the instance alone: whole numbers, one loop, nothing shared with the planner.

For prices of at least 0 on each parking place, aircraft and crew at each unit of time, no timetable costs less than the sum over
loads of the cheapest way of flying each (weight x arrival plus the prices of what it holds) less the prices of all that there
is: a timetable holds no more than there is, so what it holds is worth no more than all that there is.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from .instances import DAY, Instance

THOUSAND = 1_000
"""Prices are whole thousandths of a unit of cost."""

Prices = dict[str, npt.NDArray[np.int64]]
"""By resource (`origin 0`, `destination 0`, `aircraft 0 of 2`, `aircraft of 2`, `crews of 2`), the price at units 0, 1, ..."""


def verified_bound(instance: Instance, prices: Prices) -> int:
    """The least cost of any timetable that these prices prove; loads that nothing can fly count nothing.

    Raises ValueError where a price is below 0.
    """
    length = max((price.size for price in prices.values()), default=0)
    below = [name for name, price in prices.items() if price.size and price.min() < 0]
    if below:
        raise ValueError(f"prices below 0 for {', '.join(below)}: give at least 0")
    horizon = max([length, *(load.release for load in instance.loads)]) + 2 * DAY
    longest = instance.duty + instance.rest + instance.loading + instance.unloading + 1
    total = {name: np.concatenate([[0], np.cumsum(np.pad(p, (0, horizon + longest - p.size)))]) for name, p in prices.items()}
    value = -sum(int(price.sum()) * number for name, price in prices.items() for number in [_number(instance, name)])
    known: dict[Any, int | None] = {}
    for load in instance.loads:
        if load not in known:
            ways = [_way(instance, total, horizon, load.origin, load.destination, type) for type in load.types]
            least = [
                int((charged[load.release :] + THOUSAND * load.weight * arrival[load.release :])[allowed[load.release :]].min())
                for way in ways
                if way is not None
                for charged, arrival, allowed in [way]
                if allowed[load.release :].any()
            ]
            known[load] = min(least, default=None)
        value += known[load] or 0
    return max(-(-value // THOUSAND), 0)


def _number(instance: Instance, name: str) -> int:
    """How many there are of a resource."""
    words = name.split()
    if words[0] == "origin":
        return instance.origins[int(words[1])]
    if words[0] == "destination":
        return instance.destinations[int(words[1])]
    if words[0] == "crews":
        return (instance.crews or {}).get(int(words[2]), 0)
    if instance.crews:
        return sum(number for (_, type), number in instance.fleet.items() if type == int(words[2]))
    return instance.fleet.get((int(words[1]), int(words[3])), 0)


def _way(
    instance: Instance, total: dict[str, npt.NDArray[np.int64]], horizon: int, origin: int, destination: int, type: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]] | None:
    """Of each start: the prices of what a load holds, its arrival, whether it may arrive then; None where it cannot fly so."""
    leg = instance.legs.get((origin, destination, type))
    if leg is None or instance.loading + 2 * leg + instance.unloading > instance.duty:
        return None
    rotation, landing = instance.loading + 2 * leg + instance.unloading, instance.loading + leg
    holds = [(f"origin {origin}", 0, instance.loading), (f"destination {destination}", landing, landing + instance.unloading)]
    if instance.crews:
        holds += [(f"aircraft of {type}", 0, rotation), (f"crews of {type}", 0, rotation + instance.rest)]
    else:
        holds.append((f"aircraft {origin} of {type}", 0, rotation + instance.rest))
    if any(end > begin and _number(instance, name) < 1 for name, begin, end in holds):
        return None
    starts = np.arange(horizon)
    charged = np.zeros(horizon, np.int64)
    for name, begin, end in holds:
        if name in total:
            charged += total[name][starts + end] - total[name][starts + begin]
    allowed = np.ones(horizon, np.bool_)
    for x, y in instance.closed[destination]:
        allowed &= ~((x <= (starts + landing) % DAY) & ((starts + landing) % DAY < y))
    return charged, starts + landing, allowed
