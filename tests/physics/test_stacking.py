"""Loads through a stack: shares by contact area, and what an unrated package may carry."""

import pytest

from aidbridge.model.units import Spot
from aidbridge.physics.stacking import carried_kg, customary_stack_load_kg, shared_cm2


def spot(x: int, z: int, dx: int = 10, dz: int = 10) -> Spot:
    return Spot(package="p", x_cm=x, y_cm=0, z_cm=z, dx_cm=dx, dy_cm=10, dz_cm=dz)


def test_a_column_hands_everything_down() -> None:
    assert carried_kg([spot(0, 0), spot(0, 10), spot(0, 20)], [1, 2, 4]) == [6, 4, 0]


def test_a_bridge_hands_down_by_the_area_touched() -> None:
    # The upper one stands with 7 of its 10 cm on the left and 3 on the right; a fourth presses it.
    loads = carried_kg([spot(0, 0), spot(10, 0), spot(3, 10), spot(3, 20)], [5, 5, 10, 10])
    assert loads == pytest.approx([14, 6, 10, 0])


def test_the_order_of_the_packages_does_not_matter() -> None:
    spots, masses = [spot(0, 0), spot(10, 0), spot(3, 10), spot(3, 20)], [5.0, 5.0, 10.0, 8.0]
    turned = carried_kg(spots[::-1], masses[::-1])
    assert turned[::-1] == pytest.approx(carried_kg(spots, masses))


def test_what_is_on_the_floor_and_beside_presses_nothing() -> None:
    assert carried_kg([spot(0, 0), spot(20, 0, dz=5), spot(40, 10)], [3, 3, 3]) == [0, 0, 0]
    assert shared_cm2(spot(0, 0), spot(10, 0)) == 0 and shared_cm2(spot(0, 0), spot(4, 9)) == 60


@pytest.mark.parametrize(("height", "load"), [(0.38, 48), (0.3, 72), (1.0, 16), (1.6, 0), (3.0, 0), (4.0, 0)])
def test_an_unrated_package_carries_its_own_kind_three_metres_high(height: float, load: float) -> None:
    assert customary_stack_load_kg(8, height) == load
