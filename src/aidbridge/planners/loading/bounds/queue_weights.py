"""Weights on items that must queue, such that no hold carries more than a scale K: then sum of weights / K bounds the loads.

Any weights prove a bound once K, the most that fits one hold, is known exactly (dual feasible functions: Fekete and Schepers
2001, New classes of fast lower bounds for bin packing problems). Several families are tried, and the weights of the best are
lifted: each is raised as far as K allows.
"""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

SCALE = 840
"""The least multiple of 1 to 8, so that halves to eighths are whole numbers."""
LIFTED = 4
"""How many of the best families are lifted."""
FEKETE_SCHEPERS = 6
"""u^(k) is tried for k up to this."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights by class of item, the scale that no hold exceeds, and the loads that follow."""

    weights: tuple[int, ...]
    scale: int
    loads: int


def weigh(sizes: list[int], counts: list[int], capacity: int) -> Weighed:
    """The best weights found for classes of items of a size (its length and a gap) of which one hold takes `capacity`.

    Sizes are positive, not above the capacity, all different.
    """
    families = (_weighed(weights, sizes, counts, capacity) for weights in _families(sizes, capacity))
    tried = sorted((w for w in families if w is not None), key=lambda w: -_strength(w, counts))
    best = max((_lifted(w, sizes, counts, capacity) for w in tried[:LIFTED]), key=lambda w: (w.loads, _strength(w, counts)))
    shared = gcd(best.scale, *best.weights)
    return Weighed(tuple(w // shared for w in best.weights), best.scale // shared, best.loads)


def most_in_a_hold(weights: list[int], sizes: list[int], counts: list[int], capacity: int) -> NDArray[np.int64]:
    """The largest sum of weights that fits, for every capacity from 0 on (bounded knapsack, exact)."""
    best = np.zeros(capacity + 1, dtype=np.int64)
    for weight, size, count in zip(weights, sizes, counts, strict=True):
        left, chunk = min(count, capacity // size), 1
        while left > 0 and weight > 0:
            taken = min(chunk, left)
            if taken * size <= capacity:
                best[taken * size :] = np.maximum(best[taken * size :], best[: capacity + 1 - taken * size] + taken * weight)
            left, chunk = left - taken, 2 * chunk
    return best


def _families(sizes: list[int], capacity: int) -> list[list[int]]:
    """Weights worth trying: one over how many fit; the same for the larger items only; the sizes; Fekete and Schepers' u^(k)."""
    fit = [SCALE // (capacity // size) for size in sizes]
    thresholds = sorted(set(sizes))[1 :: max(len(set(sizes)) // 12, 1)]
    larger = [[weight if size >= least else 0 for weight, size in zip(fit, sizes, strict=True)] for least in thresholds]
    stepped = [[_u(k, size, capacity) for size in sizes] for k in range(1, FEKETE_SCHEPERS + 1)]
    return [fit, *larger, list(sizes), *stepped]


def _u(k: int, size: int, capacity: int) -> int:
    """SCALE x u^(k) of size / capacity, rounded down."""
    whole, rest = divmod((k + 1) * size, capacity)
    return SCALE * size // capacity if rest == 0 else SCALE * whole // k


def _weighed(weights: list[int], sizes: list[int], counts: list[int], capacity: int) -> Weighed | None:
    scale = int(most_in_a_hold(weights, sizes, counts, capacity)[-1])
    if scale == 0:
        return None
    return Weighed(tuple(weights), scale, _loads(weights, scale, counts))


def _strength(weighed: Weighed, counts: list[int]) -> float:
    return sum(w * n for w, n in zip(weighed.weights, counts, strict=True)) / weighed.scale


def _lifted(weighed: Weighed, sizes: list[int], counts: list[int], capacity: int) -> Weighed:
    """Raise each class's weight, the largest items first, as long as no hold then carries more than the scale."""
    weights = list(weighed.weights)
    for c in sorted(range(len(sizes)), key=lambda c: -sizes[c]):
        others = most_in_a_hold([0 if i == c else w for i, w in enumerate(weights)], sizes, counts, capacity)
        fit = min(counts[c], capacity // sizes[c])
        weights[c] = min((weighed.scale - int(others[capacity - n * sizes[c]])) // n for n in range(1, fit + 1))
    return Weighed(tuple(weights), weighed.scale, _loads(weights, weighed.scale, counts))


def _loads(weights: list[int], scale: int, counts: list[int]) -> int:
    return -(-sum(w * n for w, n in zip(weights, counts, strict=True)) // scale)
