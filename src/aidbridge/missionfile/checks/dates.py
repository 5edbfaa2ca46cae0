"""Dates stand in order and near the mission."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ..draft import Draft, Row
from ..paths import Flaw, Path

_SPANS = {
    "needs": ("start", "end"),
    "tasks": ("start", "end"),
    "restrictions": ("start", "end"),
    "agreements": ("valid_from", "valid_to"),
    "clearances": ("valid_from", "valid_to"),
    "fleet": ("available_from", "available_to"),
    "events": ("at", "until"),
}
_NEAR = {
    "needs": ("start", "end"), "tasks": ("start", "end"), "restrictions": ("start", "end"),
    "teams": ("ready",), "vehicles": ("ready",), "supplies": ("ready",), "devices": ("ready",),
    "fleet": ("available_from", "available_to"), "decisions": ("at",),
}  # fmt: skip
_FAR = timedelta(days=366)


def check(draft: Draft) -> Iterator[Flaw]:
    """Spans that end before they begin, lie outside the mission, or are more than a year away from it."""
    start, horizon = draft.instant("start"), draft.instant("horizon")
    if start is not None and horizon is not None and horizon <= start:
        yield _flaw(
            ("horizon",), horizon, f"after the start, {told(start)}", "Correct the dates: the horizon comes after the start."
        )
        start = horizon = None
    for section, (first, last) in _SPANS.items():
        for row in draft.each(section):
            yield from _in_order(row, first, last)
            if start is not None and horizon is not None:
                yield from _inside(section, row, first, last, start, horizon)
    for row in draft.each("fleet"):
        for n, span in enumerate(row.get("maintenance") or ()):
            if span.end <= span.start:
                limit, advice = f"after start, {told(span.start)}", "The dates are reversed or the same: correct one of them."
                yield _flaw(row.at("maintenance", n, "end"), span.end, limit, advice)
    if start is not None and horizon is not None:
        yield from _near(draft, start, horizon)
        yield from _decided(draft, start)
    yield from _way_home(draft, start)
    yield from _actuals(draft)


def told(moment: datetime) -> str:
    """An instant as a person writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _flaw(path: Path, moment: datetime, limit: str, advice: str) -> Flaw:
    return Flaw(path, told(moment), limit, advice)


def _in_order(row: Row, first: str, last: str) -> Iterator[Flaw]:
    begins, ends = row.get(first), row.get(last)
    if begins is not None and ends is not None and ends <= begins:
        yield _flaw(
            row.at(last), ends, f"after {first}, {told(begins)}", "The dates are reversed or the same: correct one of them."
        )


def _inside(section: str, row: Row, first: str, last: str, start: datetime, horizon: datetime) -> Iterator[Flaw]:
    begins, ends = row.get(first), row.get(last)
    if section in ("needs", "tasks") and begins is not None and begins >= horizon:
        yield _flaw(row.at(first), begins, f"before the horizon, {told(horizon)}", "Correct the date, or set a later horizon.")
    used = section in ("needs", "tasks", "fleet") or row.get("status") in ("granted", "in_force", "amended")
    if used and ends is not None and ends <= start and (begins is None or begins < ends):
        yield _flaw(
            row.at(last),
            ends,
            f"after the mission's start, {told(start)}",
            "It is over before the mission begins: correct or remove it.",
        )


def _near(draft: Draft, start: datetime, horizon: datetime) -> Iterator[Flaw]:
    for section, names in _NEAR.items():
        for row in draft.each(section):
            for name in names:
                moment = row.get(name)
                if isinstance(moment, datetime) and not start - _FAR <= moment <= horizon + _FAR:
                    limit = f"within a year of the mission, {told(start)} to {told(horizon)}"
                    yield _flaw(row.at(name), moment, limit, "Look at the year.")


def _decided(draft: Draft, start: datetime) -> Iterator[Flaw]:
    for row in draft.each("decisions"):
        if row.get("at") is not None and row.get("at") < start:
            yield _flaw(row.at("at"), row.get("at"), f"not before the mission's start, {told(start)}", "Correct the date.")


def _way_home(draft: Draft, start: datetime | None) -> Iterator[Flaw]:
    home = draft.top.get("way_home")
    if home is None:
        return
    if home.end <= home.start:
        yield _flaw(
            ("way_home", "end"),
            home.end,
            f"after its start, {told(home.start)}",
            "The dates are reversed or the same: correct one of them.",
        )
    if start is not None and home.start < start:
        yield _flaw(("way_home", "start"), home.start, f"after the mission's start, {told(start)}", "Correct the date.")


def _actuals(draft: Draft) -> Iterator[Flaw]:
    for row in draft.each("actuals"):
        at, between = row.get("at"), row.get("between")
        if row.whole and (at is None) == (between is None):
            yield Flaw(
                row.at("at"), "both or neither", "either `at` or `between`", "Say when it was, or between which two instants."
            )
        if between is not None and between[1] < between[0]:
            yield _flaw(row.at("between"), between[1], f"not before {told(between[0])}", "Write the earlier instant first.")
