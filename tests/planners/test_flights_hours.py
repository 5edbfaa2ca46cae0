"""Sets of minutes, and opening hours held against the clock minute by minute."""

from datetime import UTC, datetime, time
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

import samples
from aidbridge.model.places import OpeningHours
from aidbridge.planners.flights.hours import opening
from aidbridge.planners.flights.spans import common, shifted, union, without


def minutes(spans):
    return {minute for first, last in spans for minute in range(first, last + 1)}


def random_spans(draw):
    return union((first := draw.randint(0, 60), first + draw.randint(-2, 15)) for _ in range(draw.randint(0, 6)))


@pytest.mark.parametrize("seed", range(200))
def test_spans_are_sets_of_minutes(seed):
    draw = Random(seed)
    a, b = random_spans(draw), random_spans(draw)
    assert minutes(union([*a, *b])) == minutes(a) | minutes(b)
    assert minutes(common(a, b)) == minutes(a) & minutes(b)
    assert minutes(without(a, b)) == minutes(a) - minutes(b)
    assert minutes(shifted(a, -7)) == {minute - 7 for minute in minutes(a)}
    for spans in (union([*a, *b]), common(a, b), without(a, b)):
        assert all(first <= last for first, last in spans)
        assert all(end < begin for (_, end), (begin, _) in pairwise(spans))


@pytest.mark.parametrize("zone", ["Europe/Rome", "Europe/Moscow", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize(
    "hours",
    [
        [(time(6), time(22))],
        [(time(22), time(4, 30))],
        [(time(1, 30), time(2, 30)), (time(12), time(13))],
        [(time(0), time(0))],
    ],
)
@pytest.mark.parametrize(
    "day", [datetime(2020, 3, 7, tzinfo=UTC), datetime(2020, 3, 28, tzinfo=UTC), datetime(2020, 10, 24, tzinfo=UTC)]
)
def test_opening_minutes_are_those_of_the_local_clock(zone, hours, day):
    sample = samples.resolved()
    resolved = sample.model_copy(update={"mission": sample.mission.model_copy(update={"start": day})})
    spans = tuple(OpeningHours(opens=opens, closes=closes) for opens, closes in hours)
    field = resolved.airfields[0].model_copy(update={"hours": spans, "time_zone": zone})
    open_minutes = minutes(opening(resolved, field, 0, 2880))
    for minute in range(2881):
        clock = resolved.moment(minute).astimezone(ZoneInfo(zone)).time()
        within = [opens <= clock < closes if opens < closes else clock >= opens or clock < closes for opens, closes in hours]
        assert (minute in open_minutes) == any(within), resolved.moment(minute)


def test_no_hours_are_always_open():
    resolved = samples.resolved()
    assert opening(resolved, resolved.airfields[0], 5, 500) == ((5, 500),)
