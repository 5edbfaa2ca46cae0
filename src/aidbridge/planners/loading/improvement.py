"""The two searches: fewer loads first, then the same number of loads so filled that what unlocks most flies together."""

import random

from ...engines.local_search import Found, Stage, improve
from ...engines.stopping import Stop
from .heuristic import filled, largest
from .stowage import State, Stowage
from .worth import Worth

UNPLACED = 100.0
LOAD = 10.0
"""Costs of a unit left over and of a load; the squares of the fills, below 1 a load, only tell which way is downhill."""
PATIENCE = 12_000
"""Units put back without a gain before the search for fewer loads ends: what is large is searched less often."""
DRAWS = 16
"""Exchanges drawn in one iteration until one is allowed."""
DEALT = 0.3
"""How often, in the search for fewer loads, units are dealt out by size alone."""
OVERFULL = 2.0
"""Up to which sum of sizes units are dealt to a load: what weighs much and what is long can share one beyond 1."""
NOISE = 0.3
"""How far a unit's size may be misjudged when units are put back, so that they come in other orders."""


def fewer_loads(start: State, stowage: Stowage, worth: Worth, bound: int, stop: Stop, seed: int) -> Found[State]:
    """Empty two to four loads and put everything back in a disturbed order: keep what leaves less over on fewer, fuller loads.

    Sometimes the units of two or three loads are dealt out anew by size alone, for loads that balance only once complete.
    """
    shares = worth.of_units(len(stowage.units))
    sizes = [largest(stowage, n) for n in range(len(stowage.units))]

    def cost(state: State) -> float:
        left = sum(1.0 + shares[n] for n in state.unplaced)
        return UNPLACED * left + LOAD * len(state.loads) - sum(min(load.fill, 1.0) ** 2 for load in state.loads)

    def neighbour(state: State, rng: random.Random) -> State | None:
        if not state.loads:
            return None
        if rng.random() < DEALT:
            return _dealt(stowage, state, rng)
        emptied = set(rng.sample(range(len(state.loads)), min(rng.randint(2, 4), len(state.loads))))
        kept = [load for i, load in enumerate(state.loads) if i not in emptied]
        loose = [n for i in sorted(emptied) for n in state.loads[i].units] + list(state.unplaced)
        order = sorted(loose, key=lambda n: -sizes[n] * rng.uniform(1 - NOISE, 1 + NOISE))
        return filled(stowage, kept, order)

    stage = Stage(
        name="loading",
        found_by="ruin_and_recreate",
        cost=cost,
        neighbour=neighbour,
        value=lambda state: float(len(state.loads)),
        allowance=0.3,
        patience=max(PATIENCE // max(len(stowage.units), 1), 50),
        done=lambda state: not state.unplaced and len(state.loads) <= bound,
    )
    return improve(start, stage, stop, seed, bound)


def worthier_loads(start: State, stowage: Stowage, worth: Worth, stop: Stop, seed: int) -> Found[State]:
    """Move a unit to another load, or exchange units of two loads, where that brings together what unlocks most."""

    def neighbour(state: State, rng: random.Random) -> State | None:
        return _exchange(stowage, state, rng)

    first = worth.cost(start)
    stage = Stage(
        name="loading.groups",
        found_by="exchange",
        cost=worth.cost,
        neighbour=neighbour,
        value=lambda state: round(worth.cost(state), 6),
        allowance=0.01 * first,
        patience=1_000 if first else 0,
    )
    return improve(start, stage, stop, seed)


def _dealt(stowage: Stowage, state: State, rng: random.Random) -> State | None:
    """Deal the units of two or three loads, shuffled, into the first of their holds with room; None where one could not fly."""
    emptied = rng.sample(range(len(state.loads)), min(rng.randint(2, 3), len(state.loads)))
    holds = [state.loads[i].hold for i in emptied]
    units = [n for i in emptied for n in state.loads[i].units]
    rng.shuffle(units)
    full = rng.uniform(1, OVERFULL)
    dealt: list[list[int]] = [[] for _ in holds]
    for n in units:
        sizes = stowage.units[n].sizes
        room = (k for k, h in enumerate(holds) if sizes[h] + sum(stowage.units[m].sizes[h] for m in dealt[k]) <= full)
        into = next(room, None)
        if into is None:
            return None
        dealt[into].append(n)
    made = [stowage.stowed(h, tuple(units)) for h, units in zip(holds, dealt, strict=True) if units]
    loads = [load for load in made if load is not None]
    if len(loads) < len(made):
        return None
    return State((*(load for i, load in enumerate(state.loads) if i not in emptied), *loads), state.unplaced)


def _exchange(stowage: Stowage, state: State, rng: random.Random) -> State | None:
    draws = (_drawn_exchange(stowage, state, rng) for _ in range(DRAWS if len(state.loads) > 1 else 0))
    return next((changed for changed in draws if changed is not None), None)


def _drawn_exchange(stowage: Stowage, state: State, rng: random.Random) -> State | None:
    """One to three units of a load for none to three of another, all drawn; None where the loads could not fly. A load that
    gives all away and takes nothing is gone."""
    i, j = rng.sample(range(len(state.loads)), 2)
    one, other = state.loads[i], state.loads[j]
    gives = rng.sample(one.units, min(rng.randint(1, 3), len(one.units)))
    takes = rng.sample(other.units, min(rng.randint(0, 3), len(other.units)))
    left = [n for n in one.units if n not in gives] + takes
    right = [n for n in other.units if n not in takes] + gives
    loads = [load for n, load in enumerate(state.loads) if n not in (i, j)]
    for hold, units in ((one.hold, left), (other.hold, right)):
        changed = stowage.stowed(hold, tuple(units)) if units else None
        if changed is not None:
            loads.append(changed)
        elif units:
            return None
    return State(tuple(loads), state.unplaced)
