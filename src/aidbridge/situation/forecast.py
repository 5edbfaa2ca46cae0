"""What a cumulative series will reach in the days to come, and how sure that is.

A plain model, stated whole. New counts of a place are, today, the mean of its last five days. They grow by a rate a day: the logarithm
of its last seven days' count over that of the seven days before, by seven; where a place counts few, the rate of all places
together takes its share, `count / (count + 20)` being the place's own. From each rate a drift of 0.01 a day is taken, for people
and states answer an outbreak; and a rate is held to 0.25 a day either way. Ahead of today the rate fades by a fifth a day
(damped trend: Gardner and McKenzie, Management Science 31, 1985): what grows by 10 % a day does not do so for long.

Intervals are those of the model's own past errors (split conformal prediction: Vovk, Gammerman and Shafer, 2005), of all places
together, on the last ten days whose outcome is known, scaled by what was forecast; a fifth of broad errors assumed beforehand
is mixed in, because the past of an outbreak is short. Their level is corrected each day by how often they were missed
(adaptive conformal inference: Gibbs and Candes, 2021). Nothing later than the last day given is used.
"""

from dataclasses import dataclass

import numpy as np

from ..model.series import Figures

WEEK = 7
LEVEL_DAYS = 5
FADE = 0.8
"""Share of its rate that a trend keeps from one day to the next."""
DRIFT = 0.01
MOST_RATE = 0.25
OWN_COUNT = 20.0
"""Counts in two weeks of which a place's own rate and that of all places together weigh the same."""
FIRST_DAY = 7
"""Days of figures needed before the first forecast."""
KNOWN_DAYS = 10
ASSUMED_SHARE = 0.2
LEAST_ASSUMED = 30
ASSUMED_ERRORS = (-0.7, 1.0)
"""Errors assumed beforehand, evenly spread, in units of the scale."""
CORRECTION = 0.1
LEAST_MISSED, MOST_MISSED = 0.02, 0.5


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

    Gaps (NaN) are closed first: a count unknown stays what it was. Corrections downwards count as no new ones. Raises ValueError
    where there are fewer than seven days, or the horizon or probability make no sense.
    """
    if cumulative.ndim != 2 or cumulative.shape[1] <= FIRST_DAY:
        raise ValueError(f"{cumulative.shape[-1]} days of figures: a forecast needs {FIRST_DAY + 1} or more")
    if horizon < 1 or not 0 < probability < 1:
        raise ValueError(f"horizon {horizon}, probability {probability}: give 1 day or more, and a probability between 0 and 1")
    counts = without_gaps(cumulative)
    last = counts.shape[1] - 1
    value = np.empty((counts.shape[0], horizon))
    low, high = np.empty_like(value), np.empty_like(value)
    path = {day: _increments(counts, day, horizon) for day in range(FIRST_DAY, last + 1)}
    for ahead in range(1, horizon + 1):
        expected = {day: increments[:, ahead - 1] for day, increments in path.items()}
        bounds = _intervals(counts, expected, ahead, 1 - probability)
        value[:, ahead - 1] = counts[:, last] + expected[last]
        low[:, ahead - 1], high[:, ahead - 1] = bounds
    return Forecast(value, np.maximum.accumulate(low, axis=1), np.maximum.accumulate(high, axis=1))


def without_gaps(cumulative: Figures) -> Figures:
    """The same with each unknown count (NaN) as the last one known; nothing known yet is nought."""
    known = np.where(np.isnan(cumulative), -1, np.arange(cumulative.shape[1]))
    latest = np.maximum.accumulate(known, axis=1)
    filled = np.take_along_axis(cumulative, np.maximum(latest, 0), axis=1)
    return np.where(latest < 0, 0.0, filled)


def growth_rate(counts: Figures, day: int) -> Figures:
    """(P) Rate of growth of the new counts, a day, as known on a day; a place that counts little leans on all together."""
    new = _new(counts, day)
    this, before = new[:, max(0, day - 6) : day + 1].sum(axis=1), new[:, max(0, day - 13) : max(0, day - 6)].sum(axis=1)
    everywhere = np.log((this.sum() + 1) / (before.sum() + 1)) / WEEK
    own = np.log((this + 1) / (before + 1)) / WEEK
    share = (this + before) / (this + before + OWN_COUNT)
    rate: Figures = share * own + (1 - share) * everywhere
    return rate


def _new(counts: Figures, day: int) -> Figures:
    return np.maximum(np.diff(counts[:, : day + 1], axis=1, prepend=0), 0)


def _increments(counts: Figures, day: int, horizon: int) -> Figures:
    """(P, H) Counts expected after a day, in sum, by the figures up to that day."""
    rate = np.clip(growth_rate(counts, day) - DRIFT, -MOST_RATE, MOST_RATE)
    level = _new(counts, day)[:, max(0, day - LEVEL_DAYS + 1) :].mean(axis=1)
    # The mean of five days is the level of the day in their middle, so the trend runs from there.
    faded = np.cumsum(FADE ** np.arange(1, horizon + (LEVEL_DAYS - 1) // 2 + 1))[(LEVEL_DAYS - 1) // 2 :]
    return np.cumsum(level[:, None] * np.exp(rate[:, None] * faded[None, :]), axis=1)


def _scale(expected: Figures) -> Figures:
    """The size of an error to be expected: of the count itself where it is large, of its square root where it is small."""
    scale: Figures = expected + 3 * np.sqrt(expected) + 1
    return scale


def _intervals(counts: Figures, expected: dict[int, Figures], ahead: int, missed: float) -> tuple[Figures, Figures]:
    """(P) each: low and high of the last day's forecast, with the level corrected by all forecasts whose outcome is known."""
    last = counts.shape[1] - 1
    level, issued = missed, dict[int, tuple[Figures, Figures]]()
    for day in range(FIRST_DAY, last + 1):
        if day - ahead in issued:
            low, high = issued[day - ahead]
            share = 1 - float(np.mean((counts[:, day] >= low) & (counts[:, day] <= high)))
            level = float(np.clip(level + CORRECTION * (missed - share), LEAST_MISSED, MOST_MISSED))
        errors = [
            _errors(counts, expected, past, ahead) for past in range(max(FIRST_DAY, day - ahead - KNOWN_DAYS + 1), day - ahead + 1)
        ]
        known = np.concatenate(errors) if errors else np.empty(0)
        assumed = np.linspace(*ASSUMED_ERRORS, max(LEAST_ASSUMED, int(known.size * ASSUMED_SHARE)))
        bottom, top = np.quantile(np.concatenate([known, assumed]), [level / 2, 1 - level / 2])
        mean, scale = counts[:, day] + expected[day], _scale(expected[day])
        issued[day] = np.floor(np.maximum(mean + bottom * scale, counts[:, day])), np.ceil(mean + top * scale)
    return issued[last]


def _errors(counts: Figures, expected: dict[int, Figures], day: int, ahead: int) -> Figures:
    """Scaled errors of one day's forecasts, of places where anything was to be expected."""
    counted = expected[day] >= 1
    error = counts[:, day + ahead] - counts[:, day] - expected[day]
    return (error / _scale(expected[day]))[counted]
