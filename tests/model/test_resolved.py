"""Looking things up in a resolved mission, also in changed copies of it; minutes and instants."""

from datetime import timedelta

import pytest

import samples


def test_lookups_find_by_identifier():
    resolved = samples.resolved()
    assert resolved.item("RU-ars-01").mass_kg == 13_500
    assert resolved.airfield("LIRE").country == "IT"
    assert resolved.aircraft_type("il76md").crew == 7
    assert resolved.route("UUMU-LIRE").destination == "LIRE"
    assert resolved.fact("aircraft:il76md.mtow_kg").value == 190_000
    assert resolved.fact("aircraft:il76md.unheard_of") is None


def test_unknown_names_raise_key_errors():
    with pytest.raises(KeyError):
        samples.resolved().item("no-such-item")
    with pytest.raises(KeyError):
        samples.resolved().roads.leg("LIRE", "no-such-place")


def test_a_changed_copy_finds_its_own_content():
    resolved = samples.resolved()
    heavier = resolved.item("RU-ars-01").model_copy(update={"mass_kg": 14_000})
    changed = resolved.model_copy(update={"items": (heavier,)})
    assert changed.item("RU-ars-01").mass_kg == 14_000
    with pytest.raises(KeyError):
        changed.item("RU-ars-02")
    assert resolved.item("RU-ars-02")


def test_a_changed_road_matrix_finds_its_own_places():
    roads = samples.resolved().roads
    km = roads.leg("LIRE", "bergamo-base")[0]
    swapped = roads.model_copy(update={"places": ("bergamo-base", "LIPX", "LIRE", *roads.places[3:])})
    assert swapped.leg("bergamo-base", "LIRE")[0] == km


def test_minutes_are_rounded_up_and_come_back():
    resolved = samples.resolved()
    start = resolved.mission.start
    assert resolved.minute(start) == 0
    assert resolved.minute(start + timedelta(seconds=1)) == 1
    assert resolved.minute(start - timedelta(minutes=5)) == -5
    assert resolved.moment(90) == start + timedelta(minutes=90)
