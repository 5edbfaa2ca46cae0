"""The reference mission that comes with the project, as real data for reader, writer and schema."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.schema import mission_schema
from aidbridge.missionfile.write import write_mission
from aidbridge.missionfile.yamltree import read_tree
from aidbridge.model.mission import Mission

FOLDER = Path(__file__).parents[2] / "examples" / "italy-2020"


@pytest.fixture(scope="module")
def mission() -> Mission:
    return read_mission(FOLDER)


def test_it_reads_and_writes_and_reads_back_equal(mission, tmp_path):
    write_mission(mission, tmp_path / "m")
    assert (tmp_path / "m" / "tasks.csv").exists(), "long sections become tables"
    assert read_mission(tmp_path / "m") == mission


def test_its_yaml_is_valid_by_the_schema():
    content = read_tree((FOLDER / "mission.yaml").read_text(encoding="utf-8")).value
    assert best_match(Draft202012Validator(mission_schema()).iter_errors(content)) is None


def test_every_fact_says_where_it_is_from(mission):
    keys = [fact.key for fact in mission.facts]
    assert len(keys) == len(set(keys)) > 100
    assert all(fact.source or fact.status for fact in mission.facts)
