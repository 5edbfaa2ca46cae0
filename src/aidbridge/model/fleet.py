"""Aircraft: types with their limits, and tails with where they stand and from when."""

from typing import Literal

from .hold import EnvelopeRow, FloorZone, FuelArm, HeightSpan, Position
from .noun import Count, Icao, Id, NotNegative, Noun, Positive, Utc


class PayloadRange(Noun):
    """One corner of the payload-range diagram."""

    payload_kg: NotNegative
    range_km: Positive


class GroundEquipment(Noun):
    """Pieces of one kind of ground equipment."""

    id: Id
    """The kind: `high_loader`, `stairs`."""
    count: Count = 1


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
    height_profile: tuple[HeightSpan, ...] = ()
    """Where the hold is lower or higher than `hold_height_m`, which holds where no stretch is named."""
    loads_through: Literal["rear", "nose", "both", "side"] | None = None
    """Where what stands on the floor comes in and leaves."""
    ramp_length_m: Positive | None = None
    ramp_load_limit_kg: Positive | None = None
    """The most that may stand on the ramp in flight."""
    ramp_angle_deg: Positive | None = None
    """Slope of the ramp when vehicles drive up; None: not known, and then the approach is not judged."""
    floor_limit_kg_m2: Positive | None = None
    running_load_kg_m: Positive | None = None
    axle_limit_kg: Positive | None = None
    floor_zones: tuple[FloorZone, ...] = ()
    """Stretches of the floor with limits of their own; the three figures above hold elsewhere."""
    positions: tuple[Position, ...] = ()
    """Pallet positions with a limit each."""
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
    seats_per_side_m: Positive | None = None
    """Seats to a metre of side wall that may be used beside cargo where the side gap is wide enough; None: nobody sits there."""
    crew: Count | None = None
    wingspan_m: Positive | None = None
    """The parking places that it fits follow from it (ICAO code letter)."""
    ground_equipment: tuple[GroundEquipment, ...] = ()
    """What loading or unloading one aircraft takes of an airfield, as long as that lasts."""
    balance_from_m: float | None = None
    """Forward limit of the load's centre of gravity, from the front of the hold's floor; whatever the load's mass."""
    balance_to_m: float | None = None
    envelope: tuple[EnvelopeRow, ...] = ()
    """Limits of the whole aircraft's centre of gravity by its mass; with it `oew_arm_m` and `fuel_arm` are needed."""
    oew_arm_m: float | None = None
    """Centre of gravity of the empty aircraft, from the front of the hold's floor, as in the envelope."""
    fuel_arm: tuple[FuelArm, ...] = ()
    seats_arm_m: float | None = None
    """Where persons are taken to weigh; None: anywhere along the hold, both ends are judged."""
    lateral_limit_kg_m: Positive | None = None
    """Largest moment of the floor load about the hold's centre line."""
    rings: Count | None = None
    """Tie-down rings of the floor."""
    ring_limit_kg: Positive | None = None
    """What one ring holds in any direction."""
    note: str = ""


class Maintenance(Noun):
    """A span in which an aircraft stands at its home and is neither loaded nor flown."""

    start: Utc
    end: Utc
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
    maintenance: tuple[Maintenance, ...] = ()
    """Spans in which it cannot be used; where it has flown before, it is back at its home by then."""
    registration: str = ""
