"""Allocate: greedy, bettered unit by unit, then exchanges until the bound is met or the search stops."""

from collections.abc import Mapping

from ...engines.local_search import Stage, improve
from ...engines.stopping import Stop
from ...model.messages import Message
from ...model.needs import Measure
from ...model.resolved import Resolved
from .bound import least_value, worst_value
from .candidates import problem_of
from .descent import settled
from .exchange import Exchange
from .explain import explanations_of
from .heuristic import UNUSED, Choice, steepest
from .moving import moving_items
from .operators import Operators
from .problem import AllocationProblem, AllocationSolution, Grant
from .unused import unused_of
from .worth import met_hours

PATIENCE = 600
"""Exchanges without a better value after which the search ends."""


def allocate(resolved: Resolved, stop: Stop, seed: int, barred: Mapping[str, Message] = {}) -> AllocationSolution:
    """Give resources to need lines so that the fewest weighted hours stay unmet, floors and mandatory lines first.

    Keeps rules N1 to N4 and the decisions `assign` and `not_assign`. A pinned unit that its donor may not give is not
    given: the donor's own reserve comes first, and the reason is listed. Same seed and iterations, same answer. `barred`: resources
    that later decisions have found of no use, with the reason.
    """
    problem = problem_of(resolved, barred)
    worst, bound = worst_value(problem), least_value(problem)
    exchange, operators = Exchange.of(problem), Operators.of(resolved.mission, problem)
    kept_together = {number for crew in operators.crews for number in (crew.team, *crew.devices) if number is not None}
    first = operators.together(steepest(problem))
    assert first is not None
    start = settled(problem, first, kept_together)

    def cost(choice: Choice) -> float:
        return worst - sum(choice.met)

    stage = Stage(
        name="allocation",
        found_by="exchange",
        cost=cost,
        neighbour=lambda choice, rng: operators.together(exchange.draw(choice, rng)),
        value=lambda choice: round(cost(choice), 6),
        allowance=0.1 * max(cost(start) - bound, 0.0),
        patience=PATIENCE,
        done=lambda choice: not exchange.movable or cost(choice) <= bound + 1e-6,
    )
    found = improve(start, stage, stop, seed, bound)
    choice = without_useless(problem, settled(problem, found.best, kept_together))
    grants = _grants(problem, choice)
    moving = moving_items(resolved, grants)
    return AllocationSolution(
        grants=grants,
        unused=unused_of(resolved, problem, grants, set(moving)),
        moving=moving,
        may_also=_may_also(problem, grants),
        value=round(cost(choice), 6),
        bound_value=round(bound, 6),
        explanations=explanations_of(resolved, problem, choice),
        progress=found.progress,
    )


def without_useless(problem: AllocationProblem, choice: Choice) -> Choice:
    """Take back units whose line is covered as well without them, the weakest first: they would move for nothing."""
    ways, met = list(choice.ways), list(choice.met)
    for number in sorted(range(len(ways)), key=lambda i: problem.units[i].strength):
        unit = problem.units[number]
        if ways[number] == UNUSED or unit.pinned:
            continue
        line = unit.ways[ways[number]].line
        others = [
            other.adds(way)
            for i, (other, way) in enumerate(zip(problem.units, ways, strict=True))
            if i != number and way != UNUSED and other.ways[way].line == line
        ]
        rest = met_hours(problem, problem.lines[line], others)
        if rest >= met[line] - 1e-9:
            ways[number], met[line] = UNUSED, rest
    return Choice(tuple(ways), tuple(met))


def _grants(problem: AllocationProblem, choice: Choice) -> tuple[Grant, ...]:
    """One grant for each line and resource; the items of a supply that go to one line belong together."""
    chosen: dict[tuple[int, str], list[int]] = {}
    for number, way in enumerate(choice.ways):
        if way != UNUSED:
            unit = problem.units[number]
            chosen.setdefault((unit.ways[way].line, unit.resource), []).append(number)
    grants = []
    for (line, resource), numbers in sorted(chosen.items(), key=lambda entry: (entry[0][0], entry[1][0])):
        units = [problem.units[number] for number in numbers]
        first = units[0]
        grants.append(
            Grant(
                need=problem.lines[line].need.id,
                offer=first.offer,
                resource=resource,
                items=tuple(item for unit in units for item in unit.items),
                quantity=round(sum(unit.amount for unit in units), 6),
                site=first.ways[choice.ways[numbers[0]]].site,
            )
        )
    return tuple(grants)


def _may_also(problem: AllocationProblem, grants: tuple[Grant, ...]) -> dict[str, tuple[str, ...]]:
    granted = {grant.resource: grant.need for grant in grants}
    return {
        unit.resource: others
        for unit in problem.units
        if unit.resource in granted
        and not unit.pinned
        and problem.lines[unit.ways[0].line].measure is Measure.BACKLOG
        and (others := tuple(id for w in unit.ways if (id := problem.lines[w.line].need.id) != granted[unit.resource]))
    }
