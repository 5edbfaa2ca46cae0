"""Aircraft: types with their limits, and tails with where they stand and from when."""

from .noun import Count, Icao, Id, NotNegative, Noun, Positive, Utc


class PayloadRange(Noun):
    """One corner of the payload-range diagram."""

    payload_kg: NotNegative
    range_km: Positive


class AircraftType(Noun):
    """An aircraft type. `None` means the figure is not known; every known one has a fact `aircraft:<id>.<field>`."""

    id: Id
    name: str
    max_payload_kg: Positive
    oew_kg: Positive | None = None
    mzfw_kg: Positive | None = None
    mtow_kg: Positive | None = None
    mlw_kg: Positive | None = None
    max_fuel_kg: Positive | None = None
    hold_length_m: Positive | None = None
    hold_length_incl_ramp_m: Positive | None = None
    hold_width_m: Positive | None = None
    hold_height_m: Positive | None = None
    door_width_m: Positive | None = None
    door_height_m: Positive | None = None
    ramp_length_m: Positive | None = None
    ramp_load_limit_kg: Positive | None = None
    floor_limit_kg_m2: Positive | None = None
    running_load_kg_m: Positive | None = None
    axle_limit_kg: Positive | None = None
    single_item_limit_kg: Positive | None = None
    pallets_463l: Count | None = None
    cruise_tas_kmh: Positive
    payload_range: tuple[PayloadRange, ...] = ()
    """From the largest payload to the smallest."""
    ferry_range_km: Positive | None = None
    runway_takeoff_m: Positive | None = None
    """At the largest take-off mass, sea level, standard atmosphere."""
    runway_landing_m: Positive | None = None
    runway_width_m: Positive | None = None
    """Least runway width."""
    troop_seats: Count | None = None
    """Seats in an otherwise empty hold, or in the cabin of a passenger aircraft."""
    seats_beside_cargo: Count | None = None
    """Seats usable whatever lies in the hold (a separate cabin); `None` means none."""
    crew: Count | None = None
    balance_from_m: float | None = None
    """Forward limit of the load's centre of gravity, from the front of the hold's floor."""
    balance_to_m: float | None = None
    note: str = ""


class Tail(Noun):
    """One aircraft, where it stands, and when the mission may use it."""

    id: Id
    type: Id
    offer: Id
    at: Icao
    """Where it stands when it becomes available."""
    available_from: Utc
    available_to: Utc | None = None
    home: Icao | None = None
    """Where it goes at the end; `None` means `at`."""
    registration: str = ""
