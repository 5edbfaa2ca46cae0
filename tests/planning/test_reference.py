"""Italy, March 2020: everything moves, in few sorties, by the way that was cleared, no later than it was."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.model.resources import Supply
from aidbridge.model.verdict import Standing
from aidbridge.planning.outcome import outcome
from aidbridge.planning.pipeline import make_plan
from reference import MISSION, planned

ROME = ZoneInfo("Europe/Rome")
SPINE = frozenset("N1 N3 N4 N5 L1 L2 L3 L4 L5 L7 L9 F1 F2 F3 F4 F5 F7 R1 R2 W1 W2 P1 P2 P3".split())  # noqa: SIM905


def local(resolved, minute):
    return resolved.moment(minute).astimezone(ROME)


def test_accepted_with_every_rule_of_the_spine_judged():
    resolved, plan, verdict = planned()
    assert verdict.accepted
    assert outcome(resolved, plan, verdict).status == 0
    assert {finding.rule for finding in verdict.findings} >= SPINE


def test_all_vehicles_people_and_supplies_move():
    resolved, plan, _ = planned()
    assert plan.left_behind == ()
    assert (plan.figures.vehicles_out, plan.figures.persons_out) == (22, 104)
    flown = {p.item for load in plan.loads if load.phase == "out" for p in load.placements}
    for supply in resolved.mission.supplies:
        if supply.offer == "RU-1":
            assert pieces(resolved, supply, flown) == supply.quantity
    assert {device.id for device in resolved.mission.devices} <= flown


def pieces(resolved, supply: Supply, flown: set[str]) -> float:
    items = [item for item in resolved.items if item.resource == supply.id and item.id in flown]
    return sum(content.quantity for item in items for content in item.contents)


def test_sorties_are_few_and_their_bound_is_certified():
    _, plan, _ = planned()
    bound = next(bound for bound in plan.bounds if bound.figure == "loaded_sorties")
    assert bound.certificate
    assert bound.value <= plan.figures.loaded_sorties <= 13


def test_teams_are_there_and_at_work_no_later_than_reported():
    resolved, plan, _ = planned()
    assert local(resolved, plan.figures.first_team_at_base_min).date() <= date(2020, 3, 26)
    assert local(resolved, plan.figures.last_team_at_work_min).date() <= date(2020, 4, 6)


def test_the_way_is_the_one_that_was_cleared():
    resolved, plan, _ = planned()
    route = resolved.route("UUMU-LIRE")
    over_land = [crossing.state for crossing in route.crossings if crossing.state]
    assert over_land in (["RU", "TR", "GR", "IT"], ["RU", "TR", "GR", "AL", "IT"])
    assert 3_300 <= route.distance_km <= 3_800
    loaded = [leg for sortie in plan.sorties if sortie.phase == "out" for leg in sortie.legs if leg.load]
    assert {leg.route for leg in loaded} == {"UUMU-LIRE"}


def test_one_landing_every_two_hours():
    _, plan, _ = planned()
    landings = sorted(leg.arrive_min for sortie in plan.sorties for leg in sortie.legs if leg.destination == "LIRE")
    assert len(landings) == plan.figures.loaded_sorties
    assert all(after - before >= 120 for before, after in pairwise(landings))


def test_everybody_and_every_vehicle_that_returns_comes_home():
    resolved, plan, _ = planned()
    home = {i for load in plan.loads if load.phase == "home" for i in (*(p.item for p in load.placements), *load.persons)}
    assert home == {item.id for item in resolved.items if item.returns and item.flies}
    assert resolved.moment(plan.figures.home_min) <= resolved.mission.way_home.end


def test_all_120_buildings_are_disinfected():
    resolved, plan, _ = planned()
    done: dict[str, float] = {}
    for tour in plan.tours:
        for stop in tour.stops:
            done[stop.task] = done.get(stop.task, 0.0) + stop.quantity
    assert len(resolved.mission.tasks) == 120
    assert all(done[task.id] == pytest.approx(task.quantity) for task in resolved.mission.tasks)


def test_tours_keep_local_hours_over_the_change_of_clocks():
    resolved, plan, _ = planned()
    first = {}
    for tour in plan.tours:
        day = local(resolved, tour.depart_min).date()
        first[day] = min(first.get(day, tour.depart_min), tour.depart_min)
    for day, utc_hour in ((date(2020, 3, 28), 7), (date(2020, 3, 29), 6), (date(2020, 3, 30), 6)):
        assert resolved.moment(first[day]) == datetime(2020, 3, day.day, utc_hour, tzinfo=UTC)
        assert local(resolved, first[day]).hour == 8
    last = max(tour.return_min for tour in plan.tours if local(resolved, tour.depart_min).date() == date(2020, 3, 28))
    team_rests = resolved.mission.teams[8].rest_min
    assert first[date(2020, 3, 29)] - last >= team_rests  # the night of the change is an hour shorter


def test_not_provable_without_the_assumptions():
    resolved, plan, _ = planned()
    bare = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"assumptions": ()})})
    verdict = check(bare, plan)
    assert not verdict.accepted
    assert {f.rule for f in verdict.not_provable} >= {"L2", "F3"}
    assert all(f.facts for f in verdict.not_provable if f.standing is Standing.NOT_PROVABLE)


def test_same_seed_same_bytes_whatever_the_hash_seed(tmp_path):
    digests = set()
    for hash_seed in ("0", "4321"):
        out = tmp_path / hash_seed
        command = [
            sys.executable,
            "-m",
            "aidbridge",
            "plan",
            str(MISSION),
            "--out",
            str(out),
            "--iterations",
            "20",
            "--no-page",
            "-q",
        ]
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": hash_seed}, check=True, capture_output=True)
        digests.add(hashlib.sha256((out / "plan.json").read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("seed", [2, 77])
def test_another_seed_gives_a_valid_plan_too(seed):
    resolved, _, _ = planned()
    plan, verdict = make_plan(resolved, Stop(iterations=40), seed=seed)
    assert verdict.accepted and plan.seed == seed
    assert outcome(resolved, plan, verdict).status == 0
    assert plan.figures.loaded_sorties <= 13
