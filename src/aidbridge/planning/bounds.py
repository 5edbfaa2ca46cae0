"""How little unmet need any plan could leave: the argument `earliest_work`.

Relaxation: every resource that could serve a line serves it alone and whole, from the earliest minute at which it could
be at work if no other resource were in its way: the first free aircraft flies it at once, no slot, parking place, seat or
hold is taken, no driver rests. Each line's share is then at least as large at every minute as in any plan, so its unmet
weighted hours are at most what any plan reaches; the sum over lines is a lower bound.
"""

from ..model.needs import Measure, Need
from ..model.plan import Bound
from ..model.resolved import Item, Resolved
from ..model.resources import Device, Supply, Team
from ..physics.speed import flying_min
from .coverage import amount, eligible, line_interval, line_weights, measure_of
from .scope import in_scope


def earliest_work(resolved: Resolved) -> Bound:
    """The bound on `unmet_weighted_h` over eligible lines, with the earliest minute of each line's resources as certificate."""
    weights = line_weights(resolved)
    earliest: dict[str, dict[str, int]] = {}
    value = 0.0
    for need in resolved.mission.needs:
        if not eligible(resolved.mission, need):
            continue
        earliest[need.id] = {
            resource.id: minute
            for resource in resolved.mission.providers
            if resource.capability == need.capability and in_scope(resolved.mission, resource.offer, need)
            if (minute := _earliest(resolved, need, resource)) is not None
        }
        value += weights[need.id] * _unmet_hours(resolved, need, earliest[need.id])
    return Bound(
        figure="unmet_weighted_h",
        value=max(round(value - 1e-6, 6), 0.0),
        argument="relaxation",
        name="earliest_work",
        certificate={"earliest": earliest},
    )


def _earliest(resolved: Resolved, need: Need, resource: Team | Supply | Device) -> int | None:
    """The earliest minute at which the resource could be at work for the line; None when it can never get there."""
    mission = resolved.mission
    kit = set(resource.kit) if isinstance(resource, Team) else set()
    own = [item for item in resolved.items if item.resource == resource.id]
    # Of goods any one unit may come first; a team needs all of its kit.
    together = own if not isinstance(resource, Supply) else []
    arrivals = [_at_debarkation(resolved, item) for item in (*together, *(i for i in resolved.items if i.resource in kit))]
    if isinstance(resource, Supply):
        units = [at for item in own if (at := _at_debarkation(resolved, item)) is not None]
        arrivals.append(min(units, default=None))
    if not arrivals or any(at is None for at in arrivals):
        return None
    at = max(minute for minute in arrivals if minute is not None)
    start = mission.debarkation if own[0].flies else own[0].origin
    site = need.site or mission.base
    if isinstance(resource, Team):
        road = resolved.roads.leg(start, mission.base)[1]
        if measure_of(resolved, need) is not Measure.BACKLOG:
            road += resolved.roads.leg(mission.base, site)[1]
    else:
        road = resolved.roads.leg(start, site)[1]
    return at + mission.policy.road.assembly_min + road + resource.setup_min


def _at_debarkation(resolved: Resolved, item: Item) -> int | None:
    """The earliest minute the item is unloaded at the airfield of debarkation, or ready where it waits if it does not fly."""
    if not item.flies:
        return item.ready_min
    mission = resolved.mission
    here, there = resolved.airfield(item.origin), resolved.airfield(mission.debarkation)
    best: int | None = None
    for tail in mission.fleet:
        aircraft = resolved.aircraft_type(tail.type)
        empty = min((flying_min(aircraft, r.distance_km) for r in _routes(resolved, tail.at, item.origin)), default=None)
        loaded = min((flying_min(aircraft, r.distance_km) for r in _routes(resolved, item.origin, there.icao)), default=None)
        if loaded is None or (empty is None and tail.at != item.origin):
            continue
        start = max(max(resolved.minute(tail.available_from), 0) + (empty or 0), item.ready_min)
        landed = start + (here.loading_min or 0) + loaded
        best = landed if best is None else min(best, landed)
    return None if best is None else best + (there.unloading_min or 0)


def _routes(resolved: Resolved, origin: str, destination: str) -> list:  # type: ignore[type-arg]
    return [route for route in resolved.routes if (route.origin, route.destination) == (origin, destination)]


def _unmet_hours(resolved: Resolved, need: Need, earliest: dict[str, int]) -> float:
    """Hours of (1 - share) if every resource of the line worked from its earliest minute on."""
    start, end = line_interval(resolved, need)
    resources = {r.id: r for r in resolved.mission.providers}
    steps = sorted((max(minute, start), amount(resources[id])) for id, minute in earliest.items() if minute < end)
    backlog = measure_of(resolved, need) is Measure.BACKLOG
    unmet, at, level, rate = 0.0, start, 0.0, 0.0
    for minute, more in [*steps, (end, 0.0)]:
        unmet += _unmet_until(need.quantity, level, rate, minute - at)
        level += rate * (minute - at)
        at = minute
        if backlog:
            rate += more / 60
        else:
            level += more
    return unmet / 60


def _unmet_until(asked: float, level: float, rate: float, minutes: float) -> float:
    """Minutes x (1 - share) over an interval in which the covered quantity grows from `level` at `rate` a minute."""
    missing = max(asked - level, 0.0)
    if missing == 0 or minutes <= 0:
        return 0.0
    growing = minutes if rate <= 0 else min(minutes, missing / rate)
    return (missing * growing - rate * growing**2 / 2) / asked
