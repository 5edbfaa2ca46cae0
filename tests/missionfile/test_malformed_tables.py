"""Cells and headers of tables that are wrong, one at a time."""

import pytest

from missionfolders import assert_alone, table_case, write

CASES = [
    table_case("needs.csv", ",8000,", ',"8.000,5",', "2 quantity", "8.000,5", "8000.5"),
    table_case("needs.csv", ",8000,", ',"13,5",', "2 quantity", "13,5", "13.5"),
    table_case("needs.csv", ",8000,", ",1.234.567,", "2 quantity", "1.234.567", "1234567"),
    table_case("needs.csv", ",8000,", ',"8,000",', "2 quantity", "8,000", "8000"),
    table_case("needs.csv", ",8000,", ",8 000,", "2 quantity", "8 000", "8000"),
    table_case("needs.csv", ",8000,", ",80%,", "2 quantity", "80%", "0.8"),
    table_case("needs.csv", ",8000,", ",nan,", "2 quantity", "nan", "plain number"),
    table_case("needs.csv", ",8000,", ",1e400,", "2 quantity", "1e400", "Correct"),
    table_case("needs.csv", ",8000,", ",-8,", "2 quantity", "-8", "unit"),
    table_case("needs.csv", ",8000,", ",,", "2 quantity", "a source without a value", "Fill in"),
    table_case("needs.csv", ",40,", ",,", "3 quantity", "nothing", "Add `quantity`"),
    table_case("vehicles.csv", ",13500,", ",13.5 t,", "2 mass_kg", "13.5 t", "in kg: 13500"),
    table_case("vehicles.csv", ",13500,", ",13.5,", "2 mass_kg", "13.5", "1000 times that is 13500"),
    table_case("vehicles.csv", ",13500,", ",-13500,", "2 mass_kg", "-13500", "unit"),
    table_case("vehicles.csv", "uaz3962", "uaz3963", "3 equipment", "uaz3963", "uaz3962"),
    table_case("vehicles.csv", "RU-uaz-01", "RU-ars-01", "3 id", "RU-ars-01", "vehicles already"),
    table_case("vehicles.csv", "RU-uaz-01", "RU-dis-1", "3 id", "RU-dis-1", "teams already"),
    table_case("vehicles.csv", "RU-uaz-01", "RU-vent.2", "3 id", "RU-vent.2", "Packages of that supply"),
    table_case("vehicles.csv", ",read,", ",reed,", "2 status", "reed", "read"),
    table_case("vehicles.csv", ",weighing slip,read,", ",,,", "2", "without source", "Add its source"),
    table_case("needs.csv", ",true\n", ",yes\n", "2 mandatory", "yes", "true or false"),
    table_case("needs.csv", "2020-03-24T00:00:00+01:00", "24/03/2020", "2 start", "24/03/2020", "2020-03-22T08:00:00+01:00"),
    table_case("needs.csv", "2020-03-24T00:00:00+01:00", "2020-03-24T00:00", "2 start", "2020-03-24T00:00", "Add the offset"),
    table_case("needs.csv", "2020-03-24T00:00:00+01:00", "2020-06-24T00:00:00Z", "2 start", "2020-06-24", "horizon"),
    table_case("fleet.csv", "2020-03-22T06:00:00+03:00", "2002-03-22T06:00:00+03:00", "2 available_from", "2002-03-22", "year"),
    table_case("fleet.csv", "RU-il76-02,il76md", "RU-il76-02,il76", "3 type", "il76", "il76md"),
    table_case("fleet.csv", ",ULOO,2020", ",ULO,2020", "3 at", "ULO", "ICAO"),
    table_case("needs.csv", ",mandatory", ",urgent", "1 urgent", "an unknown column", "Known are"),
    table_case("needs.csv", ",start,", ",Start,", "1 Start", "an unknown column", "start"),
    table_case("needs.csv", ",mandatory", ",place", "1 place", "the same column twice", "Keep one"),
    table_case("needs.csv", ",mandatory", ",", "2", "a cell in column 9", "Give the column a name"),
    table_case("needs.csv", ",site,", ",,", "1 column 4", "no name", "Name the column"),
    table_case("needs.csv", "quantity.source", "quantity.sauce", "1 quantity.sauce", "an unknown column", "quantity.source"),
    table_case("needs.csv", "+01:00,true", "+01:00,true,surplus", "2", "a cell in column 10", "double quotes"),
    table_case("needs.csv", "2020-03-24T00:00:00+01:00,true", "2020-03-24T00:00:00+01:00", "2", "8 cells", "empty ones too"),
]


@pytest.mark.parametrize(("files", "path", "value", "advice"), CASES)
def test_a_single_fault_is_told_alone_with_place_and_advice(tmp_path, files, path, value, advice):
    assert_alone(write(tmp_path / "m", files), path, value, advice)
