"""Every published form of a series, with what its figures mean."""

from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest

import seriesfiles as files
from aidbridge.model.errors import InputError
from aidbridge.model.series import Level, Quantity, Series
from aidbridge.sources.counts import count_of
from aidbridge.sources.days import day_of
from aidbridge.sources.read import read_folder

LAST = date(2020, 3, 3)


def figure(series: Series, place: str, quantity: Quantity, day: date) -> float:
    row = [known.id for known in series.places].index(place)
    return float(series.figures[quantity][row, series.column(day)])


def keys(series: Series) -> set[str]:
    return {note.key for note in series.notes}


@pytest.mark.parametrize(
    ("cell", "count", "grouped"),
    [("12", 12, False), ("1.234", 1234, True), ("1,234,567", 1234567, True), ("1 234", 1234, True), ("7.0", 7, False),
     ("1234,0", 1234, False),
     ("", None, False), ("NA", None, False), ("-3", -3, False), ("1e3", 1000, False)],
)  # fmt: skip
def test_cells_are_read_as_counts(cell: str, count: float | None, grouped: bool) -> None:
    assert count_of(cell) == (count, grouped)


@pytest.mark.parametrize("cell", ["12,5", "3.14", "many", "1.23.456", "12-3", "=A1"])
def test_what_is_no_count_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        count_of(cell)


@pytest.mark.parametrize(
    "cell", ["2020-03-21", "2020-03-21T17:00:00", "2020-03-21 17:00:00", "21.03.2020", "3/21/20", "3/21/2020", "2020/3/21"]
)
def test_days_as_publishers_write_them(cell: str) -> None:
    assert day_of(cell) == date(2020, 3, 21)


@pytest.mark.parametrize("cell", ["", "2020-02-30", "21/03/2020", "yesterday", "20200321"])
def test_what_is_no_day_is_none(cell: str) -> None:
    assert day_of(cell) is None


def test_italian_regions_and_provinces(tmp_path: Path) -> None:
    series = read_folder(files.italy(tmp_path), "IT")
    assert [place.id for place in series.of_level(Level.REGION).places] == ["IT-25", "IT-45", "IT-34"]
    assert [(place.id, place.part_of) for place in series.of_level(Level.PROVINCE).places] == [
        ("IT-BG", "IT-25"), ("IT-MI", "IT-25"), ("IT-PD", "IT-34"),
    ]  # fmt: skip
    assert figure(series, "IT-25", Quantity.CASES, LAST) == files.growing(0, 2)
    assert figure(series, "IT-25", Quantity.IN_HOSPITAL, LAST) == files.growing(0, 2) // 4
    assert np.isnan(figure(series, "IT-BG", Quantity.DEATHS, LAST)), "provinces have cases only"
    assert keys(series) == {"series.unassigned"}
    assert series.source.startswith("Dipartimento della Protezione Civile (")


def test_autonomous_provinces_share_a_code_and_are_told_by_name(tmp_path: Path) -> None:
    lines = [files.REGION_HEADER] + [f"{day}T17:00:00,ITA,04,{name},46,11,1,2,3,4,5,{cases},7" for day in files.days(3)
                                     for name, cases in (("P.A. Bolzano", 60), ("P.A. Trento", 80))]  # fmt: skip
    series = read_folder(files.write(tmp_path, "regioni.csv", lines), "IT")
    assert {place.id for place in series.places} == {"IT-32-BZ", "IT-32-TN"}
    assert figure(series, "IT-32-TN", Quantity.CASES, LAST) == 80


def test_naples_is_not_missing(tmp_path: Path) -> None:
    lines = [files.PROVINCE_HEADER] + [f"{day},ITA,15,Campania,063,Napoli,NA,40.8,14.2,{n}" for n, day in enumerate(files.days(3))]
    assert [place.id for place in read_folder(files.write(tmp_path, "p.csv", lines), "IT").places] == ["IT-NA"]


def test_jhu_long_adds_the_provinces_of_a_country_up(tmp_path: Path) -> None:
    lines = ["Date,Country/Region,Province/State,Confirmed,Recovered,Deaths"]
    lines += [f"{day},China,{part},{10 * n},1,{n}" for n, day in enumerate(files.days(3)) for part in ("Hubei", "Hunan")]
    lines += [f'{day},"Korea, South",,{5 * n},0,0' for n, day in enumerate(files.days(3))]
    series = read_folder(files.write(tmp_path, "combined.csv", lines))
    assert figure(series, "CN", Quantity.CASES, LAST) == 40
    assert figure(series, "CN", Quantity.DEATHS, LAST) == 4
    assert figure(series, "KR", Quantity.CASES, LAST) == 10


def test_jhu_wide_counts_what_its_name_says(tmp_path: Path) -> None:
    for what, factor in (("confirmed", 10), ("deaths", 1)):
        lines = ["Province/State,Country/Region,Lat,Long,3/1/20,3/2/20,3/3/20", f",Italy,43,12,{factor},{2 * factor},{3 * factor}",
                 f",Diamond Princess,0,0,{factor},{factor},{factor}"]  # fmt: skip
        files.write(tmp_path, f"time_series_covid19_{what}_global.csv", lines)
    series = read_folder(tmp_path)
    assert figure(series, "IT", Quantity.CASES, LAST) == 30
    assert figure(series, "IT", Quantity.DEATHS, LAST) == 3
    assert not series.notes, "a ship is no unknown country"


def test_jhu_wide_that_does_not_say_what_it_counts_is_refused(tmp_path: Path) -> None:
    path = files.write(tmp_path, "series.csv", ["Province/State,Country/Region,3/1/20,3/2/20", ",Italy,1,2"])
    with pytest.raises(InputError, match="confirmed, deaths or recovered in the name"):
        read_folder(path)


def test_our_world_in_data(tmp_path: Path) -> None:
    lines = ["iso_code,continent,location,date,total_cases,total_deaths,total_tests,hosp_patients,icu_patients"]
    lines += [f"ITA,Europe,Italy,{day},{100 * n}.0,{n}.0,{1000 * n},{50 * n},{5 * n}" for n, day in enumerate(files.days(3))]
    lines += [f"OWID_WRL,,World,{day},999,99,,," for day in files.days(3)]
    series = read_folder(files.write(tmp_path, "owid-covid-data.csv", lines))
    assert [place.id for place in series.places] == ["IT"]
    assert figure(series, "IT", Quantity.TESTS, LAST) == 2000
    assert figure(series, "IT", Quantity.IN_HOSPITAL, LAST) == 100
    assert figure(series, "IT", Quantity.INTENSIVE_CARE, LAST) == 10
    assert not series.notes


def test_a_plain_table_with_daily_counts_beds_and_residents(tmp_path: Path) -> None:
    lines = ["date;region;region_code;lat;lon;population;new_deaths;cases;in_hospital;beds"]
    lines += [f"{day};Wielkopolskie;PL-30;52.4;16.9;3500000;{n};{10 * n};{4 * n};900" for n, day in enumerate(files.days(3))]
    series = read_folder(files.write(tmp_path, "poland.csv", lines), "PL")
    assert figure(series, "PL-30", Quantity.DEATHS, LAST) == 0 + 1 + 2
    assert figure(series, "PL-30", Quantity.CASES, LAST) == 20
    assert series.residents == {"PL-30": 3_500_000}
    assert series.beds == {("PL-30", "hospital"): 900}
    assert series.places[0].lat == 52.4


def test_a_plain_table_is_of_the_country_that_its_name_says(tmp_path: Path) -> None:
    lines = ["date,province,confirmed,deaths"] + [f"{day},Hubei,{100 * n},{n}" for n, day in enumerate(files.days(3))]
    path = files.write(tmp_path, "china_provinces_daily.csv", lines)
    assert [place.id for place in read_folder(path, "CN").places] == ["CN-hubei"]
    with pytest.raises(InputError, match="--country: IT"):
        read_folder(path, "IT")


def _hxl_rows() -> list[list[object]]:
    rows: list[list[object]] = [["Datum", "Land", "Provinz", "Tote", "Fälle", "Betten"],
                                ["#date", "#country+code", "#adm1+name", "#affected+killed", "#affected+infected",
                                 "#capacity+beds+icu"]]  # fmt: skip
    return rows + [[day, "ES", "Madrid", 3 * n, 40 * n, 600] for n, day in enumerate(files.days(3))]


def test_tables_with_hxl_tags_as_csv_and_workbook(tmp_path: Path) -> None:
    rows = _hxl_rows()
    csv = files.write(tmp_path / "a", "report.csv", [",".join(map(str, row)) for row in rows])
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    (tmp_path / "b").mkdir()
    book.save(tmp_path / "b" / "report.xlsx")
    for path in (csv, tmp_path / "b"):
        series = read_folder(path, "ES")
        assert [(place.id, place.level) for place in series.places] == [("ES-madrid", Level.REGION)]
        assert figure(series, "ES-madrid", Quantity.DEATHS, LAST) == 6
        assert figure(series, "ES-madrid", Quantity.CASES, LAST) == 80
        assert series.beds == {("ES-madrid", "intensive_care"): 600}


def test_hospitals_in_the_folder_give_beds(tmp_path: Path) -> None:
    files.italy(tmp_path)
    files.write(
        tmp_path,
        "hospitals.csv",
        ["id,hospital_name,province,prov_acr,cap_beds", "1,Papa Giovanni XXIII,Bergamo,BG,900", "2,B,Milano,MI,1.100"],
    )
    series = read_folder(tmp_path, "IT")
    assert series.beds == {("IT-BG", "hospital"): 900, ("IT-MI", "hospital"): 1100, ("IT-25", "hospital"): 2000}


def test_a_countrys_own_publisher_comes_before_the_worlds(tmp_path: Path) -> None:
    lines = ["data,stato,totale_ospedalizzati,deceduti,totale_casi"] + [
        f"{day}T18:00:00,ITA,5,{n},{10 * n}" for n, day in enumerate(files.days(3))
    ]
    files.write(tmp_path, "nazione.csv", lines)
    files.write(
        tmp_path,
        "countries-aggregated.csv",
        ["Date,Country,Confirmed,Recovered,Deaths", *(f"{day},Italy,7,7,7" for day in files.days(3))],
    )
    series = read_folder(tmp_path)
    assert figure(series, "IT", Quantity.CASES, LAST) == 20
    assert "series.passed" in keys(series)
    assert figure(series, "IT", Quantity.RECOVERED, LAST) == 7, "what only the other counts is taken from it"


def test_files_are_found_one_folder_down(tmp_path: Path) -> None:
    files.italy(tmp_path / "covid")
    files.write(tmp_path / "roads", "roads.csv", ["origin,destination,km", "a,b,3"])
    series = read_folder(tmp_path, "IT")
    assert len(series.places) == 6
    assert not any(note.params.get("file") == "roads.csv" for note in series.notes)


def test_other_files_beside_the_series_stop_nothing(tmp_path: Path) -> None:
    files.italy(tmp_path)
    files.write(tmp_path, "README.txt", ["Read me, please", "a,b", "c"])
    files.write(tmp_path, "towns.csv", ["town,mayor", "Roma,x,y,z", "Lodi"])
    book = openpyxl.Workbook()
    book.active.append(["shopping", "=1/0"])
    book.save(tmp_path / "list.xlsx")
    series = read_folder(tmp_path, "IT")
    assert len(series.places) == 6
    assert [note.params["file"] for note in series.notes if note.key == "series.no_layout"] == ["list.xlsx", "towns.csv"]


def test_rows_after_the_day_are_not_looked_at(tmp_path: Path) -> None:
    def spoil(lines: list[str]) -> list[str]:
        return [*lines[:31], *(line.replace("Lombardia", "Atlantis").replace(",03,", ",99,") + "x" for line in lines[31:])]

    whole = read_folder(files.italy(tmp_path / "a"), "IT", date(2020, 3, 10))
    spoilt = read_folder(files.italy(tmp_path / "b", change=spoil), "IT", date(2020, 3, 10))
    assert whole.notes == spoilt.notes and whole.last == date(2020, 3, 10)
    for quantity, figures in whole.figures.items():
        np.testing.assert_array_equal(figures, spoilt.figures[quantity])
    with pytest.raises(InputError):
        read_folder(tmp_path / "b", "IT", date(2020, 3, 12))
