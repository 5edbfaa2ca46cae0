"""What nobody has published and safety rules need: assumptions of the draft, each a row that a person accepts or refuses."""

from collections.abc import Iterable
from typing import Any

from ...catalogue.aircraft import aircraft_type
from ...catalogue.airfields import airfield, airfield_ids
from ...model.fleet import AircraftType
from ...model.messages import Message
from ..places.tables import fields
from .defaults import SOURCE
from .desk import Desk

Rows = list[dict[str, Any]]
Values = dict[str, float | str]
_BAND = (0.425, 0.5375)
"""Where a load's centre of gravity may lie, as shares of the hold's length from its front: a band about the middle."""
_RINGS_A_METRE = 6
_RING_KG = 10_000.0
_WIDTH_M = 30.0
_TAKEOFF_M, _LANDING_M = 2_000.0, 1_500.0
_FLOOR_KG_M2, _AXLE_KG = 1_450.0, 5_000.0
"""The lowest of the catalogue's cargo floors, and about the axle of a truck that such a floor is known to bear."""
_RANGE_KM = 5_000
_MLW_SHARE, _FUEL_SHARE = 0.8, 0.4
"""Of the largest take-off mass: as of the airlifters whose figures are known, 0.76 to 0.9 and 0.28 to 0.45."""
_SEATS_A_METRE = 5
_RUNWAY_WIDTH_M = 45.0


def assumptions_of(desk: Desk, types: Iterable[str], icaos: Iterable[str], measures: tuple[str, ...]) -> Rows:
    """Assumptions about the aircraft, the airfields' pavements, and estimated measures (patterns of their facts' keys)."""
    rows: Rows = []
    heaviest = 0.0
    for type in sorted(set(types)):
        known = aircraft_type(type)
        heaviest = max(heaviest, known.mtow_kg or 0.0)
        values = {f"aircraft:{type}.{name}": value for name, value in _aircraft(known).items()}
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


def _aircraft(known: AircraftType) -> Values:
    """Values for what the rules need and the catalogue does not have."""
    values: Values = {}
    if known.hold_length_m is not None:
        if not known.envelope and known.balance_from_m is None:
            band = zip(("balance_from_m", "balance_to_m"), _BAND, strict=True)
            values |= {name: round(share * known.hold_length_m, 2) for name, share in band}
        values |= {"rings": float(int(_RINGS_A_METRE * known.hold_length_m)), "ring_limit_kg": _RING_KG}
        values |= {"floor_limit_kg_m2": _FLOOR_KG_M2, "axle_limit_kg": _AXLE_KG}
        values |= {f"door_{side}": size for side in ("width_m", "height_m") if (size := getattr(known, f"hold_{side}")) is not None}
    values |= {"runway_width_m": _WIDTH_M, "runway_takeoff_m": _TAKEOFF_M, "runway_landing_m": _LANDING_M}
    if known.mtow_kg is not None:
        values |= {"mlw_kg": round(_MLW_SHARE * known.mtow_kg), "max_fuel_kg": round(_FUEL_SHARE * known.mtow_kg)}
    if known.oew_kg is not None:
        values["mzfw_kg"] = known.oew_kg + known.max_payload_kg
    if not known.payload_range:
        values["payload_range"] = f"{known.max_payload_kg:g}:{_RANGE_KM}"
    if known.troop_seats is None and known.hold_length_m is not None:
        values["troop_seats"] = float(int(_SEATS_A_METRE * known.hold_length_m))
    return {name: value for name, value in values.items() if getattr(known, name) in (None, ())}


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
