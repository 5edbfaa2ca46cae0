"""A yard: items, types and counts that plan and check without a mission."""

import pytest

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.checker.check import check_loads
from aidbridge.engines.stopping import Stop
from aidbridge.model.decisions import Decision
from aidbridge.model.resolved import Item
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from aidbridge.planning.yard import DESTINATION, OFFER, ORIGIN, yard


def item(id: str, **more: object) -> Item:
    told = {"id": id, "kind": "cargo", "resource": id, "offer": "elsewhere", "flies": False, "origin": "LIRE", "ready_min": 0}
    return Item.model_validate(
        told | {"length_cm": 300, "width_cm": 200, "height_cm": 150, "mass_kg": 3_000, "turnable": True} | more
    )


def test_items_wait_in_the_yard_whosever_they_were() -> None:
    made = yard((aircraft_type("il76md"),), (item("a"), item("b")), {"il76md": 2})
    assert {(one.origin, one.offer, one.flies) for one in made.items} == {(ORIGIN, OFFER, True)}
    assert [tail.id for tail in made.mission.fleet] == ["il76md-01", "il76md-02"]


def test_tails_may_be_named_and_need_not_be_counted() -> None:
    types = (aircraft_type("il76md"), aircraft_type("c17a"))
    made = yard(types, (item("a"),), {"il76md": 2, "c17a": None}, tails={"il76md": ("RA-1", "RA-2")})
    assert [tail.id for tail in made.mission.fleet] == ["RA-1", "RA-2"]


def test_the_same_yard_has_the_same_hash() -> None:
    types = (aircraft_type("il76md"),)
    first, second = (yard(types, (item("a"), item("b")), {"il76md": None}) for _ in range(2))
    assert first.hash == second.hash != yard(types, (item("a"),), {"il76md": None}).hash


def test_a_yard_plans_and_its_loads_are_judged() -> None:
    made = yard((aircraft_type("il76md"),), tuple(item(f"i{n}") for n in range(8)), {"il76md": None})
    problem = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=made.items, fleet={"il76md": None})
    solution = load(made, problem, Stop(iterations=10), 1)
    verdict = check_loads(made, solution.loads, solution.left_behind)
    assert solution.loads and not verdict.broken
    assert check_loads(made, solution.loads[1:], solution.left_behind).broken


def test_decisions_hold_in_a_yard() -> None:
    apart = Decision(id="d", kind="items_apart", reason="why", items=("a", "b"))
    made = yard((aircraft_type("il76md"),), (item("a"), item("b")), {"il76md": None}, decisions=(apart,))
    problem = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=made.items, fleet={"il76md": None})
    assert len(load(made, problem, Stop(iterations=10), 1).loads) == 2


@pytest.mark.parametrize(("km", "loads"), [(None, 1), (3_000.0, 1), (6_500.0, 2)])
def test_a_distance_lets_fuel_limit_the_payload(km: float | None, loads: int) -> None:
    heavy = tuple(item(f"h{n}", length_cm=600, width_cm=300, mass_kg=14_000) for n in range(2))
    made = yard((aircraft_type("il76md"),), heavy, {"il76md": None}, distance_km=km)
    problem = LoadingProblem(phase="out", origin=ORIGIN, destination=DESTINATION, items=made.items, fleet={"il76md": None})
    assert len(load(made, problem, Stop(iterations=10), 1).loads) == loads
