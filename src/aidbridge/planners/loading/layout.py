"""Rectangles on a floor: items set down one after another, as far forward as the gaps to those already standing allow."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...timeline.compiled import compiled
from .fit import Footprint

Whole = NDArray[np.int64]


class Shape(NamedTuple):
    """All that placing needs to know of an item; items of one shape are interchangeable."""

    footprints: tuple[Footprint, ...]
    """One or two, the one that takes less length of the hold first."""
    narrowest_cm: int
    """Its least width."""
    gap_cm: int
    mass_kg: int


class Box(NamedTuple):
    """A shape standing on the floor, its front left corner at x, y."""

    x_cm: int
    y_cm: int
    length_cm: int
    width_cm: int
    gap_cm: int
    mass_kg: int
    centre_cm: int
    """Its own centre of gravity from its front end."""
    shape: int
    """Number of its shape."""
    turned: bool


class Floor:
    """A floor of whole centimetres and the shapes that may be set down on it."""

    def __init__(self, length_cm: int, width_cm: int, shapes: list[Shape]) -> None:
        self._length_cm, self._width_cm, self._shapes = length_cm, width_cm, shapes
        # Footprints by shape: length and width of the first, then of the last, which are the same where it may not be turned.
        self._sides = np.array([(*s.footprints[0][:2], *s.footprints[-1][:2]) for s in shapes], dtype=np.int64)
        self._gaps = np.array([s.gap_cm for s in shapes], dtype=np.int64)

    def set_down(self, order: list[int]) -> list[Box] | None:
        """Place the shapes in this order, each where its rear end comes least far back; None when one runs over the end.

        Places beside the walls and beside what stands already are tried, in every way to stand.
        """
        numbers = np.array(order, dtype=np.int64)
        placed = _set_down(self._sides[numbers], self._gaps[numbers], self._length_cm, self._width_cm)
        if len(placed) < len(order):
            return None
        return [self._box(n, -last, x, y) for n, (x, y, last) in zip(order, placed.tolist(), strict=True)]

    def in_file(self, order: list[int]) -> list[list[Box]]:
        """Each shape alone across the hold, on the centre line, the short way along it: one section an item."""
        middles = [(self._width_cm - self._shapes[n].footprints[0].width_cm) // 2 for n in order]
        return [[self._box(n, 0, 0, y)] for n, y in zip(order, middles, strict=True)]

    def _box(self, number: int, way: int, x: int, y: int) -> Box:
        shape = self._shapes[number]
        stands = shape.footprints[way]
        length, width, centre, turned = stands.length_cm, stands.width_cm, stands.centre_cm, stands.turned
        return Box(x, y, length, width, shape.gap_cm, shape.mass_kg, centre, number, turned)


def sections(boxes: list[Box], floor_width_cm: int) -> list[list[Box]]:
    """Cut the floor straight across wherever no box is cut; each section starts at x 0 and stands in the middle across."""
    found: list[list[Box]] = []
    reached = -1
    for box in sorted(boxes):
        if box.x_cm >= reached:
            found.append([])
        found[-1].append(box)
        reached = max(reached, box.x_cm + box.length_cm)
    return [_centred(section, floor_width_cm) for section in found]


def must_queue(one: Shape, other: Shape, floor_width_cm: int) -> bool:
    """Whether the two can never stand side by side."""
    between = max(one.gap_cm, other.gap_cm)
    return one.narrowest_cm + other.narrowest_cm + one.gap_cm + other.gap_cm + between > floor_width_cm


def _centred(section: list[Box], floor_width_cm: int) -> list[Box]:
    left = min(box.y_cm - box.gap_cm for box in section)
    right = min(floor_width_cm - box.y_cm - box.width_cm - box.gap_cm for box in section)
    front, aside = min(box.x_cm for box in section), (right - left) // 2
    return [box._replace(x_cm=box.x_cm - front, y_cm=box.y_cm + aside) for box in section]


@compiled
def _set_down(sides: Whole, gaps: Whole, floor_length: int, floor_width: int) -> Whole:
    """Rows of x, y and 1 where the last footprint was chosen, else 0; fewer rows than shapes where the floor ran out."""
    count = len(gaps)
    boxes = np.zeros((count, 4), np.int64)
    placed = np.zeros((count, 3), np.int64)
    for n in range(count):
        gap, best_end, best_x, best_y, best_way = gaps[n], floor_length + 1, 0, 0, -1
        for way in range(2):
            length, width = sides[n, 2 * way], sides[n, 2 * way + 1]
            furthest = floor_width - gap - width
            if way == 1 and length == sides[n, 0] and width == sides[n, 1]:
                break
            for place in range(2 * n + 2):
                box = place // 2 - 1
                if box < 0:
                    y = gap if place == 0 else furthest
                elif place % 2 == 0:
                    y = boxes[box, 1] + boxes[box, 3] + max(gap, gaps[box])
                else:
                    y = boxes[box, 1] - max(gap, gaps[box]) - width
                if y < gap or y > furthest:
                    continue
                x = 0
                for other in range(n):
                    between = max(gap, gaps[other])
                    beside = y >= boxes[other, 1] + boxes[other, 3] + between or boxes[other, 1] >= y + width + between
                    if not beside:
                        x = max(x, boxes[other, 0] + boxes[other, 2] + between)
                if (x + length, x, y) < (best_end, best_x, best_y):
                    best_end, best_x, best_y, best_way = x + length, x, y, way
        if best_way < 0:
            return placed[:n]
        boxes[n, 0], boxes[n, 1] = best_x, best_y
        boxes[n, 2], boxes[n, 3] = sides[n, 2 * best_way], sides[n, 2 * best_way + 1]
        placed[n, 0], placed[n, 1], placed[n, 2] = best_x, best_y, best_way
    return placed
