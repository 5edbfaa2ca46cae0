"""Rigid rotations on reservations against a plain reading of the same rules."""

from collections import Counter
from random import Random

import numpy as np
import pytest

from aidbridge.timeline.rigid import Hold, Template, fit, fits, reservations, rotations, take
from flight_lifts import SmallLift

STEPS = 120


def plain_fit(small, use, template, ready, limit):
    return next((t for t in range(ready, limit) if small.room(use, small.taken(template, t))), limit)


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_taking_and_giving_back_agree_with_the_plain_reading(start):
    for seed in range(start, start + 20):
        small, draw = SmallLift(seed), Random(seed)
        rigid = small.lift().rigid
        state, use, flown = reservations(rigid, small.held_until(STEPS)), Counter(), []
        for _ in range(40):
            if flown and draw.random() < 0.4:
                template, begin = flown.pop(draw.randrange(len(flown)))
                take(rigid, state, template, begin, -1)
                use.subtract(small.taken(template, begin))
            template, ready, limit = (
                draw.randrange(len(small.templates)),
                draw.randint(0, 20),
                draw.randint(20, STEPS - rigid.reach),
            )
            begin = fit(rigid, state, template, ready, limit)
            assert begin == plain_fit(small, use, template, ready, limit)
            if begin < limit:
                assert fits(rigid, state, template, begin)
                take(rigid, state, template, begin, 1)
                use.update(small.taken(template, begin))
                flown.append((template, begin))
        fresh = reservations(rigid, state.held)
        assert all(np.array_equal(kept, anew) for kept, anew in zip(state, fresh, strict=True))


def test_a_hold_that_cannot_be_is_told():
    with pytest.raises(ValueError, match=r"template 1: Hold\(resource=2"):
        rotations([1, 1], [], [Template((Hold(1, 0, 2),), 1), Template((Hold(2, 0, 2),), 1)])


def test_holds_on_one_resource_at_the_same_time_are_told():
    with pytest.raises(ValueError, match="template 0: two holds on resource 0 at the same time"):
        rotations([2], [], [Template((Hold(0, 0, 3), Hold(0, 2, 4)), 1)])
