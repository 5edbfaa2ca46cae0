"""What a person decides on before a draft is confirmed: rows with their evidence, and the answers to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from ..model.messages import Message
from .reconcile import Verdict


class Decision(StrEnum):
    """What a person says to a row."""

    ACCEPT = "accept"
    CHANGE = "change"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that may be meant, what it is, and how sure that is (0 to 1)."""

    value: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a report: what stands before the quote, the quote, what stands after it, and where the quote is in the text."""

    report: str
    language: str
    before: str
    quote: str
    after: str
    start: int
    end: int
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One thing to decide on."""

    id: str
    """`F-001` a finding, `P-001` a place, `D-001` a default."""
    kind: Literal["finding", "place", "default"]
    concept: str
    says: str | Message
    """What is stated, in plain words, as it will enter."""
    value: str | None
    """The machine form that a person may change."""
    takes: str
    """What kind of value that is (see `values.KINDS`); empty where the row can only be accepted or refused."""
    enters: str
    """Path in the mission, such as `fleet[RU-IL76].count`; empty where the row is kept as evidence only."""
    must: bool
    """Whether the draft is unconfirmed until it is decided."""
    verdict: Verdict | None
    confidence: float | None
    question: str | Message
    suggestions: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    others: tuple[str, ...] = ()
    """Values of claims that disagree, with their report."""
    place: str = ""
    reason: str | Message = ""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What can be answered: nothing changes where no value is taken, and where one is, nothing unsaid is accepted."""
        if not self.takes:
            return (Decision.ACCEPT, Decision.REFUSE)
        return tuple(Decision) if self.value is not None else (Decision.CHANGE, Decision.REFUSE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to a row."""

    row: str
    decision: Decision
    value: str | None
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """A report that was read."""

    report: str
    language: str
    dated: date | None
    claims: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All rows of a draft."""

    rows: tuple[ReviewRow, ...]
    readings: tuple[ReadingSummary, ...] = ()
    notes: tuple[str | Message, ...] = ()

    def open(self, answers: Iterable[Answer]) -> tuple[ReviewRow, ...]:
        """The rows that must be decided and are not. Nothing can be accepted where nothing is suggested."""
        decided = {answer.row: answer.decision for answer in answers}
        return tuple(row for row in self.rows if row.must and not _settles(row, decided.get(row.id)))


def _settles(row: ReviewRow, decision: Decision | None) -> bool:
    return decision is not None and (decision is not Decision.ACCEPT or row.value is not None)
