"""`aidbridge situation`: tables, JSON, needs and page; nothing later than the day changes anything."""

import json
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

import seriesfiles as files
import small_missions as small
from aidbridge.missionfile.read import read_mission
from aidbridge.model.offers import Reserve
from command_line import aidbridge

BULK = Path(os.environ.get("AIDBRIDGE_DATA", ""))
DATA = BULK / "covid_2020"
REAL = pytest.mark.skipif(
    "AIDBRIDGE_DATA" not in os.environ or not DATA.is_dir(), reason="AIDBRIDGE_DATA names no folder with covid_2020"
)
FORMULAS = ("level", "growth", "per_head", "pressure", "intensive_care")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return files.italy(tmp_path / "series", change=lambda lines: [lines[0], *(_heavier(line) for line in lines[1:])])


def _heavier(line: str) -> str:
    return ",".join(str(int(cell) * 100) if n >= 6 else cell for n, cell in enumerate(line.split(",")))


def told(folder: Path, day: str, *options: object, country: str = "IT") -> dict[str, Any]:
    ran = aidbridge("situation", folder, "--country", country, "--on", day, "--json", *options)
    assert ran.status == 0, ran.err
    content: dict[str, Any] = json.loads(ran.out)
    return content


def places(content: dict[str, Any], level: str) -> list[dict[str, Any]]:
    return [place for place in content["places"] if place["level"] == level]


# what is printed


def test_json_gives_every_place_in_rank_order(folder: Path) -> None:
    content = told(folder, "2020-03-14")
    for level in ("region", "province"):
        assert [place["rank"] for place in places(content, level)] == [1, 2, 3]
    first = next(place for place in content["places"] if place["ranks"]["level"] == 1)
    assert (first["name"], first["level"]) == ("Lombardia", "region")
    assert set(first["ranks"]) == set(FORMULAS)
    assert first["forecast"]["deaths"]["days"][0] == "2020-03-15" and len(first["forecast"]["cases"]["value"]) == 7
    assert content["formula"]["weights"]["level"] == 0.4
    assert {need["status"] for need in content["needs"]} <= {"derived", "recalled", "estimated"}


def test_the_table_shows_ranks_side_by_side_and_the_formula(folder: Path) -> None:
    ran = aidbridge("situation", folder, "--country", "it", "--on", "2020-03-14", "--top", 2)
    assert ran.status == 0
    assert re.search(r"by level ┃ by growth ┃ per head ┃ by hospitals ┃ by intensive care", ran.out)
    assert "Severity = 0.4 × level + 0.1 × growth" in ran.out
    assert "... and 1 more" in ran.out and "Intensive care beds" in ran.out


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_formula_can_be_one_indicator(folder: Path, formula: str) -> None:
    content = told(folder, "2020-03-14", "--formula", formula)
    for level in ("region", "province"):
        assert all(place["rank"] == place["ranks"][formula] for place in places(content, level) if place["ranks"][formula])


@pytest.mark.parametrize(
    ("formula", "said"),
    [("level=-1", "level=-1"), ("luck=1", "luck=1"), ("level=0", "one weight above 0"), ("level=x,,", "level=x")],
)
def test_a_formula_that_makes_no_sense_is_refused(folder: Path, formula: str, said: str) -> None:
    ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--formula", formula)
    assert ran.status == 2 and said in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("country", "day", "said"),
    [
        ("FR", "2020-03-14", "--country: FR"),
        ("IT", "2020-02-01", "--on: 2020-02-01"),
        ("IT", "2021-03-14", "--on: 2021-03-14"),
        ("IT", "14 March", "--on"),
    ],
)
def test_what_the_files_do_not_hold_is_refused(folder: Path, country: str, day: str, said: str) -> None:
    ran = aidbridge("situation", folder, "--country", country, "--on", day)
    assert ran.status == 2 and said in ran.err and "Traceback" not in ran.err


def test_notes_are_told_when_asked_for(folder: Path) -> None:
    ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--notes")
    assert "14 rows of cases without a province" in ran.out


def test_other_languages(folder: Path) -> None:
    assert (
        "Gravità = 0.4 × livello" in aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--language", "it").out
    )
    assert (
        "Тяжесть = 0.4 × уровень" in aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--language", "ru").out
    )


# needs


def test_a_mission_takes_the_needs(folder: Path, tmp_path: Path) -> None:
    mission = small.folder(small.mission(), tmp_path / "mission")
    before = read_mission(mission)
    ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--needs", tmp_path / "sheets", "--json")
    assert ran.status == 0 and "needs.csv" in ran.err
    for name in ("needs.csv", "places.csv"):
        text = (tmp_path / "sheets" / name).read_text(encoding="utf-8")
        known = {noun.id for noun in (before.places if name == "places.csv" else before.needs)}
        lines = [line for line in text.splitlines() if line.split(",")[0] not in known]
        (mission / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    after = read_mission(mission)
    needs = {need.id: need for need in after.needs}
    assert needs["IT-25-icu"].capability == "intensive_care_bed" and needs["IT-25-icu"].quantity > 0
    fact = next(fact for fact in after.facts if fact.key == "need:IT-25-icu.quantity")
    assert "Bagust" in fact.source and fact.status == "estimated" and "intensive care lacking" in fact.note


def test_needs_as_workbook_and_yaml(folder: Path, tmp_path: Path) -> None:
    for name in ("needs.xlsx", "needs.yaml", "needs.csv"):
        ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--needs", tmp_path / name, "--json")
        assert ran.status == 0 and (tmp_path / name).is_file()
    rows = list(openpyxl.load_workbook(tmp_path / "needs.xlsx").worksheets[0].values)
    assert rows[0][:4] == ("id", "capability", "place", "quantity") and len(rows) > 10
    assert "quantity:\n    value:" in (tmp_path / "needs.yaml").read_text(encoding="utf-8")


def test_needs_under_an_unknown_name_are_refused(folder: Path, tmp_path: Path) -> None:
    ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--needs", tmp_path / "needs.doc")
    assert ran.status == 2 and ".yaml, .csv or .xlsx" in ran.err


def test_overrides_are_kept(folder: Path, tmp_path: Path) -> None:
    path = files.write(tmp_path, "o.csv", ["id,quantity,reason", "IT-25-vent,50,asked for fifty", "IT-99-x,1,typo"])
    content = told(folder, "2020-03-14", "--overrides", path)
    need = next(need for need in content["needs"] if need["id"] == "IT-25-vent")
    assert need["quantity"] == 50 and need["override"]["reason"] == "asked for fifty" and need["reckoned"] != 50
    assert "IT-99-x" in aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--overrides", path).err


# the page


def test_the_page_has_map_multiples_and_needs(folder: Path, tmp_path: Path) -> None:
    assert aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--out", tmp_path / "out").status == 0
    page = (tmp_path / "out" / "situation.html").read_text(encoding="utf-8")
    assert page.count('class="multiple"') == 6 and 'class="map"' in page and "IT-25-icu" in page
    assert "<script" not in page and "http-equiv" in page


def test_outlines_are_coloured(folder: Path, tmp_path: Path) -> None:
    square = '{"type":"Polygon","coordinates":[[[9,45],[10,45],[10,46],[9,46],[9,45]]]}'
    features = ",".join(f'{{"type":"Feature","properties":{{"prov_acr":"{a}"}},"geometry":{square}}}' for a in ("BG", "TO"))
    shapes = files.write(tmp_path, "shapes.geojson", [f'{{"type":"FeatureCollection","features":[{features}]}}'])
    command = ("situation", folder, "--country", "IT", "--on", "2020-03-14", "--out", tmp_path / "out", "--outlines")
    assert aidbridge(*command, shapes).status == 0
    page = (tmp_path / "out" / "situation.html").read_text(encoding="utf-8")
    assert 'class="shape s5"' in page and 'class="shape s0"' in page, "Bergamo is the worst hit, Turin has no figures"
    for text in ("{}", '{"features": []}', "no json", '{"features": [{"geometry": {"type": "Point"}}]}'):
        ran = aidbridge(*command, files.write(tmp_path, "bad.geojson", [text]))
        assert ran.status == 2 and "Traceback" not in ran.err


def test_what_a_file_says_is_escaped(tmp_path: Path) -> None:
    lines = [line.replace("Lombardia", "<script>alert(1)</script>") for line in files.region_lines()]
    files.write(tmp_path / "s", "regioni.csv", lines)
    assert aidbridge("situation", tmp_path / "s", "--country", "IT", "--on", "2020-03-14", "--out", tmp_path).status == 0
    assert "<script" not in (tmp_path / "situation.html").read_text(encoding="utf-8")


# nothing later than the day


def _later(line: str, day: str) -> bool:
    return line[:10] > day and line[:4].isdigit()


@pytest.mark.parametrize("spoil", ["removed", "changed", "broken"])
def test_what_comes_later_changes_nothing(spoil: str, folder: Path, tmp_path: Path) -> None:
    day = "2020-03-09"
    other = tmp_path / "other"
    for path in folder.iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        changed = {
            "removed": [line for line in lines if not _later(line, day)],
            "changed": [re.sub(r"\d+$", "999999", line) if _later(line, day) else line for line in lines],
            "broken": [f"{line[:10]}T17:00:00" + ",?" * line.count(",") if _later(line, day) else line for line in lines],
        }[spoil]
        files.write(other, path.name, changed)
    assert told(folder, day) == told(other, day)
    for run in (folder, other):
        assert aidbridge("situation", run, "--country", "IT", "--on", day, "--out", tmp_path / run.name).status == 0
    assert (tmp_path / "series/situation.html").read_bytes() == (tmp_path / "other/situation.html").read_bytes()


@REAL
def test_what_came_later_changes_nothing_of_the_real_series(tmp_path: Path) -> None:
    day = "2020-03-21"
    for path in DATA.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        files.write(tmp_path, path.name, [line for line in lines if not _later(line, day)])
    assert told(DATA, day, "--days", 14) == told(tmp_path, day, "--days", 14)


# Italy in spring 2020


@REAL
def test_italy_on_21_march() -> None:
    content = told(DATA, "2020-03-21")
    regions, provinces = places(content, "region"), places(content, "province")
    assert (len(regions), len(provinces)) == (21, 107)
    assert regions[0]["name"] == "Lombardia"
    assert "Bergamo" in [place["name"] for place in provinces[:3]]
    assert regions[0]["figures"]["deaths"] == 3095 and regions[0]["figures"]["intensive_care"] == 1093
    for place in regions:
        assert sum(rank is not None for rank in place["ranks"].values()) == 5 and place["residents"] > 100_000
    assert {"IT-25-icu", "IT-25-vent", "IT-25-test", "IT-BG-med", "IT-BG-dis", "IT-25-resp"} <= {
        need["id"] for need in content["needs"]
    }


@REAL
@pytest.mark.parametrize("day", ["2020-03-01", "2020-03-02", "2020-03-08", "2020-04-01", "2020-04-30"])
def test_other_days(day: str) -> None:
    content = told(DATA, day)
    assert [place["rank"] for place in places(content, "region")] == list(range(1, 22))
    assert places(content, "region")[0]["name"] == "Lombardia"
    for place in content["places"]:
        for made in place["forecast"].values():
            assert all(
                low <= value <= high for low, value, high in zip(made["low_80"], made["value"], made["high_80"], strict=True)
            )


@REAL
def test_the_whole_data_folder_will_do() -> None:
    content = told(BULK, "2020-03-21")
    assert places(content, "region")[0]["name"] == "Lombardia" and content["places"][0]["beds"]["hospital"] == 37_176


@REAL
def test_countries_of_the_world() -> None:
    content = told(DATA, "2020-03-21", country="world")
    assert len(content["places"]) > 150 and content["places"][0]["name"] == "Italia"


# what a country keeps at home


def test_what_a_country_keeps_follows_its_own_cases_and_forecast(folder: Path, tmp_path: Path) -> None:
    ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--keep", "mask=4/1e6", "--keep", "mask=2/1e6")
    assert ran.status == 0
    (row,) = yaml.safe_load(ran.out)["reserves"]
    regions = [place for place in told(folder, "2020-03-14")["places"] if place["level"] == "region"]
    ahead = [sum(place["forecast"]["cases"]["value"][day] for place in regions) for day in range(7)]
    assert row["own"]["forecast"][1] == pytest.approx(2 * (ahead[1] - ahead[0]), abs=6)
    mission = small.mission()
    reserve = Reserve.model_validate(row | {"donor": "RU"})
    made = mission.model_copy(update={"reserves": (*mission.reserves, reserve)})
    listed = json.loads(aidbridge("offers", small.folder(made, tmp_path / "m"), "--json").out)
    kept = next(row for row in listed["reserves"] if row["item"] == "mask")
    assert 0 < kept["keeps"] < kept["has"] == 1e6


@pytest.mark.parametrize("wrong", ["masc=4", "mask", "mask=x", "mask=-1", "mask=1/x"])
def test_what_is_kept_is_written_as_an_item_and_numbers(folder: Path, wrong: str) -> None:
    ran = aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--keep", wrong)
    assert ran.status == 2 and ran.err.startswith("--keep: ")
