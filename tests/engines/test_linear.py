"""Linear and integer programs against answers known by hand or by trying everything."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidbridge.engines.linear import LinearError, LinearProgram


def packing() -> LinearProgram:
    """Three things; each pair goes into a bin, all three do not."""
    program = LinearProgram()
    rows = [program.add_row(lower=1) for _ in range(3)]
    for pair in ((0, 1), (0, 2), (1, 2)):
        program.add_column(1.0, [(rows[n], 1.0) for n in pair])
    return program


def test_the_relaxation_takes_half_of_each_pair_and_prices_each_thing_at_a_half() -> None:
    found = packing().relaxed()
    assert found.value == pytest.approx(1.5)
    assert found.columns == pytest.approx([0.5, 0.5, 0.5])
    assert found.duals == pytest.approx([0.5, 0.5, 0.5])


def test_whole_numbers_need_two_pairs() -> None:
    found = packing().whole()
    assert found is not None
    assert (found.value, found.bound, found.proven) == (2.0, 2.0, True)
    assert sorted(found.columns) in ([0.0, 1.0, 1.0], [0.0, 0.0, 2.0])


def test_a_column_that_is_added_later_counts() -> None:
    program = packing()
    program.relaxed()
    assert program.add_column(1.0, [(0, 1.0), (1, 1.0), (2, 1.0)]) == 3
    assert program.columns == 4
    assert program.relaxed().value == pytest.approx(1.0)
    found = program.whole()
    assert found is not None
    assert list(found.columns) == [0, 0, 0, 1]
    program.limit_column(3, 0, 0)
    assert program.relaxed().value == pytest.approx(1.5)
    program.limit_row(2, 0, 0)
    program.limit_column(1, 0, 0)
    program.limit_column(2, 0, 0)
    assert program.relaxed().value == pytest.approx(1.0)


def test_a_row_that_cannot_be_met_is_told() -> None:
    program = LinearProgram()
    row = program.add_row(lower=2)
    program.add_column(1.0, [(row, 1.0)], upper=1)
    with pytest.raises(LinearError, match="Infeasible"):
        program.relaxed()
    with pytest.raises(LinearError, match="Infeasible"):
        program.whole()


def test_a_program_without_limit_is_told() -> None:
    program = LinearProgram()
    program.add_column(-1.0, [])
    with pytest.raises(LinearError, match="Unbounded"):
        program.relaxed()


def test_a_start_stands_when_no_node_may_be_searched() -> None:
    program = packing()
    found = program.whole(start=[1.0, 1.0, 1.0], nodes=0)
    assert found is not None
    assert found.value <= 3.0
    assert found.bound <= 2.0


def test_a_column_may_be_a_share() -> None:
    program = LinearProgram()
    row = program.add_row(lower=1.5)
    program.add_column(2.0, [(row, 1.0)])
    program.add_column(3.0, [(row, 1.0)], whole=False)
    found = program.whole()
    assert found is not None
    assert found.value == pytest.approx(3.5)
    assert found.columns == pytest.approx([1.0, 0.5])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=7), st.integers(1, 20))
def test_knapsacks_are_exact(things: list[tuple[int, int, int]], room: int) -> None:
    program = LinearProgram(seed=3)
    rows = [program.add_row(upper=room), program.add_row(upper=room)]
    for worth, one, other in things:
        program.add_column(-float(worth), [(rows[0], one), (rows[1], other)], upper=1)
    found = program.whole()
    taken = [np.array(taken) @ np.array(things) for taken in product((0, 1), repeat=len(things))]
    assert found is not None
    assert -found.value == pytest.approx(max(worth for worth, one, other in taken if max(one, other) <= room))


def test_the_same_program_gives_the_same_answer() -> None:
    answers = [packing().whole() for _ in range(2)]
    assert answers[0] is not None
    assert answers[1] is not None
    assert list(answers[0].columns) == list(answers[1].columns)
