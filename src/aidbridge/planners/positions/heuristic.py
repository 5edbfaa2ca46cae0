"""The constructive answer: unit after unit, those with the least choice first, each where it does the least harm."""

import numpy as np

from .search import BROKEN, NOWHERE
from .world import Ints, World


def construct(world: World, legs: int) -> Ints:
    """Positions by leg and unit, the same on all legs of a unit."""
    units = len(world.mass)
    at = np.full((legs, units), NOWHERE, np.int64)
    moment = np.full(legs, world.empty[1], dtype=np.int64)
    taken: list[list[int]] = [[] for _ in range(legs)]
    load = np.zeros((legs, len(world.most)), np.int64)
    for u in sorted(range(units), key=lambda u: (int(world.ways[u]), -int(world.mass[u]), u)):
        if world.ways[u] == 0:
            continue
        span = range(int(world.first[u]), int(world.last[u]) + 1)

        def harm(p: int, u: int = u, span: range = span) -> float:
            clashes = sum(bool(world.clash[p, q]) for leg in span for q in taken[leg])
            over = sum(int(np.maximum(load[leg] + world.member[:, p] * world.weight[:, u] - world.most, 0).sum()) for leg in span)
            lever = sum(abs(int(moment[leg]) + int(world.mass[u] * world.arm[p])) for leg in span)
            return BROKEN * 1e9 * clashes + 1e6 * over + lever

        place = min(world.choices[u, : world.ways[u]].tolist(), key=harm)
        for leg in span:
            at[leg, u] = place
            moment[leg] += world.mass[u] * world.arm[place]
            taken[leg].append(place)
            load[leg] += world.member[:, place] * world.weight[:, u]
    return at
