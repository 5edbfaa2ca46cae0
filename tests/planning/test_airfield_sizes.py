"""Parking places by size and ground equipment: planned within them, judged by them, told when they bind."""

import pytest

import small_missions as small
from aidbridge.checker.check import check
from aidbridge.engines.stopping import Stop
from aidbridge.model.mission import Mission
from aidbridge.model.places import Airfield, AirfieldSetting
from aidbridge.physics.codeletter import code_letter, places_for
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve
from aidbridge.planning.whatif.changes import one_more

STOP = Stop(iterations=20)
LOADED = {"aircraft:il76md.ground_equipment": "high_loader:1"}


def at_lire(**changes: object) -> Mission:
    return small.with_more(small.mission(), "airfields", AirfieldSetting(icao="LIRE", **changes))


def with_loader(mission: Mission) -> Mission:
    """Aircraft that cannot be loaded without a high loader."""
    rows = tuple(a.model_copy(update={"values": a.values | LOADED}) if a.id == "A-fields" else a for a in mission.assumptions)
    return mission.model_copy(update={"assumptions": rows})


def landed(mission: Mission) -> int:
    return make_plan(resolve(mission), STOP, 1)[0].figures.loaded_sorties


@pytest.mark.parametrize(
    ("wingspan_m", "letter"), [(14.9, "A"), (15, "B"), (24, "C"), (36, "D"), (50.5, "D"), (52, "E"), (65, "F"), (88, "F")]
)
def test_the_letter_follows_from_the_wingspan(wingspan_m, letter) -> None:
    assert code_letter(wingspan_m) == letter


def test_a_wingspan_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="wingspan is 0"):
        code_letter(0)


def test_places_take_smaller_aircraft_too() -> None:
    assert [places_for({"C": 2, "E": 1}, letter) for letter in "ABCDEF"] == [3, 3, 3, 1, 1, 0]


@pytest.mark.parametrize(("sizes", "flies"), [({"C": 9}, False), ({"C": 9, "D": 1}, True), ({"F": 1}, True), ({}, True)])
def test_an_aircraft_needs_a_place_of_its_size(sizes, flies) -> None:
    plan, verdict = make_plan(resolve(at_lire(places_by_code=sizes)), STOP, 1)
    assert verdict.accepted and bool(plan.sorties) == flies
    if not flies:
        assert "flights.no_parking_left" in {left.reason.key for left in plan.left_behind}


@pytest.mark.parametrize(("pieces", "flies"), [({"high_loader": 0}, False), ({"high_loader": 1}, True), ({"stairs": 0}, True)])
def test_an_aircraft_needs_its_ground_equipment(pieces, flies) -> None:
    plan, verdict = make_plan(resolve(with_loader(at_lire(ground_equipment=pieces))), STOP, 1)
    assert verdict.accepted and bool(plan.sorties) == flies
    if not flies:
        assert "flights.no_equipment" in {left.reason.key for left in plan.left_behind}


def test_a_plan_without_the_limits_breaks_them_once_they_are_there() -> None:
    """The checker judges by its own reading: a plan made with room enough, held against an airfield with none."""
    resolved = resolve(with_loader(small.mission()))
    plan, _ = make_plan(resolved, STOP, 1)
    for changes, key in (
        ({"places_by_code": {"C": 5}}, "F5.parking_size"),
        ({"ground_equipment": {"high_loader": 0}}, "F5.equipment"),
    ):
        fields = tuple(_changed(field, changes) if field.icao == "LIRE" else field for field in resolved.airfields)
        tight = resolved.model_copy(update={"airfields": fields})
        assert key in {finding.key for finding in check(tight, plan).broken}
        assert key not in {finding.key for finding in check(resolved, plan).broken}


def _changed(field: Airfield, changes: dict) -> Airfield:
    return field.model_copy(update=changes)


def test_a_type_of_unknown_size_is_told_and_takes_the_largest_place() -> None:
    resolved = resolve(at_lire(places_by_code={"D": 9, "F": 1}))
    types = tuple(type.model_copy(update={"wingspan_m": None}) for type in resolved.aircraft_types)
    plan, verdict = make_plan(resolved.model_copy(update={"aircraft_types": types}), STOP, 1)
    assert plan.sorties
    assert "F5.parking_size" in {finding.key for finding in verdict.not_provable}


def test_whatif_asks_for_one_more_of_each_size_and_kind() -> None:
    mission = at_lire(places_by_code={"C": 9, "D": 0}, ground_equipment={"high_loader": 0}, parking_places=9)
    changes = {(change.kind, change.about): change.mission for change in one_more(mission)}
    assert ("parking", "LIRE (C)") in changes and ("parking", "LIRE") not in changes
    assert landed(mission) == 0 < landed(changes["parking", "LIRE (D)"])
    more = next(row for row in changes["equipment", "LIRE high_loader"].airfields if row.icao == "LIRE")
    assert more.ground_equipment == {"high_loader": 1}
