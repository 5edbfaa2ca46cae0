"""What a cumulative series will reach in the days to come, and how sure that is.

A plain model, stated whole. New counts of a place are, today, the mean of its last five days. They grow by a rate a day: the
logarithm of its last seven days' count over that of the seven days before, by seven (of half the days there are, where they are
fewer than fourteen); where a place counts few, the rate of all places together takes its share, `count / (count + 40)` being the
place's own. From each rate a drift of 0.02 a day is taken, and it is held to 0.25 a day either way. Ahead of today it keeps 0.85
of itself from one day to the next (damped trend: Gardner and McKenzie, Management Science 31, 1985): what grows by 10 % a day
does not do so for long. Beside that, each day ahead has 2 % less than the one before: people and states answer an outbreak. These
five figures were chosen on the Italian regions of March and April 2020; `benchmarks/situation` shows how they do elsewhere.

Intervals are those of the model's own past errors (split conformal prediction: Vovk, Gammerman and Shafer, 2005), of all places
together, on the last seven days whose outcome is known, scaled by what was forecast; a fifth of broad errors assumed beforehand
is mixed in, because the past of an outbreak is short. Each side is half way between the errors' own quantile on that side and the
quantile of their size on either: an outbreak turns, and errors that were all on one side are then on the other. The level is
corrected each day by how often intervals were missed (adaptive conformal inference: Gibbs and Candes, 2021). Nothing later than
the last day given is used.
"""

from dataclasses import dataclass

import numpy as np

from ..model.series import Figures
from .gaps import counted, new_counts

WEEK = 7
LEVEL_DAYS = 5
FADE = 0.85
"""Share of its rate that a trend keeps from one day to the next."""
DRIFT = 0.02
MOST_RATE = 0.25
OWN_COUNT = 40.0
"""Counts in two weeks of which a place's own rate and that of all places together weigh the same."""
LEAST_DAYS = 2
"""Days of figures needed for a forecast."""
KNOWN_DAYS = 7
ASSUMED_SHARE = 0.2
LEAST_ASSUMED = 30
ASSUMED_ERRORS = (-0.7, 1.0)
"""Errors assumed beforehand, evenly spread, in units of the scale, up to a week ahead."""
ASSUMED_GROWTH = 1.5
"""Power of the weeks ahead with which the upper one grows beyond a week."""
CORRECTION = 0.1
LEAST_MISSED, MOST_MISSED = 0.1, 0.35


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of P places, for the H days after the last one given."""

    value: Figures
    """(P, H) The cumulative count forecast."""
    low: Figures
    high: Figures
    """(P, H) The interval that the count lies in with the probability asked."""


def forecast(cumulative: Figures, horizon: int, probability: float = 0.8) -> Forecast:
    """Forecast cumulative counts (P, D) of places that suffer from the same thing, for `horizon` days.

    Gaps (NaN) and steps down are repaired first (see `gaps`). Raises ValueError where there are fewer than two days, or the
    horizon or probability make no sense.
    """
    if cumulative.ndim != 2 or cumulative.shape[1] < LEAST_DAYS:
        raise ValueError(f"{cumulative.shape[-1]} days of figures: a forecast needs {LEAST_DAYS} or more")
    if horizon < 1 or not 0 < probability < 1:
        raise ValueError(f"horizon {horizon}, probability {probability}: give 1 day or more, and a probability between 0 and 1")
    counts = counted(cumulative)
    new = new_counts(counts)
    last = counts.shape[1] - 1
    days = range(LEAST_DAYS - 1, last + 1)
    path = np.stack([_increments(new[:, : day + 1], horizon) for day in days])
    value = counts[:, last, None] + path[-1]
    sides = [_intervals(counts, path[:, :, ahead - 1], ahead, 1 - probability) for ahead in range(1, horizon + 1)]
    low, high = np.stack([low for low, _ in sides], axis=1), np.stack([high for _, high in sides], axis=1)
    return Forecast(value, np.maximum.accumulate(low, axis=1), np.maximum.accumulate(high, axis=1))


def growth_rate(new: Figures) -> Figures:
    """(P) Rate of growth, a day, of new counts (P, D) on the last day; a place that counts little leans on all together."""
    days = min(WEEK, new.shape[1] // 2)
    this, before = new[:, -days:].sum(axis=1), new[:, -2 * days : -days].sum(axis=1)
    everywhere = np.log((this.sum() + 1) / (before.sum() + 1)) / days
    own = np.log((this + 1) / (before + 1)) / days
    share = (this + before) / (this + before + OWN_COUNT)
    rate: Figures = share * own + (1 - share) * everywhere
    return rate


def _increments(new: Figures, horizon: int) -> Figures:
    """(P, H) Counts expected after the last day, in sum."""
    rate = np.clip(growth_rate(new) - DRIFT, -MOST_RATE, MOST_RATE)
    recent = new[:, -LEVEL_DAYS:]
    # The mean of five days is the level of the day in their middle, so the trend runs from there.
    middle = (recent.shape[1] - 1) // 2
    ahead = np.arange(1, horizon + middle + 1)
    faded = np.cumsum(FADE**ahead)[middle:]
    growth = np.exp(rate[:, None] * faded - DRIFT * ahead[middle:])
    sums: Figures = np.cumsum(recent.mean(axis=1)[:, None] * growth, axis=1)
    return sums


def _scale(expected: Figures) -> Figures:
    """The size of an error to be expected: of the count itself where it is large, of its square root where it is small."""
    scale: Figures = expected + 3 * np.sqrt(expected) + 1
    return scale


def _intervals(counts: Figures, expected: Figures, ahead: int, missed: float) -> tuple[Figures, Figures]:
    """(P) each: low and high of the last day's forecast, with the level corrected by all forecasts whose outcome is known.

    `expected` (D, P): counts to come in `ahead` days, by each day from the first that has a forecast.
    """
    begin = counts.shape[1] - len(expected)
    origins = counts[:, begin:].T
    scale = _scale(expected)
    known = max(len(expected) - ahead, 0)
    errors = (origins[ahead:] - origins[:known] - expected[:known]) / scale[:known]
    told = [error[counting] for error, counting in zip(errors, expected[:known] >= 1, strict=True)]
    level = missed
    low, high = np.empty_like(expected), np.empty_like(expected)
    for day in range(len(expected)):
        if day >= ahead:
            outside = (origins[day] < low[day - ahead]) | (origins[day] > high[day - ahead])
            level = float(np.clip(level + CORRECTION * (missed - outside.mean()), LEAST_MISSED, MOST_MISSED))
        bottom, top = _quantiles(told[max(0, day - ahead - KNOWN_DAYS + 1) : max(0, day - ahead + 1)], level, ahead)
        mean = origins[day] + expected[day]
        low[day] = np.floor(np.maximum(mean + bottom * scale[day], origins[day]))
        high[day] = np.ceil(mean + top * scale[day])
    return low[-1], high[-1]


def _quantiles(errors: list[Figures], level: float, ahead: int) -> tuple[float, float]:
    """What of the scale is to be added below and above, where a share `level` may be missed."""
    count = sum(error.size for error in errors)
    least, most = ASSUMED_ERRORS
    # What grows beyond all forecasts does so the more, the longer it has for it.
    most *= max(1.0, ahead / WEEK) ** ASSUMED_GROWTH
    assumed = np.linspace(least, most, max(LEAST_ASSUMED, int(count * ASSUMED_SHARE)))
    together = np.sort(np.concatenate([*errors, assumed]))
    size = _quantile(np.sort(np.abs(together)), 1 - level)
    return (_quantile(together, level / 2) - size) / 2, (_quantile(together, 1 - level / 2) + size) / 2


def _quantile(ascending: Figures, share: float) -> float:
    """The quantile of sorted figures, by straight lines between them: `numpy.quantile` without what it checks each time."""
    at = share * (ascending.size - 1)
    below = int(at)
    here = float(ascending[below])
    return here + (at - below) * (float(ascending[min(below + 1, ascending.size - 1)]) - here)
