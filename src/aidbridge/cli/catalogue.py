"""`aidbridge catalogue`: what is known of aircraft, equipment, units to build on and airfields, with status and source."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..documents.tables import Table


class Room(StrEnum):
    """What the catalogue knows of."""

    AIRCRAFT = "aircraft"
    EQUIPMENT = "equipment"
    UNITS = "units"
    AIRFIELDS = "airfields"
    CAPABILITIES = "capabilities"


def catalogue(
    room: Annotated[Room, typer.Argument(help="What to look up.", show_default=False)],
    id: Annotated[str | None, typer.Argument(help="One of them; none lists all there are.", show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show the catalogue: identifiers, or the facts of one, each with its status and source."""
    from .terminal import print_table, table_json

    made = _facts(room, id) if id else _names(room)
    if json:
        typer.echo(table_json([made]))
    else:
        print_table(made)


def _names(room: Room) -> "Table":
    """All identifiers of a room."""
    from ..catalogue import aircraft, airfields, capabilities, equipment, units
    from ..documents.tables import Table

    rows = {
        Room.AIRCRAFT: lambda: [(id, aircraft.aircraft_type(id).name) for id in aircraft.aircraft_ids()],
        Room.EQUIPMENT: lambda: [(id, equipment.equipment(id).name) for id in equipment.equipment_ids()],
        Room.UNITS: lambda: [(id, units.unit_type(id).name) for id in units.unit_ids()],
        Room.AIRFIELDS: lambda: [(id, airfields.airfield(id).name) for id in airfields.airfield_ids()],
        Room.CAPABILITIES: lambda: [(c.id, c.name["en"]) for c in capabilities.capabilities()],
    }[room]()
    return Table(room.value, room.value, ("id", "name"), tuple(rows))


def _facts(room: Room, id: str) -> "Table":
    """The facts of one thing. Raises UnknownNameError, with near names."""
    from ..catalogue import aircraft, airfields, capabilities, equipment, units
    from ..documents.tables import Table

    if room is Room.CAPABILITIES:
        known = capabilities.capability(id)
        rows = [("name", known.name["en"]), ("measure", known.measure.value), ("unit", known.unit)]
        return Table(id, id, ("field", "value"), tuple(rows))
    look_up = {
        Room.AIRCRAFT: aircraft.aircraft_facts,
        Room.EQUIPMENT: equipment.equipment_facts,
        Room.UNITS: units.unit_facts,
        Room.AIRFIELDS: airfields.airfield_facts,
    }
    facts = tuple((f.key.partition(".")[2], str(f.value), f.status.value, f.source) for f in look_up[room](id))
    return Table(id, id, ("field", "value", "status", "source"), facts)
