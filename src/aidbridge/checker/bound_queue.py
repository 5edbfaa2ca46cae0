"""The argument `queue_weights`: items of which no two can stand side by side queue along the hold."""

import math
from collections.abc import Mapping
from itertools import combinations

from ..model.fleet import AircraftType
from ..model.plan import Bound
from ..model.policy import HoldPolicy
from ..model.resolved import Item
from .bound_items import flying, least_gap_cm, malformed, no_ramp, types_that_fly
from .certificate import Certificate, is_count, whole_numbers
from .docket import Docket
from .items import floor_cm, gap_cm
from .world import ROLLING, World


def queue_weights(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """Items of which no two can stand side by side queue along the hold; each hold takes at most `scale` of their weights."""
    weights, scale = whole_numbers(certificate.get("weights")), certificate.get("scale")
    if weights is None or not is_count(scale) or scale <= 0:
        malformed(docket, bound, "weights and scale")
        return None
    items = flying(world, docket, bound, weights) if no_ramp(world, docket, bound) else None
    types = types_that_fly(world)
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
    gaps = {item.id: least_gap_cm(policy, item) for item in items}
    hold = floor_cm(type.hold_length_m or 0)
    vehicles = [item for item in items if item.kind in ROLLING]
    cargo = [item for item in items if item.kind not in ROLLING]
    best = max(weights.values(), default=0)
    for queue, spare in ((vehicles, vehicles), (items, cargo or vehicles)):
        if spare:
            most = max(gaps[item.id] for item in spare)
            best = max(best, _knapsack([(_short_cm(i) + gaps[i.id], weights[i.id]) for i in queue], hold + most))
    return best


def _knapsack(things: list[tuple[int, int]], room: int) -> int:
    """The most weight of things of (size, weight) that go into the room, each once."""
    most = [0] * (room + 1)
    for size, weight in things:
        for used in range(room, size - 1, -1):
            most[used] = max(most[used], most[used - size] + weight)
    return most[room]
