"""Fuel: the published corners, a second way through the Breguet equation, and what must never happen."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.model.fleet import AircraftType, PayloadRange
from aidbridge.model.policy import FuelPolicy
from aidbridge.physics.fuel import (
    FuelError,
    allowable_payload_kg,
    diagram_payload_kg,
    leg_fuel,
    range_constant_km,
    trip_fuel_kg,
)

IL76 = aircraft_type("il76md")
POLICY = FuelPolicy()
COMPLETE = ("il76md", "il76td", "an124_100", "a400m", "a330_200f", "b747_400f", "c130j30", "c295m", "b737_800_pax")
KM = st.integers(0, 9_000)
PAYLOAD = st.integers(0, 47_000)


def flown(mass_kg: float, km: float, constant_km: float, step_km: float) -> float:
    """Mass after `km`, integrated step by step with the burn of each step's start: no logarithm, no exponential."""
    steps = round(km / step_km)
    for _ in range(steps):
        mass_kg -= mass_kg * (km / steps) / constant_km
    return mass_kg


def masses(type: AircraftType, km: float, payload_kg: int, alternate_km: float, policy: FuelPolicy) -> tuple[float, float, float]:
    """Take-off mass, landing mass and block fuel."""
    fuel = leg_fuel(type, km, payload_kg, alternate_km, policy)
    takeoff = (type.oew_kg or 0) + payload_kg + fuel.block_kg - fuel.taxi_kg
    return takeoff, takeoff - fuel.trip_kg, fuel.block_kg


def test_the_published_range_at_the_largest_payload_is_just_feasible() -> None:
    assert allowable_payload_kg(IL76, 3_650, POLICY.alternate_km, POLICY) == 47_000
    takeoff, landing, _ = masses(IL76, 3_650, 47_000, POLICY.alternate_km, POLICY)
    assert 190_000 - 20 <= takeoff <= 190_000
    assert landing <= 151_500
    assert allowable_payload_kg(IL76, 3_660, POLICY.alternate_km, POLICY) < 47_000
    assert allowable_payload_kg(IL76, 3_650, POLICY.alternate_km + 50, POLICY) < 47_000


@pytest.mark.parametrize("id", COMPLETE)
def test_the_first_corner_meets_the_take_off_mass_or_the_tanks_of_every_complete_type(id: str) -> None:
    type = aircraft_type(id)
    corner = type.payload_range[0]
    takeoff, _, block = masses(type, corner.range_km, math.floor(corner.payload_kg), POLICY.alternate_km, POLICY)
    assert 0 <= min((type.mtow_kg or 0) - takeoff, (type.max_fuel_kg or 0) - block) <= 20


@pytest.mark.parametrize(
    ("id", "payload_kg", "km", "share"),
    [
        ("il76md", 20_000, 7_300, 0.70),
        ("il76md", 40_000, 4_200, 0.99),
        ("a400m", 30_000, 4_500, 0.98),
        ("a400m", 20_000, 6_390, 0.95),
        ("a330_200f", 65_000, 7_400, 0.92),
        ("an124_100", 80_000, 8_400, 0.85),
    ],
)
def test_further_published_corners_are_met_from_below(id: str, payload_kg: int, km: float, share: float) -> None:
    """The range constant knows the first corner only; the others judge it."""
    allowed = allowable_payload_kg(aircraft_type(id), km, POLICY.alternate_km, POLICY)
    assert share * payload_kg <= allowed <= payload_kg


def test_the_corner_by_steps_uses_up_all_fuel_but_the_contingency() -> None:
    """From the take-off mass forward: trip, alternate and 30 minutes by small steps end at the zero-fuel mass."""
    constant = range_constant_km(IL76)
    landed = flown(190_000, 3_650, constant, 0.1)
    without_contingency = landed - 0.05 * (190_000 - landed)
    end = flown(without_contingency, 370 + 770 * 0.5, constant, 0.1)
    assert end == pytest.approx(139_000, abs=25)


@pytest.mark.parametrize(("km", "payload_kg"), [(300, 40_000), (2_430, 40_000), (3_440, 12_000), (6_500, 0)])
def test_a_leg_by_steps(km: float, payload_kg: int) -> None:
    fuel = leg_fuel(IL76, km, payload_kg, 420, POLICY)
    takeoff = 92_000 + payload_kg + fuel.block_kg
    landed = flown(takeoff, km, range_constant_km(IL76), 0.1)
    assert takeoff - landed == pytest.approx(fuel.trip_kg, rel=2e-4, abs=2)
    diverted = flown(landed - fuel.contingency_kg, 420, range_constant_km(IL76), 0.1)
    assert diverted == pytest.approx(92_000 + payload_kg + fuel.final_reserve_kg, abs=5)
    held = flown(diverted, 770 * 0.5, range_constant_km(IL76), 0.1)
    assert held == pytest.approx(92_000 + payload_kg, abs=5)


def test_a_worked_leg() -> None:
    """K is 14,763 km. 2,430 km and 40 t: 132,000 kg without fuel; 385 km of holding burn 3,488; 370 km to the alternate
    3,439; then 5 % of what 2,430 km burn, and that."""
    assert range_constant_km(IL76) == pytest.approx(14_763, abs=1)
    fuel = leg_fuel(IL76, 2_430, 40_000, 370, POLICY)
    assert (fuel.final_reserve_kg, fuel.alternate_kg) == (3_488, 3_439)
    assert fuel.trip_kg == trip_fuel_kg(IL76, 2_430, 132_000 + 3_488 + 3_439 + fuel.contingency_kg) == 25_082
    assert fuel.contingency_kg == math.ceil(0.05 * fuel.trip_kg) == 1_255
    assert fuel.block_kg == 33_264


def test_an_hour_burns_what_the_type_is_known_for() -> None:
    """Il-76: 9 t an hour at cruise is the rule of thumb (estimate); the derived constant is within a fifth of it."""
    assert 0.8 * 9_000 <= trip_fuel_kg(IL76, 770, 150_000) <= 1.2 * 9_000


@given(KM, PAYLOAD, st.integers(0, 800))
def test_reserves_are_all_in_the_landing_mass(km: int, payload_kg: int, alternate_km: int) -> None:
    fuel = leg_fuel(IL76, km, payload_kg, alternate_km, POLICY)
    reserves = fuel.contingency_kg + fuel.alternate_kg + fuel.final_reserve_kg
    assert fuel.trip_kg == trip_fuel_kg(IL76, km, 92_000 + payload_kg + reserves)
    assert fuel.contingency_kg >= POLICY.contingency * fuel.trip_kg


@given(KM, PAYLOAD, st.integers(0, 800), st.integers(1, 500))
def test_more_of_anything_burns_no_less(km: int, payload_kg: int, alternate_km: int, more: int) -> None:
    base = leg_fuel(IL76, km, payload_kg, alternate_km, POLICY).block_kg
    assert leg_fuel(IL76, km + more, payload_kg, alternate_km, POLICY).block_kg > base
    assert leg_fuel(IL76, km, payload_kg + more, alternate_km, POLICY).block_kg >= base
    assert leg_fuel(IL76, km, payload_kg, alternate_km + more, POLICY).block_kg > base
    longer = POLICY.model_copy(update={"final_reserve_min": 30 + more})
    assert leg_fuel(IL76, km, payload_kg, alternate_km, longer).block_kg > base


@given(st.sampled_from(COMPLETE), KM, st.integers(0, 800), st.integers(1, 2_000))
def test_the_allowable_payload_never_grows_with_the_way(id: str, km: int, alternate_km: int, more: int) -> None:
    type = aircraft_type(id)
    allowed = allowable_payload_kg(type, km, alternate_km, POLICY)
    assert allowable_payload_kg(type, km + more, alternate_km, POLICY) <= allowed
    assert allowable_payload_kg(type, km, alternate_km + more, POLICY) <= allowed


@given(st.sampled_from(COMPLETE), KM, st.integers(0, 800), st.floats(0, 2_000))
def test_the_allowable_payload_keeps_every_limit_and_one_kilogram_more_breaks_one(
    id: str, km: int, alternate_km: int, taxi_kg: float
) -> None:
    type, policy = aircraft_type(id), FuelPolicy(taxi_kg=taxi_kg)
    allowed = allowable_payload_kg(type, km, alternate_km, policy)

    def kept(payload_kg: int) -> bool:
        takeoff, landing, block = masses(type, km, payload_kg, alternate_km, policy)
        return (
            payload_kg <= min(type.max_payload_kg, diagram_payload_kg(type, km))
            and takeoff - block <= (type.mzfw_kg or math.inf)
            and takeoff <= (type.mtow_kg or 0)
            and landing <= (type.mlw_kg or 0)
            and block <= (type.max_fuel_kg or 0)
        )

    assert allowed == -1 or kept(allowed)
    assert not kept(allowed + 1)


def test_the_diagram_between_and_beyond_its_corners() -> None:
    assert diagram_payload_kg(IL76, 100) == 47_000
    assert diagram_payload_kg(IL76, 3_925) == pytest.approx(43_500)
    assert diagram_payload_kg(IL76, 7_300) == diagram_payload_kg(IL76, 9_000) == 20_000
    c17 = aircraft_type("c17a")
    assert diagram_payload_kg(c17, 11_538) == 0
    assert diagram_payload_kg(c17, 11_539) == -1


def test_a_leg_no_tank_is_large_enough_for() -> None:
    assert allowable_payload_kg(IL76, 12_000, 370, POLICY) == -1
    with pytest.raises(FuelError, match=r"policy\.fuel\.contingency"):
        leg_fuel(IL76, 12_000, 0, 370, POLICY.model_copy(update={"contingency": 1.0}))


@pytest.mark.parametrize(
    ("id", "missing"),
    [
        ("il76md90a", {"mlw_kg", "max_fuel_kg"}),
        ("c17a", {"mlw_kg"}),
        ("a330_mrtt", {"payload_range"}),
    ],
)
def test_missing_figures_are_all_named(id: str, missing: set[str]) -> None:
    with pytest.raises(FuelError) as error:
        allowable_payload_kg(aircraft_type(id), 1_000, 370, POLICY)
    assert set(error.value.facts) == {f"aircraft:{id}.{field}" for field in missing}


@pytest.mark.parametrize("field", ["oew_kg", "mtow_kg", "payload_range"])
def test_no_fuel_is_reckoned_without_what_it_rests_on(field: str) -> None:
    lacking = IL76.model_copy(update={field: () if field == "payload_range" else None})
    with pytest.raises(FuelError) as error:
        leg_fuel(lacking, 1_000, 10_000, 370, POLICY)
    assert error.value.facts == (f"aircraft:il76md.{field}",)


def test_figures_that_contradict_each_other_are_refused() -> None:
    """The CN-235's recalled masses leave 700 kg of fuel at the largest payload, for 1,528 km with reserves."""
    with pytest.raises(FuelError, match="contradict") as error:
        allowable_payload_kg(aircraft_type("cn235_300m"), 500, 370, POLICY)
    assert "aircraft:cn235_300m.oew_kg" in error.value.facts


def test_a_missing_zero_fuel_mass_is_no_limit_beside_the_largest_payload() -> None:
    lacking = IL76.model_copy(update={"mzfw_kg": None})
    assert allowable_payload_kg(lacking, 1_000, 370, POLICY) == 47_000
    lower = IL76.model_copy(update={"mzfw_kg": 130_000})
    assert allowable_payload_kg(lower, 1_000, 370, POLICY) == 38_000


def test_the_policy_of_a_mission_does_not_change_the_aircraft() -> None:
    """More reserves cost payload; they do not make the aircraft more economical."""
    careful = FuelPolicy(contingency=0.10, final_reserve_min=45)
    assert allowable_payload_kg(IL76, 3_650, 370, careful) < 47_000
    assert trip_fuel_kg(IL76, 1_000, 150_000) == math.ceil(150_000 * math.expm1(1_000 / range_constant_km(IL76)))


def test_a_corner_limited_by_the_tanks() -> None:
    small = IL76.model_copy(update={"max_fuel_kg": 40_000.0, "payload_range": (PayloadRange(payload_kg=30_000, range_km=3_000),)})
    _, _, block = masses(small, 3_000, 30_000, POLICY.alternate_km, POLICY)
    assert 40_000 - 20 <= block <= 40_000
