"""What a place's figures say on one day: how much, how fast, for how many people, and how full the hospitals are."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..catalogue.populations import population
from ..model.series import Figures, Level, Quantity, Series
from .forecast import FIRST_DAY, growth_rate, without_gaps

PER = 100_000
_DOUBLING_LEAST = 0.005
"""Slower than this a day (doubling in 139 days) a count does not double in any time that matters."""


class Indicator(StrEnum):
    """What places can be ranked by; the higher, the worse."""

    LEVEL = "level"
    """New deaths of the last seven days; new cases where deaths are not counted."""
    GROWTH = "growth"
    """Growth of the new counts, a day (see `forecast`)."""
    PER_HEAD = "per_head"
    """New cases of the last seven days, per 100,000 residents."""
    PRESSURE = "pressure"
    """Patients in hospital per bed, or per 100,000 residents where beds are not known; a province has its region's."""


@dataclass(frozen=True, slots=True)
class Situation:
    """P places of one level on one day. What cannot be told is NaN."""

    series: Series
    """As known on the day, these places only."""
    counted: Quantity
    """What level and growth are of."""
    value: dict[Indicator, Figures]
    """(P) each."""
    new: Figures
    """(P) New counts of the last seven days."""
    doubling_days: Figures
    """(P) Days in which the cumulative count doubles at the pace of the last seven days."""
    residents: Figures
    """(P)"""
    beds_known: bool


def situation(known: Series, level: Level, beds: dict[str, float]) -> Situation:
    """The indicators of the places of a level on the last day of a series, which holds what was known on that day.

    `beds` by place may be empty. Raises ValueError where the series has no place of the level, or too few days.
    """
    rows = [row for row, place in enumerate(known.places) if place.level is level]
    if not rows:
        raise ValueError(f"no place of the level {level} in {known.source}")
    if known.days <= FIRST_DAY:
        raise ValueError(f"{known.days} days of figures until {known.last}: a situation needs {FIRST_DAY + 1} or more")
    places = known.of(rows)
    deaths = places.figures.get(Quantity.DEATHS)
    counted = Quantity.DEATHS if deaths is not None and not np.isnan(deaths).all() else Quantity.CASES
    counts, cases = without_gaps(places.figures[counted]), without_gaps(places.figures[Quantity.CASES])
    new, new_cases = _week(counts), _week(cases)
    residents = np.array([float(fact.value) if (fact := population(place.id)) else np.nan for place in places.places])  # type: ignore[arg-type]
    weekly = np.log(np.maximum(counts[:, -1], 1) / np.maximum(counts[:, -8], 1)) / 7
    pressure, beds_known = _pressure(known, places, beds)
    return Situation(
        places,
        counted,
        {
            Indicator.LEVEL: new,
            Indicator.GROWTH: growth_rate(counts, counts.shape[1] - 1),
            Indicator.PER_HEAD: new_cases * PER / residents,
            Indicator.PRESSURE: pressure,
        },
        new,
        np.where(weekly > _DOUBLING_LEAST, np.log(2) / np.maximum(weekly, _DOUBLING_LEAST), np.nan),
        residents,
        beds_known,
    )


def _week(cumulative: Figures) -> Figures:
    """(P) New counts of the last seven days; a correction downwards is no new count."""
    return np.maximum(cumulative[:, -1] - cumulative[:, -8], 0)


def _pressure(known: Series, places: Series, beds: dict[str, float]) -> tuple[Figures, bool]:
    """(P) Patients per bed where all beds are known, else per 100,000 residents; of the place itself, or of what it is part of."""
    patients = known.figures.get(Quantity.IN_HOSPITAL)
    row_of = {place.id: row for row, place in enumerate(known.places)}
    here = [_with_patients(place.id, place.part_of, row_of, patients) for place in places.places]
    base = {
        id: float(beds[id]) if id in beds else np.nan if beds else float(fact.value) / PER if (fact := population(id)) else np.nan  # type: ignore[arg-type]
        for id, _ in here
        if id
    }
    value = [count / base[id] if id and base[id] > 0 else np.nan for id, count in here]
    return np.array(value), bool(beds)


def _with_patients(id: str, part_of: str, row_of: dict[str, int], patients: Figures | None) -> tuple[str, float]:
    for candidate in (id, part_of):
        row = row_of.get(candidate)
        if row is not None and patients is not None:
            last = patients[row][~np.isnan(patients[row])]
            if last.size:
                return candidate, float(last[-1])
    return "", float("nan")
