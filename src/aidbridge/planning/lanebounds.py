"""The bound on loads of several lanes: no load takes items of two, so what each needs adds up."""

from collections.abc import Iterable, Sequence

from ..model.plan import Bound, Load
from ..model.resolved import Resolved
from ..planners.loading.count import count
from ..planners.loading.problem import LoadingProblem, LoadingSolution
from .arrivals import aboard


def of_all_lanes(lanes: Sequence[tuple[Load, Bound]], meet: bool = False) -> tuple[Bound, ...]:
    """The bound of a phase from the bounds of its lanes, each with one of the lane's loads. A lane whose bound has no certificate
    adds nothing; of several from one airfield only the largest counts, because in another plan their items might share loads.

    meet: things change aircraft on their way, so items of any two lanes might share loads: the largest bound alone counts.
    """
    if len(lanes) < 2:
        return tuple(bound for _, bound in lanes)
    if meet:
        return (max((bound for _, bound in lanes), key=lambda bound: bound.value),)
    largest: dict[str, Bound] = {}
    for load, bound in lanes:
        best = largest.get(abroad(load))
        if bound.certificate is not None and (best is None or bound.value > best.value):
            largest[abroad(load)] = bound
    parts = [
        {"airfield": airfield, "name": bound.name, "value": bound.value, "certificate": bound.certificate}
        for airfield, bound in largest.items()
    ]
    whole = Bound(
        figure=lanes[0][1].figure,
        value=sum(bound.value for bound in largest.values()),
        argument="combinatorial",
        name="lanes",
        certificate={"parts": parts},
    )
    return (whole,)


def by_any_type(resolved: Resolved, problem: LoadingProblem, made: LoadingSolution, types: Iterable[str]) -> Bound:
    """A bound for what one lane's loads carry, whichever of the types flies it; as found where no other could."""
    if set(types) <= set(problem.fleet):
        return made.bound
    loaded = {item for load in made.loads for item in aboard(load)}
    items = tuple(item for item in problem.items if item.id in loaded)
    return count(resolved, problem.model_copy(update={"items": items, "fleet": dict.fromkeys(types)})).bound


def abroad(load: Load) -> str:
    """The donor's end of a load's lane."""
    return load.origin if load.phase == "out" else load.destination
