"""What does another thing's job serves its needs at a rate; what donors keep and agreements cover goes by what it is itself."""

from datetime import UTC, datetime

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.missionfile.read import read_mission
from aidbridge.model.errors import InputError
from aidbridge.model.mission import Mission
from aidbridge.model.needs import Need
from aidbridge.model.offers import Reserve
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.resources import Supply
from aidbridge.model.substitutes import Substitute
from aidbridge.planning.ledger.lines import ledger_of
from aidbridge.planning.missioncase import case_of
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

BASE = small.mission()
FOR_MASKS = Substitute(item="respirator", stands_for="mask", rate=2.0)
RESPIRATORS = Supply(id="RU-ffp", offer="RU-1", capability="respirator", quantity=150, package="mask_carton")
MASKS = Need(id="IT-25-mask", capability="mask", place="IT-25", site="bergamo-hospital", quantity=500,
             start=datetime(2020, 3, 22, tzinfo=UTC))  # fmt: skip


def mission(*rows: Substitute, **more: object) -> Mission:
    policy = BASE.policy.model_copy(update={"substitutes": rows})
    update = {"policy": policy, "supplies": (*BASE.supplies, RESPIRATORS), "needs": (*BASE.needs, MASKS)}
    return BASE.model_copy(update=update | more)


def planned(mission: Mission) -> tuple[Resolved, Plan]:
    resolved = resolve(mission)
    plan, verdict = make_plan(resolved, Stop(iterations=60), seed=1)
    assert not verdict.broken
    return resolved, plan


def masks(plan: Plan) -> float:
    return next(line.at_work for line in plan.coverage if line.need == "IT-25-mask")


def test_it_serves_at_its_rate_and_says_so() -> None:
    _, plan = planned(mission(FOR_MASKS))
    line = next(line for line in plan.coverage if line.need == "IT-25-mask")
    assert (line.offered, line.accepted, line.at_work) == (300, 300, 300)
    assert sum(a.quantity for a in plan.assignments if a.resource == "RU-ffp") == 150
    told = {e.message.key: e.message.params for e in plan.explanations if e.about.startswith("RU-ffp")}
    assert told["allocation.stands_in"] == {"given": "respirator", "asked": "mask", "rate": 2.0, "need": "IT-25-mask"}


def test_without_the_row_it_is_not_given() -> None:
    _, plan = planned(mission())
    assert masks(plan) == 0
    assert next(u.reason.key for u in plan.unused if u.resource == "RU-ffp") == "allocation.no_need"


def test_its_own_needs_compete_with_those_it_stands_in_for() -> None:
    own = MASKS.model_copy(update={"id": "IT-25-ffp", "capability": "respirator", "quantity": 150})
    _, plan = planned(mission(FOR_MASKS, needs=(*BASE.needs, MASKS, own.model_copy(update={"severity": 90.0}))))
    assert masks(plan) == 0
    _, plan = planned(mission(FOR_MASKS, needs=(*BASE.needs, MASKS, own.model_copy(update={"severity": 0.01}))))
    assert masks(plan) == 300


def test_its_donor_keeps_what_it_keeps_of_the_thing_itself() -> None:
    keeps = Reserve(donor="RU", capability="respirator", has=150, keeps=150)
    _, plan = planned(mission(FOR_MASKS, reserves=(*BASE.reserves, keeps)))
    assert masks(plan) == 0
    free = Reserve(donor="RU", capability="mask", has=150, keeps=150)
    _, plan = planned(mission(FOR_MASKS, reserves=(*BASE.reserves, free)))
    assert masks(plan) == 300


@pytest.mark.parametrize(("covers", "at_work"), [("mask", 0), ("respirator", 300)])
def test_an_agreement_names_the_thing_itself(covers: str, at_work: float) -> None:
    named = tuple(
        a.model_copy(update={"capabilities": (covers, "medical_team", "ventilator", "disinfection", "test")})
        for a in BASE.agreements
    )
    _, plan = planned(mission(FOR_MASKS, agreements=named))
    assert masks(plan) == at_work


def test_the_checker_breaks_a_plan_whose_substitutes_the_mission_does_not_know() -> None:
    resolved, plan = planned(mission(FOR_MASKS))
    without = resolved.model_copy(update={"mission": mission()})
    assert {f.rule for f in check(without, plan).broken} >= {"N3"}
    dearer = resolved.model_copy(update={"mission": mission(FOR_MASKS.model_copy(update={"rate": 1.0}))})
    assert check(dearer, plan).broken


def test_a_case_of_the_mission_knows_them_too() -> None:
    case, _ = case_of(resolve(mission(FOR_MASKS)))
    assert [(row.stands_for, row.rate) for row in case.substitutes if row.item == "RU-ffp"] == [("mask", 300.0)]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"item": "respirator", "stands_for": "respirator"}], "another capability"),
        ([{"item": "respirator", "stands_for": "mask"}, {"item": "respirator", "stands_for": "mask", "rate": 2}], "one row each"),
        ([{"item": "medical_team", "stands_for": "mask"}], "two stocks, two rates or two presences"),
        ([{"item": "disinfection", "stands_for": "disinfection"}], "another capability"),
        ([{"item": "respirators", "stands_for": "mask"}], "respirators"),
    ],
)
def test_rows_that_make_no_sense_are_told(tmp_path, rows: list[dict[str, object]], says: str) -> None:
    policy = BASE.policy.model_copy(update={"substitutes": tuple(Substitute.model_validate(row) for row in rows)})
    folder = small.folder(mission().model_copy(update={"policy": policy}), tmp_path / "mission")
    with pytest.raises(InputError) as caught:
        read_mission(folder)
    assert says in str(caught.value)


def test_the_ledger_counts_them_in_the_units_asked_for() -> None:
    resolved, plan = planned(mission(FOR_MASKS))
    line = next(line for line in ledger_of(resolved, plan).lines if line.need.id == "IT-25-mask")
    assert line.amounts == dict.fromkeys(line.amounts, 300.0)
