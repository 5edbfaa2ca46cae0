"""`aidbridge intake`: reports into a draft with its review, the review back into the draft, and what stops it."""

import csv
import io
import json
import os
import shutil
from datetime import date
from pathlib import Path
from threading import Event

import openpyxl
import pytest

from aidbridge.cli.intakefiles import Text, readings
from aidbridge.intake.extractor import Engine
from command_line import Ran, aidbridge

EXAMPLE = Path(__file__).parents[2] / "examples/intake"
WRITTEN = {"mission.yaml", "intake.json", "review.html", "review.csv", "review.xlsx"}


def intake(*arguments: object) -> Ran:
    return aidbridge("intake", *arguments, "-q")


def form_rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "review.csv").read_text(encoding="utf-8-sig"))))


def filled(folder: Path, **answers: str) -> Path:
    """The draft's form with decisions by row, `change 7` with their value; `rest` is for all other rows that must be decided."""
    rows = form_rows(folder)
    for row in rows:
        said = answers.get(row["id"].replace("-", "_"), answers.get("rest", "") if row["must"] == "yes" else "")
        row["decision"], _, row["value"] = said.partition(" ")
        row["by"] = "Ana" if said else ""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "review.csv"
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("example") / "draft"
    return folder, intake(EXAMPLE, "--date", "2029-09-14", "--out", folder)


@pytest.fixture
def draft(example: tuple[Path, Ran], tmp_path: Path) -> Path:
    """A draft of one's own."""
    return Path(shutil.copytree(example[0], tmp_path / "draft"))


def test_reports_become_a_draft_with_its_review(example: tuple[Path, Ran]) -> None:
    folder, ran = example
    assert ran.status == 0, ran.out + ran.err
    assert {path.name for path in folder.iterdir()} >= WRITTEN
    assert "ministry.txt" in ran.out and "Russian" in ran.out and "reports contradict" in ran.out
    assert "rows are open, so the draft is not confirmed." in ran.out
    assert str(folder / "review.html") in ran.out and f"aidbridge intake --apply review.csv --out {folder}" in ran.out
    rows = form_rows(folder)
    assert any(row["must"] == "yes" for row in rows) and {row["decision"] for row in rows} == {""}
    assert any("60 коек" in row["sentence"] for row in rows) and any("50 beds" in row["sentence"] for row in rows)


def test_an_unconfirmed_draft_is_not_planned_and_a_confirmed_one_is_taken(draft: Path, tmp_path: Path) -> None:
    refused = aidbridge("plan", draft, "--out", tmp_path / "plan", "-q", "--iterations", 5)
    assert refused.status == 2 and "open" in refused.err
    ran = intake("--apply", filled(draft, rest="accept"))
    assert ran.status == 0 and "Nothing is open: the draft is confirmed." in ran.out, ran.out + ran.err
    planned = aidbridge("plan", draft, "--out", tmp_path / "plan", "-q", "--iterations", 5)
    assert planned.status in (0, 1), planned.out + planned.err
    assert (tmp_path / "plan/report.html").exists()


def test_several_rounds_add_up_and_the_later_answer_wins(draft: Path) -> None:
    first, second, third = [row["id"] for row in form_rows(draft) if row["must"] == "yes"][:3]
    for answers in ({first: "refuse", second: "accept"}, {first: "accept"}):
        ran = intake("--apply", filled(draft, **{row.replace("-", "_"): said for row, said in answers.items()}))
        assert ran.status == 0, ran.err
    found = {row["id"]: (row["decision"], row["by"]) for row in form_rows(draft)}
    assert found[first] == found[second] == ("accept", "Ana") and found[third] == ("", "")


def test_a_filled_workbook_is_taken_from_anywhere(draft: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(draft / "review.xlsx")
    sheet = book["review"]
    head = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, head["decision"]).value = "Accept"
    book.save(tmp_path / "filled in.xlsx")
    ran = intake("--apply", tmp_path / "filled in.xlsx", "--out", draft)
    assert ran.status == 0 and "1 answer is applied." in ran.out, ran.err
    assert form_rows(draft)[0]["decision"] == "accept"


def test_a_faulty_form_changes_nothing_and_tells_every_row(draft: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text("id,decision,value\nF-999,accept,\nnobody,accept,\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in draft.iterdir()}
    ran = intake("--apply", form, "--out", draft)
    assert ran.status == 2 and "form.csv:2 id" in ran.err and "form.csv:3 id" in ran.err and "Traceback" not in ran.err
    assert {path.name: path.read_bytes() for path in draft.iterdir()} == before


def test_answers_and_missions_are_never_overwritten(draft: Path, tmp_path: Path) -> None:
    again = ("--date", "2029-09-14", "--out", draft)
    assert intake(EXAMPLE, *again).status == 0
    intake("--apply", filled(draft, rest="accept"))
    ran = intake(EXAMPLE, *again)
    assert ran.status == 2 and "would be lost" in ran.err
    (tmp_path / "own").mkdir()
    (tmp_path / "own/mission.yaml").write_text("format: 1\n", encoding="utf-8")
    ran = intake(EXAMPLE, "--date", "2029-09-14", "--out", tmp_path / "own")
    assert ran.status == 2 and "nothing is overwritten" in ran.err


def test_a_form_needs_its_draft_and_stands_alone(tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text("id,decision\nF-001,accept\n", encoding="utf-8")
    ran = intake("--apply", form, EXAMPLE, "--date", "2029-09-14")
    assert ran.status == 2
    assert all(told in ran.err for told in ("FILES: given beside --apply", "--date: given beside --apply", "no intake.json"))


def test_json_is_for_other_programs(tmp_path: Path) -> None:
    ran = intake(EXAMPLE, "--date", "2029-09-14", "--out", tmp_path / "draft", "--json")
    said = json.loads(ran.out)
    assert ran.status == 0 and set(said["open"]) and set(said["written"]) == WRITTEN
    beds = next(row for row in said["rows"] if row["value"] == "60")
    assert beds["must"] and beds["id"] in said["open"] and {one["value"] for one in beds["suggestions"]} == {"50", "60"}
    assert {claim["concept"] for reading in said["record"]["readings"] for claim in reading["claims"]} >= {"asset.beds"}
    assert "60 коек" in json.dumps(said["record"], ensure_ascii=False)


@pytest.mark.parametrize(("language", "word"), [("it", "i resoconti si contraddicono"), ("ru", "сообщения противоречат")])
def test_summary_page_and_form_speak_the_readers_language(language: str, word: str, tmp_path: Path) -> None:
    ran = intake(EXAMPLE, "--date", "2029-09-14", "--out", tmp_path / "draft", "--language", language)
    assert word in ran.out and word in (tmp_path / "draft/review.html").read_text(encoding="utf-8")
    assert word in {row["verdict"] for row in form_rows(tmp_path / "draft")}


def test_the_same_reports_give_the_same_draft(example: tuple[Path, Ran], tmp_path: Path) -> None:
    intake(EXAMPLE, "--date", "2029-09-14", "--out", tmp_path / "draft")
    for name in WRITTEN - {"review.xlsx"}:
        assert (tmp_path / "draft" / name).read_bytes() == (example[0] / name).read_bytes(), name


def test_an_endpoint_that_does_not_answer_leaves_a_draft_that_says_so(tmp_path: Path) -> None:
    ran = intake(
        EXAMPLE / "wire.txt",
        "--date",
        "2029-09-14",
        "--out",
        tmp_path / "draft",
        "--model",
        "http://127.0.0.1:9/v1",
        "--model-name",
        "m",
    )
    assert ran.status == 0 and "A language model on this machine reads along: m." in ran.err
    assert "language model" in (tmp_path / "draft/review.html").read_text(encoding="utf-8")


def test_an_interruption_keeps_what_was_read() -> None:
    stop, told = Event(), []

    def tell(done: int, report: str) -> None:
        told.append((done, report))
        stop.set()

    texts = [Text(name, "Nine people died in Italy.", ()) for name in ("one", "two")]
    found = readings(texts, [Engine()], date(2029, 9, 14), None, tell, stop)
    assert [one.report for one in found] == ["one"] and told == [(0, "one")]


@pytest.mark.skipif("AIDBRIDGE_DATA" not in os.environ, reason="set AIDBRIDGE_DATA to the folder of bulk data")
def test_two_real_reports_become_a_draft_to_confirm(tmp_path: Path) -> None:
    folder = Path(os.environ["AIDBRIDGE_DATA"]) / "reports"
    files = [folder / "mission_en.txt", folder / "mission_id.txt"]
    ran = intake(*files, "--date", "2020-03-23", "--out", tmp_path / "draft")
    assert ran.status == 0, ran.err
    rows = form_rows(tmp_path / "draft")
    assert any("UUMU" in row["suggestions"] + row["enters_as"] and row["must"] == "yes" for row in rows)
    assert any(row["enters_as"].startswith("LIRE") for row in rows)
    assert {"reports agree", "only in one report"} <= {row["verdict"] for row in rows}
