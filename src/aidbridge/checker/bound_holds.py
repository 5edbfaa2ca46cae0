"""The argument `hold_weights`: weights of items of which no hold carries more than it is worth.

For each type the certificate states the most weight that one hold carries. What a hold can carry is measured by sums that no load
exceeds, and this file tries all sets of items within them:

- Floor. Each item with half its gap on every side lies on a floor of (L + the largest gap) x (W - the smallest gap): no gap at the
  ends, a whole one at each wall; where only one side is scaled, rows across it keep their whole gaps. Under a scale for lengths
  and one for widths (what fits side by side still does) the areas add up to no more than limit x limit: Fekete and Schepers 1997,
  On more-dimensional packing II. Turned items count as they stand.
- Persons. Where all seats stand in the hold, they take so many per length of it that nothing blocks over the whole width (L7).
- The ramp, where items may stand on it in flight: a floor of its own, with its own limit of mass.
- Seats of an empty hold, and the structural payload.

With w the weights, K_t the most of type t, c_t its cost, n_t how many there are and s the scale, the loads cost at least
(sum w - sum n_t max(0, K_t - s c_t)) / s, and a multiple of what the costs have in common.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ..model.fleet import AircraftType
from ..model.plan import Bound
from ..model.policy import HoldPolicy
from ..model.resolved import Item
from ..physics.hold_heights import highest_cm
from .bound_items import flying, least_gap_cm, malformed, ramp_in_use, types_that_fly
from .certificate import Certificate, is_count, whole_numbers
from .docket import Docket
from .heaviest import Limits, Search, Thing, TooLong
from .items import floor_cm, gap_cm
from .scales import Rooms, Scale, scale_of
from .world import ROLLING, World


class Floor(NamedTuple):
    """Scales for lengths and widths by which the floor, or the ramp, is measured."""

    along: Scale
    across: Scale
    ramp: bool


class Way(NamedTuple):
    """What an item with half its gap on every side takes of the floor, or of the ramp, in cm."""

    along: int
    across: int
    ramp: bool
    rolls: bool


class Room(NamedTuple):
    """The floor, and the ramp if any, and the gaps that items keep at least, in cm and kg."""

    length: int
    width: int
    ramp: int
    ramp_limit_kg: int
    least_gap: int
    largest_gap: int

    def along(self, ramp: bool, whole_gaps: bool) -> Rooms:
        """What items with half their gap at either end share of the length: no gap lies beyond the ends. In a row that keeps its
        whole gaps, cargo among vehicles leaves only its own gap beyond."""
        length = self.ramp if ramp else self.length
        if not length:
            return Rooms(0, 0, 0)
        less = self.least_gap if whole_gaps else self.largest_gap
        return Rooms(length + less, length + self.largest_gap, length + less)

    def across(self, whole_gaps: bool) -> Rooms:
        """The same of the width: a gap lies at each wall. In a row that keeps its whole gaps, of n + 1 gaps one more than there are
        vehicles is at least a vehicle's."""
        more = self.largest_gap if whole_gaps else self.least_gap
        return Rooms(self.width - self.least_gap, self.width - more, self.width - more)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a certificate says of one type."""

    most: int
    cost: Fraction
    loads: int | None
    floors: tuple[Floor, ...]
    prices: tuple[int, ...]
    """Of the floors, the seats, the ramp's load and the payload."""


def hold_weights(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """The loads, or their cost, that weights by item prove."""
    weights, scale, told = whole_numbers(certificate.get("weights")), certificate.get("scale"), certificate.get("types")
    if weights is None or not is_count(scale) or scale <= 0 or not isinstance(told, dict):
        malformed(docket, bound, "weights, scale and types")
        return None
    items = flying(world, docket, bound, weights)
    if items is None:
        return None
    claims: dict[str, Claim] = {}
    for type in types_that_fly(world):
        claim = _claim(told.get(type.id))
        if claim is None:
            malformed(docket, bound, f"types.{type.id}")
            return None
        claims[type.id] = claim
        if not _stands(world, docket, bound, type, claim, items, weights):
            return None
    return _proven(docket, bound, sum(weights.values()), scale, claims)


def cost_of(certificate: Certificate, types: list[str]) -> Fraction | None:
    """What loads of these types cost by the certificate; None where it does not say."""
    told = certificate.get("types")
    claims = [_claim(told.get(type)) for type in types] if isinstance(told, dict) else [None]
    return None if None in claims else sum((claim.cost for claim in claims if claim), Fraction(0))


def _proven(docket: Docket, bound: Bound, total: int, scale: int, claims: dict[str, Claim]) -> float | None:
    beyond = Fraction(0)
    for type, claim in claims.items():
        if bound.figure != "loading_cost":
            docket.require(claim.cost == 1, bound.figure, "cost", float(claim.cost), 1, type=type)
            if claim.cost != 1:
                return None
        over = claim.most - scale * claim.cost
        if over > 0 and claim.loads is None:
            docket.at_most(bound.figure, "hold", claim.most, float(scale * claim.cost), type=type)
            return None
        beyond += max(over, Fraction(0)) * (claim.loads or 0)
    if not claims:
        return 0.0
    step = _step([claim.cost for claim in claims.values()])
    return float(max(math.ceil((total - beyond) / scale / step), 0) * step)


def _step(costs: list[Fraction]) -> Fraction:
    """The largest amount of which every cost is a whole multiple."""
    whole = math.lcm(*(cost.denominator for cost in costs))
    return Fraction(math.gcd(*(int(cost * whole) for cost in costs)), whole)


def _claim(told: object) -> Claim | None:
    """A claim as the certificate states it; None for anything else."""
    if not isinstance(told, dict) or not isinstance(told.get("floors"), list | tuple):
        return None
    numbers = [told.get(name) for name in ("most", "cost_thousandths", "seats_price", "ramp_price", "mass_price")]
    prices = [floor.get("price") if isinstance(floor, dict) else None for floor in told["floors"]]
    loads = told.get("loads")
    if not all(is_count(number) and number >= 0 for number in (*numbers, *prices, *([] if loads is None else [loads]))):
        return None
    most, cost, *others = (number for number in numbers if is_count(number))
    floors = [_floor(floor) for floor in told["floors"]]
    read = tuple(floor for floor in floors if floor is not None)
    if cost <= 0 or len(read) < len(floors):
        return None
    return Claim(most, Fraction(cost, 1000), loads, read, (*(price for price in prices if is_count(price)), *others))


def _floor(told: object) -> Floor | None:
    if not isinstance(told, dict) or not isinstance(told.get("ramp"), bool):
        return None
    along, across = scale_of(told.get("along")), scale_of(told.get("across"))
    return Floor(along, across, told["ramp"]) if along and across else None


def _stands(
    world: World, docket: Docket, bound: Bound, type: AircraftType, claim: Claim, items: list[Item], weights: dict[str, int]
) -> bool:
    """Whether no hold of the type carries more than the claim, and there are no more loads than it says."""
    policy = world.mission.policy.hold
    if claim.loads is not None and not _so_few(world, docket, bound, type, claim.loads):
        return False
    room = _room(type, items, policy)
    for floor in claim.floors:
        along = room.along(floor.ramp, _is_measure(floor.across, room.across(whole_gaps=False)))
        across = room.across(_is_measure(floor.along, room.along(floor.ramp, whole_gaps=False)))
        for scale, rooms in ((floor.along, along), (floor.across, across)):
            worth = scale.most(rooms)
            if worth > scale.limit:
                docket.at_most(bound.figure, "floor", worth, scale.limit, type=type.id)
                return False
    for item in items:
        # What no type takes is reckoned to fly alone, so that its weight proves no more than one load.
        if weights[item.id] > claim.most and not any(_ways(item, other, policy) for other in types_that_fly(world)):
            docket.at_most(bound.figure, "hold", weights[item.id], claim.most, type=type.id)
            return False
    things, limits = _things(type, claim, items, weights, room, policy)
    try:
        heavy = Search(things, limits, claim.prices, claim.most).too_heavy()
    except TooLong:
        docket.broken(bound.figure, "too_long", type=type.id)
        return False
    docket.at_most(bound.figure, "hold", claim.most if heavy is None else heavy, claim.most, type=type.id)
    return heavy is None


def _so_few(world: World, docket: Docket, bound: Bound, type: AircraftType, loads: int) -> bool:
    """A plan without flights loads each aircraft once; where aircraft fly again, there may be any number of loads."""
    tails = sum(tail.type == type.id and world.accepted(tail.offer) for tail in world.mission.fleet)
    few = not world.plan.sorties and 0 < tails <= loads
    docket.require(few, bound.figure, "loads", loads, tails, type=type.id)
    return few


def _is_measure(scale: Scale, rooms: Rooms) -> bool:
    """Whether the scale is no more than the size itself: then each line across it is judged by itself, and keeps its whole gaps.
    Where lengths and widths are both scaled, only half gaps are sure."""
    return scale.is_plain and scale.limit >= max(rooms)


def _room(type: AircraftType, items: list[Item], policy: HoldPolicy) -> Room:
    gaps = [least_gap_cm(policy, item) for item in items if item.kind != "persons"]
    if not gaps or type.hold_length_m is None or type.hold_width_m is None:
        return Room(0, 0, 0, 0, 0, 0)
    return Room(floor_cm(type.hold_length_m), floor_cm(type.hold_width_m), *_ramp(type, policy), min(gaps), max(gaps))


def _ramp(type: AircraftType, policy: HoldPolicy) -> tuple[int, int]:
    """Length in cm and limit in kg of the ramp where items may stand on it in flight, else 0."""
    stretch = ramp_in_use(type, policy)
    return (stretch, math.floor(type.ramp_load_limit_kg or 0)) if stretch else (0, 0)


def _things(
    type: AircraftType, claim: Claim, items: list[Item], weights: dict[str, int], room: Room, policy: HoldPolicy
) -> tuple[list[Thing], Limits]:
    """What may go into the hold, items alike together, and the hold's limits."""
    shared = tuple(_shares_seats(type, floor, room) for floor in claim.floors)
    alike: dict[tuple[int, int, tuple[Way, ...]], list[int]] = {}
    for item in items:
        ways = _ways(item, type, policy)
        persons = item.persons if item.kind == "persons" else 0
        if ways and item.mass_kg <= _payload_kg(type) and persons <= _seats(type):
            alike.setdefault((weights[item.id], persons, ways), []).append(item.mass_kg)
    things, counts, masses = [], [], []
    for group, ((weight, persons, ways), kilograms) in enumerate(sorted(alike.items())):
        for way in ways:
            taken = (_taken(floor, way, persons, type, share) for floor, share in zip(claim.floors, shared, strict=True))
            things.append(Thing(weight, group, (*taken, persons, min(kilograms) if way.ramp else 0)))
        counts.append(len(kilograms))
        masses.append(tuple(sum(sorted(kilograms)[:n]) for n in range(len(kilograms) + 1)))
    troops = type.troop_seats or 0
    floors = [
        floor.along.limit * floor.across.limit * (troops if share else 1) for floor, share in zip(claim.floors, shared, strict=True)
    ]
    return things, Limits((*floors, _seats(type), room.ramp_limit_kg), tuple(counts), tuple(masses), _payload_kg(type))


def _shares_seats(type: AircraftType, floor: Floor, room: Room) -> bool:
    """Whether persons take length of this floor: all seats stand in the hold, none beside cargo, and lengths count as such."""
    seated = bool(type.troop_seats) and not type.seats_beside_cargo and type.seats_per_side_m is None and bool(type.hold_length_m)
    return seated and not floor.ramp and _is_measure(floor.along, room.along(False, whole_gaps=False))


def _taken(floor: Floor, way: Way, persons: int, type: AircraftType, shared: bool) -> int:
    """What one takes of a floor; persons take length over the whole width, where they share it."""
    if persons:
        return persons * floor_cm(type.hold_length_m or 0) * floor.across.limit if shared else 0
    if way.ramp != floor.ramp:
        return 0
    worth = floor.along.of(way.along, way.rolls) * floor.across.of(way.across, way.rolls)
    return worth * ((type.troop_seats or 0) if shared else 1)


def _ways(item: Item, type: AircraftType, policy: HoldPolicy) -> tuple[Way, ...]:
    """How an item may stand by its length, width and height; persons in a way of no size.

    Other rules may keep it out as well; leaving them aside proves less, never too much.
    """
    if item.kind == "persons":
        return (Way(0, 0, False, False),)
    if type.hold_length_m is None or type.hold_width_m is None:
        return ()
    highest = highest_cm(type)
    heights = (
        (item.height_cm + round(policy.roof_gap_m * 100, 6), highest),
        (item.height_cm, type.door_height_m and floor_cm(type.door_height_m)),
    )
    if any(limit is not None and height > limit for height, limit in heights):
        return ()
    sides = {(item.length_cm, item.width_cm), *([(item.width_cm, item.length_cm)] if item.turnable else [])}
    wide = floor_cm(type.hold_width_m) - 2 * gap_cm(policy, item)
    door = wide if type.door_width_m is None else min(wide, floor_cm(type.door_width_m))
    gap = least_gap_cm(policy, item)
    ramp, limit_kg = _ramp(type, policy)
    places = [(False, floor_cm(type.hold_length_m)), *([(True, ramp)] if ramp and item.mass_kg <= limit_kg else [])]
    rolls = item.kind in ROLLING
    return tuple(Way(a + gap, b + gap, on, rolls) for on, length in places for a, b in sorted(sides) if a <= length and b <= door)


def _payload_kg(type: AircraftType) -> int:
    return math.floor(min(type.max_payload_kg, (type.mzfw_kg or math.inf) - (type.oew_kg or 0)))


def _seats(type: AircraftType) -> int:
    return (type.troop_seats or 0) + (type.seats_beside_cargo or 0)
