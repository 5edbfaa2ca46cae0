"""Packages become units: as few as can be proved, never against a rule, each with its mass, centre, contents and provenance."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidbridge.catalogue.dangerous_goods import dangerous_goods
from aidbridge.catalogue.equipment import equipment_facts
from aidbridge.catalogue.units import unit_ids, unit_type
from aidbridge.engines.stopping import Stop
from aidbridge.model.facts import Status
from aidbridge.model.resolved import Item
from aidbridge.planning.units import Pieces, build_units
from unitcases import START, broken, built, package, world_of

CARTON = package("carton", 54, 39, 38, 8)


def total(items: tuple[Item, ...], id: str) -> float:
    return sum(content.quantity for item in items for content in item.contents if content.supply == id)


def test_a_full_pallet_is_one_item_with_the_measures_as_built() -> None:
    made = built("463L", (CARTON, 150))
    (item,) = made.items
    assert (item.length_cm, item.width_cm, item.height_cm) == (275, 224, 234)  # 5.7 cm of deck, six layers of 38 cm
    assert item.mass_kg == 161 + 150 * 8
    assert (item.id, item.kind, item.turnable, item.building) == ("U", "cargo", True, "U")
    assert abs((item.centre_x_cm or 0) - 137) <= 1 and abs((item.centre_y_cm or 0) - 112) <= 1
    # 1200 kg at 5.7 + 114 cm and 161 kg at 2.85 cm
    assert item.centre_z_cm == round((1_200 * 119.7 + 161 * 2.85) / 1_361)
    assert broken(world_of(made)) == set()


def test_units_built_alike_share_their_building_and_facts() -> None:
    made = built("463L", (CARTON, 400))
    assert [item.id for item in made.items] == ["U.1", "U.2", "U.3"]
    assert [item.building for item in made.items] == ["U.1", "U.1", "U.3"]
    assert [len(building.spots) for building in made.buildings] == [150, 100]
    assert {item.basis for item in made.items} == {"built:U.1", "built:U.3"}
    assert total(made.items, "carton") == 400
    assert made.items[2].height_cm < made.items[0].height_cm


@pytest.mark.parametrize("unit", unit_ids())
def test_every_type_of_unit_is_built_by_the_rules(unit: str) -> None:
    lots = (
        (package("a", 60, 40, 40, 15), 40),
        (package("b", 50, 30, 30, 8.5), 30),
        (package("f", 80, 60, 50, 40, stack_load_kg=0), 3),
    )
    made = built(unit, *lots, stop=Stop(iterations=60))
    assert made.left == ()
    assert {id: total(made.items, id) for id in "abf"} == {"a": 40, "b": 30, "f": 3}
    assert broken(world_of(made)) == set()


def test_a_heavy_load_is_limited_by_mass() -> None:
    made = built("463L", (package("drum", 59, 59, 94, 250, stack_load_kg=0), 40))
    shape = unit_type("463L")
    assert all(item.mass_kg <= shape.max_gross_kg for item in made.items)
    assert len(made.items) == 4  # twelve drums stand on a pallet, in one layer
    dense = built("463L", (package("ingot", 40, 30, 20, 120), 100))
    assert len(dense.items) == 3 and max(item.mass_kg for item in dense.items) == 161 + 37 * 120


def test_strength_limits_the_layers() -> None:
    free, weak = (built("EUR", (package("c", 40, 30, 30, 10, stack_load_kg=load), 40)) for load in (100, 10))
    assert (len(free.items), len(weak.items)) == (2, 3)
    assert broken(world_of(weak)) == set()


def test_a_package_of_parts_of_a_kilogram_is_not_rounded_up_one_by_one() -> None:
    (item,) = built("463L", (package("kit", 40, 30, 20, 0.25), 200)).items
    assert item.mass_kg == 161 + 50


def test_pieces_of_the_last_package_may_be_fewer() -> None:
    made = build_units(
        [(CARTON, 160)], [(unit_type("463L"), None, 1.0)], name="M", start=START, pieces={"carton": Pieces(319_500, 2_000)}
    )  # fmt: skip
    assert [item.contents[0].quantity for item in made.items] == [300_000, 19_500]


def test_dangerous_goods_that_must_part_are_on_different_units() -> None:
    goods = {"flammable": (dangerous_goods("UN1987", "3"),), "oxidiser": (dangerous_goods("UN1479", "5.1"),)}
    lots = [(package(id, 40, 30, 30, 10, un_numbers=(g[0].un,)), 8) for id, g in goods.items()]
    made = built("463L", *lots, (CARTON, 4), dangerous=goods)
    assert len(made.items) == 2
    assert all(len(item.dangerous) <= 1 for item in made.items)
    assert broken(world_of(made)) == set()
    together = built("463L", *lots, (CARTON, 4), dangerous=goods, segregation=())
    assert len(together.items) == 1 and len(together.items[0].dangerous) == 2


def test_what_fits_no_unit_is_left_with_its_reason() -> None:
    made = built("EUR", (package("long", 200, 40, 40, 20), 3), (package("lead", 40, 40, 40, 2_000), 1), (CARTON, 2))
    assert {left.package: (left.count, left.reason.key) for left in made.left} == {
        "long": (3, "building.left.length"),
        "lead": (1, "building.left.mass"),
    }
    assert made.left[1].reason.params["has"] == 1_500
    assert total(made.items, "carton") == 2


def test_reasons_tell_masses_in_kilograms_whatever_the_others_weigh() -> None:
    made = built("EUR", (package("lead", 40, 40, 40, 2_000), 1), (package("kit", 40, 30, 20, 0.25), 5))
    assert (made.left[0].reason.params["needs"], made.left[0].reason.params["has"]) == (2_000, 1_500)


def test_nothing_makes_no_unit() -> None:
    made = built("EUR", (CARTON, 0))
    assert (made.items, made.buildings, made.left) == ((), (), ())


def test_several_types_are_chosen_by_cost_and_number() -> None:
    pallets = [(unit_type("p463l_built"), 1, 3.0), (unit_type("eur_pallet"), None, 1.0)]
    made = build_units([(CARTON, 160)], pallets, name="U", start=START)
    assert sorted({building.unit for building in made.buildings}) == ["eur_pallet", "p463l_built"]
    assert total(made.items, "carton") == 160
    assert broken(world_of(made)) == set()


def test_a_unit_is_as_uncertain_as_what_it_rests_on() -> None:
    plain = {fact.key.rpartition(".")[2]: fact for fact in built("463L", (CARTON, 150)).facts}
    assert plain["mass_kg"].status is Status.DERIVED and plain["mass_kg"].value == 1_361
    assert plain["stack_load_kg"].status is Status.ESTIMATED, "nobody has rated the carton"
    rated = CARTON.model_copy(update={"stack_load_kg": 48.0})
    assert "stack_load_kg" not in {fact.key.rpartition(".")[2] for fact in built("463L", (rated, 150)).facts}
    known = built("463L", (CARTON, 150), known={"carton": equipment_facts("mask_carton")})
    by_field = {fact.key: fact.status for fact in known.facts}
    assert by_field["built:U.height_m"] is by_field["built:U.mass_kg"] is Status.ESTIMATED
    assert by_field["built:U.length_m"] is Status.DERIVED
    assumed = built("463L", (CARTON, 150), overrides={"equipment:p463l_built.width_m": 2.235})
    assert {fact.key: fact.status for fact in assumed.facts}["built:U.width_m"] is Status.ESTIMATED


def test_the_same_seed_builds_the_same() -> None:
    lots = [(package(f"p{n}", 30 + n, 25 + n, 20 + n, 5), 6) for n in range(6)]
    assert built("PMC", *lots, seed=3) == built("PMC", *lots, seed=3)


def test_like_cartons_need_no_search() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); from unitcases import built, package;"
        "built('463L', (package('c', 54, 39, 38, 8), 150)); print('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(("p463l_built", "ld3", "eur_pallet", "pmc_ld")),
    st.lists(
        st.tuples(
            st.integers(15, 79), st.integers(15, 79), st.integers(10, 90), st.integers(1, 400), st.integers(1, 25), st.booleans(),
            st.sampled_from((None, 0, 30, 200)),
        ),
        min_size=1,
        max_size=4,
    ),
)  # fmt: skip
def test_whatever_is_built_keeps_the_rules_and_loses_nothing(unit: str, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    lots = [
        (package(f"p{n}", a, b, h, kg, upright=upright, stack_load_kg=load), count)
        for n, (a, b, h, kg, count, upright, load) in enumerate(rows)
    ]
    made = built(unit, *lots, stop=Stop(iterations=20))
    left = {one.package: one.count for one in made.left}
    for kind, count in lots:
        assert total(made.items, kind.id) + left.get(kind.id, 0) == count
    assert broken(world_of(made)) == set()
