"""Columns of an item list: their names, the units they may carry, and what people call them besides."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .words import Names

Cells = Literal["text", "name", "number", "numbers", "whole", "truth", "names"]
"""`names` and `numbers` are lists: `4500; 5000; 5000`."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column gives: the field, its kind, and by what its numbers are multiplied to be in the field's unit."""

    field: str
    cells: Cells
    factor: float = 1.0
    unit: str = ""
    """The unit in the column's name; empty where it has none."""
    zero: bool = False
    """Whether a number may be 0."""


_LENGTHS = {"cm": 1.0, "m": 100.0, "mm": 0.1, "ft": 30.48, "in": 2.54}
_MASSES = {"kg": 1.0, "t": 1000.0, "lb": 0.45359237}
MEASURES: dict[str, tuple[str, Cells, dict[str, float]]] = {
    "length": ("length_cm", "number", _LENGTHS),
    "width": ("width_cm", "number", _LENGTHS),
    "height": ("height_cm", "number", _LENGTHS),
    "mass": ("mass_kg", "number", _MASSES),
    "axle_load": ("axle_loads_kg", "numbers", _MASSES),
    "axle_at": ("axle_at_cm", "numbers", _LENGTHS),
    "load_limit": ("load_limit_kg", "number", _MASSES),
    "un_per_package": ("per_package", "number", {"kg": 1.0, "l": 1.0}),
}
"""Columns that carry a unit: field, kind of cells, factor by unit."""
PLAIN: dict[str, Cells] = {
    "id": "text", "name": "text", "quantity": "whole", "kind": "text", "equipment": "name", "axles": "whole", "turnable": "truth",
    "persons": "whole", "towed_by": "text", "un_number": "names", "hazard_class": "text", "stop": "whole", "unit": "name",
    "together": "text", "apart": "text", "stackable": "truth", "upright": "truth", "note": "text",
}  # fmt: skip
"""Columns without a unit, in the order in which they are told."""
_ALSO = {
    "identifier": "id", "item": "id", "item_id": "id", "number_plate": "id", "description": "name", "qty": "quantity",
    "count": "quantity", "pieces": "quantity", "pcs": "quantity", "number": "quantity", "category": "kind",
    "equipment_id": "equipment",
    "catalogue": "equipment", "catalogue_id": "equipment", "axle_count": "axles", "number_of_axles": "axles", "people": "persons",
    "pax": "persons", "passengers": "persons", "tractor": "towed_by", "un": "un_number", "un_no": "un_number",
    "class": "hazard_class",
    "pallet": "unit", "pallet_type": "unit", "unit_type": "unit", "remark": "note", "remarks": "note", "notes": "note",
    "comment": "note", "comments": "note", "destination": "stop", "can_be_turned": "turnable", "this_side_up": "upright",
}  # fmt: skip
_MEASURES_ALSO = {
    "weight": "mass", "gross_weight": "mass", "gross_mass": "mass", "total_mass": "mass", "len": "length", "l": "length",
    "w": "width", "h": "height", "axle_mass": "axle_load", "max_axle_load": "axle_load", "axle_loads": "axle_load",
    "axle_position": "axle_at", "axle_positions": "axle_at", "top_load": "load_limit",
}  # fmt: skip


@cache
def column(header: str) -> Column | None:
    """The column that a header names: `length_cm`, `Length (cm)`, `Weight [t]`; None for any other."""
    name = folded(header)
    plain = _ALSO.get(name, name)
    if plain in PLAIN:
        return Column(plain if plain != "un_number" else "un_numbers", PLAIN[plain], zero=True)
    measure, _, unit = name.rpartition("_")
    field, cells, units = MEASURES.get(_MEASURES_ALSO.get(measure, measure), ("", "text", {}))
    return Column(field, cells, units[unit], unit, field == "axle_at_cm") if field and unit in units else None


def known(header: str) -> bool:
    """Whether a header names a column, or would if it had its unit."""
    return column(header) is not None or unitless(header) != ""


def unitless(header: str) -> str:
    """The measure that a header names without a unit; empty for any other."""
    name = _MEASURES_ALSO.get(folded(header), folded(header))
    return name if name in MEASURES else ""


def near(header: str) -> list[str]:
    """Names of columns like one that has no meaning."""
    return _names().near(folded(header))


def told() -> str:
    """All columns there are, in words."""
    measures = (f"{name}_{' or _'.join(list(units)[:2])}" for name, (_, _, units) in MEASURES.items())
    return ", ".join([*PLAIN, *measures])


def folded(header: str) -> str:
    """A header in the form of a name: `Mass, kg` is `mass_kg`."""
    return re.sub(r"\W+", "_", header.strip().casefold()).strip("_")


@cache
def _names() -> Names:
    measures = [f"{name}_{unit}" for name, (_, _, units) in MEASURES.items() for unit in list(units)[:2]]
    return Names([*PLAIN, *_ALSO, *measures, "weight_kg"])
