"""The compiled schedule generator against the plain one, and its timetables against the rules, on thousands of random worlds."""

from itertools import combinations

import numpy as np
import pytest

from aidbridge.timeline import world as w
from aidbridge.timeline.kernel import generate
from plain_timeline import plain_generate
from random_worlds import random_world

COLUMNS = {
    "to_option": w.TO_OPTION, "to_depart": w.TO_DEPART, "to_arrive": w.TO_ARRIVE, "loading": w.LOADING, "option": w.OPTION,
    "depart": w.DEPART, "arrive": w.ARRIVE, "unloaded": w.UNLOADED, "after_option": w.AFTER_OPTION, "after_arrive": w.AFTER_ARRIVE,
}  # fmt: skip


def run(seed):
    world, order, tail_of = random_world(seed)
    return world, order, tail_of, generate(world, np.array(order, np.int64), np.array(tail_of, np.int64))


@pytest.mark.parametrize("block", range(8))
def test_same_times_as_the_plain_generator(block):
    flown = 0
    for seed in range(block * 400, block * 400 + 400):
        world, order, tail_of, timetable = run(seed)
        for load, row in plain_generate(world, order, tail_of).items():
            assert (timetable[load, w.STATE] == w.FREE) == (row is not None), (seed, load)
            if row is not None:
                flown += 1
                ours = {name: int(timetable[load, column]) for name, column in COLUMNS.items()}
                assert ours == {name: -1 if row.get(name) is None else row[name] for name in COLUMNS}, (seed, load)
    assert flown > 400


@pytest.mark.parametrize("block", range(4))
def test_timetables_keep_every_rule(block):
    for seed in range(block * 1000, block * 1000 + 1000):
        world, order, tail_of, timetable = run(seed)
        _judge(world, order, tail_of, timetable, seed)


def _judge(world, order, tail_of, timetable, seed):
    """Hold a timetable against the rules, from its legs alone."""
    count = world.airfields.shape[0]
    landings = [tuple(row) for row in world.landed.tolist()]
    stays = [tuple(row) for row in world.held.tolist()]
    fuel = world.airfields[:, w.FUEL_KG].tolist()
    fresh = []
    for tail in range(world.tails.shape[0]):
        _, at, home, free, end, since, tank = world.tails[tail].tolist()
        legs, before = _legs(world, tail, [load for load in order if tail_of[load] == tail], timetable), (free, at, since)
        for origin, destination, option, depart, arrive, work in legs:
            ready, place, landed = before
            assert place == origin and depart >= ready, seed
            lane = world.lanes[world.options[option, w.LANE]]
            assert arrive - depart == lane[w.FLYING_MIN], seed
            windows = world.windows[:, lane[w.FIRST_WINDOW] : lane[w.END_WINDOW]].T
            assert any(first <= depart <= last for first, last in windows), seed
            if landed >= 0:
                stays.append((origin, landed, depart))
            if work is not None:
                loading, unloaded = work
                assert loading >= ready and loading + world.airfields[origin, w.LOADING_MIN] <= depart, seed
                assert unloaded >= arrive + world.airfields[destination, w.UNLOADING_MIN] and unloaded <= world.latest_min, seed
                stays.append((count + origin, loading, loading + world.airfields[origin, w.LOADING_MIN]))
                stays.append((2 * count + destination, unloaded - world.airfields[destination, w.UNLOADING_MIN], unloaded))
            landings.append((destination, arrive))
            fresh.append((destination, arrive))
            fuel[origin] -= max(0, world.options[option, w.BLOCK_KG] - tank)
            tank = world.options[option, w.LEFT_KG]
            before = (arrive if work is None else work[1], destination, arrive)
        if legs:
            assert before[1] == home and before[0] <= end, seed
    assert min(fuel) >= 0, seed
    for (a, one), (b, other) in combinations(landings, 2):
        if a == b and ((a, one) in fresh or (b, other) in fresh):
            assert abs(one - other) >= world.airfields[a, w.INTERVAL_MIN], seed
    for resource in range(3 * count):
        mine = [(start, end) for what, start, end in stays if what == resource and start < end]
        given = [(start, end) for what, start, end in world.held.tolist() if what == resource]
        for minute in {start for start, _ in mine}:
            in_use = sum(start <= minute < end for start, end in mine)
            before = sum(start <= minute < end for start, end in given)
            waiting = sum(row[w.SINCE_MIN] >= 0 and row[w.AT] == resource for row in world.tails.tolist())
            assert in_use <= max(world.capacity[resource], before + waiting), seed


def _legs(world, tail, loads, timetable):
    """(origin, destination, option, depart, arrive, (loading, unloaded) or None) of one tail, as flown."""
    legs, place = [], int(world.tails[tail, w.AT])
    flown = [load for load in loads if timetable[load, w.STATE] == w.FREE]
    for i, load in enumerate(flown):
        row = [int(figure) for figure in timetable[load]]
        origin, destination = world.loads[load, [w.ORIGIN, w.DESTINATION]].tolist()
        if row[w.TO_OPTION] >= 0:
            legs.append((place, origin, row[w.TO_OPTION], row[w.TO_DEPART], row[w.TO_ARRIVE], None))
            place = origin
        assert place == origin
        legs.append((origin, destination, row[w.OPTION], row[w.DEPART], row[w.ARRIVE], (row[w.LOADING], row[w.UNLOADED])))
        place = destination
        assert (row[w.AFTER] == w.HOME) == (load == flown[-1])
        if row[w.AFTER_OPTION] >= 0:
            place = int(world.tails[tail, w.TAIL_HOME] if load == flown[-1] else world.loads[flown[i + 1], w.ORIGIN])
            legs.append((destination, place, row[w.AFTER_OPTION], row[w.AFTER_DEPART], row[w.AFTER_ARRIVE], None))
    return legs
