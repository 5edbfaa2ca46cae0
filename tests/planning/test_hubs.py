"""With several airfields of debarkation to choose from, a plan goes through the best, and shows how the others compare."""

import json
from pathlib import Path

import pytest

import small_missions as small
from aidbridge.engines.stopping import Stop
from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.results import read_plan, read_resolved
from aidbridge.model.agreements import Clearance
from aidbridge.model.errors import InputError
from aidbridge.model.facts import Assumption
from aidbridge.model.mission import Mission
from aidbridge.model.resources import Vehicle
from aidbridge.planning.hubs import choose_hub, known_hubs, through
from command_line import aidbridge

BASE = small.mission()
STOP = Stop(iterations=40)


def open_at(mission: Mission, icao: str) -> Mission:
    """The mission with leave to land at another airfield, whose pavement people vouch for."""
    landing = Clearance(id=f"LDG-{icao}", kind="landing", airfield=icao, status="granted")
    strength = next(v for a in BASE.assumptions for k, v in a.values.items() if k.endswith("LIRE.strength"))
    vouched = Assumption(id=f"A-{icao}", reason="as at the other", values={f"airfield:{icao}.strength": strength})
    return small.with_more(small.with_more(mission, "clearances", landing), "assumptions", vouched)


def test_what_waits_at_the_airfield_of_debarkation_waits_at_the_other() -> None:
    moved = through(small.with_row(BASE, "teams", "RU-med-1", at="LIRE"), "LIPX")
    assert moved.debarkation == "LIPX"
    assert next(team.at for team in moved.teams if team.id == "RU-med-1") == "LIPX"


def test_nothing_is_supposed_of_another_airfield() -> None:
    """Without leave to land there nothing flies there, and the mission's own stays the choice."""
    chosen, options = choose_hub(BASE, ["LIMC"], STOP, 1)
    assert chosen.debarkation == "LIRE"
    assert [(one.icao, one.chosen) for one in options] == [("LIRE", True), ("LIMC", False)]
    other = options[1]
    assert other.figures is None or not other.accepted or other.figures.loaded_sorties == 0


def test_a_nearer_airfield_that_is_open_is_chosen() -> None:
    chosen, options = choose_hub(open_at(BASE, "LIMC"), ["LIMC"], STOP, 1)
    own, other = (one.figures for one in options)
    assert own is not None and other is not None and options[1].accepted
    assert other.unmet_weighted_h < own.unmet_weighted_h
    assert chosen.debarkation == "LIMC"


def two_hubs() -> Mission:
    """Milan is nearest to the base in Bergamo, Pratica di Mare to a depot near Rome; host trucks wait at both, and there are
    aircraft enough for loads to each."""
    milan = through(open_at(small.without(BASE, "needs", "IT-25-vent"), "LIMC"), "LIMC")
    truck = Vehicle(
        id="IT-truck-09", offer="IT-1", equipment="kamaz5350", at="LIRE", flies=False, drivers_needed=0, pallet_places=8,
        returns=False,
    )  # fmt: skip
    spare = tuple(milan.fleet[0].model_copy(update={"id": f"RU-il76-1{n}"}) for n in range(3))
    milan = small.with_more(milan, "fleet", *spare)
    at_work_early = small.with_row(small.with_more(milan, "vehicles", truck), "needs", "IT-BG-med", start=BASE.start)
    return small.with_row(at_work_early, "sites", "bologna-depot", lat=41.9, lon=12.5)


def test_several_at_once_are_compared_each_site_by_its_nearest() -> None:
    chosen, options = choose_hub(two_hubs(), ["LIRE"], STOP, 1)
    told = [(one.icao, one.also) for one in options]
    assert told == [("LIMC", ()), ("LIRE", ()), ("LIRE", ("LIMC",)), ("LIMC", ("LIRE",))]
    assert [one.chosen for one in options] == [False, False, False, True]
    unmet = [one.figures.unmet_weighted_h for one in options if one.figures is not None and one.accepted]
    assert unmet[-1] < min(unmet[:-1])
    assert chosen.debarkation == "LIMC"
    assert {site.id: site.airfield for site in chosen.sites if site.airfield} == {"bologna-depot": "LIRE"}


def test_an_airfield_where_nothing_lands_is_none_of_several() -> None:
    """Bergamo's own field is nearest to the base, and has not cleared anything."""
    _, options = choose_hub(two_hubs(), ["LIRE", "LIME"], STOP, 1)
    assert [one.icao for one in options][:3] == ["LIMC", "LIRE", "LIME"]
    assert not any("LIME" in (one.icao, *one.also) for one in options[3:]) and len(options) > 3


def test_a_site_that_names_its_airfield_keeps_it() -> None:
    named = small.with_row(two_hubs(), "sites", "bologna-depot", airfield="LIMC")
    chosen, options = choose_hub(named, ["LIRE"], STOP, 1)
    assert not any(one.also for one in options)
    assert {site.id: site.airfield for site in chosen.sites if site.airfield} == {"bologna-depot": "LIMC"}


def test_what_cannot_be_planned_says_why_and_interrupted_ones_are_told() -> None:
    stop = Stop(iterations=5)
    stop.interrupted.set()
    chosen, options = choose_hub(BASE, ["LIMC"], stop, 1)
    assert chosen.debarkation == "LIRE" and {one.fault for one in options} == {"interrupted"}


def test_airfields_that_nothing_is_known_of_are_told_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        known_hubs(BASE, ["ZZZZ", "limc", "QQQQ"])
    assert [fault.value for fault in caught.value.faults] == ["ZZZZ", "QQQQ"]


def test_the_command_compares_and_the_plan_keeps_the_comparison(tmp_path: Path) -> None:
    mission = open_at(BASE, "LIMC").model_copy(update={"hubs": ("LIMC",)})
    folder = small.folder(mission, tmp_path / "mission")
    assert read_mission(folder).hubs == ("LIMC",)
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan", "--iterations", 40, "--quiet")
    assert ran.status == 0, ran.out + ran.err
    assert "Airfields of debarkation compared" in ran.out
    assert read_resolved(tmp_path / "plan/resolved.json").mission.debarkation == "LIMC"
    plan = read_plan(tmp_path / "plan/plan.json")
    assert [one.icao for one in plan.hubs if one.chosen] == ["LIMC"]
    rows = json.loads(aidbridge("show", tmp_path / "plan", "hubs", "--json").out)["hubs"]["rows"]
    assert [row[0] for row in rows] == ["LIRE", "LIMC"]
    assert aidbridge("check", tmp_path / "plan").status == 0
    assert "Airfields of debarkation compared" in (tmp_path / "plan/report.html").read_text(encoding="utf-8")
    assert aidbridge("plan", folder, "--hub", "ZZZZ", "--out", tmp_path / "no").status == 2
