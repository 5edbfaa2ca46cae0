"""What the floor carries (L4), what the aircraft lifts (L5), and where the load's centre of gravity lies (L6)."""

from ..model.fleet import AircraftType
from ..model.plan import Load
from ..model.resolved import Item
from ..physics.fuel import FuelError, allowable_payload_kg
from .docket import Docket
from .items import facts_of, floor_cm, half_up, item_facts
from .performance import alternate_km
from .world import Flight, World


def floor_carries(world: World, docket: Docket) -> None:
    """L4 Axle load, running load per metre, area load and item mass stay within the floor's limits; nothing stands on the ramp."""
    for load in world.plan.loads:
        type = world.types.get(load.aircraft_type)
        if type is None:
            continue
        for item, x_from, x_to, _, _ in world.floor_items(load):
            if item.axles:
                _axles(docket, load, type, item)
            else:
                _area(docket, load, type, item)
            _whole_item(docket, load, type, item, x_to - x_from)
            if type.hold_length_m is not None:
                docket.at_most(load.id, "ramp", x_to, floor_cm(type.hold_length_m), "cm", item=item.id)


def _axles(docket: Docket, load: Load, type: AircraftType, item: Item) -> None:
    docket.rests_on(load.id, "axle", facts_of("aircraft", type, type.id, "axle_limit_kg") | item_facts(item, "axle_max_kg"))
    for axle in item.axles:
        if type.axle_limit_kg is not None:
            docket.at_most(load.id, "axle", axle.load_kg, type.axle_limit_kg, "kg", item=item.id, at_cm=axle.at_cm)


def _area(docket: Docket, load: Load, type: AircraftType, item: Item) -> None:
    docket.rests_on(load.id, "area", facts_of("aircraft", type, type.id, "floor_limit_kg_m2"))
    docket.rests_on(load.id, "area", item_facts(item, "length_m", "width_m", "mass_kg"))
    square_m = item.length_cm * item.width_cm / 10_000
    if type.floor_limit_kg_m2 is not None and square_m:
        docket.at_most(load.id, "area", item.mass_kg / square_m, type.floor_limit_kg_m2, "kg/m2", item=item.id)


def _whole_item(docket: Docket, load: Load, type: AircraftType, item: Item, along_cm: int) -> None:
    if type.running_load_kg_m is not None and along_cm:
        docket.rests_on(load.id, "running", facts_of("aircraft", type, type.id, "running_load_kg_m"))
        docket.at_most(load.id, "running", item.mass_kg / (along_cm / 100), type.running_load_kg_m, "kg/m", item=item.id)
    if type.single_item_limit_kg is not None:
        docket.rests_on(load.id, "item", facts_of("aircraft", type, type.id, "single_item_limit_kg"))
        docket.at_most(load.id, "item", item.mass_kg, type.single_item_limit_kg, "kg", item=item.id)


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


def _leg(world: World, docket: Docket, load: Load, type: AircraftType, flight: Flight, payload: int) -> None:
    leg, tail = flight.leg, world.tails.get(flight.sortie.tail)
    if tail is not None:
        docket.require(tail.type == type.id, load.id, "type", tail.type, type.id, leg=leg.id)
    fields = ("oew_kg", "mtow_kg", "mlw_kg", "max_fuel_kg", "payload_range")
    known = docket.rests_on(load.id, "leg", facts_of("aircraft", type, type.id, *fields) | _corners(type))
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


def _corners(type: AircraftType) -> dict[str, object]:
    return {f"aircraft:{type.id}.payload_range": type.payload_range or None}


def balance_holds(world: World, docket: Docket) -> None:
    """L6 The centre of gravity of the floor load lies inside the window of its aircraft."""
    for load in world.plan.loads:
        type, centre = world.types.get(load.aircraft_type), centre_cm(world, load)
        if type is None or centre is None:
            continue
        known = docket.rests_on(load.id, "balance", facts_of("aircraft", type, type.id, "balance_from_m", "balance_to_m"))
        for item, *_ in world.floor_items(load):
            docket.rests_on(load.id, "balance", item_facts(item, "mass_kg"))
        if known and type.balance_from_m is not None and type.balance_to_m is not None:
            docket.at_least(load.id, "balance", centre, round(type.balance_from_m * 100, 6), "cm", what="forward")
            docket.at_most(load.id, "balance", centre, round(type.balance_to_m * 100, 6), "cm", what="aft")


def centre_cm(world: World, load: Load) -> int | None:
    """Centre of gravity of the floor load from the front of the hold, half a centimetre rounded up; None for an empty floor.

    A vehicle's own centre follows from its axle loads; anything else, and a vehicle that stands across, is taken at its middle.
    """
    moment = mass = 0
    for placement in load.placements:
        item = world.items.get(placement.item)
        if item is not None and item.kind != "persons":
            moment += item.mass_kg * (placement.x_cm + _own_centre_cm(item, placement.turned))
            mass += item.mass_kg
    return half_up(moment, mass) if mass else None


def _own_centre_cm(item: Item, turned: bool) -> int:
    load = sum(axle.load_kg for axle in item.axles)
    if load and not turned:
        return half_up(sum(axle.load_kg * axle.at_cm for axle in item.axles), load)
    return half_up(item.width_cm if turned else item.length_cm, 2)
