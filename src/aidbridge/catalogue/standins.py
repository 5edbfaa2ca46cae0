"""Engineering estimates for what nobody has published of an aircraft type and safety rules need."""

from ..model.fleet import AircraftType

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


def stand_ins(known: AircraftType) -> Values:
    """Values, by field, for what the rules need and the catalogue does not have: for an assumption that a person accepts."""
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
