"""The plan as a whole: what it reports is true (P1), its bounds are proven (P2), what people decided is kept (P3)."""

import math
from collections import Counter
from collections.abc import Mapping

from ..model.decisions import Decision
from ..model.facts import Scalar
from ..model.needs import Measure, Need
from ..model.plan import Assignment, Coverage, CoveragePoint
from . import figures, ledger
from .balance import centre_cm
from .docket import Docket
from .presence import arrival_min, leaves_min, stops_for, work_min
from .world import World, aboard


def reports_agree(world: World, docket: Docket) -> None:
    """P1 Every reported figure (coverage, arrival, cost, tonnes, gap) is recomputed from the plan and agrees."""
    plan = world.plan
    docket.require(plan.mission == world.mission.id, "plan", "mission", plan.mission, world.mission.id)
    docket.require(plan.mission_hash == world.resolved.hash, "plan", "mission_hash", plan.mission_hash, world.resolved.hash)
    for path in world.out_of_range:
        docket.broken("plan", "out_of_range", path=path)
    for load in plan.loads:
        docket.equal(load.id, "payload_kg", load.payload_kg, world.payload_kg(load), "kg")
        docket.equal(load.id, "balance_cm", load.balance_cm, centre_cm(world, load), "cm")
    for assignment in plan.assignments:
        need = world.needs.get(assignment.need)
        if need is not None:
            _times(world, docket, assignment, need)
            if world.measure_of(need) is Measure.BACKLOG:
                done = sum(quantity for _, _, quantity in stops_for(world, assignment.resource, need.id))
                docket.equal(assignment.id, "quantity", assignment.quantity, done, world.unit_of(need.id))
    _unassigned_work(world, docket)
    _ledger(world, docket)
    due = figures.figures(world, plan.coverage if _each_need_once(world) else ledger.coverage(world)).model_dump()
    for field, value in plan.figures.model_dump().items():
        _same(docket, "figures", field, value, due[field])


def _times(world: World, docket: Docket, a: Assignment, need: Need) -> None:
    arrived = arrival_min(world, a, need)
    docket.equal(a.id, "arrive_min", a.arrive_min, arrived, "min")
    at_work = None if arrived is None else work_min(world, a, need, arrived)
    if at_work is not None and world.measure_of(need) is not Measure.BACKLOG:
        at_work = _open_min(world, a.site, at_work)
    docket.equal(a.id, "at_work_min", a.at_work_min, at_work, "min")
    if world.measure_of(need) is Measure.BACKLOG:
        last = max((end for _, end, _ in stops_for(world, a.resource, need.id)), default=None)
        docket.equal(a.id, "until_min", a.until_min, last, "min")
    elif world.measure_of(need) is not Measure.STOCK:
        _stays(world, docket, a, need)


def _open_min(world: World, site: str, at_min: int) -> int:
    """The first minute from then on at which no restriction shuts the site."""
    for start, end in sorted(world.resolved.closed.get(f"site:{site}", ())):
        if start <= at_min < end:
            at_min = end
    return at_min


def _stays(world: World, docket: Docket, a: Assignment, need: Need) -> None:
    """Nobody is counted at work, within the line's time, after leaving for home."""
    resource = world.resources.get(a.resource)
    leaves = leaves_min(world, resource) if resource else None
    road = world.road(a.site, world.mission.base)
    if leaves is not None and road is not None:
        end = ledger.interval(world, need)[1]
        until = end if a.until_min is None else min(a.until_min, end)
        docket.at_most(a.id, "until_min", until, leaves - road[1], "min")


def _unassigned_work(world: World, docket: Docket) -> None:
    """Work that no assignment tells of."""
    assigned = {(a.resource, a.need) for a in world.plan.assignments}
    for tour in world.plan.tours:
        for need in {world.tasks[stop.task].need for stop in tour.stops if stop.task in world.tasks}:
            docket.require((tour.team, need) in assigned, tour.team, "unassigned_work", tour=tour.id, need=need)


def _each_need_once(world: World) -> bool:
    return Counter(line.need for line in world.plan.coverage) == Counter(world.needs.keys())


def _ledger(world: World, docket: Docket) -> None:
    told: dict[str, Coverage] = {line.need: line for line in world.plan.coverage}
    for id, times in Counter(line.need for line in world.plan.coverage).items():
        docket.require(times == 1 and id in world.needs, id, "line", times, int(id in world.needs))
    for due in ledger.coverage(world):
        line = told.get(due.need)
        if line is None:
            docket.broken(due.need, "line", 0, 1)
            continue
        for field, value in line.model_dump(exclude={"curve"}).items():
            _same(docket, due.need, field, value, getattr(due, field))
        stated, counted = _curve(line.curve), _curve(due.curve)
        same = len(stated) == len(counted) and all(
            at == other and math.isclose(share, due_share, abs_tol=1e-5)
            for (at, share), (other, due_share) in zip(stated, counted, strict=True)
        )
        docket.require(same, due.need, "curve", str(stated), str(counted))


def _curve(points: tuple[CoveragePoint, ...]) -> list[tuple[int, float]]:
    """The points at which the share really changes."""
    kept: list[tuple[int, float]] = []
    for point in points:
        if not kept or abs(point.share - kept[-1][1]) > 1e-6:
            kept.append((point.at_min, point.share))
    return kept


def _same(docket: Docket, about: str, field: str, value: object, due: object) -> None:
    if isinstance(value, Mapping) and isinstance(due, Mapping):
        for name in sorted({*value, *due}):
            _same(docket, about, f"{field}.{name}", value.get(name), due.get(name))
    elif _number(value) and _number(due):
        docket.equal(about, field, value, due)  # type: ignore[arg-type]
    else:
        docket.require(value == due, about, field, _shown(value), _shown(due))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: object) -> Scalar:
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)


def decisions_are_kept(world: World, docket: Docket) -> None:
    """P3 What people decided is kept: items fixed to an aircraft, times, routes, forbidden pairings."""
    for decision in world.mission.decisions:
        JUDGES[decision.kind](world, docket, decision)


def _item_on_tail(world: World, docket: Docket, decision: Decision) -> None:
    for id, tail in _flown(world, decision):
        docket.require(tail == decision.tail, decision.id, decision.kind, tail, decision.tail, item=id)


def _item_not_on_tail(world: World, docket: Docket, decision: Decision) -> None:
    for id, tail in _flown(world, decision):
        docket.require(tail != decision.tail, decision.id, decision.kind, tail, item=id)


def _flown(world: World, decision: Decision) -> list[tuple[str, str]]:
    """The decision's items with the tails that carry them."""
    return [
        (id, flight.sortie.tail)
        for flight in world.flights
        if flight.leg.load in world.loads
        for id in aboard(world.loads[flight.leg.load])
        if id in decision.items
    ]


def _items_together(world: World, docket: Docket, decision: Decision) -> None:
    for load in world.plan.loads:
        here = [id for id in decision.items if id in aboard(load)]
        moving = [id for id in decision.items if load.phase == "out" or (id in world.items and world.items[id].returns)]
        missing = [id for id in moving if id not in here]
        if here:
            docket.require(not missing, decision.id, decision.kind, load.id, items=", ".join(missing))


def _items_apart(world: World, docket: Docket, decision: Decision) -> None:
    for load in world.plan.loads:
        here = [id for id in decision.items if id in aboard(load)]
        docket.require(len(here) < 2, decision.id, decision.kind, load.id, items=", ".join(here))


def _not_before(world: World, docket: Docket, decision: Decision) -> None:
    if decision.at is None:
        return
    at = world.resolved.minute(decision.at)
    for flight in world.flights:
        load = world.loads.get(flight.leg.load or "")
        if load is not None and set(aboard(load)) & set(decision.items):
            docket.at_least(decision.id, decision.kind, flight.leg.depart_min, at, "min", leg=flight.leg.id, load=load.id)


def _not_after(world: World, docket: Docket, decision: Decision) -> None:
    """A deadline of the way out: what comes later is of no use, what stays breaks nothing."""
    if decision.at is None:
        return
    at = world.resolved.minute(decision.at)
    for flight in world.flights:
        leg, load = flight.leg, world.loads.get(flight.leg.load or "")
        if load is not None and load.phase == "out" and set(aboard(load)) & set(decision.items):
            unloaded = leg.arrive_min if leg.unloaded_min is None else leg.unloaded_min
            docket.at_most(decision.id, decision.kind, unloaded, at, "min", leg=leg.id, load=load.id)


def _avoid_state(world: World, docket: Docket, decision: Decision) -> None:
    for flight in world.flights:
        route = world.routes.get(flight.leg.route)
        states = [c.state for c in route.crossings] if route else [row.state for row in flight.leg.overflights]
        docket.require(decision.state not in states, decision.id, decision.kind, decision.state, leg=flight.leg.id)


def _assign(world: World, docket: Docket, decision: Decision) -> None:
    """Something of the resource goes to the need; of a team that tours, what it does there follows from the tours."""
    need = world.needs.get(decision.need or "")
    touring = need is not None and world.measure_of(need) is Measure.BACKLOG
    serves = any(a.quantity > 0 or touring for a in _assigned(world, decision))
    docket.require(serves, decision.id, decision.kind, resource=decision.resource, need=decision.need)


def _not_assign(world: World, docket: Docket, decision: Decision) -> None:
    serves = bool(_assigned(world, decision))
    docket.require(not serves, decision.id, decision.kind, resource=decision.resource, need=decision.need)


def _assigned(world: World, decision: Decision) -> list[Assignment]:
    return [a for a in world.plan.assignments if (a.resource, a.need) == (decision.resource, decision.need)]


JUDGES = {
    "item_on_tail": _item_on_tail,
    "item_not_on_tail": _item_not_on_tail,
    "items_together": _items_together,
    "items_apart": _items_apart,
    "not_before": _not_before,
    "not_after": _not_after,
    "avoid_state": _avoid_state,
    "assign": _assign,
    "not_assign": _not_assign,
}
