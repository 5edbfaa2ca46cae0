"""The problem as flat arrays, for the compiled search."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .problem import PositionsProblem

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class World(NamedTuple):
    """Units and positions by number."""

    mass: Ints
    first: Ints
    last: Ints
    allowed: Bools
    """`allowed[u, p]`: the type and the mass of the unit suit the position."""
    choices: Ints
    """`choices[u, :ways[u]]`: the positions allowed."""
    ways: Ints
    arm: Ints
    """cm aft of the best arm."""
    clash: Bools
    """`clash[p, q]`: both cannot be taken; p and itself neither."""
    way: Bools
    """`way[p, q]`: what stands in q must be lifted before a unit can leave p."""
    member: Bools
    """`member[g, p]`."""
    weight: Ints
    """`weight[g, u]`: kg that the unit counts for the limit."""
    most: Ints
    hostile: Bools
    """`hostile[u, v]`: may not be in neighbouring positions."""
    near: Bools
    empty: Ints
    """Mass; moment about the best arm; least and greatest arm from it."""
    move_cm: float


def world_of(problem: PositionsProblem) -> World:
    """Arrays of a sound problem."""
    units, positions = problem.units, problem.positions
    number = {position.id: p for p, position in enumerate(positions)}
    allowed = np.array(
        [[unit.type in one.types and (one.limit is None or unit.mass <= one.limit) for one in positions] for unit in units],
        dtype=np.bool_,
    ).reshape(len(units), len(positions))
    count = allowed.sum(axis=1)
    choices = np.zeros((len(units), max(len(positions), 1)), np.int64)
    for u in range(len(units)):
        choices[u, : count[u]] = np.flatnonzero(allowed[u])
    return World(
        mass=np.array([unit.mass for unit in units], dtype=np.int64),
        first=np.array([unit.first for unit in units], dtype=np.int64),
        last=np.array([unit.last for unit in units], dtype=np.int64),
        allowed=allowed,
        choices=choices,
        ways=count.astype(np.int64),
        arm=np.array([position.arm - problem.best_arm for position in positions], dtype=np.int64),
        clash=_pairs(problem.overlaps, number) | np.eye(len(positions), dtype=np.bool_),
        way=_ways(problem, number),
        member=np.array([[one.id in limit.positions for one in positions] for limit in problem.limits], dtype=np.bool_).reshape(
            len(problem.limits), len(positions)
        ),
        weight=np.array(
            [[unit.mass if limit.mark is None else unit.marks.get(limit.mark, 0) for unit in units] for limit in problem.limits],
            dtype=np.int64,
        ).reshape(len(problem.limits), len(units)),
        most=np.array([limit.kg for limit in problem.limits], dtype=np.int64),
        hostile=np.array(
            [[any(frozenset((a, b)) in problem.apart for a in one.marks for b in other.marks) for other in units] for one in units],
            dtype=np.bool_,
        ).reshape(len(units), len(units)),
        near=_pairs(problem.neighbours, number),
        empty=np.array(
            [
                problem.empty_kg,
                problem.empty_kg * (problem.empty_arm - problem.best_arm),
                problem.arms[0] - problem.best_arm,
                problem.arms[1] - problem.best_arm,
            ],
            dtype=np.int64,
        ),
        move_cm=float(problem.move_cm),
    )


def _pairs(pairs: frozenset[frozenset[str]], number: dict[str, int]) -> Bools:
    found = np.zeros((len(number), len(number)), dtype=np.bool_)
    for pair in pairs:
        one, other = (number[name] for name in pair)
        found[one, other] = found[other, one] = True
    return found


def _ways(problem: PositionsProblem, number: dict[str, int]) -> Bools:
    """All that stands before a position, through positions that are empty or not."""
    way = np.zeros((len(number), len(number)), dtype=np.bool_)
    for position in problem.positions:
        waiting = [position.id]
        while waiting:
            for name in problem.positions[number[waiting.pop()]].behind:
                if not way[number[position.id], number[name]]:
                    way[number[position.id], number[name]] = True
                    waiting.append(name)
    np.fill_diagonal(way, False)
    return way
