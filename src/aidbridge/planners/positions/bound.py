"""How near to the best arm the centre can be brought on each leg, every unit free to take any position that suits it.

Overlaps, limits of groups and the other units are left out, so no assignment does better. A leg with few ways to assign its units
is tried out whole; on others the sums of the most forward and the most aft moments are the reach.
"""

from itertools import product
from math import prod

from .problem import PositionsBound
from .world import World

MOST_WAYS = 20_000
"""Ways tried out for one leg."""


def least_offset(world: World, legs: int) -> PositionsBound:
    """The bound on the sum of the offsets."""
    by_leg = tuple(_leg(world, leg) for leg in range(legs))
    return PositionsBound(sum(by_leg), by_leg)


def _leg(world: World, leg: int) -> float:
    on = [u for u in range(len(world.mass)) if world.first[u] <= leg <= world.last[u] and world.ways[u]]
    mass = int(world.empty[0]) + sum(int(world.mass[u]) for u in on)
    reach = [sorted({int(world.mass[u] * world.arm[p]) for p in world.choices[u, : world.ways[u]]}) for u in on]
    low, high = int(world.empty[2]) * mass, int(world.empty[3]) * mass
    least = int(world.empty[1]) + sum(moments[0] for moments in reach)
    greatest = int(world.empty[1]) + sum(moments[-1] for moments in reach)
    if prod(len(moments) for moments in reach) <= MOST_WAYS:
        sums = (int(world.empty[1]) + sum(way) for way in product(*reach))
        inside = [abs(total) for total in sums if low <= total <= high]
        return min(inside, default=0) / mass
    nearest = max(least, low, 0) if least > 0 or low > 0 else min(greatest, high, 0)
    return abs(nearest) / mass
