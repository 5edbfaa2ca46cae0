"""A floor cut into sections: straight across, wherever no box is cut."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...timeline.compiled import compiled
from .setting import CENTRE, GAP, LENGTH, MASS, SHAPE, WIDTH, Whole, X, Y

Flags = NDArray[np.uint8]


class Sections(NamedTuple):
    """Sections of a floor and what is asked of their order. Ways: 0 as they come, 1 mirrored; section and way are one number,
    2 x section + way."""

    boxes: Whole
    order: Whole
    """Boxes from front to rear."""
    starts: Whole
    """Where in `order` each section begins, and one more."""
    at: Whole
    """By box and way, x in its section."""
    lengths: Whole
    masses: Whole
    moments: Whole
    """By section and way, kg x cm from the section's front."""
    fronts: Whole
    rears: Whole
    """By section and way, how far gaps reach beyond its front and its rear."""
    distances: Whole
    """From the front of one section to the front of one behind it, at least."""
    blocked: Flags
    """Whether what leaves first is in the way of what leaves later, or the other way about."""
    figures: Whole
    window: Whole
    ramp: Whole
    allowed: Flags


@compiled
def copy(source: Whole, into: Whole) -> None:
    """Number by number: a slice would compile messages about shapes."""
    for n in range(len(source)):
        into[n] = source[n]


@compiled
def cut(boxes: Whole, width_cm: int, order: Whole, starts: Whole) -> int:
    """Cut the floor straight across wherever no box is cut: the number of sections. `order` are the boxes from front to rear,
    `starts` where in it each section begins, and one more. In each section x begins at 0, and all stands in the middle across."""
    count = len(boxes)
    for n in range(count):
        at = n
        while at > 0 and boxes[order[at - 1], X] > boxes[n, X]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = n
    parts, reached = 0, -1
    for n in range(count):
        box = order[n]
        if boxes[box, X] >= reached:
            starts[parts] = n
            parts += 1
        reached = max(reached, boxes[box, X] + boxes[box, LENGTH])
    starts[parts] = count
    for part in range(parts):
        front = boxes[order[starts[part]], X]
        left, right = width_cm, width_cm
        for n in range(starts[part], starts[part + 1]):
            box = order[n]
            left = min(left, boxes[box, Y] - boxes[box, GAP])
            right = min(right, width_cm - boxes[box, Y] - boxes[box, WIDTH] - boxes[box, GAP])
        for n in range(starts[part], starts[part + 1]):
            boxes[order[n], X] -= front
            boxes[order[n], Y] += (right - left) // 2
    return parts


@compiled
def measured(
    boxes: Whole, width_cm: int, figures: Whole, between: Whole, window: Whole, ramp: Whole, allowed: Flags, stops: Whole, door: int
) -> Sections:
    """The sections of a floor; the arguments are those of `ordering.arrange`."""
    count = len(boxes)
    order, starts = np.empty(count, np.int64), np.empty(count + 1, np.int64)
    parts = cut(boxes, width_cm, order, starts)
    lengths, masses = np.zeros(parts, np.int64), np.zeros(parts, np.int64)
    moments, fronts, rears = np.zeros((parts, 2), np.int64), np.zeros((parts, 2), np.int64), np.zeros((parts, 2), np.int64)
    at = np.empty((count, 2), np.int64)
    for part in range(parts):
        for n in range(starts[part], starts[part + 1]):
            lengths[part] = max(lengths[part], boxes[order[n], X] + boxes[order[n], LENGTH])
        for way in range(2):
            fronts[part, way], rears[part, way] = -(2**40), -(2**40)
        for n in range(starts[part], starts[part + 1]):
            box = order[n]
            single = starts[part + 1] - starts[part] == 1
            at[box, 0] = boxes[box, X]
            at[box, 1] = boxes[box, X] if single else lengths[part] - boxes[box, X] - boxes[box, LENGTH]
            masses[part] += boxes[box, MASS]
            for way in range(2):
                moments[part, way] += boxes[box, MASS] * (at[box, way] + boxes[box, CENTRE])
                fronts[part, way] = max(fronts[part, way], boxes[box, GAP] - at[box, way])
                end = at[box, way] + boxes[box, LENGTH] + boxes[box, GAP] - lengths[part]
                rears[part, way] = max(rears[part, way], end)
    distances = np.zeros((2 * parts, 2 * parts), np.int64)
    blocked = np.zeros((2 * parts, 2 * parts), np.uint8)
    for one in range(2 * parts):
        for other in range(2 * parts):
            a, b = one // 2, other // 2
            least = lengths[a] if a != b else 0
            for n in range(starts[a], starts[a + 1]):
                i = order[n]
                for m in range(starts[b], starts[b + 1]):
                    j = order[m]
                    clear = between[boxes[i, SHAPE], boxes[j, SHAPE]]
                    if a != b and _overlap(boxes, i, j, clear):
                        least = max(least, at[i, one % 2] + boxes[i, LENGTH] + clear - at[j, other % 2])
                    if door and i != j and _overlap(boxes, i, j, 0):
                        behind = a != b or (one == other and at[j, one % 2] > at[i, one % 2])
                        first = stops[boxes[i, SHAPE]] - stops[boxes[j, SHAPE]]
                        if behind and ((door == 1 and first < 0) or (door == 2 and first > 0)):
                            blocked[one, other] = 1
            distances[one, other] = least
    return Sections(
        boxes, order, starts, at, lengths, masses, moments, fronts, rears, distances, blocked, figures, window, ramp, allowed
    )


@compiled
def _overlap(boxes: Whole, i: int, j: int, clear: int) -> bool:
    """Whether two boxes are less than `clear` apart across the hold."""
    return bool(boxes[i, Y] < boxes[j, Y] + boxes[j, WIDTH] + clear and boxes[j, Y] < boxes[i, Y] + boxes[i, WIDTH] + clear)
