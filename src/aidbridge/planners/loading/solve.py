"""Loading from problem to answer: bound, constructive answer, fewer loads, worthier loads, explanation."""

from ...engines.stopping import Stop
from ...model.plan import Bound, Progress
from ...model.resolved import Resolved
from .bounds import bound
from .exchange import worthier_loads
from .exhaustive import exhaustive
from .explain import left_behind, what_fills, why_this_many
from .heuristic import orders
from .improvement import Cheaper, cheaper_loads
from .loads import loads_of
from .patterns import fewer_by_patterns
from .problem import LoadingProblem, LoadingSolution
from .stowage import State, Stowage, stowage_of
from .worth import Worth


def load(resolved: Resolved, problem: LoadingProblem, stop: Stop, seed: int) -> LoadingSolution:
    """Put the items of one phase into the fewest loads, each feasible by the rules L1 to L7, L9 and P3.

    The search is anytime: with no iterations left the constructive answer stands. The same problem, seed and iterations
    give the same loads. Raises KeyError for an aircraft type that is not resolved.
    """
    stowage = stowage_of(resolved, problem)
    worth = Worth(resolved, problem, stowage.units)
    fitting = [unit for unit in stowage.units if any(shapes is not None for shapes in unit.shapes)]
    holds = [packer.hold for packer in stowage.packers]
    cheaper = Cheaper(stowage, [unit.number for unit in fitting], worth)
    first = cheaper.constructed(orders(stowage, [unit.number for unit in fitting]))
    by_cost = any(cost != 1.0 for cost in stowage.costs)
    value = cheaper.money(first) if by_cost else float(len(first.loads))
    fitting_items = tuple(item for unit in fitting for item in unit.items)
    least = bound(problem, fitting_items, holds, value)
    stop.report("loading", 0, value, least.value, "constructive")
    steps = [Progress(stage="loading", iteration=0, value=value, found_by="constructive")]
    if value > least.value and not by_cost and not first.unplaced:
        patterned = fewer_by_patterns(stowage, [unit.number for unit in fitting], least.value, stop, seed)
        if patterned is not None:
            first = patterned
            steps.append(Progress(stage="loading", iteration=0, value=float(len(first.loads)), found_by="patterns"))
            stop.report("loading", 0, len(first.loads), least.value, "patterns")
    fewer = cheaper_loads(first, cheaper, least.value, by_cost, stop, seed)
    worthier = worthier_loads(fewer.best, stowage, worth, stop, seed)
    if not worthier.best.unplaced and not by_cost and len(worthier.best.loads) > least.value:
        least = exhaustive(problem, stowage, fitting_items, least, len(worthier.best.loads), stop)
    if worthier.best.unplaced:
        # What the fleet has no load for is left behind; the bound speaks of what is loaded.
        moved = tuple(item for stow in worthier.best.loads for n in stow.units for item in stowage.units[n].items)
        least = bound(problem, moved, holds)
    progress = (*steps, *fewer.progress, *worthier.progress)
    return _solution(problem, worthier.best, stowage, worth.order(worthier.best.loads), least, progress)


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
        explanations=(why_this_many(problem, loads, least), *fills, *lacking),
        progress=progress,
    )
