"""Types of pallets and containers: outline, usable room, contour, tare, limits, each figure with its source and status.

A unit type is also equipment: outline, tare and gross mass are the equipment's facts; `unit_facts.csv` adds what matters for
building on it. Edges cut off are written `y 150:0 195:50; ...`: axis, then two points side:z in cm of the usable room;
blocked parts `0-243 0-44 0-10; ...`: from-to along x, y and z in cm; the base of a unit that is wider above `44-361`.
"""

from collections.abc import Mapping
from functools import cache

from ..model.facts import Fact, Scalar
from ..model.units import Block, Cut, UnitShape
from .equipment import equipment_facts
from .fact_table import described, facts
from .near import unknown

SHARED = {
    "length_m": "length_m",
    "width_m": "width_m",
    "height_m": "height_m",
    "mass_kg": "tare_kg",
    "max_gross_kg": "max_gross_kg",
}
"""Fields of the equipment, and what they are of the unit type."""

ASSUMABLE = ("deck_m", "usable_length_m", "usable_width_m", "usable_height_m", "centre_share")
"""Fields that an assumption may set under `unit:<id>`; the others are the equipment's."""


def unit_ids() -> tuple[str, ...]:
    """Identifiers of the unit types known."""
    return tuple(described("unit"))


def unit_id(name: str) -> str:
    """The identifier of a unit type by it or by another name it goes by (`AKE`, `463L`), in any case. Raises UnknownNameError."""
    wanted = _bare(name)
    for id, row in described("unit").items():
        if wanted in (_bare(id), *map(_bare, row["also"].split())):
            return id
    raise unknown("unit type", name, {id: f"{row['name']} {row['also']}" for id, row in described("unit").items()})


@cache
def unit_facts(name: str) -> tuple[Fact, ...]:
    """Every fact of the type: `unit:<id>.<field>`, and the equipment's where that says nothing anew. Raises UnknownNameError."""
    id = unit_id(name)
    own = facts("unit", id)
    said = {fact.key.partition(".")[2] for fact in own}
    return *(fact for fact in equipment_facts(id) if _unit_field(fact) and _unit_field(fact) not in said), *own


def unit_type(name: str, overrides: Mapping[str, Scalar] | None = None) -> UnitShape:
    """The type; `overrides` are values by fact key that replace the catalogue's. Raises UnknownNameError."""
    id = unit_id(name)
    known = unit_facts(id)
    set_anew = overrides or {}
    figures = {_unit_field(fact): set_anew.get(fact.key, fact.value) for fact in known}
    figures |= {field: set_anew[key] for field in ASSUMABLE if (key := f"unit:{id}.{field}") in set_anew}
    row = described("unit")[id]
    return UnitShape.model_validate(
        {"id": id, "name": row["name"], "note": row["note"]}
        | {field: value for field, value in figures.items() if not field.endswith("_cm")}
        | {"base_y": span(str(figures["base_y_cm"])) if "base_y_cm" in figures else None}
        | {"cuts": cuts(str(figures.get("cuts_cm", ""))), "blocks": blocks(str(figures.get("blocks_cm", "")))}
    )


def cuts(text: str) -> tuple[Cut, ...]:
    """Edges cut off, from their notation. Raises ValueError where the text is not of that form."""
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        axis, *points = part.split()
        (side1, z1), (side2, z2) = (map(int, point.split(":")) for point in points)
        found.append(Cut.model_validate({"axis": axis, "side1": side1, "z1": z1, "side2": side2, "z2": z2}))
    return tuple(found)


def blocks(text: str) -> tuple[Block, ...]:
    """Blocked parts, from their notation. Raises ValueError where the text is not of that form."""
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        (x1, x2), (y1, y2), (z1, z2) = map(span, part.split())
        found.append(Block(x1=x1, x2=x2, y1=y1, y2=y2, z1=z1, z2=z2))
    return tuple(found)


def span(text: str) -> tuple[int, int]:
    """From and to in cm, written `44-361`. Raises ValueError where the text is not of that form."""
    start, end = map(int, text.split("-"))
    return start, end


def _unit_field(fact: Fact) -> str:
    """The field of a unit type that a fact is about; empty for a fact of the equipment that says nothing of it as a unit."""
    room, _, field = fact.key.partition(":")
    field = field.partition(".")[2]
    return field if room == "unit" else SHARED.get(field, "")


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
