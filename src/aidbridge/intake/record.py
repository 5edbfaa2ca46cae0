"""Everything intake knows of a draft, to and from JSON: the reports as they were read, the findings, the answers of people."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from ..missionfile.textfile import read_text
from ..missionfile.words import printable
from ..model.errors import Fault, InputError
from .claims import Claim, Reading, Span
from .reconcile import Finding, reconcile
from .review import Answer, Decision, Review
from .values import KINDS, Unfit, read_value

if TYPE_CHECKING:
    from .draft.build import Draft

FORMAT = 1
MAX_BYTES = 400_000_000
_MOST_FAULTS = 50


@dataclass(frozen=True)
class Record:
    """Reports as read, how their claims fit together, and what people answered, in the order they did; later answers win."""

    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    dated: date
    answers: tuple[Answer, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    """Names of rows by what they are about, as earlier rounds gave them."""

    @cached_property
    def draft(self) -> "Draft":
        """The rows and the mission that the answers make of them."""
        from .draft.build import drafted

        return drafted(self.readings, self.findings, self.dated, self.answers, self.names)

    @property
    def review(self) -> Review:
        """All rows of the draft."""
        return self.draft.review

    @property
    def title(self) -> str:
        """The draft in words: who receives, when, from whom."""
        return self.draft.title

    def answered(self, answers: Sequence[Answer]) -> "Record":
        """The record with more answers, each in place of an earlier one to its row; rows keep their names."""
        given = {answer.row for answer in answers}
        kept = tuple(answer for answer in self.answers if answer.row not in given)
        return replace(self, answers=(*kept, *answers), names=dict(self.draft.names))


def record_of(readings: Sequence[Reading], dated: date) -> Record:
    """The record of reports just read."""
    return Record(tuple(readings), tuple(reconcile(readings)), dated)


def record_json(record: Record) -> str:
    """The record as JSON: claims stand in their readings, findings name them by report and number."""
    place = {id(claim): (reading.report, n) for reading in record.readings for n, claim in enumerate(reading.claims)}
    tree = {
        "format": FORMAT,
        "dated": record.dated.isoformat(),
        "readings": TypeAdapter(tuple[Reading, ...]).dump_python(record.readings, mode="json"),
        "findings": [_finding_tree(found, place, record) for found in record.findings],
        "answers": TypeAdapter(tuple[Answer, ...]).dump_python(record.answers, mode="json"),
        "names": dict(record.draft.names),
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def read_record(path: Path) -> Record:
    """The record of a file. Raises InputError with what is wrong with it; nothing else, whatever the file holds."""
    name = printable(path.name)
    text = read_text(path, name, MAX_BYTES)
    try:
        tree = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputError([_fault(name, "no JSON", f"a record that `aidbridge intake` wrote ({str(error)[:80]})")]) from error
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise InputError(
            [_fault(name, "another format" if isinstance(tree, dict) else "no mapping", f"a record of format {FORMAT}")]
        )
    parts, broken = _parts(name, tree)
    if broken:
        raise InputError(broken[:_MOST_FAULTS])
    readings, answers, names, dated, written = (parts[part] for part in _KINDS)
    faults = [*_wrong_readings(name, readings), *_wrong_names(name, names)]
    findings = _findings(name, readings, written, faults)
    record = Record(readings, findings, dated, answers, names)
    if not faults:
        faults += _wrong_answers(name, record)
    if faults:
        raise InputError(faults[:_MOST_FAULTS])
    return record


@dataclass(frozen=True, slots=True)
class _Written:
    """A finding as it is written: claims by report and number among its claims."""

    verdict: str
    best: tuple[str, int]
    claims: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, int], ...] = ()
    reason: str = ""


_KINDS: dict[str, Any] = {
    "readings": tuple[Reading, ...],
    "answers": tuple[Answer, ...],
    "names": dict[str, str],
    "dated": date,
    "findings": list[_Written],
}


def _finding_tree(found: Finding, place: dict[int, tuple[str, int]], record: Record) -> dict[str, Any]:
    def name(claim: Claim) -> tuple[str, int]:
        known = place.get(id(claim))
        if known is not None:
            return known
        reading = next(one for one in record.readings if one.report == claim.report)
        return claim.report, reading.claims.index(claim)

    return {
        "verdict": found.verdict.value,
        "best": name(found.best),
        "claims": [name(claim) for claim in found.claims],
        "others": [name(claim) for claim in found.others],
        "reason": found.reason,
    }


def _findings(name: str, readings: Sequence[Reading], written: Sequence[_Written], faults: list[Fault]) -> tuple[Finding, ...]:
    claims = {(reading.report, n): claim for reading in readings for n, claim in enumerate(reading.claims)}
    findings = []
    for number, one in enumerate(written):
        missing = [ref for ref in (one.best, *one.claims, *one.others) if ref not in claims]
        verdicts = [verdict for verdict in _verdicts() if verdict.value == one.verdict]
        if missing or not verdicts:
            what = f"claim {missing[0][1]} of {printable(missing[0][0])}" if missing else printable(one.verdict)
            faults.append(_fault(f"{name} findings[{number}]", what, "claims of the readings, and a known verdict"))
            continue
        best, own = claims[one.best], tuple(claims[ref] for ref in one.claims)
        state = next((claim.state for claim in own if claim.state is not None), None)
        others = tuple(claims[ref] for ref in one.others)
        findings.append(
            Finding(
                best.concept,
                best.place,
                best.scope,
                state if best.value else best.state,
                verdicts[0],
                best,
                own,
                others,
                one.reason,
            )
        )
    return tuple(findings)


def _verdicts() -> Iterator[Any]:
    from .reconcile import Verdict

    return iter(Verdict)


def _wrong_readings(name: str, readings: Sequence[Reading]) -> Iterator[Fault]:
    """Spans that lie outside their text, and reports of one name."""
    told: set[str] = set()
    for reading in readings:
        if reading.report in told:
            yield _fault(f"{name} readings", f"two reports named {printable(reading.report)}", "each report once")
        told.add(reading.report)
        for n, claim in enumerate(reading.claims):
            where = f"{name} readings[{printable(reading.report)}].claims[{n}]"
            spans = [claim.sentence, claim.quote, *([claim.part_of] if claim.part_of else [])]
            if claim.report != reading.report:
                yield _fault(where, printable(claim.report), f"a claim of {printable(reading.report)}")
            elif not all(_inside(span, reading.text) for span in spans) or not _holds(claim.sentence, claim.quote):
                yield _fault(
                    where, "words outside the text", f"a quote inside its sentence, within {len(reading.text):,} characters"
                )


def _inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _holds(sentence: Span, quote: Span) -> bool:
    return sentence.start <= quote.start and quote.end <= sentence.end


def _wrong_names(name: str, names: dict[str, str]) -> Iterator[Fault]:
    if len(set(names.values())) != len(names):
        yield _fault(f"{name} names", "one name for two rows", "each row its own name")
    for key, row in names.items():
        if not (len(row) >= 5 and row[0] in "FPD" and row[1] == "-" and row[2:].isascii() and row[2:].isdigit() and len(row) < 10):
            yield _fault(f"{name} names[{printable(key)[:40]}]", printable(row), "a name such as F-001")


def _wrong_answers(name: str, record: Record) -> Iterator[Fault]:
    """Answers to rows that the draft does not know, and values that their rows do not take."""
    rows = {row.id: row for row in record.review.rows}
    known = set(record.names.values()) | set(rows)
    for n, answer in enumerate(record.answers):
        where = f"{name} answers[{n}]"
        if answer.row not in known:
            yield _fault(where, printable(answer.row), "a row of this draft")
        elif answer.decision is Decision.CHANGE and answer.row in rows:
            takes = rows[answer.row].takes
            value = read_value(takes, answer.value or "") if takes in KINDS else Unfit("a row that takes no value", "")
            if isinstance(value, Unfit):
                yield _fault(where, printable(answer.value or "nothing"), value.limit)


def _parts(name: str, tree: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The parts of a record by name, and all faults of those that are not of their kind."""
    parts: dict[str, Any] = {}
    faults: list[Fault] = []
    for part, kind in _KINDS.items():
        try:
            parts[part] = TypeAdapter(kind).validate_python(tree.get(part))
        except ValidationError as error:
            for wrong in error.errors()[:_MOST_FAULTS]:
                where = ".".join(str(step) for step in (part, *wrong["loc"]))
                value = printable(str(wrong.get("input")))[:60]
                faults.append(_fault(f"{name} {printable(where)}", value, wrong["msg"].removeprefix("Input should be ")))
    return parts, faults


def _fault(path: str, value: str, limit: str) -> Fault:
    return Fault(path, value, limit, "Was the file changed by hand? Read the reports again with `aidbridge intake`.")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")
