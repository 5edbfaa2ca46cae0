"""`offers`, `ledger` and `clearances` as people call them: short in the terminal, whole in files, read back as written."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import small_missions as small
from aidbridge.documents.ledger.columns import NEED_COLUMNS, OFFER_COLUMNS
from aidbridge.missionfile.sheettemplate import template_bytes
from command_line import aidbridge


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.folder(small.mission(), tmp_path_factory.mktemp("mission") / "m")


@pytest.fixture(scope="module")
def plan(mission: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plan") / "p"
    assert aidbridge("plan", mission, "--out", out, "--iterations", 60, "--quiet").status == 0
    return out


@pytest.mark.parametrize("of", ["mission", "plan"])
@pytest.mark.parametrize("language", ["en", "it", "ru"])
@pytest.mark.parametrize("command", ["ledger", "clearances"])
def test_books_of_missions_and_plans_in_every_language(
    of: str, language: str, command: str, request: pytest.FixtureRequest
) -> None:
    ran = aidbridge(command, request.getfixturevalue(of), "--language", language)
    assert ran.status == 0 and ran.err == ""
    assert max(map(len, ran.out.splitlines())) <= 400


def test_the_ledger_as_csv_hxl_workbook_and_json_says_the_same(plan: Path, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(aidbridge("ledger", plan, "--csv").out)))
    tagged = list(csv.reader(io.StringIO(aidbridge("ledger", plan, "--hxl").out)))
    assert tagged[0] == rows[0] and tagged[2:] == rows[1:]
    assert tagged[1] == list(NEED_COLUMNS.values())
    told = json.loads(aidbridge("ledger", plan, "--json").out)
    assert [line["need"] for line in told["lines"]] == [row[0] for row in rows[1:]]
    at_work = list(NEED_COLUMNS).index("at_work")
    for line, row in zip(told["lines"], rows[1:], strict=True):
        assert float(row[at_work]) == line["stages"]["at_work"]["quantity"]
    assert aidbridge("ledger", plan, "--out", tmp_path / "l.xlsx").status == 0
    book = load_workbook(tmp_path / "l.xlsx")
    assert [len(NEED_COLUMNS), len(OFFER_COLUMNS)] == [sheet.max_column for sheet in book.worksheets[:2]]
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)][-len(told["lines"]) :] == [r[0] for r in rows[1:]]


def test_a_day_before_the_flights_nothing_has_moved(plan: Path) -> None:
    told = json.loads(aidbridge("ledger", plan, "--on", "2020-03-21", "--json").out)
    for line in told["lines"]:
        assert line["stages"]["moving"]["quantity"] == line["stages"]["at_work"]["quantity"] == 0


def test_what_must_be_asked_is_in_files_with_legs_and_sources(plan: Path, tmp_path: Path) -> None:
    told = json.loads(aidbridge("clearances", plan, "--json").out)
    assert told["planned"] and told["lines"]
    assert all(line["lead_source"] and line["lead_status"] in ("read", "recalled", "estimated") for line in told["lines"])
    rows = list(csv.reader(io.StringIO(aidbridge("clearances", plan, "--csv").out)))
    assert len(rows) - 1 == len(told["lines"])
    assert aidbridge("clearances", plan, "--out", tmp_path / "c.xlsx").status == 0
    assert aidbridge("clearances", plan, "--out", tmp_path / "c.pdf").status == 2


def test_a_sheet_is_offered_to_a_mission_and_the_mission_written(mission: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "offers.xlsx"
    sheet.write_bytes(template_bytes("offers"))
    book = load_workbook(sheet)
    for column, value in enumerate(("DE", "ventilator", 10), 1):
        book.worksheets[0].cell(2, column, value)
    book.save(sheet)
    ran = aidbridge("offers", sheet, "--mission", mission, "--out", tmp_path / "with", "--book", tmp_path / "b.xlsx", "--json")
    assert ran.status == 0, ran.err
    lines = {line["line"]: line for line in json.loads(ran.out)["lines"]}
    assert lines["DE-bilateral-ventilator"]["answers"] == ["IT-25-vent", "IT-45-vent"]
    assert aidbridge("offers", tmp_path / "with", "--json").status == 0
    assert "DE-bilateral-ventilator" in aidbridge("offers", tmp_path / "with").out


@pytest.mark.parametrize("wrong", [("offers",), ("offers", "nowhere"), ("ledger", "nowhere"), ("clearances", "nowhere")])
def test_what_cannot_be_read_ends_with_status_2_and_no_traceback(wrong: tuple[str, ...]) -> None:
    ran = aidbridge(*wrong)
    assert ran.status == 2 and "Traceback" not in ran.err
