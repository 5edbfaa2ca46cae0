"""Why each resource goes where it goes."""

from ...model.facts import Scalar
from ...model.messages import Message
from ...model.plan import Explanation
from ...model.resolved import Resolved
from .heuristic import UNUSED, Choice
from .problem import AllocationProblem, Unit
from .worth import met_hours


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
        "gain_h": round(gain, 3),
    }
    others = [
        (_gain(problem, choice, serving, number, other), other) for other in range(len(unit.ways)) if other != choice.ways[number]
    ]
    if not others:
        return Message(key="allocation.only_line", params=params)
    next_gain, other = max(others, key=lambda entry: (entry[0], -entry[1]))
    next_line = problem.lines[unit.ways[other].line]
    return Message(
        key="allocation.serves",
        params={
            **params,
            "lines": len(unit.ways),
            "next_need": next_line.need.id,
            "next_place": next_line.need.place,
            "next_severity": next_line.severity,
            "next_gain_h": round(next_gain, 3),
        },
    )


def _gain(problem: AllocationProblem, choice: Choice, serving: dict[int, list[int]], number: int, way: int) -> float:
    """What the unit adds to a line beside the others that serve it."""
    line = problem.units[number].ways[way].line

    def earliest(unit: Unit, index: int) -> tuple[int, float]:
        return unit.ways[index].earliest_min, unit.strength

    rest = [earliest(problem.units[i], choice.ways[i]) for i in serving.get(line, ()) if i != number]
    with_it = [*rest, earliest(problem.units[number], way)]
    return met_hours(problem, problem.lines[line], with_it) - met_hours(problem, problem.lines[line], rest)
