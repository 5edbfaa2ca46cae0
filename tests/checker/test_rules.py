"""Each rule on the sample: how close the plan comes where it passes, and who, what, where and by how much where it fails.

Expected figures are reckoned by hand from the sample's numbers.
"""

from collections.abc import Callable
from functools import cache

import pytest

import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.checker.registry import RULES
from aidbridge.model.needs import Measure
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Finding, Standing
from mutant import Case, changed, moved, pick, shifted

Change = Callable[[Case], Plan]


@cache
def sample() -> tuple[Resolved, Plan]:
    resolved = samples.resolved()
    return resolved, sample_plan.sample_plan(resolved)


def findings(rule: str, plan: Plan | None = None) -> list[Finding]:
    resolved, valid = sample()
    return [finding for finding in check(resolved, plan or valid).findings if finding.rule == rule]


def test_every_rule_is_listed_once_in_the_book_and_always_in_the_verdict() -> None:
    ids = [rule.id for rule in RULES]
    book = "N1 N2 N3 N4 N5 N6 L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L11 F1 F2 F3 F4 F5 F6 F7 R1 R2 W1 W2 P1 P2 P3"
    assert ids == book.split()
    assert {finding.rule for finding in check(*sample()).findings} == set(ids)
    assert {rule.id for rule in RULES if rule.safety} == {"L2", "L3", "L4", "L5", "L6", "L7", "L8", "L11", "F2", "F3"}


def test_a_rule_that_meets_nothing_says_so() -> None:
    for rule in ("L8", "L9", "P3"):
        [finding] = findings(rule)
        assert (finding.standing, finding.about) == (Standing.NOT_APPLICABLE, rule)


def test_a_limit_that_nobody_has_set_is_told() -> None:
    idle = {(f.about, f.key) for f in findings("F5") if f.standing is Standing.NOT_APPLICABLE}
    assert ("LIRE", "F5.hours") in idle
    assert ("ULOO", "F5.unloading_teams") in idle
    assert ("LIRE", "F5.landing_interval") not in idle


PASSES = [
    ("N1", "RU", "given", 1, 1, 0),
    ("N3", "RU-vent", "taken", 18, 18, 0),
    ("L2", "L-001", "apart", 15, 15, 0),  # the second truck stands 15 cm behind the first
    ("L2", "H-002", "inside", 75, 15, 60),  # the jeep stands 75 cm from the left wall
    ("L3", "L-001", "fits", 300, 340, 40),  # 290 cm and 10 cm to the roof
    ("L4", "L-001", "axle", 4_500, 7_500, 3_000),
    ("L4", "L-002", "area", 1_601 / 2.75 / 2.24, 1_450, 1_450 - 1_601 / 2.75 / 2.24),
    ("L5", "L-001", "payload", 27_720, 47_000, 19_280),
    ("L6", "L-001", "balance", 956, 850, 106),  # trucks at 2.00 and 10.05 m, each 3.53 m to its centre
    ("L7", "L-001", "seats", 6, 27, 21),  # 145 seats x (2000 - 1625) cm free of 2000 cm
    ("L10", "RU-dis-1", "apart", 0, 5_760, 5_760),
    ("L11", "L-001", "rings", 44, 80, 36),  # two trucks of 13.5 t: 22 chains each, for the sides
    ("F1", "S-001.1", "clearance", 618, 0, 618),  # over Turkey from 618; the clearance holds from 0
    ("F3", "LIRE", "width", 30, 30, 0),
    ("F4", "S-001.1", "loading", 480, 480, 0),
    ("F5", "LIRE", "landing_interval", 120, 120, 0),
    ("F5", "LIPX", "landing_interval", 36, 30, 6),
    ("F5", "LIRE", "parking", 2, 2, 0),
    ("F7", "S-001.1", "ready", 480, 120, 360),
    ("R1", "C-001", "depart", 1_060, 1_058, 2),  # unloaded at 998, 60 minutes to assemble
    ("R1", "C-001", "drivers", 8, 6, 2),
    ("R2", "C-001", "driving", 600, 600, 0),
    ("R2", "LIRE-bergamo-base", "convoys", 1, 3, 2),
    ("W1", "RU-dis-1", "window", 3_342, 2_880, 462),
    ("W2", "IT-BG-dis", "quantity", 3_000, 3_000, 0),
    ("P1", "A-med-1", "until_min", 24_480, 24_835, 355),
    ("P2", "loaded_sorties", "scale", 2, 2, 0),
]


@pytest.mark.parametrize(("rule", "about", "key", "value", "limit", "margin"), PASSES, ids=str)
def test_a_pass_tells_how_close_it_is(rule: str, about: str, key: str, value: float, limit: float, margin: float) -> None:
    told = [f for f in findings(rule) if (f.about, f.key) == (about, f"{rule}.{key}") and f.limit == pytest.approx(limit)]
    assert [f.standing for f in told] == [Standing.PASSED]
    assert told[0].value == pytest.approx(value)
    assert told[0].margin == pytest.approx(margin, abs=1e-5)


def test_rules_without_a_measure_pass_too() -> None:
    for rule, about in (("N4", "RU-1"), ("N5", "RU-vent"), ("L1", "L-001"), ("F2", "S-001.1"), ("P1", "figures")):
        assert {f.standing for f in findings(rule) if f.about == about} == {Standing.PASSED}


def _truck_14_cm_behind(c: Case) -> Plan:
    return c.place(c.load(), 1, x_cm=1_004)


def _all_2_m_forward(c: Case) -> Plan:
    return c.edit("loads", c.load(), placements=[p.model_dump() | {"x_cm": p.x_cm - 200} for p in c.load().placements])


def _nothing_cleared(c: Case) -> Plan:
    return c.edit_leg(c.leg(), overflights=[changed(row, clearance=None).model_dump() for row in c.leg().overflights])


def _leg_before(c: Case) -> Plan:
    return c.put_leg(c.leg(1), shifted(c.leg(1), -1))


def _kit_marches_after(c: Case, minutes: int) -> Plan:
    convoy = c.convoy()
    kit = [v.model_dump() | {"seats": []} for v in convoy.vehicles if v.vehicle == "RU-ars-01"]
    times = {"depart_min": convoy.depart_min + minutes, "arrive_min": convoy.arrive_min + minutes}
    return c.add("convoys", changed(convoy, id="X-1", vehicles=kit, **times))


FAILS: list[tuple[str, str, str, Change, dict[str, object]]] = [
    ("N1", "RU", "given", lambda c: c.edit("assignments", c.assignment(Measure.STOCK), quantity=40),
     {"value": 40, "limit": 36, "margin": -4, "params": {"capability": "ventilator"}}),
    ("N3", "A-vent-1", "contents", lambda c: c.edit("assignments", c.assignment(Measure.STOCK), quantity=19),
     {"value": 19, "limit": 18, "margin": -1}),
    ("N4", "A-vent-1", "assignment", lambda c: c.edit("assignments", c.assignment(Measure.STOCK), offer="XX-1"),
     {"params": {"offer": "XX-1", "capability": "ventilator", "place": "IT-45"}}),
    ("N5", "RU-vent", "unused", lambda c: changed(c.plan, unused=[]), {"value": 0, "limit": 18, "margin": -18}),
    ("L1", "RU-vent.2", "forgotten", lambda c: changed(c.plan, left_behind=[]), {"params": {"phase": "out"}}),
    ("L2", "L-001", "apart", _truck_14_cm_behind,
     {"value": 14, "limit": 15, "margin": -1, "params": {"item": "RU-ars-01", "other": "RU-ars-02"}}),
    ("L3", "L-001", "fits", lambda c: c.place(c.load(), 0, turned=True), {"value": 790, "limit": 345, "margin": -445}),
    ("L4", "L-001", "ramp", lambda c: c.place(c.load(), 1, x_cm=1_300),
     {"value": 2_090, "limit": 2_000, "margin": -90, "params": {"item": "RU-ars-02"}}),
    ("L5", "L-001", "payload", lambda c: c.stow(c.load(), "RU-ars-01", "RU-ars-02"),
     {"value": 54_720, "limit": 47_000, "margin": -7_720}),
    ("L6", "L-001", "balance", _all_2_m_forward,
     {"value": 756, "limit": 850, "margin": -94, "params": {"what": "forward"}}),
    ("L7", "L-001", "seats", lambda c: c.seat(c.load(), *["RU-dis-1"] * 4), {"value": 30, "limit": 27, "margin": -3}),
    ("L10", "RU-dis-1", "apart", lambda c: _kit_marches_after(c, 5_761),
     {"value": 5_761, "limit": 5_760, "margin": -1, "params": {"first": "RU-dis-1", "last": "RU-ars-01"}}),
    ("L11", "L-001", "rings", lambda c: c.stow(c.load(), "RU-ars-01", "RU-ars-02"), {"value": 88, "limit": 80, "margin": -8}),
    ("F1", "S-001.1", "not_cleared", _nothing_cleared,
     {"params": {"state": "TR", "enter_min": 618, "leave_min": 658}}),
    ("F2", "S-001.1", "fuel", lambda c: c.edit_fuel(c.leg(), trip_kg=-7), {"margin": -7, "params": {"part": "trip"}}),
    ("F3", "UUMU", "strength", lambda c: c.edit_fuel(c.leg(), trip_kg=50_000),
     {"value": 213_239, "limit": 190_000, "margin": -23_239, "params": {"leg": "S-001.1"}}),
    ("F4", "RU-il76-01", "departure", lambda c: c.shift_leg(c.leg(kind="return"), -13),
     {"value": 877, "limit": 878, "margin": -1, "params": {"leg": "S-001.2"}}),
    ("F5", "LIRE", "landing_interval", _leg_before,
     {"value": 119, "limit": 120, "margin": -1, "params": {"leg": "S-001.1", "next_leg": "S-002.2"}}),
    ("F7", "S-003.2", "ready", lambda c: c.edit_leg(c.leg(phase="home"), loading_start_min=24_900),
     {"value": 24_900, "limit": 24_950, "margin": -50}),
    ("R1", "C-001", "depart", lambda c: c.edit("convoys", c.convoy(), depart_min=1_050),
     {"value": 1_050, "limit": 1_058, "margin": -8, "params": {"item": "RU-uaz-01"}}),
    ("R2", "C-001", "without_break", lambda c: c.march(c.convoy(), ("drive", 541), ("break", 45), ("drive", 59)),
     {"value": 541, "limit": 540, "margin": -1, "params": {"from_min": 1_060}}),
    ("W1", "RU-dis-1", "window", lambda c: c.put("tours", c.tour(), moved(c.tour(), -500)),
     {"value": 2_842, "limit": 2_880, "margin": -38, "params": {"tour": "T-001", "task": "T-home-1"}}),
    ("W2", "RU-dis-1", "rest", lambda c: c.put("tours", c.tour(1), moved(c.tour(1), -300)),
     {"value": 564, "limit": 660, "margin": -96, "params": {"tour": "T-001", "next_tour": "T-002"}}),
    ("P1", "figures", "persons_out", lambda c: c.figure(persons_out=11), {"value": 11, "limit": 10, "margin": -1}),
    ("P2", "loaded_sorties", "proven", lambda c: c.edit("bounds", pick(c.plan.bounds), value=3),
     {"value": 3, "limit": 2, "margin": -1}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "about", "key", "change", "told"), FAILS, ids=[f"{f[0]}-{f[2]}" for f in FAILS])
def test_a_breach_tells_who_what_where_and_by_how_much(
    rule: str, about: str, key: str, change: Change, told: dict[str, object]
) -> None:
    plan = change(Case(*sample()))
    breaches = [f for f in findings(rule, plan) if f.standing is Standing.BROKEN and (f.about, f.key) == (about, f"{rule}.{key}")]
    assert breaches, [f for f in findings(rule, plan) if f.standing is Standing.BROKEN]
    expected = dict(told)
    params = expected.pop("params", {})
    assert any(
        all(getattr(f, name) == pytest.approx(value) for name, value in expected.items()) and params.items() <= f.params.items()
        for f in breaches
    ), breaches


def test_each_breach_is_a_finding_of_its_own() -> None:
    case = Case(*sample())
    plan = case.edit("loads", case.load(), placements=[p.model_dump() | {"x_cm": -5, "y_cm": 3} for p in case.load().placements])
    sides = [(f.params["item"], f.params["side"]) for f in findings("L2", plan) if f.key == "L2.inside" and f.about == "L-001"]
    assert sorted(sides) == [(truck, side) for truck in ("RU-ars-01", "RU-ars-02") for side in ("front", "left")]


def test_a_tour_after_the_clock_change_starts_at_eight_local_time() -> None:
    """Eight at Rome is 06:00 UTC from 29 March on: a tour that kept to 07:00 UTC would start at nine, one at 05:59 too early."""
    case = Case(*sample())
    last = case.tour(-1)
    early = [f for f in findings("W2", case.put("tours", last, moved(last, -1))) if f.key == "W2.day_start"]
    assert [(f.standing, f.params["local"]) for f in early] == [(Standing.BROKEN, "07:59")]
    assert not [f for f in findings("W2", case.put("tours", last, moved(last, 60))) if f.standing is Standing.BROKEN]


def test_the_verdict_names_the_plan_it_judges() -> None:
    resolved, plan = sample()
    verdict = check(resolved, plan)
    assert (verdict.plan_of, verdict.mission_hash) == (plan.mission, resolved.hash)
    assert check(resolved, plan) == verdict
