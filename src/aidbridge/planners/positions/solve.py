"""Positioning: every unit of a freighter to a named position, the centre as near to the best arm as can be on all legs."""

import numpy as np

from ...engines.stopping import Stop
from ...model.plan import Progress
from .bound import least_offset
from .explain import breaks, moments
from .faults import require_sound
from .heuristic import construct
from .problem import PositionsBound, PositionsProblem, PositionsSolution
from .search import NOWHERE, anneal, reckon
from .world import Ints, World, world_of

MOVES = 1_000
"""Moves in one iteration."""
ROUND = 40
"""Iterations from hot to cold."""
HOT, COLD = 30.0, 0.003
"""cm of offset that a move may lose, at the begin and at the end of a round."""
WARM = 3.0
"""The same at the begin of later rounds."""
CLOSE = 0.02
"""cm a leg beyond the bound at which a search without units handled has nothing left to gain."""


def position(problem: PositionsProblem, stop: Stop, seed: int) -> PositionsSolution:
    """Least sum of offsets over the legs, then few units handled at the stops; all limits kept where the search finds a way.

    One iteration is a thousand moves. The same problem, seed and iterations give the same answer. Where not every rule is kept,
    `breaks` of the answer says which and by how much. Raises ValueError with all faults of the problem.
    """
    require_sound(problem)
    world = world_of(problem)
    bound = least_offset(world, problem.legs)
    best = construct(world, problem.legs)
    result = np.zeros(3)
    worth = float(reckon(world, best, result)) if problem.units else 0.0
    progress = [Progress(stage="positions", iteration=0, value=round(worth, 4), found_by="greedy")]
    iteration, hot = 0, HOT
    while problem.units and world.ways.any() and not stop.now(iteration) and not _ended(world, best, bound.value, problem.legs):
        many = min(ROUND, stop.iterations - iteration)
        trial = best.copy()
        after = float(anneal(world, trial, MOVES * many, hot, COLD, seed * 1_000_003 + iteration))
        iteration += many
        hot = WARM if hot == HOT and after < 1_000 else HOT
        if after < worth:
            best, worth = trial, after
            progress.append(Progress(stage="positions", iteration=iteration, value=round(worth, 4), found_by="annealing"))
            stop.report("positions", iteration, worth, bound.value, "annealing")
    return _answer(problem, world, best, bound, tuple(progress))


def _ended(world: World, at: Ints, bound: float, legs: int) -> bool:
    result = np.zeros(3)
    reckon(world, at, result)
    return bool(result[0] == 0 and result[2] == 0 and result[1] <= bound + CLOSE * legs)


def _answer(
    problem: PositionsProblem, world: World, at: Ints, bound: PositionsBound, progress: tuple[Progress, ...]
) -> PositionsSolution:
    result = np.zeros(3)
    reckon(world, at, result)
    offsets = []
    for leg in range(problem.legs):
        mass, moment = moments(world, at, leg)
        offsets.append(moment / mass)
    places = tuple(
        {unit.id: problem.positions[at[leg, u]].id for u, unit in enumerate(problem.units) if at[leg, u] != NOWHERE}
        for leg in range(problem.legs)
    )
    return PositionsSolution(places, tuple(offsets), int(result[2]), breaks(problem, world, at), bound, progress)
