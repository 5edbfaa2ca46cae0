"""Mixed fleets: which types and how many at the least cost, counts, what a fleet too small leaves behind, and the quick count."""

from itertools import product

import pytest
from benchmarks.loading.fleet import problem as large

from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.resolved import Item
from aidbridge.planners.loading.count import count
from aidbridge.planners.loading.problem import LoadingProblem, LoadingSolution
from aidbridge.planners.loading.solve import load
from loading_oracle import assert_sound, cargo, problem, vehicle, world

LONG = AircraftType(id="long", name="long", max_payload_kg=100_000, cruise_tas_kmh=800, hold_length_m=30.0, hold_width_m=3.0)
SHORT = AircraftType(id="short", name="short", max_payload_kg=100_000, cruise_tas_kmh=800, hold_length_m=12.0, hold_width_m=3.0)
RESOLVED = world(LONG, SHORT)


def trucks(number: int, length: int = 900) -> tuple[Item, ...]:
    return tuple(vehicle(f"t{n:02d}", length, 250, 200, 5_000) for n in range(number))


def solved(asked: LoadingProblem, iterations: int = 200) -> LoadingSolution:
    answer = load(RESOLVED, asked, Stop(iterations=iterations), seed=3)
    assert_sound(RESOLVED, asked.model_copy(update={"cost": {}}), answer.model_copy(update={"bound": quiet(answer)}))
    return answer


def quiet(answer: LoadingSolution) -> object:
    """The oracle compares bounds with numbers of loads; a bound of money is compared below."""
    return answer.bound.model_copy(update={"value": min(answer.bound.value, len(answer.loads))})


def used(answer: LoadingSolution) -> dict[str, int]:
    return {type: sum(made.aircraft_type == type for made in answer.loads) for type in ("long", "short")}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize(("long", "short"), [(3.0, 1.0), (2.5, 1.0), (1.5, 1.0), (7.0, 2.0)])
def test_the_cheapest_mix_of_two_types(number: int, long: float, short: float) -> None:
    answer = solved(problem(trucks(number), fleet={"long": None, "short": None}, cost={"long": long, "short": short}))
    cost = sum({"long": long, "short": short}[made.aircraft_type] for made in answer.loads)
    # Three trucks in the long hold, one in the short.
    ways = [a * long + b * short for a, b in product(range(number + 1), repeat=2) if 3 * a + b >= number]
    assert cost == pytest.approx(min(ways))
    assert answer.bound.value <= cost + 1e-9


def test_of_two_answers_that_cost_the_same_the_one_with_fewer_loads() -> None:
    answer = solved(problem(trucks(3), fleet={"long": None, "short": None}, cost={"long": 3.0, "short": 1.0}))
    assert used(answer) == {"long": 1, "short": 0}


def test_counts_are_kept_and_the_dear_type_fills_up() -> None:
    answer = solved(problem(trucks(7), fleet={"long": 1, "short": 4}, cost={"long": 9.0, "short": 1.0}))
    assert used(answer) == {"long": 1, "short": 4}
    assert not answer.left_behind


def test_a_fleet_too_small_leaves_the_light_behind_and_says_so() -> None:
    heavy, light = trucks(3), tuple(cargo(f"c{n}", 240, 200, 100, 400) for n in range(4))
    answer = solved(problem((*light, *heavy), fleet={"long": 1}))
    left = {one.item for one in answer.left_behind}
    assert left
    assert left <= {item.id for item in light}
    assert {one.reason.key for one in answer.left_behind} == {"loading.left.fleet"}


def test_only_what_fits_the_large_hold_flies_in_it() -> None:
    answer = solved(problem((*trucks(1, 1_500), *trucks(2, 1_000)[1:]), fleet={"long": None, "short": None}, cost={"long": 5.0}))
    assert used(answer) == {"long": 1, "short": 0}


def test_the_count_is_reached_by_a_plan_and_lies_above_its_bound() -> None:
    asked = problem((*trucks(5), *(cargo(f"c{n}", 240, 200, 100, 400) for n in range(3))), fleet={"long": 2, "short": 3})
    counted = count(RESOLVED, asked)
    assert counted.bound.value <= counted.loads == sum(counted.by_type.values())
    assert counted.left == ()
    assert len(solved(asked).loads) <= counted.loads
    assert counted.cost == counted.loads


def test_the_count_names_what_no_aircraft_takes() -> None:
    counted = count(RESOLVED, problem((*trucks(1), vehicle("tower", 500, 400, 200, 5_000)), fleet={"long": 2}))
    assert counted.left == ("tower",)


def test_a_count_of_nothing() -> None:
    counted = count(RESOLVED, problem((), fleet={"long": 2}))
    assert (counted.loads, counted.by_type, counted.left) == (0, {}, ())


def test_a_large_mixed_list_by_all_rules() -> None:
    resolved, asked = large(60, 10, seed=2)
    answer = load(resolved, asked, Stop(iterations=30), seed=1)
    placed = [id for made in answer.loads for id in (*(p.item for p in made.placements), *made.persons)]
    assert sorted([*placed, *(one.item for one in answer.left_behind)]) == sorted(item.id for item in asked.items)
    on = {id: made.id for made in answer.loads for id in (*(p.item for p in made.placements), *made.persons)}
    for decision in resolved.mission.decisions:
        apart = {on.get(id, id) for id in decision.items}
        assert len(apart) == (1 if decision.kind == "items_together" else 2) or not apart <= set(on.values())
    for item in asked.items:
        assert item.towed_by is None or on.get(item.id) == on.get(item.towed_by)
    again = load(resolved, asked, Stop(iterations=30), seed=1)
    assert again == answer
