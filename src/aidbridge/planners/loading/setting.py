"""Rectangles set down on a floor one after another, each as far forward as its distances to those already standing allow."""

import numpy as np
from numpy.typing import NDArray

from ...timeline.compiled import compiled

Whole = NDArray[np.int64]

X, Y, LENGTH, WIDTH, GAP, MASS, CENTRE, SHAPE, WAY = range(9)
"""Columns of a box: its front left corner, its extents, what it keeps clear at the walls, its mass, its own centre of gravity
from its front end, the number of its shape, and which of its footprints it stands on."""
COLUMNS = 9


@compiled
def set_down(order: Whole, sides: Whole, gaps: Whole, between: Whole, length_cm: int, width_cm: int, boxes: Whole) -> bool:
    """Place shapes in this order, each where its rear end comes least far back; False when one runs over the end.

    sides: by shape length and width of its first and of its last footprint. gaps: by shape what it keeps clear at the side walls.
    between: what two shapes keep clear of each other. Places beside the walls and beside what stands already are tried, in
    every way to stand. An item never stands in front of another that it overlaps across the hold and that came earlier. The
    first rows of `boxes` are filled in the order given.
    """
    for n in range(len(order)):
        shape = order[n]
        gap, best_end, best_x, best_y, best_way = gaps[shape], length_cm + 1, 0, 0, -1
        for way in range(2):
            length, width = sides[shape, 2 * way], sides[shape, 2 * way + 1]
            furthest = width_cm - gap - width
            if way == 1 and length == sides[shape, 0] and width == sides[shape, 1]:
                break
            for place in range(2 * n + 2):
                if place == 0:
                    y = gap
                elif place == 1:
                    y = furthest
                else:
                    beside = place // 2 - 1
                    clear = between[shape, boxes[beside, SHAPE]]
                    y = boxes[beside, Y] + (boxes[beside, WIDTH] + clear if place % 2 == 0 else -clear - width)
                if y < gap or y > furthest:
                    continue
                x = 0
                for other in range(n):
                    clear = between[shape, boxes[other, SHAPE]]
                    if y < boxes[other, Y] + boxes[other, WIDTH] + clear and boxes[other, Y] < y + width + clear:
                        x = max(x, boxes[other, X] + boxes[other, LENGTH] + clear)
                        if x + length > best_end:
                            break
                if (x + length, x, y) < (best_end, best_x, best_y):
                    best_end, best_x, best_y, best_way = x + length, x, y, way
        if best_way < 0:
            return False
        boxes[n, X], boxes[n, Y], boxes[n, WAY], boxes[n, SHAPE], boxes[n, GAP] = best_x, best_y, best_way, shape, gap
        boxes[n, LENGTH], boxes[n, WIDTH] = sides[shape, 2 * best_way], sides[shape, 2 * best_way + 1]
    return True
