"""`aidbridge allocate`: a case file or a mission in, an answer with proof, reasons and worth out; faults told all at once."""

import json
from pathlib import Path

import openpyxl
import pytest
from benchmarks.allocation.generate import Shape, generate

from aidbridge.checker.allotment import check_allotment
from aidbridge.missionfile.allocationcase import case_text, read_case
from aidbridge.model.allocationcase import AllocationAnswer
from command_line import aidbridge

MISSION = Path(__file__).parents[2] / "examples/italy-2020"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "case.json"
    path.write_text(case_text(generate(Shape(places=4, items=6, donors=6, items_each=3, days=10), 1)), encoding="utf-8")
    return path


def test_a_case_comes_back_as_it_was_written(file: Path) -> None:
    assert read_case(file) == generate(Shape(places=4, items=6, donors=6, items_each=3, days=10), 1)


def test_result_in_sentences_and_tables(file: Path) -> None:
    ran = aidbridge("allocate", file, "all")
    assert ran.status == 0
    for told in ("weighted hours of need stay unmet", "What one more of each thing would be worth", "Dealt out by population"):
        assert told in ran.out


@pytest.mark.parametrize("language", ["it", "ru"])
def test_every_reason_is_told_in_each_language(file: Path, language: str) -> None:
    ran = aidbridge("allocate", file, "all", "--language", language)
    assert ran.status == 0
    assert ("allotment." not in ran.out and "(gravità" in ran.out) or "(тяжесть" in ran.out


def test_json_holds_answer_reasons_and_proof(file: Path) -> None:
    ran = aidbridge("allocate", file, "--json", "--rules")
    told = json.loads(ran.out)
    assert set(told["story"]) == {"lines", "unmet", "unused", "worth"}
    assert len(told["story"]["lines"]) == len(told["sent"])
    assert told["certificate"]["links"]
    assert set(told["rules"]) == {"first_come", "per_capita"}


def test_files_can_be_checked_again(file: Path, tmp_path: Path) -> None:
    assert aidbridge("allocate", file, "--out", tmp_path / "out").status == 0
    answer = AllocationAnswer.model_validate_json((tmp_path / "out/answer.json").read_text(encoding="utf-8"))
    assert check_allotment(read_case(tmp_path / "out/case.json"), answer) == ()
    assert openpyxl.load_workbook(tmp_path / "out/allocation.xlsx").sheetnames


def test_a_mission_is_a_case_too() -> None:
    ran = aidbridge("allocate", MISSION, "--json", "--rules")
    told = json.loads(ran.out)
    assert ran.status == 0
    assert told["gap"] < 0.02
    assert told["unmet_weighted_h"] < told["rules"]["per_capita"]["unmet_weighted_h"]
    assert {row["need"] for row in told["sent"]} >= {"IT-BG-med", "IT-25-vent"}
    lines = [line for line in told["story"]["lines"] if line["need"].endswith("-vent")]
    # Russia has 650 ventilators and keeps 500 at home.
    assert sum(line["quantity"] * line["here"]["params"]["rate"] for line in lines) == 150


def test_all_faults_at_once(tmp_path: Path) -> None:
    told = json.loads(case_text(generate(Shape(places=2, items=3, donors=2, items_each=2, days=5), 1)))
    told["offers"][0]["item"] = "unheard-of"
    told["needs"][0]["place"] = "nowhere"
    told["donors"][1]["id"] = told["donors"][0]["id"]
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    ran = aidbridge("allocate", path)
    assert ran.status == 2
    assert all(name in ran.err for name in ("unheard-of", "nowhere", "each identifier once"))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"name": 3}', "\x00", '{"format": 1, "name": "x", "days": 0}', "NaN", '{"days": 1e999}', "[" * 5000]
)
def test_malformed_files_are_told_without_a_traceback(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(text, encoding="utf-8")
    assert aidbridge("allocate", path).status == 2


def test_unknown_table_and_missing_file(file: Path, tmp_path: Path) -> None:
    assert aidbridge("allocate", file, "gossip").status == 2
    assert aidbridge("allocate", tmp_path / "none.json").status == 2
