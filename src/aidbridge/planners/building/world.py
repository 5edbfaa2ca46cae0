"""The boxes and the unit as flat arrays, for the compiled parts."""

from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .problem import EXTENTS, Box, UnitType

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NO_LIMIT = 1 << 40
"""A load limit, mass or number that nothing reaches."""
NOTHING_ON_TOP = -1
"""Load limit of a box on which nothing may stand, however light."""


class Stock(NamedTuple):
    """Box types: row t is `boxes[t]`."""

    mass: Ints
    value: Floats
    load_limit: Ints
    group: Ints
    apart: NDArray[np.bool_]
    """`apart[g, h]`: groups g and h may not share a unit."""
    stands: Ints
    """Rows (type, dx, dy, dz): every distinct way a box may stand."""


class Room(NamedTuple):
    """The inside of a unit."""

    size: Ints
    """Length, width, height."""
    margin: int
    payload: int
    cuts: Ints
    """Rows (axis 0 or 1, a, b, c): a point is inside when a * side + b * z <= c."""
    solids: Ints
    """No-go boxes, rows (x1, y1, z1, x2, y2, z2, bears)."""
    rims: Ints
    """The tops of the bearing ones without overlap, rows (x1, y1, x2, y2, z)."""
    share: float
    """Least share of a box's base that stands on something."""


class Scaled(NamedTuple):
    """Stock and room in a common length unit of `scale` cm."""

    stock: Stock
    room: Room
    scale: int


def stock_of(boxes: tuple[Box, ...], apart: frozenset[frozenset[str]], scale: int = 1) -> Stock:
    """Arrays of the box types; lengths are divided by `scale`."""
    names = sorted({box.group for box in boxes})
    forbidden = np.array([[g != h and frozenset((g, h)) in apart for h in names] for g in names], dtype=np.bool_).reshape(
        len(names), len(names)
    )
    stands = []
    for t, box in enumerate(boxes):
        sides = (box.length // scale, box.width // scale, box.height // scale)
        seen = dict.fromkeys(tuple(sides[side] for side in EXTENTS[number]) for number in box.orientations)
        stands.extend([(t, *extents) for extents in seen])
    limits = [NOTHING_ON_TOP if not box.stackable else NO_LIMIT if box.load_limit is None else box.load_limit for box in boxes]
    return Stock(
        mass=np.array([box.mass for box in boxes], dtype=np.int64),
        value=np.array([box.volume if box.value is None else box.value for box in boxes], dtype=np.float64),
        load_limit=np.array(limits, dtype=np.int64),
        group=np.array([names.index(box.group) for box in boxes], dtype=np.int64),
        apart=forbidden,
        stands=np.array(stands, dtype=np.int64).reshape(-1, 4),
    )


def room_of(unit: UnitType, support: float, margin: int = 0, scale: int = 1) -> Room:
    """Arrays of the unit; lengths are divided by `scale`."""
    rows = []
    for cut in unit.cuts:
        axis = 0 if cut.axis == "x" else 1
        a, b = cut.z2 - cut.z1, cut.side1 - cut.side2
        c = a * cut.side1 + b * cut.z1
        middle = a * (unit.length, unit.width)[axis] + b * unit.height
        # The middle of the section decides which side is kept: a * side / 2 + b * z / 2 against c.
        rows.append((axis, a, b, c) if middle <= 2 * c else (axis, -a, -b, -c))
    solids = [(o.x1, o.y1, o.z1, o.x2, o.y2, o.z2, int(o.bears)) for o in unit.blocks]
    return Room(
        size=np.array([unit.length, unit.width, unit.height], dtype=np.int64) // scale,
        margin=margin,
        payload=max(unit.max_gross - unit.tare, 0),
        cuts=np.array(rows, dtype=np.int64).reshape(-1, 4),
        solids=np.array(solids, dtype=np.int64).reshape(-1, 7),
        rims=np.array(_rims(unit), dtype=np.int64).reshape(-1, 5),
        share=float(support),
    )


def _rims(unit: UnitType) -> list[tuple[int, int, int, int, int]]:
    rims: list[tuple[int, int, int, int, int]] = []
    for block in unit.blocks:
        parts = [(block.x1, block.y1, block.x2, block.y2)] if block.bears else []
        for x1, y1, x2, y2, z in list(rims):
            if z == block.z2:
                parts = [part for whole in parts for part in _outside(whole, (x1, y1, x2, y2))]
        rims.extend((*part, block.z2) for part in parts)
    return rims


def _outside(whole: tuple[int, int, int, int], hole: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """What of a rectangle (x1, y1, x2, y2) lies outside another, as rectangles that do not overlap."""
    x1, y1, x2, y2 = max(whole[0], hole[0]), max(whole[1], hole[1]), min(whole[2], hole[2]), min(whole[3], hole[3])
    if x1 >= x2 or y1 >= y2:
        return [whole]
    parts = [(whole[0], whole[1], x1, whole[3]), (x2, whole[1], whole[2], whole[3]), (x1, whole[1], x2, y1), (x1, y2, x2, whole[3])]
    return [part for part in parts if part[0] < part[2] and part[1] < part[3]]


def scaled(
    boxes: tuple[Box, ...], unit: UnitType, support: float, apart: frozenset[frozenset[str]] = frozenset(), margin: int = 0
) -> Scaled:
    """Stock and room, in the largest length unit in which all are whole where the unit is a plain cuboid."""
    scale = 1
    if not unit.cuts and not unit.blocks and not margin and boxes:
        scale = gcd(unit.length, unit.width, unit.height, *(side for box in boxes for side in (box.length, box.width, box.height)))
    return Scaled(stock_of(boxes, apart, scale), room_of(unit, support, margin, scale), scale)
