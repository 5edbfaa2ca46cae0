"""Like packages in equal layers, in plain Python: as many as any other way of building takes, or None.

Most pallets of a relief flight carry one kind of carton. What is built here is proved by a count, so that the search for
pallets need not be loaded at all.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Rectangle = tuple[int, int, int, int]
"""x, y, dx, dy."""
MOST_EDGES = 32
"""Places tried for each edge between blocks; of very small packages not all are."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Equal layers on a rectangular floor."""

    pattern: tuple[Rectangle, ...]
    height: int
    number: int
    """Layers at most."""
    most: int
    """No way of building takes more packages than this."""

    @property
    def count(self) -> int:
        """Packages in all layers."""
        return len(self.pattern) * self.number


def layers(room: tuple[int, int, int], sides: tuple[int, int, int], piled: int | None) -> Layers:
    """The fullest equal layers of upright packages of `sides` in a cuboid `room` (length, width, height in cm).

    `piled`: how many packages one carries on its top at the most; None for any number.
    """
    a, b, high = sides
    by_height = room[2] // high
    pattern = flat_pattern(room[0], room[1], a, b) if by_height else ()
    most_in_layer = most_rectangles(room[0], room[1], a, b)
    most = most_in_layer * by_height
    number = by_height
    if piled is not None:
        # All that is not on the floor is carried by what is.
        most = min(most, most_in_layer * (1 + piled))
        number = min(number, 1 + piled)
    return Layers(pattern, high, number, most)


def most_rectangles(length: int, width: int, a: int, b: int) -> int:
    """No more rectangles a x b than this lie in length x width, edges parallel.

    Pushed to the corner they end at sums of a and b along each side, so that the area between such sums counts alone.
    """
    return _sums(length, a, b)[-1] * _sums(width, a, b)[-1] // (a * b)


def flat_pattern(length: int, width: int, a: int, b: int) -> tuple[Rectangle, ...]:
    """Rectangles a x b in length x width: the best of five blocks, each of one orientation, laid around like the blades of a fan.

    Source: Bischoff and Dowsland (1982), An application of the micro to product design and distribution. Two blocks beside each
    other and a single one are the same with empty blades.
    """
    x, y = _edges(length, a, b), _edges(width, a, b)

    def fit(dx: Counts, dy: Counts) -> Counts:
        return np.where((dx >= 0) & (dy >= 0), np.maximum((dx // a) * (dy // b), (dx // b) * (dy // a)), -(10**6))

    x1, x2 = x[:, None, None, None], x[None, :, None, None]
    y1, y2 = y[None, None, :, None], y[None, None, None, :]
    blades = fit(x2, y1) + fit(length - x2, y2) + fit(length - x1, width - y2) + fit(x1, width - y1) + fit(x2 - x1, y2 - y1)
    i, j, k, m = np.unravel_index(int(np.argmax(blades)), blades.shape)
    left, right, low, up = int(x[i]), int(x[j]), int(y[k]), int(y[m])
    return (
        *_grid(0, 0, right, low, a, b),
        *_grid(right, 0, length - right, up, a, b),
        *_grid(left, up, length - left, width - up, a, b),
        *_grid(0, low, left, width - low, a, b),
        *_grid(left, low, right - left, up - low, a, b),
    )


def _edges(most: int, a: int, b: int) -> Counts:
    """Where an edge between blocks may lie: a row of packages away from one end or the other."""
    rows = [i * side for side in (a, b) for i in range(most // side + 1)]
    found = sorted({*rows, *(most - row for row in rows)})
    step = max(len(found) - 1, 1) / (MOST_EDGES - 1)
    return np.array(found if len(found) <= MOST_EDGES else [found[round(i * step)] for i in range(MOST_EDGES)], dtype=np.int64)


def _grid(x: int, y: int, dx: int, dy: int, a: int, b: int) -> list[Rectangle]:
    if (dx // b) * (dy // a) > (dx // a) * (dy // b):
        a, b = b, a
    return [(x + i * a, y + j * b, a, b) for i in range(dx // a) for j in range(dy // b)]


@cache
def _sums(most: int, a: int, b: int) -> tuple[int, ...]:
    """Sums of a and b up to `most`, 0 included."""
    return tuple(sorted({i * a + j * b for i in range(most // a + 1) for j in range((most - i * a) // b + 1)}))
