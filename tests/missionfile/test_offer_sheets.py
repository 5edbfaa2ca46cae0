"""Sheets of offers and needs: filled in they are read, and whatever is wrong is told by row and column, all at once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import small_missions as small
from aidbridge.missionfile.needsheet import read_needs
from aidbridge.missionfile.offersheet import SheetOffers, read_offers
from aidbridge.missionfile.sheettemplate import template_bytes
from aidbridge.model.errors import InputError
from aidbridge.model.specification import Classification, Staffing

GOOD: dict[str, object] = {"donor": "Germany", "item": "ventilator", "quantity": 40, "channel": "UCPM"}


def filled(tmp_path: Path, *rows: dict[str, object], of: str = "offers") -> Path:
    """The packaged template with rows filled in."""
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(template_bytes("needs" if of == "needs" else "offers"))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value).strip("* "): cell.column for cell in sheet[1] if cell.value}
    for number, row in enumerate(rows, 2):
        for field, value in row.items():
            sheet.cell(number, columns[field], value)
    book.save(path)
    return path


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path: Path, *rows: dict[str, object]) -> SheetOffers:
    return read_offers(filled(tmp_path, *rows))


def faults(tmp_path: Path, *rows: dict[str, object]) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_offers(filled(tmp_path, *rows))
    return [str(fault) for fault in caught.value.faults]


def test_a_filled_in_template_is_read(tmp_path: Path) -> None:
    sheet = read(
        tmp_path,
        GOOD | {"voltage_v": "220-240", "frequency_hz": "50/60", "plugs": "F; L", "expiry": date(2021, 3, 1),
                "certificates": "IEC 60601-1; CE", "ready": "2020-03-24T08:00", "manual_languages": "de; it"},
        {"donor": "FR", "item": "medical team", "quantity": 2, "people": 30, "staff": "physician 4; nurse 8 (it)",
         "module": "EMT 2", "languages": "fr;it", "self_sufficiency_days": 14},
        {"donor": "FR", "item": "test", "quantity": 3, "capacity": 190, "serials": "S1;S2;S3"},
    )  # fmt: skip
    assert [(offer.id, offer.donor, offer.channel) for offer in sheet.offers] == [
        ("DE-UCPM", "DE", "UCPM"), ("FR-bilateral", "FR", "bilateral"),
    ]  # fmt: skip
    has = sheet.supplies[0].specification
    assert (has.voltage_from_v, has.voltage_to_v, has.frequencies_hz, has.plugs) == (220, 240, (50, 60), ("F", "L"))
    assert (has.expiry, has.certificates, has.manual_languages) == (date(2021, 3, 1), ("IEC 60601-1", "CE"), ("de", "it"))
    assert sheet.supplies[0].ready == datetime(2020, 3, 24, 8, tzinfo=UTC)
    assert [team.id for team in sheet.teams] == ["FR-bilateral-medical_team-1", "FR-bilateral-medical_team-2"]
    assert sheet.teams[0].staff == (
        Staffing(profession="physician", count=4), Staffing(profession="nurse", count=8, languages=("it",)),
    )  # fmt: skip
    assert sheet.teams[0].classification == Classification(scheme="EMT", type="2")
    assert [device.specification.serials for device in sheet.devices] == [("S1",), ("S2",), ("S3",)]


@pytest.mark.parametrize(
    ("wrong", "column", "says"),
    [
        ({"donor": "Atlantis"}, "donor", "a state"),
        ({"donor": None}, "donor", "required"),
        ({"item": "unicorn"}, "item", "a capability"),
        ({"quantity": "1.000.000"}, "quantity", "separators"),
        ({"quantity": -5}, "quantity", "more than 0"),
        ({"quantity": "=2+3"}, "quantity", "formula"),
        ({"expiry": "03/04/2021"}, "expiry", "one way only"),
        ({"expiry": "soon"}, "expiry", "a day"),
        ({"voltage_v": "abc"}, "voltage_v", "a range"),
        ({"plugs": "Z"}, "plugs", "A to O"),
        ({"manual_languages": "xx"}, "manual_languages", "language tag"),
        ({"status": "maybe"}, "status", "one of offered"),
        ({"package": "bucket"}, "package", "equipment catalogue"),
        ({"item": "medical team", "quantity": 1.5, "people": 5}, "quantity", "whole teams"),
        ({"item": "medical team", "quantity": 1}, "people", "the people of one team"),
        ({"item": "medical team", "quantity": 1, "people": 5, "staff": "nurse 8"}, "staff", "at most the people"),
        ({"item": "medical team", "quantity": 1, "people": 5, "staff": "many nurses"}, "staff", "a profession and a number"),
        ({"item": "medical team", "quantity": 1, "people": 5, "module": "EMT 9"}, "module", "1-mobile"),
        ({"item": "test", "quantity": 3}, "capacity", "what one device provides"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(tmp_path: Path, wrong: dict[str, object], column: str, says: str) -> None:
    told = faults(tmp_path, GOOD, GOOD | {"channel": "UN"} | wrong)
    assert len(told) == 1
    assert told[0].startswith(f"sheet.xlsx:3 {column}") and says in told[0]


def test_all_faults_of_a_sheet_come_at_once_in_the_order_of_the_rows(tmp_path: Path) -> None:
    told = faults(tmp_path, GOOD | {"donor": "Atlantis"}, GOOD | {"quantity": -5}, GOOD | {"item": "unicorn", "plugs": "Z"})
    assert [text.split(" ")[0] for text in told] == ["sheet.xlsx:2", "sheet.xlsx:3", "sheet.xlsx:4", "sheet.xlsx:4"]


def test_an_offer_is_of_one_donor_and_identifiers_are_kept_apart(tmp_path: Path) -> None:
    told = faults(tmp_path, GOOD | {"offer": "O-1"}, GOOD | {"offer": "O-1", "donor": "FR"})
    assert len(told) == 1 and "the same in all rows of an offer" in told[0]
    sheet = read(tmp_path, GOOD, GOOD)
    assert [supply.id for supply in sheet.supplies] == ["DE-UCPM-ventilator", "DE-UCPM-ventilator-2"]
    with pytest.raises(InputError, match="an identifier that the mission does not have"):
        read_offers(filled(tmp_path, GOOD | {"offer": "RU-1"}), ["RU-1"])


def test_titles_above_the_header_other_words_and_separators_are_understood(tmp_path: Path) -> None:
    text = "Offers of Germany\n\nCountry;Article;Pieces;Use by\nDE;Ventilators;40;2021-03-01\n"
    sheet = read_offers(written(tmp_path, text))
    assert sheet.supplies[0].quantity == 40 and sheet.supplies[0].specification.expiry == date(2021, 3, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("donor,item,quantity\n", "at least one offer"),
        ("donor,item\nDE,mask\n", "a column quantity"),
        ("donor,item,quantity,price\nDE,mask,5,7\n", "an unknown column"),
        ('donor,item,quantity\nDE,mask,"1,000"\n', "without separators"),
    ],
)
def test_tables_that_cannot_be_read_say_what_is_missing(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_offers(written(tmp_path, text))


@pytest.mark.parametrize(("name", "says"), [("nowhere", "missing"), ("nowhere.xlsx", "missing"), ("sheet.pdf", r"\.csv or \.xlsx")])
def test_files_that_are_not_there_or_no_sheets(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "sheet.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty.xlsx").write_bytes(b"no workbook")
    with pytest.raises(InputError, match=says):
        read_offers(tmp_path / name)
    with pytest.raises(InputError, match="not a readable spreadsheet"):
        read_offers(tmp_path / "empty.xlsx")


def test_a_workbook_without_a_table_is_told(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "blank.xlsx")
    with pytest.raises(InputError, match="an empty table"):
        read_offers(tmp_path / "blank.xlsx")


NEED: dict[str, object] = {"item": "mask", "place": "Bergamo", "quantity": 500, "start": date(2020, 3, 24)}


def test_needs_are_read_with_what_they_demand(tmp_path: Path) -> None:
    mission = small.mission()
    row = NEED | {"certificates": "EN 14683 | YY 0469", "shelf_life_days": 90, "site": "bergamo-hospital", "floor": 0.2}
    (need,) = read_needs(filled(tmp_path, row, of="needs"), mission.places, mission.sites)
    assert (need.id, need.place, need.site, need.quantity, need.floor) == ("IT-BG-mask", "IT-BG", "bergamo-hospital", 500, 0.2)
    assert need.requires.certificates == ("EN 14683 | YY 0469",) and need.requires.shelf_life_days == 90


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"place": "Nowhere"}, "place"),
        ({"site": "no-site"}, "a site of the mission"),
        ({"end": date(2020, 3, 20)}, "after the start"),
        ({"floor": 1.2}, "a share from 0 to 1"),
        ({"start": None}, "required"),
        ({"voltage_v": "220-240"}, "one voltage"),
    ],
)
def test_needs_that_make_no_sense_are_told_by_row(tmp_path: Path, wrong: dict[str, object], says: str) -> None:
    mission = small.mission()
    with pytest.raises(InputError, match=says) as caught:
        read_needs(filled(tmp_path, NEED | wrong, of="needs"), mission.places, mission.sites)
    assert all(str(fault).startswith("sheet.xlsx:2") for fault in caught.value.faults)
