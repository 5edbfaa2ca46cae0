"""Driving time: a march cut into driving, breaks and rests under Regulation (EC) 561/2006."""

from collections.abc import Iterator
from typing import Literal

from ..model.errors import AidbridgeError
from ..model.plan import RoadSegment
from ..model.policy import RoadPolicy

DAY_MIN = 24 * 60
"""A daily rest is taken within 24 hours of the end of the last (Article 8(2))."""
TEAM_DAY_MIN = 30 * 60
"""With two drivers, within 30 hours (Article 8(5))."""
WEEKLY_REST_AFTER_MIN = 6 * DAY_MIN
"""A weekly rest begins at the latest after six 24-hour periods (Article 8(6))."""
WEEKLY_DRIVE_MAX_MIN = 56 * 60
"""A driver's most in a week (Article 6(2))."""


class MarchError(AidbridgeError):
    """A march that cannot be driven under the policy."""


def march(minutes: int, km: float, depart_min: int, road: RoadPolicy) -> tuple[RoadSegment, ...]:
    """Drive, break and rest segments that follow one another from `depart_min` on, `minutes` of driving in all.

    Drivers set out rested. One driver drives `drive_max_min`, then everybody halts for `break_min` (Article 7);
    `daily_drive_max_min` a day (Article 6(1)); `daily_rest_min` of rest, over within 24 hours. Two drivers take turns,
    one resting beside the other (Articles 4(o) and 8(5)): the vehicle drives twice as long before the convoy halts and twice
    as much a day, and rests `team_rest_min`, over within 30 hours. Kilometres go evenly with the minutes. No minutes, no
    segments.

    Raises MarchError where the policy leaves no time to drive, or the march is so long that a weekly rest (not planned
    here) would fall into it.
    """
    _check(minutes, road)
    segments: list[RoadSegment] = []
    now, driven = depart_min, 0
    for kind, length in _stretches(minutes, road):
        before, driven = driven, driven + (length if kind == "drive" else 0)
        share = km * (driven / minutes) - km * (before / minutes)
        segments.append(RoadSegment(kind=kind, start_min=now, end_min=now + length, km=share))
        now += length
    if now - depart_min > WEEKLY_REST_AFTER_MIN:
        raise _too_long(minutes, f"{now - depart_min} min on the way, {WEEKLY_REST_AFTER_MIN} before a weekly rest")
    return tuple(segments)


def _stretches(minutes: int, road: RoadPolicy) -> Iterator[tuple[Literal["drive", "break", "rest"], int]]:
    """What follows what, and how long; each day drives as long as it may."""
    rest, duty = _day(road)
    left = minutes
    while left:
        today = on_duty = 0
        while True:
            left_today = min(road.drivers_per_vehicle * road.daily_drive_max_min - today, duty - on_duty)
            stretch = min(left, left_today, road.drivers_per_vehicle * road.drive_max_min)
            yield "drive", stretch
            left, today, on_duty = left - stretch, today + stretch, on_duty + stretch
            if not left:
                return
            if stretch == left_today or on_duty + road.break_min >= duty:
                break
            yield "break", road.break_min
            on_duty += road.break_min
        yield "rest", rest


def _day(road: RoadPolicy) -> tuple[int, int]:
    """Length of the daily rest, and how long after the last one it begins at the latest."""
    rest, within = (road.daily_rest_min, DAY_MIN) if road.drivers_per_vehicle == 1 else (road.team_rest_min, TEAM_DAY_MIN)
    return rest, within - rest


def _check(minutes: int, road: RoadPolicy) -> None:
    rest, duty = _day(road)
    if minutes < 0:
        raise MarchError(f"a march of {minutes} min: give 0 or more")
    if min(road.drive_max_min, road.daily_drive_max_min, road.break_min) < 1:
        raise MarchError(
            f"policy.road: drive_max_min {road.drive_max_min}, daily_drive_max_min {road.daily_drive_max_min}, "
            f"break_min {road.break_min}: each must be above 0"
        )
    if duty < 1:
        raise MarchError(
            f"policy.road: a daily rest of {rest} min with {road.drivers_per_vehicle} driver(s) leaves no time to drive: shorten it"
        )
    if minutes > road.drivers_per_vehicle * WEEKLY_DRIVE_MAX_MIN:
        raise _too_long(minutes, f"{WEEKLY_DRIVE_MAX_MIN} min a week for each of {road.drivers_per_vehicle} driver(s)")


def _too_long(minutes: int, limit: str) -> MarchError:
    return MarchError(
        f"a march of {minutes} min driving: {limit} (Regulation (EC) 561/2006). Divide the way at a halt of some days"
    )
