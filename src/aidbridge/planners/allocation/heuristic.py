"""A good allocation at once: give the unit that gains most for its amount, again and again."""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from .problem import AllocationProblem
from .worth import Contribution, met_hours

UNUSED = -1


@dataclass(frozen=True, slots=True)
class Choice:
    """Which way each unit goes, and what each line gets from it."""

    ways: tuple[int, ...]
    """By unit: index into its ways, or UNUSED."""
    met: tuple[float, ...]
    """By line (see `met_hours`)."""


def steepest(problem: AllocationProblem) -> Choice:
    """Pinned units first, then always the unit and line with the greatest gain per amount, while the donor may still give.

    Gains only fall as lines fill (see `met_hours`), so an outdated gain is an upper limit, and only the top of the heap is
    ever reckoned anew.
    """
    ways = [UNUSED] * len(problem.units)
    serving: list[list[Contribution]] = [[] for _ in problem.lines]
    met = [met_hours(problem, line, ()) for line in problem.lines]
    given: dict[tuple[str, str], float] = {}

    def gain(number: int, way: int) -> float:
        unit, line = problem.units[number], problem.units[number].ways[way].line
        more = met_hours(problem, problem.lines[line], [*serving[line], unit.adds(way)])
        return more - met[line]

    def take(number: int, way: int) -> None:
        unit = problem.units[number]
        chosen = unit.ways[way]
        ways[number] = way
        serving[chosen.line].append(unit.adds(way))
        met[chosen.line] = met_hours(problem, problem.lines[chosen.line], serving[chosen.line])
        pool = (unit.donor, unit.capability)
        given[pool] = given.get(pool, 0.0) + unit.amount

    def allowed(number: int) -> bool:
        unit = problem.units[number]
        pool = (unit.donor, unit.capability)
        return given.get(pool, 0.0) + unit.amount <= problem.limits.get(pool, float("inf")) + 1e-9

    for number, unit in enumerate(problem.units):
        if unit.pinned and allowed(number):
            take(number, 0)
    amounts = [max(unit.amount, 1e-9) for unit in problem.units]
    heap = [
        (-gain(number, way) / amounts[number], number, way)
        for number, unit in enumerate(problem.units)
        if not unit.pinned
        for way in range(len(unit.ways))
    ]
    heapify(heap)
    while heap:
        promised, number, way = heappop(heap)
        if ways[number] != UNUSED or not allowed(number):
            continue
        real = -gain(number, way) / amounts[number]
        if real > -1e-12:
            continue
        if real > promised + 1e-12 and heap and real > heap[0][0]:
            heappush(heap, (real, number, way))
        else:
            take(number, way)
    return Choice(tuple(ways), tuple(met))
