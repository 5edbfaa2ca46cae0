"""Elastic rotations: the compiled kernel against a plain reading of the rules on thousands of random cases, and its properties."""

from random import Random

import numpy as np
import pytest

from aidbridge.timeline.elastic import (
    DRAWN,
    HELD,
    KINDS,
    NEVER,
    Calendars,
    Drawn,
    Ground,
    Held,
    Stage,
    Stocks,
    fit,
    put_off,
    rotation,
    take,
)  # fmt: skip
from aidbridge.timeline.reservations import reserved, views_of
from plain_rotations import PlainWorld, random_chain, random_world

BLOCKS, WORLDS, ROTATIONS = 10, 200, 5


def ground_of(world):
    """The plain world as the kernel's tables."""
    pairs = [(resource, amount) for resource, most in enumerate(world.capacity) for amount in range(1, most + 1)]
    views = views_of(world.capacity, pairs)
    spans = [span for calendar in world.calendars for span in calendar]
    firsts = np.cumsum([0, *(len(calendar) for calendar in world.calendars)])
    width = max((len(deliveries) for deliveries in world.deliveries), default=1)
    since, left = np.full((len(world.deliveries), width), NEVER), np.zeros((len(world.deliveries), width), np.int64)
    for stock, deliveries in enumerate(world.deliveries):
        for k in range(width):
            since[stock, k] = deliveries[k][0] if k < len(deliveries) else NEVER
            left[stock, k] = sum(amount for _, amount in deliveries[: k + 1])
    calendars = Calendars(np.ascontiguousarray(np.array(spans, np.int64).reshape(-1, 2).T), firsts.astype(np.int64))
    return Ground(views, reserved(views, np.array(world.before)), calendars, Stocks(since, left))


def rows_of(ground, chain):
    return rotation(ground, chain.stages, chain.duties, chain.holds, chain.draws)


def check_usage(world, ground):
    """What is in use and left is what the placed rotations make it, counted anew."""
    assert ground.state.held.tolist() == world.usage()
    fresh = reserved(ground.views, ground.state.held)
    assert np.array_equal(ground.state.next_full, fresh.next_full)
    assert np.array_equal(ground.state.next_free, fresh.next_free)
    for stock, levels in enumerate(world.levels()):
        since = [s for s in ground.stocks.since[stock].tolist() if s < NEVER]
        ends = [*(s - 1 for s in since[1:]), world.steps - 1]
        assert [levels[end] for end in ends] == ground.stocks.left[stock, : len(since)].tolist()


@pytest.mark.parametrize("block", range(BLOCKS))
def test_same_begins_as_the_plain_reading(block):
    draw, flown, later = Random(block), 0, 0
    for case in range(WORLDS):
        world = random_world(draw)
        ground = ground_of(world)
        for _ in range(ROTATIONS):
            chain = random_chain(draw, world)
            made = rows_of(ground, chain)
            failed, expected = fit(ground, made), world.earliest(chain)
            assert (failed < 0) == (expected is not None), (block, case)
            if expected is None:
                continue
            assert made.begin.tolist() == expected, (block, case)
            first = draw.randrange(len(expected))
            end = draw.randint(first, len(expected))
            put_off(ground, made, first, end)
            moved = made.begin.tolist()
            assert moved == world.latest(chain, expected, first, end), (block, case)
            later += moved != expected
            take(ground, made, 1)
            world.placed.append((chain, moved))
            flown += 1
            if draw.random() < 0.4:
                gone, begins = world.placed.pop(draw.randrange(len(world.placed)))
                back = rows_of(ground, gone)
                back.begin[:] = begins
                take(ground, back, -1)
        check_usage(world, ground)
    assert flown > WORLDS and later > WORLDS // 8


@pytest.mark.parametrize("block", range(100, 103))
def test_earliest_is_the_componentwise_least_and_keeps_what_is_there(block):
    draw, found = Random(block), 0
    while found < 40:
        world = random_world(draw)
        ground = ground_of(world)
        chain = random_chain(draw, world)
        if len(chain.stages) > 3:
            continue
        made, ways = rows_of(ground, chain), world.every(chain)
        assert (fit(ground, made) < 0) == bool(ways)
        if ways:
            assert tuple(made.begin.tolist()) in ways
            assert made.begin.tolist() == np.array(ways).min(axis=0).tolist()
            before, left = ground.state.held.copy(), ground.stocks.left.copy()
            take(ground, made, 1)
            assert (ground.state.held <= np.array(world.capacity)[:, None]).all() and (ground.stocks.left >= 0).all()
            take(ground, made, -1)
            assert np.array_equal(ground.state.held, before) and np.array_equal(ground.stocks.left, left)
            check_usage(world, ground)
            found += 1


def one_place(before, capacity=1):
    return PlainWorld(len(before), [capacity], [[(0, len(before))]], [[(0, 3), (6, 2)]], [before])


def test_the_reason_is_what_binds_and_is_handed_on():
    ground = ground_of(one_place([0, 0, 1, 1, 0, 0, 0, 0, 0, 0]))
    made = rotation(ground, [Stage(1), Stage(2), Stage(1)], holds=[Held(0, 1, 1)])
    assert fit(ground, made) == -1
    assert made.begin.tolist() == [0, 4, 6]
    assert made.reason.tolist() == [0, HELD, HELD]


def test_a_draw_waits_for_the_delivery_that_makes_it_last():
    ground = ground_of(one_place([0] * 10))
    first = rotation(ground, [Stage(1)], draws=[Drawn(0, 0, 2)])
    assert fit(ground, first) == -1 and first.begin.tolist() == [0]
    take(ground, first, 1)
    second = rotation(ground, [Stage(1), Stage(1)], draws=[Drawn(0, 0, 1), Drawn(0, 1, 1)])
    assert fit(ground, second) == -1 and second.begin.tolist() == [0, 6]
    assert second.reason[1] == DRAWN + KINDS
    too_much = rotation(ground, [Stage(1)], draws=[Drawn(0, 0, 4)])
    assert fit(ground, too_much) == 0 and too_much.reason[0] == DRAWN


def test_what_cannot_be_told_is_told():
    ground = ground_of(one_place([0] * 4))
    with pytest.raises(ValueError, match="no view of its resource and amount"):
        rotation(ground, [Stage(1)], holds=[Held(0, 0, 0, amount=2)])
    with pytest.raises(ValueError, match="in the order of their stages"):
        rotation(ground, [Stage(1), Stage(1)], draws=[Drawn(0, 1, 1), Drawn(0, 0, 1)])
