"""The boxes of a list built into units: pallets and containers, which are then items of the list."""

import math
from dataclasses import dataclass

from ..catalogue.dangerous_goods import dangerous_goods
from ..catalogue.equipment import equipment
from ..catalogue.units import unit_type
from ..engines.stopping import Stop
from ..model.facts import Fact
from ..model.listed import ListedItem
from ..model.loadsheet import NotBuilt
from ..model.resolved import DangerousGoods, Item
from ..model.units import Building, Package, UnitShape
from .supplies import goods_in, up_to_cm
from .units import build_units
from .yard import OFFER, ORIGIN

SHORT = {"p463l_built": "463L", "eur_pallet": "EUR", "iso20": "ISO20"}
"""What units are called on papers; others by their type's name in capitals."""


@dataclass(frozen=True, slots=True)
class Units:
    """Built units with how they are built, their provenance, and the boxes that no unit takes."""

    items: tuple[Item, ...] = ()
    buildings: tuple[Building, ...] = ()
    unit_types: tuple[UnitShape, ...] = ()
    facts: tuple[Fact, ...] = ()
    not_built: tuple[NotBuilt, ...] = ()


def units_of_list(rows: tuple[ListedItem, ...], stop: Stop, seed: int) -> Units:
    """All rows of boxes built into units of the type that they name; boxes for different stops share none."""
    groups: dict[tuple[str, int], list[ListedItem]] = {}
    for row in rows:
        if row.kind == "box":
            groups.setdefault((unit_type(row.unit or "").id, row.stop or 1), []).append(row)
    taken = {id for row in rows if row.kind != "box" for id in row.item_ids()}
    made = Units()
    for (unit, at), boxes in groups.items():
        made = _with(made, _built(boxes, unit, at, _name(unit, at, taken), stop, seed))
    return made


def _name(unit: str, stop: int, taken: set[str]) -> str:
    """What the units are called: by their type, and by their stop where there are several."""
    name = SHORT.get(unit, unit.upper()) + ("" if stop == 1 else f"-stop{stop}")
    while any(id == name or id.startswith(f"{name}.") for id in taken):
        name += "x"
    taken.add(name)
    return name


def _built(boxes: list[ListedItem], unit: str, stop_at: int, name: str, stop: Stop, seed: int) -> Units:
    start: dict[str, object] = {"resource": name, "offer": OFFER, "flies": True, "origin": ORIGIN, "ready_min": 0, "stop": stop_at}
    dangerous = {row.id: goods for row in boxes if (goods := _goods(row))}
    built = build_units(
        [(_package(row), row.quantity) for row in boxes],
        [(unit_type(unit), None, 1.0)],
        name=name,
        start=start,
        dangerous=dangerous,
        stop=stop,
        seed=seed,
    )
    labels = {row.id: row.label for row in boxes}
    left = tuple(
        NotBuilt(label=labels.get(one.package, one.package), count=one.count, reason=one.reason, relaxation=one.relaxation)
        for one in built.left
    )
    return Units(built.items, built.buildings, built.unit_types, built.facts, left)


def _goods(row: ListedItem) -> tuple[DangerousGoods, ...]:
    if row.un_numbers or row.equipment is None:
        return tuple(dangerous_goods(un, row.hazard_class, row.per_package) for un in row.un_numbers)
    return goods_in(equipment(row.equipment))


def _package(row: ListedItem) -> Package:
    """A row's box: what the row does not say comes from its catalogue type."""
    shape = equipment(row.equipment) if row.equipment else None
    known = (shape.length_m, shape.width_m, shape.height_m) if shape else (None, None, None)
    written = (row.length_cm, row.width_cm, row.height_cm)
    sides = [up_to_cm(m) if cm is None else math.ceil(round(cm, 6)) for cm, m in zip(written, known, strict=True)]
    stackable = row.stackable if row.stackable is not None else shape.stackable if shape else True
    return Package(
        id=row.id,
        name=row.name or (shape.name if shape else ""),
        length_cm=sides[0],
        width_cm=sides[1],
        height_cm=sides[2],
        mass_kg=row.mass_kg or (shape.mass_kg if shape else None) or 0,
        upright=row.upright or not (row.turnable or (shape is not None and shape.any_side_up)),
        stack_load_kg=(row.load_limit_kg or (shape.stack_load_kg if shape else None)) if stackable else 0,
        un_numbers=row.un_numbers,
    )


def _with(made: Units, more: Units) -> Units:
    shapes = {shape.id: shape for shape in (*made.unit_types, *more.unit_types)}
    return Units(
        (*made.items, *more.items),
        (*made.buildings, *more.buildings),
        tuple(shapes.values()),
        (*made.facts, *more.facts),
        (*made.not_built, *more.not_built),
    )
