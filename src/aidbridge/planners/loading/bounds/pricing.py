"""The most weight that one hold may carry under sums with limits: depth first, exact."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ....engines.linear import LinearProgram
from ....timeline.compiled import compiled

Whole = NDArray[np.int64]
Share = NDArray[np.float64]
NODE = 30
"""Steps that a node of the search takes."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What a hold limits. A choice is a kind of item that stands in one way."""

    kind_of: Whole
    """Kind by choice."""
    counts: Whole
    """How many there are of each kind."""
    amounts: Whole
    """By choice and sum: what one takes."""
    limits: Whole
    """By sum."""
    masses: Whole
    """By kind: what the lightest 0, 1, 2, ... of it weigh together, in kg."""
    payload_kg: int
    forbidden: Whole
    """Rows of numbers by kind: no set may have as many, or more, of every kind."""

    def without(self, by_kind: Whole) -> "Sums":
        """The same with one more set forbidden."""
        return replace(self, forbidden=np.vstack([self.forbidden, by_kind]))


@dataclass(frozen=True, slots=True)
class Heaviest:
    """The heaviest set found, and what no set exceeds."""

    counts: Whole
    """By choice: how many are taken."""
    weight: int
    bound: int
    """Equal to the weight where the search came to its end."""
    effort: int
    """How much was done, in steps of some ten nanoseconds."""


def heaviest(weights: Whole, sums: Sums, nodes: int) -> Heaviest:
    """The set of choices with the most weight within all sums; `weights` by kind.

    nodes: the most nodes of the search; the bound holds even where they do not suffice.
    """
    found = np.zeros(len(sums.kind_of), np.int64)
    by_choice = weights[sums.kind_of]
    if not by_choice.any():
        return Heaviest(found, 0, 0, 0)
    prices, scaled = prices_of(weights, sums), _scaled(sums)
    merged = scaled @ prices
    ratio = by_choice / np.maximum(merged, 1e-12)
    order = np.lexsort((np.arange(len(by_choice)), -ratio))
    order = order[by_choice[order] > 0]
    taken, weight, bound, seen = _search(
        by_choice[order], sums.kind_of[order], sums.counts, sums.amounts[order], sums.limits,
        merged[order], float(prices.sum()), sums.masses, sums.payload_kg, sums.forbidden, nodes,
    )  # fmt: skip
    found[order] = taken
    return Heaviest(found, int(weight), int(bound), int(seen) * NODE)


def prices_of(weights: Whole, sums: Sums) -> Share:
    """What the whole of each limit, and last of the payload, is worth: the dual prices of the problem in fractions, rounded up to
    whole weights, so that whoever verifies reckons with the same."""
    by_choice, scaled = weights[sums.kind_of], _scaled(sums)
    if not by_choice.any():
        return np.zeros(scaled.shape[1])
    program = LinearProgram()
    limits = [program.add_row(upper=1.0) for _ in range(scaled.shape[1])]
    enough = [program.add_row(upper=float(count)) for count in sums.counts]
    top = float(max(by_choice.max(initial=0), 1))
    for weight, kind, row in zip(by_choice.tolist(), sums.kind_of.tolist(), scaled.tolist(), strict=True):
        taken = [(limits[n], share) for n, share in enumerate(row) if share]
        program.add_column(-weight / top, [*taken, (enough[kind], 1.0)])
    duals = program.relaxed().duals[: len(limits)]
    return np.ceil(np.maximum(-duals, 0.0) * top)


def _scaled(sums: Sums) -> Share:
    """By choice and sum, the mass of the lightest of its kind last: the share of the limit that one takes."""
    light = sums.masses[sums.kind_of, 1]
    return np.column_stack([sums.amounts / np.maximum(sums.limits, 1), light / max(sums.payload_kg, 1)])


@compiled
def _left(weights: Whole, kind_of: Whole, spare: Whole, merged: Share, start: int, room: float) -> float:
    """What the choices from `start` on, in falling order of weight over merged amount, add at most."""
    total: float = 0.0
    left = spare.copy()
    for v in range(start, len(weights)):
        n = left[kind_of[v]]
        if n == 0:
            continue
        if merged[v] * n <= room:
            total += weights[v] * n
            room -= merged[v] * n
            left[kind_of[v]] = 0
        else:
            return float(total + weights[v] * room / merged[v])
    return total


@compiled
def _is_forbidden(forbidden: Whole, counts: Whole, spare: Whole, kind: int, n: int) -> bool:
    """Whether with n more of the kind the set would have all of a forbidden one."""
    for row in range(len(forbidden)):
        inside = counts[kind] - spare[kind] + n >= forbidden[row, kind] > 0
        for k in range(len(counts)):
            if not inside:
                break
            inside = k == kind or counts[k] - spare[k] >= forbidden[row, k]
        if inside:
            return True
    return False


@compiled
def _search(
    weights: Whole,
    kind_of: Whole,
    counts: Whole,
    amounts: Whole,
    limits: Whole,
    merged: Share,
    merged_room: float,
    masses: Whole,
    payload_kg: int,
    forbidden: Whole,
    nodes: int,
) -> tuple[Whole, np.int64, np.int64, int]:
    """The best numbers by choice, their weight, a bound, and the nodes."""
    size, sums = len(weights), len(limits)
    taken, best_taken, best = np.zeros(size, np.int64), np.zeros(size, np.int64), np.int64(0)
    spare, room, mass, value = counts.copy(), limits.copy(), 0, np.int64(0)
    merged_left = merged_room * (1 + 1e-9) + 1e-9
    root = np.int64(np.ceil(_left(weights, kind_of, spare, merged, 0, merged_left)))
    v, seen = 0, 0
    while True:
        if v < size:
            seen += 1
            bound = value + np.int64(np.floor(_left(weights, kind_of, spare, merged, v, merged_left) + 1e-6))
            if seen > nodes:
                return best_taken, best, np.int64(max(root, best)), seen
        if v < size and bound > best:
            kind = kind_of[v]
            n = spare[kind]
            for k in range(sums):
                if amounts[v, k] > 0:
                    n = min(n, room[k] // amounts[v, k])
            used = counts[kind] - spare[kind]
            while n > 0 and mass + masses[kind, used + n] - masses[kind, used] > payload_kg:
                n -= 1
            while n > 0 and _is_forbidden(forbidden, counts, spare, kind, n):
                n -= 1
            taken[v] = n
            spare[kind] -= n
            mass += masses[kind, used + n] - masses[kind, used]
            value += weights[v] * n
            merged_left -= merged[v] * n
            for k in range(sums):
                room[k] -= amounts[v, k] * n
            v += 1
            if value > best:
                best = value
                best_taken[:] = taken
            continue
        v -= 1
        while v >= 0 and taken[v] == 0:
            v -= 1
        if v < 0:
            return best_taken, best, best, seen
        kind = kind_of[v]
        used = counts[kind] - spare[kind]
        taken[v] -= 1
        spare[kind] += 1
        mass -= masses[kind, used] - masses[kind, used - 1]
        value -= weights[v]
        merged_left += merged[v]
        for k in range(sums):
            room[k] += amounts[v, k]
        v += 1
