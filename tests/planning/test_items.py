"""Resources become items: measures rounded up, packages built onto pallets, nothing lost."""

import pytest

import samples
from aidbridge.model.errors import InputError
from aidbridge.model.resources import Supply
from aidbridge.planning.items import items_of


def with_supplies(*supplies: Supply):
    return samples.mission().model_copy(update={"supplies": supplies})


def of(mission, resource):
    return [item for item in items_of(mission, {}).items if item.resource == resource]


def test_every_resource_has_its_items_in_order():
    mission = samples.mission()
    resources = [item.resource for item in items_of(mission, {}).items]
    expected = [r.id for r in (*mission.vehicles, *mission.teams, *mission.supplies, *mission.devices)]
    assert list(dict.fromkeys(resources)) == expected


def test_vehicle_takes_the_catalogues_measures():
    (item,) = of(samples.mission(), "RU-ars-01")
    assert (item.length_cm, item.width_cm, item.height_cm, item.mass_kg) == (790, 250, 290, 13_500)
    assert [axle.load_kg for axle in item.axles] == [5_000] * 3
    assert item.flies and item.returns and item.basis == "equipment:ars14km"


def test_vehicle_heavier_than_its_type_presses_harder_on_its_axles():
    heavy = samples.mission().vehicles[0].model_copy(update={"mass_kg": 27_000.0})
    (item,) = of(samples.mission().model_copy(update={"vehicles": (heavy,)}), "RU-ars-01")
    assert [axle.load_kg for axle in item.axles] == [10_000] * 3


def test_assumed_figures_replace_the_catalogues():
    item = next(i for i in items_of(samples.mission(), {"equipment:ars14km.height_m": 3.05}).items if i.id == "RU-ars-01")
    assert item.height_cm == 305


def test_host_vehicles_drive_and_never_fly():
    (item,) = of(samples.mission(), "IT-truck-01")
    assert not item.flies
    assert item.origin == "LIRE"
    assert item.pallet_places == 2


def test_persons_weigh_the_planning_mass():
    (item,) = of(samples.mission(), "RU-dis-1")
    assert (item.kind, item.persons, item.mass_kg, item.drivers) == ("persons", 6, 720, 6)


@pytest.mark.parametrize("quantity", [1, 9, 10, 150])
def test_pallets_hold_all_pieces_and_no_more(quantity):
    units = of(with_supplies(Supply(id="S", offer="RU-1", quantity=quantity, package="ventilator_icu")), "S")
    per_pallet = 9  # 3 x 3 crates of 0.8 x 0.7 m on 2.64 x 2.13 m; crates may not be stacked
    assert len(units) == -(-quantity // per_pallet)
    assert sum(content.quantity for unit in units for content in unit.contents) == quantity
    assert all(unit.height_cm == 126 for unit in units)
    assert sum(unit.mass_kg for unit in units) == 161 * len(units) + 80 * quantity


def test_cartons_are_stacked_up_to_the_pallets_height():
    units = of(with_supplies(Supply(id="S", offer="RU-1", quantity=300_000, package="mask_carton", per_package=2_000)), "S")
    assert len(units) == 1  # 25 cartons of 0.54 x 0.39 m in a layer, six layers: grids alone take 20
    assert units[0].height_cm == 234
    assert sum(content.quantity for unit in units for content in unit.contents) == 300_000


def test_loose_packages_fly_one_by_one():
    units = of(with_supplies(Supply(id="S", offer="RU-1", quantity=5, package="pcr_analyser", per_package=2, pallet="none")), "S")
    assert [content.quantity for unit in units for content in unit.contents] == [2, 2, 1]


def test_supplies_that_fit_no_pallet_are_all_named():
    wrong = [Supply(id=f"S-{i}", offer="RU-1", quantity=1, package="lab_container_20ft", pallet="eur_pallet") for i in (1, 2)]
    with pytest.raises(InputError) as caught:
        items_of(with_supplies(*wrong), {})
    assert [fault.path for fault in caught.value.faults] == ["supplies[S-1].package", "supplies[S-2].package"]
    assert "none" in caught.value.faults[0].advice
