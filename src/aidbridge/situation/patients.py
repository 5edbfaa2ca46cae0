"""How many patients there will be in the days to come, from how many there were.

A damped trend on what is present (Gardner and McKenzie, Management Science 31, 1985): patients grow by the rate of the last five
days, less a drift of 0.02 a day, held to 0.25 either way; ahead of today the rate keeps 0.85 of itself from one day to the next.
Bounds are half way between the quantiles of the model's own errors on either side and that of their size, on the last seven days
whose outcome is known, of all places together, mixed with errors of up to 30 % in a week assumed beforehand. Nothing later than
the last day given is used.
"""

import numpy as np

from ..model.series import Figures
from .forecast import Forecast

RATE_DAYS = 5
FADE = 0.85
DRIFT = 0.02
MOST_RATE = 0.25
KNOWN_DAYS = 7
ASSUMED_ERROR = 0.3
"""In a week, of the patients forecast."""
ASSUMED = 30


def patients_ahead(present: Figures, horizon: int, probability: float = 0.8) -> Forecast:
    """Forecast patients present (P, D) for `horizon` days; days left out (NaN) are as the last one known.

    Raises ValueError where no day is given, or the horizon or probability make no sense.
    """
    if present.ndim != 2 or not present.shape[1]:
        raise ValueError("no day of figures: a forecast needs 1 or more")
    if horizon < 1 or not 0 < probability < 1:
        raise ValueError(f"horizon {horizon}, probability {probability}: give 1 day or more, and a probability between 0 and 1")
    known = _held(present)
    last = known.shape[1] - 1
    value = _ahead(known, horizon)
    low, high = np.empty_like(value), np.empty_like(value)
    origins = range(max(1, last - KNOWN_DAYS - horizon + 1), last)
    past = {day: _ahead(known[:, : day + 1], horizon) for day in origins}
    for ahead in range(1, horizon + 1):
        errors = [
            ((known[:, day + ahead] - made[:, ahead - 1]) / (made[:, ahead - 1] + 1))[made[:, ahead - 1] >= 5]
            for day, made in past.items()
            if last - KNOWN_DAYS < day + ahead <= last
        ]
        widest = ASSUMED_ERROR * ahead / 7
        together = np.concatenate([*errors, np.linspace(-widest, widest, ASSUMED)])
        bottom, top = np.quantile(together, [(1 - probability) / 2, (1 + probability) / 2])
        size = np.quantile(np.abs(together), probability)
        at = value[:, ahead - 1]
        low[:, ahead - 1] = np.floor(np.maximum(at + (bottom - size) / 2 * (at + 1), 0))
        high[:, ahead - 1] = np.ceil(at + (top + size) / 2 * (at + 1))
    return Forecast(value, low, high)


def _ahead(known: Figures, horizon: int) -> Figures:
    """(P, H) Patients on the days after the last one."""
    days = min(RATE_DAYS, known.shape[1] - 1)
    now = known[:, -1]
    rate = np.log((now + 1) / (known[:, -1 - days] + 1)) / days - DRIFT if days else np.zeros(len(now))
    faded = np.cumsum(FADE ** np.arange(1, horizon + 1))
    ahead: Figures = now[:, None] * np.exp(np.clip(rate, -MOST_RATE, MOST_RATE)[:, None] * faded[None, :])
    return ahead


def _held(present: Figures) -> Figures:
    """Each unknown figure as the last one known; nothing known yet is nought."""
    latest = np.maximum.accumulate(np.where(np.isnan(present), -1, np.arange(present.shape[1])), axis=1)
    held: Figures = np.where(latest < 0, 0.0, np.take_along_axis(present, np.maximum(latest, 0), axis=1))
    return held
