"""Building from boxes to units: one unit as full as can be, or all boxes into units of the least cost."""

import numpy as np

from ...engines.stopping import Stop
from ...model.plan import Progress
from .bound import least_cost
from .builder import Filler
from .explain import left_behind
from .faults import require_sound
from .heuristic import Yard, construct
from .improvement import improve
from .problem import Box, BuildingProblem, BuildingSolution, BuiltUnit, UnitType


def pack_one(boxes: tuple[Box, ...], unit_type: UnitType, support: float, stop: Stop, seed: int) -> BuiltUnit:
    """The most value (by default volume) that goes into one unit; `support` is the least share of a base that stands on something.

    The same boxes, seed and iterations give the same unit; one iteration is one way to fill it. Raises ValueError with all
    faults of the boxes and the unit.
    """
    require_sound(BuildingProblem(boxes, ((unit_type, 1, 1.0),), support))
    filler = Filler(boxes, unit_type, support)
    draw = np.random.default_rng(seed)
    # The seed parts blocks of equal worth; it is too small to prefer a lesser one.
    filler.worth(filler.values * (1 + 1e-9 * draw.random(len(boxes))))
    best = np.zeros((0, 7), np.int64)
    left = np.array([box.count for box in boxes], dtype=np.int64)
    for rows, value in filler.search(left, stop):
        best = rows
        stop.report("building", filler.iterations, value, None, "beam")
    return filler.answer(best)


def build(problem: BuildingProblem, stop: Stop, seed: int) -> BuildingSolution:
    """All boxes into units of the least cost; where there are too few units, the most value into them.

    One iteration is one way to fill one unit: with none the greedy answer stands. The same problem, seed and iterations give
    the same units. Raises ValueError with all faults of the problem.
    """
    require_sound(problem)
    yard = Yard(problem)
    first = construct(yard)
    bound = least_cost(problem, np.asarray(yard.fits.any(axis=1)), yard.admits)
    start = Progress(stage="building", iteration=0, value=yard.cost(first), found_by="greedy")
    stop.report(start.stage, 0, start.value, bound.value, start.found_by)
    best, steps = improve(yard, first, bound.value, stop, seed)
    left = yard.left(best)
    return BuildingSolution(
        units=tuple(yard.fillers[made.kind].answer(made.rows) for made in best),
        left={box.id: int(count) for box, count in zip(problem.boxes, left, strict=True) if count},
        reasons=left_behind(problem, left, yard.fits),
        bound=bound,
        progress=(start, *steps),
        cost=yard.cost(best),
    )
