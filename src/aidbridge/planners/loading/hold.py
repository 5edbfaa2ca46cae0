"""An aircraft type's hold in whole centimetres and kilograms, as the loads of one leg may use it."""

import math
from dataclasses import dataclass, field
from functools import lru_cache

from ...model.fleet import AircraftType
from ...model.policy import FuelPolicy, HoldPolicy, RestraintPolicy, Segregation
from ...model.resolved import Item, Resolved
from ...physics.envelope import has_envelope, load_window
from ...physics.floor import ramp_cm
from ...physics.fuel import FuelError, allowable_payload_kg, leg_fuel
from ...physics.geodesy import distance_km
from ...physics.restraint import restraint
from ...physics.seats import ROLLING
from ...physics.speed import flying_min
from ..stops import ways_by_ends, ways_with_stops


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
class Leg:
    """What fuel, restraint and segregation need to know: ways in km, how far the alternate is, the mission's policies."""

    ways_km: tuple[float, ...] = ()
    """All that may be flown with the load aboard: non-stop, and the hops of the way with stops."""
    farthest_km: float | None = None
    """The longest that the payload must allow; None where there is no way."""
    alternate_km: float = 0.0
    """The farthest of those on the way."""
    fuel: FuelPolicy = field(default_factory=FuelPolicy)
    hold: HoldPolicy = field(default_factory=HoldPolicy)
    restraint: RestraintPolicy = field(default_factory=RestraintPolicy)
    segregation: tuple[Segregation, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """Limits of one type on one leg. `None` means that the limit is not known and is not applied here; the checker then calls
    the rule not provable. A type without a floor (`length_cm` 0) carries only persons."""

    type: str
    length_cm: int
    """Of the floor, without the ramp."""
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
    """Where the floor load may balance whatever its mass; `balance_for` knows the envelope too."""
    axle_limit_kg: float | None
    floor_limit_kg_m2: float | None
    running_load_kg_m: float | None
    item_limit_kg: float | None
    gaps: Gaps
    noun: AircraftType | None = None
    """The type itself: what varies along the hold stands there."""
    leg: Leg = field(default_factory=Leg)
    ramp_cm: tuple[int, int] | None = None
    """From where to where items may stand on the ramp in flight; None where nothing may."""
    ramp_limit_kg: int = 0

    @property
    def seats(self) -> int:
        """Persons that may sit when the floor is empty."""
        return self.troop_seats + self.cabin_seats

    def seats_with(self, free_cm: int) -> int:
        """Persons that may sit when so much of the floor's length is free (rule L7, as in `physics.seats`), nobody beside cargo."""
        return self.cabin_seats + (self.troop_seats * free_cm // self.length_cm if self.length_cm else 0)

    @property
    def target_cm(self) -> int:
        """Where the centre of gravity is best: the middle of the balance window, or of the floor where there is none."""
        return sum(self.balance_cm) // 2 if self.balance_cm else self.length_cm // 2

    @property
    def seats_beside_cargo(self) -> bool:
        """Whether persons may sit beside cargo, so that free length says too little of the seats."""
        return self.noun is not None and self.noun.seats_per_side_m is not None

    @property
    def balances_by_mass(self) -> bool:
        """Whether the balance window depends on the load's mass."""
        return self.noun is not None and has_envelope(self.noun)

    def balance_for(self, floor_kg: int, persons_kg: int = 0) -> tuple[int, int] | None:
        """Where the centre of a floor load of so much may lie, with persons of so much aboard: at zero fuel, take-off and
        landing of every way of the leg (rule L6). None where nobody knows; first figure above second: nothing balances."""
        if not self.balances_by_mass or self.noun is None or floor_kg <= 0:
            return self.balance_cm
        fuels = _fuels_kg(self.noun, self.leg.ways_km, self.leg.alternate_km, self.leg.fuel, floor_kg + persons_kg)
        window = load_window(self.noun, floor_kg, persons_kg, fuels)
        if window is None:
            return None
        if window.low_cm > window.high_cm:
            return 1, 0
        return math.ceil(window.low_cm), math.floor(window.high_cm)

    @property
    def rings(self) -> int | None:
        """Tie-down rings, None where nobody knows."""
        return self.noun.rings if self.noun is not None else None

    def rings_for(self, item: Item) -> int:
        """Rings that the item needs to be restrained (rule L11); 0 for persons and where nobody knows how many there are."""
        if self.noun is None or self.noun.rings is None or item.kind == "persons":
            return 0
        needed = restraint(item.mass_kg, self.leg.restraint, self.noun.ring_limit_kg)
        return needed.devices if needed is not None else self.noun.rings + 1

    @property
    def by_place(self) -> bool:
        """Whether limits depend on where items stand, so that a finished arrangement is asked (`places.place_breaks`)."""
        noun = self.noun
        return noun is not None and bool(
            noun.floor_zones or noun.positions or noun.height_profile or noun.running_load_kg_m or noun.lateral_limit_kg_m
        )


def hold_of(resolved: Resolved, type_id: str, origin: str, destination: str) -> Hold:
    """The hold of a type on the leg between two airfields. Raises KeyError for a type that is not resolved."""
    type, policy = resolved.aircraft_type(type_id), resolved.mission.policy
    has_floor = type.hold_length_m is not None and type.hold_width_m is not None
    window = None
    if type.balance_from_m is not None and type.balance_to_m is not None:
        window = (math.ceil(round(type.balance_from_m * 100, 6)), math.floor(round(type.balance_to_m * 100, 6)))
    structural = math.floor(min(type.max_payload_kg, (type.mzfw_kg or math.inf) - (type.oew_kg or 0)))
    leg = _leg(resolved, type, origin, destination)
    ramp = ramp_cm(type, policy.hold.ramp_gap_m) if policy.hold.ramp_in_flight and type.ramp_load_limit_kg is not None else None
    return Hold(
        type=type_id,
        length_cm=_down_cm(type.hold_length_m) or 0 if has_floor else 0,
        width_cm=_down_cm(type.hold_width_m) or 0 if has_floor else 0,
        height_cm=_down_cm(type.hold_height_m),
        door_width_cm=_down_cm(type.door_width_m),
        door_height_cm=_down_cm(type.door_height_m),
        payload_kg=min(structural, _allowed_kg(type, leg, structural)),
        structural_kg=structural,
        troop_seats=type.troop_seats or 0,
        cabin_seats=type.seats_beside_cargo or 0,
        balance_cm=window,
        axle_limit_kg=type.axle_limit_kg,
        floor_limit_kg_m2=type.floor_limit_kg_m2,
        running_load_kg_m=type.running_load_kg_m,
        item_limit_kg=type.single_item_limit_kg,
        gaps=Gaps.of(policy.hold),
        noun=type,
        leg=leg,
        ramp_cm=ramp if has_floor else None,
        ramp_limit_kg=math.floor(type.ramp_load_limit_kg or 0),
    )


def up_cm(metres: float) -> int:
    """Metres in whole centimetres, rounded up."""
    return math.ceil(round(metres * 100, 6))


def _down_cm(metres: float | None) -> int | None:
    return None if metres is None else math.floor(round(metres * 100, 6))


def _leg(resolved: Resolved, type: AircraftType, origin: str, destination: str) -> Leg:
    """The leg of a lane for a type: non-stop, or with stops for fuel where more is carried in the same time so."""
    policy, routes = resolved.mission.policy, ways_by_ends(resolved)
    direct = [route.distance_km for route in routes.get((origin, destination), ())]
    alternate_km, farthest_km = _alternate_km(resolved, destination), max(direct, default=None)
    hops: tuple[float, ...] = ()
    most = _rate(resolved, type, (farthest_km,), alternate_km, direct) if farthest_km is not None else 0.0
    for way in ways_with_stops(resolved, routes, origin, destination):
        ways_km = tuple(route.distance_km for route in way)
        aside = max(_alternate_km(resolved, route.destination) for route in way)
        rate = _rate(resolved, type, ways_km, aside, direct or [sum(ways_km)])
        if rate > most:
            most, hops, alternate_km, farthest_km = rate, ways_km, aside, max(ways_km)
    return Leg(
        ways_km=tuple(sorted({*direct, *hops})),
        farthest_km=farthest_km,
        alternate_km=alternate_km,
        fuel=policy.fuel,
        hold=policy.hold,
        restraint=policy.restraint,
        segregation=resolved.segregation,
    )


def _rate(resolved: Resolved, type: AircraftType, ways_km: tuple[float, ...], alternate_km: float, back: list[float]) -> float:
    """Most kilograms a minute from one loading to the next by these hops, flying back empty without a stop; 0 where nothing can be
    carried or nobody can reckon it."""
    policy = resolved.mission.policy.fuel
    try:
        payload = allowable_payload_kg(type, max(ways_km), alternate_km, policy)
    except FuelError:
        return 0.0
    flying = sum(flying_min(type, km) for km in (*ways_km, min(back)))
    return max(payload, 0) / max(flying + (len(ways_km) - 1) * policy.stop_min, 1)


def _allowed_kg(type: AircraftType, leg: Leg, structural_kg: int) -> int:
    """What fuel allows on the longest that is flown of the leg, so that a load may fly either way. Where there is no way, or its
    fuel cannot be reckoned, that is for the flights to say, and only the structure limits here."""
    if leg.farthest_km is None:
        return structural_kg
    try:
        return max(allowable_payload_kg(type, leg.farthest_km, leg.alternate_km, leg.fuel), 0)
    except FuelError:
        return structural_kg


@lru_cache(maxsize=4096)
def _fuels_kg(
    type: AircraftType, ways_km: tuple[float, ...], alternate_km: float, policy: FuelPolicy, payload_kg: int
) -> tuple[int, ...]:
    """Fuel aboard at take-off and at landing of every way; none where it cannot be reckoned."""
    found: list[int] = []
    for km in ways_km:
        try:
            fuel = leg_fuel(type, km, payload_kg, alternate_km, policy)
        except FuelError:
            continue
        takeoff = fuel.block_kg - fuel.taxi_kg
        found += [takeoff, takeoff - fuel.trip_kg]
    return tuple(found)


def _alternate_km(resolved: Resolved, destination: str) -> float:
    alternate = resolved.airfield(destination).alternate
    known = {airfield.icao: (airfield.lat, airfield.lon) for airfield in resolved.airfields}
    if alternate in known:
        return distance_km(known[destination], known[alternate])
    return resolved.mission.policy.fuel.alternate_km
