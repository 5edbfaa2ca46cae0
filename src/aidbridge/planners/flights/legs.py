"""What one leg needs: fuel, masses and runways, or why it cannot be flown."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from ...model.fleet import AircraftType
from ...model.messages import Message
from ...model.places import Airfield
from ...model.plan import Fuel
from ...model.resolved import Resolved, Route
from ...physics.fuel import FuelError, allowable_payload_kg, leg_fuel
from ...physics.geodesy import distance_km
from ...physics.runway import landing_runway_m, takeoff_runway_m


@dataclass(frozen=True, slots=True)
class Hop:
    """A route with what flying it needs."""

    route: Route
    needs: "LegNeeds"


@dataclass(frozen=True, slots=True)
class LegNeeds:
    """Fuel and masses of a leg by one type with one payload on one route."""

    fuel: Fuel
    alternate: str | None
    takeoff_mass_kg: int
    landing_mass_kg: int

    @property
    def left_kg(self) -> int:
        """Fuel in the tanks after landing."""
        return self.fuel.block_kg - self.fuel.taxi_kg - self.fuel.trip_kg


def leg_needs(resolved: Resolved, type: AircraftType, route: Route, payload_kg: int) -> LegNeeds | Message:
    """Reckon a leg and hold it against the limits of type and airfields.

    A limit whose figure nobody knows rules nothing out here: the checker calls the leg not provable.
    """
    policy = resolved.mission.policy.fuel
    about = {"aircraft": type.id, "route": route.id}
    alternate, alternate_km = _alternate(resolved, route.destination)
    try:
        fuel = leg_fuel(type, route.distance_km, payload_kg, alternate_km, policy)
    except FuelError as error:
        return Message(key="flights.fuel_unknown", params=about | {"facts": ", ".join(error.facts), "reason": str(error)})
    try:
        allowable = allowable_payload_kg(type, route.distance_km, alternate_km, policy)
    except FuelError:
        allowable = payload_kg
    takeoff = ceil(type.oew_kg or 0) + payload_kg + fuel.block_kg - fuel.taxi_kg
    needs = LegNeeds(fuel, alternate, takeoff, takeoff - fuel.trip_kg)
    limits = (
        ("flights.too_much_fuel", fuel.block_kg, type.max_fuel_kg),
        ("flights.takeoff_too_heavy", takeoff, type.mtow_kg),
        ("flights.landing_too_heavy", needs.landing_mass_kg, type.mlw_kg),
        ("flights.payload_not_allowed", payload_kg, allowable),
    )
    for key, value, limit in limits:
        if limit is not None and value > limit:
            return Message(key=key, params=about | {"value": value, "limit": limit})
    return next(_runway_faults(resolved, type, route, needs), needs)


def _alternate(resolved: Resolved, destination: str) -> tuple[str | None, float]:
    """The destination's alternate and the way to it; none, with the policy's distance, where it names none we know."""
    field = resolved.airfield(destination)
    try:
        other = resolved.airfield(field.alternate) if field.alternate else None
    except KeyError:
        other = None
    if other is None:
        return None, resolved.mission.policy.fuel.alternate_km
    return other.icao, distance_km((field.lat, field.lon), (other.lat, other.lon))


def _runway_faults(resolved: Resolved, type: AircraftType, route: Route, needs: LegNeeds) -> Iterator[Message]:
    policy = resolved.mission.policy.runway
    origin, destination = resolved.airfield(route.origin), resolved.airfield(route.destination)
    takeoff_m = takeoff_runway_m(type, needs.takeoff_mass_kg, origin.elevation_m, origin.temperature_c, policy)
    landing_m = landing_runway_m(type, needs.landing_mass_kg, destination.elevation_m, destination.temperature_c, policy)
    yield from _runway(resolved, type, origin, takeoff_m, needs.takeoff_mass_kg)
    yield from _runway(resolved, type, destination, landing_m, needs.landing_mass_kg)


def _runway(resolved: Resolved, type: AircraftType, field: Airfield, needed_m: float | None, mass_kg: int) -> Iterator[Message]:
    about = {"aircraft": type.id, "airfield": field.icao}
    if needed_m is not None and field.runway_m < needed_m:
        yield Message(key="flights.runway_short", params=about | {"value": field.runway_m, "limit": ceil(needed_m)})
    if field.runway_width_m is not None and type.runway_width_m is not None and field.runway_width_m < type.runway_width_m:
        yield Message(key="flights.runway_narrow", params=about | {"value": field.runway_width_m, "limit": type.runway_width_m})
    strength = resolved.fact(f"airfield:{field.icao}.strength")
    if strength is not None and isinstance(strength.value, int | float) and strength.value < mass_kg:
        yield Message(key="flights.runway_weak", params=about | {"value": mass_kg, "limit": strength.value})
