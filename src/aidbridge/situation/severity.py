"""Places in the order of how hard they are hit, by a formula that is shown and can be changed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..model.series import Figures
from .indicators import Indicator, Situation

DEFAULT: Mapping[Indicator, float] = {
    Indicator.LEVEL: 0.4, Indicator.GROWTH: 0.1, Indicator.PER_HEAD: 0.3, Indicator.PRESSURE: 0.1, Indicator.INTENSIVE_CARE: 0.1,
}  # fmt: skip
"""Weights of the default formula. They are a judgement, not a
measurement: level first, because help goes to people, not to rates."""


@dataclass(frozen=True, slots=True)
class Severity:
    """Of P places: the severity, from 0 to 1, and the rank by it and by each indicator alone."""

    value: Figures
    """(P)"""
    rank: tuple[int, ...]
    """(P) From 1, the worst hit."""
    ranks: Mapping[Indicator, tuple[int | None, ...]]
    """(P) each; None where the indicator cannot be told."""
    weights: Mapping[Indicator, float]


def severity(of: Situation, weights: Mapping[Indicator, float] = DEFAULT) -> Severity:
    """Weighted mean of the indicators, each as a share of the worst place's; one below nought counts as nought.

    An indicator that cannot be told of a place is left out of its mean, and its weight with it; equals are ranked by their ranks
    under the indicators. Raises ValueError where weights are negative or all nought.
    """
    if any(weight < 0 for weight in weights.values()) or not sum(weights.values()):
        raise ValueError(f"weights {dict(weights)}: give none below 0, and one above")
    shares = {indicator: _share(of.value[indicator]) for indicator in weights}
    told = sum(np.where(np.isnan(share), 0.0, weights[indicator]) for indicator, share in shares.items())
    total = sum(np.where(np.isnan(share), 0.0, weights[indicator] * share) for indicator, share in shares.items())
    value = np.where(told > 0, total / np.maximum(told, 1e-12), 0.0)
    names = [place.name for place in of.series.places]
    ranks = {indicator: ranked(values, names) for indicator, values in of.value.items()}
    # Where severity does not tell places apart (nothing grows), their ranks under the same indicators do.
    worse = [sum(weight * (ranks[indicator][n] or len(names)) for indicator, weight in weights.items()) for n in range(len(names))]
    order = sorted(range(len(names)), key=lambda n: (-value[n], worse[n], names[n]))
    place = {n: rank for rank, n in enumerate(order, 1)}
    return Severity(value, tuple(place[n] for n in range(len(names))), ranks, dict(weights))


def ranked(values: Figures, names: list[str]) -> tuple[int | None, ...]:
    """The rank of each, from 1 for the highest; equals by name; None for NaN."""
    told = [i for i in range(len(names)) if not np.isnan(values[i])]
    order = sorted(told, key=lambda i: (-values[i], names[i]))
    rank = {i: n for n, i in enumerate(order, 1)}
    return tuple(rank.get(i) for i in range(len(names)))


def _share(values: Figures) -> Figures:
    """Each as a share of the highest, nought where none is above nought."""
    highest = np.nanmax(values, initial=0.0)
    return np.maximum(values, 0) / highest if highest > 0 else np.where(np.isnan(values), np.nan, 0.0)
