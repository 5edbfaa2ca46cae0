"""Marches: worked figures of Regulation (EC) 561/2006, and a second reading of its rules minute by minute."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.model.plan import RoadSegment
from aidbridge.model.policy import RoadPolicy
from aidbridge.physics.driving import MarchError, march

SINGLE, TEAM = RoadPolicy(drivers_per_vehicle=1), RoadPolicy(drivers_per_vehicle=2)
ROADS = st.builds(
    RoadPolicy,
    drivers_per_vehicle=st.sampled_from((1, 2)),
    drive_max_min=st.integers(30, 400),
    break_min=st.integers(10, 120),
    daily_drive_max_min=st.integers(120, 700),
    daily_rest_min=st.integers(540, 900),
    team_rest_min=st.integers(500, 900),
)


def told(segments: tuple[RoadSegment, ...]) -> list[tuple[str, int]]:
    return [(segment.kind, segment.end_min - segment.start_min) for segment in segments]


DAY_1 = [("drive", 270), ("break", 45), ("drive", 270)]
DAY_2 = [("drive", 540), ("break", 45), ("drive", 540)]


@pytest.mark.parametrize(
    ("minutes", "road", "expected"),
    [
        (0, SINGLE, []),
        (270, SINGLE, [("drive", 270)]),
        (271, SINGLE, [("drive", 270), ("break", 45), ("drive", 1)]),
        (540, SINGLE, DAY_1),
        (541, SINGLE, [*DAY_1, ("rest", 660), ("drive", 1)]),
        (600, SINGLE, [*DAY_1, ("rest", 660), ("drive", 60)]),
        (1_800, SINGLE, [*DAY_1, ("rest", 660), *DAY_1, ("rest", 660), *DAY_1, ("rest", 660), ("drive", 180)]),
        (271, TEAM, [("drive", 271)]),
        (540, TEAM, [("drive", 540)]),
        (541, TEAM, [("drive", 540), ("break", 45), ("drive", 1)]),
        (600, TEAM, [("drive", 540), ("break", 45), ("drive", 60)]),
        (1_080, TEAM, DAY_2),
        (1_081, TEAM, [*DAY_2, ("rest", 540), ("drive", 1)]),
        (1_800, TEAM, [*DAY_2, ("rest", 540), ("drive", 540), ("break", 45), ("drive", 180)]),
    ],
)
def test_worked_marches(minutes: int, road: RoadPolicy, expected: list[tuple[str, int]]) -> None:
    assert told(march(minutes, 1.0 * minutes, 0, road)) == expected


def test_the_march_of_600_km() -> None:
    """10 h of driving with two drivers: 10 h 45 min on the way, 540 km before the halt."""
    segments = march(600, 600, 4_320, TEAM)
    assert (segments[0].start_min, segments[-1].end_min) == (4_320, 4_320 + 645)
    assert [segment.km for segment in segments] == pytest.approx([540, 0, 60])


def broken(segments: tuple[RoadSegment, ...], road: RoadPolicy) -> set[str]:
    """What the march breaks, from a tape with one letter a minute: d(rive), b(reak), r(est)."""
    tape = "".join(segment.kind[0] * (segment.end_min - segment.start_min) for segment in segments)
    drivers = road.drivers_per_vehicle
    rest, within = (road.daily_rest_min, 24 * 60) if drivers == 1 else (road.team_rest_min, 30 * 60)
    faults, driving, today, since_rest, halt, resting = set(), 0, 0, 0, 0, 0
    for letter in tape:
        since_rest += 1
        halt = 0 if letter == "d" else halt + 1
        resting = resting + 1 if letter == "r" else 0
        driving, today = driving + (letter == "d"), today + (letter == "d")
        if halt >= road.break_min:
            driving = 0
        if resting >= rest:
            faults |= {"24 or 30 hours"} if since_rest > within else set()
            driving = today = since_rest = 0
        faults |= {"continuous"} if driving > drivers * road.drive_max_min else set()
        faults |= {"daily"} if today > drivers * road.daily_drive_max_min else set()
    # A rest must still fit after the last minute driven.
    return faults | ({"24 or 30 hours"} if since_rest > within - rest and tape.endswith("d") else set())


@given(st.integers(1, 600), st.floats(0, 3_000), st.integers(0, 100_000), ROADS)
def test_no_march_breaks_the_rules(minutes: int, km: float, depart_min: int, road: RoadPolicy) -> None:
    segments = march(minutes, km, depart_min, road)
    assert broken(segments, road) == set()
    assert segments[0].start_min == depart_min
    assert all(a.end_min == b.start_min for a, b in pairwise(segments))
    assert all(segment.end_min > segment.start_min for segment in segments)
    assert sum(length for kind, length in told(segments) if kind == "drive") == minutes
    assert sum(segment.km for segment in segments) == pytest.approx(km)
    assert all(segment.km == 0 for segment in segments if segment.kind != "drive")
    speed = km / minutes
    driven = [segment for segment in segments if segment.kind == "drive"]
    assert [s.km for s in driven] == pytest.approx([speed * (s.end_min - s.start_min) for s in driven])
    assert segments[-1].kind == "drive"


@pytest.mark.parametrize(
    ("pieces", "road", "fault"),
    [
        ([("drive", 271)], SINGLE, "continuous"),
        ([("drive", 270), ("break", 44), ("drive", 1)], SINGLE, "continuous"),
        ([("drive", 541)], TEAM, "continuous"),
        ([*DAY_1, ("break", 45), ("drive", 1)], SINGLE, "daily"),
        ([*DAY_1, ("rest", 659), ("drive", 1)], SINGLE, "daily"),
        ([("drive", 270), ("break", 600), ("drive", 270), ("rest", 660), ("drive", 1)], SINGLE, "24 or 30 hours"),
    ],
)
def test_the_second_reading_sees_what_is_wrong(pieces: list[tuple[str, int]], road: RoadPolicy, fault: str) -> None:
    now, segments = 0, []
    for kind, length in pieces:
        segments.append(RoadSegment.model_validate({"kind": kind, "start_min": now, "end_min": now + length}))
        now += length
    assert fault in broken(tuple(segments), road)


@given(st.integers(1, 600), ROADS)
def test_a_longer_way_never_arrives_sooner(minutes: int, road: RoadPolicy) -> None:
    assert march(minutes + 1, 1, 0, road)[-1].end_min > march(minutes, 1, 0, road)[-1].end_min


@pytest.mark.parametrize(
    ("minutes", "road", "words"),
    [
        (-1, SINGLE, "give 0 or more"),
        (3_361, SINGLE, "3360 min a week"),
        (5_800, TEAM, "before a weekly rest"),
        (10, SINGLE.model_copy(update={"drive_max_min": 0}), "drive_max_min 0"),
        (10, SINGLE.model_copy(update={"daily_rest_min": 1_440}), "no time to drive"),
    ],
)
def test_marches_that_cannot_be_driven(minutes: int, road: RoadPolicy, words: str) -> None:
    with pytest.raises(MarchError, match=words):
        march(minutes, 1, 0, road)


def test_the_longest_marches_before_a_weekly_rest() -> None:
    assert march(3_240, 1, 0, SINGLE)[-1].end_min <= 6 * 24 * 60
    assert march(5_700, 1, 0, TEAM)[-1].end_min <= 6 * 24 * 60
