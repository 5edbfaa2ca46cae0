"""Ways through the air: states that have cleared the flight, airfields that let it land, and the distance flown (F1)."""

import math
from itertools import pairwise

from ..model.agreements import Clearance
from ..model.fleet import AircraftType
from ..model.plan import Leg
from ..model.resolved import Crossing, Route
from ..physics.geodesy import distance_km
from .docket import Docket
from .scope import ends
from .world import Flight, World

TOLERANCE = 0.001
"""Share by which a route's length may differ from the sum of its geodesics."""
FUZZ_MIN = 1e-6
"""What rounding alone adds to a whole minute."""


def routes_are_cleared(world: World, docket: Docket) -> None:
    """F1 The route crosses only states that have cleared the flight for that time; the distance flown is along that route."""
    for flight in world.flights:
        leg = flight.leg
        route = world.routes.get(leg.route)
        for icao in (leg.origin, leg.destination):
            docket.require(icao in world.airfields, leg.id, "unknown_airfield", airfield=icao)
        if route is None:
            docket.broken(leg.id, "unknown_route", route=leg.route)
            continue
        docket.require(leg.origin == route.origin, leg.id, "origin", leg.origin, route.origin, route=route.id)
        docket.require(leg.destination == route.destination, leg.id, "destination", leg.destination, route.destination)
        _landing(world, docket, flight)
        type, tail = world.type_of(flight.sortie.tail), world.tails.get(flight.sortie.tail)
        if type is not None and tail is not None:
            operator = world.operator_of(tail)
            docket.equal(leg.id, "flying_time", leg.arrive_min - leg.depart_min, flying_min(type, route), "min", route=route.id)
            _overflights(world, docket, leg, route, type, operator)
    for id in sorted({flight.leg.route for flight in world.flights} & world.routes.keys()):
        _length(world, docket, world.routes[id])


def flying_min(type: AircraftType, route: Route) -> int:
    """Minutes along the route at cruising speed, rounded up."""
    return max(0, math.ceil(60 * route.distance_km / type.cruise_tas_kmh - FUZZ_MIN))


def crossing_min(type: AircraftType, depart_min: int, crossing: Crossing) -> tuple[int, int]:
    """The minutes between which the aircraft surely is above the state: entry rounded down, exit rounded up."""
    enter, leave = (60 * km / type.cruise_tas_kmh for km in (crossing.enter_km, crossing.leave_km))
    return depart_min + math.floor(enter + FUZZ_MIN), depart_min + max(0, math.ceil(leave - FUZZ_MIN))


def _length(world: World, docket: Docket, route: Route) -> None:
    points = [(point.lat, point.lon) for point in route.waypoints]
    km = sum(distance_km(a, b) for a, b in pairwise(points))
    off = abs(km - route.distance_km)
    docket.at_most(route.id, "distance", off, TOLERANCE * max(km, 1.0), "km", stated_km=route.distance_km, along_km=round(km, 3))


def _overflights(world: World, docket: Docket, leg: Leg, route: Route, type: AircraftType, operator: str | None) -> None:
    docket.require(len(leg.overflights) == len(route.crossings), leg.id, "overflights", len(leg.overflights), len(route.crossings))
    for row, crossing in zip(leg.overflights, route.crossings, strict=False):
        enter, leave = crossing_min(type, leg.depart_min, crossing)
        told, due = f"{row.state} {row.enter_min}-{row.leave_min}", f"{crossing.state} {enter}-{leave}"
        docket.require(told == due, leg.id, "crossing", told, due)
    for index, crossing in enumerate(route.crossings):
        if crossing.state is None:
            continue
        enter, leave = crossing_min(type, leg.depart_min, crossing)
        for start, end in world.resolved.closed.get(f"state:{crossing.state}", ()):
            closed = start < leave and enter < end
            docket.require(not closed, leg.id, "airspace_closed", state=crossing.state, from_min=start, to_min=end)
        row_clearance = leg.overflights[index].clearance if index < len(leg.overflights) else None
        if crossing.state == operator:
            docket.require(row_clearance is None, leg.id, "own_state", row_clearance, None, state=crossing.state)
            continue
        granted = world.clearances.get(row_clearance or "")
        right = granted is not None and granted.kind == "overflight" and granted.state == crossing.state
        if granted is None or not right:
            docket.broken(leg.id, "not_cleared", row_clearance, None, state=crossing.state, enter_min=enter, leave_min=leave)
        else:
            _valid(world, docket, leg, granted, operator, enter, leave)


def _landing(world: World, docket: Docket, flight: Flight) -> None:
    leg, tail = flight.leg, world.tails.get(flight.sortie.tail)
    operator = world.operator_of(tail) if tail else None
    here, there = world.airfields.get(leg.origin), world.airfields.get(leg.destination)
    if there is not None and there.country != operator:
        granted = world.clearances.get(leg.landing_clearance or "")
        if granted is None or (granted.kind, granted.airfield) != ("landing", there.icao):
            docket.broken(leg.id, "no_landing_clearance", leg.landing_clearance, None, airfield=there.icao)
        else:
            _valid(world, docket, leg, granted, operator, leg.arrive_min, leg.arrive_min)
    if here is not None and here.country != operator:
        clearances = (c for c in world.mission.clearances if (c.kind, c.airfield) == ("landing", here.icao))
        good = any(_slack(world, c, operator, leg.depart_min, leg.depart_min) is not None for c in clearances)
        docket.require(good, leg.id, "no_departure_clearance", airfield=here.icao, depart_min=leg.depart_min)


def _valid(world: World, docket: Docket, leg: Leg, clearance: Clearance, operator: str | None, enter: int, leave: int) -> None:
    slack = _slack(world, clearance, operator, enter, leave)
    if slack is None:
        docket.broken(leg.id, "clearance", clearance=clearance.id, status=clearance.status, enter_min=enter, leave_min=leave)
    elif math.isinf(slack):
        docket.require(True, leg.id, "clearance", clearance=clearance.id)
    else:
        docket.at_least(leg.id, "clearance", slack, 0, "min", clearance=clearance.id)


def _slack(world: World, clearance: Clearance, operator: str | None, enter: int, leave: int) -> float | None:
    """Minutes by which the clearance reaches beyond the time; None where it does not hold for the operator or the time."""
    if clearance.status not in ("granted", "in_force", "amended") or clearance.operator not in (None, operator):
        return None
    start = -math.inf if clearance.valid_from is None else world.resolved.minute(clearance.valid_from)
    until = ends(clearance, world.mission.clearances)
    end = math.inf if until is None else (until - world.mission.start).total_seconds() // 60
    slack = min(enter - start, end - leave)
    return slack if slack >= 0 else None
