"""Why each resource goes where it goes."""

from dataclasses import dataclass, replace

from ...model.facts import Scalar
from ...model.messages import Message
from ...model.plan import Explanation
from ...model.resolved import Resolved
from .heuristic import UNUSED, Choice
from .problem import AllocationProblem
from .worth import met_hours

LEAST = 1e-6


def explanations_of(resolved: Resolved, problem: AllocationProblem, choice: Choice) -> tuple[Explanation, ...]:
    """One sentence for each unit given: what it gains there, and how much less at the next best line."""
    serving: dict[int, list[int]] = {}
    for number, way in enumerate(choice.ways):
        if way != UNUSED:
            serving.setdefault(problem.units[number].ways[way].line, []).append(number)
    reasons = {(d.resource, d.need): d.reason for d in resolved.mission.decisions if d.kind == "assign"}
    sentences = []
    for line, numbers in sorted(serving.items()):
        for number in numbers:
            unit = problem.units[number]
            message = _message(problem, choice, serving, number)
            decided = reasons.get((unit.resource, problem.lines[line].need.id))
            if decided is not None:
                message = Message(key="allocation.decided", params={**message.params, "reason": decided})
            sentences.append(Explanation(stage="allocation", about=unit.id, message=message))
            asked, rate = problem.lines[line].need, unit.ways[choice.ways[number]].rate
            if unit.capability != asked.capability:
                params: dict[str, Scalar] = {
                    "given": unit.capability,
                    "asked": asked.capability,
                    "rate": rate,
                    "need": asked.id,
                }
                stands_in = Message(key="allocation.stands_in", params=params)
                sentences.append(Explanation(stage="allocation", about=unit.id, message=stands_in))
    return tuple(sentences)


def _message(problem: AllocationProblem, choice: Choice, serving: dict[int, list[int]], number: int) -> Message:
    unit = problem.units[number]
    way = unit.ways[choice.ways[number]]
    line = problem.lines[way.line]
    gain = _gain(problem, choice, serving, number, choice.ways[number])
    params: dict[str, Scalar] = {
        "unit": unit.id,
        "need": line.need.id,
        "place": line.need.place,
        "site": way.site,
        "severity": line.severity,
        "quantity": unit.amount,
        "asked": line.need.quantity,
        "gain_h": round(gain.hours, 3),
    }
    others = [(_gain(problem, choice, serving, number, i), i) for i in range(len(unit.ways)) if i != choice.ways[number]]
    if not others:
        return Message(key="allocation.only_line", params=params)
    second, other = max(others, key=lambda entry: (entry[0].floor_share > LEAST, entry[0].hours, -entry[1]))
    next_line = problem.lines[unit.ways[other].line]
    params |= {
        "lines": len(unit.ways),
        "next_need": next_line.need.id,
        "next_place": next_line.need.place,
        "next_severity": next_line.severity,
        "next_gain_h": round(second.hours, 3),
    }
    if gain.floor_share > LEAST and second.floor_share <= LEAST:
        return Message(key="allocation.floor_first", params={**params, "floor": line.floor})
    if second.floor_share > LEAST or second.hours <= LEAST or gain.hours <= second.hours + LEAST:
        return Message(key="allocation.serves", params=params)
    # Hours are in proportion to severity: from here on the other line would gain as much.
    return Message(
        key="allocation.serves_until",
        params={**params, "from_severity": round(next_line.severity * gain.hours / second.hours, 3)},
    )


@dataclass(frozen=True, slots=True)
class _Gain:
    """What a unit adds to a line beside the others that serve it."""

    hours: float
    """Weighted hours met."""
    floor_share: float
    """Share of what is asked, as far as it lay below the line's floor."""


def _gain(problem: AllocationProblem, choice: Choice, serving: dict[int, list[int]], number: int, way: int) -> _Gain:
    units, line = problem.units, problem.lines[problem.units[number].ways[way].line]
    others = [i for i in serving.get(units[number].ways[way].line, ()) if i != number]
    rest = [units[i].adds(choice.ways[i]) for i in others]
    with_it = [*rest, units[number].adds(way)]
    bare = replace(line, floor=0.0)
    hours = met_hours(problem, bare, with_it) - met_hours(problem, bare, rest)
    whole = met_hours(problem, line, with_it) - met_hours(problem, line, rest)
    return _Gain(hours, (whole - hours) / problem.floor_value)
