"""Cumulative counts made fit for arithmetic: no gaps, no step down, only from what was published up to the last day.

Publishers leave days out, correct themselves and mistype. The figures that are shown stay as published; what is reckoned from
them uses these.
"""

import numpy as np

from ..model.series import Figures

MISTYPED = 0.5
"""A count that falls on the last day to less than this share of the one before is taken for a mistake, else for a correction."""
PACE_DAYS = 7


def counted(cumulative: Figures) -> Figures:
    """(P, D) of (P, D): counts since the beginning that never go down and are known on every day.

    Where a count goes down and is later what it was or more, the low day was a mistake and is left out. Where it stays down, the
    publisher has taken counts back: days before are held to the later count. Days left out between two known ones are filled
    evenly; days after the last known one go on at the pace of the seven days before it. Before the first count there is nought.
    """
    counts = np.array(cumulative, dtype=float)
    for row in np.flatnonzero(_falls(counts)):
        counts[row] = _never_down(counts[row])
    for row in np.flatnonzero(np.isnan(counts).any(axis=1)):
        counts[row] = _filled(counts[row])
    return counts


def new_counts(counts: Figures) -> Figures:
    """(P, D) New counts a day. What was counted before the first day is no news of that day: it has the second day's."""
    new = np.diff(counts, axis=1, prepend=counts[:, :1])
    if new.shape[1] > 1:
        new[:, 0] = np.minimum(new[:, 1], counts[:, 0])
    return np.maximum(new, 0)


def _falls(counts: Figures) -> list[bool]:
    """(P) Whether a count is ever below one before it."""
    low = np.where(np.isnan(counts), np.inf, counts)
    high = np.maximum.accumulate(np.where(np.isnan(counts), -np.inf, counts), axis=1)
    return list(map(bool, np.any(low < high, axis=1)))


def _never_down(counts: Figures) -> Figures:
    known = np.flatnonzero(~np.isnan(counts))
    values = counts[known]
    for n in range(1, len(values)):
        before, here = values[n - 1], values[n]
        if here < before and (values[n + 1] >= before if n + 1 < len(values) else here < MISTYPED * before):
            values[n] = np.nan
            counts[known[n]] = np.nan
            values[n] = before
    left = np.flatnonzero(~np.isnan(counts))
    counts[left] = np.minimum.accumulate(counts[left][::-1])[::-1]
    return counts


def _filled(counts: Figures) -> Figures:
    known = np.flatnonzero(~np.isnan(counts))
    if not known.size:
        return np.zeros_like(counts)
    days = np.arange(counts.size)
    filled = np.interp(days, known, counts[known], left=0.0)
    last = int(known[-1])
    since = max(int(known[0]), last - PACE_DAYS)
    pace = (filled[last] - filled[since]) / (last - since) if last > since else 0.0
    filled[last:] = np.round(filled[last] + pace * (days[last:] - last))
    return filled
