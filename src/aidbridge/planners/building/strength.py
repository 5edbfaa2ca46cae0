"""What a box stands on and what it carries, box by box: support share, strength, and the loads through a stack.

A box hands its own mass and all that it carries down to the boxes it touches, by their share of the contact area; what
stands partly on the floor or on a bearing part of the unit hands that share to it.
"""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled
from .world import NO_LIMIT, NOTHING_ON_TOP, Floats, Ints, Room, Stock

TOLERANCE = 1e-6
"""kg by which a sum of shares of loads may exceed a limit: rounding of the sum."""


class Standing(NamedTuple):
    """The boxes of a unit and the ways their loads take."""

    boxes: Ints
    """Rows (type, x1, y1, z1, x2, y2, z2), lower ones first."""
    load: Floats
    """kg that each box carries."""
    first: Ints
    """`first[i]` to `first[i + 1]`: the rows of box i in `under` and `part`."""
    under: Ints
    part: Floats


def standing(boxes: int) -> Standing:
    """Room for so many boxes."""
    return Standing(
        boxes=np.zeros((boxes, 7), np.int64),
        load=np.zeros(boxes),
        first=np.zeros(boxes + 1, np.int64),
        under=np.zeros(8 * boxes, np.int64),
        part=np.zeros(8 * boxes),
    )


@compiled
def _overlap(one: Ints, x1: int, y1: int, x2: int, y2: int) -> int:
    """cm2 that the rectangle shares with a row (x1, y1, z1, x2, y2, ...)."""
    dx = min(one[3], x2) - max(one[0], x1)
    dy = min(one[4], y2) - max(one[1], y1)
    return dx * dy if dx > 0 and dy > 0 else 0


@compiled
def stands_well(stock: Stock, room: Room, held: Standing, old: int, new: int, fragile: bool, scratch: Floats) -> bool:
    """Whether the boxes `old` to `new` may join those before them: each supported by at least the room's share, no limit of
    strength exceeded, none slipped in under a box that stands already (where strength counts).

    Writes the loads of all `new` boxes to `scratch` and the ways of the new boxes to `held`.
    """
    boxes = held.boxes
    if fragile:
        scratch[:old] = held.load[:old]
        scratch[old:new] = 0.0
    at = held.first[old]
    for i in range(old, new):
        x1, y1, z1, x2, y2, z2 = boxes[i, 1], boxes[i, 2], boxes[i, 3], boxes[i, 4], boxes[i, 5], boxes[i, 6]
        base = (x2 - x1) * (y2 - y1)
        touched = 0
        begin = at
        if z1 == 0:
            touched = base
        else:
            for s in range(len(room.rims)):
                rim = room.rims[s]
                if rim[4] == z1:
                    touched += max(min(rim[2], x2) - max(rim[0], x1), 0) * max(min(rim[3], y2) - max(rim[1], y1), 0)
            for j in range(i):
                if boxes[j, 6] == z1:
                    area = _overlap(boxes[j, 1:], x1, y1, x2, y2)
                    if area > 0:
                        touched += area
                        if fragile:
                            if stock.load_limit[boxes[j, 0]] == NOTHING_ON_TOP or at >= len(held.under):
                                return False
                            held.under[at], held.part[at] = j, area
                            at += 1
        if touched < room.share * base - 1e-9 * base:
            return False
        if fragile:
            for k in range(begin, at):
                held.part[k] /= touched
            for j in range(old):
                if boxes[j, 3] == z2 and z2 > 0 and _overlap(boxes[j, 1:], x1, y1, x2, y2) > 0:
                    return False
        held.first[i + 1] = at
        if fragile and not _handed_down(stock, held, i, scratch):
            return False
    return True


@compiled
def _handed_down(stock: Stock, held: Standing, box: int, load: Floats) -> bool:
    """Add the mass of a box to the loads of all that it stands on; False when one breaks its limit."""
    passed = np.zeros(box + 1)
    passed[box] = stock.mass[held.boxes[box, 0]]
    for i in range(box, -1, -1):
        if passed[i] <= 0:
            continue
        if i != box:
            load[i] += passed[i]
            limit = stock.load_limit[held.boxes[i, 0]]
            if limit < NO_LIMIT and load[i] > limit + TOLERANCE:
                return False
        for k in range(held.first[i], held.first[i + 1]):
            passed[held.under[k]] += passed[i] * held.part[k]
    return True
