"""Airfields of a draft as the mission states them: catalogue, tables, and stated defaults for what neither knows."""

from typing import Any

from ...catalogue.airfields import airfield, airfield_ids
from ...model.messages import Message
from ..places.tables import AIRFIELD_SOURCE, AIRFIELDS_DATED, Field, fields
from .defaults import SOURCE, default
from .desk import Desk
from .figure import Figure

_LIMITS = ("parking_places", "landing_interval_min", "loading_teams", "unloading_teams", "loading_min", "unloading_min")
_CATALOGUED = ("loading_min", "unloading_min")


def field_row(desk: Desk, icao: str) -> dict[str, Any]:
    """The row of an airfield: described in full where the catalogue does not know it, with its ground limits as defaults."""
    row: dict[str, Any] = {"icao": icao}
    known = icao in airfield_ids()
    if not known and icao in fields():
        row |= _described(desk, fields()[icao])
    for name in _LIMITS:
        if known and name in _CATALOGUED and getattr(airfield(icao), name) is not None:
            continue
        stated = default("airfield", name)
        figure = desk.default(
            f"airfield:{icao}.{name}",
            says=Message(key=f"draft.limit.{name}", params={"icao": icao}),
            value=int(stated.value),
            takes="whole",
            enters=f"airfields[{icao}].{name}",
            must=False,
            question=Message(key="draft.ask.limit", params={"n": stated.value}),
            why="no report says it",
        )
        if figure is not None:
            row[name] = figure.tree()
    return row


def _described(desk: Desk, field: Field) -> dict[str, Any]:
    def read(value: Any) -> dict[str, Any]:
        return Figure(value, "read", AIRFIELD_SOURCE, dated=AIRFIELDS_DATED).tree()

    row = {"name": read(field.name), "country": read(field.country), "lat": read(field.lat), "lon": read(field.lon)}
    row["elevation_m"] = read(field.elevation_m) if field.elevation_m is not None else _estimated("elevation_m")
    row["time_zone"] = Figure(field.time_zone or "UTC", "derived", "zone of the position in the IANA time zone database").tree()
    if field.runway_m is not None:
        row["runway_m"] = read(field.runway_m)
    else:
        stated = default("airfield", "runway_m")
        figure = desk.default(
            f"airfield:{field.id}.runway_m",
            says=Message(key="draft.says_runway", params={"icao": field.id}),
            value=int(stated.value),
            takes="number",
            enters=f"airfields[{field.id}].runway_m",
            must=True,
            question=Message(key="draft.ask.runway", params={"icao": field.id, "n": stated.value}),
            why=stated.why,
        )
        row["runway_m"] = figure.tree() if figure is not None else _estimated("runway_m")
    if field.runway_width_m:
        row["runway_width_m"] = read(field.runway_width_m)
    if field.surface:
        row["surface"] = read(field.surface)
    return row


def _estimated(name: str) -> dict[str, Any]:
    stated = default("airfield", name)
    return Figure(stated.value, "estimated", SOURCE, stated.why).tree()


def zone_of(icao: str) -> str:
    """An airfield's time zone; UTC where nobody knows it."""
    if icao in airfield_ids():
        return airfield(icao).time_zone
    return (fields()[icao].time_zone if icao in fields() else "") or "UTC"
