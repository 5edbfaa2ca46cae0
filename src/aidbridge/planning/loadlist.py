"""A bare list of items and a fleet to checked load plans: `aidbridge load` without a mission."""

from dataclasses import dataclass, field

from .. import __version__
from ..checker.check import check_loads
from ..engines.stopping import Stop
from ..model.errors import AidbridgeError
from ..model.facts import Assumption
from ..model.listed import ListedFleet, ListedItem
from ..model.loadsheet import AircraftCount, LoadSheet, NotBuilt
from ..model.messages import Message
from ..model.plan import Load
from ..model.policy import Policy
from ..model.resolved import Item, Resolved
from ..model.verdict import Verdict
from ..planners.loading.count import count
from ..planners.loading.problem import LoadingProblem
from ..planners.loading.solve import load
from .assumed import check_assumptions
from .listedboxes import Units, units_of_list
from .listedfleet import Fleet, fleet_of
from .listeditems import items_of_list
from .yard import DESTINATION, ORIGIN, yard

BUILDING = 200
"""Steps of the search that builds boxes into units: the count of aircraft waits for it."""


class RejectedLoadsError(AidbridgeError):
    """Our planner made loads that the checker does not accept: a defect of ours. Nothing is printed of them."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        told = "\n".join(f"  {f.rule} {f.about}: {f.key} {f.params}" for f in verdict.broken[:20])
        super().__init__(f"the planner broke {len(verdict.broken)} rule(s); no paper is written. Please report this:\n{told}")


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What a person wants loaded, into what, under which settings."""

    title: str
    items: tuple[ListedItem, ...]
    fleet: tuple[ListedFleet, ...]
    policy: Policy = field(default_factory=Policy)
    assumptions: tuple[Assumption, ...] = ()
    distance_km: float | None = None
    stated: str = "Stated in the fleet table."
    """Why figures that the fleet states are taken: they are printed as the user's assumptions."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request with its world resolved: what loading is asked, and what things are called."""

    request: LoadRequest
    resolved: Resolved
    problem: LoadingProblem
    fleet: Fleet
    labels: dict[str, str]
    names: dict[str, str]
    not_built: tuple[NotBuilt, ...]
    remarks: tuple[Message, ...]


def prepare(request: LoadRequest, stop: Stop, seed: int = 1) -> Prepared:
    """Resolve a request: fill in, build boxes into units, set up the yard. Raises InputError for what cannot be meant."""
    check_assumptions(request.assumptions)
    fleet = fleet_of(request.fleet, request.assumptions)
    stated = tuple(_stated(row, request.stated) for row in request.fleet if row.stated)
    listed = items_of_list(request.items, request.policy, request.assumptions)
    building = Stop(iterations=min(stop.iterations, BUILDING), seconds=stop.seconds, interrupted=stop.interrupted)
    units = units_of_list(request.items, building, seed) if any(row.kind == "box" for row in request.items) else Units()
    resolved = yard(
        fleet.types,
        (*listed.items, *units.items),
        fleet.most,
        request.policy,
        listed.decisions,
        tuple({fact.key: fact for fact in (*fleet.facts, *listed.facts, *units.facts)}.values()),
        (*request.assumptions, *stated),
        request.distance_km,
        tails=fleet.tails,
        unit_types=units.unit_types,
        buildings=units.buildings,
    )
    problem = LoadingProblem(
        phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet=fleet.most, cost=fleet.cost
    )
    called = {row.id: row.label for row in request.items}
    names = listed.names | {unit.id: _contents(unit, called) for unit in units.items}
    return Prepared(
        request,
        resolved,
        problem,
        fleet,
        listed.labels,
        names,
        units.not_built,
        _remarks(request.items, resolved.items, listed.labels),
    )


def _stated(row: ListedFleet, reason: str) -> Assumption:
    """What a fleet's row states of its type, as an assumption that every paper prints."""
    values = {f"aircraft:{row.type}.{field}": value for field, value in row.stated.items()}
    return Assumption(id=f"fleet-{row.type}"[:64], reason=reason, values=dict(values))


def count_of(prepared: Prepared) -> AircraftCount:
    """How many aircraft the list needs, at once and without a search."""
    found = count(prepared.resolved, prepared.problem)
    return AircraftCount(
        least=int(found.bound.value),
        most=found.loads,
        argument=found.bound.name,
        left=len(found.left),
        by_type=found.by_type,
    )


def load_list(prepared: Prepared, counted: AircraftCount, stop: Stop, seed: int = 1) -> LoadSheet:
    """Loads for a list, checked. Raises RejectedLoadsError where a rule is broken; what is not provable stands in the verdict."""
    request, resolved = prepared.request, prepared.resolved
    solution = load(resolved, prepared.problem, stop, seed)
    verdict = check_loads(resolved, solution.loads, solution.left_behind)
    if verdict.broken:
        raise RejectedLoadsError(verdict)
    return LoadSheet(
        title=request.title,
        resolved=resolved,
        seed=seed,
        iterations=stop.iterations,
        versions={"aidbridge": __version__},
        labels=prepared.labels,
        names=prepared.names,
        tails=_tails(prepared, solution.loads),
        cost=prepared.fleet.cost,
        counted=counted,
        loads=solution.loads,
        left_behind=solution.left_behind,
        not_built=prepared.not_built,
        bounds=(solution.bound,),
        explanations=solution.explanations,
        progress=solution.progress,
        remarks=prepared.remarks,
        verdict=verdict,
    )


def _tails(prepared: Prepared, loads: tuple[Load, ...]) -> dict[str, str]:
    """Named tails in the order of the loads of their type."""
    free = {type: list(tails) for type, tails in prepared.fleet.tails.items()}
    return {made.id: free[made.aircraft_type].pop(0) for made in loads if free.get(made.aircraft_type)}


def _contents(unit: Item, called: dict[str, str]) -> str:
    """What is on a built unit, in the list's words: `18 × Ventilator`."""
    return ", ".join(f"{content.quantity:.0f} × {called.get(content.supply, content.supply)}" for content in unit.contents)


def _remarks(rows: tuple[ListedItem, ...], items: tuple[Item, ...], labels: dict[str, str]) -> tuple[Message, ...]:
    """What the reader should know of how the list was taken."""
    bare = [labels.get(item.id, item.id) for item in items if item.kind in ("vehicle", "trailer") and not item.axles]
    alone = [row.label for row in rows if row.kind == "trailer" and row.towed_by is None]
    told = (("sheet.no_axles", bare), ("sheet.no_tractor", alone))
    return tuple(Message(key=key, params={"items": len(found), "first": found[0]}) for key, found in told if found)
