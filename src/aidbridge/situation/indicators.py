"""What a place's figures say on one day: how much, how fast, for how many people, and how full the hospitals are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..catalogue.beds import HOSPITAL, INTENSIVE_CARE
from ..model.series import Figures, Level, Quantity, Series
from .forecast import LEAST_DAYS, WEEK, growth_rate
from .gaps import counted, new_counts

PER = 100_000
DOUBLING_LEAST = 0.005
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
    """Patients in hospital per hospital bed, or per 100,000 residents where beds are not known; a province has its region's."""
    INTENSIVE_CARE = "intensive_care"
    """Patients in intensive care per bed of intensive care of before, or per 100,000 residents; a province has its region's."""


@dataclass(frozen=True, slots=True)
class Situation:
    """P places of one level on one day. What cannot be told is NaN."""

    series: Series
    """As known on the day, these places only."""
    counted: Quantity
    """What level and growth are of."""
    value: Mapping[Indicator, Figures]
    """(P) each."""
    new: Mapping[Quantity, Figures]
    """(P) New counts of the last seven days, of deaths, cases and tests."""
    doubling_days: Figures
    """(P) Days in which the cumulative count doubles at the pace of the last seven days."""
    residents: Figures
    """(P)"""
    beds: Mapping[str, Figures]
    """(P) Beds of each kind at the place itself."""
    beds_known: Mapping[str, bool]
    """Whether pressure is per bed, by kind."""


def situation(known: Series, level: Level, beds: Mapping[tuple[str, str], float], residents: Mapping[str, float]) -> Situation:
    """The indicators of the places of a level on the last day of a series, which holds what was known on that day.

    `beds` by place and kind, and `residents` by place, may lack any of them. Raises ValueError where the series has no place of the
    level, or too few days.
    """
    rows = [row for row, place in enumerate(known.places) if place.level is level]
    if not rows:
        raise ValueError(f"no place of the level {level} in {known.source}")
    if known.days < LEAST_DAYS:
        raise ValueError(f"{known.days} days of figures until {known.last}: a situation needs {LEAST_DAYS} or more")
    places = known.of(rows)
    counts = {
        quantity: counted(places.figures[quantity])
        for quantity in (Quantity.DEATHS, Quantity.CASES, Quantity.TESTS)
        if quantity in places.figures and not np.isnan(places.figures[quantity]).all()
    }
    leading = Quantity.DEATHS if Quantity.DEATHS in counts else Quantity.CASES
    if leading not in counts:
        raise ValueError(f"neither deaths nor cases of the level {level} in {known.source}")
    new = {quantity: _week(figures, places.figures[quantity]) for quantity, figures in counts.items()}
    people = np.array([residents.get(place.id, np.nan) for place in places.places])
    pressed, per_bed = {}, {}
    for kind, quantity in ((HOSPITAL, Quantity.IN_HOSPITAL), (INTENSIVE_CARE, Quantity.INTENSIVE_CARE)):
        pressed[kind], per_bed[kind] = _pressure(known, places, quantity, kind, beds, residents)
    return Situation(
        places,
        leading,
        {
            Indicator.LEVEL: new[leading],
            Indicator.GROWTH: np.where(np.isnan(new[leading]), np.nan, growth_rate(new_counts(counts[leading]))),
            Indicator.PER_HEAD: new.get(Quantity.CASES, np.full(len(rows), np.nan)) * PER / people,
            Indicator.PRESSURE: pressed[HOSPITAL],
            Indicator.INTENSIVE_CARE: pressed[INTENSIVE_CARE],
        },
        new,
        _doubling(counts[leading]),
        people,
        {kind: np.array([beds.get((place.id, kind), np.nan) for place in places.places]) for kind in pressed},
        per_bed,
    )


def latest(figures: Figures) -> Figures:
    """(P) The last figure known of each place (P, D); NaN where there is none."""
    known = np.where(np.isnan(figures), -1, np.arange(figures.shape[1])).max(axis=1)
    last: Figures = np.where(known >= 0, figures[np.arange(len(known)), np.maximum(known, 0)], np.nan)
    return last


def _week(counts: Figures, published: Figures) -> Figures:
    """(P) New counts of the last seven days; NaN where nobody counts."""
    new: Figures = np.where(np.all(np.isnan(published), axis=1), np.nan, new_counts(counts)[:, -WEEK:].sum(axis=1))
    return new


def _doubling(counts: Figures) -> Figures:
    """(P) Days; NaN where nothing grows."""
    days = min(WEEK, counts.shape[1] - 1)
    rate = np.log(np.maximum(counts[:, -1], 1) / np.maximum(counts[:, -1 - days], 1)) / days
    doubling: Figures = np.where(rate > DOUBLING_LEAST, np.log(2) / np.maximum(rate, DOUBLING_LEAST), np.nan)
    return doubling


def _pressure(
    known: Series,
    places: Series,
    quantity: Quantity,
    kind: str,
    beds: Mapping[tuple[str, str], float],
    residents: Mapping[str, float],
) -> tuple[Figures, bool]:
    """(P) Patients per bed where beds of any place are known, else per 100,000 residents; of the place or what it is part of."""
    if quantity not in known.figures:
        return np.full(len(places.places), np.nan), False
    patients = dict(zip((place.id for place in known.places), latest(known.figures[quantity]), strict=True))
    telling = [
        next((id for id in (place.id, place.part_of) if not np.isnan(patients.get(id, np.nan))), "") for place in places.places
    ]
    per_bed = any((id, kind) in beds for id in telling)
    base = [beds.get((id, kind), np.nan) if per_bed else residents.get(id, np.nan) / PER for id in telling]
    return np.array([patients[id] / of if id and of > 0 else np.nan for id, of in zip(telling, base, strict=True)]), per_bed
