"""The review page: every claim beside its sentence, with what to answer, in one file that needs no network."""

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from ... import __version__
from ...intake.review import Answer, Review
from ..clock import Clock
from ..page import POLICY, environment
from ..voice import Voice
from .cards import TONES, group_cards, language_name, text_of
from .visible import visible

REPORTS, NOTES = 200, 60
"""Reports and notes a page shows."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the table of reports."""

    name: str
    language: str
    dated: str
    claims: int
    notes: tuple[str, ...]


def review_voice(language: str) -> Voice:
    """How a review speaks: it tells no instants, so any clock serves."""
    return Voice(language, Clock(datetime(2000, 1, 1, tzinfo=UTC), "UTC", language))


def review_page(review: Review, answers: Mapping[str, Answer], language: str = "en", title: str = "") -> str:
    """The page as HTML. Whatever stands in a report is escaped; the file loads nothing and runs only its own script."""
    voice = review_voice(language)
    folder = files("aidbridge.documents").joinpath("templates")
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "review.css"))
    script = folder.joinpath("review.js").read_text(encoding="utf-8")
    # Only the page's own script may run, whatever a report may have smuggled in.
    digest = b64encode(sha256(script.encode()).digest()).decode()
    must = [row for row in review.rows if row.must]
    open = sum(row.id not in answers for row in must)
    groups = group_cards(review, answers, voice.say)
    return (
        environment()
        .get_template("review.html")
        .render(
            policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; {POLICY}",
            style=Markup(style),
            script=Markup(script),
            language=language,
            say=voice.say,
            version=__version__,
            title=visible(title),
            must=len(must),
            open=open,
            elsewhere=open - sum(group.open for group in groups),
            tally=tally(review, voice),
            notes=tuple(visible(text_of(note, voice.say)) for note in review.notes[:NOTES]),
            reports=report_rows(review, voice)[:REPORTS],
            reports_left_out=max(len(review.readings) - REPORTS, 0),
            groups=groups,
        )
    )


def report_rows(review: Review, voice: Voice) -> list[ReportRow]:
    """The reports that were read."""
    return [
        ReportRow(
            name=visible(one.report),
            language=language_name(one.language, voice.say),
            dated=one.dated.isoformat() if one.dated else "–",
            claims=one.claims,
            notes=tuple(visible(note) for note in one.notes[:NOTES]),
        )
        for one in review.readings
    ]


def tally(review: Review, voice: Voice) -> list[tuple[str, int, str]]:
    """How many rows stand how: tone, number, words."""
    counts = Counter(row.verdict for row in review.rows if row.verdict is not None)
    return [
        (TONES[verdict], counts[verdict], voice.say(f"review.verdict.{verdict.name.lower()}"))
        for verdict in TONES
        if counts[verdict]
    ]
