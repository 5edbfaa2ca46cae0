"""Faults of a positions problem, all told at once."""

from collections.abc import Iterator

from .problem import PositionsProblem


def require_sound(problem: PositionsProblem) -> None:
    """Raises ValueError with every fault of units, positions, limits and balance."""
    faults = [*_of_units(problem), *_of_positions(problem), *_of_names(problem)]
    if problem.legs < 1:
        faults.append(f"legs is {problem.legs}: give 1 or more")
    if problem.empty_kg <= 0:
        faults.append(f"empty_kg is {problem.empty_kg}: give 1 or more")
    if problem.arms[0] > problem.arms[1]:
        faults.append(f"arms are {problem.arms[0]} to {problem.arms[1]} cm: give the least first")
    if problem.move_cm < 0:
        faults.append(f"move_cm is {problem.move_cm}: give 0 or more")
    if faults:
        raise ValueError("; ".join(faults))


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name in sorted({one for one in names if names.count(one) > 1}):
        yield f"{what} {name} is given {names.count(name)} times"


def _of_units(problem: PositionsProblem) -> Iterator[str]:
    yield from _twice("unit", [unit.id for unit in problem.units])
    for unit in problem.units:
        if unit.mass < 0:
            yield f"unit {unit.id}: mass is {unit.mass} kg: give 0 or more"
        if not 0 <= unit.first <= unit.last < problem.legs:
            yield f"unit {unit.id}: legs {unit.first} to {unit.last}: give two from 0 to {problem.legs - 1}, the first one first"
        for mark, kg in unit.marks.items():
            if kg < 0:
                yield f"unit {unit.id}: {kg} kg of {mark}: give 0 or more"


def _of_positions(problem: PositionsProblem) -> Iterator[str]:
    yield from _twice("position", [position.id for position in problem.positions])
    for position in problem.positions:
        if position.limit is not None and position.limit < 0:
            yield f"position {position.id}: limit is {position.limit} kg: give 0 or more, or None for no limit"
    for limit in problem.limits:
        if limit.kg < 0:
            yield f"limit {limit.id}: {limit.kg} kg: give 0 or more"


def _of_names(problem: PositionsProblem) -> Iterator[str]:
    known = {position.id for position in problem.positions}
    for position in problem.positions:
        for name in sorted(set(position.behind) - known):
            yield f"position {position.id}: stands behind {name}, which is no position"
    for limit in problem.limits:
        for name in sorted(limit.positions - known):
            yield f"limit {limit.id}: names {name}, which is no position"
    for what, pairs in (("overlaps", problem.overlaps), ("neighbours", problem.neighbours)):
        for pair in sorted(pairs, key=sorted):
            if len(pair) != 2 or not pair <= known:
                yield f"{what}: {' and '.join(sorted(pair))}: give pairs of positions"
