"""A safety rule passes on known facts, and on estimated ones only where the mission names the assumption."""

import pytest

import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.model.facts import Assumption, Fact, Status
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Finding, Standing
from mutant import Case


def with_facts(*facts: Fact, assumptions: tuple[Assumption, ...] = ()) -> Resolved:
    known = samples.resolved()
    keys = {fact.key for fact in facts}
    return known.model_copy(
        update={
            "facts": (*(f for f in known.facts if f.key not in keys), *facts),
            "mission": known.mission.model_copy(update={"assumptions": assumptions}),
        }
    )


def without(field: str) -> Resolved:
    """The sample with one figure of its aircraft unknown."""
    known = samples.resolved()
    return known.model_copy(update={"aircraft_types": (known.aircraft_types[0].model_copy(update={field: None}),)})


def judged(resolved: Resolved, rule: str) -> list[Finding]:
    plan = sample_plan.sample_plan(samples.resolved())
    return [finding for finding in check(resolved, plan).findings if finding.rule == rule]


def estimated(key: str) -> Fact:
    return Fact(key=key, value=1, status=Status.ESTIMATED, source="engineering estimate")


MISSING = [
    ("L2", "hold_length_m"), ("L2", "hold_width_m"), ("L3", "hold_height_m"), ("L3", "door_height_m"), ("L3", "door_width_m"),
    ("L4", "axle_limit_kg"), ("L4", "floor_limit_kg_m2"), ("L5", "oew_kg"), ("L5", "mlw_kg"), ("L6", "balance_from_m"),
    ("L6", "balance_to_m"), ("F2", "mtow_kg"), ("F2", "max_fuel_kg"), ("F3", "runway_width_m"), ("F3", "runway_takeoff_m"),
    ("F3", "runway_landing_m"), ("L11", "rings"), ("L11", "ring_limit_kg"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "field"), MISSING)
def test_a_missing_fact_is_never_a_pass(rule: str, field: str) -> None:
    unproven = [f for f in judged(without(field), rule) if f.standing is Standing.NOT_PROVABLE]
    assert any(f"aircraft:il76md.{field}" in finding.facts for finding in unproven)
    assert not check(without(field), sample_plan.sample_plan()).accepted


def test_seats_that_nobody_knows_carry_nobody() -> None:
    unproven = [f for f in judged(without("troop_seats"), "L7") if f.standing is Standing.NOT_PROVABLE]
    assert unproven[0].facts == ("aircraft:il76md.seats_beside_cargo",)


def test_a_runway_of_unknown_strength_bears_nothing() -> None:
    known = samples.resolved()
    bare = known.model_copy(update={"facts": tuple(f for f in known.facts if not f.key.endswith(".strength"))})
    unproven = {f.facts for f in judged(bare, "F3") if f.standing is Standing.NOT_PROVABLE}
    assert unproven == {(f"airfield:{icao}.strength",) for icao in ("LIPX", "LIRE", "ULOO", "UUMU")}


ESTIMATED = [
    ("L2", "equipment:ars14km.length_m"), ("L3", "equipment:ars14km.height_m"), ("L4", "equipment:ars14km.axle_max_kg"),
    ("L4", "supply:RU-vent.mass_kg"), ("L5", "equipment:uaz3962.mass_kg"), ("L6", "aircraft:il76md.balance_to_m"),
    ("L7", "aircraft:il76md.troop_seats"), ("L11", "aircraft:il76md.rings"),
    ("F2", "aircraft:il76md.max_fuel_kg"), ("F3", "airfield:LIRE.runway_m"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "key"), ESTIMATED)
def test_an_estimate_is_no_pass_until_an_assumption_accepts_it(rule: str, key: str) -> None:
    unproven = [f for f in judged(with_facts(estimated(key)), rule) if f.standing is Standing.NOT_PROVABLE]
    assert unproven
    assert all(key in finding.facts for finding in unproven)
    accepted = Assumption(id="A-1", reason="we vouch for it", accept=(key.partition(".")[0] + ".*",))
    passed = [f for f in judged(with_facts(estimated(key), assumptions=(accepted,)), rule) if key in f.facts]
    assert {finding.standing for finding in passed} == {Standing.PASSED}


def test_a_value_that_an_assumption_sets_is_told() -> None:
    key = "aircraft:il76md.balance_from_m"
    sets = Assumption(id="A-1", reason="we vouch for it", values={key: 8.5})
    told = judged(with_facts(estimated(key), assumptions=(sets,)), "L6")
    assert {(finding.standing, finding.facts) for finding in told} == {(Standing.PASSED, (key,))}


def test_an_assumption_about_something_else_changes_nothing() -> None:
    key = "aircraft:il76md.balance_from_m"
    other = Assumption(id="A-1", reason="we vouch for it", accept=("aircraft:an124_100.*",))
    told = judged(with_facts(estimated(key), assumptions=(other,)), "L6")
    assert {finding.standing for finding in told} == {Standing.NOT_PROVABLE}


def test_a_breach_on_an_estimate_is_still_a_breach() -> None:
    resolved = with_facts(estimated("equipment:ars14km.length_m"))
    case = Case(resolved, sample_plan.sample_plan(samples.resolved()))
    told = [f for f in check(resolved, case.place(case.load(), 0, x_cm=-1)).findings if f.rule == "L2" and f.about == "L-001"]
    assert Standing.BROKEN in {finding.standing for finding in told}


def test_a_recalled_figure_is_known() -> None:
    recalled = Fact(key="aircraft:il76md.oew_kg", value=92_000, status=Status.RECALLED)
    assert {f.standing for f in judged(with_facts(recalled), "L5")} == {Standing.PASSED}
