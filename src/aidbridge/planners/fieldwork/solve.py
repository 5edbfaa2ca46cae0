"""Set the crews to work: build rows of jobs, then anneal them until the search stops."""

from ...engines.stopping import Stop
from ...model.plan import Progress
from ...model.resolved import Resolved
from .bound import least_unmet
from .explain import explanations_of, undone_of
from .heuristic import Rows, Visit, first_rows, visits_of
from .kernel import search
from .problem import FieldworkProblem, FieldworkSolution
from .tours import tours_of, unmet_hours
from .world import Field, field_of

MOVES = 60
"""Moves in one iteration."""
CHUNK = 25
"""Iterations between two looks at the clock."""
HEAT = 3e-2
"""Temperature of the first move, as a share of the first cost of a task."""
COLD = 1e-5
"""Temperature of the last move, likewise."""


def set_to_work(resolved: Resolved, problem: FieldworkProblem, stop: Stop, seed: int) -> FieldworkSolution:
    """Daily tours of the crews over the tasks that leave the fewest weighted hours unmet, then the fewest minutes on the road.

    Keeps rules W1 and W2: windows, skills, agreements, closures, shifts, rest, ways, preparation. A task may be done in
    parts, on several days and by several crews. Same seed and iterations, same answer. Raises KeyError for a crew, task,
    weight or road that is not known, InputError for a `policy.day_start` that is no time.
    """
    field = field_of(resolved, problem)
    bound = least_unmet(field)
    if not field.tasks or not field.world.able.any():
        return _solution(field, [], bound, ())
    rows = first_rows(field.world)
    rows, progress = _anneal(field, rows, stop, seed, bound)
    return _solution(field, visits_of(field.world, rows), bound, progress)


def _anneal(field: Field, rows: Rows, stop: Stop, seed: int, bound: float) -> tuple[Rows, tuple[Progress, ...]]:
    first = float(rows.costs.sum())
    cooling = (COLD / HEAT) ** (1 / max(stop.iterations * MOVES, 1))
    best, rows = rows, rows.copy()
    value = unmet_hours(field, visits_of(field.world, best))
    progress: list[Progress] = []
    iteration = 0
    while not stop.now(iteration) and first > 0:
        chunk = min(CHUNK, stop.iterations - iteration)
        heat = HEAT * first / len(field.tasks) * cooling ** (iteration * MOVES)
        draw = (seed * 1_000_003 + iteration) % 2**32
        cost = search(field.world, rows.tasks, rows.quantities, rows.counts, rows.costs, chunk * MOVES, heat, cooling, draw)
        iteration += chunk
        if cost < best.costs.sum() - 1e-9:
            best = rows.copy()
            now = unmet_hours(field, visits_of(field.world, best))
            if now < value - 1e-6:
                value = now
                step = Progress(stage="fieldwork", iteration=iteration, value=round(value, 6), found_by="annealing")
                progress.append(step)
                stop.report(step.stage, step.iteration, step.value, bound, step.found_by)
    return best, tuple(progress)


def _solution(field: Field, visits: list[Visit], bound: float, progress: tuple[Progress, ...]) -> FieldworkSolution:
    tours = tours_of(field, visits)
    return FieldworkSolution(
        tours=tours,
        undone=undone_of(field, visits),
        value=round(unmet_hours(field, visits), 6),
        bound_value=round(bound, 6),
        explanations=explanations_of(field, tours),
        progress=progress,
    )
