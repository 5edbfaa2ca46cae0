"""Ruin and recreate against exhaustively proven optima, its bound against them, and the same answer from the same seed."""

from collections import Counter

import numpy as np
import pytest

from aidbridge.planners.flights.airlift import Task, airlift
from aidbridge.planners.flights.improving import Improving
from aidbridge.timeline.rigid import Hold, Template, rotations
from flight_lifts import SmallLift

CASES = 200


def cost_of(small, templates, begins):
    """The cost of a timetable, reckoned plainly; fails where it breaks a limit."""
    use, cost = Counter(), 0
    for task, template, begin in zip(small.tasks, templates.tolist(), begins.tolist(), strict=True):
        if template < 0:
            cost += small.cost(task, None)
            continue
        arrival = begin + small.templates[template].arrives
        assert template in task.templates
        assert begin >= task.ready
        assert task.latest is None or arrival <= task.latest
        more = small.taken(template, begin)
        assert small.room(use, more)
        use.update(more)
        cost += small.cost(task, arrival)
    return cost


def test_small_airlifts_reach_the_proven_optimum_and_no_bound_exceeds_it():
    reached = 0
    for seed in range(CASES):
        small = SmallLift(seed)
        under_way = Improving(small.lift(), small.held_until, seed)
        bound = under_way.price(60)
        under_way.improve(4_000)
        assert cost_of(small, *under_way.best) == under_way.cost
        optimum = small.optimum(under_way.cost)
        assert bound <= optimum <= under_way.cost <= under_way.greedy_cost
        reached += under_way.cost == optimum
    assert reached >= 190


@pytest.mark.parametrize("seed", [3, 4])
def test_pieces_and_other_searches_change_nothing(seed):
    small = SmallLift(seed, loads=30)

    def found(disturbed):
        under_way = Improving(small.lift(), small.held_until, seed)
        under_way.price(50)
        if disturbed:
            other = Improving(SmallLift(seed + 1, loads=20).lift(), SmallLift(seed + 1).held_until, 9)
            under_way.improve(9_000, lambda done: other.improve(100) < 0)
        else:
            under_way.improve(9_000)
        return [array.tolist() for array in under_way.best]

    assert found(False) == found(True)


def test_a_search_that_is_stopped_keeps_its_best():
    small = SmallLift(5, loads=30)
    under_way = Improving(small.lift(), small.held_until, 1)
    assert under_way.improve(50_000, lambda done: done > 0) < 50_000
    assert cost_of(small, *under_way.best) == under_way.cost <= under_way.greedy_cost


def test_a_load_without_template_is_told():
    rigid = rotations([1], [], [Template((Hold(0, 0, 2),), 1)])
    with pytest.raises(ValueError, match="load 1: no template flies it"):
        airlift(rigid, [Task((0,), 0, 1), Task((), 0, 1)])


def test_a_calendar_that_never_opens_is_told():
    rigid = rotations([1, 1], [1], [Template((Hold(0, 0, 2), Hold(1, 1, 2)), 1)])
    shut = lambda steps: np.array([[0], [1]]).repeat(steps, axis=1)  # noqa: E731
    with pytest.raises(ValueError, match="load 0 finds no place at all"):
        Improving(airlift(rigid, [Task((0,), 0, 1)]), shut)


def test_nothing_to_fly_costs_nothing():
    nothing = Improving(airlift(rotations([1], [], []), []), lambda steps: np.zeros((1, steps), np.int32))
    assert (nothing.price(10), nothing.improve(10), nothing.cost) == (0, 0, 0)
