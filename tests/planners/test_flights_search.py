"""The search against all orders and tails, the bound against both, and the same answer from the same problem."""

from itertools import permutations, product
from random import Random
from threading import Event

import numpy as np
import pytest

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import Tail
from aidbridge.planners.flights import strands
from aidbridge.planners.flights.bound import weighted_bound
from aidbridge.planners.flights.field import flights_of
from aidbridge.planners.flights.instance import build
from aidbridge.planners.flights.judging import judge_of
from aidbridge.planners.flights.objective import Objective
from aidbridge.planners.flights.problem import TailState
from aidbridge.planners.flights.ruin import advance, search
from aidbridge.planners.flights.solve import fly
from flight_cases import judge, load, problem, unlock, world


def random_case(seed, loads=4, tails=3):
    """Few tails from two airfields, an airfield that binds, loads that share unlocks."""
    draw = Random(seed)
    fleet = tuple(
        Tail(id=f"T-{i}", type="il76md", offer="RU-1", at=draw.choice(["UUMU", "ULOO"]), available_from=samples.START)
        for i in range(1, tails + 1)
    )
    lire = {
        "parking_places": draw.choice([1, 2, 3]), "landing_interval_min": draw.choice([0, 60, 120, 150]),
        "unloading_teams": draw.choice([1, 2, None]),
    }  # fmt: skip
    ready = {f"C-{i}": draw.choice([0, 0, 300, 700]) for i in range(1, loads + 1)}
    uumu = {"loading_teams": draw.choice([1, 2, None]), "landing_interval_min": draw.choice([0, 30])}
    resolved = world({"LIRE": lire, "UUMU": uumu}, mission={"fleet": fleet}, ready=ready, items=loads)
    unlocks = []
    for i in range(loads):
        items = {f"C-{i + 1}", f"C-{draw.randint(1, loads)}"}
        unlocks.append(unlock(float(draw.randint(1, 9)), *sorted(items), start_min=draw.choice([0, 0, 600, 1200])))
    return resolved, problem(resolved, [load(i) for i in range(1, loads + 1)], unlocks, latest_min=8_000)


def best_of_all(resolved, task):
    """The best value over every order and every choice of tails, each load put where it costs least in the row of its tail."""
    instance = build(resolved, task)
    objective, (flights, clock) = Objective(instance), flights_of(instance)
    judge, count = judge_of(objective, len(instance.loads), clock.shift), len(instance.loads)
    state, empty = flights.ground.state, [rows.copy() for rows in flights.ground.state]
    best = (np.inf,)
    for tails in product(*instance.eligible):
        firsts = [tails.index(tail) for tail in sorted({tail for tail in tails if flights.alike[tail] == flights.alike[tails[0]]})]
        if firsts != sorted(firsts):
            continue  # alike tails in another order
        flights.eligible[:] = False
        flights.eligible[np.arange(count), tails] = True
        for order in permutations(range(count)):
            for rows, before in zip(state, empty, strict=True):
                rows[:] = before
            one = search(flights, judge, 1)
            advance(flights, judge, one, np.array(order, np.int64), 0, 0, 1, 1.0, 1.0)
            best = min(best, tuple(one.value[1]))
    grounded, weighted = best[:2]
    total = float(objective.weights.sum())
    return int(grounded), total * (weighted - clock.shift), weighted_bound(instance, objective)


@pytest.mark.parametrize("seed", range(8))
def test_search_reaches_the_best_of_all_orders_and_tails(seed):
    resolved, task = random_case(seed, loads=5, tails=2) if seed % 2 else random_case(seed)
    grounded, best, bound = best_of_all(resolved, task)
    solution = fly(resolved, task, Stop(), seed)
    judge(resolved, task, solution)
    assert solution.value <= best + 1e-6
    assert len(solution.undelivered) == grounded == 0
    assert solution.bound_value == pytest.approx(bound)
    assert bound <= best + 1e-6


@pytest.mark.parametrize("seed", range(100, 140))
def test_no_flights_are_better_than_the_bound(seed):
    resolved, task = random_case(seed, loads=7, tails=3)
    solution = fly(resolved, task, Stop(iterations=100), seed)
    judge(resolved, task, solution)
    assert solution.bound_value <= solution.value + 1e-9


def test_bound_is_met_where_landing_slots_decide():
    """Three loads land 120 minutes apart; the heaviest first is best and the bound proves it."""
    resolved = world({"LIRE": {"landing_interval_min": 120}})
    unlocks = [unlock(1.0, "C-1"), unlock(4.0, "C-2"), unlock(2.0, "C-3")]
    solution = fly(resolved, problem(resolved, [load(1), load(2), load(3)], unlocks), Stop(), 1)
    assert solution.value == solution.bound_value == 4 * 518 + 2 * 638 + 1 * 758
    assert [sortie.load for sortie in solution.sorties] == ["L-002", "L-003", "L-001"]


def test_bound_knows_how_few_tails_there_are():
    """One tail: each round takes 278 minutes back, 120 loading, 278 there and 120 unloading."""
    resolved = world(tails=1)
    unlocks = [unlock(1.0, "C-1"), unlock(1.0, "C-2"), unlock(1.0, "C-3")]
    solution = fly(resolved, problem(resolved, [load(1), load(2), load(3)], unlocks), Stop(iterations=50), 1)
    assert solution.value == solution.bound_value == 3 * 518 + (1 + 2) * 796


def test_what_unlocks_together_flies_together():
    """Two loads that complete one need go before two that complete half as much each."""
    resolved = world({"LIRE": {"landing_interval_min": 120}}, tails=4)
    unlocks = [unlock(1.0, "C-1"), unlock(9.0, "C-2", "C-4"), unlock(1.0, "C-3")]
    solution = fly(resolved, problem(resolved, [load(i) for i in (1, 2, 3, 4)], unlocks), Stop(iterations=0), 1)
    assert {sortie.load for sortie in solution.sorties[:2]} == {"L-002", "L-004"}
    order = next(e.message for e in solution.explanations if e.message.key == "flights.order.unlocks")
    assert order.params["needs"] == "need-C-2-C-4" and order.params["weight"] == 9.0


def test_same_problem_and_seed_same_flights_whatever_the_order_of_rows():
    resolved, task = random_case(7, loads=6)
    first = fly(resolved, task, Stop(iterations=300), 5)
    shuffled = problem(resolved, task.loads[::-1], task.unlocks[::-1], tails=task.tails[::-1])
    turned = resolved.model_copy(
        update={
            "airfields": resolved.airfields[::-1],
            "routes": resolved.routes[::-1],
            "items": resolved.items[::-1],
            "mission": resolved.mission.model_copy(
                update={"fleet": resolved.mission.fleet[::-1], "clearances": resolved.mission.clearances[::-1]}
            ),
        }
    )
    turned = type(resolved).model_validate(turned.model_dump())
    for other in (fly(resolved, task, Stop(iterations=300), 5), fly(turned, shuffled, Stop(iterations=300), 5)):
        assert other.sorties == first.sorties
        assert other.explanations == first.explanations
        assert (other.value, other.bound_value, other.progress) == (first.value, first.bound_value, first.progress)


@pytest.mark.parametrize("iterations", [40, 60, 170])
def test_the_answer_does_not_depend_on_the_number_of_cores(monkeypatch, iterations):
    resolved, task = random_case(9, loads=7)
    found = [fly(resolved, task, Stop(iterations=iterations), 5)]
    used = []
    for cores in (1, 2):
        monkeypatch.setattr(strands, "cores", lambda cores=cores: used.append(cores) or cores)
        found.append(fly(resolved, task, Stop(iterations=iterations), 5))
    assert set(used) == {1, 2}
    assert found[0].sorties == found[1].sorties == found[2].sorties
    assert found[0].progress == found[1].progress == found[2].progress


def test_progress_falls_and_is_told():
    told = []
    resolved, task = random_case(11, loads=7)
    solution = fly(resolved, task, Stop(iterations=500, tell=told.append), 3)
    values = [step.value for step in solution.progress]
    assert values == sorted(values, reverse=True) and values[-1] == solution.value
    assert [(r.iteration, r.value, r.found_by) for r in told] == [(p.iteration, p.value, p.found_by) for p in solution.progress]
    assert all(report.bound == solution.bound_value for report in told)


def test_interruption_gives_the_best_so_far():
    stopped = Event()
    stopped.set()
    resolved, task = random_case(3)
    solution = fly(resolved, task, Stop(interrupted=stopped), 1)
    judge(resolved, task, solution)
    assert len(solution.sorties) == len(task.loads) and len(solution.progress) == 1


def test_nothing_to_fly():
    resolved = world()
    solution = fly(resolved, problem(resolved, []), Stop(), 1)
    assert (solution.sorties, solution.undelivered, solution.value, solution.bound_value) == ((), {}, 0.0, 0.0)


def test_unlock_whose_load_cannot_fly_counts_at_the_last_minute():
    resolved = world({"LIRE": {"runway_m": 900.0}})
    task = problem(resolved, [load(1)], [unlock(2.0, "C-1")], latest_min=1_000)
    solution = fly(resolved, task, Stop(), 1)
    assert (solution.value, solution.bound_value) == (2_000.0, 2_000.0)


def test_small_fleet_shuttles_between_small_airfields():
    """Two places at either end, three tails from elsewhere, six loads: everything flies and every place is kept."""
    small = {"parking_places": 2, "landing_interval_min": 30, "loading_teams": 1, "unloading_teams": 1}
    fleet = tuple(Tail(id=f"T-{i}", type="il76md", offer="RU-1", at="ULOO", available_from=samples.START) for i in (1, 2, 3))
    resolved = world({"LIRE": small, "UUMU": small}, mission={"fleet": fleet})
    task = problem(resolved, [load(i) for i in range(1, 7)], tails=tuple(TailState(t.id, "ULOO", 0) for t in fleet))
    solution = fly(resolved, task, Stop(iterations=300), 1)
    judge(resolved, task, solution)
    assert solution.undelivered == {}
