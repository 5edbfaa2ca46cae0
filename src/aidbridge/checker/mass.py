"""What the floor carries (L4), and what the aircraft lifts (L5)."""

import math
from collections.abc import Iterator
from itertools import pairwise, permutations, product

from ..model.fleet import AircraftType
from ..model.plan import Load
from ..model.resolved import Route
from ..physics.floor import area_load, axle_loads, position_loads, running_loads
from ..physics.fuel import FuelError, allowable_payload_kg
from ..physics.standing import Stood
from .docket import Docket
from .items import facts_of, floor_cm, item_facts
from .performance import alternate_km, aside_km
from .world import Flight, World

LEG_FIELDS = ("oew_kg", "mtow_kg", "mlw_kg", "max_fuel_kg", "payload_range")
"""Figures of a type that the masses on a leg rest on."""


def floor_carries(world: World, docket: Docket) -> None:
    """L4 Axle load, running load per metre, area load and item mass stay within the floor's limits by zone, pallet positions
    within theirs, and what stands on the ramp in flight within its limit; where the mission does not say so nothing may."""
    for load in world.plan.loads:
        type, standing = world.types.get(load.aircraft_type), world.standing(load)
        if type is None or not standing:
            continue
        for stood in standing:
            if stood.item.axles:
                _axles(docket, load, type, stood)
            else:
                _area(docket, load, type, stood)
            if type.single_item_limit_kg is not None:
                docket.rests_on(load.id, "item", facts_of("aircraft", type, type.id, "single_item_limit_kg"))
                docket.at_most(load.id, "item", stood.item.mass_kg, type.single_item_limit_kg, "kg", item=stood.item.id)
        _running(docket, load, type, standing)
        _positions(docket, load, type, standing)
        _ramp(world, docket, load, type, standing)


def _axles(docket: Docket, load: Load, type: AircraftType, stood: Stood) -> None:
    docket.rests_on(load.id, "axle", item_facts(stood.item, "axle_max_kg"))
    for axle in axle_loads(type, stood):
        docket.rests_on(load.id, "axle", _zoned(type, "axle_limit_kg", axle.limit))
        if axle.limit is not None:
            docket.at_most(load.id, "axle", axle.value, axle.limit, "kg", item=stood.item.id, at_cm=axle.at_cm)


def _area(docket: Docket, load: Load, type: AircraftType, stood: Stood) -> None:
    docket.rests_on(load.id, "area", item_facts(stood.item, "length_m", "width_m", "mass_kg"))
    pressed = area_load(type, stood)
    if pressed is not None:
        docket.rests_on(load.id, "area", _zoned(type, "floor_limit_kg_m2", pressed.limit))
        if pressed.limit is not None:
            docket.at_most(load.id, "area", pressed.value, pressed.limit, "kg/m2", item=stood.item.id)


def _running(docket: Docket, load: Load, type: AircraftType, standing: tuple[Stood, ...]) -> None:
    """Everything that shares a stretch of the floor presses on it together. A type or zone without a limit has none."""
    for pressed in running_loads(type, standing):
        if pressed.limit is not None:
            docket.rests_on(load.id, "running", _zoned(type, "running_load_kg_m", pressed.limit))
            over = [stood.item.id for stood in standing if stood.x_cm <= pressed.at_cm < stood.x_to_cm]
            docket.at_most(load.id, "running", pressed.value, pressed.limit, "kg/m", item=", ".join(over), at_cm=pressed.at_cm)


def _positions(docket: Docket, load: Load, type: AircraftType, standing: tuple[Stood, ...]) -> None:
    for name, mass, limit in position_loads(type, standing):
        docket.rests_on(load.id, "position", {f"aircraft:{type.id}.positions": True})
        docket.at_most(load.id, "position", mass, limit, "kg", position=name)


def _ramp(world: World, docket: Docket, load: Load, type: AircraftType, standing: tuple[Stood, ...]) -> None:
    if type.hold_length_m is None:
        return
    end = floor_cm(type.hold_length_m)
    if not world.mission.policy.hold.ramp_in_flight:
        for stood in standing:
            docket.at_most(load.id, "ramp", stood.x_to_cm, end, "cm", item=stood.item.id)
        return
    on_ramp = [stood for stood in standing if stood.x_to_cm > end]
    for stood in on_ramp:
        docket.at_least(load.id, "ramp_edge", stood.x_cm, end, "cm", item=stood.item.id)
    if on_ramp:
        docket.rests_on(load.id, "ramp_load", facts_of("aircraft", type, type.id, "ramp_length_m", "ramp_load_limit_kg"))
        if type.ramp_load_limit_kg is not None:
            mass = sum(stood.item.mass_kg for stood in on_ramp)
            docket.at_most(load.id, "ramp_load", mass, type.ramp_load_limit_kg, "kg", item=", ".join(s.item.id for s in on_ramp))


def _zoned(type: AircraftType, field: str, limit: float | None) -> dict[str, object]:
    """The facts that a limit of the floor rests on: the type's figure, and its zones where it has some."""
    zones: dict[str, object] = {f"aircraft:{type.id}.floor_zones": True} if type.floor_zones else {}
    return {f"aircraft:{type.id}.{field}": limit} | zones


def aircraft_lifts(world: World, docket: Docket) -> None:
    """L5 Payload is within the structural limit and the allowable load for the leg (zero-fuel, take-off and landing mass).

    Where no zero-fuel mass is published the largest payload, which it defines, is the structural limit.
    """
    for load in world.plan.loads:
        type = world.types.get(load.aircraft_type)
        if type is None:
            docket.broken(load.id, "unknown_type", type=load.aircraft_type)
            continue
        payload = world.payload_kg(load)
        docket.rests_on(load.id, "payload", facts_of("aircraft", type, type.id, "max_payload_kg"))
        docket.at_most(load.id, "payload", payload, type.max_payload_kg, "kg")
        for item, *_ in world.floor_items(load):
            docket.rests_on(load.id, "payload", item_facts(item, "mass_kg"))
        if type.mzfw_kg is not None:
            docket.rests_on(load.id, "zero_fuel", facts_of("aircraft", type, type.id, "oew_kg", "mzfw_kg"))
            if type.oew_kg is not None:
                docket.at_most(load.id, "zero_fuel", type.oew_kg + payload, type.mzfw_kg, "kg")
        for flight in world.flown.get(load.id, ()):
            _leg(world, docket, load, type, flight, payload)
        if not world.flights_known:
            _ways(world, docket, load, type, payload)


def _leg(world: World, docket: Docket, load: Load, type: AircraftType, flight: Flight, payload: int) -> None:
    leg, tail = flight.leg, world.tails.get(flight.sortie.tail)
    if tail is not None:
        docket.require(tail.type == type.id, load.id, "type", tail.type, type.id, leg=leg.id)
    known = docket.rests_on(load.id, "leg", facts_of("aircraft", type, type.id, *LEG_FIELDS) | _corners(type))
    route = world.routes.get(leg.route)
    if not known or type.oew_kg is None or type.mtow_kg is None or type.mlw_kg is None:
        return
    takeoff = type.oew_kg + payload + leg.fuel.block_kg - leg.fuel.taxi_kg
    docket.at_most(load.id, "leg", takeoff, type.mtow_kg, "kg", leg=leg.id, what="takeoff")
    docket.at_most(load.id, "leg", takeoff - leg.fuel.trip_kg, type.mlw_kg, "kg", leg=leg.id, what="landing")
    if route is not None:
        try:
            aside = alternate_km(world, leg)
            allowed = allowable_payload_kg(type, route.distance_km, aside, world.mission.policy.fuel)
        except FuelError as error:
            docket.unproven(load.id, "leg", error.facts)
        else:
            docket.at_most(load.id, "leg", payload, allowed, "kg", leg=leg.id, what="allowable")


def _ways(world: World, docket: Docket, load: Load, type: AircraftType, payload: int) -> None:
    """What each way that is resolved allows, for loads that are on no flight; or some way by stops, where that is more."""
    direct = [r for r in world.resolved.routes if (r.origin, r.destination) == (load.origin, load.destination)]
    by_stops = max((_allowed_kg(world, docket, load, type, way) for way in _by_stops(world, load)), default=-1)
    for route in direct:
        docket.rests_on(load.id, "leg", facts_of("aircraft", type, type.id, *LEG_FIELDS) | _corners(type))
        allowed = max(_allowed_kg(world, docket, load, type, (route,)), by_stops)
        if allowed < math.inf:
            docket.at_most(load.id, "leg", payload, allowed, "kg", leg=route.id, what="allowable")


def _allowed_kg(world: World, docket: Docket, load: Load, type: AircraftType, way: tuple[Route, ...]) -> float:
    """The largest payload that all routes of a way allow; any where that is not known, which is said."""
    policy = world.mission.policy.fuel
    try:
        return min(allowable_payload_kg(type, route.distance_km, aside_km(world, route.destination), policy) for route in way)
    except FuelError as error:
        docket.unproven(load.id, "leg", error.facts)
        return math.inf


def _by_stops(world: World, load: Load) -> Iterator[tuple[Route, ...]]:
    """Ways from a load's origin to its destination with one or two of the mission's stops for fuel."""
    stops = set(world.mission.fuel_stops) - {load.origin, load.destination}
    for count in (1, 2):
        for chosen in permutations(sorted(stops), count):
            legs = pairwise((load.origin, *chosen, load.destination))
            ways = [[r for r in world.resolved.routes if (r.origin, r.destination) == leg] for leg in legs]
            yield from product(*ways)


def _corners(type: AircraftType) -> dict[str, object]:
    return {f"aircraft:{type.id}.payload_range": type.payload_range or None}
