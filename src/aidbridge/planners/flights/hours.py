"""Opening hours of an airfield in minutes of the mission, right across changes of the clock."""

from ...model.places import Airfield, OpeningHours
from ...model.resolved import Resolved
from ...physics.clock import DAY, day_of, day_range_min, local
from .spans import Spans, common, union

DAY_MIN = 24 * 60


def opening(resolved: Resolved, airfield: Airfield, first_min: int, last_min: int) -> Spans:
    """The minutes in [first_min, last_min] at which the airfield's own clock stands within its hours, from `opens` until before
    `closes`; hours that close at or before their opening run over midnight."""
    whole = union([(first_min, last_min)])
    if not airfield.hours:
        return whole
    start, zone = resolved.mission.start, airfield.time_zone
    parts = [part for hours in airfield.hours for part in _of_day(hours)]
    spans: list[tuple[int, int]] = []
    day = day_of(first_min, zone, start)
    while (midnight := day_range_min(day, zone, start))[0] <= last_min:
        if midnight[1] - midnight[0] == DAY_MIN:
            spans += [(midnight[0] + opens, midnight[0] + closes - 1) for opens, closes in parts]
        else:
            # The clock changes on this day: each minute is asked for its own local time.
            clocks = ((minute, local(resolved.moment(minute), zone)) for minute in range(*midnight))
            at = ((minute, clock.hour * 60 + clock.minute) for minute, clock in clocks)
            spans += [(minute, minute) for minute, shown in at if any(opens <= shown < closes for opens, closes in parts)]
        day += DAY
    return common(whole, union(spans))


def _of_day(hours: OpeningHours) -> list[tuple[int, int]]:
    """The hours as [from, to) in minutes of the local day; parts of a minute count neither at opening nor at closing."""
    opens = hours.opens.hour * 60 + hours.opens.minute + (hours.opens.second > 0)
    closes = hours.closes.hour * 60 + hours.closes.minute
    return [(opens, closes)] if hours.opens < hours.closes else [(0, closes), (opens, DAY_MIN)]
