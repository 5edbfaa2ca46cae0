"""An aircraft type's hold in whole centimetres and kilograms, as the loads of one leg may use it."""

import math
from dataclasses import dataclass

from ...model.fleet import AircraftType
from ...model.policy import HoldPolicy
from ...model.resolved import Item, Resolved
from ...physics.fuel import FuelError, allowable_payload_kg
from ...physics.geodesy import distance_km
from ...physics.seats import ROLLING


@dataclass(frozen=True, slots=True)
class Gaps:
    """Distances kept in the hold (rules L2 and L3), in cm."""

    vehicle_cm: int
    cargo_cm: int
    roof_cm: int

    @classmethod
    def of(cls, policy: HoldPolicy) -> "Gaps":
        return cls(up_cm(policy.vehicle_gap_m), up_cm(policy.cargo_gap_m), up_cm(policy.roof_gap_m))

    @property
    def widest_cm(self) -> int:
        return max(self.vehicle_cm, self.cargo_cm)

    def around(self, item: Item) -> int:
        """What `item` keeps clear to others like it and to the side walls; between two items the larger gap holds."""
        return self.vehicle_cm if item.kind in ROLLING else self.cargo_cm


@dataclass(frozen=True, slots=True)
class Hold:
    """Limits of one type on one leg. `None` means that the limit is not known and is not applied here; the checker then calls
    the rule not provable. A type without a floor (`length_cm` 0) carries only persons."""

    type: str
    length_cm: int
    width_cm: int
    height_cm: int | None
    door_width_cm: int | None
    door_height_cm: int | None
    payload_kg: int
    structural_kg: int
    """The largest payload on any leg."""
    troop_seats: int
    cabin_seats: int
    balance_cm: tuple[int, int] | None
    axle_limit_kg: float | None
    floor_limit_kg_m2: float | None
    running_load_kg_m: float | None
    item_limit_kg: float | None
    gaps: Gaps

    @property
    def seats(self) -> int:
        """Persons that may sit when the floor is empty."""
        return self.troop_seats + self.cabin_seats

    def seats_with(self, free_cm: int) -> int:
        """Persons that may sit when so much of the floor's length is free (rule L7, as in `physics.seats`)."""
        return self.cabin_seats + (self.troop_seats * free_cm // self.length_cm if self.length_cm else 0)

    @property
    def target_cm(self) -> int:
        """Where the centre of gravity is best: the middle of the balance window, or of the floor where there is none."""
        return sum(self.balance_cm) // 2 if self.balance_cm else self.length_cm // 2


def hold_of(resolved: Resolved, type_id: str, origin: str, destination: str) -> Hold:
    """The hold of a type on the leg between two airfields. Raises KeyError for a type that is not resolved."""
    type = resolved.aircraft_type(type_id)
    has_floor = type.hold_length_m is not None and type.hold_width_m is not None
    window = None
    if type.balance_from_m is not None and type.balance_to_m is not None:
        window = (math.ceil(round(type.balance_from_m * 100, 6)), math.floor(round(type.balance_to_m * 100, 6)))
    structural = math.floor(min(type.max_payload_kg, (type.mzfw_kg or math.inf) - (type.oew_kg or 0)))
    return Hold(
        type=type_id,
        length_cm=_down_cm(type.hold_length_m) or 0 if has_floor else 0,
        width_cm=_down_cm(type.hold_width_m) or 0 if has_floor else 0,
        height_cm=_down_cm(type.hold_height_m),
        door_width_cm=_down_cm(type.door_width_m),
        door_height_cm=_down_cm(type.door_height_m),
        payload_kg=min(structural, _allowed_kg(resolved, type, origin, destination, structural)),
        structural_kg=structural,
        troop_seats=type.troop_seats or 0,
        cabin_seats=type.seats_beside_cargo or 0,
        balance_cm=window,
        axle_limit_kg=type.axle_limit_kg,
        floor_limit_kg_m2=type.floor_limit_kg_m2,
        running_load_kg_m=type.running_load_kg_m,
        item_limit_kg=type.single_item_limit_kg,
        gaps=Gaps.of(resolved.mission.policy.hold),
    )


def up_cm(metres: float) -> int:
    """Metres in whole centimetres, rounded up."""
    return math.ceil(round(metres * 100, 6))


def _down_cm(metres: float | None) -> int | None:
    return None if metres is None else math.floor(round(metres * 100, 6))


def _allowed_kg(resolved: Resolved, type: AircraftType, origin: str, destination: str, structural_kg: int) -> int:
    """What fuel allows on the longest way of the leg, so that a load may fly either. Where there is no way, or its fuel
    cannot be reckoned, that is for the flights to say, and only the structure limits here."""
    ways = [route.distance_km for route in resolved.routes if (route.origin, route.destination) == (origin, destination)]
    if not ways:
        return structural_kg
    try:
        return max(allowable_payload_kg(type, max(ways), _alternate_km(resolved, destination), resolved.mission.policy.fuel), 0)
    except FuelError:
        return structural_kg


def _alternate_km(resolved: Resolved, destination: str) -> float:
    field = resolved.airfield(destination)
    known = {airfield.icao: (airfield.lat, airfield.lon) for airfield in resolved.airfields}
    if field.alternate in known:
        return distance_km(known[destination], known[field.alternate])
    return resolved.mission.policy.fuel.alternate_km
