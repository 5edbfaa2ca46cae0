"""Whether an item can fly in a hold at all, and what it breaks where it cannot (rules L2 to L5 and L7)."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from ...model.plan import Placement
from ...model.resolved import Item
from ...physics.balance import item_centre_cm
from .hold import Hold


class Footprint(NamedTuple):
    """One way an item may stand: its extent along and across the hold, and its own centre of gravity from its front end."""

    length_cm: int
    width_cm: int
    centre_cm: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Break:
    """A limit of a hold that an item exceeds: which, by how much."""

    limit_name: str
    """Last part of the message key: `height`, `axle`, `seats`."""
    value: int
    limit: int
    unit: str

    @property
    def excess(self) -> float:
        """How far beyond, relative to the limit."""
        return (self.value - self.limit) / self.limit if self.limit else math.inf


def footprints(item: Item, hold: Hold) -> tuple[Footprint, ...]:
    """The ways in which the item may stand in the hold; none for persons, and for what does not fit."""
    ways = [_footprint(item, turned) for turned in _turns(item)]
    return tuple(way for way in ways if not _standing_breaks(item, way, hold))


def breaks(item: Item, hold: Hold) -> tuple[Break, ...]:
    """Every limit that keeps the item out of the hold when it flies alone, its balance left aside."""
    over = [Break("payload", item.mass_kg, hold.payload_kg, "kg")]
    if item.kind == "persons":
        return _exceeded([*over, Break("seats", item.persons, hold.seats, "persons")])
    if not (hold.length_cm and hold.width_cm):
        return (Break("floor", item.length_cm, 0, "cm"),)
    if min(item.length_cm, item.width_cm, item.height_cm) == 0:
        return (Break("size", 0, 0, "cm"),)
    if hold.height_cm is not None:
        over.append(Break("height", item.height_cm + hold.gaps.roof_cm, hold.height_cm, "cm"))
    if hold.door_height_cm is not None:
        over.append(Break("door_height", item.height_cm, hold.door_height_cm, "cm"))
    if hold.item_limit_kg is not None:
        over.append(Break("item_mass", item.mass_kg, math.floor(hold.item_limit_kg), "kg"))
    if item.axles and hold.axle_limit_kg is not None:
        over.append(Break("axle", max(axle.load_kg for axle in item.axles), math.floor(hold.axle_limit_kg), "kg"))
    if not item.axles and hold.floor_limit_kg_m2 is not None:
        pressure = math.ceil(round(item.mass_kg * 10_000 / (item.length_cm * item.width_cm), 6))
        over.append(Break("floor_load", pressure, math.floor(hold.floor_limit_kg_m2), "kg/m2"))
    standing = min((_standing_breaks(item, _footprint(item, turned), hold) for turned in _turns(item)), key=_severity)
    return (*_exceeded(over), *standing)


def _severity(found: tuple[Break, ...]) -> tuple[int, float]:
    return len(found), max((b.excess for b in found), default=0.0)


def _turns(item: Item) -> tuple[bool, ...]:
    if item.kind == "persons":
        return ()
    return (False, True) if item.turnable and item.length_cm != item.width_cm else (False,)


def _footprint(item: Item, turned: bool) -> Footprint:
    length, width = (item.width_cm, item.length_cm) if turned else (item.length_cm, item.width_cm)
    return Footprint(length, width, item_centre_cm(item, Placement(item=item.id, x_cm=0, y_cm=0, turned=turned)), turned)


def _standing_breaks(item: Item, way: Footprint, hold: Hold) -> tuple[Break, ...]:
    """Limits that depend on how the item stands."""
    over = [
        Break("length", way.length_cm, hold.length_cm, "cm"),
        Break("width", way.width_cm + 2 * hold.gaps.around(item), hold.width_cm, "cm"),
    ]
    if hold.door_width_cm is not None:
        over.append(Break("door_width", way.width_cm, hold.door_width_cm, "cm"))
    if hold.running_load_kg_m is not None:
        per_metre = math.ceil(round(item.mass_kg * 100 / max(way.length_cm, 1), 6))
        over.append(Break("running_load", per_metre, math.floor(hold.running_load_kg_m), "kg/m"))
    return _exceeded(over)


def _exceeded(over: list[Break]) -> tuple[Break, ...]:
    return tuple(b for b in over if b.value > b.limit)
