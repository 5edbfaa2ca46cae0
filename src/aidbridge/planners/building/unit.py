"""One unit built from boxes: the world of a unit type, and answers as spots."""

import numpy as np

from .beam import Found
from .blocks import blocks_of, boxes_of
from .filling import NEAR, Style, World
from .problem import Box, BuiltUnit, Spot, UnitType
from .world import NO_LIMIT, Ints, Room, Scaled

MOST_BLOCKS = 10_000
"""Blocks made for one unit type (Araya and Riff 2014)."""
MANY_ALIKE = 3
"""Boxes of a kind, on average, from which on even blocks alone are better (measured on BR1 to BR15)."""
WEIGHT_OF_NUMBER = 0.2
"""Exponent of the number of boxes in the rank of a block (VCS: gamma)."""


def styles_of(room: Room) -> tuple[Style, ...]:
    """The ways to choose spaces and blocks that a unit is searched with; the first one makes the greedy answer."""
    if room.share >= 1.0:
        return (Style(True, False, 3.0, 1), Style(True, False, 3.0, 4), Style(True, False, 2.0, 1), Style(True, False, 4.0, 1))
    if room.share > 0.0:
        return (Style(False, False, 3.0, 1), Style(True, False, 3.0, 1))
    return (Style(False, True, 3.0, 1), Style(False, False, 3.0, 1), Style(True, False, 3.0, 1), Style(False, True, 2.0, 1))


def world_of(space: Scaled, available: Ints, most: int = MOST_BLOCKS) -> World:
    """Blocks from the available boxes, ranked."""
    stock, room, _ = space
    # Without a support rule uneven blocks are allowed; they help only where there are few boxes of each kind.
    flat = room.share > 0.0 or int(available.sum()) >= MANY_ALIKE * len(available)
    blocks = blocks_of(stock, room, available, most, flat)
    rank = blocks.value / blocks.number**WEIGHT_OF_NUMBER
    order = np.argsort(-rank, kind="stable")
    even = np.prod(blocks.top, axis=1) / np.prod(blocks.size[:, :2], axis=1)
    fragile = bool((stock.load_limit < NO_LIMIT).any())
    return World(
        stock=stock,
        room=room,
        blocks=blocks,
        ranked=np.column_stack((order, blocks.size[order])).astype(np.int64),
        rank=rank[order],
        even=even[order],
        near=NEAR,
        style=styles_of(room)[0],
        fragile=fragile,
        exact=fragile or 0.0 < room.share < 1.0,
    )


def counts_of(boxes: tuple[Box, ...]) -> Ints:
    """How many there are of each."""
    return np.array([box.count for box in boxes], dtype=np.int64)


def rows_of(world: World, found: Found) -> Ints:
    """Rows (type, x1, y1, z1, x2, y2, z2) of an answer's boxes, from below."""
    if found.rows is not None:
        return found.rows
    rows = np.zeros((int(world.blocks.number[found.placed[:, 0]].sum()), 7), np.int64)
    at = 0
    for block, x, y, z in found.placed:
        at = boxes_of(world.blocks, world.stock, block, x, y, z, rows, at)
    return rows[np.lexsort((rows[:, 0], rows[:, 2], rows[:, 1], rows[:, 3]))]


def centre_of(rows: Ints, mass: Ints, unit: UnitType, scale: int = 1) -> tuple[float, float, float]:
    """Centre of mass of boxes in cm; of their volume when all are without mass; the middle of the base when there are none."""
    weights = mass[rows[:, 0]].astype(float)
    if not weights.sum():
        weights = np.prod(rows[:, 4:] - rows[:, 1:4], axis=1).astype(float)
    if not weights.sum():
        return (unit.length / 2, unit.width / 2, 0.0)
    middle = (weights[:, None] * (rows[:, 1:4] + rows[:, 4:])).sum(axis=0) / (2 * weights.sum()) * scale
    return (float(middle[0]), float(middle[1]), float(middle[2]))


def built(rows: Ints, boxes: tuple[Box, ...], unit: UnitType, mass: Ints, scale: int) -> BuiltUnit:
    """The answer in the words of the problem."""
    spots = []
    for t, x, y, z, x2, y2, z2 in rows.tolist():
        spots.append(Spot(boxes[t].id, x * scale, y * scale, z * scale, (x2 - x) * scale, (y2 - y) * scale, (z2 - z) * scale))
    return BuiltUnit(unit.id, tuple(spots), unit.tare + int(mass[rows[:, 0]].sum()), centre_of(rows, mass, unit, scale))
