"""Whether an item can fly in a hold at all, and what it breaks where it cannot (rules L2 to L5, L7, L8 and L11)."""

import math
from itertools import combinations
from typing import NamedTuple

from ...model.plan import Placement
from ...model.resolved import Item
from ...physics.approach import entry_height_cm, steepest_deg
from ...physics.balance import item_centre_cm
from ...physics.hold_heights import highest_cm
from ...physics.seats import ROLLING
from ...physics.segregation import must_part
from .breaks import Break, exceeded, severity
from .hold import Hold
from .places import keeps_distance, nearest_breaks, windows


class Footprint(NamedTuple):
    """One way an item may stand: its extent along and across the hold, and its own centre of gravity from its front end."""

    length_cm: int
    width_cm: int
    centre_cm: int
    turned: bool


def footprints(item: Item, hold: Hold) -> tuple[Footprint, ...]:
    """The ways in which the item may stand in the hold; none for persons, and for what does not fit."""
    ways = [_footprint(item, turned) for turned in _turns(item)]
    return tuple(way for way in ways if not _standing_breaks(item, way, hold))


def breaks(item: Item, hold: Hold) -> tuple[Break, ...]:
    """Every limit that keeps the item out of the hold when it flies alone, its balance left aside."""
    over = [Break("payload", item.mass_kg, hold.payload_kg, "kg")]
    if item.kind == "persons":
        return exceeded([*over, Break("seats", item.persons, hold.seats, "persons")])
    if not (hold.length_cm and hold.width_cm):
        return (Break("floor", item.length_cm, 0, "cm"),)
    if min(item.length_cm, item.width_cm, item.height_cm) == 0:
        return (Break("size", 0, 0, "cm"),)
    over += _heights(item, hold)
    if hold.item_limit_kg is not None:
        over.append(Break("item_mass", item.mass_kg, math.floor(hold.item_limit_kg), "kg"))
    if hold.rings is not None:
        over.append(Break("rings", hold.rings_for(item), hold.rings, "rings"))
    over += _floor(item, hold)
    over += _approach(item, hold)
    over += _goods(item, hold)
    standing = min((_standing_breaks(item, _footprint(item, turned), hold) for turned in _turns(item)), key=severity)
    return (*exceeded(over), *standing)


def traits(item: Item, hold: Hold) -> tuple[object, ...]:
    """What else tells two items of one size and mass apart where limits depend on places; empty for plain items in plain holds."""
    own = (item.axles, item.stretches) if hold.by_place else ()
    goods = tuple((goods.un, goods.hazard_class) for goods in item.dangerous) if keeps_distance(hold) else ()
    return (*own, *goods, *((item.stop,) if item.stop != 1 else ()))


def _heights(item: Item, hold: Hold) -> list[Break]:
    over: list[Break] = []
    highest = hold.height_cm if hold.noun is None or not hold.noun.height_profile else highest_cm(hold.noun)
    if highest is not None:
        over.append(Break("height", item.height_cm + hold.gaps.roof_cm, highest, "cm"))
    if hold.door_height_cm is not None:
        over.append(Break("door_height", item.height_cm, hold.door_height_cm, "cm"))
    return over


def _floor(item: Item, hold: Hold) -> list[Break]:
    """The type's own limits, where no zone of the floor has others."""
    if hold.noun is not None and hold.noun.floor_zones:
        return []
    if item.axles:
        heaviest = max(axle.load_kg for axle in item.axles)
        return [] if hold.axle_limit_kg is None else [Break("axle", heaviest, math.floor(hold.axle_limit_kg), "kg")]
    if hold.floor_limit_kg_m2 is None:
        return []
    pressure = math.ceil(round(item.mass_kg * 10_000 / (item.length_cm * item.width_cm), 6))
    return [Break("floor_load", pressure, math.floor(hold.floor_limit_kg_m2), "kg/m2")]


def _approach(item: Item, hold: Hold) -> list[Break]:
    """What keeps a vehicle from driving up the ramp, where the type says how steep it is and the vehicle what it clears."""
    ramp = hold.noun.ramp_angle_deg if hold.noun is not None else None
    if ramp is None or item.kind not in ROLLING:
        return []
    clears = steepest_deg(item).values()
    over = [Break("ramp_angle", round(ramp, 3), round(deg, 3), "deg") for deg in clears if deg is not None]
    if hold.door_height_cm is not None:
        over.append(Break("entry_height", entry_height_cm(item, ramp), hold.door_height_cm, "cm"))
    return over


def _goods(item: Item, hold: Hold) -> list[Break]:
    """Packages that hold more than may fly on any aircraft, and goods in one unit that must not share one."""
    over = [
        Break("goods_quantity", goods.per_package, goods.most_without_persons, goods.unit)
        for goods in item.dangerous
        if goods.per_package is not None and goods.most_without_persons is not None
    ]
    parted = sum(must_part((one,), (other,), hold.leg.segregation) for one, other in combinations(item.dangerous, 2))
    return [*over, Break("goods_together", parted, 0, "")]


def _turns(item: Item) -> tuple[bool, ...]:
    if item.kind == "persons":
        return ()
    return (False, True) if item.turnable and item.length_cm != item.width_cm else (False,)


def _footprint(item: Item, turned: bool) -> Footprint:
    length, width = (item.width_cm, item.length_cm) if turned else (item.length_cm, item.width_cm)
    return Footprint(length, width, item_centre_cm(item, Placement(item=item.id, x_cm=0, y_cm=0, turned=turned)), turned)


def _standing_breaks(item: Item, way: Footprint, hold: Hold) -> tuple[Break, ...]:
    """Limits that depend on how and where the item stands."""
    over = [Break("width", way.width_cm + 2 * hold.gaps.around(item), hold.width_cm, "cm")]
    if not windows(item, way.turned, hold):
        over.append(Break("length", way.length_cm, hold.length_cm, "cm"))
    if hold.door_width_cm is not None:
        over.append(Break("door_width", way.width_cm, hold.door_width_cm, "cm"))
    if hold.running_load_kg_m is not None and not (hold.noun is not None and hold.noun.floor_zones):
        per_metre = math.ceil(round(item.mass_kg * 100 / max(way.length_cm, 1), 6))
        over.append(Break("running_load", per_metre, math.floor(hold.running_load_kg_m), "kg/m"))
    return (*exceeded(over), *nearest_breaks(item, way.turned, hold))
