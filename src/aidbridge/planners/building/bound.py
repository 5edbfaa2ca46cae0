"""How little any set of units that takes all the boxes can cost: two arguments, the better one is stated.

`unit_shares`: a box takes a share of every unit it may be in, by volume, by mass, or by the product of dual feasible functions of
its extents (Fekete and Schepers 2004); the shares in one unit sum to at most 1, so each box costs at least its cheapest share.
`unit_cover`: the units together offer the volume and the mass of all boxes; solved with fractions of units, their numbers limited.
"""

from fractions import Fraction
from functools import reduce
from itertools import product
from math import ceil, gcd

import numpy as np
from numpy.typing import NDArray

from .problem import EXTENTS, BuildingBound, BuildingProblem, UnitType
from .world import Floats, Ints

ROUNDING = 1e-9
"""Share by which a sum of floats is trusted to be short of a whole."""
MASS_STEPS = 16
"""Step functions tried on masses."""
MIXES = 10
"""Steps between a cover by volume alone and by mass alone."""

Grid = list[tuple[str, int]]
FUNCTIONS: Grid = [("identity", 1), ("step", 1), ("step", 2), ("step", 3), ("step", 4), ("large", 2), ("large", 3), ("large", 4)]
"""Dual feasible functions: u(k) of Fekete and Schepers (`step`), U(1/k) (`large`), and none."""


def least_cost(problem: BuildingProblem, fits: NDArray[np.bool_], admits: NDArray[np.bool_]) -> BuildingBound:
    """The bound for the boxes that fit some unit (`fits[box]`); where `admits[box, type]` is False a box surely does not go."""
    there = np.array([most != 0 for _, most, _ in problem.types], dtype=np.bool_)
    admits = admits & there
    counts = np.array([box.count for box in problem.boxes], dtype=np.int64) * (fits & admits.any(axis=1))
    if not counts.sum() or not problem.types:
        return BuildingBound(0.0, "unit_shares", {"by": "volume"})
    shares = _by_shares(problem, admits, counts)
    cover = _by_cover(problem, counts)
    best = cover if cover.value > shares.value else shares
    return BuildingBound(_rounded_up(best.value, problem), best.name, best.certificate)


def usable_volume(unit: UnitType, margin: int) -> float:
    """cm3 inside the contour and the margins; parts that no cargo may enter are not taken off."""
    return min((unit.length - 2 * margin) * _section(unit, "y", margin), (unit.width - 2 * margin) * _section(unit, "x", margin))


def _section(unit: UnitType, axis: str, margin: int) -> float:
    """Area of the section across an axis in cm2, cuts along the other one left out."""
    side = unit.width if axis == "y" else unit.length
    corners = [(margin, 0), (side - margin, 0), (side - margin, unit.height), (margin, unit.height)]
    polygon = [(float(s), float(z)) for s, z in corners]
    for cut in unit.cuts:
        if cut.axis != axis:
            continue
        a, b = cut.z2 - cut.z1, cut.side1 - cut.side2
        c = a * cut.side1 + b * cut.z1
        sign = 1 if a * side + b * unit.height <= 2 * c else -1
        polygon = _clipped(polygon, sign * a, sign * b, sign * c)
    pairs = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in pairs)) / 2


def _clipped(polygon: list[tuple[float, float]], a: float, b: float, c: float) -> list[tuple[float, float]]:
    kept = []
    for p, q in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        over_p, over_q = a * p[0] + b * p[1] - c, a * q[0] + b * q[1] - c
        if over_p <= 0:
            kept.append(p)
        if over_p * over_q < 0:
            t = over_p / (over_p - over_q)
            kept.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return kept


def _by_shares(problem: BuildingProblem, admits: NDArray[np.bool_], counts: Ints) -> BuildingBound:
    best = -1.0
    name: dict[str, object] = {}
    for label, shares in _share_tables(problem):
        costs = np.where(admits, shares * np.array([cost for _, _, cost in problem.types]), np.inf)
        least = costs.min(axis=1)
        value = float((least[counts > 0] * counts[counts > 0]).sum())
        if value > best + ROUNDING:
            best, name = value, label
    return BuildingBound(best, "unit_shares", dict(name))


def _share_tables(problem: BuildingProblem) -> list[tuple[dict[str, object], Floats]]:
    """(label, share of each box in each unit type)."""
    tables: list[tuple[dict[str, object], Floats]] = []
    volumes = np.array([box.volume for box in problem.boxes], dtype=float)
    masses = np.array([box.mass for box in problem.boxes], dtype=float)
    usable = np.array([max(usable_volume(unit, problem.margin), 1.0) for unit, _, _ in problem.types])
    payloads = np.array([max(unit.max_gross - unit.tare, 1) for unit, _, _ in problem.types], dtype=float)
    tables.append(({"by": "volume"}, volumes[:, None] / usable))
    tables.append(({"by": "mass"}, masses[:, None] / payloads))
    for k in range(1, MASS_STEPS + 1):
        steps = [[_function("step", k, box.mass, int(payload)) for payload in payloads] for box in problem.boxes]
        tables.append(({"by": "mass", "functions": [("step", k)]}, np.array(steps)))
    boxes, units = len(problem.boxes), len(problem.types)
    # By function and axis: the share of each box (row) in each of its orientations (column) in each unit type.
    scales = np.full((len(FUNCTIONS), 3, boxes, len(EXTENTS), units), np.inf)
    for u, (unit, _, _) in enumerate(problem.types):
        sizes = (unit.length - 2 * problem.margin, unit.width - 2 * problem.margin, unit.height)
        for i, box in enumerate(problem.boxes):
            sides = (box.length, box.width, box.height)
            for number in box.orientations:
                stands = tuple(sides[s] for s in EXTENTS[number])
                if all(d <= size for d, size in zip(stands, sizes, strict=True)):
                    for f, (name, k) in enumerate(FUNCTIONS):
                        for axis in range(3):
                            scales[f, axis, i, number, u] = _function(name, k, stands[axis], sizes[axis])
    for p, q, r in product(range(len(FUNCTIONS)), repeat=3):
        table = (scales[p, 0] * scales[q, 1] * scales[r, 2]).min(axis=1)
        tables.append(({"by": "extents", "functions": [FUNCTIONS[f] for f in (p, q, r)]}, table))
    return tables


def _function(name: str, k: int, extent: int, size: int) -> float:
    """A dual feasible function of extent / size."""
    if name == "step":
        whole, rest = divmod((k + 1) * extent, size)
        return extent / size if rest == 0 else whole / k
    if name == "large":
        if extent * k > size * (k - 1):
            return 1.0
        return extent / size if extent * k >= size else 0.0
    return extent / size


def _by_cover(problem: BuildingProblem, counts: Ints) -> BuildingBound:
    volume = float(sum(box.volume * int(n) for box, n in zip(problem.boxes, counts, strict=True)))
    mass = float(sum(box.mass * int(n) for box, n in zip(problem.boxes, counts, strict=True)))
    best, mix = 0.0, 0
    for step in range(MIXES + 1):
        by_mass = step / MIXES if mass else 0.0
        offers = []
        for unit, most, cost in problem.types:
            payload = unit.max_gross - unit.tare
            part = (1 - by_mass) * usable_volume(unit, problem.margin) / volume + (by_mass * payload / mass if mass else 0.0)
            if part > 0 and most != 0:
                offers.append((cost / part, part, most, cost))
        lacking, spent = 1.0, 0.0
        for _, part, most, cost in sorted(offers, key=lambda offer: offer[0]):
            number = lacking / part if most is None else min(lacking / part, most)
            lacking -= number * part
            spent += number * cost
            if lacking <= ROUNDING:
                break
        if spent > best:
            best, mix = spent, step
    return BuildingBound(best, "unit_cover", {"mass_tenths": mix})


def _rounded_up(value: float, problem: BuildingProblem) -> float:
    """The next sum that whole units can cost: a multiple of what divides all costs."""
    exact = [cost for _, most, cost in problem.types if most != 0 and cost > 0]
    costs = [Fraction(cost).limit_denominator(1000) for cost in exact]
    if not costs or any(abs(float(near) - cost) > ROUNDING for near, cost in zip(costs, exact, strict=True)):
        return value
    step = reduce(_common, costs)
    return float(ceil(value / float(step) * (1 - ROUNDING) - ROUNDING) * step)


def _common(one: Fraction, two: Fraction) -> Fraction:
    """The greatest fraction that divides both."""
    denominator = one.denominator * two.denominator
    return Fraction(gcd(one.numerator * two.denominator, two.numerator * one.denominator), denominator)
