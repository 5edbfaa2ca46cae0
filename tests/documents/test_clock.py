"""Instants, numbers and durations as people read them."""

from datetime import UTC, datetime

import pytest

from aidbridge.documents.clock import Clock
from aidbridge.documents.numbers import duration, fixed, number

SPACE = "\N{NO-BREAK SPACE}"
EVE = Clock(datetime(2020, 3, 28, 22, 0, tzinfo=UTC), "Europe/Rome")


def _plain(text: str) -> str:
    return text.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("minute", "said"),
    [
        (0, "28 Mar 22:00 UTC · 23:00 CET"),
        (60, "28 Mar 23:00 UTC · 29 Mar 00:00 CET"),
        (179, "29 Mar 00:59 UTC · 01:59 CET"),
        (180, "29 Mar 01:00 UTC · 03:00 CEST"),
        (240, "29 Mar 02:00 UTC · 04:00 CEST"),
    ],
)
def test_the_clock_change_of_29_march_2020(minute: int, said: str) -> None:
    assert _plain(EVE.both(minute)) == said


def test_other_zones_are_named_too() -> None:
    assert _plain(EVE.both(60, "Europe/Moscow")) == "28 Mar 23:00 UTC · 29 Mar 02:00 MSK"
    assert _plain(EVE.local_text(0, "Asia/Kathmandu")) == "29 Mar 03:45 UTC+05:45"
    assert _plain(EVE.local_text(0, "America/St_Johns", weekday=True)) == "Sat 28 Mar 19:30 NDT"
    assert EVE.stamp(180) == "2020-03-29 03:00 CEST"


def test_dates_in_other_languages() -> None:
    assert _plain(Clock(EVE.start, "Europe/Rome", "it").local_text(180, weekday=True)) == "dom 29 mar 03:00 CEST"
    assert _plain(Clock(EVE.start, "Europe/Rome", "ru").local_text(180, weekday=True)) == "вс 29 мар. 03:00 CEST"


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert number(1234567.5) == "1,234,567.5"
    assert number(1234567.5, "it") == "1.234.567,5"
    assert number(1234567.5, "ru") == f"1{SPACE}234{SPACE}567,5"
    assert number(10.0) == "10"
    assert number(1000) == "1,000"
    assert number(-0.001) == "0"
    assert number(2.5, digits=0) in ("2", "3")
    assert fixed(7.9, "it") == "7,90"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (125, "2 h 05 min"),
        (-30, "-30 min"),
        (2_879, "47 h 59 min"),
        (2_880, "2 d"),
        (3_000, "2 d 2 h"),
    ],
)
def test_durations(minutes: int, said: str) -> None:
    assert _plain(duration(minutes)) == said
