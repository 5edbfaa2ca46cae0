"""A plan from anywhere gets a verdict: whatever is missing, doubled, reversed or out of all measure, nothing is raised."""

import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import rich_sample
from aidbridge.checker.check import check
from aidbridge.checker.recount import NOTHING
from aidbridge.checker.registry import RULES
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Verdict

VALUES: list[Any] = [
    None, "", "nothing", "L-001", "RU-ars-01", "LIRE", "IT-BG-med", "RU-vent", "home", "loaded", True, 0, -1, 1, 10**7, -(10**7),
    10**25, -(10**25), 10**400, 0.5, 1e300, [], {}, ["RU-ars-01"], {"earliest": {"IT-BG-med": 3}},
    {"weights": {"RU-ars-01": 10**30}, "scale": -1},
]  # fmt: skip
DAMAGE = st.tuples(
    st.integers(0, 10**6), st.sampled_from(["put", "drop", "double", "swap", "reverse", "empty"]), st.sampled_from(VALUES)
)


@cache
def world() -> tuple[Resolved, dict[str, Any]]:
    resolved = rich_sample.resolved()
    return resolved, rich_sample.plan(resolved).model_dump(mode="json")


def places(there: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys or positions."""
    if isinstance(there, dict):
        return [(there, key) for key in there] + [place for value in there.values() for place in places(value)]
    if isinstance(there, list):
        return [(there, i) for i in range(len(there))] + [place for value in there for place in places(value)]
    return []


def damaged(told: dict[str, Any], where: int, how: str, value: Any) -> dict[str, Any]:
    told = copy.deepcopy(told)
    found = places(told)
    there, key = found[where % len(found)]
    if how == "put":
        there[key] = copy.deepcopy(value)
    elif how == "swap":
        other, other_key = found[(where * 7919) % len(found)]
        there[key] = copy.deepcopy(other[other_key])
    elif how == "empty" and isinstance(there[key], list | dict):
        there[key] = type(there[key])()
    elif how == "reverse" and isinstance(there[key], list):
        there[key] = there[key][::-1]
    elif isinstance(there, list):
        there[key : key + 1] = [] if how == "drop" else [there[key], copy.deepcopy(there[key])]
    return told


def judged(resolved: Resolved, plan: Plan) -> Verdict:
    verdict = check(resolved, plan)
    assert {finding.rule for finding in verdict.findings} == {rule.id for rule in RULES}
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict
    return verdict


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(DAMAGE, min_size=1, max_size=10))
def test_damage_is_judged_and_never_raised(damages: list[tuple[int, str, Any]]) -> None:
    resolved, told = world()
    plan = Plan.model_validate(told)
    for damage in damages:
        worse = damaged(told, *damage)
        try:
            plan, told = Plan.model_validate(worse), worse
        except ValidationError:
            continue
    judged(resolved, plan)


@pytest.mark.parametrize("section", ["assignments", "loads", "sorties", "convoys", "tours", "coverage", "bounds", "unused"])
def test_a_section_that_is_missing_breaks_rules(section: str) -> None:
    resolved, told = world()
    assert not judged(resolved, Plan.model_validate(told | {section: []})).accepted


def test_an_empty_plan_leaves_everything_undone() -> None:
    resolved, told = world()
    sections = dict.fromkeys(
        ("assignments", "unused", "loads", "left_behind", "sorties", "convoys", "tours", "coverage", "bounds"), ()
    )
    verdict = judged(resolved, Plan.model_validate(told | sections | {"figures": NOTHING.model_dump()}))
    assert {"L1.forgotten", "N5.unused", "P1.line", "P2.stated"} <= {finding.key for finding in verdict.broken}


def test_every_number_out_of_range_is_told() -> None:
    resolved, told = world()
    worse = copy.deepcopy(told)
    worse["sorties"][0]["legs"][0]["depart_min"] = -(10**40)
    worse["loads"][0]["payload_kg"] = 10**400
    broken = [finding for finding in judged(resolved, Plan.model_validate(worse)).broken if finding.key == "P1.out_of_range"]
    assert sorted(str(finding.params["path"]) for finding in broken) == ["loads[0].payload_kg", "sorties[0].legs[0].depart_min"]
