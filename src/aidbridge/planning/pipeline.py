"""The pipeline: allocate, load, fly, drive, set to work; then the way home; then count, bound and check."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .. import __version__
from ..checker.check import check
from ..engines.stopping import Stop
from ..model.errors import AidbridgeError
from ..model.messages import Message
from ..model.plan import Bound, Convoy, Explanation, LeftBehind, Load, Plan, Progress, Sortie, Tour
from ..model.resolved import Item, Resolved
from ..model.unlock import Unlock
from ..model.verdict import Verdict
from ..planners.allocation.problem import AllocationSolution
from ..planners.allocation.solve import allocate
from ..planners.convoys.problem import ConvoyProblem
from ..planners.convoys.solve import march
from ..planners.fieldwork.solve import set_to_work
from ..planners.flights.able import types_by_lane
from ..planners.flights.problem import FlightProblem, TailState
from ..planners.flights.solve import fly
from ..planners.loading.problem import LoadingProblem, LoadingSolution
from ..planners.loading.solve import load
from .agreed import agreed_from
from .arrivals import aboard, marched, unloaded_at
from .assignments import assignments_of
from .bounds import earliest_work
from .coverage import ledger
from .debarking import Passage, on_from, passages
from .embarking import by_lane
from .field import field_problem
from .figures import figures_of
from .futile import futile, staying, with_mates
from .kept import keep_assignments
from .lanebounds import by_any_type, of_all_lanes
from .lift import with_lift_in_force
from .onward import homeward, outward
from .remarks import remarks
from .spoiled import spoiled
from .unlocks import unlocks_of


class RejectedPlanError(AidbridgeError):
    """Our planners made a plan that the checker does not accept: a defect of ours, told with every breach."""

    def __init__(self, plan: Plan, verdict: Verdict) -> None:
        self.plan, self.verdict = plan, verdict
        told = "\n".join(f"  {f.rule} {f.about}: {f.key} {f.params}" for f in verdict.broken)
        super().__init__(f"the planners broke {len(verdict.broken)} rule(s) on mission {plan.mission}; please report this:\n{told}")


@dataclass(slots=True)
class _Draft:
    """A plan in the making."""

    loads: list[Load] = field(default_factory=list)
    sorties: list[Sortie] = field(default_factory=list)
    convoys: list[Convoy] = field(default_factory=list)
    tours: tuple[Tour, ...] = ()
    left: list[LeftBehind] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)


def make_plan(resolved: Resolved, stop: Stop, seed: int = 1) -> tuple[Plan, Verdict]:
    """Plan a resolved mission and check the plan.

    What cannot move is in the plan as left behind, with its reason. Raises RejectedPlanError when a rule is broken: no plan
    leaves this room that the checker has found at fault; UnkeptDecisionError when people assigned a resource to a need that
    it may not serve. Interrupted, it goes on with the best so far.
    """
    plan, barred = _once(resolved, stop, seed, {}), dict[str, Message]()
    while late := spoiled(resolved, plan):
        barred |= late
        plan = _once(resolved, stop, seed, barred)
    verdict = check(resolved, plan)
    if verdict.broken:
        raise RejectedPlanError(plan, verdict)
    return plan, verdict


def _once(resolved: Resolved, stop: Stop, seed: int, barred: Mapping[str, Message]) -> Plan:
    """A plan that gives everything but what is barred."""
    allocation = allocate(resolved, stop, seed, barred)
    keep_assignments(resolved, allocation)
    draft = _out(resolved, allocation, stop, seed)
    _work(resolved, draft, allocation, stop, seed)
    _home(resolved, draft, stop, seed)
    return _plan(resolved, draft, allocation, stop, seed)


def _out(resolved: Resolved, allocation: AllocationSolution, stop: Stop, seed: int) -> _Draft:
    """Load, fly and march out; again without what flew in vain, until nothing does."""
    unlocks = unlocks_of(resolved, allocation.grants)
    barred = staying(resolved, allocation)
    while True:
        draft = _Draft(explanations=list(allocation.explanations), progress=list(allocation.progress))
        left = _sent(resolved, draft, allocation, unlocks, barred, stop, seed)
        in_vain = futile(resolved, allocation, draft.loads, draft.sorties, draft.convoys, left)
        if not in_vain:
            return draft
        barred |= in_vain


def _sent(
    resolved: Resolved,
    draft: _Draft,
    allocation: AllocationSolution,
    unlocks: tuple[Unlock, ...],
    barred: Mapping[str, Message],
    stop: Stop,
    seed: int,
) -> dict[str, Message]:
    """Load, fly and march out everything but what is barred; what no further aircraft or convoy takes on, with the reason."""
    draft.left += [
        LeftBehind(item=item.id, phase="out", reason=barred[item.id])
        for item in resolved.items
        if item.id in barred and (item.flies or item.id in resolved.impossible)
    ]
    moving = [resolved.item(id) for id in allocation.moving if id not in barred]
    flying = tuple(item for item in moving if item.flies)
    ways = passages(resolved, allocation.grants, flying)
    tails, ready = _tails(resolved), _ready(resolved, allocation, moving)
    changing = tuple(item for item in flying if ways[item.id].transfer is not None)
    there: dict[str, int] = {}
    if changing:
        _fly(resolved, draft, changing, ways, FlightProblem("trunk", (), unlocks, tails, ready_min=ready), stop, seed)
        there = on_from(ways, unloaded_at(draft.loads, draft.sorties))
        flying = tuple(item for item in flying if ways[item.id].transfer is None or item.id in there)
        ready, tails = ready | there, _tails_after(resolved, tuple(draft.sorties))
    flights = FlightProblem("out", (), unlocks, tails, ready_min=ready, flown=tuple(draft.sorties))
    _fly(resolved, draft, flying, ways, flights, stop, seed)
    unloaded = unloaded_at((load for load in draft.loads if load.phase == "out"), draft.sorties)
    stranded = {left.item: left.reason for left in draft.left if left.phase == "out" and left.item in there}
    onward = outward(resolved, [item.id for item in moving], allocation.grants, unloaded, unlocks, barred)
    return stranded | _march(resolved, draft, onward, stop, seed)


def _ready(resolved: Resolved, allocation: AllocationSolution, moving: list[Item]) -> dict[str, int]:
    """From when each item may be loaded: it is ready, and agreements cover it and what it is given for."""
    needs = {need.id: need for need in resolved.mission.needs}
    ready = {item.id: max(item.ready_min, agreed_from(resolved, item.offer, resource=item.resource)) for item in moving}
    for grant in allocation.grants:
        since = agreed_from(resolved, grant.offer, needs[grant.need], grant.resource)
        ready |= {item: max(ready[item], since) for item in grant.items if item in ready}
    return ready


def _work(resolved: Resolved, draft: _Draft, allocation: AllocationSolution, stop: Stop, seed: int) -> None:
    """Tours of the teams that work from the base."""
    problem = field_problem(resolved, allocation, tuple(draft.convoys))
    solution = set_to_work(resolved, problem, stop, seed)
    draft.tours = solution.tours
    draft.explanations += solution.explanations
    draft.explanations += [Explanation(stage="fieldwork", about=one.task, message=one.reason) for one in solution.undone]
    draft.progress += solution.progress


def _home(resolved: Resolved, draft: _Draft, stop: Stop, seed: int) -> None:
    """March, load and fly home."""
    way = resolved.mission.way_home
    if way is None:
        return
    free: dict[str, int] = {}
    for tour in draft.tours:
        free[tour.team] = max(free.get(tour.team, 0), tour.return_min)
    problem = homeward(resolved, tuple(draft.convoys), free)
    left = _march(resolved, draft, problem, stop, seed)
    marchers = (*problem.vehicles, *problem.persons, *problem.cargo)
    left |= {item: why for item, why in with_mates(resolved, left).items() if any(m.item == item for m in marchers)}
    draft.left += [LeftBehind(item=item, phase="home", reason=why) for item, why in sorted(left.items())]
    there = {item: c.arrive_min for item, c in marched(c for c in draft.convoys if c.phase == "home").items()}
    flying = tuple(resolved.item(m.item) for m in marchers if m.item in there and m.item not in left)
    out = tuple(draft.sorties)
    tails = _tails_after(resolved, out)
    start = max(resolved.minute(way.start), 0)
    flights = FlightProblem("home", (), (), tails, start, resolved.minute(way.end), there, out)
    _fly(resolved, draft, flying, {}, flights, stop, seed)


def _fly(
    resolved: Resolved,
    draft: _Draft,
    items: tuple[Item, ...],
    ways: Mapping[str, Passage],
    flights: FlightProblem,
    stop: Stop,
    seed: int,
) -> None:
    """Load one phase's items, each lane by itself for the types that can fly it, and fly all loads; what does not fly is left
    behind with the reason."""
    resolved = with_lift_in_force(resolved)
    types = {tail.id: tail.type for tail in resolved.mission.fleet}
    flying = sorted({types[tail.tail] for tail in flights.tails})
    loaded: list[LoadingSolution] = []
    loads: tuple[Load, ...] = ()
    bounds: list[tuple[Load, Bound]] = []
    lanes = by_lane(resolved, items, flights.phase, ways)
    able = types_by_lane(resolved, flights, tuple(lanes))
    for (origin, destination), waiting in lanes.items():
        problem = LoadingProblem(
            phase=flights.phase, origin=origin, destination=destination, items=waiting,
            fleet=dict.fromkeys(able[origin, destination]), unlocks=flights.unlocks, first_number=len(loads) + 1,
        )  # fmt: skip
        loaded.append(load(resolved, problem, stop, seed))
        loads += loaded[-1].loads
        if loaded[-1].loads:
            bounds.append((loaded[-1].loads[0], by_any_type(resolved, problem, loaded[-1], flying)))
    flown = fly(resolved, replace(flights, loads=loads), stop, seed)
    draft.left += [left for lane in loaded for left in lane.left_behind]
    draft.left += [
        LeftBehind(item=item, phase="home" if flights.phase == "home" else "out", reason=flown.undelivered[made.id])
        for made in loads
        if made.id in flown.undelivered
        for item in aboard(made)
    ]
    draft.loads += [made for made in loads if made.id not in flown.undelivered]
    draft.sorties += flown.sorties
    if flights.phase != "trunk":
        meet = flights.phase == "out" and bool(resolved.mission.transfers)
        draft.bounds += of_all_lanes(bounds, meet)
    draft.explanations += (*(told for lane in loaded for told in lane.explanations), *flown.explanations)
    draft.progress += (*(step for lane in loaded for step in lane.progress), *flown.progress)


def _march(resolved: Resolved, draft: _Draft, problem: ConvoyProblem, stop: Stop, seed: int) -> dict[str, Message]:
    """Add the convoys of one phase; what none of them takes, with the reason."""
    solution = march(resolved, problem, stop, seed)
    draft.convoys += solution.convoys
    draft.explanations += solution.explanations
    draft.explanations += [Explanation(stage="convoys", about=item, message=why) for item, why in sorted(solution.left.items())]
    draft.progress += solution.progress
    return solution.left


def _tails(resolved: Resolved) -> tuple[TailState, ...]:
    """Where the tails of accepted offers stand at first, and from when they may fly."""
    mission = resolved.mission
    accepted = {offer.id for offer in mission.offers if offer.status == "accepted"}
    return tuple(
        TailState(tail.id, tail.at, max(resolved.minute(tail.available_from), agreed_from(resolved, tail.offer)))
        for tail in with_lift_in_force(resolved).mission.fleet
        if tail.offer in accepted
    )


def _tails_after(resolved: Resolved, out: tuple[Sortie, ...]) -> tuple[TailState, ...]:
    """Where each tail stands after the way out, and from when it is free."""
    states = {state.tail: state for state in _tails(resolved)}
    last = {sortie.tail: sortie.legs[-1] for sortie in sorted(out, key=lambda sortie: sortie.legs[-1].arrive_min)}
    for tail, leg in last.items():
        states[tail] = TailState(tail, leg.destination, max(leg.arrive_min, leg.unloaded_min or 0))
    return tuple(states.values())


def _plan(resolved: Resolved, draft: _Draft, allocation: AllocationSolution, stop: Stop, seed: int) -> Plan:
    convoys, loads, sorties = tuple(draft.convoys), tuple(draft.loads), tuple(draft.sorties)
    assignments = assignments_of(resolved, allocation.grants, convoys, draft.tours)
    coverage = ledger(resolved, assignments, loads, sorties, draft.tours)
    return Plan(
        mission=resolved.mission.id,
        mission_hash=resolved.hash,
        seed=seed,
        iterations=stop.iterations,
        versions={"aidbridge": __version__},
        assignments=assignments,
        unused=allocation.unused,
        loads=loads,
        left_behind=tuple(draft.left),
        sorties=sorties,
        convoys=convoys,
        tours=draft.tours,
        coverage=coverage,
        figures=figures_of(resolved, assignments, loads, sorties, convoys, draft.tours, coverage),
        bounds=(earliest_work(resolved), *draft.bounds),
        explanations=(*draft.explanations, *remarks(resolved, assignments)),
        progress=tuple(draft.progress),
    )
