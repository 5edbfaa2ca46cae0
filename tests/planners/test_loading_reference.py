"""The reference mission's vehicles, people and pallets, and the loading instances, against what is known of them."""

import json

import pytest

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.fleet import AircraftType
from aidbridge.model.plan import Bound
from aidbridge.model.policy import HoldPolicy, Policy
from aidbridge.model.resolved import Item
from aidbridge.planners.loading.problem import LoadingProblem
from aidbridge.planners.loading.solve import load
from loading_oracle import assert_sound, cargo, data, problem, team, vehicles_2020, world


def people() -> tuple[Item, ...]:
    """104 persons in 19 teams."""
    sizes = [4] * 8 + [6] * 8 + [3, 9, 12]
    assert sum(sizes) == 104
    return tuple(team(f"team-{n + 1:02d}", size) for n, size in enumerate(sizes))


def pallets(count: int) -> tuple[Item, ...]:
    """Pallets 463L of 1.0 to 2.0 t."""
    return tuple(cargo(f"pallet-{n + 1:02d}", 275, 224, 244, 1_000 + 1_000 * n // count) for n in range(count))


def test_22_vehicles_need_11_il76_and_the_queue_proves_it() -> None:
    asked = problem(vehicles_2020())
    answer = load(world(), asked, Stop(iterations=0), seed=1)
    assert_sound(world(), asked, answer)
    assert len(answer.loads) == 11
    assert not answer.left_behind
    assert (answer.bound.name, answer.bound.value) == ("queue_weights", 11)
    assert answer.explanations[0].message.key == "loading.count.proven"


def test_the_certificate_gives_trucks_a_half_and_ambulances_a_quarter() -> None:
    certificate = load(world(), problem(vehicles_2020()), Stop(iterations=0), seed=1).bound.certificate
    assert certificate is not None
    scale, weights = certificate["scale"], certificate["weights"]
    assert isinstance(scale, int)
    assert isinstance(weights, dict)
    assert {2 * w for id, w in weights.items() if not id.startswith("uaz")} == {scale}
    assert {4 * w for id, w in weights.items() if id.startswith("uaz")} == {scale}
    assert len(weights) == 22
    assert certificate["type"] == "il76md"
    assert certificate["length_cm"] == 2_000


@pytest.mark.parametrize("count", [10, 14])
def test_people_and_pallets_fill_what_the_vehicles_leave(count: int) -> None:
    asked = problem((*vehicles_2020(), *people(), *pallets(count)))
    answer = load(world(), asked, Stop(iterations=300), seed=1)
    assert_sound(world(), asked, answer)
    assert not answer.left_behind
    assert len(answer.loads) == answer.bound.value == 11


def test_the_way_home_needs_no_more_loads() -> None:
    asked = problem((*vehicles_2020(), *people()), phase="home", origin="LIPX", destination="UUMU")
    answer = load(world(), asked, Stop(iterations=100), seed=1)
    assert_sound(world(), asked, answer)
    assert [one.id for one in answer.loads] == [f"H-{n:03d}" for n in range(1, 12)]
    assert answer.bound.figure == "loaded_sorties_home"


INSTANCES = [f"loading-{hold}-{size}-{n}" for hold in ("il76", "an124") for size in (30, 60) for n in (1, 2, 3)]


@pytest.mark.parametrize("name", INSTANCES)
def test_published_instances_are_solved_to_their_bound(name: str) -> None:
    instance = json.loads((data() / "instances" / f"{name}.json").read_text(encoding="utf-8"))
    type, asked = yard(instance)
    resolved = world(type)
    policy = Policy(hold=HoldPolicy(vehicle_gap_m=0, cargo_gap_m=0, roof_gap_m=0))
    resolved = resolved.model_copy(update={"mission": resolved.mission.model_copy(update={"policy": policy})})
    answer = load(resolved, asked, Stop(iterations=200), seed=1)
    assert not answer.left_behind
    assert len(answer.loads) == instance["lower_bound"] == answer.bound.value
    low, high = (limit * instance["unit_length_cm"] for limit in instance["balance_window"])
    assert all(low <= (one.balance_cm or 0) <= high for one in answer.loads)
    assert all(one.payload_kg <= instance["payload"] * instance["unit_mass_kg"] for one in answer.loads)


def yard(instance: dict) -> tuple[AircraftType, LoadingProblem]:  # type: ignore[type-arg]
    cm, kg = instance["unit_length_cm"], instance["unit_mass_kg"]
    type = AircraftType(
        id="yard", name="yardstick", max_payload_kg=instance["payload"] * kg, cruise_tas_kmh=800,
        hold_length_m=instance["hold_length"] * cm / 100, hold_width_m=instance["hold_width"] * cm / 100,
        balance_from_m=instance["balance_window"][0] * cm / 100, balance_to_m=instance["balance_window"][1] * cm / 100,
    )  # fmt: skip
    items = tuple(
        cargo(f"item-{n:03d}", i["length"] * cm, i["width"] * cm, 100, i["mass"] * kg, turnable=i["may_turn"])
        for n, i in enumerate(instance["items"])
    )
    return type, problem(items, fleet={"yard": None})


def test_the_sample_mission_flies_whole() -> None:
    resolved = samples.resolved()
    asked = problem(tuple(item for item in resolved.items if item.flies))
    answer = load(resolved, asked, Stop(iterations=50), seed=3)
    assert_sound(resolved, asked, answer)
    assert len(answer.loads) == 2
    assert isinstance(answer.bound, Bound)
