"""Counts made fit for arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.situation.gaps import counted, new_counts

NONE = float("nan")


@pytest.mark.parametrize(
    ("published", "reckoned"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([2, NONE, NONE, 8], [2, 4, 6, 8]),
        ([NONE, NONE, 5], [0, 0, 5]),
        ([0, 7, 14, NONE], [0, 7, 14, 21]),
        ([10, 100, 40, 50], [10, 40, 40, 50]),
        ([10, 20, 3, 30], [10, 20, 25, 30]),
        ([10, 20, 30, 3], [10, 20, 30, 40]),
        ([10, 20, 30, 28], [10, 20, 28, 28]),
        ([NONE, NONE], [0, 0]),
    ],
    ids=["sound", "gap", "not begun", "last day missing", "taken back", "a low slip", "a slip at the end", "taken last", "none"],
)  # fmt: skip
def test_gaps_and_steps_down(published: list[float], reckoned: list[float]) -> None:
    np.testing.assert_allclose(counted(np.array([published], dtype=float)), [reckoned])


@given(st.lists(st.one_of(st.integers(0, 1000), st.just(None)), min_size=2, max_size=20))
def test_counts_never_go_down_and_are_known(published: list[int | None]) -> None:
    counts = counted(np.array([[NONE if count is None else count for count in published]], dtype=float))
    assert not np.isnan(counts).any()
    assert (np.diff(counts) >= 0).all() and (new_counts(counts) >= 0).all()


def test_the_input_is_not_changed() -> None:
    published = np.array([[1.0, NONE, 0.0]])
    counted(published)
    np.testing.assert_array_equal(published, [[1.0, NONE, 0.0]])
