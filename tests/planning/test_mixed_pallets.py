"""Supplies that travel together share pallets where the policy says so, and only those that are given to no place alone."""

import pytest

import samples
from aidbridge.engines.stopping import Stop
from aidbridge.model.decisions import Decision
from aidbridge.model.errors import InputError
from aidbridge.model.policy import Policy, UnitPolicy
from aidbridge.model.resources import Supply
from aidbridge.planning.items import items_of
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

MIXED = Policy(units=UnitPolicy(mixed_pallets=True))


def supply(id: str, **more: object) -> Supply:
    row = {"id": id, "offer": "RU-1", "quantity": 20, "package": "mask_carton", "per_package": 1}
    return Supply.model_validate(row | more)


def units(*supplies: Supply, policy: Policy = MIXED, kit: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    mission = samples.mission()
    teams = (mission.teams[0].model_copy(update={"kit": (*mission.teams[0].kit, *kit)}), *mission.teams[1:])
    mission = mission.model_copy(update={"supplies": supplies, "policy": policy, "teams": teams})
    return [item for item in items_of(mission, {}).items if item.kind == "cargo"]


def test_consumables_share_a_pallet_where_the_policy_mixes() -> None:
    rows = supply("gloves"), supply("gowns", package="hypochlorite_can30", quantity=10)
    (shared,) = units(*rows)
    assert (shared.id, shared.resource) == ("gloves", "gloves")
    assert {content.supply: content.quantity for content in shared.contents} == {"gloves": 20, "gowns": 10}
    assert shared.mass_kg == 161 + 20 * 8 + 10 * 38
    assert [goods.un for goods in shared.dangerous] == ["UN1791"]
    assert len(units(*rows, policy=Policy())) == 2


def test_kit_of_one_team_shares_and_of_another_does_not() -> None:
    rows = supply("gloves", capability="mask"), supply("gowns", capability="mask")
    assert len(units(*rows, kit=("gloves", "gowns"))) == 1
    assert len(units(*rows, kit=("gloves",))) == 2


@pytest.mark.parametrize(
    "other",
    [{"capability": "mask"}, {"offer": "RU-2"}, {"returns": True}, {"pallet": "eur_pallet"}, {"at": "ULOO"}, {"pallet": "none"}],
)
def test_what_does_not_travel_together_stays_apart(other: dict[str, object]) -> None:
    made = units(supply("gloves"), supply("gowns", **other))
    assert all(len(item.contents) == 1 for item in made)
    assert {item.resource for item in made} == {"gloves", "gowns"}


def test_several_shared_pallets_are_numbered_after_the_first_supply_and_lose_nothing() -> None:
    made = units(supply("gloves", quantity=200), supply("gowns", quantity=150))
    assert [item.id for item in made] == [f"gloves.{n}" for n in range(1, len(made) + 1)]
    found = {id: sum(c.quantity for item in made for c in item.contents if c.supply == id) for id in ("gloves", "gowns")}
    assert found == {"gloves": 200, "gowns": 150} and len(made) == 3


def test_a_pallet_that_is_none_and_packages_that_fit_none_are_told() -> None:
    with pytest.raises(InputError) as caught:
        units(supply("gloves", pallet="ars14km"), supply("gowns", package="ventilator_icu", pallet="ld3x"), policy=Policy())
    assert [fault.path for fault in caught.value.faults] == ["supplies[gloves].pallet", "supplies[gowns].pallet"]
    assert "ld3" in caught.value.faults[1].advice


def test_a_plan_with_shared_pallets_is_right_and_leaves_no_supply_untold() -> None:
    mission = samples.mission()
    rows = (*mission.supplies, supply("gloves"), supply("gowns", package="hypochlorite_can30", quantity=10))
    resolved = resolve(mission.model_copy(update={"supplies": rows, "policy": MIXED}))
    shared = resolved.item("gloves")
    assert shared.resources == ("gloves", "gowns")
    plan, verdict = make_plan(resolved, Stop(iterations=10), seed=1)
    assert verdict.broken == ()
    assert not {unused.resource for unused in plan.unused} & {"gloves", "gowns"}
    flown = {p.item for load in plan.loads for p in load.placements} | {left.item for left in plan.left_behind}
    assert "gloves" in flown


def test_a_decision_about_a_supply_on_a_shared_pallet_is_told_its_name() -> None:
    mission = samples.mission()
    decision = Decision(id="D-1", kind="items_together", items=("gowns", "RU-ars-01"), reason="asked")
    rows = supply("gloves"), supply("gowns")
    with pytest.raises(InputError) as caught:
        resolve(mission.model_copy(update={"supplies": rows, "policy": MIXED, "decisions": (decision,)}))
    assert "gowns makes gloves" in str(caught.value)
