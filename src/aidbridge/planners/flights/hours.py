"""Opening hours of an airfield in minutes of the mission, right across changes of the clock."""

from ...model.places import Airfield
from ...model.resolved import Resolved
from ...physics.clock import DAY, day_of, minute_at
from .spans import Spans, common, union


def opening(resolved: Resolved, airfield: Airfield, first_min: int, last_min: int) -> Spans:
    """The minutes in [first_min, last_min] at which the airfield is open.

    Each local day it opens at `opens` and is shut from `closes`, on the next day where that is no later (see `physics.clock`).
    """
    whole = union([(first_min, last_min)])
    if not airfield.hours:
        return whole
    start, zone = resolved.mission.start, airfield.time_zone
    spans: list[tuple[int, int]] = []
    day = day_of(first_min, zone, start) - DAY
    while minute_at(day, min(hours.opens for hours in airfield.hours), zone, start) <= last_min:
        for hours in airfield.hours:
            closing = day + DAY if hours.closes <= hours.opens else day
            spans.append((minute_at(day, hours.opens, zone, start), minute_at(closing, hours.closes, zone, start) - 1))
        day += DAY
    return common(whole, union(spans))
