"""Bounds and the certificates that prove them (P2)."""

import math
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import TypeGuard

from ..model.fleet import AircraftType
from ..model.plan import Bound
from ..model.policy import HoldPolicy
from ..model.resolved import Item
from .docket import EPSILON, Docket
from .earliest import earliest_work, least_unmet_weighted_h
from .items import floor_cm, gap_cm
from .world import ROLLING, World

Certificate = Mapping[str, object]
Proof = Callable[[World, Docket, Bound, Certificate], float | None]
"""The largest value that a certificate proves; None where it proves nothing, with the reason entered into the docket."""
LARGEST = 10**12
"""Numbers of a certificate beyond are not read."""
PHASES = {"loaded_sorties": "out", "loaded_sorties_home": "home"}


def bounds_are_proven(world: World, docket: Docket) -> None:
    """P2 A stated bound carries its certificate, which is verified here; one without is labelled trusted, with its solver."""
    stated = {bound.figure for bound in world.plan.bounds}
    docket.require("unmet_weighted_h" in stated, "unmet_weighted_h", "stated")
    if world.plan.figures.loaded_sorties:
        docket.require("loaded_sorties" in stated, "loaded_sorties", "stated")
    for bound in world.plan.bounds:
        _reached(world, docket, bound)
        proof = PROOFS.get(bound.name)
        if bound.certificate is None:
            docket.require(bool(bound.trusted), bound.figure, "without_certificate", name=bound.name)
        elif proof is None:
            docket.broken(bound.figure, "unknown_argument", bound.name)
        elif (bound.figure == "unmet_weighted_h") != (bound.name == "earliest_work"):
            docket.broken(bound.figure, "other_figure", bound.name)
        else:
            proven = proof(world, docket, bound, bound.certificate)
            if proven is not None:
                docket.at_most(bound.figure, "proven", bound.value, proven, name=bound.name)


def _reached(world: World, docket: Docket, bound: Bound) -> None:
    """No plan beats a bound; one of sorties speaks of plans that move everything, so a plan that leaves items behind may."""
    phase = PHASES.get(bound.figure)
    if phase is None or not any(left.phase == phase for left in world.plan.left_behind):
        reached = getattr(world.plan.figures, bound.figure)
        docket.at_least(bound.figure, "beaten", reached * (1 + EPSILON), bound.value, name=bound.name)


def queue_weights(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """Items of which no two can stand side by side queue along the hold; each hold takes at most `scale` of their weights."""
    weights, scale = _whole(certificate.get("weights")), certificate.get("scale")
    if weights is None or not _count(scale) or scale <= 0:
        _malformed(docket, bound, "weights and scale")
        return None
    items = _items(world, docket, bound, weights)
    types = _holds(world)
    if items is None or not types:
        return None if items is None else 0.0
    policy = world.mission.policy.hold
    for type in types:
        for one, two in combinations(items, 2):
            if _side_by_side(type, one, two, policy):
                docket.broken(bound.figure, "not_queueing", item=one.id, other=two.id, type=type.id)
                return None
        heaviest = _heaviest(type, items, weights, policy)
        docket.at_most(bound.figure, "scale", heaviest, scale, type=type.id)
        if heaviest > scale:
            return None
    return math.ceil(sum(weights.values()) / scale)


def _holds(world: World) -> list[AircraftType]:
    """The types of the fleet that fly for an accepted offer; without a hold no item goes in."""
    used = {tail.type for tail in world.mission.fleet if world.accepted(tail.offer)}
    return [type for id, type in sorted(world.types.items()) if id in used]


def _side_by_side(type: AircraftType, one: Item, two: Item, policy: HoldPolicy) -> bool:
    """Whether the two fit across the hold, turned or not."""
    room = floor_cm(type.hold_width_m or 0) - gap_cm(policy, one) - gap_cm(policy, two) - gap_cm(policy, one, two)
    return _narrow_cm(one) + _narrow_cm(two) <= room


def _narrow_cm(item: Item) -> int:
    return min(item.length_cm, item.width_cm) if item.turnable else item.width_cm


def _short_cm(item: Item) -> int:
    return min(item.length_cm, item.width_cm) if item.turnable else item.length_cm


def _heaviest(type: AircraftType, items: list[Item], weights: Mapping[str, int], policy: HoldPolicy) -> int:
    """The most weight that queues in one hold: a knapsack over centimetres.

    A queue of vehicles keeps one vehicle gap fewer than it has vehicles; one with cargo keeps a vehicle gap for each vehicle and
    one cargo gap fewer than it has cargo. So each item takes its length and its own gap, and the hold offers one gap more: a
    vehicle's where all are vehicles, else a piece of cargo's. An item too long for the hold is reckoned to fly alone.
    """
    gaps = {item.id: math.floor(_least_gap_cm(policy, item)) for item in items}
    hold = floor_cm(type.hold_length_m or 0)
    vehicles = [item for item in items if item.kind in ROLLING]
    cargo = [item for item in items if item.kind not in ROLLING]
    best = max(weights.values(), default=0)
    for queue, spare in ((vehicles, vehicles), (items, cargo or vehicles)):
        if spare:
            most = max(gaps[item.id] for item in spare)
            best = max(best, _knapsack([(_short_cm(i) + gaps[i.id], weights[i.id]) for i in queue], hold + most))
    return best


def _least_gap_cm(policy: HoldPolicy, item: Item) -> float:
    """What an item keeps clear at least whatever stands beside it: cargo beside a vehicle may keep the vehicle's gap alone."""
    least = min(policy.vehicle_gap_m, policy.cargo_gap_m)
    return gap_cm(policy, item) if item.kind in ROLLING else round(least * 100, 6)


def _knapsack(things: list[tuple[int, int]], room: int) -> int:
    """The most weight of things of (size, weight) that go into the room, each once."""
    most = [0] * (room + 1)
    for size, weight in things:
        for used in range(room, size - 1, -1):
            most[used] = max(most[used], most[used - size] + weight)
    return most[room]


def mass(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """All mass over the largest structural payload of a type."""
    most = max((min(t.max_payload_kg, (t.mzfw_kg or math.inf) - (t.oew_kg or 0)) for t in _holds(world)), default=0.0)
    return _sum(world, docket, bound, certificate, "masses_kg", "limit_kg", math.floor(most), lambda item: item.mass_kg)


def seats(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """All persons over the most seats of a type with an empty floor."""
    most = max(((t.troop_seats or 0) + (t.seats_beside_cargo or 0) for t in _holds(world)), default=0)
    return _sum(world, docket, bound, certificate, "persons", "limit_persons", most, lambda item: item.persons)


def area(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """All floor area with half a gap around each item over the largest floor; at the ends the outer halves lie beyond it."""
    policy = world.mission.policy.hold
    gap = math.ceil(max(policy.vehicle_gap_m, policy.cargo_gap_m) * 100)
    floors = [(floor_cm(t.hold_length_m or 0), floor_cm(t.hold_width_m or 0)) for t in _holds(world)]
    amounts = _whole(certificate.get("areas_cm2"))
    rolling = any(world.items[id].kind in ROLLING for id in amounts or () if id in world.items)
    beyond = gap if rolling else math.floor(round(policy.cargo_gap_m * 100, 6))
    most = max(((length + beyond) * width for length, width in floors if length), default=0)

    def taken(item: Item) -> int:
        around = math.floor(_least_gap_cm(policy, item))
        return (item.length_cm + around) * (item.width_cm + around)

    return _sum(world, docket, bound, certificate, "areas_cm2", "limit_cm2", most, taken)


def _sum(
    world: World,
    docket: Docket,
    bound: Bound,
    certificate: Certificate,
    what: str,
    limit: str,
    most: int,
    own: Callable[[Item], int],
) -> float | None:
    """The sum of amounts, none above the item's own, over a limit that no aircraft exceeds."""
    amounts, stated = _whole(certificate.get(what)), certificate.get(limit)
    if amounts is None or not _count(stated) or stated < 0:
        _malformed(docket, bound, f"{what} and {limit}")
        return None
    items = _items(world, docket, bound, amounts)
    if items is None:
        return None
    docket.at_least(bound.figure, "limit", stated, most if items else 0)
    for item in items:
        docket.at_most(bound.figure, "amount", amounts[item.id], own(item), item=item.id)
        if amounts[item.id] > own(item):
            return None
    if not stated or stated < most:
        return 0.0
    return math.ceil(sum(amounts.values()) / stated)


def _items(world: World, docket: Docket, bound: Bound, named: Mapping[str, int]) -> list[Item] | None:
    """The items that a certificate speaks of: each has to fly in the phase."""
    found: list[Item] = []
    for id in sorted(named):
        item = world.items.get(id)
        if (
            item is None
            or not item.flies
            or not world.accepted(item.offer)
            or (PHASES[bound.figure] == "home" and not item.returns)
        ):
            docket.broken(bound.figure, "does_not_fly", item=id, name=bound.name)
            return None
        found.append(item)
    return found


def earliest(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """The stated minutes are no later than nothing in the way allows, and leave out no resource; what they leave unmet is least."""
    stated = certificate.get("earliest")
    if not isinstance(stated, Mapping):
        _malformed(docket, bound, "earliest")
        return None
    for need, resources in earliest_work(world).items():
        minutes = _whole(stated.get(need), negative=True)
        if minutes is None:
            _malformed(docket, bound, f"earliest.{need}")
            return None
        for resource, due in resources.items():
            if resource not in minutes:
                docket.broken(bound.figure, "left_out", need=need, resource=resource)
                return None
            docket.at_most(bound.figure, "earliest", minutes[resource], due, "min", need=need, resource=resource)
            if minutes[resource] > due:
                return None
    told = {str(need): _whole(minutes, negative=True) or {} for need, minutes in stated.items()}
    proven = least_unmet_weighted_h(world, told)
    return proven + 2 * EPSILON * max(1.0, proven)


def _whole(value: object, negative: bool = False) -> dict[str, int] | None:
    """A mapping of names to whole numbers of a size that can be reckoned with; None for anything else."""
    if not isinstance(value, Mapping):
        return None
    for name, number in value.items():
        if not isinstance(name, str) or not _count(number) or (number < 0 and not negative):
            return None
    return dict(value)


def _count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def _malformed(docket: Docket, bound: Bound, what: str) -> None:
    docket.broken(bound.figure, "malformed", name=bound.name, expected=what)


PROOFS: dict[str, Proof] = {"queue_weights": queue_weights, "mass": mass, "seats": seats, "area": area, "earliest_work": earliest}
