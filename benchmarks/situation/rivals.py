"""What a forecast must beat: simple continuations of a cumulative count, each on repaired counts, as ours."""

from collections.abc import Callable

import numpy as np

from aidbridge.model.series import Figures
from aidbridge.situation.gaps import new_counts

WEEK = 7
Rival = Callable[[Figures, int], Figures]
"""Cumulative counts (P, D) and horizon H to the counts of the next H days, in sum (P, H)."""


def nothing_new(counts: Figures, horizon: int) -> Figures:
    """Persistence of the total: it stays what it is."""
    return np.zeros((counts.shape[0], horizon))


def last_day(counts: Figures, horizon: int) -> Figures:
    """Persistence of the last day: as many new ones every day."""
    return new_counts(counts)[:, -1:] * np.arange(1, horizon + 1)


def last_week(counts: Figures, horizon: int) -> Figures:
    """Persistence of the last week: its mean every day."""
    return new_counts(counts)[:, -WEEK:].mean(axis=1, keepdims=True) * np.arange(1, horizon + 1)


def growing_total(counts: Figures, horizon: int) -> Figures:
    """Exponential extrapolation of the total: it grows on as in the last seven days; what had none keeps none."""
    days = min(WEEK, counts.shape[1] - 1)
    now, before = counts[:, -1], np.maximum(counts[:, -1 - days], 1)
    rate = np.where(now > 0, np.log(np.maximum(now, 1) / before) / days, 0.0)
    return now[:, None] * (np.exp(rate[:, None] * np.arange(1, horizon + 1)) - 1)


def growing_new(counts: Figures, horizon: int) -> Figures:
    """Exponential extrapolation of new counts: last week over the week before, continued from the last week's middle."""
    new = new_counts(counts)
    days = min(WEEK, new.shape[1] // 2)
    this, before = new[:, -days:].sum(axis=1), new[:, -2 * days : -days].sum(axis=1)
    rate = np.log((this + 1) / (before + 1)) / days
    daily = this[:, None] / days * np.exp(rate[:, None] * (np.arange(1, horizon + 1) + (days - 1) / 2))
    return np.cumsum(daily, axis=1)


RIVALS: dict[str, Rival] = {
    "total stays": nothing_new,
    "last day repeated": last_day,
    "last week repeated": last_week,
    "total grows on": growing_total,
    "new counts grow on": growing_new,
}
