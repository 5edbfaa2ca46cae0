"""Centre of gravity: by moments, and a second way by taking pairs together two at a time."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from aidbridge.model.plan import Placement
from aidbridge.model.resolved import Axle, Item
from aidbridge.physics.balance import centre_of_gravity_cm, item_centre_cm

RESOLVED = samples.resolved()
TRUCK, PALLET = RESOLVED.item("RU-ars-01"), RESOLVED.item("RU-vent.1")
PAIRS = st.lists(st.tuples(st.integers(1, 50_000), st.integers(0, 4_000)), min_size=1, max_size=12)


def by_levers(pairs: list[tuple[int, int]]) -> Fraction:
    """Two masses hang on a lever at the point that divides it inversely to them; then the next joins."""
    mass, at = pairs[0][0], Fraction(pairs[0][1])
    for other, centre in pairs[1:]:
        at += (centre - at) * Fraction(other, mass + other)
        mass += other
    return at


@given(PAIRS)
def test_moments_and_levers_agree(pairs: list[tuple[int, int]]) -> None:
    centre = centre_of_gravity_cm(pairs)
    assert centre is not None
    assert -Fraction(1, 2) < centre - by_levers(pairs) <= Fraction(1, 2)


@given(PAIRS, st.integers(1, 500))
def test_order_does_not_count_and_a_shift_moves_it_as_far(pairs: list[tuple[int, int]], shift: int) -> None:
    centre = centre_of_gravity_cm(pairs)
    assert centre_of_gravity_cm(sorted(pairs, reverse=True)) == centre
    assert centre_of_gravity_cm([(mass, at + shift) for mass, at in pairs]) == (centre or 0) + shift


@pytest.mark.parametrize(
    ("pairs", "centre"),
    [
        ([(1_000, 100), (1_000, 201)], 151),  # a half goes up
        ([(13_500, 400), (13_500, 1_210), (1_825, 1_800)], 868),  # 25,020,000 kg cm / 28,825 kg = 867.997
        ([], None),
        ([(0, 100)], None),
    ],
)
def test_worked_figures(pairs: list[tuple[int, int]], centre: int | None) -> None:
    assert centre_of_gravity_cm(pairs) == centre


def test_a_vehicle_is_where_its_axles_carry_it() -> None:
    axles = (Axle(at_cm=120, load_kg=3_500), Axle(at_cm=400, load_kg=5_000), Axle(at_cm=540, load_kg=5_000))
    truck = TRUCK.model_copy(update={"axles": axles})
    # (3,500 x 120 + 5,000 x 400 + 5,000 x 540) / 13,500 = 379.26 cm behind its front
    assert item_centre_cm(truck, Placement(item=truck.id, x_cm=15, y_cm=47)) == 15 + 379


@pytest.mark.parametrize(("item", "turned", "centre"), [(PALLET, False, 138), (PALLET, True, 112), (TRUCK, True, 125)])
def test_anything_else_is_at_its_middle(item: Item, turned: bool, centre: int) -> None:
    """275 cm long and 224 wide; the truck across is 250 cm of the hold's length."""
    assert item_centre_cm(item, Placement(item=item.id, x_cm=0, y_cm=0, turned=turned)) == centre


def test_axles_without_load_say_nothing() -> None:
    truck = TRUCK.model_copy(update={"axles": (Axle(at_cm=100, load_kg=0),)})
    assert item_centre_cm(truck, Placement(item=truck.id, x_cm=100, y_cm=0)) == 100 + 395
