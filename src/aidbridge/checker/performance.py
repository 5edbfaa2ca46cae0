"""What an aircraft can do on a leg: fuel within tanks and masses (F2), runways within its needs (F3)."""

import math

from ..model.fleet import AircraftType
from ..model.places import Airfield
from ..model.plan import Leg
from ..physics.fuel import FuelError, leg_fuel, trip_fuel_kg
from ..physics.geodesy import distance_km
from ..physics.runway import landing_runway_m, takeoff_runway_m
from .docket import Docket
from .items import facts_of
from .world import Flight, World


def fuel_is_enough(world: World, docket: Docket) -> None:
    """F2 Trip fuel, contingency, alternate and final reserve fit the tanks and the take-off mass."""
    for flight in world.flights:
        leg, type = flight.leg, world.type_of(flight.sortie.tail)
        payload = _payload(world, docket, leg)
        if type is None:
            continue
        _alternate(world, docket, leg)
        fields = ("oew_kg", "mtow_kg", "mlw_kg", "max_fuel_kg", "cruise_tas_kmh")
        facts = facts_of("aircraft", type, type.id, *fields)
        docket.rests_on(leg.id, "fuel", facts | {f"aircraft:{type.id}.payload_range": type.payload_range or None})
        _parts(world, docket, leg, type, payload)
        _masses(docket, leg, type, payload)


def alternate_km(world: World, leg: Leg) -> float:
    """From the leg's destination to its alternate; the policy's distance where it names none that we know."""
    return aside_km(world, leg.destination)


def aside_km(world: World, airfield: str) -> float:
    """From an airfield to its alternate; the policy's distance where it names none that we know."""
    there = world.airfields.get(airfield)
    other = world.airfields.get(there.alternate or "") if there else None
    if there is None or other is None:
        return world.mission.policy.fuel.alternate_km
    return distance_km((there.lat, there.lon), (other.lat, other.lon))


def _payload(world: World, docket: Docket, leg: Leg) -> int:
    load = world.loads.get(leg.load or "")
    payload = world.payload_kg(load) if load else 0
    docket.equal(leg.id, "payload", leg.payload_kg, payload, "kg")
    return payload


def _alternate(world: World, docket: Docket, leg: Leg) -> None:
    there = world.airfields.get(leg.destination)
    due = there.alternate if there and there.alternate in world.airfields else None
    docket.require(leg.alternate == due, leg.id, "alternate", leg.alternate, due, airfield=leg.destination)


def _parts(world: World, docket: Docket, leg: Leg, type: AircraftType, payload: int) -> None:
    """Each part at least what the policy asks; the trip lands with all the reserves that the leg carries."""
    route, policy = world.routes.get(leg.route), world.mission.policy.fuel
    if route is None or type.oew_kg is None:
        return
    aside = alternate_km(world, leg)
    fuel = leg.fuel
    reserves = fuel.contingency_kg + fuel.alternate_kg + fuel.final_reserve_kg
    try:
        due = leg_fuel(type, route.distance_km, payload, aside, policy)
        trip = trip_fuel_kg(type, route.distance_km, type.oew_kg + payload + reserves)
    except FuelError as error:
        docket.unproven(leg.id, "fuel", error.facts)
        return
    for part, value, limit in (
        ("trip", fuel.trip_kg, trip),
        ("contingency", fuel.contingency_kg, math.ceil(policy.contingency * trip)),
        ("alternate", fuel.alternate_kg, due.alternate_kg),
        ("final_reserve", fuel.final_reserve_kg, due.final_reserve_kg),
        ("taxi", fuel.taxi_kg, due.taxi_kg),
    ):
        docket.enough(leg.id, "fuel", value, limit, "kg", part=part)


def _masses(docket: Docket, leg: Leg, type: AircraftType, payload: int) -> None:
    block = leg.fuel.block_kg
    if type.max_fuel_kg is not None:
        docket.at_most(leg.id, "tanks", block, type.max_fuel_kg, "kg")
    if type.oew_kg is None:
        return
    takeoff = math.ceil(type.oew_kg) + payload + block - leg.fuel.taxi_kg
    landing = takeoff - leg.fuel.trip_kg
    docket.equal(leg.id, "takeoff_stated", leg.takeoff_mass_kg, takeoff, "kg")
    docket.equal(leg.id, "landing_stated", leg.landing_mass_kg, landing, "kg")
    if type.mtow_kg is not None:
        docket.at_most(leg.id, "takeoff_mass", takeoff, type.mtow_kg, "kg")
    if type.mlw_kg is not None:
        docket.at_most(leg.id, "landing_mass", landing, type.mlw_kg, "kg")


def runways_are_enough(world: World, docket: Docket) -> None:
    """F3 Runway length, width and strength fit the aircraft at its mass, by airfield elevation and temperature."""
    for flight in world.flights:
        type, leg = world.type_of(flight.sortie.tail), flight.leg
        here, there = world.airfields.get(leg.origin), world.airfields.get(leg.destination)
        if type is None or type.oew_kg is None:
            continue
        takeoff = math.ceil(type.oew_kg) + _mass_aboard(world, flight)
        landing = takeoff - leg.fuel.trip_kg
        policy = world.mission.policy.runway
        if here is not None:
            needed = takeoff_runway_m(type, takeoff, here.elevation_m, here.temperature_c, policy)
            _length(docket, leg, type, here, needed, ("runway_takeoff_m", "mtow_kg"))
            _surface(world, docket, leg, type, here, takeoff)
        if there is not None:
            needed = landing_runway_m(type, landing, there.elevation_m, there.temperature_c, policy)
            _length(docket, leg, type, there, needed, ("runway_landing_m", "mlw_kg"))
            _surface(world, docket, leg, type, there, landing)


def _mass_aboard(world: World, flight: Flight) -> int:
    """Payload and fuel at take-off."""
    load = world.loads.get(flight.leg.load or "")
    return (world.payload_kg(load) if load else 0) + flight.leg.fuel.block_kg - flight.leg.fuel.taxi_kg


def _length(docket: Docket, leg: Leg, type: AircraftType, field: Airfield, needed_m: float | None, fields: tuple[str, ...]) -> None:
    facts = facts_of("aircraft", type, type.id, *fields) | facts_of("airfield", field, field.icao, "runway_m", "elevation_m")
    known = docket.rests_on(leg.id, "length", facts)
    if needed_m is not None:
        docket.at_least(leg.id, "length", field.runway_m, round(needed_m, 3), "m", airfield=field.icao, aircraft=type.id)
    elif known:
        # The correction for height and heat is beyond its use: the site needs a study of its own.
        docket.unproven(leg.id, "length", (f"airfield:{field.icao}.elevation_m", f"airfield:{field.icao}.temperature_c"))


def _surface(world: World, docket: Docket, leg: Leg, type: AircraftType, field: Airfield, mass_kg: int) -> None:
    """Width and strength, told of the airfield."""
    widths = {f"airfield:{field.icao}.runway_width_m": field.runway_width_m} | facts_of("aircraft", type, type.id, "runway_width_m")
    docket.rests_on(field.icao, "width", widths)
    if field.runway_width_m is not None and type.runway_width_m is not None:
        docket.at_least(field.icao, "width", field.runway_width_m, type.runway_width_m, "m", leg=leg.id, aircraft=type.id)
    key = f"airfield:{field.icao}.strength"
    stated = world.resolved.fact(key)
    limit = stated.value if stated is not None and not isinstance(stated.value, bool | str) else None
    docket.rests_on(field.icao, "strength", {key: limit})
    if limit is not None:
        docket.at_most(field.icao, "strength", mass_kg, limit, "kg", leg=leg.id)
