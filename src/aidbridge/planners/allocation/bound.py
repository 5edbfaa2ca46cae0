"""The least value any allocation could have."""

from ...model.needs import Measure
from .problem import AllocationProblem, Line, Way
from .worth import met_hours


def least_value(problem: AllocationProblem) -> float:
    """Weighted hours that stay unmet at least.

    Relaxation, capability by capability: units are divided at will, each portion works from the earliest minute of any unit
    of its line, and skills, languages and scope are forgotten; donors' limits stay; a substitute may serve lines of several
    capabilities at once. The worth of a line then grows with what it is given in at most two straight pieces (below its
    floor, and up to what is asked), the steeper first, so that filling pieces from the steepest downwards until nothing is
    left to give is optimal (fractional knapsack). A backlog gets every unit at once: its worth is not linear in the rate,
    and nothing can serve it better than all.
    """
    return worst_value(problem) - sum(
        _most_met(problem, [i for i, line in enumerate(problem.lines) if line.need.capability == capability], capability)
        for capability in sorted({line.need.capability for line in problem.lines})
    )


def worst_value(problem: AllocationProblem) -> float:
    """The value of giving nothing."""
    return sum(line.weight * (line.end_min - line.start_min) / 60 + problem.floor_value * line.floor for line in problem.lines)


def _most_met(problem: AllocationProblem, lines: list[int], capability: str) -> float:
    ways: dict[int, list[tuple[Way, float]]] = {i: [] for i in lines}
    for unit in problem.units:
        for way in unit.ways:
            if way.line in ways:
                ways[way.line].append((way, unit.strength * way.rate))
    served = [i for i in lines if ways[i]]
    if served and problem.lines[served[0]].measure is Measure.BACKLOG:
        return sum(met_hours(problem, problem.lines[i], [(w.earliest_min, s) for w, s in ways[i]]) for i in served)
    pieces = [piece for i in served for piece in _pieces(problem, problem.lines[i], min(way.earliest_min for way, _ in ways[i]))]
    left = _to_give(problem, set(lines))
    met = 0.0
    for slope, quantity in sorted(pieces, reverse=True):
        portion = min(quantity, left)
        met += slope * portion
        left -= portion
    return met


def _pieces(problem: AllocationProblem, line: Line, earliest_min: int) -> list[tuple[float, float]]:
    """(worth of one unit of quantity, quantity) of each piece."""
    asked = line.need.quantity
    hours = max(line.end_min - max(earliest_min, line.start_min), 0) / 60
    slope = line.weight * hours / asked
    below = line.floor * asked if earliest_min < line.end_min else 0.0
    return [(slope + problem.floor_value / asked, below), (slope, asked - below)]


def _to_give(problem: AllocationProblem, lines: set[int]) -> float:
    """What all units together are to the lines; a substitute is there for every capability whose job it does."""
    offered: dict[tuple[str, str], float] = {}
    rates: dict[tuple[str, str], float] = {}
    for unit in problem.units:
        rate = next((way.rate for way in unit.ways if way.line in lines), None)
        if rate is not None:
            pool = unit.donor, unit.capability
            offered[pool] = offered.get(pool, 0.0) + unit.amount
            rates[pool] = rate
    return sum(rates[pool] * min(amount, problem.limits.get(pool, amount)) for pool, amount in offered.items())
