"""Moves and exchanges of single units until none betters the allocation: what a drawn search leaves undone is done here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from .heuristic import UNUSED, Choice
from .problem import AllocationProblem, Unit
from .worth import Contribution, met_hours

WORK = 1_500_000
"""Contributions weighed at most, some two seconds: of very large missions the descent then ends before it is through."""
LEAST = 1e-9


def settled(problem: AllocationProblem, choice: Choice, fixed: Collection[int] = ()) -> Choice:
    """The choice after the first bettering change, again and again, until no move of a unit to another line (or back home) and no
    exchange of two units betters it. Donors' limits hold; pinned units and those of `fixed` stay where they are. Alike units
    are tried once."""
    descent = _Descent.of(problem, choice, set(fixed) | {i for i, unit in enumerate(problem.units) if unit.pinned})
    while descent.step():
        pass
    return descent.choice()


@dataclass(slots=True)
class _Descent:
    problem: AllocationProblem
    fixed: set[int]
    ways: list[int]
    met: list[float]
    serving: list[list[int]] = field(default_factory=list)
    given: dict[tuple[str, str], float] = field(default_factory=dict)
    work: int = WORK

    @classmethod
    def of(cls, problem: AllocationProblem, choice: Choice, fixed: set[int]) -> "_Descent":
        made = cls(problem, fixed, list(choice.ways), list(choice.met), [[] for _ in problem.lines])
        for number, way in enumerate(choice.ways):
            if way != UNUSED:
                made.serving[made.line(number)].append(number)
                made.given[made.pool(number)] = made.given.get(made.pool(number), 0.0) + problem.units[number].amount
        return made

    def choice(self) -> Choice:
        return Choice(tuple(self.ways), tuple(self.met))

    def line(self, number: int) -> int:
        way = self.ways[number]
        return UNUSED if way == UNUSED else self.problem.units[number].ways[way].line

    def pool(self, number: int) -> tuple[str, str]:
        unit = self.problem.units[number]
        return unit.donor, unit.capability

    def step(self) -> bool:
        """Make the first change that betters; False where there is none, or the work is used up."""
        for number in self._unlike():
            for changes in self._changes(number):
                if self.work <= 0:
                    return False
                if self._roomy(changes) and self._better(changes):
                    return True
        return False

    def _unlike(self) -> list[int]:
        """One of the units that are alike and serve the same line."""
        seen: dict[tuple[object, ...], int] = {}
        for number, unit in enumerate(self.problem.units):
            if number not in self.fixed:
                seen.setdefault((*_kind(unit), self.line(number)), number)
        return list(seen.values())

    def _changes(self, number: int) -> Iterator[dict[int, int]]:
        """New ways by unit: the unit moves, or changes places with one of each kind that serves there."""
        unit, here = self.problem.units[number], self.line(number)
        for way in range(UNUSED, len(unit.ways)):
            if way == self.ways[number]:
                continue
            yield {number: way}
            if way == UNUSED:
                continue
            tried: set[tuple[object, ...]] = {_kind(unit)}
            for other in self.serving[unit.ways[way].line]:
                kind = _kind(self.problem.units[other])
                if other in self.fixed or kind in tried:
                    continue
                tried.add(kind)
                back = UNUSED if here == UNUSED else self._way_to(other, here)
                if back != UNUSED or here == UNUSED:
                    yield {number: way, other: back}

    def _way_to(self, number: int, line: int) -> int:
        return next((i for i, way in enumerate(self.problem.units[number].ways) if way.line == line), UNUSED)

    def _roomy(self, changes: dict[int, int]) -> bool:
        """Whether donors may give as much."""
        more: dict[tuple[str, str], float] = {}
        for number, way in changes.items():
            used = (way != UNUSED) - (self.ways[number] != UNUSED)
            more[self.pool(number)] = more.get(self.pool(number), 0.0) + used * self.problem.units[number].amount
        return all(
            by <= 0 or self.given.get(pool, 0.0) + by <= self.problem.limits.get(pool, float("inf")) + LEAST
            for pool, by in more.items()
        )

    def _better(self, changes: dict[int, int]) -> bool:
        """Make the changes if the lines they touch meet more."""
        units = self.problem.units
        lines = {self.line(number) for number in changes}
        lines |= {units[number].ways[way].line for number, way in changes.items() if way != UNUSED}
        met = {
            line: met_hours(self.problem, self.problem.lines[line], self._contributions(line, changes)) for line in lines - {UNUSED}
        }
        if sum(met.values()) <= sum(self.met[line] for line in met) + LEAST:
            return False
        for number, way in changes.items():
            for old, sign in ((self.ways[number], -1), (way, 1)):
                if old != UNUSED:
                    self.given[self.pool(number)] = self.given.get(self.pool(number), 0.0) + sign * units[number].amount
                    members = self.serving[units[number].ways[old].line]
                    members.append(number) if sign > 0 else members.remove(number)
            self.ways[number] = way
        for line, value in met.items():
            self.met[line] = value
        return True

    def _contributions(self, line: int, changes: dict[int, int]) -> list[Contribution]:
        units = self.problem.units
        found = [units[number].adds(self.ways[number]) for number in self.serving[line] if number not in changes]
        found += [
            units[number].adds(way) for number, way in changes.items() if way != UNUSED and units[number].ways[way].line == line
        ]
        self.work -= len(found) + 1
        return found


def _kind(unit: Unit) -> tuple[object, ...]:
    """What makes two units the same to every line and donor."""
    return unit.donor, unit.capability, unit.amount, unit.strength, unit.ways
