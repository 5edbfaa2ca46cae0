"""A need sheet that a receiving side filled in: rows to need lines, or every fault in it at once."""

from collections.abc import Sequence
from pathlib import Path

from ..model.errors import Fault, InputError
from ..model.needs import Need
from ..model.places import Place, Site
from .itemcolumns import folded
from .itemlist import raise_in_order
from .listrows import Row
from .sheetcells import SheetReader, sheet_table
from .sheetcolumns import NEED
from .words import Names, did_you_mean, shown


def read_needs(path: Path, places: Sequence[Place], sites: Sequence[Site] = (), taken: Sequence[str] = ()) -> tuple[Need, ...]:
    """The needs of a filled-in sheet (.csv, .xlsx), for a mission's places and sites. Needs without an identifier are named after
    place and item. Raises InputError with every fault, each by row and column."""
    faults: list[Fault] = []
    table = sheet_table(path, NEED, faults)
    if table is None:
        raise InputError(faults)
    reader = SheetReader(table, NEED, faults)
    names = {folded(text): place.id for place in places for text in (place.name, place.id)}
    used = set(taken)
    needs = [need for row in reader.rows if (need := _need(reader, row, names, {site.id for site in sites}, used)) is not None]
    if not reader.rows and not faults:
        faults.append(Fault(table.file, "no rows", "at least one need", "Fill in a row."))
    raise_in_order(faults)
    return tuple(needs)


def _need(reader: SheetReader, row: Row, places: dict[str, str], sites: set[str], used: set[str]) -> Need | None:
    item, place = reader.item(row), places.get(folded(row.text("place")), "")
    if row.text("place") and not place:
        close = [places[name] for name in Names(places).near(folded(row.text("place")))]
        reader.fault(row, "place", shown(row.text("place")), "a place of the mission", did_you_mean(close, "Add it to its places."))
    if row.text("site") and row.text("site") not in sites:
        close = Names(sites).near(row.text("site"))
        reader.fault(row, "site", shown(row.text("site")), "a site of the mission", did_you_mean(close, "Add it to its sites."))
    start, end = reader.moment(row, "start"), reader.moment(row, "end")
    if start is not None and end is not None and end <= start:
        reader.fault(
            row, "end", shown(row.text("end")), f"after the start, {row.text('start')}", "The dates are reversed or the same."
        )
    low, high = reader.range(row, "voltage_v")
    if high is not None:
        reader.fault(row, "voltage_v", shown(row.text("voltage_v")), "one voltage", "Write the voltage of the mains there.")
    hertz = reader.numbers(row, "frequency_hz")
    requires = {
        "certificates": reader.texts(row, "certificates"),
        "voltage_v": low,
        "frequency_hz": hertz[0] if hertz else None,
        "plugs": reader.plugs(row),
        "manual_languages": reader.tongues(row, "manual_languages"),
        "shelf_life_days": row.number("shelf_life_days"),
        "classification": reader.module(row),
        "staff": reader.staff(row),
        "self_sufficiency_days": row.number("self_sufficiency_days"),
    }
    id = row.text("need") or (f"{place}-{item}" if place and item else "")
    if row.text("need") and id in used:
        reader.fault(row, "need", shown(id), "an identifier of its own", "Choose another one.")
    base, number = id, 2
    while id in used:
        id, number = f"{base}-{number}", number + 1
    used.add(id)
    found = {
        "id": id or None,
        "capability": item or None,
        "place": place or None,
        "site": row.text("site") or None,
        "quantity": row.number("quantity"),
        "start": start,
        "end": end,
        "severity": row.number("severity"),
        "mandatory": row.values.get("mandatory"),
        "floor": row.number("floor"),
        "min_skill": row.text("skill"),
        "language": row.text("language"),
        "requires": {key: value for key, value in requires.items() if value not in (None, (), "")},
    }
    floor = row.number("floor")
    if floor is not None and floor > 1:
        reader.fault(row, "floor", f"{floor:g}", "a share from 0 to 1", "Write 80 % as 0.8.")
    if row.broken or None in (found["id"], found["capability"], found["place"], found["quantity"], found["start"]):
        return None
    return reader.made(row, Need, found, {"id": "need", "min_skill": "skill", "capability": "item", "classification": "module"})
