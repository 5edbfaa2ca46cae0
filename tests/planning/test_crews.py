"""Aircraft whose operator names crews fly in their duties: the plan passes F6; what no duty has room for stays, and why."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.documents.tables import table
from aidbridge.engines.stopping import Stop
from aidbridge.generation.mission import generate
from aidbridge.generation.order import Order, Shape
from aidbridge.missionfile.read import read_mission
from aidbridge.model.crews import Crew
from aidbridge.model.errors import InputError
from aidbridge.model.fleet import Maintenance
from aidbridge.model.mission import Mission
from aidbridge.model.places import AirfieldSetting
from aidbridge.model.plan import Leg, Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Verdict
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

BASE = small.mission()
SHAPES = tuple(Shape)


def crew(number: int = 1, /, **more: object) -> Crew:
    known = {"id": f"C-{number}", "offer": "RU-1", "types": ("il76md",), "at": "UUMU", "available_from": BASE.start}
    return Crew.model_validate(known | more)


def with_crews(*crews: Crew, **policy: int) -> Mission:
    changed = BASE.policy.model_copy(update={"crew": BASE.policy.crew.model_copy(update=policy)})
    return BASE.model_copy(update={"crews": crews, "policy": changed})


def planned(mission: Mission, iterations: int = 100) -> tuple[Resolved, Plan, Verdict]:
    resolved = resolve(mission)
    return resolved, *make_plan(resolved, Stop(iterations=iterations), seed=1)


def legs(plan: Plan, crew: str | None = None) -> list[Leg]:
    found = [leg for sortie in plan.sorties for leg in sortie.legs if crew is None or leg.crew == crew]
    return sorted(found, key=lambda leg: leg.depart_min)


def standing(verdict: Verdict, rule: str) -> set[str]:
    return {finding.standing.name for finding in verdict.findings if finding.rule == rule}


def test_every_leg_has_a_crew_and_the_checker_passes_their_duty_and_rest() -> None:
    _, plan, verdict = planned(with_crews(crew(1), crew(2), crew(3)))
    assert legs(plan) and {leg.crew for leg in legs(plan)} <= {"C-1", "C-2", "C-3"}
    assert "PASSED" in standing(verdict, "F6") and not verdict.broken


def test_a_plan_without_crews_names_none() -> None:
    _, plan, _ = planned(BASE)
    assert {leg.crew for leg in legs(plan)} == {None}


def test_with_one_crew_one_aircraft_flies_and_it_rests_between_duties() -> None:
    _, plan, _ = planned(with_crews(crew()))
    assert len({sortie.tail for sortie in plan.sorties}) == 1
    flown = legs(plan, "C-1")
    assert flown == legs(plan)
    reports = [0]
    for before, after in pairwise(flown):
        if after.origin == "UUMU":
            reports.append(after.depart_min - before.arrive_min)
    assert min(reports[1:], default=10_000) >= 720 + 60 + 30
    whole = planned(with_crews(crew(1), crew(2)))[1]
    assert max(leg.arrive_min for leg in flown if leg.load) >= max(leg.arrive_min for leg in legs(whole) if leg.load)


def test_what_no_duty_has_room_for_stays_with_the_reason_and_an_augmented_crew_flies_it() -> None:
    short = {"duty_max_min": 350, "augmented_duty_max_min": 1440}
    _, plan, _ = planned(with_crews(crew(1), crew(2), **short))
    assert not plan.sorties
    assert {left.reason.key for left in plan.left_behind} == {"flights.no_duty_left"}
    _, plan, _ = planned(with_crews(crew(1, augmented=True), crew(2), **short))
    assert {leg.crew for leg in legs(plan)} == {"C-1"}


def rested_at(plan: Plan) -> list[tuple[str, int]]:
    """Where crews stood, and how long, between two legs of one sortie."""
    pairs = [pair for sortie in plan.sorties for pair in pairwise(sortie.legs)]
    return [(one.destination, two.depart_min - one.arrive_min) for one, two in pairs if two.depart_min - one.arrive_min >= 720]


def test_what_one_duty_has_no_room_for_is_flown_in_two_with_a_rest_at_the_far_end() -> None:
    """One way takes less than 400 minutes with report and release, both ways more: out and home the crew rests in between, at its
    load's destination and, coming for one, at its origin."""
    resolved, plan, verdict = planned(with_crews(crew(1), crew(2), duty_max_min=400))
    assert {sortie.phase for sortie in plan.sorties} == {"out", "home"} and not verdict.broken
    policy = resolved.mission.policy.crew
    away = policy.release_min + policy.rest_min + policy.report_min
    rests = rested_at(plan)
    assert {icao for icao, _ in rests} == {"LIRE", "LIPX"} and min(minutes for _, minutes in rests) >= away
    assert len(rests) == len(plan.sorties)
    loaded = [leg for leg in legs(plan) if leg.load]
    assert all(leg.arrive_min - leg.depart_min + policy.report_min + policy.release_min <= 400 for leg in loaded)


def test_nobody_rests_where_there_is_no_lodging() -> None:
    none = small.with_more(with_crews(crew(1), crew(2), duty_max_min=400), "airfields", AirfieldSetting(icao="LIRE", lodging=False))
    _, plan, verdict = planned(none)
    assert not plan.sorties and not verdict.broken
    assert {left.reason.key for left in plan.left_behind} == {"flights.no_duty_left"}


def test_aircraft_with_far_and_near_loads_have_duties_for_both() -> None:
    """A second donor nearby: its loads are flown within one duty, the far ones with a rest."""
    mission = with_crews(crew(1), crew(2), duty_max_min=400)
    near = crew(3, id="C-near", offer="IT-1", types=("c130j30",), at="LIPX")
    _, plan, verdict = planned(mission.model_copy(update={"crews": (*mission.crews, near)}))
    assert plan.sorties and not verdict.broken


@pytest.mark.parametrize("changes", [{"types": ("an124_100",)}, {"at": "LIRE"}])
def test_without_a_crew_that_suits_nothing_flies_and_it_is_said(changes: dict[str, object]) -> None:
    _, plan, _ = planned(with_crews(crew(1, **changes)))
    assert not plan.sorties
    assert {left.reason.key for left in plan.left_behind} == {"flights.no_crew"}


def test_a_crew_flies_only_while_it_is_available() -> None:
    late = BASE.start + timedelta(days=2)
    resolved, plan, _ = planned(with_crews(crew(1, available_from=late)))
    assert min(leg.depart_min for leg in legs(plan)) >= resolved.minute(late) + 60
    soon = BASE.start + timedelta(hours=3)
    _, plan, _ = planned(with_crews(crew(1, available_to=soon)))
    assert not plan.sorties


def test_crews_that_fly_home_have_rested_since_they_flew_out() -> None:
    _, plan, _ = planned(with_crews(crew(1), crew(2)))
    out, home = ([s for s in plan.sorties if s.phase == phase] for phase in ("out", "home"))
    assert out and home
    assert {leg.crew for sortie in home for leg in sortie.legs} <= {"C-1", "C-2"}


def test_home_with_few_places_still_has_room_for_its_own_aircraft() -> None:
    few = small.with_more(with_crews(crew(1), crew(2)), "airfields", AirfieldSetting(icao="UUMU", parking_places=2))
    _, plan, verdict = planned(few)
    assert plan.sorties and not verdict.broken


@pytest.mark.parametrize("seed", range(4))
def test_generated_missions_with_crews_pass_the_checker(seed: int) -> None:
    order = Order(SHAPES[seed], loads=8, aircraft=4, airfields=5, places=4, days=14, seed=seed, crews=1 + seed % 2)
    resolved = resolve(generate(order))
    plan, verdict = make_plan(resolved, Stop(iterations=40), seed=1)
    assert not verdict.broken
    assert all(leg.crew for leg in legs(plan))
    assert not check(resolved, plan).broken


def test_the_plan_shows_each_duty_with_its_limit_and_the_rest_before() -> None:
    resolved, plan, verdict = planned(with_crews(crew(1)))
    rows = table("crews", resolved, plan, verdict).rows
    assert [row[0] for row in rows] == ["C-1"] * len(rows)
    assert sorted(leg for row in rows for leg in str(row[2]).split(", ")) == sorted(leg.id for leg in legs(plan))
    assert all(0 < float(str(row[5])) <= 16 == row[6] for row in rows)
    assert rows[0][7] is None and all(float(str(row[7])) >= 12 for row in rows[1:])


def in_maintenance(tail: str, first_h: float, last_h: float) -> Mission:
    span = Maintenance(start=BASE.start + timedelta(hours=first_h), end=BASE.start + timedelta(hours=last_h))
    return small.with_row(BASE, "fleet", tail, maintenance=(span,))


@pytest.mark.parametrize("crews", [(), (crew(1), crew(2))])
def test_no_aircraft_is_used_in_its_maintenance(crews: tuple[Crew, ...]) -> None:
    _, free, _ = planned(BASE.model_copy(update={"crews": crews}))
    first = min((leg for s in free.sorties for leg in s.legs if s.tail == "RU-il76-01"), key=lambda leg: leg.depart_min)
    hour = first.depart_min / 60
    mission = in_maintenance("RU-il76-01", hour - 1, hour + 40).model_copy(update={"crews": crews})
    _, plan, verdict = planned(mission)
    assert plan.sorties and not verdict.broken
    flown = [leg for s in plan.sorties for leg in s.legs if s.tail == "RU-il76-01"]
    assert all(leg.arrive_min <= 60 * (hour - 1) or leg.depart_min >= 60 * (hour + 40) for leg in flown)


def test_maintenance_from_a_table_is_read_back(tmp_path: Path) -> None:
    mission = in_maintenance("RU-il76-01", 10, 20)
    assert read_mission(small.folder(mission, tmp_path / "m")).fleet == mission.fleet


def test_maintenance_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="reversed"):
        read_mission(small.folder(in_maintenance("RU-il76-01", 20, 10), tmp_path / "m"))


def test_an_aircraft_that_stands_elsewhere_than_at_its_home_is_home_in_the_end() -> None:
    mission = small.with_row(with_crews(crew(1), crew(2, at="ULOO"), crew(3)), "fleet", "RU-il76-01", home="ULOO")
    _, plan, verdict = planned(mission)
    assert plan.sorties and not verdict.broken
    flown = [leg for s in plan.sorties for leg in s.legs if s.tail == "RU-il76-01"]
    assert not flown or flown[-1].destination == "ULOO"


def test_a_crew_that_is_over_leaves_the_tail_to_the_next() -> None:
    gone = BASE.start + timedelta(hours=20)
    _, plan, _ = planned(with_crews(crew(1, available_to=gone), crew(2)))
    assert {leg.crew for leg in legs(plan)} >= {"C-2"}
    assert any(sortie.phase == "home" for sortie in plan.sorties)
