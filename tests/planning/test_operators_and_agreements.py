"""Teams that operate devices are at one place; what only marches moves under an agreement; who stays at home is told."""

from datetime import UTC, datetime

import pytest

import small_missions as small
from aidbridge.engines.stopping import Stop
from aidbridge.model.agreements import Agreement
from aidbridge.model.facts import Assumption
from aidbridge.model.mission import Mission
from aidbridge.model.needs import Need
from aidbridge.model.noun import Noun
from aidbridge.model.offers import Offer
from aidbridge.model.plan import Plan
from aidbridge.model.resources import Device, Supply, Team, Vehicle
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

BASE = small.mission()
VOUCHED = Assumption(id="A-lab", reason="as the maker says", accept=("equipment:pcr_analyser.*",))


def at(day: int, hour: int = 0, month: int = 3) -> datetime:
    return datetime(2020, month, day, hour, tzinfo=UTC)


def planned(mission: Mission) -> Plan:
    plan, verdict = make_plan(resolve(mission), Stop(iterations=60), seed=1)
    assert not verdict.broken
    return plan


def lab(operator: str, id: str = "RU-lab", capacity: float = 500) -> Device:
    return Device(id=id, offer="RU-1", capability="test", capacity=capacity, equipment="pcr_analyser", operated_by=operator)


def with_labs(*labs: Device, needs: tuple[Need, ...] = BASE.needs, **more: object) -> Mission:
    return BASE.model_copy(update={"devices": labs, "assumptions": (*BASE.assumptions, VOUCHED), "needs": needs, **more})


def need(id: str, **more: object) -> tuple[Need, ...]:
    return tuple(n.model_copy(update=more) if n.id == id else n for n in BASE.needs)


# A device goes where its team works


def sites_of(plan: Plan, *resources: str) -> dict[str, str]:
    return {a.resource: a.site for a in plan.assignments if a.resource in resources}


def test_a_device_stays_when_its_team_works_elsewhere() -> None:
    # The team weighs more in Bergamo; the tests are asked for in Bologna.
    plan = planned(with_labs(lab("RU-med-1"), needs=need("IT-45-test", severity=0.01)))
    assert sites_of(plan, "RU-lab", "RU-med-1") == {"RU-med-1": "bergamo-hospital"}
    assert {u.resource: u.reason.key for u in plan.unused}["RU-lab"] == "allocation.operator_elsewhere"


def test_a_team_follows_its_device_where_that_gains_more() -> None:
    plan = planned(with_labs(lab("RU-med-1"), needs=need("IT-45-test", severity=50.0)))
    assert sites_of(plan, "RU-lab", "RU-med-1") == {"RU-lab": "bologna-depot"}
    assert {u.resource: u.reason.key for u in plan.unused}["RU-med-1"] == "allocation.operates"


def test_a_device_goes_where_its_team_works_if_it_is_asked_for_there() -> None:
    plan = planned(with_labs(lab("RU-med-1"), needs=need("IT-45-test", site="bergamo-hospital", place="IT-BG")))
    assert sites_of(plan, "RU-lab", "RU-med-1") == {"RU-lab": "bergamo-hospital", "RU-med-1": "bergamo-hospital"}


def test_a_touring_team_operates_nothing() -> None:
    plan = planned(with_labs(lab("RU-dis-1"), needs=need("IT-45-test", severity=0.01)))
    assert sites_of(plan, "RU-lab") == {}
    assert {a.resource for a in plan.assignments} >= {"RU-dis-1"}


def test_two_devices_of_one_team_stand_together() -> None:
    twice = (
        *need("IT-45-test", quantity=100),
        BASE.needs[-1].model_copy(update={"id": "IT-BG-test", "place": "IT-BG", "quantity": 100}),
    )
    team = Team(id="RU-crew", offer="RU-1", people=3, drivers=3)
    plan = planned(with_labs(lab("RU-crew", capacity=100), lab("RU-crew", "RU-lab-2", 100), needs=twice, teams=(*BASE.teams, team)))
    sites = sites_of(plan, "RU-lab", "RU-lab-2")
    assert sites and len(set(sites.values())) == 1


# What waits in the country works, and marches, once its agreement is in force


FIRST = BASE.agreements[0].model_copy(update={"offers": ("RU-1", "IT-1")})
LATE = Agreement(id="AG-3", parties=("IT",), valid_from=at(28), offers=("IT-2",))
LATE_MIN = 6 * 24 * 60
MORE_ASKED = {"needs": need("IT-45-vent", quantity=100)}
GOODS = Supply(
    id="IT-vent", offer="IT-2", capability="ventilator", quantity=10, package="ventilator_icu", at="bologna-depot", pallet="none"
)


def with_more_from_the_host(*agreements: Agreement, **rows: Noun) -> Mission:
    mission = small.with_more(BASE, "offers", Offer(id="IT-2", donor="IT", status="accepted"))
    for section, row in rows.items():
        mission = small.with_more(mission, section, row)
    return mission.model_copy(update={"agreements": (FIRST, *agreements)})


def times_of(plan: Plan, resource: str) -> list[int | None]:
    return [a.at_work_min for a in plan.assignments if a.resource == resource]


@pytest.mark.parametrize("where", ["bergamo-hospital", "bologna-depot", "LIRE"])
def test_a_team_of_the_host_is_at_work_when_agreed(where: str) -> None:
    team = Team(id="IT-med", offer="IT-2", people=4, capability="medical_team", at=where, drivers=4, returns=False)
    car = Vehicle(id="IT-car", offer="IT-2", equipment="uaz3962", at=where, flies=False, returns=False)
    plan = planned(with_more_from_the_host(LATE, teams=team, vehicles=car))
    times = times_of(plan, "IT-med")
    assert all(time is None or time >= LATE_MIN for time in times)
    assert times or "IT-med" in {u.resource for u in plan.unused}


def test_goods_that_wait_at_their_site_count_when_agreed() -> None:
    plan = planned(with_more_from_the_host(LATE, supplies=GOODS).model_copy(update=MORE_ASKED))
    times = [a.at_work_min for a in plan.assignments if a.resource == "IT-vent" and a.site == "bologna-depot"]
    assert times and all(time is not None and time >= LATE_MIN for time in times)


def test_an_agreement_of_one_place_holds_there_only() -> None:
    here = LATE.model_copy(update={"id": "AG-4", "valid_from": at(22), "places": ("IT-25",)})
    there = LATE.model_copy(update={"places": ("IT-45",)})
    plan = planned(with_more_from_the_host(here, there, supplies=GOODS).model_copy(update=MORE_ASKED))
    times = [a.at_work_min for a in plan.assignments if a.resource == "IT-vent" and a.site == "bologna-depot"]
    assert all(time is not None and time >= LATE_MIN for time in times)


# Who stays at home is told


def test_a_team_that_would_only_operate_a_device_is_listed_when_it_stays() -> None:
    crew = Team(id="RU-crew", offer="RU-1", people=3, capability="specialist_team", drivers=3)
    plan = planned(with_labs(lab("RU-crew"), needs=need("IT-45-test", end=at(22, 6)), teams=(*BASE.teams, crew)))
    assert {"RU-lab", "RU-crew"} <= {u.resource for u in plan.unused}


def test_a_support_team_that_operates_nothing_is_listed_when_it_stays() -> None:
    crew = Team(id="RU-crew", offer="RU-1", people=3, drivers=3)
    plan = planned(with_labs(lab("RU-crew"), needs=need("IT-45-test", end=at(22, 6)), teams=(*BASE.teams, crew)))
    left = {one.item for one in plan.left_behind if one.phase == "out"}
    flown = {id for load in plan.loads for id in load.persons}
    assert ("RU-crew" in flown) != ("RU-crew" in {u.resource for u in plan.unused})
    assert "RU-crew" not in left or "RU-crew" in {u.resource for u in plan.unused}
