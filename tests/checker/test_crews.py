"""Crews: where duties part, who is not judged, and where crews sleep."""

from functools import cache

import pytest

import rich_sample
from aidbridge.checker.check import check
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Finding, Standing
from mutant import Case, changed


@cache
def sample() -> tuple[Resolved, Plan]:
    resolved = rich_sample.resolved()
    return resolved, rich_sample.plan(resolved)


def told(resolved: Resolved, plan: Plan, key: str = "") -> list[Finding]:
    return [f for f in check(resolved, plan).findings if f.rule == "F6" and f.key.endswith(key)]


def with_mission(resolved: Resolved, **update: object) -> Resolved:
    return resolved.model_copy(update={"mission": resolved.mission.model_copy(update=update)})


def test_a_duty_lasts_from_report_to_release() -> None:
    resolved, plan = sample()
    policy = resolved.mission.policy
    short = policy.crew.model_copy(update={"duty_max_min": 0, "augmented_duty_max_min": 1})
    never = with_mission(resolved, policy=policy.model_copy(update={"crew": short}))
    duties = {(f.about, f.params["leg"]): (f.value, f.limit) for f in told(never, plan, "duty")}
    assert duties["RU-crew-1", "S-001.2"] == (1_168 + 30 - (480 - 60), 0)
    assert duties["RU-crew-1", "S-003.2"] == (25_372 + 30 - (24_600 - 60), 0)
    assert duties["RU-crew-2", "S-002.3"] == (1_313 + 30 - (360 - 60), 1)


def test_a_shorter_rest_makes_one_duty_of_two() -> None:
    resolved, plan = sample()
    policy = resolved.mission.policy
    crew = policy.crew.model_copy(update={"rest_min": 40_000})
    tired = with_mission(resolved, policy=policy.model_copy(update={"crew": crew}))
    broken = [f for f in told(tired, plan, "duty") if f.standing is Standing.BROKEN]
    assert {f.about for f in broken} == {"RU-crew-1", "RU-crew-2"}


def test_operators_that_name_no_crews_are_not_judged() -> None:
    resolved, plan = sample()
    nobody = with_mission(resolved, crews=())
    assert {f.standing for f in told(nobody, plan) if f.key == "F6.unknown_crew"} == {Standing.BROKEN}
    bare = [
        changed(sortie, legs=[leg.model_dump() | {"crew": None} for leg in sortie.legs]).model_dump() for sortie in plan.sorties
    ]
    standings = {(f.about, f.standing) for f in told(nobody, changed(plan, sorties=bare))}
    assert standings == {(tail, Standing.NOT_APPLICABLE) for tail in ("RU-il76-01", "RU-il76-02")}


@pytest.mark.parametrize(
    ("lodging", "standing"), [(True, Standing.PASSED), (False, Standing.BROKEN), (None, Standing.NOT_APPLICABLE)]
)
def test_who_rests_abroad_needs_somewhere_to_sleep(lodging: bool | None, standing: Standing) -> None:
    """The second crew's base is Moscow here, so that it rests at Pulkovo away from home."""
    resolved, plan = sample()
    mission = resolved.mission
    crews = tuple(c.model_copy(update={"at": "UUMU"}) if c.id == "RU-crew-2" else c for c in mission.crews)
    fields = tuple(f.model_copy(update={"lodging": lodging}) if f.icao == "ULOO" else f for f in resolved.airfields)
    moved = with_mission(resolved, crews=crews).model_copy(update={"airfields": fields})
    first = Case(resolved, plan).leg(kind="positioning")
    without = Case(resolved, plan).edit_leg(first, crew="RU-crew-3")
    about = "ULOO" if lodging is None else "RU-crew-2"
    assert standing in {f.standing for f in told(moved, without, "lodging" if lodging is not True else "") if f.about == about}
