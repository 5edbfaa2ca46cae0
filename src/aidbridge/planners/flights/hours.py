"""Opening hours of an airfield in minutes of the mission, right across clock changes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from ...model.places import Airfield, OpeningHours
from ...model.resolved import Resolved
from .spans import Spans, union

DAY_MIN = 24 * 60


def opening(resolved: Resolved, airfield: Airfield, first_min: int, last_min: int) -> Spans:
    """The minutes in [first_min, last_min] at which the airfield's own clock stands within its hours.

    The closing minute itself is outside. Hours whose ends are equal last all day.
    """
    if not airfield.hours:
        return union([(first_min, last_min)])
    zone = ZoneInfo(airfield.time_zone)
    daily = [part for hours in airfield.hours for part in _of_day(hours)]
    found: list[tuple[int, int]] = []
    for start, end, ahead in _constant_offsets(resolved, zone, first_min, last_min):
        local = _clock(resolved, start) + ahead
        for midnight in range(start - local % DAY_MIN, end + 1, DAY_MIN):
            found += [(max(start, midnight + opens), min(end, midnight + closes - 1)) for opens, closes in daily]
    return union(found)


def _of_day(hours: OpeningHours) -> list[tuple[int, int]]:
    """The hours as [from, to) in minutes of the local day."""
    opens, closes = (part.hour * 60 + part.minute for part in (hours.opens, hours.closes))
    return [(opens, closes)] if opens < closes else [(0, closes), (opens, DAY_MIN)]


def _clock(resolved: Resolved, minute: int) -> int:
    """UTC minutes of a day, at a minute of the mission; seconds of the mission's start are cut off."""
    moment = resolved.moment(minute)
    return moment.hour * 60 + moment.minute


def _constant_offsets(resolved: Resolved, zone: ZoneInfo, first_min: int, last_min: int) -> list[tuple[int, int, int]]:
    """Stretches (first, last, minutes ahead of UTC) between clock changes."""

    def ahead(minute: int) -> int:
        offset = resolved.moment(minute).astimezone(zone).utcoffset() or timedelta()
        return int(offset.total_seconds()) // 60

    stretches: list[tuple[int, int, int]] = []
    start = first_min
    for day_end in [*range(first_min + DAY_MIN, last_min, DAY_MIN), last_min]:
        now = ahead(start)
        if ahead(day_end) == now:
            continue
        low, high = max(start, day_end - DAY_MIN), day_end
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if ahead(middle) == now else (low, middle)
        stretches.append((start, high - 1, now))
        start = high
    return [*stretches, (start, last_min, ahead(start))]
