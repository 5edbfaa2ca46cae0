"""Payload, range and fuel with reserves, by the Breguet equation.

A leg of R km burns fuel so that take-off mass = landing mass x exp(R / K). K, the range constant in km, gathers speed, lift
over drag and specific consumption (Breguet; Anderson, Introduction to Flight, the chapter on performance). It is derived,
status `derived`, from the first corner of the payload-range diagram, the range at the largest payload:

- the aircraft takes off there with all the fuel that the take-off mass and the tanks allow;
- the published range leaves the reserves of the default `FuelPolicy` untouched, whatever a mission's own policy is. The
  sources do not state their reserves: with larger ones K would be larger, with smaller ones smaller. For the Il-76MD this
  reading burns 8.8 t an hour on the way, beside the 9 t that are usually told (estimate).

The further corners, most of them recalled, judge K: the masses alone allow 99 % of the A400M's second corner, 87 % of the
An-124's and 73 % of the Il-76MD's last. They limit the payload as a polyline beside the masses, so that each leg stands
under the stricter of the two.
"""

import math
from functools import lru_cache
from itertools import pairwise

from ..model.errors import AidbridgeError
from ..model.fleet import AircraftType
from ..model.plan import Fuel
from ..model.policy import FuelPolicy

KEROSENE_KM = 43.1e6 / 9.80665 / 1000
"""Energy of a kilogram of jet fuel over its weight, in km (net heat of combustion 43.1 MJ/kg)."""
BEST_EFFICIENCY_X_GLIDE = 8.0
"""Overall propulsive efficiency times lift over drag that no aircraft in service exceeds (0.40 x 20; engineering estimate)."""
LONGEST_K_KM = KEROSENE_KM * BEST_EFFICIENCY_X_GLIDE
"""A larger range constant is not physical: the figures it rests on contradict each other."""

ROUNDING_KG = 10
"""Left free at the corner, so that rounding each part of the fuel up to a kilogram does not push the corner out of reach."""


class FuelError(AidbridgeError):
    """The fuel of a leg cannot be reckoned; `facts` are the keys of the figures that are missing or contradict each other."""

    def __init__(self, message: str, facts: tuple[str, ...] = ()) -> None:
        self.facts = facts
        super().__init__(message)


@lru_cache(maxsize=256)
def range_constant_km(type: AircraftType) -> float:
    """The Breguet range constant K in km; see the module for how it is derived.

    Raises FuelError where a figure is missing, or where the figures contradict each other.
    """
    oew, mtow = _known(type, "oew_kg"), _known(type, "mtow_kg")
    if not type.payload_range:
        raise _missing(type, ("payload_range",))
    corner = type.payload_range[0]
    zero_fuel = oew + corner.payload_kg
    takeoff = min(mtow, zero_fuel + (type.max_fuel_kg or math.inf))
    shortest = corner.range_km / math.log(takeoff / zero_fuel) if takeoff > zero_fuel else math.inf
    if shortest <= LONGEST_K_KM and _takeoff_kg(type, corner.range_km, zero_fuel, LONGEST_K_KM) <= takeoff:
        return _bisect(type, corner.range_km, zero_fuel, takeoff, shortest)
    keys = tuple(f"aircraft:{type.id}.{field}" for field in ("oew_kg", "mtow_kg", "max_fuel_kg", "payload_range"))
    raise FuelError(
        f"aircraft {type.id}: {max(takeoff - zero_fuel, 0):.0f} kg of fuel for {corner.range_km:.0f} km and reserves with "
        f"{corner.payload_kg:.0f} kg of payload: no aircraft does that, so these contradict each other: {', '.join(keys)}. "
        "Correct them by an assumption or choose another type",
        keys,
    )


def trip_fuel_kg(type: AircraftType, km: float, landing_mass_kg: float) -> int:
    """Fuel in kg, rounded up, to fly `km` and land with `landing_mass_kg` (reserves included). Raises FuelError."""
    return _trip_kg(range_constant_km(type), km, landing_mass_kg)


def leg_fuel(type: AircraftType, km: float, payload_kg: float, alternate_km: float, policy: FuelPolicy) -> Fuel:
    """Fuel of a leg of `km` with `payload_kg`, from the end backwards, each part rounded up to kg.

    The final reserve is `policy.final_reserve_min` of flying at cruising speed (holding burns no more), above the zero-fuel
    mass; the alternate is `alternate_km` from the destination, landing with the final reserve; the contingency is a share
    of the trip fuel; the trip lands with all three on board (ICAO Annex 6 Part I, 4.3.6). Raises FuelError, also where no
    amount of fuel is enough.
    """
    trip, contingency, alternate, final = _parts_kg(type, km, payload_kg, alternate_km, policy)
    if math.isinf(trip):
        raise FuelError(
            f"aircraft {type.id}: {km:.0f} km with {policy.contingency:.0%} contingency: no amount of fuel is enough "
            f"(range constant {range_constant_km(type):.0f} km). Shorten the leg or lower policy.fuel.contingency"
        )
    return Fuel(
        trip_kg=int(trip),
        contingency_kg=int(contingency),
        alternate_kg=alternate,
        final_reserve_kg=final,
        taxi_kg=math.ceil(policy.taxi_kg),
    )


def allowable_payload_kg(type: AircraftType, km: float, alternate_km: float, policy: FuelPolicy) -> int:
    """The largest payload in whole kg that a leg of `km` allows; -1 where the type cannot fly it even empty.

    Limits: the largest payload, the zero-fuel mass where one is known (else the largest payload stands for it), the
    take-off and landing masses, the tanks, the payload-range diagram. Raises FuelError naming every figure that is missing.
    """
    needed = ("oew_kg", "mtow_kg", "mlw_kg", "max_fuel_kg", "payload_range")
    missing = tuple(field for field in needed if not getattr(type, field))
    if missing:
        raise _missing(type, missing)
    structural = min(type.max_payload_kg, (type.mzfw_kg or math.inf) - _known(type, "oew_kg"), diagram_payload_kg(type, km))
    low, high = -1, math.floor(structural)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(type, km, middle, alternate_km, policy):
            low = middle
        else:
            high = middle - 1
    return low


def diagram_payload_kg(type: AircraftType, km: float) -> float:
    """What the payload-range diagram allows at `km`: straight between its corners. Raises FuelError where there is none.

    Beyond the last corner the last payload stands (the masses limit further), up to the ferry range where one is known;
    beyond a corner without payload, or the ferry range, nothing flies: -1.
    """
    if not type.payload_range:
        raise _missing(type, ("payload_range",))
    corners = type.payload_range
    if km <= corners[0].range_km:
        return corners[0].payload_kg
    for near, far in pairwise(corners):
        if km <= far.range_km:
            share = (km - near.range_km) / (far.range_km - near.range_km)
            return near.payload_kg + share * (far.payload_kg - near.payload_kg)
    furthest = math.inf if corners[-1].payload_kg else corners[-1].range_km
    return corners[-1].payload_kg if km <= min(furthest, type.ferry_range_km or furthest) else -1


def _fits(type: AircraftType, km: float, payload_kg: float, alternate_km: float, policy: FuelPolicy) -> bool:
    trip, *reserves = _parts_kg(type, km, payload_kg, alternate_km, policy)
    landing = _known(type, "oew_kg") + payload_kg + sum(reserves)
    return (
        landing + trip <= _known(type, "mtow_kg")
        and landing <= _known(type, "mlw_kg")
        and trip + sum(reserves) + math.ceil(policy.taxi_kg) <= _known(type, "max_fuel_kg")
    )


def _parts_kg(
    type: AircraftType, km: float, payload_kg: float, alternate_km: float, policy: FuelPolicy
) -> tuple[float, float, int, int]:
    """Trip, contingency, alternate and final reserve; the first two infinite where no fuel is enough."""
    constant = range_constant_km(type)
    zero_fuel = _known(type, "oew_kg") + payload_kg
    final = _trip_kg(constant, type.cruise_tas_kmh * policy.final_reserve_min / 60, zero_fuel)
    alternate = _trip_kg(constant, alternate_km, zero_fuel + final)
    return *_trip_and_contingency(constant, km, zero_fuel + final + alternate, policy.contingency), alternate, final


def _trip_kg(constant_km: float, km: float, landing_mass_kg: float) -> int:
    return math.ceil(landing_mass_kg * math.expm1(km / constant_km))


def _trip_and_contingency(constant_km: float, km: float, base_kg: float, share: float) -> tuple[float, float]:
    """Trip fuel and contingency, each of which must be carried for the other; infinite where they never meet.

    With e = exp(km / K) - 1 the trip burns (base + share x trip) x e, so that trip = base x e / (1 - share x e).
    """
    growth = math.expm1(km / constant_km)
    if share * growth >= 1:
        return math.inf, math.inf
    contingency = math.ceil(share * base_kg * growth / (1 - share * growth))
    while True:
        trip = _trip_kg(constant_km, km, base_kg + contingency)
        enough = math.ceil(share * trip)
        if enough <= contingency:
            return trip, contingency
        contingency = enough


def _takeoff_kg(type: AircraftType, km: float, zero_fuel_kg: float, constant_km: float) -> float:
    """Take-off mass of a leg with the default reserves, unrounded, for a trial range constant."""
    policy = FuelPolicy()
    aside = policy.alternate_km + type.cruise_tas_kmh * policy.final_reserve_min / 60
    growth = math.expm1(km / constant_km)
    if policy.contingency * growth >= 1:
        return math.inf
    landing = zero_fuel_kg * math.exp(aside / constant_km)
    return landing * (1 + (1 + policy.contingency) * growth / (1 - policy.contingency * growth))


def _bisect(type: AircraftType, km: float, zero_fuel_kg: float, takeoff_kg: float, shortest_km: float) -> float:
    """The range constant with which the corner's take-off mass is just met."""
    low, high = shortest_km, LONGEST_K_KM
    while high - low > 1e-7 * high:
        middle = (low + high) / 2
        if _takeoff_kg(type, km, zero_fuel_kg, middle) > takeoff_kg - ROUNDING_KG:
            low = middle
        else:
            high = middle
    return high


def _known(type: AircraftType, field: str) -> float:
    value: float | None = getattr(type, field)
    if value is None:
        raise _missing(type, (field,))
    return value


def _missing(type: AircraftType, fields: tuple[str, ...]) -> FuelError:
    keys = tuple(f"aircraft:{type.id}.{field}" for field in fields)
    return FuelError(f"aircraft {type.id}: not known: {', '.join(keys)}. Give them by an assumption or choose another type", keys)
