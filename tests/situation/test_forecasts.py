"""Forecasts: sensible on plain series, blind to the future, better than persistence on the real ones."""

import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from benchmarks.situation.__main__ import COVERAGE, LEAST_BETTER
from benchmarks.situation.rivals import RIVALS
from benchmarks.situation.scoring import OURS, paired, scores
from hypothesis import given
from hypothesis import strategies as st

from aidbridge.model.series import Level, Quantity
from aidbridge.situation.forecast import forecast
from aidbridge.situation.patients import patients_ahead
from aidbridge.sources.read import read_folder

DATA = Path(os.environ.get("AIDBRIDGE_DATA", "")) / "covid_2020"
REAL = pytest.mark.skipif(
    not DATA.is_dir() or "AIDBRIDGE_DATA" not in os.environ, reason="AIDBRIDGE_DATA names no folder with covid_2020"
)


def wave(rate: float, days: int = 30, places: int = 4) -> np.ndarray:
    """Cumulative counts whose new ones grow at a rate."""
    return np.cumsum(np.round(20 * np.arange(1, places + 1)[:, None] * np.exp(rate * np.arange(days))), axis=1)


@pytest.mark.parametrize("rate", [-0.1, 0.0, 0.15])
def test_the_interval_holds_the_forecast_and_grows(rate: float) -> None:
    counts = wave(rate)
    made = forecast(counts, 14)
    assert (made.low <= made.value).all() and (made.value <= made.high).all()
    assert (made.low >= counts[:, -1:]).all(), "a cumulative count does not fall"
    assert (np.diff(made.high - made.low) >= 0).all()


def test_growth_goes_on_but_fades() -> None:
    counts = wave(0.15)
    made = forecast(counts, 7)
    repeated = counts[:, -1] + 7 * np.diff(counts)[:, -1]
    exponential = counts[:, -1] + np.diff(counts)[:, -1] * np.exp(0.15 * np.arange(1, 8)).sum()
    assert (made.value[:, -1] > repeated).all() and (made.value[:, -1] < exponential).all()


def test_nothing_comes_of_nothing() -> None:
    made = forecast(np.zeros((3, 12)), 7)
    assert not made.value.any() and (made.high <= 10).all()


def test_a_repaired_gap_changes_little() -> None:
    counts = wave(0.05)
    spoilt = counts.copy()
    spoilt[0, 25], spoilt[1, 27] = np.nan, 3
    np.testing.assert_allclose(forecast(spoilt, 7).value, forecast(counts, 7).value, rtol=0.05)


@given(st.integers(2, 25), st.integers(0, 2**16))
def test_forecasts_never_see_the_future(day: int, seed: int) -> None:
    counts = wave(0.08)
    changed = counts.copy()
    changed[:, day:] = np.random.default_rng(seed).integers(0, 10**6, changed[:, day:].shape)
    for make in (forecast, patients_ahead):
        one, other = make(counts[:, :day], 7), make(changed[:, :day], 7)
        np.testing.assert_array_equal(one.value, other.value)
        np.testing.assert_array_equal(one.high, other.high)


@pytest.mark.parametrize(
    ("counts", "horizon", "probability"), [(np.zeros((2, 1)), 7, 0.8), (np.zeros((2, 9)), 0, 0.8), (np.zeros((2, 9)), 7, 1.0)]
)
def test_what_cannot_be_forecast_is_refused(counts: np.ndarray, horizon: int, probability: float) -> None:
    with pytest.raises(ValueError, match=r"days of figures|horizon"):
        forecast(counts, horizon, probability)


def test_patients_grow_and_fade() -> None:
    present = np.round(100 * np.exp(0.1 * np.arange(20)))[None, :]
    made = patients_ahead(present, 7)
    assert (np.diff(made.value) > 0).all()
    assert made.value[0, -1] < present[0, -1] * np.exp(0.7)
    assert (made.low <= made.value).all() and (made.value <= made.high).all()


def test_patients_unknown_today_are_as_yesterday() -> None:
    present = np.full((1, 10), 50.0)
    spoilt = present.copy()
    spoilt[0, -1] = np.nan
    np.testing.assert_array_equal(patients_ahead(present, 3).value, patients_ahead(spoilt, 3).value)


def test_the_score_of_a_known_case() -> None:
    counts = np.cumsum(np.full((2, 20), 10.0), axis=1)
    found = scores(counts, 10, 19, 5)
    assert found.total["last day repeated"].max() == 0 and found.daily["last day repeated"].max() == 0
    assert (found.total["total stays"] == 50).all()
    assert found.inside.shape == (5, 2)
    assert paired(np.full((14, 2), 3.0), np.full((14, 2), 4.0)) == (-0.25, -0.25)


@REAL
@pytest.mark.parametrize("quantity", [Quantity.DEATHS, Quantity.CASES])
def test_at_seven_days_over_all_italian_regions(quantity: Quantity) -> None:
    series = read_folder(DATA, "IT").of_level(Level.REGION)
    found = scores(series.figures[quantity], series.column(date(2020, 3, 1)), series.days - 1, 7)
    assert found.inside.shape == (54, 21)
    for name in RIVALS:
        assert found.total[OURS].mean() <= (1 - LEAST_BETTER) * found.total[name].mean(), name
        assert found.daily[OURS].mean() <= (1 - LEAST_BETTER) * found.daily[name].mean(), name
    assert COVERAGE[0] <= found.inside.mean() <= COVERAGE[1]
