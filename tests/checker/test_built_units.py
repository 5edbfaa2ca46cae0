"""Units as built (L2): what the builder makes passes, and every way of building wrong is found under its clause."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from aidbridge.catalogue.dangerous_goods import dangerous_goods
from aidbridge.engines.stopping import Stop
from aidbridge.model.facts import Assumption
from aidbridge.model.noun import Noun
from aidbridge.model.policy import Policy, UnitPolicy
from aidbridge.model.resolved import Resolved
from aidbridge.model.units import Block, Building, Spot
from aidbridge.model.verdict import Standing
from unitcases import broken, built, findings, package, world_of

ALCOHOL = dangerous_goods("UN1987", "3")


@cache
def pallet() -> Resolved:
    """One mixed pallet: cartons in several layers, fragile crates, dangerous goods."""
    carton = package("carton", 60, 40, 40, 15, stack_load_kg=60)
    alcohol = package("alcohol", 50, 30, 30, 8.5, un_numbers=("UN1987",))
    crate = package("crate", 80, 60, 50, 40, stack_load_kg=0)
    made = built("463L", (carton, 40), (alcohol, 40), (crate, 4), dangerous={"alcohol": (ALCOHOL,)}, stop=Stop(iterations=50))
    return world_of(made)


@cache
def container() -> Resolved:
    return world_of(built("LD3", (package("carton", 54, 39, 38, 8), 26)))


def changed(noun: Noun, **update: Any) -> Any:
    plain = {name: [n.model_dump() for n in value] if name == "blocks" else value for name, value in update.items()}
    return type(noun).model_validate(noun.model_dump() | plain)


def with_building(world: Resolved, change: Callable[[Building], Building]) -> Resolved:
    return world.model_copy(update={"buildings": tuple(change(building) for building in world.buildings)})


def with_spot(world: Resolved, number: int, **update: int) -> Resolved:
    """The first unit with one of its packages elsewhere."""

    def move(building: Building) -> Building:
        spots = list(building.spots)
        spots[number] = changed(spots[number], **update)
        return building.model_copy(update={"spots": tuple(spots)})

    return with_building(world, move)


def with_package(world: Resolved, id: str, **update: object) -> Resolved:
    def change(building: Building) -> Building:
        return building.model_copy(
            update={"packages": tuple(changed(p, **update) if p.id == id else p for p in building.packages)}
        )  # fmt: skip

    return with_building(world, change)


def with_item(world: Resolved, **update: object) -> Resolved:
    return world.model_copy(update={"items": (changed(world.items[0], **update), *world.items[1:])})


def with_shape(world: Resolved, **update: object) -> Resolved:
    return world.model_copy(update={"unit_types": tuple(changed(shape, **update) for shape in world.unit_types)})


def spots(world: Resolved) -> tuple[Spot, ...]:
    return world.buildings[0].spots


def highest(world: Resolved) -> int:
    there = spots(world)
    return max(range(len(there)), key=lambda i: there[i].z_cm)


def doubled(world: Resolved) -> Resolved:
    """Two packages in the same place."""
    first = spots(world)[0]
    return with_spot(world, 1, x_cm=first.x_cm, y_cm=first.y_cm, z_cm=first.z_cm)


def lying(world: Resolved) -> Resolved:
    number = next(i for i, spot in enumerate(spots(world)) if spot.package == "alcohol")
    spot = spots(world)[number]
    return with_spot(world, number, dx_cm=spot.dz_cm, dz_cm=spot.dx_cm)


def lifted(world: Resolved) -> Resolved:
    """The highest package a centimetre above what it stands on."""
    number = highest(world)
    return with_spot(world, number, z_cm=spots(world)[number].z_cm + 1)


def undescribed(building: Building) -> Building:
    return building.model_copy(update={"packages": building.packages[1:]})


def without_a_package(world: Resolved) -> Resolved:
    return with_building(world, lambda b: b.model_copy(update={"spots": b.spots[:-1]}))


MUTANTS: tuple[tuple[str, str, Callable[[], Resolved]], ...] = (
    ("out_at_the_front", "built_inside", lambda: with_spot(pallet(), 0, x_cm=-1)),
    ("out_at_the_side", "built_inside", lambda: with_spot(pallet(), 0, y_cm=200)),
    ("higher_than_the_room", "built_inside", lambda: with_shape(pallet(), height_m=1.0)),
    ("room_shorter", "built_inside", lambda: with_shape(pallet(), usable_length_m=2.0)),
    ("below_the_deck", "built_inside", lambda: with_spot(pallet(), 0, z_cm=-5)),
    ("into_the_contour", "built_contour", lambda: with_spot(container(), 0, y_cm=155, x_cm=0, z_cm=0)),
    ("wider_contour_cut", "built_contour", lambda: with_shape(container(), cuts=[{"side1": 60, "z1": 0, "side2": 195, "z2": 150}])),
    ("into_a_block", "built_contour", lambda: with_shape(pallet(), blocks=[Block(x1=0, x2=264, y1=0, y2=213, z1=0, z2=5)])),
    ("two_in_one_place", "built_apart", lambda: doubled(pallet())),
    ("one_centimetre_in", "built_apart", lambda: with_package(with_spot(pallet(), 0, dz_cm=41), "carton", height_cm=41)),
    ("floating", "built_supported", lambda: lifted(pallet())),
    ("standing_on_nothing", "built_supported", lambda: with_spot(pallet(), 0, z_cm=180)),
    ("laid_on_its_side", "built_stands", lambda: lying(pallet())),
    ("another_size", "built_stands", lambda: with_package(pallet(), "carton", length_cm=61)),
    ("overloaded", "built_strength", lambda: with_package(pallet(), "carton", stack_load_kg=1)),
    ("fragile_below", "built_strength", lambda: with_package(pallet(), "alcohol", stack_load_kg=0)),
    ("too_heavy", "built_gross", lambda: with_shape(pallet(), max_gross_kg=500)),
    ("out_of_balance", "built_centre", lambda: with_shape(pallet(), centre_share=0.0001)),
    ("mass_told_less", "built_item", lambda: with_item(pallet(), mass_kg=pallet().items[0].mass_kg - 1)),
    ("height_told_less", "built_item", lambda: with_item(pallet(), height_cm=pallet().items[0].height_cm - 1)),
    ("length_told_less", "built_item", lambda: with_item(pallet(), length_cm=274)),
    ("centre_told_elsewhere", "built_item", lambda: with_item(pallet(), centre_x_cm=100)),
    ("centre_not_told", "built_item", lambda: with_item(pallet(), centre_z_cm=None)),
    ("tare_forgotten", "built_item", lambda: with_shape(pallet(), tare_kg=200)),
    ("a_piece_too_many", "built_contents", lambda: with_item(pallet(), contents=[{"supply": "carton", "quantity": 41}])),
    ("contents_not_told", "built_contents", lambda: with_item(pallet(), contents=[])),
    ("a_package_missing", "built_contents", lambda: without_a_package(pallet())),
    ("goods_not_told", "built_goods", lambda: with_item(pallet(), dangerous=[])),
    ("a_building_nobody_knows", "built_known", lambda: with_item(pallet(), building="other")),
    ("a_unit_nobody_knows", "built_known", lambda: pallet().model_copy(update={"unit_types": ()})),
    ("a_package_nobody_knows", "built_known", lambda: with_building(pallet(), undescribed)),
)  # fmt: skip


@pytest.mark.parametrize("world", [pallet, container], ids=["pallet", "container"])
def test_what_is_built_passes(world: Callable[[], Resolved]) -> None:
    found = findings(world())
    assert found and {finding.standing for finding in found} == {Standing.PASSED}


@pytest.mark.parametrize(("clause", "make"), [m[1:] for m in MUTANTS], ids=[m[0] for m in MUTANTS])
def test_a_unit_built_wrong_is_rejected_for_the_clause(clause: str, make: Callable[[], Resolved]) -> None:
    assert clause in broken(make())


def test_goods_that_must_part_may_not_share_a_unit() -> None:
    acid = dangerous_goods("UN1479", "5.1")
    world = with_package(with_item(pallet(), dangerous=[ALCOHOL.model_dump(), acid.model_dump()]), "carton", un_numbers=("UN1479",))
    assert broken(world) == {"built_parted"}


def test_less_support_is_enough_where_the_policy_says_so() -> None:
    there = spots(pallet())
    top = highest(pallet())
    shifted = with_spot(pallet(), top, x_cm=there[top].x_cm + 2)
    if "built_supported" not in broken(shifted):
        shifted = with_spot(pallet(), top, x_cm=there[top].x_cm - 2, y_cm=there[top].y_cm - 2)
    mission = shifted.mission.model_copy(update={"policy": Policy(units=UnitPolicy(support_share=0.5))})
    assert "built_supported" not in broken(shifted.model_copy(update={"mission": mission}))


def test_a_customary_strength_is_no_proof_unless_it_is_assumed() -> None:
    world = container()
    bare = world.model_copy(update={"mission": world.mission.model_copy(update={"assumptions": ()})})
    doubted = {f.key: f.facts for f in findings(bare) if f.standing is Standing.NOT_PROVABLE}
    assert doubted == {"L2.built_strength": (f"{world.items[0].basis}.stack_load_kg",)}
    accepted = Assumption(id="A-strength", reason="cartons are stacked like this every day", accept=("built:*.stack_load_kg",))
    vouched = world.model_copy(update={"mission": world.mission.model_copy(update={"assumptions": (accepted,)})})
    assert Standing.NOT_PROVABLE not in {finding.standing for finding in findings(vouched)}
