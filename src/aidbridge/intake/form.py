"""The form that a person fills in, back from CSV or Excel: a decision for each row of a review, or every fault in it."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ..missionfile.itemcolumns import Column, folded
from ..missionfile.itemlist import raise_in_order
from ..missionfile.listrows import Row, RowReader
from ..missionfile.tables import Manner, Table, read_table
from ..missionfile.words import Names, did_you_mean, printable, shown
from ..model.errors import Fault
from .review import Answer, Decision, Review, ReviewRow
from .values import Unfit, read_value

COLUMNS = (
    "id", "group", "asked", "stated", "verdict", "place", "others", "sentence", "reports", "suggestions", "enters_as", "must",
    "decision", "value", "note", "by", "mark",
)  # fmt: skip
"""Columns as they are written. Only those of `_READ` are read back, in any order, whatever a person did to the others."""
_READ = {name: Column(name, "text") for name in ("id", "decision", "value", "note", "by", "mark")}
_WORDS: dict[Decision, tuple[str, ...]] = {
    Decision.ACCEPT: ("accept", "accepted", "a", "ok", "yes", "y", "accetta", "accettato", "sì", "si", "принять", "принято", "да"),
    Decision.CHANGE: ("change", "changed", "c", "cambia", "cambiato", "изменить", "изменено"),
    Decision.REFUSE: ("refuse", "refused", "reject", "r", "no", "n", "rifiuta", "rifiutato", "отклонить", "отклонено", "нет"),
}  # fmt: skip
DECISIONS = {word: decision for decision, words in _WORDS.items() for word in words}
"""What may stand in the column `decision`, in any case."""
MAX_ROWS = 200_000
MAX_BYTES = 100_000_000
_MARK_LETTERS = 7
_GUARD = re.compile(r"'(?=[=+\-@])")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says."""

    answers: tuple[Answer, ...]
    """In the order of the review's rows."""
    noted: tuple[str, ...]
    """Rows with a note or a name and no decision: they stay open, and the note is not kept."""


def row_mark(row: ReviewRow) -> str:
    """Seven letters that only this row of this draft has: they keep a form from being applied to another draft.

    Letters, for a spreadsheet turns digits into numbers.
    """
    stands = [(one.report, one.start, one.end) for one in row.evidence]
    number = int.from_bytes(
        sha256(repr((row.id, row.kind, row.concept, row.value, stands)).encode("utf-8", "replace")).digest()[:8], "big"
    )
    letters = ""
    for _ in range(_MARK_LETTERS):
        number, letter = divmod(number, 26)
        letters += chr(ord("a") + letter)
    return letters


def read_form(path: Path, review: Review) -> Filled:
    """The answers of a form. A row without a decision says nothing; rows may be missing, in any order.

    Raises InputError with all faults by row: an unknown or repeated row, an unknown decision, a change without a value or with
    one that is none, a value without a change, a row of another draft.
    """
    faults: list[Fault] = []
    table = _table(path, faults)
    answers: list[Answer] = []
    noted: list[str] = []
    if table is not None:
        rows = RowReader(table, [_READ.get(folded(name)) for name in table.header], faults)
        reader = _FormReader(table, rows, review, faults)
        answers, noted = reader.answers()
    raise_in_order(faults)
    order = {row.id: n for n, row in enumerate(review.rows)}
    return Filled(tuple(sorted(answers, key=lambda answer: order[answer.row])), tuple(noted))


def _table(path: Path, faults: list[Fault]) -> Table | None:
    if path.suffix.lower() not in (".csv", ".xlsx"):
        advice = "Save it as .xlsx, or as `CSV UTF-8 (comma delimited)`."
        faults.append(
            Fault(printable(path.name), f"a file that ends in {printable(path.suffix) or 'nothing'}", ".csv or .xlsx", advice)
        )
        return None
    table = read_table(path, faults, MANNER)
    if table is None:
        return None
    header = [folded(name) for name in table.header]
    read = [name in _READ for name in header]
    for name in ("id", "decision"):
        if header.count(name) != 1:
            told = "no such column" if name not in header else f"{header.count(name)} such columns"
            advice = "Keep the first row of the form as it was written."
            faults.append(Fault(f"{table.file}:{table.line} {name}", told, "one column", advice))
    if header.count("id") != 1 or header.count("decision") != 1:
        return None
    return replace(table, rows=[(line, tuple(map(_plain, cells, read))) for line, cells in table.rows])


def _plain(cell: str | None, read: bool) -> str | None:
    """A cell on one line and without the apostrophe that guards a spreadsheet from running it; what is not read is left out."""
    if not read:
        return ""
    return None if cell is None else _GUARD.sub("", " ".join(cell.split()), count=1)


class _FormReader:
    """Reads the rows of one form against one review."""

    def __init__(self, table: Table, rows: RowReader, review: Review, faults: list[Fault]) -> None:
        self._table, self._rows, self._faults = table, rows, faults
        self._known = {row.id: row for row in review.rows}
        self._folded = {row.id.casefold(): row.id for row in review.rows}
        self._names = Names(self._known)

    def answers(self) -> tuple[list[Answer], list[str]]:
        """One answer for each row with a decision, and the rows that hold a note without one."""
        answers: dict[str, tuple[Answer, int]] = {}
        noted: list[str] = []
        for written in self._rows.rows():
            row = self._row(written)
            if row is None:
                continue
            decision = self._decision(written)
            if decision is None:
                if not written.broken and (written.text("note") or written.text("by")) and not written.text("decision"):
                    noted.append(row.id)
                continue
            value = self._value(written, row, decision)
            if written.broken:
                continue
            answer = Answer(row.id, decision, value, written.text("note"), written.text("by"))
            earlier = answers.setdefault(row.id, (answer, written.line))
            if (earlier[0].decision, earlier[0].value) != (decision, value):
                limit = f"one decision a row: line {earlier[1]} says {_said(earlier[0])}"
                self._rows.fault(written, "id", row.id, limit, "Remove one of the two lines.")
        return [answer for answer, _ in answers.values()], noted

    def _row(self, written: Row) -> ReviewRow | None:
        name = written.text("id")
        if not name:
            if written.text("decision") and "id" not in written.broken:
                self._rows.fault(written, "id", "nothing", "the row's name", "Write it as it stood in the form: F-001.")
            return None
        row = self._known.get(name) or self._known.get(self._folded.get(name.casefold(), ""))
        if row is None:
            advice = did_you_mean(
                self._names.near(name), "Was the form written for another draft? `--out` names the draft's folder."
            )
            self._rows.fault(written, "id", shown(name), "a row of this draft", advice)
        elif written.text("mark") and written.text("mark").casefold() != row_mark(row):
            advice = "Give the draft it was written for with --out, or fill in the form of this one."
            self._rows.fault(
                written, "mark", shown(written.text("mark")), f"{row_mark(row)}, as {row.id} of this draft has", advice
            )
            return None
        return row

    def _decision(self, written: Row) -> Decision | None:
        word = written.text("decision").casefold().strip(" .!")
        if word in DECISIONS:
            return DECISIONS[word]
        if word:
            self._rows.fault(
                written, "decision", shown(written.text("decision")), "accept, change or refuse", "Write one of the three."
            )
        elif written.text("value") and "decision" not in written.broken:
            advice = "Write change beside it, or empty the cell."
            self._rows.fault(written, "value", shown(written.text("value")), "a decision beside the value", advice)
        return None

    def _value(self, written: Row, row: ReviewRow, decision: Decision) -> str | None:
        """The value that a decision brings: only a change brings one."""
        text = written.text("value")
        if not text:
            if decision is Decision.CHANGE and "value" not in written.broken:
                like = f", such as {row.value}" if row.value else ""
                self._rows.fault(
                    written, "value", "nothing", f"a value to change {row.id} to{like}", "Write it, or accept or refuse the row."
                )
            elif decision is Decision.ACCEPT and decision not in row.decisions:
                advice = "Nothing is suggested that could be accepted: write change and the value, or refuse the row."
                self._rows.fault(written, "decision", "accept", f"a value of {row.id}", advice)
            return None
        if decision is Decision.CHANGE or row.takes:
            value = read_value(row.takes, text, self._table.separator != ",")
            if isinstance(value, Unfit):
                self._rows.fault(written, "value", shown(text), value.limit, value.advice)
                return None
            if decision is Decision.CHANGE:
                return value
            if decision is Decision.ACCEPT and value == row.value:
                return None
        advice = "Write change, or empty the cell."
        self._rows.fault(written, "value", shown(text), f"no other value beside {decision.value}", advice)
        return None


def _said(answer: Answer) -> str:
    return f"{answer.decision.value} {answer.value or ''}".strip()


def _known(name: str) -> bool:
    return folded(name) in COLUMNS


MANNER = Manner(
    rows=MAX_ROWS,
    bytes=MAX_BYTES,
    unpacked=4 * MAX_BYTES,
    columns=200,
    too_long="A form has one row for each row of the draft's review.",
    separators=",;\t",
    computed=True,
    known=_known,
)
"""Forms come back from spreadsheets: other separators, titles above the header, results of formulas."""
