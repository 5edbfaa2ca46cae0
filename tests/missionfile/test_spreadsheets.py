"""Tables from spreadsheets: the same columns as CSV, on the first sheet."""

from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest

from aidbridge.missionfile.read import read_mission
from missionfolders import FLEET, NEEDS, assert_alone, faults_of, write

HEADER = ["id", "capability", "place", "site", "quantity", "start", "mandatory", "quantity.source"]
ROW = ["BG-dis", "disinfection", "IT-BG", None, 8000, "2020-03-24T00:00:00+01:00", True, "list"]


def cell_date(*parts: int) -> datetime:
    """A date and time as spreadsheets hold them: without an offset."""
    return datetime(*parts)  # noqa: DTZ001


def with_sheet(folder: Path, rows: list[list[object]], name: str = "needs") -> Path:
    """The good mission with a section as a spreadsheet instead of a CSV table."""
    write(folder)
    (folder / f"{name}.csv").unlink(missing_ok=True)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("notes").append(["not mission data"])
    book.save(folder / f"{name}.xlsx")
    return folder


def test_a_spreadsheet_is_read_as_the_same_table_in_csv_is(tmp_path):
    rows = [[cell or None for cell in line.split(",")] for line in NEEDS.splitlines()]
    rows[1][4], rows[2][4] = 8000, 40.0
    assert read_mission(with_sheet(tmp_path / "xlsx", rows)) == read_mission(write(tmp_path / "csv"))


def test_numbers_truths_and_empty_rows(tmp_path):
    mission = read_mission(with_sheet(tmp_path, [[], HEADER, [None] * 8, ROW, [], []]))
    assert mission.needs[0].quantity == 8000 and mission.needs[0].mandatory
    assert [fact.source for fact in mission.facts if fact.key == "need:BG-dis.quantity"] == ["list"]


def test_a_number_where_a_text_is_expected_is_that_text(tmp_path):
    sites = [["id", "name", "kind", "place", "lat", "lon"], [2020, 17, "depot", "IT-BG", 45.7, 9.7]]
    site = read_mission(with_sheet(tmp_path, sites, "sites")).sites[-1]
    assert (site.id, site.name) == ("2020", "17")


def test_days_and_times(tmp_path):
    needs = [[*HEADER, "reported"], [*ROW, cell_date(2020, 3, 21)]]
    assert read_mission(with_sheet(tmp_path / "day", needs)).needs[0].reported.isoformat() == "2020-03-21"
    hours = [["icao", "hours.1.opens", "hours.1.closes"], ["LIPX", time(6), time(22, 30)]]
    assert read_mission(with_sheet(tmp_path / "time", hours, "airfields")).airfields[-1].hours[0].closes == time(22, 30)


def changed_row(column: str, value: object) -> list[list[object]]:
    row = list(ROW)
    row[HEADER.index(column)] = value
    return [HEADER, row]


@pytest.mark.parametrize(
    ("column", "cell", "value", "advice"),
    [
        ("quantity", "=2*4000", "the formula =2*4000", "paste it as values"),
        ("quantity", "=SUM(", "the formula =SUM(", "paste it as values"),
        ("quantity", "#N/A", "#N/A", "the spreadsheet shows an error"),
        ("quantity", "13,5", "13,5", "13.5"),
        ("quantity", "8000 m2", "8000 m2", "number alone"),
        ("quantity", cell_date(2020, 3, 21), "2020-03-21", "plain number"),
        ("start", cell_date(2020, 3, 24, 6), "2020-03-24T06:00:00", "Add the offset"),
        ("start", cell_date(2020, 3, 24), "2020-03-24", "2020-03-22T08:00:00+01:00"),
        ("start", 43914, "43914", "2020-03-22T08:00:00+01:00"),
        ("mandatory", "sì", "sì", "true or false"),
        ("place", 2525, "2525", "its section"),
    ],
)
def test_cells_that_are_wrong(tmp_path, column, cell, value, advice):
    faults = faults_of(with_sheet(tmp_path, changed_row(column, cell)))
    assert faults[0].path == f"needs.xlsx:2 {column}"
    assert value in faults[0].value and advice.casefold() in faults[0].advice.casefold()
    assert len(faults) == 1


def test_a_row_under_a_narrow_header(tmp_path):
    folder = with_sheet(tmp_path, [HEADER, [*ROW, None, "surplus"]])
    assert_alone(folder, "needs.xlsx:2", "a cell in column 10", "Give the column a name")


def test_rows_that_end_early_are_whole_rows_with_empty_cells(tmp_path):
    assert read_mission(with_sheet(tmp_path, [HEADER, ROW[:6]])).needs[0].mandatory is False


def test_a_section_in_both_kinds_of_table(tmp_path):
    write(tmp_path)
    rows = [["id", "type", "offer", "at", "available_from"], ["RU-il76-03", "il76md", "RU-1", "UUMU", "2020-03-22T06:00:00Z"]]
    with_sheet(tmp_path, rows, "fleet")
    (tmp_path / "fleet.csv").write_text(FLEET)
    assert [tail.id for tail in read_mission(tmp_path).fleet] == ["RU-il76-01", "RU-il76-02", "RU-il76-03"]


def test_an_empty_workbook(tmp_path):
    assert_alone(with_sheet(tmp_path, [], "sites"), "sites.xlsx", "an empty table", "first row")


def test_a_damaged_workbook(tmp_path):
    folder = with_sheet(tmp_path, [HEADER, ROW])
    whole = (folder / "needs.xlsx").read_bytes()
    (folder / "needs.xlsx").write_bytes(whole[: len(whole) // 2])
    assert_alone(folder, "needs.xlsx", "not a readable spreadsheet", "save it again")
