"""The review form: written, filled in by people and spreadsheets, read back, or told by row what is wrong."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import review_sample
from aidbridge.documents.messages import languages
from aidbridge.documents.review.page import review_voice
from aidbridge.documents.review.sheet import form_csv, form_workbook
from aidbridge.intake.form import COLUMNS, DECISIONS, Filled, read_form, row_mark
from aidbridge.intake.review import Answer, Decision, Review
from aidbridge.model.errors import InputError

REVIEW = review_sample.review()
SAY = review_voice("en").say


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "review.csv"
    file.write_bytes(text.encode(encoding))
    return file


def read(folder: Path, *lines: str, head: str = "id,decision,value,note,by") -> Filled:
    return read_form(written(folder, "\n".join([head, *lines])), REVIEW)


def faults(folder: Path, *lines: str, head: str = "id,decision,value,note,by") -> list[str]:
    with pytest.raises(InputError) as wrong:
        read(folder, *lines, head=head)
    return [str(fault) for fault in wrong.value.faults]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_each_row_is_asked_once_with_its_sentence_and_quote() -> None:
    rows = rows_of(form_csv(REVIEW, {}, SAY))
    assert [row["id"] for row in rows] == [row.id for row in REVIEW.rows]
    assert tuple(rows[0]) == COLUMNS
    assert "«Four Il-76 aircraft» are being loaded" in rows[1]["sentence"]
    assert rows[1]["reports"] == "wire.txt; ministry.txt; gulf.html"
    assert rows[2]["others"] == "50 beds (wire.txt)"
    assert [row["must"] for row in rows] == ["yes"] * 6 + ["no"]
    assert {row["decision"] for row in rows} == {""}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_empty_form_says_nothing(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"review.{suffix}"
    file.write_bytes(form_csv(REVIEW, {}, SAY).encode("utf-8-sig") if suffix == "csv" else form_workbook(REVIEW, {}, SAY))
    assert read_form(file, REVIEW) == Filled((), ())


ANSWERS = {
    "F-001": Answer("F-001", Decision.ACCEPT, None, "seen, both", "Ana"),
    "F-003": Answer("F-003", Decision.CHANGE, "55", "=1+1", "+Иван"),
    "F-005": Answer("F-005", Decision.REFUSE, None, "", ""),
    "D-001": Answer("D-001", Decision.CHANGE, "2029-10-05", "@later", "-"),
}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", languages())
def test_answers_come_back_as_they_were_given(suffix: str, language: str, tmp_path: Path) -> None:
    file, say = tmp_path / f"review.{suffix}", review_voice(language).say
    data = form_csv(REVIEW, ANSWERS, say).encode("utf-8-sig") if suffix == "csv" else form_workbook(REVIEW, ANSWERS, say)
    file.write_bytes(data)
    assert {answer.row: answer for answer in read_form(file, REVIEW).answers} == ANSWERS


@pytest.mark.parametrize("language", languages())
def test_every_languages_words_for_a_decision_are_read(language: str) -> None:
    say = review_voice(language).say
    for decision in Decision:
        assert DECISIONS[say(f"review.to.{decision.value}")] is decision


def test_what_spreadsheets_make_of_it_is_read(tmp_path: Path) -> None:
    lines = ["\ufeffReview of the flood;;;;;;", "Decision;ID;Value;NOTE;mark;By;what else",
             f" ACCEPT ;f-001;;'=ok;{row_mark(REVIEW.rows[0]).upper()};Ana;;".removesuffix(";"),
             "Change;F-002;5,0;;;;", "изменить;D-001;5.10.2029;;;;x", ";F-003;;;;;"]  # fmt: skip
    found = read_form(written(tmp_path, "\r\n".join(lines)), REVIEW)
    assert found.answers == (
        Answer("F-001", Decision.ACCEPT, None, "=ok", "Ana"),
        Answer("F-002", Decision.CHANGE, "5", "", ""),
        Answer("D-001", Decision.CHANGE, "2029-10-05", "", ""),
    )


def test_numbers_and_dates_that_excel_has_turned_are_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(REVIEW, {}, SAY)))
    sheet = book["review"]
    column = {name: number for number, name in enumerate(COLUMNS, 1)}
    for number, (decision, value) in {3: ("Change", 7.0), 7: ("change ", date(2029, 10, 5)), 6: ("accept", "uumu")}.items():
        sheet.cell(number, column["decision"]).value = decision
        sheet.cell(number, column["value"]).value = value
    book.save(tmp_path / "review.xlsx")
    answers = read_form(tmp_path / "review.xlsx", REVIEW).answers
    assert [(a.row, a.decision, a.value) for a in answers] == [
        ("F-002", Decision.CHANGE, "7"), ("P-001", Decision.ACCEPT, None), ("D-001", Decision.CHANGE, "2029-10-05"),
    ]  # fmt: skip


def test_all_faults_are_told_by_row(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        "F-099,accept,,,",
        "F-001,maybe,,,",
        "F-002,change,,,",
        "F-003,change,many,,",
        "F-004,,1400,,",
        "F-005,change,1,,",
        "P-001,refuse,UUEE,,",
        "D-001,accept,2029-11-01,,",
        ",accept,,,",
    )
    assert [fault.partition(":")[2].partition(":")[0] for fault in told] == [
        "2 id", "3 decision", "4 value", "5 value", "6 value", "7 value", "8 value", "9 value", "10 id"
    ]  # fmt: skip
    assert "a row of this draft" in told[0] and "--out" in told[0]
    assert "accept, change or refuse" in told[1]
    assert "such as 4" in told[2]
    assert "plain number" in told[3]
    assert "Write change" in told[4]
    assert "Accept or refuse" in told[5]
    assert "no other value beside refuse" in told[6] and "no other value beside accept" in told[7]


def test_what_has_no_value_yet_cannot_be_accepted(tmp_path: Path) -> None:
    row = review_sample.row("F-006", "constraint.suspension", value=None, takes="date", enters="restrictions[RS-1].end")
    asked = Review((row,))
    with pytest.raises(InputError, match="F-006"):
        read_form(written(tmp_path, "id,decision,value\nF-006,accept,\n"), asked)
    for filled in ("F-006,change,2029-10-01", "F-006,refuse,"):
        assert len(read_form(written(tmp_path, f"id,decision,value\n{filled}\n"), asked).answers) == 1


def test_a_row_twice_is_a_fault_unless_it_says_the_same(tmp_path: Path) -> None:
    assert len(read(tmp_path, "F-001,accept,,,Ana", "F-001,accept,,,Ben").answers) == 1
    told = faults(tmp_path, "F-001,accept,,,", "F-002,accept,,,", "F-001,refuse,,,")
    assert len(told) == 1 and "review.csv:4 id" in told[0] and "line 2 says accept" in told[0]


def test_a_form_of_another_draft_is_refused(tmp_path: Path) -> None:
    mark = row_mark(REVIEW.rows[1])
    assert mark.isalpha() and mark.islower()
    told = faults(tmp_path, f"F-001,accept,{mark}", f"F-002,accept,{mark}", head="id,decision,mark")
    assert len(told) == 1 and "review.csv:2 mark" in told[0]


def test_marks_tell_rows_and_values_apart() -> None:
    other = review_sample.row("F-002", value="5")
    assert len({row_mark(row) for row in (*REVIEW.rows, other, review_sample.row("F-002"))}) == len(REVIEW.rows) + 2


def test_a_note_without_a_decision_is_told_and_leaves_the_row_open(tmp_path: Path) -> None:
    found = read(tmp_path, "F-001,,,ask Rome,", "F-002,accept,,,")
    assert found.noted == ("F-001",) and [answer.row for answer in found.answers] == ["F-002"]


@pytest.mark.parametrize("head", ["name,decision", "id,verdict", "id,decision,Decision"])
def test_a_form_needs_its_two_columns_once(head: str, tmp_path: Path) -> None:
    assert any("one column" in fault for fault in faults(tmp_path, "F-001,accept" + "," * (head.count(",") - 1), head=head))


@pytest.mark.parametrize(("name", "data"), [
    ("review.ods", b"PK"), ("review.xlsx", b"PK\x03\x04broken"), ("review.csv", b""), ("review.csv", b"\x00\x01"),
    ("review.csv", "id,decision\nF-001,перенять".encode("cp1251")), ("review.csv", b'id,decision\n"F-001,accept'),
])  # fmt: skip
def test_what_is_no_form_is_a_fault_with_advice(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as wrong:
        read_form(tmp_path / name, REVIEW)
    assert all(fault.path.startswith("review.") and fault.advice for fault in wrong.value.faults)


def test_nothing_a_report_says_can_be_run_by_a_spreadsheet(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","y")'
    hostile = Review(
        (review_sample.row("F-001", says=evil, question=evil, place=f"\t{evil}", others=("+1", "@x"), reason=evil,
                           evidence=(review_sample.evidence(f"-{evil}", "en", f"{evil} \x00\x0b\u202e", "HYPERLINK"),)),), (), ()
    )  # fmt: skip
    for cells in csv.reader(io.StringIO(form_csv(hostile, {}, SAY))):
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    sheet = openpyxl.load_workbook(io.BytesIO(form_workbook(hostile, {}, SAY)))["review"]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert sheet.cell(2, COLUMNS.index("asked") + 1).value == evil


def test_the_workbook_helps_to_fill_it_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(REVIEW, ANSWERS, review_voice("it").say)))
    sheet = book["review"]
    assert book.sheetnames == ["review", "help"] and sheet.freeze_panes == "B2"
    choice = sheet.data_validations.dataValidation[0]
    assert choice.formula1 == '"accetta,cambia,rifiuta"'
    letter = openpyxl.utils.get_column_letter(COLUMNS.index("decision") + 1)
    assert str(choice.sqref) == f"{letter}2:{letter}{len(REVIEW.rows) + 1}"
    assert [row[0].value for row in book["help"].iter_rows(min_row=2, max_row=len(COLUMNS) + 1)] == list(COLUMNS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=12)] * 5), max_size=4))
def test_whatever_stands_in_a_form_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, ...]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("id", "decision", "value", "note", "by"), *cells])
    file = tmp_path_factory.mktemp("form") / "review.csv"
    file.write_bytes(out.getvalue().encode("utf-8", "replace"))
    try:
        assert all(answer.row in {row.id for row in REVIEW.rows} for answer in read_form(file, REVIEW).answers)
    except InputError as wrong:
        assert wrong.faults
