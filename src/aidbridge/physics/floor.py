"""What a hold's floor carries (rule L4): limits by zone, running load of all that shares a stretch, pallet positions, the ramp."""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model.fleet import AircraftType
from .standing import Stood


class Pressed(NamedTuple):
    """A load on some of the floor and its limit there (None: not known), in kg, kg/m or kg/m2, and where that stretch begins."""

    value: float
    limit: float | None
    at_cm: int


def axle_loads(type: AircraftType, stood: Stood) -> tuple[Pressed, ...]:
    """Each axle and the limit where it stands; of a vehicle that stands across, the strictest limit under it holds for all."""
    places = [(axle.load_kg, stood.x_cm + axle.at_cm, stood.x_cm + axle.at_cm) for axle in stood.item.axles]
    if stood.turned:
        places = [(load, stood.x_cm, stood.x_to_cm) for load, _, _ in places]
    return tuple(Pressed(load, limit_over(type, "axle_limit_kg", start, end), start) for load, start, end in places)


def area_load(type: AircraftType, stood: Stood) -> Pressed | None:
    """Mass over floor and the strictest limit under the item; None for an item without measures."""
    square_m = (stood.x_to_cm - stood.x_cm) * (stood.y_to_cm - stood.y_cm) / 10_000
    if not square_m:
        return None
    limit = limit_over(type, "floor_limit_kg_m2", stood.x_cm, stood.x_to_cm)
    return Pressed(stood.item.mass_kg / square_m, limit, stood.x_cm)


def running_loads(type: AircraftType, floor: Sequence[Stood]) -> tuple[Pressed, ...]:
    """Kilograms to a metre of the hold, wherever that or its limit changes; an item's mass is spread over its length."""
    edges = {edge for one in floor for edge in (one.x_cm, one.x_to_cm)}
    edges |= {round(edge * 100) for zone in type.floor_zones for edge in (zone.from_m, zone.to_m)}
    cuts = sorted(edges)
    found = []
    for start, end in itertools.pairwise(cuts):
        over = [one for one in floor if one.x_cm <= start and one.x_to_cm >= end and one.x_to_cm > one.x_cm]
        if over:
            value = sum(one.item.mass_kg * 100 / (one.x_to_cm - one.x_cm) for one in over)
            found.append(Pressed(value, limit_over(type, "running_load_kg_m", start, end), start))
    return tuple(found)


def position_loads(type: AircraftType, floor: Iterable[Stood]) -> tuple[tuple[str, float, float], ...]:
    """By pallet position: its name, what stands on it and its limit in kg. An item's mass is spread over its floor."""
    standing = tuple(floor)
    found = []
    for position in type.positions:
        left = 0.0 if position.left_m is None else position.left_m * 100
        right = math.inf if position.right_m is None else position.right_m * 100
        mass = sum(one.item.mass_kg * _share(one, position.from_m * 100, position.to_m * 100, left, right) for one in standing)
        found.append((position.id, mass, position.limit_kg))
    return tuple(found)


def limit_over(type: AircraftType, field: str, start_cm: float, end_cm: float) -> float | None:
    """The strictest limit from `start_cm` to `end_cm`: of the zones there, and of the type wherever no zone names one."""
    limits: list[float] = []
    covered: list[tuple[float, float]] = []
    for zone in type.floor_zones:
        low, high, limit = zone.from_m * 100, zone.to_m * 100, getattr(zone, field)
        if low <= end_cm and start_cm <= high and (end_cm == start_cm or (low < end_cm and start_cm < high)) and limit is not None:
            limits.append(limit)
            covered.append((low, high))
    own = getattr(type, field)
    if own is not None and not _covers(covered, start_cm, end_cm):
        limits.append(own)
    return min(limits, default=None)


def floor_end_cm(type: AircraftType) -> int:
    """Length of the floor without its ramp."""
    return math.floor(round((type.hold_length_m or 0) * 100, 6))


def ramp_cm(type: AircraftType, gap_m: float) -> tuple[int, int] | None:
    """From where to where along the hold items may stand on the ramp, `gap_m` kept clear at its end; None without a known ramp."""
    if type.hold_length_m is None or type.ramp_length_m is None:
        return None
    end = math.floor(round((type.hold_length_m + type.ramp_length_m - gap_m) * 100, 6))
    return (floor_end_cm(type), end) if end > floor_end_cm(type) else None


def _covers(stretches: list[tuple[float, float]], start: float, end: float) -> bool:
    reached = start
    for low, high in sorted(stretches):
        if low <= reached:
            reached = max(reached, high)
    return reached >= end and bool(stretches)


def _share(one: Stood, start: float, end: float, left: float, right: float) -> float:
    along = max(min(one.x_to_cm, end) - max(one.x_cm, start), 0)
    across = max(min(one.y_to_cm, right) - max(one.y_cm, left), 0)
    area = (one.x_to_cm - one.x_cm) * (one.y_to_cm - one.y_cm)
    return along * across / area if area else 0.0
