"""Why boxes are left, and the smallest relaxation that would let one in."""

import numpy as np
from numpy.typing import NDArray

from ...engines.stopping import Stop
from ...model.messages import Message
from .builder import Filler
from .problem import EXTENTS, Box, BuildingProblem, Left, Obstacle, UnitType
from .world import Ints


def left_behind(problem: BuildingProblem, left: Ints, fits: NDArray[np.bool_]) -> tuple[Left, ...]:
    """One entry for each box type of which some are left."""
    return tuple(_left(problem, i, int(count), fits[i]) for i, count in enumerate(left.tolist()) if count)


def _left(problem: BuildingProblem, i: int, count: int, fits: NDArray[np.bool_]) -> Left:
    box = problem.boxes[i]
    obstacles = []
    for u, (unit, most, _) in enumerate(problem.types):
        if fits[u]:
            obstacles.append(Obstacle(unit.id, "most", needs=(most or 0) + 1, has=most or 0))
        else:
            obstacles.append(_obstacle(box, unit, problem))
    if not obstacles:
        none = Message(key="building.left.no_units", params={"box": box.id, "count": count})
        return Left(box.id, count, (), none, Message(key="building.relax.units", params={"box": box.id}))
    nearest = min(obstacles, key=_relative_excess)
    numbers = {"box": box.id, "count": count, "unit": nearest.unit, "needs": nearest.needs, "has": nearest.has}
    relaxation = Message(key=f"building.relax.{nearest.limit}", params=numbers | {"more": nearest.needs - nearest.has})
    other = None if fits.any() else _other_way(box, problem)
    if other is not None:
        relaxation = Message(key="building.relax.orientation", params={"box": box.id, "unit": other[0], "orientation": other[1]})
    return Left(box.id, count, tuple(obstacles), Message(key=f"building.left.{nearest.limit}", params=dict(numbers)), relaxation)


def _relative_excess(obstacle: Obstacle) -> tuple[bool, float]:
    """Boxes that fit but for the number of units come first; then by how far over the limit, as a share of it."""
    return (obstacle.limit != "most", (obstacle.needs - obstacle.has) / max(obstacle.has, 1))


def _obstacle(box: Box, unit: UnitType, problem: BuildingProblem) -> Obstacle:
    """The limit of one unit type that keeps the box out in the orientation that comes nearest."""
    payload = unit.max_gross - unit.tare
    if box.mass > payload:
        return Obstacle(unit.id, "mass", needs=box.mass, has=payload)
    room = (unit.length - 2 * problem.margin, unit.width - 2 * problem.margin, unit.height)
    sides = (box.length, box.width, box.height)
    ways = []
    for number in box.orientations:
        over = [sides[s] - size for s, size in zip(EXTENTS[number], room, strict=True)]
        ways.append((sum(max(o, 0) for o in over), number, over))
    excess, number, over = min(ways)
    if excess > 0:
        axis = max(range(3), key=lambda a: over[a])
        return Obstacle(unit.id, ("length", "width", "height")[axis], needs=room[axis] + over[axis], has=room[axis])
    # The cuboid admits it: the contour, or a part that no cargo may enter and that bears nothing, is in the way.
    limit = "contour" if unit.cuts else "blocks"
    high = sides[EXTENTS[number][2]]
    return Obstacle(unit.id, limit, needs=high, has=_most_height(box, number, unit, problem))


def _most_height(box: Box, number: int, unit: UnitType, problem: BuildingProblem) -> int:
    """The greatest height with which the box would go in as it stands; 0 when even a flat one would not."""
    dx, dy, high = ((box.length, box.width, box.height)[s] for s in EXTENTS[number])
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        lower = Box(box.id, dx, dy, middle, box.mass, orientations=(0,))
        if len(Filler((lower,), unit, problem.support, margin=problem.margin).fill(np.ones(1, dtype=np.int64), Stop(0))):
            low = middle
        else:
            high = middle
    return low


def _other_way(box: Box, problem: BuildingProblem) -> tuple[str, int] | None:
    """A unit type and an orientation that the box may not take but in which it would go in."""
    for number in range(len(EXTENTS)):
        if number in box.orientations:
            continue
        turned = Box(box.id, box.length, box.width, box.height, box.mass, orientations=(number,))
        for unit, most, _ in problem.types:
            if most != 0 and len(
                Filler((turned,), unit, problem.support, margin=problem.margin).fill(np.ones(1, dtype=np.int64), Stop(0))
            ):
                return unit.id, number
    return None
