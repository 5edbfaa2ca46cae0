"""Local time, right across changes of the clock: every sum is made in UTC.

`start` is the mission's start, the zero of its minutes; instants are aware datetimes. A local time that a change of the clock skips
stands for the instant at which the clock is put forward; one that it repeats stands for its first occurrence.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..model.places import OpeningHours

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
SEARCH_DAYS = 8
"""Daily hours that do not open within so many days never do."""


def local(moment: datetime, tz: str) -> datetime:
    """The instant in local time. Raises ValueError for a moment without an offset, ZoneInfoNotFoundError for an unknown zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no offset from UTC: give an aware datetime")
    return moment.astimezone(ZoneInfo(tz))


@lru_cache(maxsize=4096)
def instant(day: date, at: time, tz: str) -> datetime:
    """The UTC instant at which local clocks show that time of that day."""
    zone = ZoneInfo(tz)
    wall = datetime.combine(day, at.replace(tzinfo=None))
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    # Skipped: the offset before the change, used above, overshoots it by as much as the wall time overshoots the skip's beginning.
    after = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _change_between(after, moment, zone)


def minute_of(moment: datetime, start: datetime) -> int:
    """Whole minutes from the start to the instant, rounded up."""
    return -((start - moment) // MINUTE)


def day_of(minute: int, tz: str, start: datetime) -> date:
    """The local day a minute falls on."""
    return local(start + minute * MINUTE, tz).date()


def minute_at(day: date, at: time, tz: str, start: datetime) -> int:
    """The minute at which local clocks show that time of that day."""
    return minute_of(instant(day, at, tz), start)


def day_range_min(day: date, tz: str, start: datetime) -> tuple[int, int]:
    """The local day as minutes [from, to): 1,440 long, or 1,380 or 1,500 where the clock changes by an hour."""
    return minute_at(day, time(), tz, start), minute_at(day + DAY, time(), tz, start)


def local_midnight_min(minute: int, tz: str, start: datetime) -> int:
    """The minute at which the local day of that minute began."""
    return day_range_min(day_of(minute, tz, start), tz, start)[0]


def is_open(hours: Sequence[OpeningHours], tz: str, moment: datetime) -> bool:
    """Whether the place is open at the instant: [opens, closes) every local day. No hours at all mean always."""
    return not hours or any(opens <= moment < closes for opens, closes in _openings(hours, tz, moment, days=1))


def next_opening(hours: Sequence[OpeningHours], tz: str, moment: datetime) -> datetime:
    """The first instant from `moment` on, in UTC, at which the place is open. Raises ValueError where the hours never open."""
    if is_open(hours, tz, moment):
        return moment.astimezone(UTC)
    for opens, closes in _openings(hours, tz, moment, SEARCH_DAYS):
        if closes > moment:
            return max(opens, moment.astimezone(UTC))
    raise ValueError(f"{len(hours)} opening hours in {tz} are not open within {SEARCH_DAYS} days of {moment}")


def _openings(hours: Sequence[OpeningHours], tz: str, moment: datetime, days: int) -> list[tuple[datetime, datetime]]:
    """Spans of opening in UTC, by their beginning, from the local day before the moment's to `days` after it."""
    today = local(moment, tz).date()
    spans = []
    for day in (today + n * DAY for n in range(-1, days + 1)):
        for span in hours:
            # Closing at or before the time of opening means on the next day; opening and closing at one time means all day.
            last = day + DAY if span.closes <= span.opens else day
            opens, closes = instant(day, span.opens, tz), instant(last, span.closes, tz)
            if opens < closes:
                spans.append((opens, closes))
    return sorted(spans)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant, to the minute, at which the zone's offset changes between the two."""
    offset = before.astimezone(zone).utcoffset()
    low, high = before, after
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == offset else (low, middle)
    return high
