"""What the terminal says of a draft: the reports, what they say and how it fits together, what is open, what to do next."""

import json
from pathlib import Path

import typer
from rich.console import Console

from ..documents.review.cards import RowCard, row_card
from ..documents.review.page import report_rows, tally
from ..documents.rows.table import Table
from ..documents.voice import Voice
from ..intake.record import Record, record_json
from ..intake.review import Review, ReviewRow
from .intakewrite import BOOK, FORM, PAGE, RECORD
from .terminal import print_table

ROWS = 40
"""Rows the terminal shows; the page has them all."""
TEXT, NOTES = 160, 3
"""Characters of a text, and notes of a report, that the terminal shows."""


def print_draft(record: Record, folder: Path, told: tuple[str, ...], voice: Voice, as_json: bool) -> None:
    """The reports, how their statements stand to each other, the rows to decide, and the next step; or all of it as JSON."""
    review, open = record.review, record.review.open(record.answers)
    if as_json:
        written = {name: str(folder / name) for name in ("mission.yaml", RECORD, PAGE, FORM, BOOK)}
        answers = {answer.row: answer for answer in record.answers}
        rows = [_plain(row, row_card(row, answers.get(row.id), voice.say)) for row in review.rows]
        said = {
            "title": record.title,
            "rows": rows,
            "open": [row.id for row in open],
            "record": json.loads(record_json(record)),
            "told": told,
            "written": written,
        }
        typer.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False, markup=False)
    for line in told:
        console.print(line)
    print_table(_reports(review, voice))
    console.print(" · ".join(f"{text}: {n}" for _, n, text in tally(review, voice)))
    if open:
        print_table(_open([row_card(row, None, voice.say) for row in open[:ROWS]], voice))
    if len(open) > ROWS:
        console.print(voice.say("intake.more", n=len(open) - ROWS))
    console.print(voice.say("intake.open", n=len(open)) if open else voice.say("intake.confirmed"))
    if open:
        console.print(voice.say("intake.next_decide", page=str(folder / PAGE), csv=FORM, xlsx=BOOK))
        console.print(voice.say("intake.next_apply", form=FORM, folder=str(folder)))
    else:
        console.print(voice.say("intake.next_plan", folder=str(folder)))


def _reports(review: Review, voice: Voice) -> Table:
    names = ("report", "language", "claims", "notes")
    rows = [
        (one.name, one.language, one.claims, " ".join(one.notes[:NOTES]) + (" …" if len(one.notes) > NOTES else "") or None)
        for one in report_rows(review, voice)
    ]
    return Table("reports", voice.say("review.reports"), tuple(voice.say(f"review.column.{name}") for name in names), tuple(rows))


def _open(cards: list[RowCard], voice: Voice) -> Table:
    names = ("id", "about", "stated", "asked")
    rows = [
        (card.id, card.name, _short(" · ".join(filter(None, (card.says, *card.others)))), _short(card.question) or None)
        for card in cards
    ]
    headers = tuple(voice.say(f"intake.column.{name}") for name in names)
    return Table("open", voice.say("intake.to_decide"), headers, tuple(rows))


def _plain(row: ReviewRow, card: RowCard) -> dict[str, object]:
    """A row for other programs; its claims stand in the record."""
    return {
        "id": card.id,
        "about": card.name,
        "stated": card.says,
        "place": card.place,
        "value": card.value or None,
        "enters": card.enters or None,
        "must": card.must,
        "verdict": card.verdict or None,
        "reason": card.reason or None,
        "question": card.question or None,
        "others": card.others,
        "suggestions": [{"value": one.value, "label": one.label, "confidence": one.confidence} for one in row.suggestions],
        "reports": list(dict.fromkeys(one.report for one in (*card.passages, *card.folded))),
        "answer": card.answer or None,
    }


def _short(text: str) -> str:
    return text if len(text) <= TEXT else text[: TEXT - 1] + "…"
