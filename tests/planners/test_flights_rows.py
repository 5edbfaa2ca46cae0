"""Rows of loads: what they hold is what their timetable takes, counted anew, however often loads were taken out and put back."""

import itertools
from random import Random

import numpy as np
import pytest

import samples
from aidbridge.model.fleet import GroundEquipment, Tail
from aidbridge.planners.flights import rows as r
from aidbridge.planners.flights import tables as w
from aidbridge.planners.flights.field import flights_of
from aidbridge.planners.flights.instance import build
from aidbridge.planners.flights.judging import judge_of
from aidbridge.planners.flights.objective import Objective
from aidbridge.planners.flights.problem import Rest, TailState
from aidbridge.planners.flights.ruin import advance, search
from aidbridge.timeline.reservations import reserved
from flight_cases import load, problem, unlock, world


def congested(seed, loads=9):
    """Few tails of two sizes, small airfields at both ends, fuel that binds, loads out and back; of odd seeds by way of Orio."""
    draw = Random(seed)
    types = [draw.choice(["il76md", "an124_100"]) for _ in range(3)]
    fleet = tuple(
        Tail(id=f"T-{i}", type=type, offer="RU-1", at=draw.choice(["UUMU", "ULOO"]), available_from=samples.START)
        for i, type in enumerate(types, start=1)
    )

    def small():
        return {
            "parking_places": draw.choice([1, 2, 3, None]), "landing_interval_min": draw.choice([0, 30, 150]),
            "loading_teams": draw.choice([1, None]), "unloading_teams": draw.choice([1, 2, None]),
            "fuel_kg": draw.choice([None, None, 900_000.0]), "places_by_code": draw.choice([{}, {"D": 2, "F": 1}, {"F": 1}]),
            "ground_equipment": draw.choice([{}, {"high_loader": 1}]),
        }  # fmt: skip

    fields = {"LIRE": small(), "UUMU": small()}
    resolved = world(fields | {"LIPX": small() | {"fuel_kg": None}}, mission={"fleet": fleet}, items=loads)
    small_type = resolved.aircraft_type("il76md").model_copy(update={"wingspan_m": 50.5})
    loader = (GroundEquipment(id="high_loader"),)
    large_type = small_type.model_copy(update={"id": "an124_100", "wingspan_m": 73.3, "ground_equipment": loader})
    lifted = (small_type, large_type)
    resolved = resolved.model_copy(update={"aircraft_types": lifted})
    if seed % 2:
        far = [("UUMU", "LIRE"), ("LIRE", "UUMU")]
        routes = tuple(route for route in resolved.routes if (route.origin, route.destination) not in far)
        mission = resolved.mission.model_copy(update={"fuel_stops": ("LIPX",)})
        resolved = resolved.model_copy(update={"mission": mission, "routes": routes})
    ends = [("UUMU", "LIRE") if draw.random() < 0.7 else ("LIRE", "UUMU") for _ in range(loads)]
    tasks = [
        load(i, origin=origin, destination=destination, aircraft_type=draw.choice(types))
        for i, (origin, destination) in enumerate(ends, start=1)
    ]
    unlocks = [unlock(float(draw.randint(1, 9)), f"C-{i}") for i in range(1, loads + 1)]
    states = tuple(
        TailState(tail.id, tail.at, 0) if seed % 3 else TailState(tail.id, tail.at, 0, until_min=6_000, rest=resting(draw))
        for tail in fleet
    )
    return build(resolved, problem(resolved, tasks, unlocks, latest_min=9_000, tails=states))


def resting(draw):
    """A crew that rests at one end of its only load's leg."""
    lands = draw.choice([600, 900, 2_000])
    return Rest(draw.choice(["origin", "destination"]), lands, lands + draw.choice([800, 1_500]))


def rested(tail, legs, last):
    """Whether its crew has the rest on the way that it needs, with one load only."""
    rests, lands, leaves = tail[w.RESTS :].tolist()
    if rests == w.NOWHERE:
        return True
    own = next(n for n, leg in enumerate(legs) if leg[2] == last[w.OPTION] and leg[3] == last[w.DEPART])
    before = own + (rests == w.AT_DESTINATION)
    timely = all(leg[4] <= lands for leg in legs[:before]) and all(leg[3] >= leaves for leg in legs[before:])
    return timely and last[r.BEFORE] < 0


def counted(instance, flights, rows, before):
    """What is in use, counted from the rows alone."""
    few = [resource for resource, count in enumerate(instance.world.capacity) if count < w.FOREVER]
    spaced = np.flatnonzero(instance.world.airfields[:, w.INTERVAL_MIN] > 0).tolist()
    held = before.copy()
    left = flights.ground.stocks.left.copy()
    left[:, 0] = [flights.airfields[a, w.FUEL_KG] for a in np.flatnonzero(flights.stock >= 0)]

    def use(kind, airfield, start, end):
        first, last = instance.world.uses[kind, instance.world.tails[tail, w.CLASS], airfield]
        for resource, amount in instance.world.taken[first:last].tolist():
            if resource in few:
                held[few.index(resource), start : max(end, start + 1)] += amount

    def touches(airfield, at):
        if airfield in spaced:
            held[len(few) + spaced.index(airfield), at : at + flights.airfields[airfield, w.INTERVAL_MIN]] += 1

    for tail in range(flights.tails.shape[0]):
        _kind, at, home, _, _, came, tank, *_ = flights.tails[tail].tolist()
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
        assert rested(flights.tails[tail], legs, last)
        for airfield, start, end in stays:
            use(r.PARKING, airfield, start, end)
        for start, end, option, depart, arrive in legs:
            assert arrive == depart + flights.minutes[option]
            touches(end, arrive)
            for stop in range(*flights.options[option, [w.FIRST_STOP, w.END_STOP]]):
                airfield, comes, goes, uplift = flights.stops[stop]
                assert 0 < comes < goes < flights.minutes[option] and airfield not in (start, end)
                touches(airfield, depart + comes)
                use(r.PARKING, airfield, depart + comes, depart + goes)
                if flights.stock[airfield] >= 0:
                    left[flights.stock[airfield], 0] -= uplift
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
        held, left = counted(instance, flights, state.rows, before)
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
