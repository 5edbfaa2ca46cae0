"""A fleet, from a few words (`il76md=12,an124_100=2`) or from a table with own aircraft types, or every fault in it."""

import math
import re
from pathlib import Path

from ..catalogue.aircraft import aircraft_ids
from ..catalogue.near import near_names
from ..catalogue.written import EXAMPLES, read_written
from ..catalogue.written import NOUNS as TABLES
from ..model.errors import Fault, InputError
from ..model.fleet import AircraftType
from ..model.listed import ListedFleet
from .itemcolumns import Column, folded
from .itemlist import list_table, raise_in_order
from .listrows import Row, RowReader
from .shapes import ID, fields
from .words import Names, did_you_mean, plain_number, printable, shown

OWN = ("max_payload_kg", "hold_length_m", "hold_width_m", "hold_height_m")
"""What must be stated of a type that the catalogue does not know."""
MOST = 1_000
"""Aircraft of one type."""
COSTS = (0.001, 1_000_000.0)
"""What a load of a type may cost against the others."""
COST_ADVICE = "Write what a load of it costs against the others: 1 and 3.5. What costs next to nothing may cost 0.01."
_COLUMNS = {
    "type": Column("type", "text"),
    "number": Column("number", "whole", zero=True),
    "count": Column("number", "whole", zero=True),
    "cost": Column("cost", "number"),
    "tails": Column("tails", "names"),
    "payload_kg": Column("max_payload_kg", "number"),
    "name": Column("name", "text"),
    "note": Column("note", "text"),
}
_ZERO = ("balance_from_m", "balance_to_m", "oew_arm_m", "seats_arm_m")


def parse_fleet(text: str) -> tuple[ListedFleet, ...]:
    """A fleet in words: `il76md=12,an124_100=2`; a type without a number is as many as it takes. Raises InputError."""
    faults: list[Fault] = []
    rows: list[ListedFleet] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        type, equals, number = (piece.strip() for piece in part.partition("="))
        if type not in aircraft_ids():
            faults.append(_unknown("--fleet", type))
        elif any(row.type == type for row in rows):
            faults.append(Fault("--fleet", f"{type} twice", "each type once", "Add the numbers."))
        elif equals and not (number.isdecimal() and number.isascii() and int(number) <= MOST):
            faults.append(Fault("--fleet", shown(part), f"a number of aircraft up to {MOST}", f"Write {type}=12, or {type} alone."))
        else:
            rows.append(ListedFleet(type=type, number=int(number) if equals else None))
    if not rows and not faults:
        faults.append(Fault("--fleet", "empty", "at least one aircraft type", "Write il76md=12, or give a fleet table."))
    if faults:
        raise InputError(faults)
    return tuple(rows)


def parse_pairs(option: str, text: str, what: str) -> dict[str, float]:
    """Numbers by name in words: `il76md=1.0,an124_100=3.5`. Raises InputError."""
    found: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, number = (piece.strip() for piece in part.partition("="))
        value = plain_number(number)
        if value is None or not math.isfinite(value) or value < 0 or not name:
            raise InputError([Fault(option, shown(part), f"{what}=NUMBER", "Write it as in the example; decimals take a point.")])
        found[name] = float(value)
    return found


def read_fleet(path: Path) -> tuple[ListedFleet, ...]:
    """A fleet table: type, number, cost, tails, and any figure of an aircraft type. Raises InputError with all faults."""
    faults: list[Fault] = []
    table = list_table(path, faults)
    rows: list[ListedFleet] = []
    if table is not None:
        columns = [_column(name) for name in table.header]
        known = Names([*_COLUMNS, *fields(AircraftType)])
        for name, column in zip(table.header, columns, strict=True):
            if column is None and name:
                advice = did_you_mean(
                    known.near(folded(name)), "`aidbridge schema resolved` lists the figures of an aircraft type."
                )
                faults.append(
                    Fault(f"{table.file}:{table.line} {printable(name)}", "an unknown column", "the columns of a fleet", advice)
                )
        reader = RowReader(table, columns, faults)
        rows = [row for read in reader.rows() if (row := _row(read, reader)) is not None]
        if not table.rows and table.complete:
            faults.append(Fault(f"{table.file}:{table.line}", "a header and no rows", "at least one aircraft type", "Add a row."))
        faults += _twice(table.file, rows)
    raise_in_order(faults)
    return tuple(rows)


def _column(header: str) -> Column | None:
    name = folded(header)
    if name in _COLUMNS:
        return _COLUMNS[name]
    if name in TABLES or name == "loads_through":
        return Column(name, "text")
    shape = fields(AircraftType).get(name)
    return Column(name, "number", zero=name in _ZERO) if shape is not None and shape.numeric else None


def _row(row: Row, reader: RowReader) -> ListedFleet | None:
    type = row.text("type")
    if not re.fullmatch(ID, type):
        advice = "Write a type of the catalogue, or a name of your own in letters, digits, dots, dashes."
        reader.fault(row, "type", shown(type), "an aircraft type", advice)
        return None
    own = type not in aircraft_ids()
    missing = [name for name in OWN if own and row.lacks(name)]
    if missing:
        near = near_names(type, {id: id for id in aircraft_ids()})
        advice = f"Fill in {', '.join(missing)} for a type of your own."
        reader.fault(row, "type", shown(type), "a type of the catalogue", f"{did_you_mean(near, '')} {advice}".strip())
    if (row.number("number") or 0) > MOST:
        reader.fault(row, "number", f"{row.number('number'):.0f}", f"at most {MOST}", "Correct the number.")
    cost = row.number("cost")
    if cost is not None and not COSTS[0] <= cost <= COSTS[1]:
        reader.fault(row, "cost", shown(f"{cost:g}"), f"{COSTS[0]:g} to {COSTS[1]:.0f}", COST_ADVICE)
    tails = row.values.get("tails", ())
    assert isinstance(tails, tuple)
    number = row.number("number")
    if tails and number is not None and len(tails) != number:
        reader.fault(row, "tails", f"{len(tails)} tails", f"{number:.0f}, as in number", "Name every tail, or none.")
    if any(not re.fullmatch(ID, str(tail)) for tail in tails):
        reader.fault(row, "tails", ", ".join(map(str, tails)), "letters, digits, dots, dashes", "Separate tails by semicolons.")
    for name in set(TABLES) & set(row.values):
        try:
            read_written(name, row.text(name))
        except ValueError:
            reader.fault(row, name, shown(row.text(name)), EXAMPLES[name], "Correct the table.")
    if row.broken:
        return None
    stated = {name: value for name, value in row.values.items() if name in fields(AircraftType) and name not in ("id", "note")}
    return ListedFleet.model_validate(
        {
            "type": type,
            "row": row.line,
            "cost": 1.0 if cost is None else cost,
            "tails": tails,
            "stated": stated,
        }
        | {"number": len(tails) if tails else None if number is None else int(number)}
    )


def _twice(file: str, rows: list[ListedFleet]) -> list[Fault]:
    first: dict[str, int] = {}
    return [
        Fault(f"{file}:{row.row} type", row.type, f"each type once: row {first[row.type]} has it", "Add the numbers.")
        for row in rows
        if first.setdefault(row.type, row.row) != row.row
    ]


def _unknown(where: str, type: str) -> Fault:
    advice = did_you_mean(
        near_names(type, {id: id for id in aircraft_ids()}), "`aidbridge catalogue aircraft` lists what is known."
    )
    return Fault(where, shown(type), "an aircraft type of the catalogue", advice)
