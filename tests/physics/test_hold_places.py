"""What depends on places in a hold, counted a second way: zones, running load, ramps, clear heights, envelope, restraint, the way
out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from aidbridge.model.hold import EnvelopeRow, FloorZone, FuelArm, HeightSpan, Position
from aidbridge.model.plan import Placement
from aidbridge.model.policy import RestraintPolicy
from aidbridge.model.resolved import Axle, Item
from aidbridge.physics.approach import entry_height_cm, steepest_deg
from aidbridge.physics.envelope import aircraft_state, load_window
from aidbridge.physics.floor import limit_over, position_loads, ramp_cm, running_loads
from aidbridge.physics.hold_heights import clearings, highest_cm
from aidbridge.physics.restraint import restraint
from aidbridge.physics.standing import Stood, between_cm
from aidbridge.physics.unloading import in_the_way

TRUCK = samples.resolved().item("RU-ars-01")
BOXES = st.lists(
    st.tuples(st.integers(0, 1_500), st.integers(10, 500), st.integers(0, 200), st.integers(10, 140), st.integers(1, 9_000)),
    min_size=1,
    max_size=6,
)


def crate(length: int, width: int, kg: int, **more: object) -> Item:
    known = {"id": "c", "kind": "cargo", "resource": "c", "offer": "x", "flies": True, "origin": "UUMU", "ready_min": 0}
    return Item.model_validate(known | {"length_cm": length, "width_cm": width, "height_cm": 200, "mass_kg": kg} | more)


def stood(boxes: list[tuple[int, int, int, int, int]]) -> list[Stood]:
    return [Stood(crate(length, width, kg), x, x + length, y, y + width, False) for x, length, y, width, kg in boxes]


@given(BOXES)
def test_running_load_centimetre_by_centimetre(boxes: list[tuple[int, int, int, int, int]]) -> None:
    floor = stood(boxes)
    most = max(
        sum(100 * one.item.mass_kg / (one.x_to_cm - one.x_cm) for one in floor if one.x_cm <= cm < one.x_to_cm)
        for cm in range(2_000)
    )
    assert max(p.value for p in running_loads(samples.IL76, floor)) == pytest.approx(most)


@given(BOXES, st.integers(1, 19))
def test_positions_share_out_all_that_stands_on_them(boxes: list[tuple[int, int, int, int, int]], cut: int) -> None:
    positions = (Position(id="A", from_m=0, to_m=cut, limit_kg=1), Position(id="B", from_m=cut, to_m=20, limit_kg=1))
    floor = stood(boxes)
    loads = position_loads(samples.IL76.model_copy(update={"positions": positions}), floor)
    assert sum(mass for _, mass, _ in loads) == pytest.approx(sum(one.item.mass_kg for one in floor))


@given(BOXES)
def test_distance_is_what_separates_two_rectangles(boxes: list[tuple[int, int, int, int, int]]) -> None:
    one, other = (stood(boxes) * 2)[:2]
    overlap = one.x_cm < other.x_to_cm and other.x_cm < one.x_to_cm and one.y_cm < other.y_to_cm and other.y_cm < one.y_to_cm
    assert (between_cm(one, other) < 0) is overlap
    assert between_cm(one, other) == between_cm(other, one)


def test_the_strictest_zone_under_an_item_holds_and_the_type_elsewhere() -> None:
    zones = (FloorZone(from_m=0, to_m=5, axle_limit_kg=9_000), FloorZone(from_m=5, to_m=8, axle_limit_kg=5_000))
    type = samples.IL76.model_copy(update={"floor_zones": zones})
    places = {(100, 100): 9_000, (500, 500): 5_000, (600, 700): 5_000, (900, 900): 7_500, (700, 900): 5_000, (100, 900): 5_000}
    assert {at: limit_over(type, "axle_limit_kg", *at) for at in places} == places
    assert limit_over(type, "floor_limit_kg_m2", 100, 200) == 1_450, "a zone without a figure leaves the type's"
    assert limit_over(type.model_copy(update={"axle_limit_kg": None}), "axle_limit_kg", 900, 900) is None


def test_the_ramp_begins_where_the_floor_ends() -> None:
    assert ramp_cm(samples.IL76, 0) is None
    type = samples.IL76.model_copy(update={"ramp_length_m": 4.5})
    assert (ramp_cm(type, 0), ramp_cm(type, 0.15), ramp_cm(type, 5)) == ((2_000, 2_450), (2_000, 2_435), None)


@pytest.mark.parametrize(("door", "ok"), [("rear", False), ("nose", True), ("both", True), ("side", True), (None, True)])
def test_a_low_stretch_behind_an_item_matters_where_it_leaves_by_the_rear(door: str | None, ok: bool) -> None:
    low = (HeightSpan(from_m=15, to_m=16, height_m=1.5),)
    type = samples.IL76.model_copy(update={"height_profile": low, "loads_through": door})
    passed = clearings(type, Stood(crate(200, 200, 1), 100, 300, 50, 250, False))
    assert all(c.height_cm <= c.limit_cm for c in passed) is ok


def test_the_highest_stretch_counts_the_holds_own_height_only_where_it_is_left() -> None:
    whole = (HeightSpan(from_m=0, to_m=10, height_m=2.0), HeightSpan(from_m=10, to_m=20, height_m=2.5))
    assert highest_cm(samples.IL76.model_copy(update={"height_profile": whole})) == 250
    assert highest_cm(samples.IL76.model_copy(update={"height_profile": whole[:1]})) == 340


@given(st.integers(20, 80), st.integers(50, 200), st.integers(200, 500))
def test_a_vehicle_on_its_steepest_ramp_just_touches(clearance: int, overhang: int, base: int) -> None:
    axles = (Axle(at_cm=overhang, load_kg=1), Axle(at_cm=overhang + base, load_kg=1))
    car = crate(2 * overhang + base, 200, 2, kind="vehicle", axles=axles, clearance_cm=clearance)
    found = steepest_deg(car)
    assert math.tan(math.radians(found["approach"] or 0)) * overhang == pytest.approx(clearance)
    assert found["departure"] == pytest.approx(found["approach"])
    # At the crest, axles half a base before and behind it, the chord between them lies so far below the crest.
    assert math.tan(math.radians((found["breakover"] or 0) / 2)) * base / 2 == pytest.approx(clearance)
    assert entry_height_cm(car, 0.001) == pytest.approx(200, abs=1)
    assert entry_height_cm(car, 20) >= 200


def test_what_nobody_knows_of_a_vehicle_is_told() -> None:
    assert steepest_deg(TRUCK) == {"approach": None, "departure": None, "breakover": None}
    trailer = crate(400, 200, 800, kind="trailer", clearance_cm=40, axles=(Axle(at_cm=250, load_kg=800),))
    assert set(steepest_deg(trailer)) == {"departure", "breakover"}
    assert steepest_deg(trailer)["breakover"] == 90


ROWS = (EnvelopeRow(mass_kg=90_000, forward_m=8.8, aft_m=10.6), EnvelopeRow(mass_kg=190_000, forward_m=9.2, aft_m=10.2))
ARMS = (FuelArm(fuel_kg=0, arm_m=9.4), FuelArm(fuel_kg=80_000, arm_m=9.9))
ENVELOPE = samples.IL76.model_copy(
    update={"envelope": ROWS, "oew_arm_m": 9.7, "fuel_arm": ARMS, "balance_from_m": None, "balance_to_m": None}
)


@given(st.integers(500, 47_000), st.integers(0, 10_000), st.integers(0, 60_000), st.integers(0, 2_000))
def test_the_window_is_where_the_aircraft_is_inside_its_envelope(floor: int, persons: int, fuel: int, centre: int) -> None:
    window = load_window(ENVELOPE, floor, persons, (fuel,))
    assert window is not None
    inside = True
    for kg in (0, fuel):
        state = aircraft_state(ENVELOPE, floor, centre, persons, kg)
        inside &= state is not None and state.forward_m <= state.least_m + 1e-9 and state.most_m <= state.aft_m + 1e-9
    near = min(abs(centre - window.low_cm), abs(centre - window.high_cm)) < 1e-3
    assert near or (window.low_cm <= centre <= window.high_cm) is inside


def test_a_band_narrows_the_envelope_and_stands_alone() -> None:
    banded = ENVELOPE.model_copy(update={"balance_from_m": 9.0, "balance_to_m": 10.0})
    assert load_window(banded, 40_000, 0, ()) == (900, 1_000)
    assert load_window(samples.IL76, 40_000, 5_000, (60_000,)) == (850, 1_075)
    assert load_window(ENVELOPE, 47_000, 0, (60_000,)) == load_window(ENVELOPE, 47_000, 0, (60_000, 60_000))
    beyond = load_window(ENVELOPE, 47_000, 0, (70_000,))
    assert beyond is not None and beyond.low_cm > beyond.high_cm


@given(
    st.integers(0, 60_000),
    st.floats(0, 9),
    st.floats(0, 3),
    st.floats(0, 3),
    st.floats(0, 3),
    st.sampled_from([None, 2_000.0, 20_000.0]),
)
def test_devices_hold_in_every_direction(kg: int, forward: float, aft: float, side: float, up: float, ring: float | None) -> None:
    policy = RestraintPolicy(forward_g=forward, aft_g=aft, lateral_g=side, up_g=up)
    found = restraint(kg, policy, ring)
    assert found is not None
    strength = min(policy.device_kg, ring or policy.device_kg)
    assert found.forward * strength * policy.along >= kg * forward - 1e-3
    assert found.aft * strength * policy.along >= kg * aft - 1e-3
    assert found.devices / 2 * strength * policy.across >= kg * side - 1e-3
    assert found.devices * strength * policy.upward >= kg * up - 1e-3
    assert found.devices >= found.forward + found.aft
    assert found.devices % 2 == 0


@given(BOXES, st.sampled_from(["rear", "nose", "both"]))
def test_the_way_out_is_swept_centimetre_by_centimetre(boxes: list[tuple[int, int, int, int, int]], door: str) -> None:
    """Items that do not overlap: the first one is pushed out along the hold."""
    first, *others = stood(boxes)
    apart = [one for one in others if between_cm(first, one) >= 0]

    def hits(step: int) -> bool:
        return any(
            first.y_cm < one.y_to_cm and one.y_cm < first.y_to_cm
            and any(first.x_cm + d < one.x_to_cm and one.x_cm < first.x_to_cm + d for d in range(0, step * 2_100, step * 10))
            for one in apart
        )  # fmt: skip

    ways = {"rear": (1,), "nose": (-1,), "both": (1, -1)}[door]
    blocked = in_the_way(samples.IL76.model_copy(update={"loads_through": door}), first, apart)
    assert bool(blocked) is all(hits(step) for step in ways)


def test_a_turned_item_is_as_wide_as_it_is_long() -> None:
    there = Stood.of(TRUCK, Placement(item=TRUCK.id, x_cm=100, y_cm=20, turned=True))
    assert (there.x_to_cm, there.y_to_cm) == (350, 810)
