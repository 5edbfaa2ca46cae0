"""Capabilities: what the missions need is there, counted as it should be, in three languages."""

import pytest

from aidbridge.catalogue.capabilities import capabilities, capability
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.needs import Measure


@pytest.mark.parametrize(
    ("id", "measure", "unit"),
    [
        ("medical_team", Measure.PRESENCE, "teams"),
        ("epidemiologist_team", Measure.PRESENCE, "teams"),
        ("disinfection_team", Measure.PRESENCE, "teams"),
        ("field_laboratory", Measure.PRESENCE, "laboratories"),
        ("hospital_bed", Measure.PRESENCE, "beds"),
        ("disinfection", Measure.BACKLOG, "m2"),
        ("test", Measure.RATE, "tests/day"),
        ("ventilator", Measure.STOCK, "pieces"),
        ("mask", Measure.STOCK, "pieces"),
        ("protective_suit", Measure.STOCK, "pieces"),
    ],
)
def test_how_it_is_counted(id: str, measure: Measure, unit: str) -> None:
    assert (capability(id).measure, capability(id).unit) == (measure, unit)


def test_identifiers_are_unique_and_names_stand_in_three_languages() -> None:
    ids = [known.id for known in capabilities()]
    assert len(ids) == len(set(ids))
    for known in capabilities():
        assert set(known.name) == {"en", "it", "ru"}
        assert all(known.name.values())


@pytest.mark.parametrize(("wrong", "near"), [("Masks", "mask"), ("ventilators", "ventilator"), ("medical-team", "medical_team")])
def test_an_unknown_capability_names_its_neighbours(wrong: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        capability(wrong)
    assert near in error.value.near
