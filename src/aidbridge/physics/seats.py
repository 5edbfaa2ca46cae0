"""Seats left for persons in a hold with cargo (rule L7)."""

import itertools
import math
from collections.abc import Iterable, Sequence

from ..model.fleet import AircraftType
from ..model.plan import Placement
from ..model.policy import HoldPolicy
from ..model.resolved import Item
from .standing import Stood

ROLLING = ("vehicle", "trailer")


def seats(type: AircraftType, floor: Iterable[tuple[Item, Placement]], policy: HoldPolicy) -> int:
    """How many persons may sit with these items on the floor.

    Seats in a separate cabin (`seats_beside_cargo`), and of the troop seats the share of the hold's length beside which
    nothing stands, rounded down. An item keeps its gap clear at both ends. An empty floor leaves all troop seats, also
    in a type without a hold; what is not known counts as no seat. Beside cargo persons sit only in a type that says how many seats
    there are to a metre of side wall (`seats_per_side_m`), and where the side gap is at least the policy's.
    """
    standing = tuple(floor)
    blocked = [_blocked_cm(item, placement, policy) for item, placement in standing]
    troops, beside = type.troop_seats or 0, type.seats_beside_cargo or 0
    if not blocked:
        return troops + beside
    hold = math.floor(round((type.hold_length_m or 0) * 100, 6))
    if not hold:
        return beside
    free = troops * free_length_cm(hold, blocked) // hold
    return beside + min(free + side_seats(type, [Stood.of(*one) for one in standing], policy), troops)


def side_seats(type: AircraftType, floor: Sequence[Stood], policy: HoldPolicy) -> int:
    """Seats along the side walls beside cargo: the type's to a metre, over the length where an item stands and the gap to that wall
    is at least the policy's, rounded down."""
    if not type.seats_per_side_m:
        return 0
    hold = math.floor(round((type.hold_length_m or 0) * 100, 6))
    width = math.floor(round((type.hold_width_m or 0) * 100, 6))
    least = round(policy.seat_gap_m * 100, 6)
    cuts = sorted({edge for one in floor for x in (one.x_cm, one.x_to_cm) for edge in (min(max(x, 0), hold),)})
    length = 0
    for start, end in itertools.pairwise(cuts):
        over = [one for one in floor if one.x_cm <= start and one.x_to_cm >= end]
        if over:
            length += (end - start) * (min(one.y_cm for one in over) >= least)
            length += (end - start) * (width - max(one.y_to_cm for one in over) >= least)
    return math.floor(round(type.seats_per_side_m * length / 100, 6))


def free_length_cm(hold_length_cm: int, blocked: Iterable[tuple[int, int]]) -> int:
    """Total length in cm of what `blocked`, intervals from and to in cm in any order, leaves free of the hold."""
    free, reached = 0, 0
    for start, end in sorted(blocked):
        free += max(min(start, hold_length_cm) - reached, 0)
        reached = max(reached, min(end, hold_length_cm))
    return free + hold_length_cm - reached


def _blocked_cm(item: Item, placement: Placement, policy: HoldPolicy) -> tuple[int, int]:
    """From where to where along the hold the item and its gaps reach."""
    gap_m = policy.vehicle_gap_m if item.kind in ROLLING else policy.cargo_gap_m
    gap = math.ceil(round(gap_m * 100, 6))
    length = item.width_cm if placement.turned else item.length_cm
    return placement.x_cm - gap, placement.x_cm + length + gap
