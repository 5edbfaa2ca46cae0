"""What a set of units is worth to a line."""

from collections.abc import Iterable

from ...model.needs import Measure
from .problem import AllocationProblem, Line

Contribution = tuple[int, float]
"""From which minute, and how strong (see `Unit.strength`)."""


def met_hours(problem: AllocationProblem, line: Line, contributions: Iterable[Contribution]) -> float:
    """Weighted hours met, with `floor_value` for the share reached up to the line's floor.

    Concave in what is added: a unit is worth no more to a line that others already serve.
    """
    at, level, rate, met = line.start_min, 0.0, 0.0, 0.0
    asked, backlog = line.need.quantity, line.measure is Measure.BACKLOG
    steps = sorted((max(minute, line.start_min), strength) for minute, strength in contributions if minute < line.end_min)
    for minute, strength in [*steps, (line.end_min, 0.0)]:
        met += _met_between(asked, level, rate, minute - at)
        level += rate * (minute - at)
        at = minute
        if backlog:
            rate += strength
        else:
            level += strength
    return line.weight * met / 60 + problem.floor_value * min(level / asked, line.floor)


def _met_between(asked: float, level: float, rate: float, minutes: float) -> float:
    """Minutes x share while the level grows at a rate, never above what is asked."""
    missing = max(asked - level, 0.0)
    growing = min(minutes, missing / rate) if rate > 0 else (minutes if missing > 0 else 0.0)
    return (level * growing + rate * growing**2 / 2) / asked + (minutes - growing if missing == 0 or rate > 0 else 0.0)
