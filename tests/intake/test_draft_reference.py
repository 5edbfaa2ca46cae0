"""The draft of the reference mission's two reports, which lie outside the repository."""

import os
from datetime import date
from pathlib import Path

import pytest

import intake_drafts as drafts
from aidbridge.engines.stopping import Stop
from aidbridge.intake.places.meant import SURE
from aidbridge.intake.plaintext import read_text
from aidbridge.intake.read import read_report
from aidbridge.intake.reconcile import Verdict
from aidbridge.intake.record import Record, record_of
from aidbridge.missionfile.read import read_mission
from aidbridge.model.facts import Fact, Status
from aidbridge.model.mission import Mission
from aidbridge.planning.outcome import outcome
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

REPORTS = Path(os.environ.get("AIDBRIDGE_DATA", "")) / "reports"
pytestmark = pytest.mark.skipif(
    not (REPORTS / "mission_en.txt").is_file(), reason="the reports of the reference mission are not in $AIDBRIDGE_DATA"
)


@pytest.fixture(scope="module")
def record() -> Record:
    readings = []
    for name in ("mission_en.txt", "mission_id.txt"):
        text, notes = read_text(REPORTS / name)
        readings.append(read_report(text, report=name, dated=date(2020, 3, 22), notes=tuple(notes)))
    return record_of(readings, date(2020, 3, 22))


@pytest.fixture(scope="module")
def mission(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return read_mission(drafts.written(drafts.accepted(record), tmp_path_factory.mktemp("reference")))


def fact(mission: Mission, key: str) -> Fact:
    return next(fact for fact in mission.facts if fact.key == key)


def test_nine_aircraft_eight_brigades_a_hundred_more_and_seven_vehicles(mission: Mission) -> None:
    assert [tail.type for tail in mission.fleet] == ["il76md"] * 9
    assert sum(team.capability == "medical_team" for team in mission.teams) == 8
    assert sum(team.people for team in mission.teams if team.capability != "medical_team") == 100
    assert sum(vehicle.offer == "RU-1" for vehicle in mission.vehicles) == 7


def test_the_region_of_departure_is_a_suggestion_and_the_destination_is_sure(record: Record, mission: Mission) -> None:
    origin, destination = drafts.entering(record, "embarkation"), drafts.entering(record, "debarkation")
    assert (origin.value, origin.must) == ("UUMU", True)
    assert origin.confidence is not None and origin.confidence < SURE and len(origin.suggestions) > 2
    assert (destination.value, destination.must) == ("LIRE", False)
    assert destination.confidence is not None and destination.confidence >= SURE
    assert {one.report for one in destination.evidence} == {"mission_en.txt", "mission_id.txt"}
    assert fact(mission, "mission:embarkation").status is Status.ESTIMATED
    assert fact(mission, "mission:debarkation").status is Status.READ


def test_figures_of_the_situation_are_reconciled(mission: Mission) -> None:
    country = next(place for place in mission.places if place.id == "IT")
    assert (country.deaths, country.cases) == (5000, 53000)
    assert "almost 5000" in fact(mission, "place:IT.deaths").note
    assert "no exact value is claimed" in fact(mission, "place:IT.deaths").note
    assert "over 53000" in fact(mission, "place:IT.cases").note
    assert fact(mission, "place:IT.deaths_daily").value == 793
    assert (fact(mission, "place:RU.infections").value, fact(mission, "place:RU.deaths").value) == (367, 1)


def test_the_daily_deaths_of_both_reports_are_one_row(record: Record) -> None:
    row = drafts.entering(record, "facts[place:IT.deaths_daily]")
    assert (row.value, row.verdict) == ("793", Verdict.CONSISTENT)
    assert {one.report for one in row.evidence} == {"mission_en.txt", "mission_id.txt"}


def test_closure_suspension_and_the_other_donor_are_there(mission: Mission) -> None:
    effects = {restriction.effect: restriction for restriction in mission.restrictions}
    assert effects["business_closed"].end.date() == date(2020, 4, 3)
    assert "Amazon" in effects["lift_suspended"].reason
    assert {offer.donor: offer.status for offer in mission.offers}["CN"] == "offered"


def test_what_one_report_alone_says_is_marked(record: Record, mission: Mission) -> None:
    for enters in ("fleet[RU-IL76].count", "teams[RU-medical].count", "facts[place:RU.infections]"):
        assert drafts.entering(record, enters).verdict is Verdict.ONLY_ONE
    assert drafts.entering(record, "vehicles[RU-disinfection].count").verdict is Verdict.SAME
    assert "only one report says so" in fact(mission, "place:RU.infections").note
    assert "only one report says so" in fact(mission, "tail:RU-il76md-09.type").note
    assert "several reports say so" in fact(mission, "place:IT.deaths").note


def test_once_accepted_it_plans_flights_and_work(mission: Mission) -> None:
    resolved = resolve(mission)
    plan, verdict = make_plan(resolved, Stop(iterations=200), 1)
    assert verdict.accepted
    assert outcome(resolved, plan, verdict).status == 0
    legs = [leg for sortie in plan.sorties for leg in sortie.legs if leg.load]
    assert {(leg.origin, leg.destination) for leg in legs} == {("UUMU", "LIRE")}
    assert sum(assignment.at_work_min is not None for assignment in plan.assignments) >= 13
