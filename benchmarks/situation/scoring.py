"""Rolling origins: every forecast made on a day with what was known on it, against the counts published later."""

from dataclasses import dataclass, field

import numpy as np

from aidbridge.model.series import Figures
from aidbridge.situation.forecast import forecast
from aidbridge.situation.gaps import counted
from aidbridge.situation.patients import patients_ahead

from .rivals import RIVALS

OURS = "ours"


@dataclass
class Scores:
    """Errors of P places at O origins, by forecaster; one horizon."""

    total: dict[str, Figures] = field(default_factory=dict)
    """(O, P) Absolute error of the cumulative count on the last day of the horizon."""
    daily: dict[str, Figures] = field(default_factory=dict)
    """(O, P) Absolute error of the new count of that day alone."""
    inside: Figures = field(default_factory=lambda: np.empty(0))
    """(O, P) Whether our 80 % interval held the cumulative count."""


def scores(published: Figures, first: int, last: int, horizon: int) -> Scores:
    """Score forecasts of cumulative counts (P, D) made on the days `first` to `last` (columns), `horizon` days ahead.

    The last origin is the last day whose outcome is in the figures.
    """
    total: dict[str, list[Figures]] = {name: [] for name in (OURS, *RIVALS)}
    daily: dict[str, list[Figures]] = {name: [] for name in (OURS, *RIVALS)}
    inside = []
    for day in range(first, min(last, published.shape[1] - 1 - horizon) + 1):
        known = published[:, : day + 1]
        counts = counted(known)
        now = counts[:, -1]
        outcome, before = published[:, day + horizon], published[:, day + horizon - 1]
        made = forecast(known, horizon)
        ways = {OURS: made.value - now[:, None]} | {name: rival(counts, horizon) for name, rival in RIVALS.items()}
        for name, ahead in ways.items():
            last_new = ahead[:, -1] - (ahead[:, -2] if horizon > 1 else 0)
            total[name].append(np.abs(now + ahead[:, -1] - outcome))
            daily[name].append(np.abs(last_new - (outcome - before)))
        inside.append((made.low[:, -1] <= outcome) & (outcome <= made.high[:, -1]))
    return Scores({n: np.stack(e) for n, e in total.items()}, {n: np.stack(e) for n, e in daily.items()}, np.stack(inside))


def patient_scores(present: Figures, first: int, horizon: int) -> tuple[Figures, Figures, Figures]:
    """Of patients present (P, D): (O, P) our absolute error, that of as many as today, and whether our 80 % interval held."""
    ours, same, inside = [], [], []
    for day in range(first, present.shape[1] - horizon):
        made = patients_ahead(present[:, : day + 1], horizon)
        outcome = present[:, day + horizon]
        ours.append(np.abs(made.value[:, -1] - outcome))
        same.append(np.abs(present[:, day] - outcome))
        inside.append((made.low[:, -1] <= outcome) & (outcome <= made.high[:, -1]))
    return np.stack(ours), np.stack(same), np.stack(inside)


def paired(ours: Figures, other: Figures, seed: int = 1, draws: int = 1000) -> tuple[float, float]:
    """The 90 % interval of our mean absolute error over the other's, less 1: origins' weeks drawn anew, pairs kept together."""
    weeks = [slice(start, start + 7) for start in range(0, len(ours), 7)]
    mine, theirs = (np.array([errors[week].sum() for week in weeks]) for errors in (ours, other))
    chosen = np.random.default_rng(seed).integers(0, len(weeks), (draws, len(weeks)))
    low, high = np.quantile(mine[chosen].sum(axis=1) / theirs[chosen].sum(axis=1) - 1, [0.05, 0.95])
    return float(low), float(high)
