"""The mission's own settings: clearances in the hold, reserves, road rules, rates. All have defaults with a source."""

from typing import Literal

from .noun import Count, NotNegative, Noun, Positive, Share, State
from .substitutes import Substitute


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
    ramp_in_flight: bool = False
    """Whether items may stand on the ramp in flight, up to its limit; nothing stands partly on it."""
    ramp_gap_m: NotNegative = 0.0
    """Kept clear at the ramp's rear end; at the ends of the floor nothing is kept clear."""
    kit_within_h: Positive = 96.0
    """Hours between the first and the last arrival of a team and its kit, where the team does not say (rule L10). Four days:
    a team of the WHO's minimum standards brings supplies for two weeks, so it can wait that long; a mission may ask for less."""


class RestraintPolicy(Noun):
    """What holds the load (rule L11). Factors: military airlift practice, 3 g forward, 1.5 g aft and sideways, 2 g up
    (MIL-STD-1791, recalled); civil certification asks for 9 g forward, 1.5 g aft, 3 g sideways and up where persons could be hit
    (EASA CS-25.561, recalled): a mission under civil rules states those. Devices: chain of 10,000 lb (MB-1, recalled), run at 30
    degrees to the floor and 30 degrees to the hold's length, so that it works with cos 30 x cos 30, cos 30 x sin 30 and sin 30."""

    forward_g: NotNegative = 3.0
    aft_g: NotNegative = 1.5
    lateral_g: NotNegative = 1.5
    up_g: NotNegative = 2.0
    device_kg: Positive = 4536.0
    """What one chain or strap holds along itself; a weaker ring limits it."""
    along: Share = 0.75
    across: Share = 0.433
    upward: Share = 0.5
    """Shares of its strength that a device gives along the hold, across it and against lifting."""


class Segregation(Noun):
    """How goods of two classes or divisions are kept apart (rule L8): `3`, `5.1`, `1.4S`; `*` is any."""

    first: str
    second: str
    keep: Literal["together", "unit", "distance", "hold"]
    """together: no need; unit: not on one pallet or container; distance: nor nearer than that; hold: not in one aircraft."""
    distance_m: NotNegative = 0.0


class UnitPolicy(Noun):
    """How pallets and containers are built."""

    mixed_pallets: bool = False
    """Supplies that are given to no place by themselves (kit of the same teams, consumables) and travel together share pallets."""
    support_share: Share = 1.0
    """Least share of a package's base that stands on something."""


class FuelPolicy(Noun):
    """Reserves carried on every leg. Defaults follow ICAO Annex 6 Part I: contingency 5 % of trip fuel, final reserve 30 min."""

    contingency: Share = 0.05
    final_reserve_min: Count = 30
    alternate_km: NotNegative = 370.0
    """Distance to an alternate where the destination names none."""
    taxi_kg: NotNegative = 0.0
    stop_min: Count = 90
    """Least minutes from landing to departure at a stop for fuel (planning figure, estimate)."""


class RunwayPolicy(Noun):
    """Factors on runway lengths. Length grows 7 % per 300 m of elevation and 1 % per degree above the standard atmosphere
    (ICAO Annex 14 / Aerodrome Design Manual Part 1)."""

    takeoff_factor: Positive = 1.15
    landing_factor: Positive = 1.67
    per_300m: Share = 0.07
    per_degree: Share = 0.01


class CrewPolicy(Noun):
    """Duty and rest of air crews (rule F6). Defaults: 16 hours of duty, 24 augmented, 12 hours of rest (United States Air Force
    AFI 11-202 Volume 3, recalled), also the figures of the flight yardsticks; a civil operator states its own scheme."""

    duty_max_min: Count = 960
    """From report to release."""
    augmented_duty_max_min: Count = 1440
    rest_min: Count = 720
    """From release to the next report."""
    report_min: Count = 60
    """Before the first departure of a duty."""
    release_min: Count = 30
    """After its last landing."""


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
    units: UnitPolicy = UnitPolicy()
    restraint: RestraintPolicy = RestraintPolicy()
    segregation: tuple[Segregation, ...] = ()
    """Rows that come before the catalogue's table."""
    fuel: FuelPolicy = FuelPolicy()
    runway: RunwayPolicy = RunwayPolicy()
    crew: CrewPolicy = CrewPolicy()
    road: RoadPolicy = RoadPolicy()
    coast_nm: NotNegative = 12.0
    """How far a state's airspace reaches off its coast, in nautical miles (UNCLOS, Article 3)."""
    disputed: dict[str, State | Literal["XK"]] = {}
    """Which state's clearance a disputed area needs, by area: `crimea: UA`. Others keep the catalogue's default."""
    unit_values: dict[str, NotNegative] = {}
    """Value of one unit by capability; by default all lines of a capability together are worth 1."""
    substitutes: tuple[Substitute, ...] = ()
    """Capabilities that do another's job, counted the same way (both stocks, both presences, both rates): respirators where masks
    are asked for. What a donor keeps and what an agreement covers goes by what the thing itself is. Backlogs know none."""
    day_start: str = "08:00"
    """When tours leave the base, local time of the mission."""

    def counts_as(self, given: str | None, asked: str) -> float:
        """How many units of the capability asked for one unit of the given one counts as; 0 where it does not do its job."""
        if given == asked:
            return 1.0
        return next((row.rate for row in self.substitutes if (row.item, row.stands_for) == (given, asked)), 0.0)
