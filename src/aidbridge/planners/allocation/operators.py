"""A team that operates devices is at one place (rule N3): devices go only where their team works."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model.mission import Mission
from ...model.needs import Measure
from .heuristic import UNUSED, Choice
from .problem import AllocationProblem
from .worth import met_hours


@dataclass(frozen=True, slots=True)
class _Crew:
    """One operating team: its own unit, if it may serve a line itself, and the units of its devices."""

    team: int | None
    devices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Operators:
    """Keeps operating teams and their devices together."""

    problem: AllocationProblem
    crews: tuple[_Crew, ...]

    @classmethod
    def of(cls, mission: Mission, problem: AllocationProblem) -> "Operators":
        operates = {device.id: device.operated_by for device in mission.devices if device.operated_by}
        devices: dict[str, list[int]] = {}
        for number, unit in enumerate(problem.units):
            if unit.resource in operates:
                devices.setdefault(operates[unit.resource] or "", []).append(number)
        own = {unit.resource: number for number, unit in enumerate(problem.units)}
        return cls(problem, tuple(_Crew(own.get(team), tuple(units)) for team, units in sorted(devices.items())))

    def together(self, choice: Choice | None) -> Choice | None:
        """The choice with every crew at one place: where it is now, or at one of the places where its devices are, whichever gains
        most; decided units move last. The same object where nothing is amiss."""
        if choice is None:
            return None
        for crew in self.crews:
            if not self._at_one_place(crew, choice.ways):
                choice = max(self._options(crew, choice), key=lambda one: (self._kept(crew, one), sum(one.met)))
        return choice

    def _site(self, number: int, ways: Sequence[int]) -> str | None:
        """Where a unit works; None where it is not used, `*` where it tours."""
        if ways[number] == UNUSED:
            return None
        way = self.problem.units[number].ways[ways[number]]
        return "*" if self.problem.lines[way.line].measure is Measure.BACKLOG else way.site

    def _at_one_place(self, crew: _Crew, ways: Sequence[int]) -> bool:
        devices = {self._site(number, ways) for number in crew.devices} - {None}
        team = self._site(crew.team, ways) if crew.team is not None else None
        return not devices or len(devices | ({team} - {None})) == 1

    def _kept(self, crew: _Crew, choice: Choice) -> int:
        """How many units that people decided about serve as decided."""
        members = (*crew.devices, *(() if crew.team is None else (crew.team,)))
        return sum(self.problem.units[i].pinned and choice.ways[i] == 0 for i in members)

    def _options(self, crew: _Crew, choice: Choice) -> Iterable[Choice]:
        """The team stays where it is and its devices follow; or all go to the site of one of the devices."""
        places = {self._site(number, choice.ways) for number in crew.devices} - {None}
        if crew.team is not None and (here := self._site(crew.team, choice.ways)) is not None:
            yield self._moved(choice, crew.devices, here)
            for place in sorted(p for p in places if p):
                yield self._moved(choice, (crew.team, *crew.devices), place)
        else:
            for place in sorted(p for p in places if p):
                yield self._moved(choice, crew.devices, place)

    def _moved(self, choice: Choice, members: Iterable[int], place: str) -> Choice:
        """Members that work elsewhere go to the place if they may, or nowhere."""
        ways = list(choice.ways)
        for number in members:
            if self._site(number, ways) not in (None, place):
                ways[number] = self._way_to(number, place)
        return self._counted(choice, ways)

    def _way_to(self, number: int, place: str) -> int:
        unit = self.problem.units[number]
        there = (
            i
            for i, way in enumerate(unit.ways)
            if way.site == place and self.problem.lines[way.line].measure is not Measure.BACKLOG
        )
        return next(there, UNUSED)

    def _counted(self, choice: Choice, ways: list[int]) -> Choice:
        units, met = self.problem.units, list(choice.met)
        pairs = zip(units, choice.ways, ways, strict=True)
        touched = {u.ways[w].line for u, old, new in pairs if old != new for w in (old, new) if w != UNUSED}
        for line in touched:
            serving = [
                unit.adds(way) for unit, way in zip(units, ways, strict=True) if way != UNUSED and unit.ways[way].line == line
            ]
            met[line] = met_hours(self.problem, self.problem.lines[line], serving)
        return Choice(tuple(ways), tuple(met))
