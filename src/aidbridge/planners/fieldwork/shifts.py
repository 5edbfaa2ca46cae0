"""The days on which a crew may tour, in minutes of the mission, right across clock changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ...model.errors import Fault, InputError
from ...model.resolved import Resolved


@dataclass(frozen=True, slots=True)
class Shift:
    """One day's tour: it leaves not before `start_min` and is back by `last_min`, and no longer away than the shift lasts."""

    day: date
    """Local date of its start."""
    start_min: int
    last_min: int


def shifts_of(resolved: Resolved, available_min: int, until_min: int, shift_min: int, rest_min: int) -> tuple[Shift, ...]:
    """One shift for each local day from `available_min` to `until_min`, in any order of which at least `rest_min` lies between.

    A shift begins at `policy.day_start` on the mission's own clock, or when the crew becomes available on that day. It ends
    early enough for the rest before the next day's start, so that days do not depend on each other; only where this
    would cost more than half a shift does the shift run on and the next one begin later.
    """
    zone = ZoneInfo(resolved.mission.time_zone)
    opens = _day_start(resolved)

    def begins(day: date) -> int:
        return resolved.minute(datetime.combine(day, opens, tzinfo=zone))

    day = resolved.moment(available_min).astimezone(zone).date()
    rested = available_min
    shifts = []
    while begins(day) < until_min:
        tomorrow = begins(day + timedelta(days=1))
        start = max(begins(day), rested)
        last = tomorrow - rest_min
        if last - begins(day) < shift_min / 2:
            last = start + shift_min
        # A tour that left after midnight would belong to the next day, before its hour.
        midnight = resolved.minute(datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone))
        if start < min(last, midnight, until_min):
            last = min(last, until_min)
            shifts.append(Shift(day, start, last))
            rested = last + rest_min
        day += timedelta(days=1)
    return tuple(shifts)


def _day_start(resolved: Resolved) -> time:
    text = resolved.mission.policy.day_start
    try:
        return time.fromisoformat(text)
    except ValueError:
        fault = Fault(
            "mission.yaml policy.day_start", text, "a local time such as 08:00", "write hours and minutes with two digits each"
        )
        raise InputError([fault]) from None
