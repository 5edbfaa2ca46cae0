"""The desk of a draft: every row a person decides on, and the value each leaves once it is answered, or not yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ...model.messages import Message
from ..claims import Reading
from ..reconcile import Finding, Verdict
from ..review import Answer, Decision, Evidence, ReviewRow, Suggestion
from ..values import Unfit, read_value
from .cited import cited, country_name, evidence_of, others_of
from .defaults import SOURCE
from .figure import Figure, Scalar, plain
from .wording import says_of, stated

UNDECIDED = "not yet confirmed by a person"
_LETTER = {"finding": "F", "place": "P", "default": "D"}


class Desk:
    """Gathers rows in their order. A row keeps its name from one round of answers to the next: names are given by key.

    What is suggested belongs to the key: an answer holds for what was on the table when it was given.
    """

    def __init__(self, readings: Sequence[Reading], answers: Iterable[Answer], names: Mapping[str, str]) -> None:
        self.readings = {reading.report: reading for reading in readings}
        self.names = dict(names)
        self.rows: list[ReviewRow] = []
        self.notes: list[Message] = []
        """What a person is told beside the rows."""
        self._answers: dict[str, Answer] = {}
        self._order: dict[str, int] = {}
        for number, answer in enumerate(answers):
            self._answers[answer.row], self._order[answer.row] = answer, number
        self._given = {"F": 0, "P": 0, "D": 0}
        for name in self.names.values():
            self._given[name[0]] = max(self._given[name[0]], int(name[2:]))

    def finding(
        self,
        key: str,
        found: Finding,
        *,
        enters: str = "",
        value: str | None = None,
        takes: str = "",
        must: bool = False,
        question: str | Message = "",
        suggestions: tuple[Suggestion, ...] = (),
    ) -> Figure | None:
        """A row for a finding, and what it leaves as a figure: None where it enters nothing or was refused."""
        if all(claim.reader == "model" for claim in found.claims):
            must = must or bool(enters)
        figure = self._row(
            ReviewRow(
                id=self._name("F", key),
                kind="finding",
                concept=found.concept,
                says=says_of(found.best, self.readings[found.best.report]),
                value=value,
                takes=takes,
                enters=enters,
                must=must,
                verdict=found.verdict,
                confidence=None,
                question=question,
                suggestions=suggestions,
                evidence=tuple(evidence_of(claim, self.readings) for claim in found.claims),
                others=others_of(found.others, self.readings),
                place=found.best.place_name or (country_name(found.best.place) if found.best.place else ""),
                reason=found.reason,
            ),
            Figure(value or "", "read", cited(found.best, self.readings), _told(found), _reliability(found), found.best.as_of),
        )
        # What a language model alone has read enters nothing before a person has decided.
        return None if self.decided(key) is None and all(claim.reader == "model" for claim in found.claims) else figure

    def place(
        self,
        key: str,
        *,
        concept: str,
        says: str | Message,
        value: str | None,
        takes: str,
        enters: str,
        must: bool,
        confidence: float | None,
        question: str | Message,
        suggestions: tuple[Suggestion, ...] = (),
        evidence: tuple[Evidence, ...] = (),
        verdict: Verdict | None = None,
        source: str = "",
        status: str = "read",
    ) -> Figure | None:
        """A row for a place or a party, and what it leaves."""
        row = ReviewRow(
            id=self._name("P", f"{key}={value}"),
            kind="place",
            concept=concept,
            says=says,
            value=value,
            takes=takes,
            enters=enters,
            must=must,
            verdict=verdict,
            confidence=confidence,
            question=question,
            suggestions=suggestions,
            evidence=evidence,
        )
        others = tuple(
            (one.value, f"{one.label}, {one.confidence:.0%} sure") for one in suggestions if one.value != value and row.must
        )
        reason = "the likeliest of what the name may mean" if others else ""
        return self._row(row, Figure(value or "", status, source or SOURCE, alternatives=others, reason=reason))

    def default(
        self,
        key: str,
        *,
        says: str | Message,
        value: Scalar | None,
        takes: str,
        enters: str,
        must: bool,
        question: str | Message,
        why: str,
        concept: str = "",
        suggestions: tuple[Suggestion, ...] = (),
        evidence: tuple[Evidence, ...] = (),
        status: Literal["estimated", "derived"] = "estimated",
        source: str = SOURCE,
    ) -> Figure | None:
        """A row for what no report states, and what it leaves."""
        told = None if value is None else str(plain(value) if isinstance(value, float) else value)
        row = ReviewRow(
            id=self._name("D", f"{key}={told}"),
            kind="default",
            concept=concept,
            says=says,
            value=told,
            takes=takes,
            enters=enters,
            must=must,
            verdict=None,
            confidence=None,
            question=question,
            suggestions=suggestions,
            evidence=evidence,
            reason=why,
        )
        return self._row(row, Figure(told or "", status, source, why))

    def within(self, count: Figure | None, most: int, enters: str) -> bool:
        """Whether there is something, and no more than a draft makes rows of; else a person is told."""
        if count is None or count.whole < 1:
            return False
        if count.whole > most:
            self.notes.append(Message(key="draft.note.too_many", params={"n": count.number, "most": most, "what": enters}))
        return count.whole <= most

    def decided(self, key: str) -> Answer | None:
        """What a person said to the row of a key; None where nothing, or where there was no such row before."""
        return self._answers.get(self.names.get(key, ""))

    def when(self, key: str) -> int:
        """The place of a row's answer among all answers; -1 where there is none."""
        return self._order.get(self.names.get(key, ""), -1)

    def _name(self, letter: str, key: str) -> str:
        if key not in self.names:
            self._given[letter] += 1
            self.names[key] = f"{letter}-{self._given[letter]:03}"
        return self.names[key]

    def _row(self, row: ReviewRow, figure: Figure) -> Figure | None:
        self.rows.append(row)
        answer = self._answers.get(row.id)
        if answer is not None and answer.decision is Decision.REFUSE:
            return None
        if answer is not None and answer.decision is Decision.CHANGE:
            value = read_value(row.takes, answer.value or "")
            if not isinstance(value, Unfit):
                return _changed(row, figure, replace(answer, value=value))
            answer = None
        if row.value is None or not row.enters:
            return None
        figure = replace(figure, value=_typed(row.value, row.takes))
        if answer is not None:
            return replace(figure, note=_joined(figure.note, _by("accepted", answer)))
        return replace(figure, note=_joined(figure.note, UNDECIDED)) if row.must else figure


def _changed(row: ReviewRow, figure: Figure, answer: Answer) -> Figure:
    other = () if row.value is None else ((_typed(row.value, row.takes), figure.source),)
    return Figure(
        _typed(answer.value or "", row.takes),
        "recalled",
        f"answer to {row.id} of the review",
        _by("stated", answer),
        alternatives=other,
        reason=answer.note or "a person changed it in the review",
    )


def _typed(value: str, takes: str) -> Scalar:
    return plain(float(value)) if takes in ("number", "whole") else value


def _by(what: str, answer: Answer) -> str:
    told = f"{what} by {answer.by}" if answer.by else f"{what} by a person"
    return f"{told}: {answer.note}" if answer.note else told


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _told(found: Finding) -> str:
    """How the value was stated, and how the reports stand to each other."""
    several = {Verdict.SAME: "several reports say so", Verdict.ONLY_ONE: "only one report says so"}
    return _joined(stated(found), several.get(found.verdict, str(found.verdict)), found.reason)


def _reliability(found: Finding) -> str:
    match found.verdict:
        case Verdict.SAME | Verdict.CONSISTENT:
            return "high"
        case Verdict.CONFLICT:
            return "disputed"
        case Verdict.DOUBTFUL:
            return "low"
        case _:
            return "medium"
