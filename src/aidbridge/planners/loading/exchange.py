"""The same loads so filled that what unlocks most flies together: units are exchanged between loads."""

import random

from ...engines.local_search import Found, Stage, improve
from ...engines.stopping import Stop
from .stowage import State, Stowage
from .worth import Worth

DRAWS = 16
"""Exchanges drawn in one iteration until one is allowed."""


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
