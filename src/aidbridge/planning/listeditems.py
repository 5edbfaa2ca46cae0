"""The rows of an item list as items: what a row does not say comes from its catalogue type, with the type's provenance."""

import math
from dataclasses import dataclass

from ..catalogue.dangerous_goods import dangerous_goods
from ..catalogue.equipment import Equipment, equipment_facts
from ..model.decisions import Decision
from ..model.facts import Assumption, Fact, Scalar, Status
from ..model.listed import ListedItem
from ..model.policy import Policy
from ..model.resolved import Axle, DangerousGoods, Item, Stretch
from .supplies import goods_in, shape_of, up_to_cm
from .yard import OFFER, ORIGIN

FIELDS = {
    "length_m": "length_cm",
    "width_m": "width_cm",
    "height_m": "height_cm",
    "mass_kg": "mass_kg",
    "axle_max_kg": "axle_loads_kg",
}
"""Facts of equipment, and the fields of a row that replace them."""


@dataclass(frozen=True, slots=True)
class Items:
    """Items with their provenance, the decisions that marks make, and what items are called."""

    items: tuple[Item, ...]
    facts: tuple[Fact, ...]
    decisions: tuple[Decision, ...]
    labels: dict[str, str]
    names: dict[str, str]


def items_of_list(rows: tuple[ListedItem, ...], policy: Policy, assumptions: tuple[Assumption, ...] = ()) -> Items:
    """Items of all rows but boxes, in the list's order."""
    assumed = {key: value for assumption in assumptions for key, value in assumption.values.items()}
    items: list[Item] = []
    facts: dict[str, Fact] = {}
    labels: dict[str, str] = {}
    names: dict[str, str] = {}
    marks: dict[tuple[str, str], list[str]] = {}
    by_id = {row.id: row for row in rows}
    for row in rows:
        if row.kind == "box":
            continue
        shape = shape_of(row.equipment, assumed) if row.equipment else None
        facts |= {fact.key: fact for fact in _facts(row, assumed)}
        tractors = by_id[row.towed_by].item_ids() if row.towed_by in by_id else ()
        for number, id in enumerate(row.item_ids()):
            items.append(_item(row, id, tractors[number] if tractors else None, shape, policy))
            labels[id] = labelled(row, number)
            names[id] = row.name or (shape.name if shape else "")
            for kind, mark in (("items_together", row.together), ("items_apart", row.apart)):
                if mark:
                    marks.setdefault((kind, mark), []).append(id)
    decisions = tuple(
        Decision.model_validate({"id": f"mark-{n}", "kind": kind, "reason": mark, "items": ids})
        for n, ((kind, mark), ids) in enumerate(sorted(marks.items()), 1)
        if len(ids) > 1
    )
    told = {id: label for id, label in labels.items() if label != id}
    return Items(tuple(items), tuple(facts.values()), decisions, told, {id: name for id, name in names.items() if name})


def labelled(row: ListedItem, number: int) -> str:
    """What the row's item of that number (from 0) is called."""
    return row.label if row.quantity == 1 else f"{row.label} {number + 1}/{row.quantity}"


def _item(row: ListedItem, id: str, tractor: str | None, shape: Equipment | None, policy: Policy) -> Item:
    start: dict[str, object] = {"id": id, "kind": row.kind, "resource": row.id, "offer": OFFER, "flies": True, "origin": ORIGIN}
    start |= {"ready_min": 0, "stop": row.stop or 1}
    if row.kind == "persons":
        persons = max(row.persons, 1)
        mass = row.mass_kg or persons * policy.hold.person_kg
        return Item.model_validate(start | {"persons": persons, "mass_kg": math.ceil(mass), "basis": f"item:{row.id}"})
    length = _cm(row.length_cm, shape.length_m if shape else None)
    mass = row.mass_kg or (shape.mass_kg if shape else None) or 0
    return Item.model_validate(
        start
        # A trailer whose tractor is not in the list needs one where it lands: the paper says so, the rules of a list cannot.
        | ({"kind": "vehicle"} if row.kind == "trailer" and tractor is None else {})
        | (_rolling(row, shape) if row.kind in ("vehicle", "trailer") else {})
        | {
            "length_cm": length,
            "width_cm": _cm(row.width_cm, shape.width_m if shape else None),
            "height_cm": _cm(row.height_cm, shape.height_m if shape else None),
            "mass_kg": math.ceil(round(mass, 6)),
            "axles": _axles(row, shape, length, mass) if row.kind in ("vehicle", "trailer") or row.axle_loads_kg else (),
            "turnable": row.turnable if row.turnable is not None else row.kind not in ("vehicle", "trailer"),
            "towed_by": tractor,
            "dangerous": _dangerous(row, shape),
            "basis": _basis(row),
        }
    )


def _cm(written: float | None, known_m: float | None) -> int:
    return up_to_cm(known_m) if written is None else math.ceil(round(written, 6))


def _rolling(row: ListedItem, shape: Equipment | None) -> dict[str, object]:
    """What the catalogue knows of how a vehicle drives up a ramp, and of its outline where the row leaves that to it."""
    if shape is None:
        return {}
    steps = shape.height_profile if row.length_cm is None and row.height_cm is None else ()
    return {
        "clearance_cm": None if shape.clearance_m is None else math.floor(round(shape.clearance_m * 100, 6)),
        "approach_deg": shape.approach_deg,
        "departure_deg": shape.departure_deg,
        "breakover_deg": shape.breakover_deg,
        "stretches": tuple(
            Stretch(from_cm=math.floor(span.from_m * 100), to_cm=up_to_cm(span.to_m), height_cm=up_to_cm(span.height_m))
            for span in steps
        ),
    }


def _axles(row: ListedItem, shape: Equipment | None, length_cm: int, mass_kg: float) -> tuple[Axle, ...]:
    """As written; where only the heaviest is known every axle bears that. Without places they are spread evenly, and the centre of
    gravity is then taken at mid-length. A vehicle heavier than its type presses on its axles in proportion."""
    loads = list(row.axle_loads_kg)
    count = row.axles if row.axles is not None else len(loads) if len(loads) > 1 else (shape.axles or 0) if shape else 0
    if not loads and shape is not None and shape.axle_max_kg:
        loads = [shape.axle_max_kg * max(mass_kg / (shape.mass_kg or mass_kg), 1.0)]
    if len(loads) == 1:
        count = count or max(math.ceil(mass_kg / loads[0]), 2)
        loads *= count
    if len(loads) != count or not count:
        return ()
    places = row.axle_at_cm or tuple(length_cm * (n + 0.5) / count for n in range(count))
    return tuple(Axle(at_cm=round(place), load_kg=math.ceil(round(load, 6))) for place, load in zip(places, loads, strict=True))


def _dangerous(row: ListedItem, shape: Equipment | None) -> tuple[DangerousGoods, ...]:
    if row.un_numbers:
        return tuple(dangerous_goods(un, row.hazard_class, row.per_package) for un in row.un_numbers)
    return goods_in(shape) if shape is not None else ()


def _replaced(row: ListedItem) -> set[str]:
    """Facts of its type that the row states itself."""
    return {fact for fact, name in FIELDS.items() if getattr(row, name) not in (None, ())}


def _basis(row: ListedItem) -> str:
    """Prefix of the fact keys that the row's items rest on: the type's own, unless the row states some of them."""
    return f"item:{row.id}" if row.equipment is None or _replaced(row) else f"equipment:{row.equipment}"


def _facts(row: ListedItem, assumed: dict[str, Scalar]) -> list[Fact]:
    """What the row takes from its type, under the keys that its items rest on."""
    if row.equipment is None:
        return []
    basis, replaced = _basis(row), _replaced(row)
    found: list[Fact] = []
    for fact in equipment_facts(row.equipment):
        field = fact.key.partition(".")[2]
        if field in FIELDS and field not in replaced:
            change: dict[str, object] = {"key": f"{basis}.{field}"}
            if fact.key in assumed:
                change |= {"value": assumed[fact.key], "status": Status.ESTIMATED}
            found.append(fact.model_copy(update=change))
    return found
