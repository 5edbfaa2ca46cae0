"""Marches: along the road, within driving time, breaks and rest (R2)."""

from collections import Counter

from ..model.plan import Convoy, RoadSegment
from ..model.policy import RoadPolicy
from .docket import Docket
from .world import World

KM_SLACK = 0.1
"""Road distances are told to a tenth of a kilometre."""
DAY_MIN = {1: 24 * 60, 2: 30 * 60}
"""Within which a daily rest must be over, by drivers (Regulation (EC) 561/2006, Article 8(2) and 8(5))."""


def marches_rest(world: World, docket: Docket) -> None:
    """R2 Driving time, breaks and rest; the road's distance; convoys on one road and vehicles in one convoy."""
    road = world.mission.policy.road
    for convoy in world.plan.convoys:
        docket.at_most(convoy.id, "vehicles", len(convoy.vehicles), road.max_vehicles, "vehicles")
        if convoy.drivers_per_vehicle not in DAY_MIN:
            docket.broken(convoy.id, "drivers_per_vehicle", convoy.drivers_per_vehicle, 2)
            continue
        _tiled(docket, convoy)
        _distance(world, docket, convoy)
        _driving(docket, convoy, road)
        _days(docket, convoy, road)
    for (phase, origin, destination), count in sorted(
        Counter((c.phase, c.origin, c.destination) for c in world.plan.convoys).items()
    ):
        docket.at_most(f"{origin}-{destination}", "convoys", count, road.max_convoys, "convoys", phase=phase)


def _tiled(docket: Docket, convoy: Convoy) -> None:
    """Segments follow one another from departure to arrival."""
    docket.require(convoy.arrive_min >= convoy.depart_min, convoy.id, "reversed", convoy.arrive_min, convoy.depart_min)
    at = convoy.depart_min
    for number, segment in enumerate(convoy.segments, 1):
        docket.equal(convoy.id, "segments", segment.start_min, at, "min", segment=number)
        docket.at_least(convoy.id, "segment_length", segment.end_min - segment.start_min, 0, "min", segment=number)
        at = segment.end_min
    docket.equal(convoy.id, "segments", convoy.arrive_min, at, "min", segment=len(convoy.segments) + 1)


def _distance(world: World, docket: Docket, convoy: Convoy) -> None:
    road = world.road(convoy.origin, convoy.destination)
    if road is None:
        docket.broken(convoy.id, "no_road", origin=convoy.origin, destination=convoy.destination)
        return
    km, minutes = road
    driven = sum(_minutes(segment) for segment in convoy.segments if segment.kind == "drive")
    docket.at_least(convoy.id, "driving", driven, minutes, "min", origin=convoy.origin, destination=convoy.destination)
    along = sum(segment.km for segment in convoy.segments)
    docket.at_most(convoy.id, "km", abs(convoy.km - km), KM_SLACK, "km", stated=convoy.km, due=km)
    docket.at_most(convoy.id, "km", abs(along - km), KM_SLACK, "km", stated=round(along, 3), due=km)


def _driving(docket: Docket, convoy: Convoy, road: RoadPolicy) -> None:
    """Continuous driving: the vehicle halts for a break after as long as its drivers may drive in turn."""
    limit = convoy.drivers_per_vehicle * road.drive_max_min
    driven = halted = 0
    for segment in convoy.segments:
        if segment.kind == "drive":
            driven, halted = (0 if halted >= road.break_min else driven) + _minutes(segment), 0
            docket.at_most(convoy.id, "without_break", driven, limit, "min", from_min=segment.start_min)
        else:
            halted = halted + _minutes(segment) if segment.kind in ("break", "rest") else 0


def _days(docket: Docket, convoy: Convoy, road: RoadPolicy) -> None:
    """Between two daily rests: no more driving than a day allows, and the rest is over in time."""
    drivers = convoy.drivers_per_vehicle
    rest = road.daily_rest_min if drivers == 1 else road.team_rest_min
    limit, within = drivers * road.daily_drive_max_min, DAY_MIN[drivers]
    began, driven = convoy.depart_min, 0
    for segment in convoy.segments:
        if segment.kind == "drive":
            driven += _minutes(segment)
            docket.at_most(convoy.id, "daily_driving", driven, limit, "min", from_min=began)
            docket.at_most(convoy.id, "daily_rest", segment.end_min + rest - began, within, "min", from_min=began)
        elif segment.kind == "rest" and _minutes(segment) >= rest:
            began, driven = segment.end_min, 0


def _minutes(segment: RoadSegment) -> int:
    return segment.end_min - segment.start_min
