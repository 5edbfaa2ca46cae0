"""Blocks: like or unlike boxes put together so that they fill at least 98 % of their cuboid.

A block is one box as it stands, or two blocks side by side, behind each other, or one upon the other (general blocks: Zhu
and Lim 2012, Fanslau and Bortfeldt 2010). Only a tree is kept; `boxes_of` unrolls it.
"""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled
from .world import Floats, Ints, Room, Stock

LEAST_FILL = 0.98
"""Least share of its cuboid that a block fills (Zhu and Lim 2012)."""
LEAST_TOP = 0.95
"""Least share of its upper face that is full and flat in a block on which others may stand."""
DEEPEST = 512
"""Most open branches while a block is unrolled; a tree is never deeper than the boxes in it."""


class Blocks(NamedTuple):
    """Blocks by number."""

    size: Ints
    """Rows (dx, dy, dz)."""
    top: Ints
    """Rows (dx, dy): the part of the upper face, from the block's origin, that is full and flat."""
    tree: Ints
    """Rows (axis, first, second), second behind first along the axis; (-1, row of stands, -1) for a single box."""
    start: Ints
    """`start[b]` to `start[b + 1]`: the rows of block b in `kinds` and `counts`."""
    kinds: Ints
    counts: Ints
    number: Ints
    """Boxes in it."""
    mass: Ints
    value: Floats


@compiled
def _mixed(key: int, dx: int, dy: int, dz: int) -> int:
    key = (key ^ (dx * 73856093)) * 0x5851F42D4C957F2D
    key = (key ^ (dy * 19349663) ^ (key >> 29)) * 0x5851F42D4C957F2D
    key = (key ^ (dz * 83492791) ^ (key >> 31)) * 0x5851F42D4C957F2D
    return key ^ (key >> 32)


@compiled
def _is_new(table: Ints, key: int) -> bool:
    """Whether the key is not yet in the open-addressing table; it is put in."""
    if key == 0:
        key = 1
    at = key & (len(table) - 1)
    while table[at] != 0:
        if table[at] == key:
            return False
        at = (at + 1) & (len(table) - 1)
    table[at] = key
    return True


@compiled
def blocks_of(stock: Stock, room: Room, available: Ints, most: int, flat: bool) -> Blocks:  # noqa: PLR0915 - one pass over one set of arrays
    """At most `most` blocks (but every single box that fits) from the available boxes.

    `flat`: what stands on another block inside a block stands on its full flat top altogether, and the block's own top is flat.
    """
    kinds = len(available)
    stands = stock.stands
    room_for = most + len(stands)
    size = np.zeros((room_for, 3), np.int64)
    top = np.zeros((room_for, 2), np.int64)
    tree = np.zeros((room_for, 3), np.int64)
    held = np.zeros((room_for, kinds), np.int32)
    number = np.zeros(room_for, np.int64)
    mass = np.zeros(room_for, np.int64)
    value = np.zeros(room_for)
    volume = np.zeros(room_for, np.int64)
    key = np.zeros(room_for, np.int64)
    length = 1
    while length < 4 * room_for:
        length *= 2
    table = np.zeros(length, np.int64)
    made = 0
    inside = room.size - np.array([2 * room.margin, 2 * room.margin, 0])
    for s in range(len(stands)):
        t = stands[s, 0]
        if available[t] < 1 or stock.mass[t] > room.payload or (stands[s, 1:] > inside).any():
            continue
        size[made] = stands[s, 1:]
        top[made] = stands[s, 1:3]
        tree[made, 0], tree[made, 1], tree[made, 2] = -1, s, -1
        held[made, t] = 1
        number[made], mass[made], value[made] = 1, stock.mass[t], stock.value[t]
        volume[made] = size[made, 0] * size[made, 1] * size[made, 2]
        key[made] = (t + 1) * 0x9E3779B97F4A7C1 ^ ((t + 7) * 0x2545F4914F6CDD1D)
        _is_new(table, _mixed(key[made], size[made, 0], size[made, 1], size[made, 2]))
        made += 1
    begin, end = 0, made
    while begin < end and made < most:
        for one in range(begin, end):
            for two in range(end):
                if two > one and two >= begin:
                    break
                for axis in range(3):
                    first, second = one, two
                    if axis < 2:
                        lower = size[first, 2] < size[second, 2]
                        if lower or (size[first, 2] == size[second, 2] and top[first, axis] < size[first, axis]):
                            first, second = two, one
                    elif flat and (size[second, 0] > top[first, 0] or size[second, 1] > top[first, 1]):
                        first, second = two, one
                    if axis == 2 and flat and (size[second, 0] > top[first, 0] or size[second, 1] > top[first, 1]):
                        continue
                    dx = max(size[first, 0], size[second, 0])
                    dy = max(size[first, 1], size[second, 1])
                    dz = max(size[first, 2], size[second, 2])
                    if axis == 0:
                        dx = size[first, 0] + size[second, 0]
                    elif axis == 1:
                        dy = size[first, 1] + size[second, 1]
                    else:
                        dz = size[first, 2] + size[second, 2]
                    if dx > inside[0] or dy > inside[1] or dz > inside[2]:
                        continue
                    if volume[first] + volume[second] < LEAST_FILL * (dx * dy * dz):
                        continue
                    if mass[first] + mass[second] > room.payload:
                        continue
                    enough = True
                    for t in range(kinds):
                        if held[first, t] + held[second, t] > available[t]:
                            enough = False
                            break
                    if not enough or not _may_share(stock, held[first], held[second]):
                        continue
                    both = key[first] + key[second]
                    if not _is_new(table, _mixed(both, dx, dy, dz)):
                        continue
                    size[made, 0], size[made, 1], size[made, 2] = dx, dy, dz
                    tree[made, 0], tree[made, 1], tree[made, 2] = axis, first, second
                    held[made] = held[first] + held[second]
                    number[made] = number[first] + number[second]
                    mass[made] = mass[first] + mass[second]
                    value[made] = value[first] + value[second]
                    volume[made] = volume[first] + volume[second]
                    key[made] = both
                    _put_top(size, top, made, axis, first, second)
                    if flat and top[made, 0] * top[made, 1] < LEAST_TOP * dx * dy:
                        continue
                    made += 1
                    if made >= most:
                        break
                if made >= most:
                    break
            if made >= most:
                break
        begin, end = end, made
    start = np.zeros(made + 1, np.int64)
    for b in range(made):
        start[b + 1] = start[b] + (held[b] > 0).sum()
    which = np.zeros(start[made], np.int64)
    counts = np.zeros(start[made], np.int64)
    for b in range(made):
        at = start[b]
        for t in range(kinds):
            if held[b, t] > 0:
                which[at], counts[at] = t, held[b, t]
                at += 1
    return Blocks(
        size[:made].copy(),
        top[:made].copy(),
        tree[:made].copy(),
        start,
        which,
        counts,
        number[:made].copy(),
        mass[:made].copy(),
        value[:made].copy(),
    )


@compiled
def _may_share(stock: Stock, one: Ints, two: Ints) -> bool:
    if not stock.apart.any():
        return True
    for t in range(len(one)):
        for s in range(len(two)):
            if one[t] > 0 and two[s] > 0 and stock.apart[stock.group[t], stock.group[s]]:
                return False
    return True


@compiled
def _put_top(size: Ints, top: Ints, made: int, axis: int, first: int, second: int) -> None:
    """The full flat part of the upper face of two joined blocks; the higher one is first."""
    if axis == 2:
        top[made, 0], top[made, 1] = top[second, 0], top[second, 1]
        return
    top[made, 0], top[made, 1] = top[first, 0], top[first, 1]
    if size[first, 2] == size[second, 2] and top[first, axis] == size[first, axis]:
        other = 1 - axis
        depth = min(top[first, other], top[second, other])
        joined = (size[first, axis] + top[second, axis]) * depth
        if joined > top[first, 0] * top[first, 1]:
            top[made, axis] = size[first, axis] + top[second, axis]
            top[made, other] = depth


@compiled
def boxes_of(blocks: Blocks, stock: Stock, block: int, x: int, y: int, z: int, out: Ints, at: int) -> int:
    """Write the boxes of a block that stands at (x, y, z) to the rows of `out` from `at` on, lower ones before those that stand
    on them: (type, x1, y1, z1, x2, y2, z2). Returns the row after the last, or -1 when `out` is too short."""
    stack = np.empty((DEEPEST, 4), np.int64)
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = block, x, y, z
    depth = 1
    while depth > 0:
        depth -= 1
        b, bx, by, bz = stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3]
        axis = blocks.tree[b, 0]
        if axis < 0:
            if at >= len(out):
                return -1
            out[at, 0] = stock.stands[blocks.tree[b, 1], 0]
            out[at, 1], out[at, 2], out[at, 3] = bx, by, bz
            out[at, 4], out[at, 5], out[at, 6] = bx + blocks.size[b, 0], by + blocks.size[b, 1], bz + blocks.size[b, 2]
            at += 1
            continue
        first, second = blocks.tree[b, 1], blocks.tree[b, 2]
        stack[depth, 0] = second
        stack[depth, 1], stack[depth, 2], stack[depth, 3] = bx, by, bz
        stack[depth, 1 + axis] += blocks.size[first, axis]
        stack[depth + 1, 0] = first
        stack[depth + 1, 1], stack[depth + 1, 2], stack[depth + 1, 3] = bx, by, bz
        depth += 2
    return at
