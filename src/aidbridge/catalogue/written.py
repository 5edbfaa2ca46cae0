"""Tables written as one text, so that a fact or an assumption can hold them: rows apart by `;`, their columns by `:`.

`payload_range: 47000:3650;40000:4200` is kg and km; `floor_zones: 0:8:7500::1450` leaves the middle figure to the type.
"""

from ..model.fleet import GroundEquipment, PayloadRange
from ..model.hold import EnvelopeRow, FloorZone, FuelArm, HeightSpan, Position
from ..model.noun import Noun

NOUNS: dict[str, type[Noun]] = {
    "payload_range": PayloadRange,
    "height_profile": HeightSpan,
    "floor_zones": FloorZone,
    "positions": Position,
    "envelope": EnvelopeRow,
    "fuel_arm": FuelArm,
    "ground_equipment": GroundEquipment,
}
"""Fields that are tables, and what a row of them is; its columns are the noun's fields in their order."""
EXAMPLES = {
    "payload_range": "corners of payload in kg and range in km, such as 47000:3650;40000:4200",
    "height_profile": "stretches from m to m with their height in m, such as 0:12:3.2;12:20:3.4",
    "floor_zones": "stretches from m to m with kg an axle, kg a metre and kg a square metre, such as 0:8:7500::1450",
    "positions": "name, from m, to m and limit in kg, such as P1:0:2.74:4500;P2:2.74:5.48:4500",
    "envelope": "mass in kg with forward and aft limit in m, such as 120000:9.1:10.2;190000:9.4:10.0",
    "fuel_arm": "fuel in kg with its arm in m, such as 0:9.5;80000:9.8",
    "ground_equipment": "kind and how many, such as high_loader:1;stairs:1",
}


def read_written(field: str, text: str) -> tuple[Noun, ...]:
    """The rows of the table in a field of `NOUNS`. Raises ValueError where the text is not of that form."""
    noun = NOUNS[field]
    return tuple(_row(noun, row) for row in text.split(";") if row.strip())


def is_written(field: str, value: object) -> bool:
    """Whether the value of a field is a table written as a text."""
    return field in NOUNS and isinstance(value, str)


def unwritten(figures: dict[str, object]) -> dict[str, object]:
    """The figures of a noun by field, with every table in them read. Raises ValueError."""
    return {field: read_written(field, str(value)) if is_written(field, value) else value for field, value in figures.items()}


def _row(noun: type[Noun], text: str) -> Noun:
    names, cells = list(noun.model_fields), [cell.strip() for cell in text.split(":")]
    if len(cells) > len(names):
        raise ValueError(f"{len(cells)} columns in {text!r}, {len(names)} are known")
    given = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
    return noun.model_validate({name: cell if name == "id" else float(cell) for name, cell in given.items()})
