"""What is worth most flies first and together; the search is anytime and gives the same loads for the same seed."""

from itertools import pairwise

from aidbridge.engines.stopping import Report, Stop
from aidbridge.model.resolved import Item
from aidbridge.model.unlock import Unlock
from aidbridge.planners.loading.problem import LoadingProblem, LoadingSolution
from aidbridge.planners.loading.solve import load
from loading_oracle import assert_sound, cargo, problem, team, vehicle, world


def mission(groups: int = 5) -> LoadingProblem:
    """Teams with two trucks each, listed so that the constructive answer mixes them."""
    trucks = [vehicle(f"{side}{n}", 800 + 5 * n, 250, 300, 13_000) for side in ("a", "b") for n in range(groups)]
    crews = [team(f"crew{n}", 6) for n in range(groups)]
    unlocks = tuple(Unlock(need=f"n{n}", items=(f"a{n}", f"b{n}", f"crew{n}"), weight=1.0 + n) for n in range(groups))
    return problem((*trucks, *crews), unlocks=unlocks)


def load_numbers(answer: LoadingSolution) -> dict[str, int]:
    return {id: n for n, one in enumerate(answer.loads) for id in (*(placed.item for placed in one.placements), *one.persons)}


def test_each_group_shares_a_load_and_the_most_valuable_comes_first() -> None:
    asked = mission()
    answer = load(world(), asked, Stop(iterations=2_000), seed=1)
    assert_sound(world(), asked, answer)
    assert len(answer.loads) == answer.bound.value == 5
    on = load_numbers(answer)
    assert [(on[f"a{n}"], on[f"b{n}"], on[f"crew{n}"]) for n in range(5)] == [(4 - n,) * 3 for n in range(5)]


def test_the_search_never_gives_up_a_load_for_worth() -> None:
    asked = mission()
    assert len(load(world(), asked, Stop(iterations=0), seed=1).loads) == len(
        load(world(), asked, Stop(iterations=500), seed=1).loads
    )


def test_what_is_ready_late_does_not_hold_up_the_first_load() -> None:
    items: tuple[Item, ...] = (
        vehicle("early", 1_200, 250, 300, 13_000),
        vehicle("late", 1_200, 250, 300, 13_000, ready_min=3_000),
        cargo("kit", 275, 224, 244, 1_500),
    )
    unlocks = (Unlock(need="n", items=("early", "kit"), weight=1.0),)
    answer = load(world(), problem(items, unlocks=unlocks), Stop(iterations=200), seed=1)
    on = load_numbers(answer)
    assert on["early"] == on["kit"] == 0
    assert on["late"] == 1


def test_numbers_follow_from_the_first_and_the_phase() -> None:
    asked = mission(3).model_copy(update={"first_number": 12})
    assert [one.id for one in load(world(), asked, Stop(iterations=10), seed=1).loads] == ["L-012", "L-013", "L-014"]


def test_the_same_seed_gives_the_same_loads() -> None:
    first, second = (load(world(), mission(), Stop(iterations=300), seed=5) for _ in range(2))
    assert first == second


def test_a_stopped_search_returns_sound_loads_and_tells_of_its_steps() -> None:
    told: list[Report] = []
    stop = Stop(iterations=1_000, tell=told.append)
    stop.interrupted.set()
    answer = load(world(), mission(), stop, seed=1)
    assert_sound(world(), mission(), answer)
    assert [report.found_by for report in told] == ["constructive"]
    assert told[0].bound == answer.bound.value


def test_progress_falls_stage_by_stage() -> None:
    answer = load(world(), mission(), Stop(iterations=500), seed=1)
    for stage in ("loading", "loading.groups"):
        values = [step.value for step in answer.progress if step.stage == stage]
        assert values
        assert all(later < earlier for earlier, later in pairwise(values))
