"""Changes to an allocation: move a unit to another line, or let it change places with one that serves there."""

import random
from dataclasses import dataclass

from .heuristic import UNUSED, Choice
from .problem import AllocationProblem
from .worth import met_hours


@dataclass(frozen=True, slots=True)
class Exchange:
    """Draws changed allocations that keep the donors' limits and the pinned units."""

    problem: AllocationProblem
    movable: tuple[int, ...]
    pools: dict[tuple[str, str], tuple[int, ...]]
    """Units by donor and capability, where that is limited."""

    @classmethod
    def of(cls, problem: AllocationProblem) -> "Exchange":
        pools: dict[tuple[str, str], list[int]] = {}
        for number, unit in enumerate(problem.units):
            if (unit.donor, unit.capability) in problem.limits:
                pools.setdefault((unit.donor, unit.capability), []).append(number)
        movable = tuple(i for i, unit in enumerate(problem.units) if not unit.pinned)
        return cls(problem, movable, {pool: tuple(members) for pool, members in pools.items()})

    def draw(self, choice: Choice, rng: random.Random) -> Choice | None:
        """A changed allocation; None where the change that was drawn changes nothing."""
        number = self.movable[rng.randrange(len(self.movable))]
        unit, before = self.problem.units[number], choice.ways[number]
        target = rng.randrange(UNUSED, len(unit.ways))
        if target == before:
            return None
        ways = list(choice.ways)
        ways[number] = target
        if target != UNUSED and rng.random() < 0.5:
            there = unit.ways[target].line
            serving = [i for i in self.movable if i != number and self._line(choice, i) == there]
            if serving:
                other = serving[rng.randrange(len(serving))]
                ways[other] = self._way_to(other, self._line(choice, number))
        self._make_room(ways, number, rng)
        return self._with(choice, ways)

    def _line(self, choice: Choice, number: int) -> int:
        way = choice.ways[number]
        return UNUSED if way == UNUSED else self.problem.units[number].ways[way].line

    def _way_to(self, number: int, line: int) -> int:
        return next((i for i, way in enumerate(self.problem.units[number].ways) if way.line == line), UNUSED)

    def _make_room(self, ways: list[int], number: int, rng: random.Random) -> None:
        """Take back other units of the same donor and capability, drawn one by one, until its limit holds; if pinned ones fill
        it, the unit itself."""
        units = self.problem.units
        pool = (units[number].donor, units[number].capability)
        used = [i for i in self.pools.get(pool, ()) if ways[i] != UNUSED]
        given = sum(units[i].amount for i in used)
        removable = [i for i in used if i != number and not units[i].pinned]
        while given > self.problem.limits.get(pool, given) + 1e-9:
            back = removable.pop(rng.randrange(len(removable))) if removable else number
            ways[back] = UNUSED
            given -= units[back].amount

    def _with(self, choice: Choice, ways: list[int]) -> Choice:
        units = self.problem.units
        touched = {
            units[i].ways[way].line
            for i, (old, new) in enumerate(zip(choice.ways, ways, strict=True))
            if old != new
            for way in (old, new)
            if way != UNUSED
        }
        met = list(choice.met)
        for line in touched:
            serving = [
                unit.adds(way) for unit, way in zip(units, ways, strict=True) if way != UNUSED and unit.ways[way].line == line
            ]
            met[line] = met_hours(self.problem, self.problem.lines[line], serving)
        return Choice(tuple(ways), tuple(met))
