"""Runway lengths: worked examples of the ICAO corrections, and which way each influence goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.catalogue.aircraft import aircraft_type
from aidbridge.model.policy import RunwayPolicy
from aidbridge.physics.runway import landing_runway_m, site_factor, standard_temperature_c, takeoff_runway_m

PLAIN = RunwayPolicy(takeoff_factor=1, landing_factor=1)
IL76 = aircraft_type("il76md")
ELEVATION = st.floats(0, 900)
TEMPERATURE = st.floats(-30, 20)


@pytest.mark.parametrize(
    ("length_m", "elevation_m", "temperature_c", "by_elevation", "by_both"),
    [
        (1_700, 150, 24, 1_760, 1_936),  # ICAO Doc 9157 Part 1, example 1, before the slope (recalled)
        (2_500, 150, 24, 2_588, 2_846),  # the same, example 2
        (2_000, 535, 22.65, 2_249.66, 2_500),  # Indian engineering examination (GATE), published solution
    ],
)
def test_worked_examples_of_take_off(
    length_m: float, elevation_m: float, temperature_c: float, by_elevation: float, by_both: float
) -> None:
    type = IL76.model_copy(update={"runway_takeoff_m": length_m})
    assert takeoff_runway_m(type, 190_000, elevation_m, None, PLAIN) == pytest.approx(by_elevation, abs=0.6)
    # The published steps round to whole metres on the way.
    assert takeoff_runway_m(type, 190_000, elevation_m, temperature_c, PLAIN) == pytest.approx(by_both, abs=1.2)


def test_worked_example_of_landing() -> None:
    type = IL76.model_copy(update={"runway_landing_m": 2_100})
    assert landing_runway_m(type, 151_500, 150, None, PLAIN) == pytest.approx(2_174, abs=0.6)


def test_the_standard_atmosphere() -> None:
    assert standard_temperature_c(150) == pytest.approx(14.025)
    assert standard_temperature_c(535) == pytest.approx(11.5225)


def test_mass_counts_squared_for_take_off_and_simply_for_landing() -> None:
    assert takeoff_runway_m(IL76, 95_000, 0, None, PLAIN) == pytest.approx(1_700 / 4)
    assert landing_runway_m(IL76, 75_750, 0, None, PLAIN) == pytest.approx(1_000 / 2)


def test_factors_of_the_policy() -> None:
    assert takeoff_runway_m(IL76, 190_000, 0, None, RunwayPolicy()) == pytest.approx(1_700 * 1.15)
    assert landing_runway_m(IL76, 151_500, 0, None, RunwayPolicy()) == pytest.approx(1_000 * 1.67)


def test_nothing_is_taken_off_in_the_cold_or_below_the_sea() -> None:
    assert site_factor(-50, None, PLAIN) == site_factor(0, -20, PLAIN) == site_factor(0, 15, PLAIN) == 1


def test_beyond_35_percent_the_rule_gives_no_answer() -> None:
    assert site_factor(0, 49, PLAIN) == pytest.approx(1.34)
    assert takeoff_runway_m(IL76, 150_000, 3_536, None, PLAIN) is None
    assert landing_runway_m(IL76, 150_000, 0, 51, PLAIN) is None


def test_a_missing_figure_gives_no_answer() -> None:
    for field in ("runway_takeoff_m", "mtow_kg"):
        assert takeoff_runway_m(IL76.model_copy(update={field: None}), 150_000, 0, None, PLAIN) is None
    for field in ("runway_landing_m", "mlw_kg"):
        assert landing_runway_m(IL76.model_copy(update={field: None}), 150_000, 0, None, PLAIN) is None


@given(st.floats(92_000, 190_000), st.floats(0, 5_000), ELEVATION, st.floats(0, 100), TEMPERATURE, st.floats(0, 3))
def test_heavier_higher_and_warmer_need_no_less(
    mass_kg: float, heavier_kg: float, elevation_m: float, higher_m: float, temperature_c: float, warmer_c: float
) -> None:
    for needed in (takeoff_runway_m, landing_runway_m):
        base = needed(IL76, mass_kg, elevation_m, temperature_c, RunwayPolicy())
        assert base is not None
        assert (needed(IL76, mass_kg + heavier_kg, elevation_m, temperature_c, RunwayPolicy()) or 0) >= base
        assert (needed(IL76, mass_kg, elevation_m + higher_m, temperature_c, RunwayPolicy()) or 0) >= base
        assert (needed(IL76, mass_kg, elevation_m, temperature_c + warmer_c, RunwayPolicy()) or 0) >= base
