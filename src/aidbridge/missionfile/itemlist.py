"""An item list, in CSV or Excel, to rows of items, or to every fault in it at once."""

import re
import unicodedata
from pathlib import Path

from ..catalogue.dangerous_goods import dangerous_goods
from ..catalogue.equipment import Equipment, equipment, equipment_ids
from ..catalogue.units import unit_ids, unit_type
from ..model.errors import Fault, InputError, UnknownNameError
from ..model.listed import Listed, ListedItem
from .itemcolumns import Column, column, known, near, told, unitless
from .limits import (
    MAX_LIST_BOXES,
    MAX_LIST_BYTES,
    MAX_LIST_COLUMNS,
    MAX_LIST_FAULTS,
    MAX_LIST_ITEMS,
    MAX_LIST_ROWS,
    MAX_LIST_UNPACKED_BYTES,
)
from .listrows import Row, RowReader
from .plausible import PERSON_KG, density_doubt, doubt, plain
from .tables import Manner, Table, read_table
from .words import Names, did_you_mean, printable, shown

MANNER = Manner(
    rows=MAX_LIST_ROWS,
    bytes=MAX_LIST_BYTES,
    unpacked=MAX_LIST_UNPACKED_BYTES,
    columns=MAX_LIST_COLUMNS,
    too_long="A list of items is shorter: write what is alike as one row with its quantity, or load the list in parts.",
    separators=",;\t|",
    computed=True,
    known=known,
)
KINDS: dict[str, Listed] = {
    "vehicle": "vehicle", "trailer": "trailer", "cargo": "cargo", "device": "device", "persons": "persons", "box": "box",
    "truck": "vehicle", "car": "vehicle", "lorry": "vehicle", "van": "vehicle", "ambulance": "vehicle", "tractor": "vehicle",
    "pallet": "cargo", "crate": "cargo", "container": "cargo", "package": "cargo", "supply": "cargo", "supplies": "cargo",
    "person": "persons", "people": "persons", "team": "persons", "passenger": "persons", "passengers": "persons",
    "carton": "box", "boxes": "box", "cartons": "box", "machine": "device", "equipment": "device",
}  # fmt: skip
BY_CATEGORY: dict[str, Listed] = {"vehicle": "vehicle", "trailer": "trailer", "passenger": "persons"}
SIDES = ("length_cm", "width_cm", "height_cm")
MEASURES = (*SIDES, "mass_kg")
MAX_LABEL = 40
_UN = re.compile(r"(?:UN\s*)?(\d{4})", re.IGNORECASE)


def read_item_list(path: Path, ignore_columns: bool = False) -> tuple[ListedItem, ...]:
    """The rows of an item list. Raises InputError with all faults by row and column, the first `MAX_LIST_FAULTS` of them told.

    With `ignore_columns` columns that mean nothing here are passed over.
    """
    faults: list[Fault] = []
    table = list_table(path, faults)
    rows: list[ListedItem] = []
    if table is not None:
        columns = _columns(table, ignore_columns, faults)
        rows = _ItemRows(table, RowReader(table, columns, faults), faults).items()
        if not table.rows and table.complete:
            advice = "Write one row for each item below the header, or write a template: aidbridge load --template items.xlsx"
            faults.append(Fault(f"{table.file}:{table.line}", "a header and no rows", "at least one item", advice))
    raise_in_order(faults)
    return tuple(rows)


def raise_in_order(faults: list[Fault]) -> None:
    """Raise what is wrong with a list, as a person works through it from the top: the first `MAX_LIST_FAULTS` are told."""

    def line(fault: Fault) -> int:
        number = fault.path.partition(":")[2].partition(" ")[0]
        return int(number) if number.isdecimal() else 0

    if faults:
        raise InputError(sorted(faults, key=line)[:MAX_LIST_FAULTS], max(len(faults) - MAX_LIST_FAULTS, 0))


def list_table(path: Path, faults: list[Fault]) -> Table | None:
    """A list's table, read with all that lists may have: other separators, titles, stored results of formulas."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        advice = "Save it as .xlsx, or as `CSV UTF-8 (comma delimited)`."
        faults.append(
            Fault(printable(path.name), f"a file that ends in {printable(path.suffix) or 'nothing'}", ".csv or .xlsx", advice)
        )
        return None
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size > MANNER.bytes:
        limit = f"at most {MANNER.rows} rows and {MANNER.bytes} bytes"
        faults.append(Fault(f"{path.name}{_row_beyond(path)}", f"a file of {size} bytes", limit, MANNER.too_long))
        return None
    return read_table(path, faults, MANNER)


def _row_beyond(path: Path) -> str:
    """The first row beyond the most there may be of a file that is too large, as `:20002`; empty where there is none so far."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            lines = file.read(MANNER.bytes).count(b"\n")
    except OSError:
        return ""
    return f":{MANNER.rows + 2}" if lines > MANNER.rows else ""


def _columns(table: Table, ignore: bool, faults: list[Fault]) -> list[Column | None]:
    """What the columns mean. Names that mean nothing and are like none are told together: there can be a thousand of them."""
    found = [column(name) if name else None for name in table.header]
    where = f"{table.file}:{table.line}"
    strange: list[str] = []
    for n, (name, meaning) in enumerate(zip(table.header, found, strict=True)):
        if meaning is not None:
            if name in table.header[:n]:
                faults.append(Fault(f"{where} {printable(name)}", "the same column twice", "each column once", "Keep one of them."))
                found[n] = None
        elif measure := unitless(name) if name else "":
            advice = f"Name it {measure}_cm or {measure}_m." if column(f"{measure}_cm") else f"Name it {measure}_kg or {measure}_t."
            faults.append(
                Fault(f"{where} {printable(name)}", "a measure without its unit", "the unit in the column's name", advice)
            )
        elif not name and any(cells[n] for _, cells in table.rows):
            faults.append(Fault(f"{where} column {n + 1}", "no name", "a column's name", "Name the column, or empty it."))
        elif name and not ignore:
            alike = near(name)
            if alike and len(faults) < MAX_LIST_FAULTS:
                advice = did_you_mean(alike, "")
                faults.append(Fault(f"{where} {printable(name)}", "an unknown column", "the columns of an item list", advice))
            else:
                strange.append(printable(name, 30))
    if strange:
        listed = ", ".join(strange[:5]) + (f" and {len(strange) - 5} more" if len(strange) > 5 else "")
        advice = f"Known are {told()}. Remove the others, or pass them over with --ignore-columns."
        many = "an unknown column" if len(strange) == 1 else f"{len(strange)} unknown columns"
        faults.append(Fault(where, f"{many}: {listed}", "the columns of an item list", advice))
    return found


class _ItemRows:
    """Rows into items: kinds, identifiers, what is missing, what cannot be meant, what names another row."""

    def __init__(self, table: Table, reader: RowReader, faults: list[Fault]) -> None:
        self._table, self._reader, self._faults = table, reader, faults
        self._labels: dict[str, int] = {}
        self._ids: dict[str, int] = {}
        self._equipment = Names(equipment_ids())
        self._kinds = Names(KINDS)

    def items(self) -> list[ListedItem]:
        read = self._reader.rows()
        made = [item for row in read if (item := self._item(row)) is not None]
        lines = {row.line: row for row in read}
        self._identify(made)
        self._towing(made, lines)
        self._too_many(made)
        return made

    def _item(self, row: Row) -> ListedItem | None:
        """The row as an item, its faults told; None where it cannot be made."""
        before = len(self._faults)
        type = self._type(row)
        kind = self._kind(row, type)
        if kind is None:
            return None
        for name in MEASURES:
            self._measure(row, kind, name, type)
        self._density(row, kind)
        self._quantity(row, kind)
        self._axles(row, kind)
        self._persons(row, kind)
        self._unit(row, kind)
        uns = self._uns(row)
        label = self._label(row, type, kind)
        if len(self._faults) > before or row.broken:
            return None
        fields = ("length_cm", "width_cm", "height_cm", "mass_kg", "axles", "axle_loads_kg", "axle_at_cm", "turnable", "stop",
                  "together", "apart", "stackable", "load_limit_kg", "upright", "hazard_class",
                  "per_package")  # fmt: skip
        given = {name: row.values[name] for name in fields if name in row.values}
        return ListedItem.model_validate(
            given
            | {
                "id": self._id(label, row.line),
                "label": label,
                "name": row.text("name"),
                "row": row.line,
                "quantity": int(row.number("quantity") or 1),
                "kind": kind,
                "equipment": type.id if type else None,
                "persons": int(row.number("persons") or 0),
                "un_numbers": uns,
                "unit": row.text("unit") or None,
                "towed_by": None,
            }
        )

    def _type(self, row: Row) -> Equipment | None:
        name = row.text("equipment")
        if not name or name in self._equipment:
            return equipment(name) if name else None
        advice = did_you_mean(self._equipment.near(name), "`aidbridge catalogue equipment` lists what is known.")
        self._reader.fault(row, "equipment", shown(name), "a type of the equipment catalogue", advice)
        return None

    def _kind(self, row: Row, type: Equipment | None) -> Listed | None:
        """As written; else by the catalogue, or by what the row has. Faulty rows are judged no further."""
        written = row.text("kind")
        if written:
            kind = KINDS.get(written.casefold())
            if kind is None:
                advice = did_you_mean(self._kinds.near(written), "Write one of them.")
                self._reader.fault(row, "kind", shown(written), "vehicle, trailer, cargo, device, persons or box", advice)
            return kind
        if "kind" in row.broken or "equipment" in row.broken:
            return None
        if type is not None:
            return BY_CATEGORY.get(type.category, "box" if "unit" in row.values else "cargo")
        if "persons" in row.values and row.lacks("length_cm"):
            return "persons"
        if "axles" in row.values or "axle_loads_kg" in row.values:
            return "vehicle"
        if "unit" in row.values:
            return "box"
        self._reader.fault(
            row, "kind", "nothing", "vehicle, trailer, cargo, device, persons or box", "Write what it is: vehicles keep wider gaps."
        )
        return None

    def _measure(self, row: Row, kind: Listed, name: str, type: Equipment | None) -> None:
        """A measure that is missing, or cannot be meant."""
        value = row.number(name)
        if kind == "persons":
            return
        if value is not None:
            _, column = row.columns[name]
            if found := doubt(kind, name, value, column.factor, column.unit):
                self._reader.fault(row, name, found.value, found.limit, found.advice)
            return
        known_by_type = type is not None and getattr(type, name.replace("_cm", "_m")) is not None
        if row.lacks(name) and not known_by_type and "equipment" not in row.broken:
            base = name.rpartition("_")[0]
            columns = f"{base}_kg or {base}_t" if name == "mass_kg" else f"{base}_cm or {base}_m"
            limit = "required of everything but persons"
            advice = f"The catalogue does not know it of {type.id}: fill in {columns}." if type else f"Fill in {columns}."
            self._reader.fault(row, name, "nothing", limit, advice)

    def _density(self, row: Row, kind: Listed) -> None:
        sides = [row.number(name) for name in SIDES]
        mass = row.number("mass_kg")
        if kind == "persons" or mass is None or row.broken & set(MEASURES):
            return
        if sides[0] is not None and sides[1] is not None and sides[2] is not None:
            found = density_doubt(kind, (sides[0], sides[1], sides[2]), mass)
            if found:
                self._reader.fault(row, "mass_kg", found.value, found.limit, found.advice)

    def _quantity(self, row: Row, kind: Listed) -> None:
        """A number that can be meant. One row beyond the most a list may have is told before its items are made."""
        quantity = row.number("quantity")
        name, most = ("boxes", MAX_LIST_BOXES) if kind == "box" else ("items", MAX_LIST_ITEMS)
        if quantity == 0:
            self._reader.fault(row, "quantity", "0", "1 or more", "Remove the row of what does not fly.")
        elif quantity is not None and quantity > most:
            self._reader.fault(row, "quantity", plain(quantity), f"at most {most} {name} a list", "Load the list in parts.")

    def _axles(self, row: Row, kind: Listed) -> None:
        """Axle loads that agree with their number, their places and the mass."""
        loads, places = row.values.get("axle_loads_kg", ()), row.values.get("axle_at_cm", ())
        assert isinstance(loads, tuple)
        assert isinstance(places, tuple)
        count, mass, length = row.number("axles"), row.number("mass_kg"), row.number("length_cm")
        if len(loads) > 1 and count is not None and count != len(loads):
            told = f"{len(loads)} axle loads for {count:.0f} axles"
            self._reader.fault(row, "axle_loads_kg", told, "one load for the heaviest axle, or one an axle", "Correct either.")
        if places and len(places) != (len(loads) if len(loads) > 1 else count or 0):
            told = f"{len(places)} places"
            self._reader.fault(row, "axle_at_cm", told, "one place an axle", "Write as many places as there are axles.")
        if length is not None and any(float(place) > length for place in places):
            self._reader.fault(
                row, "axle_at_cm", f"{max(map(float, places)):.0f} cm", f"at most {length:.0f} cm", "Correct the place."
            )
        if mass is not None and "axle_loads_kg" not in row.broken:
            heaviest = max(map(float, loads), default=0.0)
            total = sum(map(float, loads)) if len(loads) > 1 else heaviest * (count or 1)
            if heaviest > mass * 1.001:
                self._reader.fault(
                    row, "axle_loads_kg", f"{plain(heaviest)} kg", f"at most the mass, {plain(mass)} kg", "Check the units."
                )
            elif loads and (len(loads) > 1 or count) and total < mass * 0.9:
                limit = f"axles that carry the mass, {plain(mass)} kg"
                self._reader.fault(row, "axle_loads_kg", f"{plain(total)} kg in all", limit, "Correct the loads, or the mass.")

    def _persons(self, row: Row, kind: Listed) -> None:
        persons, mass = row.number("persons"), row.number("mass_kg")
        if kind != "persons":
            if persons:
                advice = "Write persons as rows of their own: nobody sits in a vehicle in flight."
                self._reader.fault(row, "persons", f"{persons:.0f}", f"no persons in a {kind}", advice)
            return
        if mass is not None and not PERSON_KG[0] <= mass / max(persons or 1, 1) <= PERSON_KG[1]:
            each = f"{plain(mass / max(persons or 1, 1))} kg a person"
            limit = f"{PERSON_KG[0]:.0f} to {PERSON_KG[1]:.0f} kg with baggage"
            self._reader.fault(row, "mass_kg", each, limit, "Write the mass of all persons of the row's group with their baggage.")

    def _unit(self, row: Row, kind: Listed) -> None:
        """Boxes name the unit they are built into; nothing else does. Stops count from 1."""
        written = row.text("unit")
        if kind == "box" and row.lacks("unit"):
            advice = f"Write one of {', '.join(unit_ids())}; a box that flies loose is cargo."
            self._reader.fault(row, "unit", "nothing", "the pallet or container that boxes are built onto", advice)
        elif written and kind != "box":
            advice = "Leave it empty, or make the row's kind box."
            self._reader.fault(row, "unit", shown(written), f"nothing for a {kind}", advice)
        elif written:
            try:
                unit_type(written)
            except UnknownNameError as wrong:
                advice = did_you_mean(wrong.near, f"Known are {', '.join(unit_ids())}.")
                self._reader.fault(row, "unit", shown(written), "a pallet or container of the catalogue", advice)
        if row.number("stop") == 0:
            self._reader.fault(row, "stop", "0", "1 or more", "The first stop is 1.")
        if kind == "box" and (row.text("together") or row.text("apart")):
            mark = "together" if row.text("together") else "apart"
            advice = "Give the boxes a unit type or a stop of their own; marks are for whole items."
            self._reader.fault(row, mark, shown(row.text(mark)), "no marks on boxes", advice)

    def _uns(self, row: Row) -> tuple[str, ...]:
        written = row.values.get("un_numbers", ())
        assert isinstance(written, tuple)
        found = [(str(text), _UN.fullmatch(str(text))) for text in written]
        for text, match in found:
            if match is None:
                self._reader.fault(row, "un_numbers", shown(text), "four digits", "Write UN numbers such as UN1791.")
        uns = tuple(f"UN{match[1]}" for _, match in found if match)
        if "per_package" in row.values and not row.broken:
            unit = row.columns["per_package"][1].unit
            for un in uns:
                goods = dangerous_goods(un, row.text("hazard_class"))
                if goods.limits_known and goods.unit != unit:
                    limit = f"{goods.unit}, in which {un} is counted"
                    self._reader.fault(row, "per_package", unit, limit, f"Use the column un_per_package_{goods.unit}.")
        return uns

    def _label(self, row: Row, type: Equipment | None, kind: Listed) -> str:
        """The row's identifier as written, which no other row may have; else what it is, with its line."""
        written = row.text("id")
        if not written:
            return f"{(row.text('name') or (type.id if type else kind))[:MAX_LABEL]} {row.line}"
        if len(written) > MAX_LABEL:
            self._reader.fault(row, "id", shown(written), f"at most {MAX_LABEL} characters", "Shorten it; the rest goes into name.")
        if (first := self._labels.setdefault(written.casefold(), row.line)) != row.line:
            self._reader.fault(row, "id", shown(written), f"each id once: row {first} has it", "Give each row an id of its own.")
        return written

    def _id(self, label: str, line: int) -> str:
        """A label in the letters that identifiers have, told apart by its line where two become the same."""
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
        found = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._") or f"row-{line}"
        if self._ids.setdefault(found, line) != line:
            found = f"{found}-row{line}"
            self._ids[found] = line
        return found

    def _identify(self, made: list[ListedItem]) -> None:
        """Items of one row may not be called as those of another."""
        taken: dict[str, ListedItem] = {}
        for item in made:
            for id in item.item_ids()[:MAX_LIST_ITEMS]:
                other = taken.setdefault(id, item)
                if other is not item:
                    limit = f"each id once: row {other.row} with its quantity has it"
                    self._faults.append(Fault(f"{self._table.file}:{item.row} id", id, limit, "Give the row another id."))
                    break

    def _towing(self, made: list[ListedItem], rows: dict[int, Row]) -> None:
        """Which row each trailer is towed by."""
        by_label = {item.label.casefold(): item for item in made}
        labels = Names(item.label for item in made if item.kind == "vehicle")
        for n, item in enumerate(made):
            name = rows[item.row].text("towed_by")
            if not name:
                continue
            tractor = by_label.get(name.casefold())
            if tractor is None or tractor.kind != "vehicle":
                limit, advice = "the id of a vehicle of this list", did_you_mean(labels.near(name), "Write its id.")
                if name.casefold() in self._labels and tractor is None:
                    continue  # its own row is faulty, and told
                self._reader.fault(rows[item.row], "towed_by", shown(name), limit, advice)
            elif tractor.quantity < item.quantity:
                told = f"{item.quantity} towed by {tractor.quantity}"
                self._reader.fault(rows[item.row], "towed_by", told, "a tractor for each", "Raise the quantity of tractors.")
            else:
                made[n] = item.model_copy(update={"towed_by": tractor.id})

    def _too_many(self, made: list[ListedItem]) -> None:
        boxes, others = [item for item in made if item.kind == "box"], [item for item in made if item.kind != "box"]
        for name, counted, limit in (("items", others, MAX_LIST_ITEMS), ("boxes", boxes, MAX_LIST_BOXES)):
            total = sum(item.quantity for item in counted)
            if total > limit:
                most = max(counted, key=lambda item: item.quantity)
                where = f"{self._table.file}:{most.row} quantity"
                self._faults.append(Fault(where, f"{total} {name} in all", f"at most {limit} {name}", "Load the list in parts."))
