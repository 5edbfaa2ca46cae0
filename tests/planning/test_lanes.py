"""Missions that load at several airfields: each lane is loaded by itself, and all loads fly as one airlift."""

from functools import cache

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.model.plan import Bound, Plan
from aidbridge.model.resolved import Resolved
from aidbridge.planning.embarking import embarkations, lanes_in_use
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve
from mutant import changed


@cache
def planned() -> tuple[Resolved, Plan]:
    """The small mission with its doctors waiting at Pulkovo."""
    mission = small.with_row(small.mission(), "teams", "RU-med-1", at="ULOO")
    resolved = resolve(mission)
    return resolved, make_plan(resolved, Stop(iterations=100))[0]


def bound_of(plan: Plan, figure: str = "loaded_sorties") -> Bound:
    return next(bound for bound in plan.bounds if bound.figure == figure)


def broken(resolved: Resolved, plan: Plan) -> set[str]:
    return {finding.key for finding in check(resolved, plan).broken}


def test_what_waits_at_an_airfield_is_flown_from_there() -> None:
    resolved, plan = planned()
    out = [load for load in plan.loads if load.phase == "out"]
    assert {load.origin for load in out} == {"UUMU", "ULOO"}
    assert len({load.id for load in plan.loads}) == len(plan.loads)
    assert [load.origin for load in out if "RU-med-1" in load.persons] == ["ULOO"]
    assert not plan.left_behind or all(left.item != "RU-med-1" for left in plan.left_behind)
    assert not broken(resolved, plan)


def test_who_came_from_elsewhere_goes_back_there() -> None:
    resolved, plan = planned()
    ends = {load.destination for load in plan.loads if load.phase == "home" and "RU-med-1" in load.persons}
    assert ends == {"ULOO"}
    home = next(load for load in plan.loads if load.phase == "home" and "RU-med-1" in load.persons)
    wrong = [changed(load, destination="UUMU").model_dump() if load is home else load.model_dump() for load in plan.loads]
    assert "L1.way" in broken(resolved, changed(plan, loads=wrong))


def test_the_bound_is_the_sum_of_its_lanes() -> None:
    _, plan = planned()
    bound = bound_of(plan)
    assert bound.certificate is not None and bound.name == "lanes"
    parts = bound.certificate["parts"]
    assert sorted(part["airfield"] for part in parts) == ["ULOO", "UUMU"]  # type: ignore[index,attr-defined]
    assert bound.value == sum(part["value"] for part in parts) <= plan.figures.loaded_sorties  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (lambda parts: [parts[0], parts[0]], "P2.malformed"),
        (lambda parts: [parts[0] | {"airfield": parts[1]["airfield"]}], "P2.other_lane"),
        (lambda parts: [parts[0] | {"value": 9}, parts[1]], "P2.proven"),
        (lambda parts: [parts[0] | {"name": "lanes"}, parts[1]], "P2.malformed"),
        (lambda parts: ["UUMU"], "P2.malformed"),
    ],
)
def test_a_certificate_that_proves_less_is_refused(fault, key: str) -> None:  # type: ignore[no-untyped-def]
    resolved, plan = planned()
    bound = bound_of(plan)
    assert bound.certificate is not None
    wrong = bound.model_copy(update={"certificate": {"parts": fault(bound.certificate["parts"])}})
    bounds = [wrong if one is bound else one for one in plan.bounds]
    assert key in broken(resolved, plan.model_copy(update={"bounds": tuple(bounds)}))


def test_places_that_a_road_reaches_are_no_airfields_of_embarkation() -> None:
    mission = small.with_row(small.mission(), "teams", "RU-med-1", at="LIRE")
    assert embarkations(mission) == {"UUMU"}
    assert lanes_in_use(mission, "out") == {("UUMU", "LIRE")}
    elsewhere = small.with_row(small.mission(), "teams", "RU-med-1", at="ULOO")
    assert lanes_in_use(elsewhere, "home") == {("LIPX", "UUMU"), ("LIPX", "ULOO")}
