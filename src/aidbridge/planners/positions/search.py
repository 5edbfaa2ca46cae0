"""Annealing over the positions of all units on all legs: one unit to another place, two exchanged, on all their legs or from a
stop on; what stands where a unit goes is put elsewhere. Every state is reckoned anew, which at some fifty units is cheap.
"""

import numpy as np
from numpy.typing import NDArray

from ...timeline.compiled import compiled
from .world import Ints, World

Floats = NDArray[np.float64]

BROKEN = 1_000.0
"""cm that a broken rule counts for."""
KG_BROKEN = 100.0
"""kg over a limit that count as one broken rule."""
NOWHERE = -1


@compiled
def reckon(world: World, at: Ints, result: Floats) -> float:
    """Worth of a state, less is better; writes the broken rules, the offsets' sum (cm) and the units handled to `result`."""
    legs, units = at.shape
    broken, offsets = 0.0, 0.0
    load = np.zeros(len(world.most), np.int64)
    for leg in range(legs):
        mass, moment = world.empty[0], world.empty[1]
        load[:] = 0
        for u in range(units):
            p = at[leg, u]
            if p == NOWHERE:
                continue
            mass += world.mass[u]
            moment += world.mass[u] * world.arm[p]
            for g in range(len(load)):
                if world.member[g, p]:
                    load[g] += world.weight[g, u]
            for v in range(u):
                q = at[leg, v]
                if q != NOWHERE and (world.clash[p, q] or (world.near[p, q] and world.hostile[u, v])):
                    broken += 1.0
        for g in range(len(load)):
            if load[g] > world.most[g]:
                broken += 0.1 + (load[g] - world.most[g]) / KG_BROKEN
        offset = moment / mass
        offsets += abs(offset)
        if moment < world.empty[2] * mass:
            broken += 0.001 + (world.empty[2] - offset) * 0.02
        elif moment > world.empty[3] * mass:
            broken += 0.001 + (offset - world.empty[3]) * 0.02
    handled = 0
    for leg in range(1, legs):
        for v in range(units):
            if world.first[v] >= leg or world.last[v] < leg:
                continue
            lifted = at[leg, v] != at[leg - 1, v]
            for u in range(units):
                if lifted:
                    break
                if world.last[u] == leg - 1 and at[leg - 1, u] != NOWHERE:
                    lifted = world.way[at[leg - 1, u], at[leg - 1, v]]
            handled += lifted
    result[0], result[1], result[2] = broken, offsets, handled
    return BROKEN * broken + offsets + world.move_cm * handled


@compiled
def _put(world: World, at: Ints, unit: int, position: int, since: int) -> None:
    for leg in range(max(since, world.first[unit]), world.last[unit] + 1):
        at[leg, unit] = position


@compiled
def _clear(world: World, at: Ints, unit: int, position: int, since: int) -> None:
    """Whoever clashes with the unit's new place goes to a place that is free on its legs, if there is one."""
    legs, units = at.shape
    for v in range(units):
        if v == unit:
            continue
        clashes = False
        for leg in range(since, legs):
            q = at[leg, v]
            if q != NOWHERE and at[leg, unit] == position and world.clash[position, q]:
                clashes = True
        if not clashes:
            continue
        begin = np.random.randint(world.ways[v])
        for step in range(world.ways[v]):
            free = world.choices[v, (begin + step) % world.ways[v]]
            good = True
            for leg in range(max(since, world.first[v]), world.last[v] + 1):
                for w in range(units):
                    if w != v and at[leg, w] != NOWHERE and world.clash[free, at[leg, w]]:
                        good = False
                        break
                if not good:
                    break
            if good:
                _put(world, at, v, free, since)
                break


@compiled
def anneal(world: World, at: Ints, moves: int, hot: float, cold: float, seed: int) -> float:
    """Search from `at`, which takes the best state found; returns its worth."""
    np.random.seed(seed)
    legs, units = at.shape
    result = np.zeros(3)
    now = at.copy()
    trial = at.copy()
    worth = reckon(world, now, result)
    best = worth
    for move in range(moves):
        heat = hot * (cold / hot) ** (move / moves)
        trial[:] = now
        u = np.random.randint(units)
        if world.ways[u] == 0:
            continue
        since = 0
        if legs > 1 and np.random.random() < 0.3:
            since = world.first[u] + np.random.randint(world.last[u] - world.first[u] + 1)
        kind = np.random.random()
        here = trial[max(since, world.first[u]), u]
        if kind < 0.5:
            v = np.random.randint(units)
            if v == u or world.last[v] < since:
                continue
            there = trial[max(since, world.first[v]), v]
            if not (world.allowed[u, there] and world.allowed[v, here]) or here == there:
                continue
            _put(world, trial, u, there, since)
            _put(world, trial, v, here, since)
        else:
            there = world.choices[u, np.random.randint(world.ways[u])]
            if there == here:
                continue
            _put(world, trial, u, there, since)
            if kind < 0.9:
                _clear(world, trial, u, there, since)
        after = reckon(world, trial, result)
        if after <= worth or np.random.random() < np.exp((worth - after) / heat):
            now[:] = trial
            worth = after
            if worth < best - 1e-9:
                best = worth
                at[:] = now
    return best
