"""Seats beside cargo: the free length of the hold, counted a second way centimetre by centimetre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.model.plan import Placement
from aidbridge.model.policy import HoldPolicy
from aidbridge.model.resolved import Item
from aidbridge.physics.seats import free_length_cm, seats

RESOLVED = samples.resolved()
TRUCK, PALLET = RESOLVED.item("RU-ars-01"), RESOLVED.item("RU-vent.1")
POLICY = HoldPolicy()
INTERVALS = st.lists(st.tuples(st.integers(-50, 2_100), st.integers(1, 900)), max_size=8)


def at(item: Item, x_cm: int, turned: bool = False) -> tuple[Item, Placement]:
    return item, Placement(item=item.id, x_cm=x_cm, y_cm=50, turned=turned)


@given(INTERVALS)
def test_free_length_centimetre_by_centimetre(found: list[tuple[int, int]]) -> None:
    blocked = [(start, start + length) for start, length in found]
    free = sum(not any(start <= cm < end for start, end in blocked) for cm in range(2_000))
    assert free_length_cm(2_000, blocked) == free


def test_an_empty_hold_has_all_troop_seats() -> None:
    assert seats(samples.IL76, [], POLICY) == 145


@pytest.mark.parametrize(
    ("floor", "free_cm"),
    [
        ([at(TRUCK, 15)], 2_000 - (15 + 790 + 15)),  # from the front wall to 8.20 m
        ([at(TRUCK, 0), at(TRUCK, 805)], 2_000 - (805 + 790 + 15)),  # the gap between two trucks is in both their gaps
        ([at(PALLET, 500)], 2_000 - (275 + 10)),
        ([at(PALLET, 500, turned=True)], 2_000 - (224 + 10)),
        ([at(PALLET, 500), at(PALLET, 500)], 2_000 - (275 + 10)),  # side by side they block one length
        ([at(PALLET, 1_725)], 2_000 - (275 + 5)),  # the gap behind the last is beyond the floor
    ],
)
def test_the_free_share_of_the_seats_rounded_down(floor: list[tuple[Item, Placement]], free_cm: int) -> None:
    assert seats(samples.IL76, floor, POLICY) == 145 * free_cm // 2_000


def test_a_full_hold_has_none_but_those_in_a_cabin_of_their_own() -> None:
    full = [at(TRUCK, 0), at(TRUCK, 805), at(TRUCK, 1_205)]
    assert seats(samples.IL76, full, POLICY) == 0
    assert seats(samples.IL76.model_copy(update={"seats_beside_cargo": 21}), full, POLICY) == 21


def test_what_is_not_known_is_no_seat() -> None:
    assert seats(samples.IL76.model_copy(update={"troop_seats": None}), [], POLICY) == 0
    assert seats(samples.IL76.model_copy(update={"hold_length_m": None}), [at(PALLET, 0)], POLICY) == 0


def test_a_passenger_aircraft_has_no_hold_and_all_its_seats() -> None:
    assert seats(aircraft_type("b737_800_pax"), [], POLICY) == 189


@given(st.integers(0, 1_200), st.integers(0, 1_700))
def test_one_item_more_leaves_no_more_seats(x_cm: int, more_cm: int) -> None:
    one = seats(samples.IL76, [at(TRUCK, x_cm)], POLICY)
    assert seats(samples.IL76, [at(TRUCK, x_cm), at(PALLET, more_cm)], POLICY) <= one
    assert seats(samples.IL76, [at(TRUCK, x_cm)], POLICY.model_copy(update={"vehicle_gap_m": 0.5})) <= one
