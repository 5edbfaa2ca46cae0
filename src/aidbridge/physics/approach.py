"""Driving a vehicle up a straight ramp into a hold (rule L3): what its overhangs, its wheelbase and its clearance allow.

Geometry of a rigid body on points of contact (SAE J1100, recalled): an overhang o clears a ramp of atan(c / o), a wheelbase w
clears a crest of 2 atan(2 c / w), c being the clearance. Tyres are taken as points, which is the careful reading.
"""

import itertools
import math

from ..model.resolved import Item


def steepest_deg(item: Item) -> dict[str, float | None]:
    """The steepest ramp by what stops the vehicle: approach, departure, break-over. None where nobody knows.

    What its maker states comes first; else the angle follows from the clearance and the places of the axles. A trailer's front
    hangs on its tractor, so that it has no approach.
    """
    axles = sorted(axle.at_cm for axle in item.axles)
    front = axles[0] if axles else None
    rear = item.length_cm - axles[-1] if axles else None
    base = max((b - a for a, b in itertools.pairwise(axles)), default=0) if axles else None
    found = {
        "departure": _stated(item.departure_deg, _overhang(item.clearance_cm, rear)),
        "breakover": _stated(item.breakover_deg, _crest(item.clearance_cm, base)),
    }
    if item.kind == "vehicle":
        found["approach"] = _stated(item.approach_deg, _overhang(item.clearance_cm, front))
    return found


def entry_height_cm(item: Item, ramp_deg: float) -> int:
    """Height above the hold's floor that the vehicle's front reaches as its first axle comes over the crest, still inclined: its
    height and its front overhang, both tilted by the ramp, rounded up."""
    angle = math.radians(ramp_deg)
    overhang = min((axle.at_cm for axle in item.axles), default=0)
    height = item.stretches[0].height_cm if item.stretches else item.height_cm
    return max(math.ceil(round(height * math.cos(angle) + overhang * math.sin(angle), 6)), item.height_cm)


def _stated(stated: float | None, reckoned: float | None) -> float | None:
    return stated if stated is not None else reckoned


def _overhang(clearance: int | None, overhang: int | None) -> float | None:
    if clearance is None or overhang is None:
        return None
    return 90.0 if overhang <= 0 else math.degrees(math.atan(clearance / overhang))


def _crest(clearance: int | None, base: int | None) -> float | None:
    if clearance is None or base is None:
        return None
    return 90.0 if base <= 0 else 2 * math.degrees(math.atan(2 * clearance / base))
