"""Flying times and the minutes of border crossings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from aidbridge.model.resolved import Crossing
from aidbridge.physics.speed import crossing_min, flying_min


@pytest.mark.parametrize(("km", "minutes"), [(0, 0), (770, 60), (770.01, 61), (769.99, 60), (3_440, 269), (385, 30)])
def test_minutes_are_rounded_up(km: float, minutes: int) -> None:
    assert flying_min(samples.IL76, km) == minutes  # 770 km/h


def test_a_sum_that_should_be_whole_costs_no_minute_more() -> None:
    assert flying_min(samples.IL76, sum([77.0] * 10)) == 60
    assert flying_min(samples.IL76, 770 + 1e-9) == 60


def test_a_negative_distance_is_an_error() -> None:
    with pytest.raises(ValueError, match="-5"):
        flying_min(samples.IL76, -5)


def test_a_crossing_is_entered_early_and_left_late() -> None:
    crossing = Crossing(state="TR", enter_km=1_000, leave_km=1_540)
    assert crossing_min(samples.IL76, 100, crossing) == (177, 220)  # 77.92 and exactly 120 minutes


@given(st.lists(st.floats(0, 3_000), min_size=1, max_size=8), st.integers(-5_000, 50_000))
def test_crossings_of_a_leg_join_and_fill_its_flying_time(lengths: list[float], depart: int) -> None:
    ends = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    minutes = [crossing_min(samples.IL76, depart, Crossing(state=None, enter_km=a, leave_km=b)) for a, b in pairwise(ends)]
    assert minutes[0][0] == depart
    assert minutes[-1][1] == depart + flying_min(samples.IL76, ends[-1])
    assert all(0 <= before[1] - after[0] <= 1 for before, after in pairwise(minutes))
