"""Where a load's centre of gravity lies, and the aircraft's with it (L6)."""

from collections.abc import Iterator

from ..model.facts import Scalar
from ..model.fleet import AircraftType
from ..model.plan import Load
from ..model.resolved import Item
from ..physics.envelope import State, aircraft_state, has_envelope, lateral_kg_m
from ..physics.fuel import FuelError, leg_fuel
from .docket import Docket
from .items import facts_of, floor_cm, half_up, item_facts
from .performance import aside_km
from .world import World


def balance_holds(world: World, docket: Docket) -> None:
    """L6 The centre of gravity lies inside the load's band, and at zero fuel, take-off and landing inside the aircraft's envelope
    for its mass. A type needs one of the two; the load's moment about the centre line stays within its limit where there is one."""
    for load in world.plan.loads:
        type, centre = world.types.get(load.aircraft_type), centre_cm(world, load)
        if type is None or centre is None:
            continue
        for stood in world.standing(load):
            docket.rests_on(load.id, "balance", item_facts(stood.item, "mass_kg"))
        if has_envelope(type):
            _envelope(world, docket, load, type, centre)
        if not has_envelope(type) or type.balance_from_m is not None:
            _band(docket, load, type, centre)
        if type.lateral_limit_kg_m is not None:
            _lateral(world, docket, load, type, type.lateral_limit_kg_m)


def _band(docket: Docket, load: Load, type: AircraftType, centre: int) -> None:
    known = docket.rests_on(load.id, "balance", facts_of("aircraft", type, type.id, "balance_from_m", "balance_to_m"))
    if known and type.balance_from_m is not None and type.balance_to_m is not None:
        docket.at_least(load.id, "balance", centre, round(type.balance_from_m * 100, 6), "cm", what="forward")
        docket.at_most(load.id, "balance", centre, round(type.balance_to_m * 100, 6), "cm", what="aft")


def _envelope(world: World, docket: Docket, load: Load, type: AircraftType, centre: int) -> None:
    docket.rests_on(load.id, "envelope", facts_of("aircraft", type, type.id, "oew_kg", "oew_arm_m"))
    docket.rests_on(load.id, "envelope", {f"aircraft:{type.id}.envelope": True})
    persons = world.persons_kg(load)
    if persons and type.seats_arm_m is not None:
        docket.rests_on(load.id, "envelope", facts_of("aircraft", type, type.id, "seats_arm_m"))
    floor = world.payload_kg(load) - persons
    for when, fuel in (("zero_fuel", 0), *_fuels(world, docket, load, type)):
        if fuel:
            docket.rests_on(load.id, "envelope", {f"aircraft:{type.id}.fuel_arm": True if type.fuel_arm else None})
        state = aircraft_state(type, floor, centre, persons, fuel)
        if state is None:
            mass = (type.oew_kg or 0) + floor + persons + fuel
            docket.at_most(load.id, "envelope_mass", mass, max(row.mass_kg for row in type.envelope), "kg", when=when)
        else:
            _inside(docket, load, state, when)


def _inside(docket: Docket, load: Load, state: State, when: str) -> None:
    least, most = round(state.least_m * 100, 6), round(state.most_m * 100, 6)
    told: dict[str, Scalar] = {"when": when, "mass_kg": round(state.mass_kg)}
    docket.at_least(load.id, "envelope", least, round(state.forward_m * 100, 6), "cm", what="forward", **told)
    docket.at_most(load.id, "envelope", most, round(state.aft_m * 100, 6), "cm", what="aft", **told)


def _fuels(world: World, docket: Docket, load: Load, type: AircraftType) -> Iterator[tuple[str, int]]:
    """Fuel aboard at take-off and landing: of the leg that is flown, or, for loads on no flight, of each way that is resolved."""
    for flight in world.flown.get(load.id, ()):
        takeoff = flight.leg.fuel.block_kg - flight.leg.fuel.taxi_kg
        yield from (("takeoff", takeoff), ("landing", takeoff - flight.leg.fuel.trip_kg))
    if world.flights_known:
        return
    for route in world.resolved.routes:
        if (route.origin, route.destination) == (load.origin, load.destination):
            try:
                aside = aside_km(world, load.destination)
                fuel = leg_fuel(type, route.distance_km, world.payload_kg(load), aside, world.mission.policy.fuel)
            except FuelError as error:
                docket.unproven(load.id, "envelope", error.facts)
            else:
                takeoff = fuel.block_kg - fuel.taxi_kg
                yield from (("takeoff", takeoff), ("landing", takeoff - fuel.trip_kg))


def _lateral(world: World, docket: Docket, load: Load, type: AircraftType, limit: float) -> None:
    docket.rests_on(load.id, "lateral", facts_of("aircraft", type, type.id, "lateral_limit_kg_m", "hold_width_m"))
    masses = [
        (stood.item.mass_kg, stood.y_cm + _own_centre_across_cm(stood.item, stood.turned, stood.y_to_cm - stood.y_cm))
        for stood in world.standing(load)
    ]
    docket.at_most(load.id, "lateral", lateral_kg_m(masses, floor_cm(type.hold_width_m or 0)), limit, "kg m")


def centre_cm(world: World, load: Load) -> int | None:
    """Centre of gravity of the floor load from the front of the hold, half a centimetre rounded up; None for an empty floor.

    A vehicle's own centre follows from its axle loads; anything else, and a vehicle that stands across, is taken at its middle,
    unless its own centre is stated.
    """
    moment = mass = 0
    for placement in load.placements:
        item = world.items.get(placement.item)
        if item is not None and item.kind != "persons":
            moment += item.mass_kg * (placement.x_cm + _own_centre_cm(item, placement.turned))
            mass += item.mass_kg
    return half_up(moment, mass) if mass else None


def _own_centre_cm(item: Item, turned: bool) -> int:
    stated = item.centre_y_cm if turned else item.centre_x_cm
    if stated is not None:
        return stated
    load = sum(axle.load_kg for axle in item.axles)
    if load and not turned:
        return half_up(sum(axle.load_kg * axle.at_cm for axle in item.axles), load)
    return half_up(item.width_cm if turned else item.length_cm, 2)


def _own_centre_across_cm(item: Item, turned: bool, across_cm: int) -> float:
    stated = item.centre_x_cm if turned else item.centre_y_cm
    return across_cm / 2 if stated is None else stated
