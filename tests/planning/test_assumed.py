"""An assumption sets a figure of the world to a value it may have, or is refused with advice."""

import pytest

import small_missions as small
from aidbridge.model.errors import InputError
from aidbridge.model.facts import Assumption
from aidbridge.planning.resolve import resolve


def assuming(**values):
    told = Assumption(id="A-more", reason="for the sake of argument", values=values)
    return small.with_more(small.mission(), "assumptions", told)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("aircraft:il76md.balance_from_m", "wide", "a valid number"),
        ("aircraft:il76md.max_payload_kg", -5, "greater than 0"),
        ("aircraft:il76md.payload_range", "far", "such as 47000:3650"),
        ("aircraft:il67md.mtow_kg", 190_000, "il76md"),
        ("aircraft:il76md.mtow", 190_000, "mtow_kg"),
        ("equipment:ars14km.length_m", "long", "a valid number"),
        ("equipment:ars14kn.length_m", 7, "ars14km"),
        ("airfield:LIRE.runway_m", 0, "greater than 0"),
        ("airfield:LIRE.strength", "strong", "a valid number"),
        ("supply:RU-vent.mass_kg", 900, "where the mission states it"),
    ],
)
def test_what_cannot_be_set_is_refused(key, value, told):
    with pytest.raises(InputError) as caught:
        resolve(assuming(**{key: value}))
    (fault,) = caught.value.faults
    assert key in fault.path
    assert told in str(fault)


def test_all_faults_are_told_at_once():
    with pytest.raises(InputError) as caught:
        resolve(assuming(**{"aircraft:il76md.mtow": 1, "airfield:LIRE.runway_m": 0}))
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("airfield:LIRE.strength", 150_000),
        ("airfield:LIRE.runway_width_m", None),
        ("aircraft:il76md.payload_range", "40000:3000;20000:6000"),
        ("equipment:ars14km.height_m", 3.05),
    ],
)
def test_what_can_be_set_becomes_an_estimated_fact(key, value):
    fact = resolve(assuming(**{key: value})).fact(key)
    assert (fact.value, fact.status, fact.note) == (value, "estimated", "A-more: for the sake of argument")
