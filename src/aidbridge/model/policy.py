"""The mission's own settings: clearances in the hold, reserves, road rules, rates. All have defaults with a source."""

from typing import Literal

from .noun import Count, NotNegative, Noun, Positive, Share, State


class HoldPolicy(Noun):
    """Distances kept in the hold. Defaults: the mission rules (0.15 m between vehicles and to the side walls, 0.10 m to the
    roof); gaps between pallets are an engineering estimate."""

    vehicle_gap_m: NotNegative = 0.15
    """Between a vehicle and anything else, and between a vehicle and a side wall."""
    cargo_gap_m: NotNegative = 0.05
    """Between two items neither of which is a vehicle, and between such an item and a side wall."""
    roof_gap_m: NotNegative = 0.10
    seat_gap_m: NotNegative = 0.60
    """Persons sit beside cargo only where the side gap is at least this."""
    person_kg: Positive = 120.0
    """Planning mass of a person with baggage (equipment catalogue, `person_bag`)."""


class FuelPolicy(Noun):
    """Reserves carried on every leg. Defaults follow ICAO Annex 6 Part I: contingency 5 % of trip fuel, final reserve 30 min."""

    contingency: Share = 0.05
    final_reserve_min: Count = 30
    alternate_km: NotNegative = 370.0
    """Distance to an alternate where the destination names none."""
    taxi_kg: NotNegative = 0.0


class RunwayPolicy(Noun):
    """Factors on runway lengths. Length grows 7 % per 300 m of elevation and 1 % per degree above the standard atmosphere
    (ICAO Annex 14 / Aerodrome Design Manual Part 1)."""

    takeoff_factor: Positive = 1.15
    landing_factor: Positive = 1.67
    per_300m: Share = 0.07
    per_degree: Share = 0.01


class RoadPolicy(Noun):
    """Driving: Regulation (EC) 561/2006 unless the mission says otherwise."""

    convoy_speed_kmh: Positive = 60.0
    local_speed_kmh: Positive = 45.0
    detour_factor: Positive = 1.3
    """Road over straight-line distance where no road is stated."""
    drive_max_min: Count = 270
    break_min: Count = 45
    daily_drive_max_min: Count = 540
    daily_rest_min: Count = 660
    team_rest_min: Count = 540
    """Daily rest with two drivers, within 30 hours (Article 8(5))."""
    drivers_per_vehicle: Literal[1, 2] = 2
    max_convoys: Count = 3
    """Convoys one road leg may carry in one direction (escorts are few)."""
    assembly_min: Count = 60
    """From the last vehicle unloaded to departure."""
    max_vehicles: Count = 40


class Rates(Noun):
    """Money. A rate that is not given stays unknown, and so does every sum that needs it."""

    currency: str = "EUR"
    flying_hour: dict[str, NotNegative] = {}
    """By aircraft type."""
    fuel_per_kg: NotNegative | None = None
    handling_per_tonne: NotNegative | None = None
    road_per_km: NotNegative | None = None
    per_diem: NotNegative | None = None
    co2_per_kg_fuel: Positive = 3.16
    """kg of CO2 per kg of jet fuel (ICAO Carbon Emissions Calculator methodology)."""


class Policy(Noun):
    """How the plan is to be made."""

    hold: HoldPolicy = HoldPolicy()
    fuel: FuelPolicy = FuelPolicy()
    runway: RunwayPolicy = RunwayPolicy()
    road: RoadPolicy = RoadPolicy()
    coast_nm: NotNegative = 12.0
    """How far a state's airspace reaches off its coast, in nautical miles (UNCLOS, Article 3)."""
    disputed: dict[str, State | Literal["XK"]] = {}
    """Which state's clearance a disputed area needs, by area: `crimea: UA`. Others keep the catalogue's default."""
    unit_values: dict[str, NotNegative] = {}
    """Value of one unit by capability; by default all lines of a capability together are worth 1."""
    day_start: str = "08:00"
    """When tours leave the base, local time of the mission."""
