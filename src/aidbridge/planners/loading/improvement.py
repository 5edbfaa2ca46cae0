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
NOISE = 0.3
"""How far a unit's size may be misjudged when units are put back, so that they come in other orders."""


def fewer_loads(start: State, stowage: Stowage, worth: Worth, bound: int, stop: Stop, seed: int) -> Found[State]:
    """Empty two to four loads, put everything back in a disturbed order, keep what leaves less over on fewer, fuller loads."""
    shares = worth.of_units(len(stowage.units))
    sizes = [largest(stowage, n) for n in range(len(stowage.units))]

    def cost(state: State) -> float:
        left = sum(1.0 + shares[n] for n in state.unplaced)
        return UNPLACED * left + LOAD * len(state.loads) - sum(min(load.fill, 1.0) ** 2 for load in state.loads)

    def neighbour(state: State, rng: random.Random) -> State | None:
        if not state.loads:
            return None
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
        draws = (_drawn_exchange(stowage, state, rng) for _ in range(DRAWS if len(state.loads) > 1 else 0))
        return next((changed for changed in draws if changed is not None), None)

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


def _drawn_exchange(stowage: Stowage, state: State, rng: random.Random) -> State | None:
    """One or two units of a load for none to two of another, all drawn; None where the loads could not fly."""
    i, j = rng.sample(range(len(state.loads)), 2)
    one, other = state.loads[i], state.loads[j]
    gives = rng.sample(one.units, min(rng.randint(1, 2), len(one.units)))
    takes = rng.sample(other.units, min(rng.randint(0, 2), len(other.units)))
    kept = [n for n in one.units if n not in gives]
    if not kept and not takes:
        return None
    left = stowage.stowed(one.hold, (*kept, *takes))
    right = stowage.stowed(other.hold, (*(n for n in other.units if n not in takes), *gives)) if left else None
    if left is None or right is None:
        return None
    loads = list(state.loads)
    loads[i], loads[j] = left, right
    return State(tuple(loads), state.unplaced)
