"""Generated missions: real places, the same for the same seed, valid as any mission, and they can be planned."""

from pathlib import Path

import pytest

from aidbridge.engines.stopping import Stop
from aidbridge.generation.mission import generate
from aidbridge.generation.order import Order, Shape
from aidbridge.intake.places.tables import fields
from aidbridge.missionfile.read import read_mission
from aidbridge.missionfile.write import write_mission
from aidbridge.model.errors import InputError
from aidbridge.model.mission import Mission
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve
from command_line import aidbridge


def order(shape: Shape, seed: int = 1, **changes: object) -> Order:
    standard = {"loads": 12, "aircraft": 6, "airfields": 6, "places": 4, "days": 10}
    return Order(shape=shape, seed=seed, **(standard | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_mission_is_what_was_ordered(shape: Shape, seed: int, tmp_path: Path) -> None:
    mission = generate(order(shape, seed))
    write_mission(mission, tmp_path / "mission")
    assert read_mission(tmp_path / "mission") == mission
    assert (len(mission.fleet), len(mission.airfields), len(mission.places)) == (6, 6, 5)
    assert {setting.icao for setting in mission.airfields} <= set(fields())
    assert len({offer.donor for offer in mission.offers}) - 1 == order(shape, seed).donors
    assert "made up" in mission.title["en"]


def test_the_same_seed_gives_the_same_mission() -> None:
    assert generate(order(Shape.NETWORK)) == generate(order(Shape.NETWORK))
    assert generate(order(Shape.NETWORK)) != generate(order(Shape.NETWORK, seed=2))


def test_a_congested_field_opens_by_day_and_parks_few() -> None:
    mission = generate(order(Shape.CONGESTED))
    narrow = next(setting for setting in mission.airfields if setting.icao == mission.debarkation)
    assert (narrow.parking_places, narrow.landing_interval_min, len(narrow.hours or ())) == (4, 60, 1)


def origins(mission: Mission) -> set[str]:
    return {team.at for team in mission.teams}


def test_a_network_loads_at_several_airfields_and_a_bridge_at_one() -> None:
    assert len(origins(generate(order(Shape.NETWORK, airfields=12, loads=30)))) > 3
    assert len(origins(generate(order(Shape.BRIDGE)))) == 1


def test_a_network_unloads_at_several_airfields_each_place_by_the_nearest() -> None:
    mission = generate(order(Shape.NETWORK, airfields=12, places=8, loads=30))
    assert len(mission.debarkations) > 1
    assert {vehicle.at for vehicle in mission.vehicles if not vehicle.flies} == set(mission.debarkations)


def test_a_relay_changes_aircraft_at_a_hub() -> None:
    mission = generate(order(Shape.RELAY))
    (transfer,) = mission.transfers
    assert transfer.airfield == mission.debarkation and {tail.at for tail in mission.fleet if tail.type == "a400m"} >= {transfer.at}
    plan, verdict = make_plan(resolve(mission), Stop(iterations=20))
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
    flown = {(load.phase, load.destination) for load in plan.loads if load.phase != "home"}
    assert flown == {("trunk", transfer.at), ("out", mission.debarkation)}


@pytest.mark.parametrize("shape", [Shape.NETWORK, Shape.CONGESTED])
def test_what_is_generated_can_be_planned(shape: Shape) -> None:
    plan, verdict = make_plan(resolve(generate(order(shape, loads=8))), Stop(iterations=20))
    assert verdict.accepted, (verdict.broken, verdict.not_provable)
    assert plan.figures.loaded_sorties >= 3


def test_the_airfield_of_debarkation_can_be_named() -> None:
    assert generate(order(Shape.BRIDGE, at="LTAF")).debarkation == "LTAF"
    for unknown in ("ZZZZ", "NZSP"):
        with pytest.raises(InputError, match=unknown):
            generate(order(Shape.BRIDGE, at=unknown))


def test_what_cannot_be_made_is_told_all_at_once() -> None:
    with pytest.raises(InputError) as wrong:
        order(Shape.BRIDGE, loads=0, days=400, places=9_999)
    assert {fault.path for fault in wrong.value.faults} == {"--loads", "--days", "--places"}
    with pytest.raises(InputError, match="places within"):
        generate(order(Shape.BRIDGE, at="LTAF", places=400))


def test_the_command_writes_a_folder_and_says_what_to_do_next(tmp_path: Path) -> None:
    ran = aidbridge("generate", tmp_path / "made", "--shape", "donors", "--loads", 6, "--airfields", 5)
    assert (ran.status, "Next: aidbridge plan" in ran.out) == (0, True)
    assert read_mission(tmp_path / "made").fleet
    again = aidbridge("generate", tmp_path / "made")
    assert (again.status, "not empty" in again.err) == (2, True)
