"""Airfields of the examples: figures as published, estimates marked, nothing made up."""

import csv
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aidbridge.catalogue.airfields import airfield, airfield_facts, airfield_ids
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.facts import Status
from aidbridge.model.places import Airfield

DATA = os.environ.get("AIDBRIDGE_DATA")


@pytest.mark.skipif(not DATA, reason="AIDBRIDGE_DATA names no folder with the published airfields")
def test_figures_are_those_published() -> None:
    with (Path(DATA or "") / "airfields" / "airfields.csv").open(encoding="utf-8", newline="") as lines:
        published = {row["icao"]: row for row in csv.DictReader(lines)}
    for icao in airfield_ids():
        known, row = airfield(icao), published[icao]
        assert (known.name, known.country, known.surface) == (row["name"], row["country"], row["surface_class"])
        assert (known.lat, known.lon) == pytest.approx((float(row["lat"]), float(row["lon"])), abs=1e-6)
        figures = ("elevation_m", "longest_runway_m", "longest_width_m")
        assert (known.elevation_m, known.runway_m, known.runway_width_m) == tuple(float(row[name]) for name in figures)


@pytest.mark.parametrize("icao", airfield_ids())
def test_every_figure_has_a_fact_and_estimates_are_marked(icao: str) -> None:
    known, facts = airfield(icao), {fact.key.partition(".")[2]: fact for fact in airfield_facts(icao)}
    for field in set(Airfield.model_fields) - {"icao"}:
        if getattr(known, field) not in (None, (), "", {}):
            assert facts[field].source
            assert facts[field].dated or facts[field].status is not Status.READ
    assert facts["unloading_min"].status is facts["loading_min"].status is Status.ESTIMATED
    assert (known.parking_places, known.landing_interval_min, known.fuel_kg) == (None, None, None)
    assert ZoneInfo(known.time_zone).key == known.time_zone


def test_the_reference_airfields_are_there() -> None:
    assert {"UUMU", "LIRE", "LIPX", "LIME", "LIRF", "LIRA", "LIML", "ULOO", "UWLW", "UWOO", "URSS"} <= set(airfield_ids())
    assert (airfield("LIRE").runway_m, airfield("LIRE").runway_width_m, airfield("LIRE").time_zone) == (2_480, 30, "Europe/Rome")
    assert (airfield("UUMU").runway_m, airfield("UWOO").time_zone) == (3_600, "Asia/Yekaterinburg")


@pytest.mark.parametrize(("wrong", "near"), [("lire", "LIRE"), ("LIRB", "LIRE"), ("Verona", "LIPX")])
def test_an_unknown_airfield_names_its_neighbours(wrong: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        airfield(wrong)
    assert near in error.value.near
