"""Equal layers: nothing overlaps, nothing sticks out, never more than the count proves, and the known best counts are reached."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.planning.layers import flat_pattern, layers, most_rectangles


@given(st.integers(20, 300), st.integers(20, 300), st.integers(7, 90), st.integers(7, 90))
def test_patterns_lie_inside_and_apart(length: int, width: int, a: int, b: int) -> None:
    pattern = flat_pattern(length, width, a, b)
    assert len(pattern) <= most_rectangles(length, width, a, b)
    assert len(pattern) >= max((length // a) * (width // b), (length // b) * (width // a))
    for x, y, dx, dy in pattern:
        assert x >= 0 and x + dx <= length and y >= 0 and y + dy <= width and {dx, dy} == {a, b}
    if len(pattern) < 60:
        for (x, y, dx, dy), (u, v, du, dv) in combinations(pattern, 2):
            assert x + dx <= u or u + du <= x or y + dy <= v or v + dv <= y


@pytest.mark.parametrize(
    ("case", "best"),
    [((120, 80, 40, 30), 8), ((120, 80, 60, 40), 4), ((86, 52, 15, 11), 26), ((264, 213, 54, 39), 25)],
)  # fmt: skip
def test_known_patterns_are_as_full_as_can_be(case: tuple[int, int, int, int], best: int) -> None:
    assert len(flat_pattern(*case)) == best
    assert most_rectangles(*case) >= best


def test_strength_limits_the_layers_and_the_count() -> None:
    assert layers((120, 80, 200), (40, 30, 30), None).number == 6
    weak = layers((120, 80, 200), (40, 30, 30), 2)
    assert (weak.number, weak.count, weak.most) == (3, 24, 24)
    assert layers((120, 80, 200), (40, 30, 30), 0).count == 8


def test_what_does_not_fit_makes_no_layer() -> None:
    assert layers((120, 80, 20), (40, 30, 30), None).count == 0
    assert layers((30, 20, 200), (40, 30, 30), None).count == 0
