"""The compiled packer against a plain reading of its rules, the ramp, stops and distances, and the search's promises."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item
from aidbridge.planners.loading.hold import hold_of
from aidbridge.planners.loading.layout import Box
from aidbridge.planners.loading.packing import Packer
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from aidbridge.planners.loading.stowage import stowage_of
from aidbridge.planning.yard import DESTINATION, ORIGIN, yard
from loading_oracle import cargo, problem, team, vehicle, vehicles_2020, world

HOLD = AircraftType(
    id="hold", name="hold", max_payload_kg=60_000, cruise_tas_kmh=800, hold_length_m=15.0, hold_width_m=3.4, hold_height_m=3.0,
    balance_from_m=6.0, balance_to_m=9.0, troop_seats=60, loads_through="rear", ramp_length_m=3.0, ramp_load_limit_kg=2_000,
)  # fmt: skip


def packer(items: tuple[Item, ...], type: AircraftType = HOLD, **policy: object) -> Packer:
    resolved = yard((type,), items, {type.id: None}, policy=Policy(hold=HoldPolicy.model_validate(policy)))
    return Packer(hold_of(resolved, type.id, ORIGIN, DESTINATION), resolved.items)


def shapes(of: Packer, items: tuple[Item, ...]) -> tuple[int, ...]:
    return tuple(sorted(n for item in items if (n := of.shape(item.id)) is not None))


def clear(one: Box, other: Box) -> bool:
    gap = max(one.gap_cm, other.gap_cm)
    along = max(other.x_cm - one.x_cm - one.length_cm, one.x_cm - other.x_cm - other.length_cm)
    across = max(other.y_cm - one.y_cm - one.width_cm, one.y_cm - other.y_cm - other.width_cm)
    return max(along, across) >= gap


drawn = st.lists(
    st.tuples(st.booleans(), st.integers(60, 500), st.integers(60, 290), st.integers(100, 9_000)), min_size=1, max_size=9
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(drawn, st.integers(0, 40))
def test_what_is_packed_stands_apart_inside_and_in_balance(sizes: list[tuple[bool, int, int, int]], persons: int) -> None:
    items = tuple(
        vehicle(f"i{n}", length, width, 200, mass) if rolls else cargo(f"i{n}", length, width, 200, mass)
        for n, (rolls, length, width, mass) in enumerate(sizes)
    )
    of = packer(items)
    numbers = shapes(of, items)
    found = of.pack(numbers, persons)
    assert (found is not None) == of.fits(numbers, persons)
    if found is None or not numbers:
        return
    for made in (found, found.settled(of.hold, persons)):
        assert sorted(box.shape for box in made.boxes) == list(numbers)
        for box in made.boxes:
            assert box.x_cm >= 0
            assert box.x_cm + box.length_cm <= 1_500
            assert box.gap_cm <= box.y_cm <= 340 - box.width_cm - box.gap_cm
        assert all(clear(one, other) for one, other in combinations(made.boxes, 2))
        mass = sum(box.mass_kg for box in made.boxes)
        moment = sum(box.mass_kg * (box.x_cm + box.centre_cm) for box in made.boxes)
        assert 600 * mass <= moment <= 900 * mass
        free = sum(
            all(not box.x_cm - box.gap_cm <= x < box.x_cm + box.length_cm + box.gap_cm for box in made.boxes) for x in range(1_500)
        )
        assert 60 * free // 1_500 >= persons


def test_the_ramp_takes_what_the_floor_does_not_and_only_up_to_its_limit() -> None:
    truck, light, heavy = vehicle("t", 1_480, 250, 200, 9_000), cargo("l", 200, 200, 100, 1_900), cargo("h", 200, 200, 100, 2_100)
    both = {"ramp_in_flight": True}
    for items, policy, fits in (((truck, light), {}, False), ((truck, light), both, True), ((truck, heavy), both, False)):
        of = packer(items, **policy)
        found = of.pack(shapes(of, items), 0)
        assert (found is not None) == fits
        if found is not None:
            aloft = max(found.boxes)
            assert aloft.x_cm >= 1_500
            assert aloft.x_cm + aloft.length_cm <= 1_800


@pytest.mark.parametrize(("gap", "loads"), [(0.0, 10), (0.15, 11)])
def test_the_vehicles_of_2020_with_the_ramp_in_use(gap: float, loads: int) -> None:
    type = samples.IL76.model_copy(update={"ramp_length_m": 4.5, "ramp_load_limit_kg": 2_000})
    policy = Policy(hold=HoldPolicy(ramp_in_flight=True, ramp_gap_m=gap))
    resolved = yard((type,), vehicles_2020(), {type.id: None}, policy=policy)
    asked = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=resolved.items, fleet={type.id: None})
    answer = load(resolved, asked, Stop(iterations=300), seed=1)
    assert len(answer.loads) == answer.bound.value == loads


def test_what_leaves_first_stands_behind_what_leaves_later() -> None:
    items = tuple(vehicle(f"v{n}", 450, 250, 200, 4_000, stop=1 + n % 3) for n in range(3))
    of = packer(items)
    found = of.pack(shapes(of, items), 0)
    assert found is not None
    assert [of.shapes[box.shape].stop for box in sorted(found.boxes)] == [3, 2, 1]


def test_the_same_question_gets_the_same_answer_whatever_was_asked_between() -> None:
    rng = random.Random(2)
    items = tuple(cargo(f"i{n:02d}", rng.randint(80, 300), rng.randint(80, 220), 100, rng.randint(200, 5_000)) for n in range(20))
    one, other = packer(items), packer(items)
    asked = [shapes(one, tuple(rng.sample(items, rng.randint(4, 16)))) for _ in range(80)]
    first = [one.fits(numbers, 0) for numbers in asked]
    assert [other.fits(numbers, 0) for numbers in reversed(asked)] == first[::-1]
    assert len(set(first)) == 2


def test_a_hold_is_filled_in_order_and_with_what_is_given() -> None:
    items = (*(vehicle(f"t{n}", 700, 250, 200, 9_000) for n in range(4)), team("team", 5))
    asked = problem(items)
    stowage = stowage_of(world(), asked)
    made = stowage.filled(0, (2,), (0, 1, 3, 4))
    assert made is not None
    assert made.units == (0, 2, 4)
    assert stowage.filled(0, (0, 1, 2), ()) is None


def test_more_iterations_never_cost_more() -> None:
    rng = random.Random(8)
    items = tuple(
        vehicle(f"v{n:02d}", rng.randint(300, 900), rng.choice((160, 250)), 200, rng.randint(2_000, 12_000)) for n in range(24)
    )
    loads = [len(load(world(), problem(items), Stop(iterations=n), seed=4).loads) for n in (0, 60, 300)]
    assert loads == sorted(loads, reverse=True)
