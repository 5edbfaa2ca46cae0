"""Mission folders with something wrong in them: every fault is told with its place, its limit and what to do; exit status 2."""

from pathlib import Path

import pytest

import small_missions as small
from aidbridge.model.decisions import Decision
from aidbridge.model.mission import Mission
from aidbridge.model.resources import Supply
from command_line import aidbridge

BASE = small.mission()


def text(name: str, old: str, new: str, *says: str):
    """One text of mission.yaml replaced by another, and what must be told of it."""
    return pytest.param({old: new}, says, id=name)


MALFORMED = [
    text("unit_in_the_number", "people: 6\n", "people: 6 persons\n", "teams[RU-dis-1].people", "6 persons"),
    text("kilometres_for_metres", "  - id: bergamo-base\n", "  - {id: x, km: 3}\n  - id: bergamo-base\n", "sites[x].km", "unknown"),
    text("tonnes_for_kilograms", "    equipment: uaz3962\n", "    equipment: uaz3962\n    mass_kg: 1.8\n", "mass_kg", "1800"),
    text("negative_mass", "equipment: uaz3962\n", "equipment: uaz3962\n    mass_kg: -1825\n", "mass_kg", "-1825", "more than 0"),
    text("negative_quantity", "quantity: 8000\n", "quantity: -8000\n", "needs[IT-BG-dis].quantity", "-8000"),
    text("unknown_aircraft", "  - id: RU-il76-01\n    type: il76md\n", "  - id: RU-il76-01\n    type: il76mdd\n", "il76md"),
    text("unknown_equipment", "    equipment: uaz3962\n", "    equipment: uaz3963\n", "uaz3962"),
    text("unknown_capability", "    capability: test\n", "    capability: tests\n", "test"),
    text("unknown_airfield", "debarkation: LIRE\n", "debarkation: LIRX\n", "debarkation", "described in the section airfields"),
    text("offer_nobody_made", "  - id: RU-uaz-01\n    offer: RU-1\n", "  - id: RU-uaz-01\n    offer: RU-7\n", "RU-7", "RU-1"),
    text("horizon_before_the_start", "horizon: 2020-04-08T", "horizon: 2020-03-08T", "horizon", "after the start"),
    text("way_home_backwards", "  end: 2020-04-15T22:00:00Z", "  end: 2020-04-05T22:00:00Z", "way_home.end", "reversed"),
    text(
        "clearance_backwards",
        "    state: TR\n    status: granted\n    valid_from: 2020-03-22T00:00:00Z\n    valid_to: 2020-06-01T",
        "    state: TR\n    status: granted\n    valid_from: 2020-03-22T00:00:00Z\n    valid_to: 2020-03-21T",
        "clearances[CL-TR].valid_to",
    ),
    text("no_offset", "start: 2020-03-22T00:00:00Z\nhorizon", "start: 2020-03-22T00:00:00\nhorizon", "Add the offset"),
    text("same_identifier_twice", "  - id: RU-ars-02\n", "  - id: RU-ars-01\n", "RU-ars-01"),
    text("aliases_that_explode", "title:\n  en: Sample mission\n", "title: &a {en: x}\nslogan: {en: *a, it: *a}\n", "alias"),
    text("a_path_for_a_time_zone", "time_zone: Europe/Rome\n", "time_zone: ../../etc/passwd\n", "time_zone", "Europe/Rome"),
    text("a_key_misspelt", "way_home:\n", "wayhome:\n", "unknown", "way_home"),
    text("another_format", "format: 1\n", "format: 7\n", "format", "7"),
    text("not_yaml", "title:\n", "title: [\n", "mission.yaml"),
]


@pytest.mark.parametrize(("changes", "says"), MALFORMED)
def test_a_malformed_mission_is_refused_with_advice(tmp_path: Path, changes: dict[str, str], says: tuple[str, ...]) -> None:
    refused(tmp_path, small.folder(BASE, tmp_path / "mission", changes), says)


def refused(tmp_path: Path, folder: Path, says: tuple[str, ...]) -> None:
    """The command line tells every text, ends with 2 and writes nothing."""
    for command in (("plan", folder, "--out", tmp_path / "plan"), ("plan", folder, "--out", tmp_path / "plan", "--json", "-q")):
        ran = aidbridge(*command)
        assert ran.status == 2, ran.out + ran.err
        assert ran.out == "" and "Traceback" not in ran.err
        for said in says:
            assert said in ran.err, ran.err
        faults = [line for line in ran.err.splitlines() if " — " in line]
        assert faults and all(fault.rstrip().endswith((".", "?")) for fault in faults), ran.err
        assert ran.err.rstrip().endswith("nothing was done.")
    assert not (tmp_path / "plan").exists() or not any((tmp_path / "plan").iterdir())


def decided(*kinds: dict[str, object]) -> Mission:
    rows = ({"id": f"D-{n}", "reason": "the general said so"} | kind for n, kind in enumerate(kinds, 1))
    return BASE.model_copy(update={"decisions": tuple(Decision.model_validate(one) for one in rows)})


def on(tail: str, *items: str) -> dict[str, object]:
    return {"kind": "item_on_tail", "items": items, "tail": tail}


def together(*items: str) -> dict[str, object]:
    return {"kind": "items_together", "items": items}


def assign(resource: str, need: str) -> dict[str, object]:
    return {"kind": "assign", "resource": resource, "need": need}


declined = small.with_row(decided(assign("RU-med-1", "IT-BG-med")), "offers", "RU-1", status="declined")
kept = decided(assign("RU-vent", "IT-25-vent")).model_copy(
    update={"reserves": (BASE.reserves[0].model_copy(update={"has": 400, "keeps": 400}),)}
)
two_needs = small.with_more(
    decided(assign("RU-med-1", "IT-BG-med"), assign("RU-med-1", "IT-BG-med-2")),
    "needs",
    BASE.needs[0].model_copy(update={"id": "IT-BG-med-2"}),
)
unpackable = small.with_more(BASE, "supplies", Supply(id="RU-crane", offer="RU-1", quantity=1, package="kamaz5350"))


@pytest.mark.parametrize(
    ("mission", "says"),
    [
        pytest.param(decided(on("RU-il76-09", "RU-ars-01")), ("decisions[D-1].tail", "RU-il76-01"), id="no_such_tail"),
        pytest.param(decided(on("RU-il76-01", "RU-ars-09")), ("decisions[D-1].items[1]", "RU-ars-01"), id="no_such_item"),
        pytest.param(decided(on("RU-il76-01", "RU-vent")), ("RU-vent.1 to RU-vent.4", "Name the pallets"), id="not_a_pallet"),
        pytest.param(decided(on("RU-il76-01", "RU-vent.9")), ("RU-vent.1 to RU-vent.4",), id="a_pallet_too_many"),
        pytest.param(
            decided(on("RU-il76-01", "RU-ars-01"), on("RU-il76-02", "RU-ars-01")),
            ("decisions[D-2].items[1]", "decision D-1 puts it on RU-il76-01"),
            id="on_two_tails",
        ),
        pytest.param(
            decided(on("RU-il76-01", "RU-ars-01"), {**on("RU-il76-01", "RU-ars-01"), "kind": "item_not_on_tail"}),
            ("decisions[D-2].items[1]", "decision D-1 puts it on RU-il76-01"),
            id="on_and_not_on_a_tail",
        ),
        pytest.param(
            decided(together("RU-ars-01", "RU-uaz-01"), on("RU-il76-01", "RU-ars-01"), on("RU-il76-02", "RU-uaz-01")),
            ("decisions[D-3].items[1]",),
            id="together_on_two_tails",
        ),
        pytest.param(
            decided(
                together("RU-ars-01", "RU-uaz-01"),
                together("RU-uaz-01", "RU-ars-02"),
                {"kind": "items_apart", "items": ("RU-ars-02", "RU-ars-01")},
            ),
            ("decisions[D-3].items[2]", "together with RU-ars-02"),
            id="together_and_apart",
        ),
        pytest.param(
            decided(assign("RU-vent", "IT-25-vent"), {**assign("RU-vent", "IT-25-vent"), "kind": "not_assign"}),
            ("decisions[D-1].need", "decision D-2"),
            id="assigned_and_not_assigned",
        ),
        pytest.param(decided(assign("RU-vent", "IT-BG-med")), ("capability, ventilator",), id="another_capability"),
        pytest.param(decided(assign("RU-uaz-01", "IT-BG-med")), ("capability, none",), id="a_vehicle_serves_no_need"),
        pytest.param(two_needs, ("decision D-1 gives it to IT-BG-med",), id="one_team_at_two_places"),
        pytest.param(declined, ("decisions[D-1]", "Offer RU-1 was declined", "Take back the decision"), id="of_a_declined_offer"),
        pytest.param(kept, ("decisions[D-1]", "RU has 400 and keeps 400 at home"), id="kept_at_home"),
        pytest.param(
            unpackable, ("supplies[RU-crane].package", "p463l_built", "another pallet"), id="package_larger_than_its_pallet"
        ),
    ],
)
def test_what_nobody_could_plan_is_refused_with_advice(tmp_path: Path, mission: Mission, says: tuple[str, ...]) -> None:
    refused(tmp_path, small.folder(mission, tmp_path / "mission"), says)


def test_decisions_that_agree_are_planned(tmp_path: Path) -> None:
    mission = decided(
        together("RU-ars-01", "RU-uaz-01"),
        on("RU-il76-02", "RU-ars-01", "RU-uaz-01"),
        {"kind": "items_apart", "items": ("RU-ars-01", "RU-ars-02")},
        {**on("RU-il76-01", "RU-uaz-01"), "kind": "item_not_on_tail"},
        assign("RU-vent", "IT-25-vent"),
        assign("RU-vent", "IT-45-vent"),
        {**assign("RU-med-1", "IT-25-vent"), "kind": "not_assign"},
    )
    ran = aidbridge("plan", small.folder(mission, tmp_path / "mission"), "--out", tmp_path / "plan", "--no-page", "-q")
    assert ran.status == 0, ran.out + ran.err


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = small.folder(
        BASE,
        tmp_path / "mission",
        {"people: 6\n": "people: six\n", "quantity: 8000\n": "quantity: -1\n", "base: berg": "base: brg"},
    )
    ran = aidbridge("plan", folder, "--out", tmp_path / "plan")
    assert ran.status == 2 and "3 faults found" in ran.err


@pytest.mark.parametrize("link", ["../needs.csv", "/etc/passwd"])
def test_a_table_that_leads_out_of_the_folder(tmp_path: Path, link: str) -> None:
    (tmp_path / "needs.csv").write_text("id,capability,place,quantity,start\nx,test,IT,1,2020-03-22T00:00:00Z\n")
    folder = small.folder(BASE, tmp_path / "mission")
    (folder / "needs.csv").symlink_to(link)
    refused(tmp_path, folder, ("needs.csv",))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused(tmp_path, tmp_path / "nowhere", ("nowhere: missing", "Give the path of a folder that holds mission.yaml"))


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "mission").mkdir()
    refused(tmp_path, tmp_path / "mission", ("mission.yaml",))
