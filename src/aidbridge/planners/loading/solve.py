"""Loading from problem to answer: bound, constructive answer, fewer loads, worthier loads, explanation."""

from ...engines.stopping import Stop
from ...model.plan import Bound, Progress
from ...model.resolved import Resolved
from .bound import bound
from .explain import left_behind, what_fills, why_this_many
from .heuristic import construct
from .hold import hold_of
from .improvement import fewer_loads, worthier_loads
from .loads import loads_of
from .packing import Packer
from .problem import LoadingProblem, LoadingSolution
from .stowage import State, Stowage
from .unit import grouped, units_of
from .worth import Worth


def load(resolved: Resolved, problem: LoadingProblem, stop: Stop, seed: int) -> LoadingSolution:
    """Put the items of one phase into the fewest loads, each feasible by the rules L1 to L7, L9 and P3.

    The search is anytime: with no iterations left the constructive answer stands. The same problem, seed and iterations
    give the same loads. Raises KeyError for an aircraft type that is not resolved.
    """
    stowage = _stowage(resolved, problem)
    worth = Worth(resolved, problem, stowage.units)
    fitting = [unit for unit in stowage.units if any(shapes is not None for shapes in unit.shapes)]
    holds = [packer.hold for packer in stowage.packers]
    least = bound(problem, tuple(item for unit in fitting for item in unit.items), holds)
    first = construct(stowage, [unit.number for unit in fitting])
    stop.report("loading", 0, len(first.loads), least.value, "constructive")
    fewer = fewer_loads(first, stowage, worth, int(least.value), stop, seed)
    worthier = worthier_loads(fewer.best, stowage, worth, stop, seed)
    start = Progress(stage="loading", iteration=0, value=len(first.loads), found_by="constructive")
    if worthier.best.unplaced:
        # What the fleet has no load for is left behind; the bound speaks of what is loaded.
        moved = tuple(item for stow in worthier.best.loads for n in stow.units for item in stowage.units[n].items)
        least = bound(problem, moved, holds)
    progress = (start, *fewer.progress, *worthier.progress)
    return _solution(problem, worthier.best, stowage, worth.order(worthier.best.loads), least, progress)


def _stowage(resolved: Resolved, problem: LoadingProblem) -> Stowage:
    types = [type for type, most in sorted(problem.fleet.items()) if most != 0]
    packers = [Packer(hold_of(resolved, type, problem.origin, problem.destination), problem.items) for type in types]
    mission = resolved.mission
    tails = [frozenset(tail.id for tail in mission.fleet if tail.type == type) for type in types]
    groups = grouped(problem.items, mission.decisions)
    units = units_of(groups, packers, mission.decisions, [tail.id for tail in mission.fleet])
    return Stowage(units, packers, [problem.fleet[type] for type in types], tails)


def _solution(
    problem: LoadingProblem, state: State, stowage: Stowage, order: list[int], least: Bound, progress: tuple[Progress, ...]
) -> LoadingSolution:
    loads = loads_of(problem, state, order, stowage)
    placed = {n for stow in state.loads for n in stow.units}
    left, lacking = left_behind(problem, [unit for unit in stowage.units if unit.number not in placed], stowage)
    fills = [what_fills(made, state.loads[i], stowage) for made, i in zip(loads, order, strict=True)]
    return LoadingSolution(
        loads=loads,
        left_behind=tuple(sorted(left, key=lambda one: one.item)),
        bound=least,
        explanations=(why_this_many(problem, len(loads), least), *fills, *lacking),
        progress=progress,
    )
