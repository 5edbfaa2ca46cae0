"""The JSON Schemas: of a mission as a person writes it, and of what aidbridge writes."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import samples
from aidbridge.missionfile.schema import mission_schema, plan_schema, resolved_schema, verdict_schema
from aidbridge.missionfile.write import json_of, write_mission
from aidbridge.missionfile.yamltree import read_tree
from aidbridge.model.mission import Mission
from aidbridge.model.verdict import Finding, Standing, Verdict
from missionfolders import MISSION

SCHEMA = mission_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def handwritten() -> dict[str, Any]:
    """The handwritten mission as plain values, with its figures, by the core schema of YAML."""
    content = read_tree(MISSION).value
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize("make", [mission_schema, plan_schema, resolved_schema, verdict_schema])
def test_every_schema_is_one_and_stays_the_same(make):
    Draft202012Validator.check_schema(make())
    assert make()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.dumps(make()) == json.dumps(make())


def test_a_mission_as_a_person_writes_it_is_valid():
    assert best_match(VALIDATOR.iter_errors(handwritten())) is None


def test_a_written_mission_is_valid(tmp_path):
    write_mission(samples.mission(), tmp_path / "m")
    assert best_match(VALIDATOR.iter_errors(read_tree((tmp_path / "m" / "mission.yaml").read_text()).value)) is None


def change(content: dict[str, Any], *path: str | int, value: object) -> dict[str, Any]:
    holder: Any = content
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return content


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("horizon",), {"value": "2020-04-30T00:00:00Z"}),
        (("teams", 0, "people"), "six"),
        (("teams", 0, "people"), -1),
        (("teams", 0, "people"), {"value": -1, "source": "x"}),
        (("teams", 0, "people"), {"source": "x"}),
        (("teams", 0, "people"), {"value": 6, "source": "x", "sauce": "y"}),
        (("teams", 0, "people"), {"value": 6, "status": "guessed"}),
        (("teams", 0, "people"), {"value": 6, "source": "x", "alternatives": [{"value": 7}]}),
        (("teams", 0, "id"), {"value": "RU-dis-1", "source": "x"}),
        (("teams", 0, "peple"), 6),
        (("offers", 0, "donor"), "Russia"),
        (("offers", 0, "status"), "perhaps"),
        (("sites", 0, "lat"), 91),
        (("rates", "flying_hour", "il76md"), "dear"),
        (("policy", "road", "drivers_per_vehicle"), 3),
        (("format",), 2),
        (("needs",), {}),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(path, value):
    assert not VALIDATOR.is_valid(change(handwritten(), *path, value=value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("teams", 0, "people"), {"value": 6, "status": "estimated"}),
        (("teams", 0, "people"), {"value": 6, "source": "x", "alternatives": [{"value": 7}], "reason": "newer"}),
        (("teams", 0, "drivers"), 4.0),
        (("rates", "fuel_per_kg"), {"value": 0.6, "source": "x"}),
        (("policy", "unit_values"), {"test": {"value": 1, "status": "estimated"}}),
        (("title", "ru"), {"value": "Помощь", "source": "x"}),
        (("places", 0, "severity"), {"value": 2, "status": "derived", "dated": "2020-03-21"}),
    ],
)
def test_figures_may_stand_for_any_scalar(path, value):
    assert best_match(VALIDATOR.iter_errors(change(handwritten(), *path, value=value))) is None


def test_sections_are_not_required_since_they_may_stand_in_tables():
    assert set(SCHEMA["required"]) == {
        "format", "id", "title", "start", "horizon", "time_zone", "embarkation", "debarkation", "base", "request",
    }  # fmt: skip


def test_the_field_s_own_words_are_in_it():
    assert SCHEMA["description"].startswith("A mission as a person wrote it")
    assert SCHEMA["properties"]["debarkation"]["description"] == "Airfield of debarkation (APOD)."
    assert set(SCHEMA["properties"]) == set(Mission.model_fields)


def test_resolved_missions_and_verdicts_are_valid():
    resolved = json.loads(json_of(samples.resolved()))
    assert best_match(Draft202012Validator(resolved_schema()).iter_errors(resolved)) is None
    verdict = Verdict(
        plan_of="x", mission_hash="y", findings=(Finding(rule="L2", about="L-001", standing=Standing.BROKEN, key="L2.overlap"),)
    )
    assert best_match(Draft202012Validator(verdict_schema()).iter_errors(json.loads(json_of(verdict)))) is None
