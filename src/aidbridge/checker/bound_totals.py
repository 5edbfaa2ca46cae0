"""The arguments `mass`, `seats` and `area`: one sum over the most that one aircraft takes."""

import math
from collections.abc import Callable

from ..model.plan import Bound
from ..model.resolved import Item
from .bound_items import flying, least_gap_cm, malformed, no_ramp, types_that_fly
from .certificate import Certificate, is_count, whole_numbers
from .docket import Docket
from .items import floor_cm
from .world import ROLLING, World


def mass(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """All mass over the largest structural payload of a type."""
    most = max((min(t.max_payload_kg, (t.mzfw_kg or math.inf) - (t.oew_kg or 0)) for t in types_that_fly(world)), default=0.0)
    return _sum(world, docket, bound, certificate, "masses_kg", "limit_kg", math.floor(most), lambda item: item.mass_kg)


def seats(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """All persons over the most seats of a type with an empty floor."""
    most = max(((t.troop_seats or 0) + (t.seats_beside_cargo or 0) for t in types_that_fly(world)), default=0)
    return _sum(world, docket, bound, certificate, "persons", "limit_persons", most, lambda item: item.persons)


def area(world: World, docket: Docket, bound: Bound, certificate: Certificate) -> float | None:
    """All floor area with half a gap around each item over the largest floor; at the ends the outer halves lie beyond it."""
    if not no_ramp(world, docket, bound):
        return None
    policy = world.mission.policy.hold
    gap = math.ceil(max(policy.vehicle_gap_m, policy.cargo_gap_m) * 100)
    floors = [(floor_cm(t.hold_length_m or 0), floor_cm(t.hold_width_m or 0)) for t in types_that_fly(world)]
    amounts = whole_numbers(certificate.get("areas_cm2"))
    rolling = any(world.items[id].kind in ROLLING for id in amounts or () if id in world.items)
    beyond = gap if rolling else math.floor(round(policy.cargo_gap_m * 100, 6))
    most = max(((length + beyond) * width for length, width in floors if length), default=0)

    def taken(item: Item) -> int:
        around = least_gap_cm(policy, item)
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
    amounts, stated = whole_numbers(certificate.get(what)), certificate.get(limit)
    if amounts is None or not is_count(stated) or stated < 0:
        malformed(docket, bound, f"{what} and {limit}")
        return None
    items = flying(world, docket, bound, amounts)
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
