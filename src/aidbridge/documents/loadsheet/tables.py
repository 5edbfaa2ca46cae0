"""A load sheet's tables: for its page, for Excel and for CSV."""

from ...model.facts import Scalar
from ...model.loadsheet import LoadSheet
from ..dossier import Dossier
from ..rows import proof
from ..rows.air import dangerous, persons_of, seats_of
from ..rows.table import Cell, Table
from ..sections.loads import length_used_cm
from .cards import chains, what


def sheet_tables(d: Dossier, sheet: LoadSheet) -> tuple[Table, ...]:
    """All tables, as they stand in the workbook."""
    return (loads(d, sheet), load_list(d, sheet), left(d, sheet), proof.rules(d), proof.findings(d), bounds(d, sheet),
            proof.assumptions(d), proof.facts(d), proof.explanations(d))  # fmt: skip


def loads(d: Dossier, sheet: LoadSheet) -> Table:
    """One row for each aircraft."""
    rows: list[tuple[Cell, ...]] = []
    for load in d.plan.loads:
        type = d.aircraft_types.get(load.aircraft_type)
        used = length_used_cm(d, load)
        rows.append(
            (load.id, d.aircraft_name(load.aircraft_type), sheet.tails.get(load.id), len(load.placements), persons_of(d, load),
             seats_of(d, load) if persons_of(d, load) else None, load.payload_kg, type.max_payload_kg if type else None,
             round(used / 100, 2), type.hold_length_m if type else None,
             None if load.balance_cm is None else load.balance_cm / 100)
        )  # fmt: skip
    names = "load type tail items persons seats payload payload_limit floor floor_limit centre"
    return _table(d, "loads", names, rows)


def load_list(d: Dossier, sheet: LoadSheet) -> Table:
    """One row for each item of each aircraft, in the order of loading; persons last."""
    rows: list[tuple[Cell, ...]] = []
    for load in d.plan.loads:
        type = d.aircraft_types.get(load.aircraft_type)
        start: tuple[Cell, ...] = (load.id, d.aircraft_name(load.aircraft_type), sheet.tails.get(load.id))
        for number, placement in enumerate(load.placements, 1):
            item = d.items.get(placement.item)
            if item is None:
                continue
            across = item.length_cm if placement.turned else item.width_cm
            right = None if not type or not type.hold_width_m else round(type.hold_width_m - (placement.y_cm + across) / 100, 2)
            rows.append(
                (*start, number, item.id, d.label(item.id), what(d, item), item.length_cm / 100, item.width_cm / 100,
                 item.height_cm / 100, item.mass_kg, placement.x_cm / 100, placement.y_cm / 100, right,
                 d.voice.say("word.yes" if placement.turned else "word.no"), item.stop, chains(d, item, type), dangerous(item))
            )  # fmt: skip
        for id in load.persons:
            if person := d.items.get(id):
                rows.append(
                    (
                        *start,
                        None,
                        id,
                        d.label(id),
                        what(d, person),
                        None,
                        None,
                        None,
                        person.mass_kg,
                        *(None,) * 4,
                        person.stop,
                        None,
                        None,
                    )
                )
    names = "load type tail n id item name length_m width_m height_m mass front left right turned stop chains goods"
    return _table(d, "list", names, rows)


def left(d: Dossier, sheet: LoadSheet) -> Table:
    """What stays behind, with the reason."""
    rows: list[tuple[Cell, ...]] = []
    for one in sheet.left_behind:
        item = d.items.get(one.item)
        named = {name: _named(d, name, value) for name, value in one.reason.params.items()}
        reason = d.voice.say(one.reason, **named)
        rows.append((d.label(one.item), what(d, item) if item else None, item.mass_kg if item else None, reason))
    for boxes in sheet.not_built:
        told = f"{d.voice.say(boxes.reason)} {d.voice.say(boxes.relaxation)}"
        rows.append((boxes.label, d.voice.say("sheet.boxes", n=boxes.count), None, told))
    return _table(d, "left", "item name mass reason", rows)


def _named(d: Dossier, name: str, value: Scalar) -> Scalar:
    """A parameter of a reason with items and aircraft types called by their names."""
    if not isinstance(value, str):
        return value
    return d.aircraft_name(value) if name == "aircraft_type" else d.label(value)


def bounds(d: Dossier, sheet: LoadSheet) -> Table:
    """How few or cheap any loads could be, beside what these are."""
    rows: list[tuple[Cell, ...]] = [
        (d.voice.say(f"sheet.figure.{bound.figure}"), sheet.value_of(bound), bound.value, d.voice.say(f"bound.{bound.name}"),
         bound.trusted or None)
        for bound in sheet.bounds
    ]  # fmt: skip
    return _table(d, "bounds", "figure value bound reasoning trusted", rows)


def _table(d: Dossier, id: str, names: str, rows: list[tuple[Cell, ...]]) -> Table:
    headers = tuple(d.voice.say(f"sheet.column.{name}") for name in names.split())
    return Table(id, d.voice.say(f"sheet.table.{id}"), headers, tuple(rows))
