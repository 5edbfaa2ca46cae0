"""What one more would be worth: each change is the mission with one thing changed, planned as a mission is."""

import json
from pathlib import Path

import pytest

import small_missions as small
from aidbridge.model.agreements import Clearance
from aidbridge.model.errors import InputError
from aidbridge.model.mission import Mission
from aidbridge.model.places import AirfieldSetting
from aidbridge.planning.whatif.answers import Answer, answers
from aidbridge.planning.whatif.changes import Change, hubs, one_more
from command_line import aidbridge

BASE = small.mission().model_copy(update={"airfields": (AirfieldSetting(icao="LIRE", parking_places=2),)})


def change(kind: str, about: str = "", mission: Mission = BASE) -> Change:
    return next(one for one in one_more(mission) if one.kind == kind and about in one.about)


def answered(mission: Mission, *changes: Change) -> tuple[Answer, tuple[Answer, ...]]:
    return answers(mission, changes, iterations=30, seed=1, workers=1)


def test_one_more_of_each_thing_that_is_limited() -> None:
    kinds = {(one.kind, one.about) for one in one_more(BASE)}
    assert {("clearance", "PL"), ("parking", "LIRE"), ("aircraft", "il76md UUMU"), ("aircraft", "il76md ULOO")} <= kinds
    more = change("parking", "LIRE").mission
    assert [setting.parking_places for setting in more.airfields if setting.icao == "LIRE"] == [3]
    assert len(change("aircraft", "UUMU").mission.fleet) == len(BASE.fleet) + 1
    assert {c.status for c in change("clearance", "PL").mission.clearances if c.state == "PL"} == {"granted"}
    assert len({one.mission.model_dump_json() for one in one_more(BASE)}) == len(one_more(BASE))


def test_a_place_that_is_the_bottleneck_is_worth_something() -> None:
    narrow = BASE.model_copy(update={"airfields": (AirfieldSetting(icao="LIRE", unloading_teams=1, unloading_min=900),)})
    base, (team,) = answered(narrow, change("unloading", "LIRE", narrow))
    assert base.figures is not None and team.figures is not None
    assert team.figures.unmet_weighted_h < base.figures.unmet_weighted_h


def test_a_clearance_shortens_the_way() -> None:
    base, (poland,) = answered(BASE, change("clearance", "PL"))
    assert base.figures is not None and poland.figures is not None
    assert poland.figures.fuel_kg <= base.figures.fuel_kg


def test_another_airfield_takes_what_nobody_has_said_from_the_present_one_and_says_so() -> None:
    (hub,) = hubs(BASE, ["LIPX", "LIRE", "LIPX"])
    assert (hub.kind, hub.about, hub.mission.debarkation) == ("hub", "LIPX", "LIPX")
    assert all(row.at != "LIRE" for row in hub.mission.vehicles)
    assert "whatif.supposes.landing" not in {one.key for one in hub.supposes}
    (bergamo,) = hubs(BASE, ["LIME"])
    assert {"whatif.supposes.landing", "whatif.supposes.pavement"} <= {one.key for one in bergamo.supposes}
    assert any(isinstance(c, Clearance) and c.airfield == "LIME" for c in bergamo.mission.clearances)
    _, (answer,) = answered(BASE, bergamo)
    assert answer.figures is not None


def test_an_airfield_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(InputError, match="ZZZZ"):
        hubs(BASE, ["ZZZZ"])


def test_the_command_prints_what_gains_most_first(tmp_path: Path) -> None:
    folder = small.folder(BASE, tmp_path / "mission")
    ran = aidbridge(
        "whatif", folder, "--iterations", 10, "--no-more", "--hub", "lipx", "--workers", 1, "--json", "--out", tmp_path / "w.csv"
    )
    assert ran.status == 0, ran.err
    rows = json.loads(ran.out)["whatif"]["rows"]
    assert [row[0] for row in rows] == ["As it is (LIRE)", "Through LIPX"]
    assert rows[0][2] is None and isinstance(rows[1][2], float)
    assert "Through LIPX" in (tmp_path / "w.csv").read_text(encoding="utf-8-sig")
