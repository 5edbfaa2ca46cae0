"""Places: airfields, regions and provinces with their severity, sites, and the roads between them."""

from datetime import time
from typing import Literal

from pydantic import Field

from .noun import Count, Icao, Id, Latitude, Longitude, NotNegative, Noun, Positive, State

CodeLetter = Literal["A", "B", "C", "D", "E", "F"]
"""ICAO code letter of a parking place or an aircraft, by wingspan (Annex 14 Volume I)."""


class OpeningHours(Noun):
    """Daily hours in the airfield's local time; `closes` before `opens` runs over midnight."""

    opens: time
    closes: time


class Airfield(Noun):
    """An airfield with what limits traffic there. `None` means nobody has said: the limit is then not applied
    and the checker says so, or, for a fact that safety needs, the rule is not provable."""

    icao: Icao
    name: str
    country: State
    lat: Latitude
    lon: Longitude
    elevation_m: float
    time_zone: str
    runway_m: Positive
    """Length of the longest runway."""
    runway_width_m: Positive | None = None
    surface: str = ""
    parking_places: Count | None = None
    """Places for aircraft at one time (MOG)."""
    places_by_code: dict[CodeLetter, Count] = {}
    """How many places there are of each size; a place takes aircraft of its own code letter and of smaller ones. Empty: nobody has
    said, and every place takes any aircraft."""
    ground_equipment: dict[Id, Count] = {}
    """Pieces of ground equipment on hand by kind, such as `high_loader`; of a kind that is not named there are enough."""
    landing_interval_min: Count | None = None
    """Least minutes between two landings."""
    unloading_teams: Count | None = None
    loading_teams: Count | None = None
    unloading_min: Count | None = None
    """Minutes to unload one aircraft with one team."""
    loading_min: Count | None = None
    hours: tuple[OpeningHours, ...] = ()
    """Open at these local hours; empty means always."""
    fuel_kg: NotNegative | None = None
    """Fuel on hand for the mission."""
    temperature_c: float | None = None
    """Design temperature; `None` means the standard atmosphere at the elevation."""
    alternate: Icao | None = None
    lodging: bool | None = None
    """Whether crews can sleep there."""


class AirfieldSetting(Noun):
    """What the mission says of an airfield: anything given here replaces the catalogue's value."""

    icao: Icao
    name: str | None = None
    country: State | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    elevation_m: float | None = None
    time_zone: str | None = None
    runway_m: Positive | None = None
    runway_width_m: Positive | None = None
    surface: str | None = None
    parking_places: Count | None = None
    places_by_code: dict[CodeLetter, Count] | None = None
    ground_equipment: dict[Id, Count] | None = None
    landing_interval_min: Count | None = None
    unloading_teams: Count | None = None
    loading_teams: Count | None = None
    unloading_min: Count | None = None
    loading_min: Count | None = None
    hours: tuple[OpeningHours, ...] | None = None
    fuel_kg: NotNegative | None = None
    temperature_c: float | None = None
    alternate: Icao | None = None
    lodging: bool | None = None


class Place(Noun):
    """A region, province or other area that needs are stated for."""

    id: Id
    """ISO 3166-2 where there is one: `IT-25`, `IT-BG`."""
    name: str
    level: Literal["country", "region", "province", "municipality"]
    part_of: Id | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    severity: NotNegative = 1.0
    """How much a unit of unmet need weighs here; the mission says how it was reached (see the fact's note)."""
    cases: Count | None = None
    deaths: Count | None = None
    intensive_care: Count | None = None
    tests: Count | None = None
    population: Count | None = None


class Site(Noun):
    """Where people work or goods go: a hospital, a care home, a depot, a base."""

    id: Id
    name: str
    kind: Literal["base", "hospital", "field_hospital", "care_home", "laboratory", "depot", "public_space", "other"]
    place: Id
    lat: Latitude
    lon: Longitude
    town: str = ""
    beds: Count | None = None
    airfield: Icao | None = None
    """Airfield of debarkation of what is meant for it; None: the mission's."""


class Transfer(Noun):
    """What flies to an airfield of debarkation changes aircraft on its way: large ones as far as `at`, others on from there."""

    airfield: Icao
    """The airfield of debarkation that it is about; what waits at `at` itself flies from there."""
    at: Icao
    minutes: Count = 60
    """Least minutes from the end of unloading to the beginning of loading again (planning figure, estimate)."""


class Road(Noun):
    """A road distance somebody stated; pairs that are not stated are estimated when the mission is resolved."""

    origin: str = Field(min_length=1)
    """An airfield's ICAO indicator or a site's identifier."""
    destination: str = Field(min_length=1)
    km: Positive
    minutes: Positive | None = None
    """Driving minutes without breaks; `None` means km over the convoy speed of the policy."""
    via: str = ""
