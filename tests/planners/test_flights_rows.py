"""Rows of loads: what they hold is what their timetable takes, counted anew, however often loads were taken out and put back."""

import itertools
from random import Random

import numpy as np
import pytest

import samples
from aidbridge.model.fleet import Tail
from aidbridge.planners.flights import rows as r
from aidbridge.planners.flights import tables as w
from aidbridge.planners.flights.field import flights_of
from aidbridge.planners.flights.instance import build
from aidbridge.planners.flights.judging import judge_of
from aidbridge.planners.flights.objective import Objective
from aidbridge.planners.flights.ruin import advance, search
from aidbridge.timeline.reservations import reserved
from flight_cases import load, problem, unlock, world


def congested(seed, loads=9):
    """Few tails, small airfields at both ends, fuel that binds, loads out and back."""
    draw = Random(seed)
    fleet = tuple(
        Tail(id=f"T-{i}", type="il76md", offer="RU-1", at=draw.choice(["UUMU", "ULOO"]), available_from=samples.START)
        for i in range(1, 4)
    )

    def small():
        return {
            "parking_places": draw.choice([1, 2, 3, None]), "landing_interval_min": draw.choice([0, 30, 150]),
            "loading_teams": draw.choice([1, None]), "unloading_teams": draw.choice([1, 2, None]),
            "fuel_kg": draw.choice([None, None, 900_000.0]),
        }  # fmt: skip

    resolved = world({"LIRE": small(), "UUMU": small()}, mission={"fleet": fleet}, items=loads)
    tasks = [load(i) if draw.random() < 0.7 else load(i, origin="LIRE", destination="UUMU") for i in range(1, loads + 1)]
    unlocks = [unlock(float(draw.randint(1, 9)), f"C-{i}") for i in range(1, loads + 1)]
    return build(resolved, problem(resolved, tasks, unlocks, latest_min=9_000))


def counted(flights, rows, before):
    """What is in use, counted from the rows alone."""
    held = before.copy()
    left = flights.ground.stocks.left.copy()
    left[:, 0] = [flights.airfields[a, w.FUEL_KG] for a in np.flatnonzero(flights.stock >= 0)]

    def use(kind, airfield, start, end):
        if flights.limited[kind, airfield] >= 0:
            held[flights.limited[kind, airfield], start : max(end, start + 1)] += 1

    for tail in range(flights.tails.shape[0]):
        _kind, at, home, _, _, came, tank = flights.tails[tail].tolist()
        legs, stays, following = [], [], rows.ends[tail, r.FIRST]
        while following >= 0:
            row, (origin, here) = rows.row[following], flights.loads[following, : w.DESTINATION + 1]
            assert row[r.TAIL] == tail
            if row[w.TO_OPTION] >= 0:
                legs.append((at, origin, row[w.TO_OPTION], row[w.TO_DEPART], row[w.TO_ARRIVE]))
            legs.append((origin, here, row[w.OPTION], row[w.DEPART], row[w.ARRIVE]))
            loading, unloading = flights.airfields[origin, w.LOADING_MIN], flights.airfields[here, w.UNLOADING_MIN]
            use(r.LOADING, origin, row[w.LOADING], row[w.LOADING] + loading)
            use(r.UNLOADING, here, row[w.UNLOADED] - unloading, row[w.UNLOADED])
            at, last, following = here, row, row[r.NEXT]
        if not legs:
            continue
        if last[w.AFTER_OPTION] >= 0:
            legs.append((at, home, last[w.AFTER_OPTION], last[w.AFTER_DEPART], last[w.AFTER_ARRIVE]))
        else:
            stays.append((at, last[w.ARRIVE], last[w.UNLOADED]))
        stays += [(one[1], one[4], two[3]) for one, two in itertools.pairwise(legs)]
        if came >= 0:
            stays.append((legs[0][0], came, legs[0][3]))
        for airfield, start, end in stays:
            use(r.PARKING, airfield, start, end)
        for start, end, option, depart, arrive in legs:
            assert arrive == depart + flights.minutes[option]
            use(r.RUNWAY, end, arrive, arrive + flights.airfields[end, w.INTERVAL_MIN])
            if flights.stock[start] >= 0:
                left[flights.stock[start], 0] -= max(0, flights.options[option, w.BLOCK_KG] - tank)
            tank = flights.options[option, w.LEFT_KG]
    return held, left


@pytest.mark.parametrize("seed", range(30))
def test_what_is_held_is_what_the_rows_take(seed):
    instance = congested(seed)
    (flights, clock), objective = flights_of(instance), Objective(instance)
    judge, loads = judge_of(objective, len(instance.loads), clock.shift), len(instance.loads)
    state, before = search(flights, judge, seed), flights.ground.state.held.copy()
    order = np.arange(loads)
    for first, end in ((0, 0), (0, 150), (150, 300), (0, 0)):
        advance(flights, judge, state, order, first, end, 300, 100.0, 1.0)
        order = np.zeros(0, np.int64)
        held, left = counted(flights, state.rows, before)
        assert np.array_equal(flights.ground.state.held, held)
        assert np.array_equal(flights.ground.stocks.left, left) and (left >= 0).all()
        assert (held <= flights.ground.views.capacity[:, None]).all()
        fresh = reserved(flights.ground.views, held)
        assert np.array_equal(fresh.next_full, flights.ground.state.next_full)
        assert np.array_equal(fresh.next_free, flights.ground.state.next_free)
    assert np.array_equal(state.rows.row, state.best_row)


def test_a_search_cut_into_pieces_finds_the_same():
    found = []
    for cuts in ((0, 400), (0, 37, 38, 250, 400)):
        instance = congested(3)
        (flights, clock), objective = flights_of(instance), Objective(instance)
        judge = judge_of(objective, len(instance.loads), clock.shift)
        state, none = search(flights, judge, 5), np.zeros(0, np.int64)
        advance(flights, judge, state, np.arange(len(instance.loads)), 0, 0, 1, 1.0, 1.0)
        for first, end in itertools.pairwise(cuts):
            advance(flights, judge, state, none, first, end, 400, 100.0, 1.0)
        found.append((state.best_row.tolist(), state.rows.row.tolist(), state.found.tolist()))
    assert found[0] == found[1]
