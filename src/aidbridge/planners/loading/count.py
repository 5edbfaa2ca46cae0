"""How many aircraft a list of items takes, at once: the constructive answer and the bounds that need no search."""

from collections import Counter
from dataclasses import dataclass

from ...model.noun import Id
from ...model.plan import Bound
from ...model.resolved import Resolved
from .bounds import quick_bound
from .heuristic import orders
from .problem import LoadingProblem
from .refilling import Refilling
from .stowage import stowage_of


@dataclass(frozen=True, slots=True)
class Count:
    """At most `loads` and at least `bound.value` loads are needed for all that is not `left`."""

    loads: int
    bound: Bound
    by_type: dict[Id, int]
    cost: float
    left: tuple[Id, ...]
    """Items for which no load was found."""


def count(resolved: Resolved, problem: LoadingProblem) -> Count:
    """The first answer that `solve.load` would begin from. Raises KeyError for an aircraft type that is not resolved."""
    stowage = stowage_of(resolved, problem)
    fitting = [unit for unit in stowage.units if any(shapes is not None for shapes in unit.shapes)]
    numbers = [unit.number for unit in fitting]
    state = Refilling(stowage).constructed(orders(stowage, numbers)[0])
    placed = {n for load in state.loads for n in load.units}
    holds = [packer.hold for packer in stowage.packers]
    by_type = Counter(holds[load.hold].type for load in state.loads)
    return Count(
        loads=len(state.loads),
        bound=quick_bound(problem, tuple(item for n in sorted(placed) for item in stowage.units[n].items), holds),
        by_type=dict(sorted(by_type.items())),
        cost=sum(stowage.costs[load.hold] for load in state.loads),
        left=tuple(sorted(item.id for unit in stowage.units if unit.number not in placed for item in unit.items)),
    )
