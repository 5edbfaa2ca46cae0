"""Needs from a situation: each line with the figure it starts from, its factors and their sources, its day and its bounds."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ..catalogue.beds import HOSPITAL, INTENSIVE_CARE
from ..model.facts import Status
from ..model.series import Figures, Level, Quantity, SeriesPlace
from .forecast import WEEK, Forecast
from .gaps import counted
from .indicators import Situation
from .patients import patients_ahead
from .rules import Factor, Figure, Rule

_LEAST_CERTAIN = (Status.READ, Status.DERIVED, Status.RECALLED, Status.ESTIMATED)
"""From the surest; a line is as sure as the least sure of what it is made of."""


@dataclass(frozen=True, slots=True)
class Override:
    """What a person puts in the place of a line's quantity, and why."""

    id: str
    quantity: float
    reason: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """So much of a capability at a place from a day on."""

    id: str
    rule: Rule
    place: SeriesPlace
    quantity: float
    """What is asked for: the override where there is one."""
    reckoned: float
    low: float
    high: float
    """What the rule gives for the forecast and for the bounds of its 80 % interval."""
    figure: float
    share: float
    """Of the region's figure that is the province's; 1 for a region."""
    start: date
    status: Status
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    """(P, H) of a figure on each day of the forecast: as forecast, and at both bounds. `total` where days add up."""

    value: Figures
    low: Figures
    high: Figures
    total: bool = False

    def of(self, place: int) -> tuple[float, float, float]:
        gather: Callable[[Figures], float] = np.sum if self.total else np.max
        return float(gather(self.value[place])), float(gather(self.low[place])), float(gather(self.high[place]))


def needs(
    day: date,
    regions: Situation,
    provinces: Situation | None,
    cases: Forecast,
    rules: Sequence[Rule],
    bed_status: Mapping[str, Status],
    overrides: Sequence[Override] = (),
) -> tuple[list[NeedLine], list[Override]]:
    """The need lines of a situation, regions in the order of the series, and the overrides that no line bears the name of.

    `cases` forecasts the regions' cumulative cases and sets the horizon; `bed_status` says by kind how sure the beds are. A
    region whose patients or beds nobody knows has no line that needs them.
    """
    horizon = cases.value.shape[1]
    by_id = {override.id: override for override in overrides}
    lines: list[NeedLine] = []
    for rule in rules:
        amount = _amount(rule, regions, cases, horizon)
        if amount is None:
            continue
        for n, region in enumerate(regions.series.places):
            if np.isnan(amount.value[n]).any():
                continue
            for place, share in _places(rule, region, provinces):
                line = _line(rule, place, share, amount, n, day, _status(rule, bed_status), by_id)
                if line is not None:
                    lines.append(line)
    named = {line.id for line in lines}
    return lines, [override for override in overrides if override.id not in named]


def _places(rule: Rule, region: SeriesPlace, provinces: Situation | None) -> list[tuple[SeriesPlace, float]]:
    """The places that a region's figure is for, with their shares."""
    if rule.level is not Level.PROVINCE or provinces is None:
        return [(region, 1.0)]
    new = provinces.new[Quantity.CASES]
    inside = [n for n, place in enumerate(provinces.series.places) if place.part_of == region.id]
    total = sum(float(new[n]) for n in inside)
    return [(provinces.series.places[n], float(new[n]) / total) for n in inside] if total > 0 else [(region, 1.0)]


def _line(
    rule: Rule, place: SeriesPlace, share: float, amount: _Amount, n: int, day: date, status: Status, by_id: Mapping[str, Override]
) -> NeedLine | None:
    id = f"{place.id}-{rule.id}"
    times = rule.factors["times"].value * share
    reckoned, low, high = (_rounded(figure * times, rule) for figure in amount.of(n))
    override = by_id.get(id)
    if reckoned < rule.least and override is None:
        return None
    if override is not None and override.quantity <= 0:
        return NeedLine(id, rule, place, 0.0, reckoned, low, high, amount.of(n)[0], share, day, status, override)
    first = next((ahead for ahead, value in enumerate(amount.value[n], 1) if value > 0), 1)
    start = day + timedelta(days=max(rule.from_day, 1 if amount.total else first))
    quantity = override.quantity if override else reckoned
    return NeedLine(id, rule, place, quantity, reckoned, low, high, amount.of(n)[0], share, start, status, override)


def _rounded(quantity: float, rule: Rule) -> float:
    return math.ceil(round(max(quantity, 0.0), 6) / rule.round_to) * rule.round_to


def _status(rule: Rule, bed_status: Mapping[str, Status]) -> Status:
    """How sure a line is: never surer than derived, for its figure is a forecast."""
    kinds = {Figure.BEDS_LACKING: HOSPITAL, Figure.INTENSIVE_CARE_BEDS_LACKING: INTENSIVE_CARE}
    of = [Status.DERIVED, *(factor.status for factor in rule.factors.values())]
    if rule.figure in kinds and kinds[rule.figure] in bed_status:
        of.append(bed_status[kinds[rule.figure]])
    return max(of, key=_LEAST_CERTAIN.index)


def _amount(rule: Rule, regions: Situation, cases: Forecast, horizon: int) -> _Amount | None:
    """The rule's figure of each region; None where nobody counts what it needs."""
    factor = {name: factor.value for name, factor in rule.factors.items()}
    match rule.figure:
        case Figure.TESTS_LACKING:
            return _tests_lacking(regions, cases, factor["tests_a_case"])
        case Figure.INTENSIVE_CARE_BEDS_LACKING | Figure.INTENSIVE_CARE_PATIENT_DAYS:
            quantity, kind = Quantity.INTENSIVE_CARE, INTENSIVE_CARE
        case _:
            quantity, kind = Quantity.IN_HOSPITAL, HOSPITAL
    present = regions.series.figures.get(quantity)
    if present is None:
        return None
    if rule.figure is Figure.BEDS_LACKING and Quantity.INTENSIVE_CARE in regions.series.figures:
        present = np.maximum(present - regions.series.figures[Quantity.INTENSIVE_CARE], 0)
    ahead = patients_ahead(present, horizon)
    uncounted = np.all(np.isnan(present), axis=1, keepdims=True)
    value, low, high = (np.where(uncounted, np.nan, figures) for figures in (ahead.value, ahead.low, ahead.high))
    if rule.figure in (Figure.BEDS_LACKING, Figure.INTENSIVE_CARE_BEDS_LACKING):
        free = regions.beds[kind][:, None] * factor["free"]
        value, low, high = (np.maximum(figures / factor["occupancy"] - free, 0) for figures in (value, low, high))
    return _Amount(value, low, high, rule.figure in (Figure.PATIENT_DAYS, Figure.INTENSIVE_CARE_PATIENT_DAYS))


def _tests_lacking(regions: Situation, cases: Forecast, tests_a_case: float) -> _Amount | None:
    """Tests a day beyond those of the last week, for the mean of new cases over the days forecast."""
    made = regions.new.get(Quantity.TESTS)
    if made is None:
        return None
    now = counted(regions.series.figures[Quantity.CASES])[:, -1:]
    horizon = cases.value.shape[1]
    lacking = (
        np.maximum((figures[:, -1:] - now) / horizon * tests_a_case - made[:, None] / min(WEEK, regions.series.days), 0)
        for figures in (cases.value, cases.low, cases.high)
    )
    return _Amount(*lacking)


def factors_of(line: NeedLine) -> tuple[Factor, ...]:
    """All factors of a line, the one that multiplies last."""
    others = tuple(factor for name, factor in line.rule.factors.items() if name != "times")
    return (*others, line.rule.factors["times"])
