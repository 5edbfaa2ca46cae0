"""What nobody has published and safety rules need: assumptions of the draft, each a row that a person accepts or refuses."""

from collections.abc import Iterable
from typing import Any

from ...catalogue.aircraft import aircraft_type
from ...catalogue.airfields import airfield, airfield_ids
from ...catalogue.standins import Values, stand_ins
from ...model.messages import Message
from ..places.tables import fields
from .defaults import SOURCE
from .desk import Desk

Rows = list[dict[str, Any]]
_RUNWAY_WIDTH_M = 45.0


def assumptions_of(desk: Desk, types: Iterable[str], icaos: Iterable[str], measures: tuple[str, ...]) -> Rows:
    """Assumptions about the aircraft, the airfields' pavements, and estimated measures (patterns of their facts' keys)."""
    rows: Rows = []
    heaviest = 0.0
    for type in sorted(set(types)):
        known = aircraft_type(type)
        heaviest = max(heaviest, known.mtow_kg or 0.0)
        values = {f"aircraft:{type}.{name}": value for name, value in stand_ins(known).items()}
        reason = f"what was not read of the {known.name}, and what the catalogue itself marks as estimated"
        rows += _row(desk, f"A-{type.replace('_', '-')}", known.name, reason, values, (f"aircraft:{type}.*",))
    used = sorted(set(icaos))
    strength: Values = {f"airfield:{icao}.strength": heaviest for icao in used if heaviest}
    if strength:
        reason = "pavements are taken to bear the heaviest aircraft of the draft; no strength was read"
        rows += _row(desk, "A-pavement", ", ".join(used), reason, strength, ())
    widths: Values = {f"airfield:{icao}.runway_width_m": _RUNWAY_WIDTH_M for icao in used if _width(icao) is None}
    if widths:
        reason = f"runways are taken to be {_RUNWAY_WIDTH_M:g} m wide; no width was read"
        rows += _row(desk, "A-width", ", ".join(icao for icao in used if _width(icao) is None), reason, widths, ())
    if measures:
        reason = "measures, masses and packing of vehicles and goods are planning figures of the catalogue"
        rows += _row(desk, "A-measures", ", ".join(sorted({_object(one) for one in measures})), reason, {}, measures)
    return rows


def _object(pattern: str) -> str:
    return pattern.partition(":")[2].removesuffix(".*")


def _width(icao: str) -> float | None:
    if icao in airfield_ids():
        return airfield(icao).runway_width_m
    return fields()[icao].runway_width_m if icao in fields() else None


def _row(desk: Desk, id: str, about: str, reason: str, values: Values, accept: tuple[str, ...]) -> Rows:
    figure = desk.default(
        f"assumption:{id}:{_told(values, accept)}",
        says=Message(key="draft.says_assumption", params={"what": about}),
        value=id,
        takes="",
        enters=f"assumptions[{id}]",
        must=True,
        question=Message(key="draft.ask.assumption", params={"what": _told(values, accept)}),
        why=reason,
    )
    if figure is None:
        return []
    told: dict[str, Any] = {"id": id, "reason": reason, "source": SOURCE}
    return [told | ({"values": values} if values else {}) | ({"accept": list(accept)} if accept else {})]


def _told(values: Values, accept: tuple[str, ...]) -> str:
    return "; ".join([f"{key.partition(':')[2]} = {value}" for key, value in values.items()] + list(accept))
