"""Dates and clock times of a sentence, so that they are known as such and never read as amounts."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .lexicon import Mention
from .tokens import Token

_NUMERIC = re.compile(r"(\d{1,4})[./](\d{1,2})[./](\d{2,4})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:h]([0-5]\d)")
_JOIN = frozenset(",-–—/")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at tokens `first` up to `last`; `day` is None for a clock time or a bare year."""

    first: int
    last: int
    day: date | None
    doubt: str = ""
    year: int = 0
    """Of a bare year or month of a year, the year."""
    weekday: bool = False
    """Only the weekday says which day: the last one before publication."""


class Calendar:
    """Finds the dates of one sentence after another; `today` is the day the report is dated."""

    def __init__(self, today: date | None) -> None:
        # Days near the ends of the calendar have no day before or after.
        self.today = today if today is not None and 1 < today.year < 9999 else None

    def dates(self, sentence: list[Token], mentions: list[Mention]) -> list[Dated]:
        """Dates and times in their order, none overlapping."""
        starts = {mention.first: mention for mention in mentions}
        found: list[Dated] = []
        position = 0
        while position < len(sentence):
            dated = self._at(sentence, starts, position)
            if dated is not None:
                found.append(dated)
            position = max(position + 1, dated.last if dated else 0)
        return self._weekdays_joined(found, sentence, starts)

    def _at(self, sentence: list[Token], starts: dict[int, Mention], at: int) -> Dated | None:
        token, mention = sentence[at], starts.get(at)
        if mention is not None:
            if mention.key("month") is not None:
                found = self._month_first(sentence, starts, at, mention)
                if found is not None:
                    return found
            day = mention.key("day")
            if day is not None:
                return Dated(at, mention.last, self.today + timedelta(days=int(day)) if self.today else None)
            if mention.key("clock_before") is not None and mention.last < len(sentence) and _hour(sentence[mention.last]):
                last = mention.last + 1 + _minutes(sentence, mention.last)
                after = starts.get(last)
                if after is not None and after.key("clock_after") is not None:
                    return Dated(at, after.last, None)
                if (
                    last > mention.last + 1
                    or last >= len(sentence)
                    or (sentence[last].kind == "mark" and sentence[last].norm not in "-–")
                ):
                    return Dated(at, last, None)
        if token.kind != "num":
            return None
        return (
            self._numeric(sentence, at) or self._day_first(sentence, starts, at) or _clock(sentence, starts, at)
            or self._slashed(sentence, at) or self._bracketed(sentence, starts, at) or _year(sentence, starts, at)
        )  # fmt: skip

    def _numeric(self, sentence: list[Token], at: int) -> Dated | None:
        found = _NUMERIC.fullmatch(sentence[at].norm)
        if found:
            first, second, third = (int(part) for part in found.groups())
            if first > 31:
                return Dated(at, at + 1, _day(first, second, third))
            year = third if third > 99 else 2000 + third
            return Dated(at, at + 1, _day(year, second, first) or _day(year, first, second))
        following = [token.norm for token in sentence[at + 1 : at + 5]]
        if len(following) == 4 and following[0] == following[2] and following[0] in {"-", "/"}:
            parts = [sentence[at].norm, following[1], following[3]]
            if all(part.isdigit() for part in parts):
                if len(parts[0]) == 4:
                    return Dated(at, at + 5, _day(int(parts[0]), int(parts[1]), int(parts[2])))
                if len(parts[2]) == 4:
                    year, month, day = int(parts[2]), int(parts[1]), int(parts[0])
                    return Dated(at, at + 5, _day(year, month, day) or _day(year, day, month))
        return None

    def _day_first(self, sentence: list[Token], starts: dict[int, Mention], at: int) -> Dated | None:
        """21 March 2020; 22 and 23 March; 8 to 15 May; 21st of March."""
        if not _is_day(sentence[at]):
            return None
        last = at + 1
        while last < len(sentence) and last - at < 8:
            mention = starts.get(last)
            if mention is not None and mention.key("month") is not None:
                year, end = self._year_after(sentence, starts, mention.last)
                days = [token for token in sentence[at:last] if _is_day(token)]
                return Dated(at, end, self._placed(year, int(mention.key("month") or 1), int(days[-1].norm)))
            token = sentence[last]
            joins = token.norm in _JOIN or token.norm in {".", "º", "°"} or _is_day(token) or (mention is not None and (
                mention.key("date_join", "range_to", "num_join") is not None
            ))  # fmt: skip
            if not joins and not (token.glued and token.kind == "word" and len(token.norm) <= 3):
                return None
            last += 1
        return None

    def _month_first(self, sentence: list[Token], starts: dict[int, Mention], at: int, month: Mention) -> Dated | None:
        """March 21, 2020; May 8 to 15; a month with its year."""
        last, day = month.last, 0
        if last < len(sentence) and _is_day(sentence[last]):
            day, last = int(sentence[last].norm), last + 1
            while last < len(sentence) and sentence[last].glued and sentence[last].kind == "word" and len(sentence[last].norm) < 3:
                last += 1
            if last + 1 < len(sentence) and _is_day(sentence[last + 1]) and sentence[last].norm in _JOIN - {","}:
                day, last = int(sentence[last + 1].norm), last + 2
            year, end = self._year_after(sentence, starts, last)
            return Dated(at, end, self._placed(year, int(month.key("month") or 1), day))
        year, end = self._year_after(sentence, starts, last)
        return Dated(at, end, None, year=year) if year else None

    def _year_after(self, sentence: list[Token], starts: dict[int, Mention], at: int) -> tuple[int, int]:
        end = at
        while end < len(sentence) and end - at < 2:
            mention = starts.get(end)
            if sentence[end].norm not in {",", "."} and (mention is None or mention.key("date_join") is None):
                break
            end += 1
        if end < len(sentence) and _is_year(sentence[end]):
            mention = starts.get(end + 1)
            return int(sentence[end].norm), end + 1 + (mention is not None and mention.key("year_after") is not None)
        mention = starts.get(at)
        return 0, mention.last if mention is not None and mention.key("year_after") is not None else at

    def _slashed(self, sentence: list[Token], at: int) -> Dated | None:
        """(21/3) and 21.3 in brackets."""
        if _is_day(sentence[at]) and at + 2 < len(sentence) and sentence[at + 1].norm == "/" and _is_day(sentence[at + 2]):
            day, month = int(sentence[at].norm), int(sentence[at + 2].norm)
            return Dated(at, at + 3, self._placed(0, month, day) or self._placed(0, day, month))
        return None

    def _bracketed(self, sentence: list[Token], starts: dict[int, Mention], at: int) -> Dated | None:
        """Saturday (21), on Saturday 21, on the 21st."""
        if not _is_day(sentence[at]) or self.today is None:
            return None
        opened = at > 0 and sentence[at - 1].norm == "("
        before = [mention for mention in starts.values() if mention.last == at - opened]
        after_weekday = any(mention.key("weekday") is not None for mention in before)
        closed = at + 1 < len(sentence) and sentence[at + 1].norm in {")", ",", ".", "-", "–"}
        counting = starts.get(at + 1)
        counts = counting is not None and counting.key("noun", "people", "unit", "scale", "scope", "counter") is not None
        if after_weekday and not counts and (not opened or closed):
            return Dated(at, at + 1, self._nearest(int(sentence[at].norm)))
        if any(mention.key("day_before") is not None for mention in before) and (at + 1 == len(sentence) or closed):
            return Dated(at, at + 1, self._nearest(int(sentence[at].norm)))
        mention = starts.get(at + 1)
        if mention is not None and mention.key("day_after") is not None:
            return Dated(at, mention.last, self._nearest(int(sentence[at].norm)))
        return None

    def _nearest(self, day: int) -> date | None:
        if self.today is None:
            return None
        months = (
            _day(moved.year, moved.month, day) for moved in (self.today - timedelta(28), self.today, self.today + timedelta(28))
        )
        return min((found for found in months if found), key=lambda found: abs(found - (self.today or found)), default=None)

    def _placed(self, year: int, month: int, day: int) -> date | None:
        if year or self.today is None:
            return _day(year, month, day) if year else None
        around = (_day(self.today.year + step, month, day) for step in (-1, 0, 1))
        return min((found for found in around if found), key=lambda found: abs(found - (self.today or found)), default=None)

    def _weekdays_joined(self, found: list[Dated], sentence: list[Token], starts: dict[int, Mention]) -> list[Dated]:
        """Weekdays resolved by the report's day; one beside a date is checked against it."""
        result: list[Dated] = []
        named = [mention for mention in starts.values() if mention.key("weekday") is not None]
        for dated in found:
            beside = next((m for m in named if 0 <= dated.first - m.last < 3 or 0 <= m.first - dated.last < 2), None)
            doubt = ""
            if beside is not None:
                named.remove(beside)
                if dated.day is not None and dated.day.weekday() != int(beside.key("weekday") or 0):
                    words = " ".join(token.text for token in sentence[beside.first : beside.last])
                    doubt = f"{dated.day.isoformat()} is no {words}."
            result.append(replace(dated, doubt=doubt))
        if self.today is not None:
            for mention in named:
                back = (self.today.weekday() - int(mention.key("weekday") or 0)) % 7
                result.append(Dated(mention.first, mention.last, self.today - timedelta(days=back), weekday=True))
        return sorted(result, key=lambda dated: dated.first)


def _clock(sentence: list[Token], starts: dict[int, Mention], at: int) -> Dated | None:
    token = sentence[at]
    after = starts.get(at + 1)
    if at + 2 < len(sentence) and sentence[at + 1].norm == ":" and sentence[at + 2].kind == "num" and sentence[at + 2].glued:
        return Dated(at, at + 3, None) if _hour(token) and len(sentence[at + 2].norm) == 2 else None
    if after is not None and after.key("clock_after") is not None and (_hour(token) or _CLOCK.fullmatch(token.norm)):
        return Dated(at, after.last, None)
    before = next((m for m in starts.values() if m.last == at and m.key("clock_before") is not None), None)
    if before is not None and before.last - before.first > 1 and _hour(token) and before.key("exactness") is None:
        counted = after is not None and after.key("noun", "people", "unit", "verb", "scale", "range_to") is not None
        return None if counted else Dated(at, at + 1, None)
    return Dated(at, at + 1, None) if before and _CLOCK.fullmatch(token.norm) else None


def _hour(token: Token) -> bool:
    return token.kind == "num" and ((token.norm.isdigit() and int(token.norm) <= 24) or _CLOCK.fullmatch(token.norm) is not None)


def _minutes(sentence: list[Token], at: int) -> int:
    return 2 if at + 2 < len(sentence) and sentence[at + 1].norm == ":" and sentence[at + 2].kind == "num" else 0


def _year(sentence: list[Token], starts: dict[int, Mention], at: int) -> Dated | None:
    """A bare year: after a word like "in", or where nothing that is counted follows."""
    if not _is_year(sentence[at]):
        return None
    year = int(sentence[at].norm)
    after = starts.get(at + 1)
    if after is not None and after.key("year_after") is not None:
        return Dated(at, after.last, None, year=year)
    before = [mention for mention in starts.values() if mention.last == at]
    if any(mention.key("year_before", "month") is not None for mention in before):
        counted = after is not None and after.key("noun", "people", "unit", "scale", "counter") is not None
        dated = Dated(at, at + 1, None, year=year)
        return None if counted and not any(mention.key("month") is not None for mention in before) else dated
    linked = any(mention.key("link", "exactness") is not None for mention in before)
    follows_word = at + 1 < len(sentence) and sentence[at + 1].kind == "word"
    # "The 2010 earthquake": a word that nothing is known of is not counted by a year.
    named = after is None and any(mention.key("article", "light") is not None for mention in before)
    return None if (linked or follows_word) and not (named and follows_word) else Dated(at, at + 1, None, year=year)


def _is_day(token: Token) -> bool:
    return token.kind == "num" and token.norm.isdigit() and 0 < len(token.norm) < 3 and 1 <= int(token.norm) <= 31


def _is_year(token: Token) -> bool:
    return token.kind == "num" and len(token.norm) == 4 and token.norm.isdigit() and 1900 <= int(token.norm) <= 2099


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
