"""Seats left for persons in a hold with cargo (rule L7)."""

import math
from collections.abc import Iterable

from ..model.fleet import AircraftType
from ..model.plan import Placement
from ..model.policy import HoldPolicy
from ..model.resolved import Item

ROLLING = ("vehicle", "trailer")


def seats(type: AircraftType, floor: Iterable[tuple[Item, Placement]], policy: HoldPolicy) -> int:
    """How many persons may sit with these items on the floor.

    Seats in a separate cabin (`seats_beside_cargo`), and of the troop seats the share of the hold's length beside which
    nothing stands, rounded down. An item keeps its gap clear at both ends. An empty floor leaves all troop seats, also
    in a type without a hold; what is not known counts as no seat. Nobody sits beside cargo: no type in the catalogue says
    how many seats there are to a metre of side wall.
    """
    blocked = [_blocked_cm(item, placement, policy) for item, placement in floor]
    troops, beside = type.troop_seats or 0, type.seats_beside_cargo or 0
    if not blocked:
        return troops + beside
    hold = math.floor(round((type.hold_length_m or 0) * 100, 6))
    return beside + (troops * free_length_cm(hold, blocked) // hold if hold else 0)


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
