"""Unit types: every figure has a fact, the room lies inside the outline, names are found as people write them."""

import pytest

from aidbridge.catalogue.units import blocks, cuts, unit_facts, unit_id, unit_ids, unit_type
from aidbridge.model.errors import UnknownNameError
from aidbridge.model.facts import Status
from aidbridge.model.units import Block, Cut


@pytest.mark.parametrize("id", unit_ids())
def test_the_room_lies_inside_the_outline_and_every_figure_has_a_source(id: str) -> None:
    shape = unit_type(id)
    assert 0 < shape.usable_length_m <= shape.length_m
    assert 0 < shape.usable_width_m <= shape.width_m
    assert shape.deck_m + (shape.usable_height_m or 0) <= shape.height_m
    assert shape.tare_kg < shape.max_gross_kg
    facts = unit_facts(id)
    assert {fact.key.partition(":")[0] for fact in facts} == {"unit", "equipment"}
    assert all(fact.source and fact.status in Status for fact in facts)
    assert len({fact.key for fact in facts}) == len(facts)


def test_the_military_pallet() -> None:
    pallet = unit_type("p463l_built")
    assert (pallet.usable_length_m, pallet.usable_width_m) == (2.6416, 2.1336)  # 104 x 84 in
    assert (pallet.height_m, pallet.tare_kg, pallet.max_gross_kg) == (2.438, 161, 4_697)  # 96 in, 355 lb, 10,355 lb


def test_containers_have_their_contour() -> None:
    assert unit_type("ld3").cuts == (Cut(axis="y", side1=150, z1=0, side2=195, z2=50),)
    assert unit_type("ld3").closed
    assert len(unit_type("pmc_ld").cuts) == 2 and len(unit_type("pmc_ld").blocks) == 4


@pytest.mark.parametrize(
    ("name", "id"),
    [("463L", "p463l_built"), ("p463l", "p463l_built"), ("AKE", "ld3"), ("LD-3", "ld3"), ("EUR", "eur_pallet"), ("20ft", "iso20")],
)
def test_units_are_found_by_the_names_people_use(name: str, id: str) -> None:
    assert unit_id(name) == id
    assert unit_type(name).id == id


def test_an_unknown_unit_names_its_neighbours() -> None:
    with pytest.raises(UnknownNameError) as error:
        unit_type("pallet")
    assert "eur_pallet" in error.value.near


def test_assumptions_replace_figures_of_unit_and_equipment() -> None:
    made = unit_type("pmc", {"unit:pmc.usable_height_m": 1.6, "equipment:pmc.max_gross_kg": 4_000, "unit:ld3.deck_m": 0.5})
    assert (made.usable_height_m, made.max_gross_kg, made.deck_m) == (1.6, 4_000, unit_type("pmc").deck_m)


def test_contours_are_read_from_their_notation() -> None:
    assert cuts("") == () and blocks(" ") == ()
    assert cuts("x 0:10 20:0") == (Cut(axis="x", side1=0, z1=10, side2=20, z2=0),)
    assert blocks("0-5 1-6 2-7") == (Block(x1=0, x2=5, y1=1, y2=6, z1=2, z2=7),)
    for wrong in ("z 0:1 2:3", "y 0:1", "y a:b c:d"):
        with pytest.raises(ValueError):
            cuts(wrong)
