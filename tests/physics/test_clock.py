"""Local time across changes of the clock. Rome put clocks forward on 29 March 2020 at 01:00 UTC, back on 25 October."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.model.places import OpeningHours
from aidbridge.physics.clock import (
    day_of,
    day_range_min,
    instant,
    is_open,
    local,
    local_midnight_min,
    minute_at,
    minute_of,
    next_opening,
)

ROME = "Europe/Rome"
START = datetime(2020, 3, 21, 17, 0, tzinfo=UTC)
SPRING, AUTUMN = date(2020, 3, 29), date(2020, 10, 25)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2020, month, day, hour, minute, tzinfo=UTC)


def hours(*spans: tuple[str, str]) -> tuple[OpeningHours, ...]:
    return tuple(OpeningHours(opens=time.fromisoformat(a), closes=time.fromisoformat(b)) for a, b in spans)


def test_local_time_of_an_instant() -> None:
    assert local(utc(3, 29, 0, 59), ROME).strftime("%d %H:%M") == "29 01:59"
    assert local(utc(3, 29, 1, 0), ROME).strftime("%d %H:%M") == "29 03:00"
    assert local(utc(3, 28, 23, 30), ROME).date() == SPRING
    with pytest.raises(ValueError, match="offset"):
        local(datetime(2020, 3, 29), ROME)  # noqa: DTZ001
    with pytest.raises(ZoneInfoNotFoundError):
        local(utc(3, 29, 1), "Europe/Rom")


@pytest.mark.parametrize(
    ("day", "length"), [(date(2020, 3, 28), 1_440), (SPRING, 1_380), (date(2020, 3, 30), 1_440), (AUTUMN, 1_500)]
)
def test_days_have_23_24_or_25_hours(day: date, length: int) -> None:
    begin, end = day_range_min(day, ROME, START)
    assert end - begin == length
    assert day_of(begin, ROME, START) == day_of(end - 1, ROME, START) == day
    assert day_of(end, ROME, START) == day + timedelta(days=1)
    assert local_midnight_min(begin + 700, ROME, START) == begin


def test_a_time_of_day_is_at_the_right_minute_on_both_sides_of_the_change() -> None:
    eight = time(8)
    assert instant(date(2020, 3, 28), eight, ROME) == utc(3, 28, 7)
    assert instant(SPRING, eight, ROME) == utc(3, 29, 6)
    assert minute_at(SPRING, eight, ROME, START) - minute_at(date(2020, 3, 28), eight, ROME, START) == 1_380
    assert minute_at(AUTUMN, eight, ROME, START) - minute_at(date(2020, 10, 24), eight, ROME, START) == 1_500


def test_a_skipped_time_is_the_change_and_a_repeated_one_its_first_occurrence() -> None:
    assert instant(SPRING, time(2, 30), ROME) == instant(SPRING, time(2, 0), ROME) == utc(3, 29, 1)
    assert instant(SPRING, time(3, 0), ROME) == utc(3, 29, 1)
    assert instant(AUTUMN, time(2, 30), ROME) == utc(10, 25, 0, 30)
    # At Beirut the clock skips midnight itself: the day begins at 01:00.
    assert instant(SPRING, time(0), "Asia/Beirut") == utc(3, 28, 22)
    assert day_range_min(SPRING, "Asia/Beirut", START)[1] - day_range_min(SPRING, "Asia/Beirut", START)[0] == 1_380


def test_minutes_are_rounded_up() -> None:
    assert minute_of(START, START) == 0
    assert minute_of(START + timedelta(seconds=1), START) == 1
    assert minute_of(START - timedelta(seconds=1), START) == 0
    assert minute_of(START - timedelta(minutes=1), START) == -1


def test_no_hours_mean_always_open() -> None:
    assert is_open((), ROME, START)
    assert next_opening((), ROME, START) == START


def test_opening_hours_are_local_and_end_before_closing() -> None:
    day = hours(("06:00", "22:00"))
    assert not is_open(day, ROME, utc(3, 28, 4, 59))
    assert is_open(day, ROME, utc(3, 28, 5, 0))
    assert not is_open(day, ROME, utc(3, 29, 3, 59))
    assert is_open(day, ROME, utc(3, 29, 4, 0))  # an hour earlier in UTC than the day before
    assert is_open(day, ROME, utc(3, 29, 19, 59))
    assert not is_open(day, ROME, utc(3, 29, 20, 0))


def test_hours_over_midnight() -> None:
    night = hours(("22:00", "04:00"))
    assert is_open(night, ROME, utc(3, 28, 22, 0))
    assert is_open(night, ROME, utc(3, 29, 1, 59))  # 03:59
    assert not is_open(night, ROME, utc(3, 29, 2, 0))  # 04:00
    assert not is_open(night, ROME, utc(3, 29, 12, 0))


def test_several_hours_and_a_whole_day() -> None:
    split = hours(("14:00", "18:00"), ("08:00", "12:00"))
    assert [is_open(split, ROME, utc(4, 1, hour)) for hour in (5, 6, 9, 10, 11, 12, 15, 16)] == [0, 1, 1, 0, 0, 1, 1, 0]
    assert next_opening(split, ROME, utc(4, 1, 10, 30)) == utc(4, 1, 12)
    assert is_open(hours(("00:00", "00:00")), ROME, utc(4, 1, 2, 30))


def test_next_opening_over_the_change() -> None:
    day = hours(("06:00", "22:00"))
    assert next_opening(day, ROME, utc(3, 28, 21)) == utc(3, 29, 4)
    assert next_opening(day, ROME, utc(3, 27, 21)) == utc(3, 28, 5)
    assert next_opening(day, ROME, utc(10, 24, 21)) == utc(10, 25, 5)
    assert next_opening(day, ROME, utc(3, 29, 12)) == utc(3, 29, 12)


def test_hours_that_fall_into_the_skipped_hour_open_on_another_day() -> None:
    skipped = hours(("02:10", "02:50"))
    assert not is_open(skipped, ROME, utc(3, 29, 1))
    assert next_opening(skipped, ROME, utc(3, 28, 12)) == utc(3, 30, 0, 10)


@given(
    st.datetimes(datetime(2020, 3, 27), datetime(2020, 3, 31)) | st.datetimes(datetime(2020, 10, 23), datetime(2020, 10, 27)),  # noqa: DTZ001
    st.times(),
    st.times(),
)
def test_the_next_opening_is_open_and_nothing_before_it_is(naive: datetime, opens: time, closes: time) -> None:
    moment = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    spans = (OpeningHours(opens=opens.replace(second=0, microsecond=0), closes=closes.replace(second=0, microsecond=0)),)
    found = next_opening(spans, ROME, moment)
    assert is_open(spans, ROME, found)
    assert found >= moment
    assert not any(is_open(spans, ROME, moment + (found - moment) * share / 16) for share in range(16) if found > moment)
