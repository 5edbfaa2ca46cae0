"""Series as they arrive: what can be repaired for certain is repaired and told, the rest refused with value and advice."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import seriesfiles as files
from aidbridge.model.errors import InputError
from aidbridge.model.series import Quantity, Series
from aidbridge.sources.read import read_folder

Change = Callable[[list[str]], list[str]]
DAY = date(2020, 3, 10)


@pytest.fixture
def sound(tmp_path: Path) -> Series:
    return read_folder(files.write(tmp_path / "sound", "regioni.csv", files.region_lines()), "IT")


def read(folder: Path, lines: list[str], encoding: str = "utf-8") -> Series:
    return read_folder(files.write(folder, "regioni.csv", lines, encoding), "IT")


def same(one: Series, other: Series) -> bool:
    return one.places == other.places and all(
        np.array_equal(figures, other.figures[quantity], equal_nan=True) for quantity, figures in one.figures.items()
    )


def told(series: Series) -> list[str]:
    return [note.key for note in series.notes]


def thousands(lines: list[str]) -> list[str]:
    def cell(text: str) -> str:
        return f'"{int(text):,}"' if text.isdecimal() and int(text) >= 1000 else text

    return [lines[0]] + [",".join(cell(text) if n >= 6 else text for n, text in enumerate(line.split(","))) for line in lines[1:]]


REPAIRS: dict[str, tuple[Change, str]] = {
    "thousands separators": (thousands, "series.grouped"),
    "an empty last line": (lambda lines: [*lines, ""], ""),
    "semicolons": (lambda lines: [line.replace(",", ";") for line in lines], ""),
    "tabs": (lambda lines: [line.replace(",", "\t") for line in lines], ""),
    "titles above the header": (lambda lines: ["Dati COVID-19", "", *lines], ""),
    "decimals of a spreadsheet": (lambda lines: [line + ".0" if n else line for n, line in enumerate(lines)], ""),
    "rows that stand twice": (lambda lines: [*lines, *lines[-3:]], ""),
    "rows in any order": (lambda lines: [lines[0], *reversed(lines[1:])], ""),
    "columns nobody asked for": (lambda lines: [line + (",note" if n == 0 else ",nuova") for n, line in enumerate(lines)], ""),
    "codes without their nought": (lambda lines: [line.replace(",03,", ",3,").replace(",05,", ",5,") for line in lines], ""),
    "a truncated file": (lambda lines: [*lines, lines[-1].split(",")[0] + ",ITA,0"], "series.cut"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPAIRS)
def test_what_can_be_repaired_gives_the_same_series(name: str, tmp_path: Path, sound: Series) -> None:
    change, key = REPAIRS[name]
    series = read(tmp_path, change(files.region_lines()))
    order = [place.id for place in series.places]
    series = series.of([order.index(place.id) for place in sound.places])
    assert same(series, sound)
    assert told(series) == ([key] if key else [])


@pytest.mark.parametrize(("encoding", "key"), [("utf-8-sig", []), ("utf-16", ["series.encoding"])])
def test_encodings_of_a_whole_file(encoding: str, key: list[str], tmp_path: Path, sound: Series) -> None:
    series = read(tmp_path, files.region_lines(), encoding)
    assert same(series, sound) and told(series) == key


def test_mixed_encodings_are_read_line_by_line(tmp_path: Path) -> None:
    lines = files.province_lines()
    text = [
        line.replace("Padova", "Forlì-Cesena").replace(",028,", ",040,").replace(",PD,", ",FC,").replace(",05,", ",08,")
        for line in lines
    ]
    path = files.write(tmp_path, "province.csv", [])
    half = len(text) // 2
    path.write_bytes("\n".join(text[:half]).encode() + b"\n" + "\n".join(text[half:]).encode("cp1252") + b"\n")
    series = read_folder(path, "IT")
    assert {place.name for place in series.places} == {"Bergamo", "Milano", "Forlì-Cesena"}
    assert "series.encoding" in told(series) and "series.renamed" not in told(series)


def test_a_missing_day_is_told_and_left_open(tmp_path: Path) -> None:
    series = read(tmp_path, [line for line in files.region_lines() if DAY.isoformat() not in line])
    assert told(series) == ["series.no_day"]
    assert np.isnan(series.figures[Quantity.DEATHS][:, series.column(DAY)]).all()


def test_a_day_that_one_region_misses_is_told(tmp_path: Path) -> None:
    series = read(tmp_path, [line for line in files.region_lines() if not (DAY.isoformat() in line and "Veneto" in line)])
    assert set(told(series)) == {"series.gap"}
    assert {note.params["place"] for note in series.notes} == {"IT-34"}
    assert series.notes[0].params["day"] == DAY.isoformat()


def test_a_region_renamed_stays_one_region(tmp_path: Path, sound: Series) -> None:
    lines = files.region_lines()
    series = read(tmp_path, [*lines[:20], *(line.replace("Lombardia", "Regione Lombardia (nuova)") for line in lines[20:])])
    assert same(series, sound) and told(series) == ["series.renamed"]


def test_a_region_without_its_code_is_known_by_name(tmp_path: Path, sound: Series) -> None:
    lines = [line.replace(",08,Emilia-Romagna", ",,Emilia Romagna") for line in files.region_lines()]
    series = read(tmp_path, lines)
    assert [place.id for place in series.places] == [place.id for place in sound.places]
    np.testing.assert_array_equal(series.figures[Quantity.CASES], sound.figures[Quantity.CASES])


def test_two_values_for_one_day_are_told(tmp_path: Path) -> None:
    lines = files.region_lines()
    other = lines[1].rsplit(",", 2)[0] + ",99,1"
    series = read(tmp_path, [*lines, other])
    assert told(series).count("series.twice") == 2
    assert series.figures[Quantity.CASES][0, 0] == 99


def test_corrections_and_negative_counts_are_told(tmp_path: Path) -> None:
    lines = files.region_lines(3)
    cells = lines[-3].split(",")
    cells[10], cells[11] = "-5", "1"
    series = read(tmp_path, [*lines[:-3], ",".join(cells), *lines[-2:]])
    assert set(told(series)) == {"series.negative", "series.down", "series.gap"}
    assert np.isnan(series.figures[Quantity.DEATHS][0, 2]), "a count below nought is no count"
    assert series.figures[Quantity.CASES][0, 2] == 1, "the figure stays as published"


def joined(lines: list[str], *more: str) -> bytes:
    return ("\n".join([*lines, *more]) + "\n").encode()


FAULTS: dict[str, tuple[Callable[[list[str]], bytes], str]] = {
    "an empty file": (lambda lines: b"", "an empty file"),
    "a file of blanks": (lambda lines: b" \n\n", "an empty file"),
    "a web page": (lambda lines: b"<!DOCTYPE html>\n<html><body>404</body></html>", "Fetch the raw file"),
    "NUL bytes": (lambda lines: "\n".join(lines).encode() + b"\n2020-03-15\x00,ITA\n", "regioni.csv:44: a NUL byte"),
    "a pointer of Git LFS": (lambda lines: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
    "decimals": (lambda lines: joined(lines, lines[-1] + ".5"), "regioni.csv:44 tamponi"),
    "a word for a count": (lambda lines: joined(lines, lines[-1].rsplit(",", 1)[0] + ",tanti"), "'tanti'"),
    "thousands without quotes": (lambda lines: joined(lines, lines[-1] + ",500"), "needs quotes"),
    "a day that does not exist": (lambda lines: joined(lines).replace(b"2020-03-05", b"2020-03-35"), "'2020-03-35T17:00:00'"),
    "an unknown region": (lambda lines: joined(lines).replace(b"08,Emilia-Romagna", b"77,Atlantide"), "Atlantide"),
    "a code with another region's name": (lambda lines: joined(lines).replace(b"08,Emilia", b"05,Emilia"), "which is 8"),
    "rows with cells missing": (lambda lines: joined(lines[:5], "2020-03-02,ITA", "2020-03-02", *lines[5:]), "fewer cells"),
    "a quote that never ends": (lambda lines: "\n".join([*lines[:5], '"' + lines[5], *lines[6:]]).encode(), "regioni.csv"),
    "a count beyond all people": (lambda lines: joined(lines, lines[-1] + "0" * 12), "regioni.csv:44 tamponi"),
    "a year mistyped": (lambda lines: joined(lines).replace(b"2020-03-01", b"1020-03-01"), "slip of the pen"),
    "no table of a series": (lambda lines: b"name,age\nAnna,7\n", "no table that is a series"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_repaired_is_refused(name: str, tmp_path: Path) -> None:
    spoil, said = FAULTS[name]
    path = files.write(tmp_path, "regioni.csv", [])
    path.write_bytes(spoil(files.region_lines()))
    with pytest.raises(InputError) as wrong:
        read_folder(tmp_path, "IT")
    assert said in str(wrong.value)
    assert all(fault.advice for fault in wrong.value.faults)


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_no_damage_ends_otherwise_than_in_a_series_or_a_fault(seed: int, hits: int) -> None:
    spoilt = bytearray("\n".join(files.region_lines(4)).encode())
    choose = random.Random(seed)
    for _ in range(hits):
        at = choose.randrange(len(spoilt))
        match choose.randrange(3):
            case 0:
                spoilt[at] = choose.randrange(256)
            case 1:
                del spoilt[at : at + choose.randrange(1, 40)]
            case _:
                spoilt[at:at] = choose.choice([b'"', b"\n", b",", b"\x00", b"-", b"1e999", b"\xff\xfe"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "regioni.csv"
        path.write_bytes(bytes(spoilt))
        try:
            series = read_folder(path, "IT")
        except InputError as wrong:
            assert wrong.faults
        else:
            assert all((figures[~np.isnan(figures)] >= 0).all() for figures in series.figures.values())


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    lines = files.region_lines()
    spoilt = [line.rsplit(",", 1)[0] + ",x" if n in (4, 9) else line for n, line in enumerate(lines)]
    with pytest.raises(InputError) as wrong:
        read(tmp_path, spoilt)
    assert [fault.path for fault in wrong.value.faults] == ["regioni.csv:5 tamponi", "regioni.csv:10 tamponi"]
