"""`aidbridge schema`."""

import json

import pytest
import typer
from typer.testing import CliRunner

from aidbridge.cli.schema import schema
from aidbridge.missionfile import schema as schemas
from aidbridge.model.errors import InputError

APP = typer.Typer()
APP.command()(schema)


@pytest.mark.parametrize("what", ["mission", "plan", "verdict", "resolved"])
def test_every_schema_is_printed(what):
    result = CliRunner().invoke(APP, [what])
    assert result.exit_code == 0
    assert json.loads(result.output) == getattr(schemas, f"{what}_schema")()


def test_a_schema_is_written_to_a_file(tmp_path):
    result = CliRunner().invoke(APP, ["mission", "--out", str(tmp_path / "mission.schema.json")])
    assert result.exit_code == 0 and result.output == ""
    assert json.loads((tmp_path / "mission.schema.json").read_text()) == schemas.mission_schema()


def test_an_unknown_file_is_refused_with_those_that_exist():
    result = CliRunner().invoke(APP, ["missions"])
    assert result.exit_code == 2 and "resolved" in result.output


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path):
    result = CliRunner().invoke(APP, ["plan", "--out", str(tmp_path / "no" / "x.json")])
    assert isinstance(result.exception, InputError)
