"""Fact keys of items and aircraft, and the distances kept in a hold."""

import math

from ..model.policy import HoldPolicy
from ..model.resolved import Item
from .world import ROLLING


def item_facts(item: Item, *fields: str) -> dict[str, object]:
    """The facts that an item's measures rest on, by key with their value; a measure of nothing is one nobody knows.

    Fields: length_m, width_m, height_m, mass_kg, axle_max_kg.
    """
    values = {
        "length_m": item.length_cm or None,
        "width_m": item.width_cm or None,
        "height_m": item.height_cm or None,
        "mass_kg": item.mass_kg or None,
        "axle_max_kg": max((axle.load_kg for axle in item.axles), default=None),
    }
    return {f"{basis_of(item)}.{field}": values[field] for field in fields}


def basis_of(item: Item) -> str:
    """Prefix of the keys of the item's facts."""
    return item.basis or f"item:{item.id}"


def facts_of(room: str, noun: object, id: str, *fields: str) -> dict[str, object]:
    """Facts of an aircraft type or airfield by key, with their value in the noun."""
    return {f"{room}:{id}.{field}": getattr(noun, field) for field in fields}


def gap_cm(policy: HoldPolicy, *items: Item) -> float:
    """What must stay clear around an item, or between two, in cm."""
    rolling = any(item.kind in ROLLING for item in items)
    return round((policy.vehicle_gap_m if rolling else policy.cargo_gap_m) * 100, 6)


def floor_cm(metres: float) -> int:
    """Metres as whole centimetres that are surely there."""
    return math.floor(round(metres * 100, 6))


def half_up(a: int, b: int) -> int:
    """a / b to the nearest whole number, halves up; b above 0."""
    return (2 * a + b) // (2 * b)
