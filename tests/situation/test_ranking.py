"""Indicators, severity and its formula."""

import dataclasses
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import seriesfiles as files
from aidbridge.model.errors import InputError
from aidbridge.model.series import Level, Quantity, Series
from aidbridge.planning.situated import Ranked, situated
from aidbridge.situation.indicators import Indicator, situation
from aidbridge.situation.severity import DEFAULT, severity
from aidbridge.sources.read import read_folder

DAY = date(2020, 3, 12)


def series(folder: Path) -> Series:
    return read_folder(files.italy(folder), "IT", DAY)


def level(folder: Path, which: Level = Level.REGION) -> Ranked:
    return next(ranked for ranked in situated(files.italy(folder), "IT", DAY).levels if ranked.level is which)


def test_indicators_of_a_region(tmp_path: Path) -> None:
    known = series(tmp_path)
    of = situation(known, Level.REGION, {("IT-25", "hospital"): 1000, ("IT-25", "intensive_care"): 10}, {"IT-25": 1_000_000})
    cases = [files.growing(0, n) for n in range(12)]
    assert of.counted is Quantity.DEATHS
    assert of.value[Indicator.PER_HEAD][0] == pytest.approx((cases[11] - cases[4]) / 10)
    assert of.value[Indicator.PRESSURE][0] == pytest.approx(cases[11] // 4 / 1000)
    assert of.value[Indicator.INTENSIVE_CARE][0] == pytest.approx(cases[11] // 20 / 10)
    assert np.isnan(of.value[Indicator.PRESSURE][1]), "beds of the others are not known"
    assert of.value[Indicator.GROWTH][0] > 0.08
    assert 4 < of.doubling_days[0] < 8


def test_pressure_is_per_head_where_no_beds_are_known(tmp_path: Path) -> None:
    of = situation(series(tmp_path), Level.REGION, {}, {"IT-25": 200_000})
    assert not of.beds_known["hospital"]
    assert of.value[Indicator.PRESSURE][0] == pytest.approx(files.growing(0, 11) // 4 / 2)


def test_a_province_has_its_regions_pressure(tmp_path: Path) -> None:
    regions, provinces = level(tmp_path), level(tmp_path, Level.PROVINCE)
    assert provinces.situation.counted is Quantity.CASES
    pressed = provinces.situation.value[Indicator.PRESSURE]
    assert pressed[0] == pressed[1] == regions.situation.value[Indicator.PRESSURE][0]


def test_severity_is_the_weighted_share_of_the_worst(tmp_path: Path) -> None:
    of = level(tmp_path).situation
    made = severity(of, {Indicator.LEVEL: 3, Indicator.PER_HEAD: 1})
    shares = [of.value[i] / of.value[i].max() for i in (Indicator.LEVEL, Indicator.PER_HEAD)]
    np.testing.assert_allclose(made.value, (3 * shares[0] + shares[1]) / 4)
    assert sorted(made.rank) == [1, 2, 3]


def test_an_indicator_alone_ranks_as_its_own_column(tmp_path: Path) -> None:
    of = level(tmp_path).situation
    for indicator in Indicator:
        assert severity(of, {indicator: 1}).rank == severity(of, DEFAULT).ranks[indicator]


def test_what_cannot_be_told_is_left_out_with_its_weight(tmp_path: Path) -> None:
    of = level(tmp_path).situation
    blind = dict(of.value) | {Indicator.PRESSURE: np.full(3, np.nan)}
    made = severity(dataclasses.replace(of, value=blind), {Indicator.LEVEL: 1, Indicator.PRESSURE: 5})
    np.testing.assert_allclose(made.value, severity(of, {Indicator.LEVEL: 1}).value)
    assert made.ranks[Indicator.PRESSURE] == (None, None, None)


def test_where_nothing_grows_growth_still_ranks(tmp_path: Path) -> None:
    of = level(tmp_path).situation
    falling = dict(of.value) | {Indicator.GROWTH: np.array([-0.3, -0.1, -0.2])}
    assert severity(dataclasses.replace(of, value=falling), {Indicator.GROWTH: 1}).rank == (3, 1, 2)


@pytest.mark.parametrize("weights", [{Indicator.LEVEL: -1.0}, {Indicator.LEVEL: 0.0}])
def test_a_formula_of_nothing_is_refused(weights: dict[Indicator, float], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="weights"):
        severity(level(tmp_path).situation, weights)


def test_a_day_without_figures_yet_stands_on_the_last_ones(tmp_path: Path) -> None:
    folder = files.italy(tmp_path, 12)
    of = situated(folder, "IT", date(2020, 3, 14))
    assert [note.key for note in of.notes][-1] == "series.stale"
    made = of.levels[0].forecasts[Quantity.CASES]
    assert made.value[0, 0] > files.growing(0, 12)
    with pytest.raises(InputError, match="2020-03-02 to 2020-03-15"):
        situated(folder, "IT", date(2020, 3, 16))


def test_too_early_a_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--on"):
        situated(files.italy(tmp_path), "IT", date(2020, 3, 1))
    with pytest.raises(InputError, match="--on"):
        situated(tmp_path, "IT", date(2020, 2, 1))
