"""Clear heights along a hold (rule L3), and which of its stretches an item passes on its way in and out."""

import math
from typing import NamedTuple

from ..model.fleet import AircraftType
from .standing import Stood


class Clearing(NamedTuple):
    """A stretch of the hold that part of an item lies under or passes: the part's height and the stretch's, in cm."""

    height_cm: int
    limit_cm: int
    at_cm: int
    """Where the stretch begins."""


def clearings(type: AircraftType, stood: Stood) -> tuple[Clearing, ...]:
    """For each part of the item, every stretch of the height profile over it and on its way to the door, and the hold's own
    height where the profile names no stretch.

    Rear door: all behind its place; nose: all before it; both: the way that leaves it more; a side door or none known: only
    where it stands. Empty for a type without a profile.
    """
    if not type.height_profile:
        return ()
    ways = {"rear": (_to_rear,), "nose": (_to_nose,), "both": (_to_rear, _to_nose)}.get(type.loads_through or "", (_here,))
    found = [tuple(_passed(type, *way(type, part[0], part[1]), part[2]) for part in stood.parts) for way in ways]
    flat = [tuple(one for part in parts for one in part) for parts in found]
    return max(flat, key=lambda passed: min((c.limit_cm - c.height_cm for c in passed), default=0))


def highest_cm(type: AircraftType) -> int | None:
    """The greatest clear height of the hold, None where none is known."""
    heights = [span.height_m for span in type.height_profile]
    if type.hold_height_m is not None and not _covered(type, 0, (type.hold_length_m or 0) * 100):
        heights.append(type.hold_height_m)
    return math.floor(round(max(heights) * 100, 6)) if heights else None


def _here(_: AircraftType, start: int, end: int) -> tuple[float, float]:
    return start, end


def _to_rear(_: AircraftType, start: int, __: int) -> tuple[float, float]:
    return start, math.inf


def _to_nose(_: AircraftType, __: int, end: int) -> tuple[float, float]:
    return -math.inf, end


def _passed(type: AircraftType, start: float, end: float, height_cm: int) -> tuple[Clearing, ...]:
    passed = [span for span in type.height_profile if span.from_m * 100 < end and span.to_m * 100 > start]
    found = [Clearing(height_cm, math.floor(round(span.height_m * 100, 6)), round(span.from_m * 100)) for span in passed]
    if type.hold_height_m is not None and not _covered(type, start, end):
        found.append(Clearing(height_cm, math.floor(round(type.hold_height_m * 100, 6)), round(max(start, 0))))
    return tuple(found)


def _covered(type: AircraftType, start: float, end: float) -> bool:
    """Whether the profile names all of the hold between two places."""
    reached, last = max(start, 0.0), min(end, (type.hold_length_m or 0) * 100)
    for span in sorted(type.height_profile, key=lambda span: span.from_m):
        if span.from_m * 100 <= reached + 1e-6:
            reached = max(reached, span.to_m * 100)
    return reached >= last - 1e-6
