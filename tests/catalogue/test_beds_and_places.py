"""Beds, residents and names of Italian places, and points of countries: facts that agree with each other."""

import pytest

from aidbridge.catalogue import italy
from aidbridge.catalogue.beds import HOSPITAL, INTENSIVE_CARE, beds
from aidbridge.catalogue.countries import country_code, country_name, country_point
from aidbridge.catalogue.fact_table import read_rows
from aidbridge.catalogue.populations import population
from aidbridge.model.facts import Status

PLACES = [row["id"] for row in read_rows("italy_places.csv")]
REGIONS = [row["id"] for row in read_rows("italy_places.csv") if row["level"] == "region"]


def count(place: str, kind: str) -> int:
    fact = beds(place, kind)
    return int(str(fact.value)) if fact else 0


def test_beds_add_up() -> None:
    assert (len(REGIONS), len(PLACES)) == (21, 128)
    assert sum(count(region, HOSPITAL) for region in REGIONS) == count("IT", HOSPITAL) == 210_907
    assert sum(count(region, INTENSIVE_CARE) for region in REGIONS) == count("IT", INTENSIVE_CARE) == 5_179
    for region in REGIONS:
        parts = [place for place in PLACES if (found := italy.by_id(place)) and found.part_of == region]
        assert sum(count(part, HOSPITAL) for part in parts) == count(region, HOSPITAL), region


def test_every_figure_says_where_it_is_from() -> None:
    icu, ward = beds("IT-25", INTENSIVE_CARE), beds("IT-25", HOSPITAL)
    assert icu and icu.status is Status.RECALLED and ward and ward.status is Status.DERIVED
    assert "Ministry of Health" in icu.source and "GISCO" in ward.source
    assert beds("XX-1", HOSPITAL) is None


def test_every_italian_place_has_residents() -> None:
    for place in PLACES:
        fact = population(place)
        assert fact and int(str(fact.value)) > 50_000 and "ISTAT" in fact.source, place


@pytest.mark.parametrize(
    ("level", "name", "id"),
    [("region", "Friuli-Venezia Giulia", "IT-36"), ("region", "FRIULI V. G.", ""), ("region", "P.A. Trento", "IT-32-TN"),
     ("region", "Valle d'Aosta/Vallée d'Aoste", "IT-23"), ("region", "Regione Emilia Romagna", "IT-45"),
     ("province", "Forlì-Cesena", "IT-FC"),
     ("province", "Reggio Calabria", "IT-RC"), ("province", "na", "IT-NA"), ("region", "Bergamo", "")],
)  # fmt: skip
def test_places_by_name(level: str, name: str, id: str) -> None:
    found = italy.by_name(level, name)
    assert (found.id if found else "") == id


def test_places_by_code() -> None:
    found = italy.by_code("province", "016")
    assert found and found.name == "Bergamo" and found.part_of == "IT-25"
    assert italy.by_code("region", "4") is None and italy.by_code("region", "x") is None


def test_countries_have_points() -> None:
    assert country_point("IT") == pytest.approx((44.7, 11.1), abs=3)
    assert country_point("XX") is None
    assert country_name(country_code("Korea, South")) and country_code("Korea, South") == "KR"
