"""The centre of a unit's contents brought near the middle of its base.

The contents fall into sections, parted by planes that no box crosses. Sections are put in another order, turned end for end, and
moved as far as there is room; what stands on what does not change. Only when that is not enough boxes are taken off the top.
"""

from itertools import permutations

import numpy as np

from .world import Ints, Room, Stock

MOST_ORDERED = 5
"""Up to so many sections every order is tried; with more, the heaviest go to alternating sides."""


def balanced(rows: Ints, stock: Stock, room: Room, tolerance: tuple[float, float]) -> Ints:
    """Rows of boxes within the tolerance (in the lengths of the rows), rearranged if needed, fewer if there is no other way."""
    rows = rows.copy()
    while len(rows):
        for axis in (0, 1):
            rows = _along(rows, stock, room, axis, tolerance[axis])
        offsets = _offsets(rows, stock, room)
        if abs(offsets[0]) <= tolerance[0] and abs(offsets[1]) <= tolerance[1]:
            break
        rows = _without_one(rows, stock, room, tolerance)
    return rows


def _weights(rows: Ints, stock: Stock) -> np.ndarray:
    weights = stock.mass[rows[:, 0]].astype(float)
    return weights if weights.sum() else np.prod(rows[:, 4:] - rows[:, 1:4], axis=1).astype(float)


def _offsets(rows: Ints, stock: Stock, room: Room) -> np.ndarray:
    """How far the centre is from the middle of the base along x and y."""
    weights = _weights(rows, stock)
    doubled = (weights[:, None] * (rows[:, 1:3] + rows[:, 4:6])).sum(axis=0) / weights.sum()
    return np.asarray((doubled - room.size[:2]) / 2)


def _along(rows: Ints, stock: Stock, room: Room, axis: int, tolerance: float) -> Ints:
    """The boxes with their centre along one axis as near to the middle as their sections allow."""
    best, least = rows, abs(_offsets(rows, stock, room)[axis])
    if least <= tolerance:
        return rows
    sections = _sections(rows, axis)
    weights = _weights(rows, stock)
    free = int(room.size[axis] - 2 * room.margin - sum(int(rows[s, 4 + axis].max() - rows[s, 1 + axis].min()) for s in sections))
    for order in _orders(sections, weights):
        for turned in ("outside", "inside", "none", "all"):
            made = _laid(rows, sections, order, weights, room, axis, turned)
            offset = _offsets(made, stock, room)[axis]
            move = int(np.clip(round(-offset), 0, free))
            made[:, 1 + axis] += move
            made[:, 4 + axis] += move
            offset = abs(offset + move)
            if offset < least and _inside(made, room):
                best, least = made, offset
        if least <= tolerance:
            break
    return best


def _sections(rows: Ints, axis: int) -> list[np.ndarray]:
    order = np.lexsort((np.arange(len(rows)), rows[:, 1 + axis]))
    sections: list[list[int]] = []
    end = -1
    for i in order.tolist():
        if rows[i, 1 + axis] >= end:
            sections.append([])
        sections[-1].append(i)
        end = max(end, int(rows[i, 4 + axis]))
    return [np.array(section) for section in sections]


def _orders(sections: list[np.ndarray], weights: np.ndarray) -> list[tuple[int, ...]]:
    count = len(sections)
    if count <= MOST_ORDERED:
        return list(permutations(range(count)))
    heavy = sorted(range(count), key=lambda s: (-float(weights[sections[s]].sum()), s))
    shared: tuple[list[int], list[int]] = ([], [])
    sums = [0.0, 0.0]
    for s in heavy:
        side = 0 if sums[0] <= sums[1] else 1
        shared[side].append(s)
        sums[side] += float(weights[sections[s]].sum())
    orders = [tuple(shared[0] + shared[1][::-1]), tuple(shared[0][::-1] + shared[1]), tuple(heavy[::2][::-1] + heavy[1::2])]
    rotations = [tuple(range(k, count)) + tuple(range(k)) for k in range(count)]
    swaps = []
    for i in range(count):
        for j in range(i + 1, count):
            order = list(range(count))
            order[i], order[j] = order[j], order[i]
            swaps.append(tuple(order))
    return [tuple(range(count)), *orders, *rotations, *swaps[:200]]


def _laid(
    rows: Ints, sections: list[np.ndarray], order: tuple[int, ...], weights: np.ndarray, room: Room, axis: int, turned: str
) -> Ints:
    """The sections one after another from the margin on; `turned` says which sections are turned end for end."""
    made = rows.copy()
    at = int(room.margin)
    for n, s in enumerate(order):
        section = sections[s]
        low, high = int(rows[section, 1 + axis].min()), int(rows[section, 4 + axis].max())
        middles = (rows[section, 1 + axis] + rows[section, 4 + axis]) / 2
        leans_up = float((weights[section] * (middles - (low + high) / 2)).sum()) > 0
        first_half = 2 * n < len(order)
        turn = turned == "all" or (turned != "none" and leans_up == (first_half == (turned == "outside")))
        if turn:
            made[section, 1 + axis] = at + high - rows[section, 4 + axis]
            made[section, 4 + axis] = at + high - rows[section, 1 + axis]
        else:
            made[section, 1 + axis] = at + rows[section, 1 + axis] - low
            made[section, 4 + axis] = at + rows[section, 4 + axis] - low
        at += high - low
    return made


def _inside(rows: Ints, room: Room) -> bool:
    """Whether the boxes still keep clear of cuts and solid parts; bearing parts are not left or joined."""
    for axis, a, b, c in room.cuts.tolist():
        side = np.maximum(a * rows[:, 1 + axis], a * rows[:, 4 + axis])
        up = np.maximum(b * rows[:, 3], b * rows[:, 6])
        if (side + up > c).any():
            return False
    for solid in room.solids:
        within = (rows[:, 1:4] < solid[3:6]).all(axis=1) & (rows[:, 4:7] > solid[0:3]).all(axis=1)
        if within.any() or (solid[6] and ((rows[:, 3] == solid[5]).any())):
            return False
    return True


def _without_one(rows: Ints, stock: Stock, room: Room, tolerance: tuple[float, float]) -> Ints:
    """All but one of the boxes that carry nothing: the one whose loss brings the centre nearest for its value."""
    best, best_score = 0, -np.inf
    now = _excess(_offsets(rows, stock, room), tolerance)
    for i in range(len(rows)):
        on_top = (
            (rows[:, 3] == rows[i, 6])
            & (rows[:, 1] < rows[i, 4])
            & (rows[:, 4] > rows[i, 1])
            & (rows[:, 2] < rows[i, 5])
            & (rows[:, 5] > rows[i, 2])
        )
        if on_top.any():
            continue
        rest = np.delete(rows, i, axis=0)
        then = _excess(_offsets(rest, stock, room), tolerance) if len(rest) else 0.0
        score = (now - then) / stock.value[rows[i, 0]]
        if score > best_score:
            best, best_score = i, score
    return np.delete(rows, best, axis=0)


def _excess(offsets: np.ndarray, tolerance: tuple[float, float]) -> float:
    return float(max(abs(offsets[0]) - tolerance[0], 0.0) + max(abs(offsets[1]) - tolerance[1], 0.0))
