"""Rows of a review as a page lays them out: grouped, each with what is said, its sentences, and what a person may answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ...intake.form import row_mark
from ...intake.reconcile import Verdict
from ...intake.review import Answer, Evidence, Review, ReviewRow
from ...model.messages import Message
from ..messages import knows
from .visible import visible

GROUPS = ("who", "sent", "situation", "places", "defaults", "context")
_OF_CONCEPT = {"actor": "who", "donor": "who", "asset": "sent", "situation": "situation", "place": "places"}
TONES = {
    Verdict.SAME: "good", Verdict.CONSISTENT: "good", Verdict.CHANGED: "warn", Verdict.CONFLICT: "bad", Verdict.ONLY_ONE: "",
    Verdict.PART_OF: "", Verdict.DOUBTFUL: "warn",
}  # fmt: skip
AGREEING = (Verdict.SAME, Verdict.CONSISTENT)
ROWS = 1_500
"""Rows a page shows: beyond that a browser grows slow. The form has them all."""
SHOWN = 200
"""Rows a group shows unfolded."""
PASSAGES, FOLDED = 3, 6
"""Sentences of a row that stand open, and that may be unfolded."""
AROUND = 300
"""Characters of a sentence before and after the quote."""
QUOTE = 300
OTHERS, SUGGESTIONS, DOUBTS = 8, 6, 4

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report, with the words that a claim was read from."""

    report: str
    language: str
    language_name: str
    before: str
    quote: str
    after: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A suggestion: the value it enters, what it is, how sure."""

    value: str
    label: str
    share: str


@dataclass(frozen=True, slots=True)
class RowCard:
    """One row to decide on."""

    id: str
    mark: str
    name: str
    says: str
    place: str
    value: str
    enters: str
    must: bool
    open: bool
    agrees: bool
    verdict: str
    tone: str
    reason: str
    question: str
    others: tuple[str, ...]
    suggestions: tuple[Offered, ...]
    passages: tuple[Passage, ...]
    folded: tuple[Passage, ...]
    left_out: int
    decisions: tuple[str, ...]
    takes: str
    answer: Mapping[str, str]
    """What was answered before: decision, value, note, by; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """Rows of one kind."""

    id: str
    name: str
    lead: str
    rows: tuple[RowCard, ...]
    open: int
    agreeing: int
    folded: bool
    left_out: int


def group_of(row: ReviewRow) -> str:
    """The group a row stands in: what enters nothing and must not be decided is context."""
    if row.kind == "default":
        return "defaults"
    if row.kind == "place":
        return "who" if row.concept.startswith("actor.") else "places"
    if not row.enters and not row.must:
        return "context"
    return _OF_CONCEPT.get(row.concept.partition(".")[0], "context")


def group_cards(review: Review, answers: Mapping[str, Answer], say: Say) -> tuple[GroupCard, ...]:
    """The groups that have rows, at most `ROWS` rows in all: what must be decided comes first, within its group too."""
    ranked = sorted(review.rows, key=lambda row: (not row.must, row.kind == "finding" and not row.enters))
    shown = {row.id for row in ranked[:ROWS]}
    rows: dict[str, list[ReviewRow]] = {name: [] for name in GROUPS}
    for row in review.rows:
        rows[group_of(row)].append(row)
    return tuple(_group(name, rows[name], shown, answers, say) for name in GROUPS if rows[name])


def _group(name: str, rows: Iterable[ReviewRow], shown: set[str], answers: Mapping[str, Answer], say: Say) -> GroupCard:
    told = sorted(rows, key=lambda row: not row.must)
    cards = tuple(row_card(row, answers.get(row.id), say) for row in told if row.id in shown)
    return GroupCard(
        id=f"group-{name}",
        name=say(f"review.group.{name}"),
        lead=say(f"review.lead_of.{name}"),
        rows=cards,
        open=sum(card.open for card in cards),
        agreeing=0 if name == "context" else sum(card.agrees for card in cards),
        folded=name == "context" or len(cards) > SHOWN,
        left_out=len(told) - len(cards),
    )


def row_card(row: ReviewRow, answer: Answer | None, say: Say) -> RowCard:
    """Everything a page says of a row."""
    passages = [_passage(one, say) for one in row.evidence[: PASSAGES + FOLDED]]
    return RowCard(
        id=row.id,
        mark=row_mark(row),
        name=_concept(row, say),
        says=visible(text_of(row.says, say)),
        place=visible(row.place),
        value=visible(row.value or ""),
        enters=visible(row.enters),
        must=row.must,
        open=row.must and answer is None,
        agrees=row.verdict in AGREEING,
        verdict=say(f"review.verdict.{row.verdict.name.lower()}") if row.verdict else "",
        tone=TONES[row.verdict] if row.verdict else "",
        reason=visible(text_of(row.reason, say)),
        question=visible(text_of(row.question, say)),
        others=tuple(visible(text_of(other, say)) for other in row.others[:OTHERS]),
        suggestions=tuple(
            Offered(visible(one.value), visible(text_of(one.label, say)), f"{one.confidence:.0%}")
            for one in row.suggestions[:SUGGESTIONS]
        ),
        passages=tuple(passages[:PASSAGES]),
        folded=tuple(passages[PASSAGES:]),
        left_out=max(len(row.evidence) - PASSAGES - FOLDED, 0),
        decisions=tuple(d.value for d in row.decisions),
        takes=say(f"review.takes.{row.takes}") if row.takes else "",
        answer={} if answer is None else _answered(answer),
    )


def text_of(text: str | Message, say: Say) -> str:
    """A text that may be a message of the catalogue."""
    return text if isinstance(text, str) else say(text)


def _concept(row: ReviewRow, say: Say) -> str:
    return say(f"concept.{row.concept}") if row.concept else say(f"review.kind.{row.kind}")


def _answered(answer: Answer) -> dict[str, str]:
    return {
        "decision": answer.decision.value,
        "value": visible(answer.value or ""),
        "note": visible(answer.note),
        "by": visible(answer.by),
    }


def language_name(code: str, say: Say) -> str:
    """A language in the reader's words; its code where there are none."""
    return say(f"review.language.{code}") if knows(f"review.language.{code}") else visible(code)


def _passage(one: Evidence, say: Say) -> Passage:
    before = one.before if len(one.before) <= AROUND else "… " + one.before[-AROUND:]
    return Passage(
        report=visible(one.report),
        language=one.language if one.language.isalpha() and one.language.isascii() else "",
        language_name=language_name(one.language, say),
        before=visible(before),
        quote=visible(one.quote, QUOTE),
        after=visible(one.after, AROUND),
        doubts=tuple(visible(doubt) for doubt in one.doubts[:DOUBTS]),
    )
