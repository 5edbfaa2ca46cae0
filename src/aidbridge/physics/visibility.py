"""Shortest ways around obstacles: the tangent graph on their corners, searched by Dijkstra's algorithm.

A shortest way around polygons turns only at corners that stick out, and only along lines that touch the polygon at both ends
without cutting into it there (Lozano-Perez and Wesley 1979; Liu and Arimoto 1992). The plane must be one in which the
lines that count are straight.
"""

import heapq
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from .geodesy import Floats

Ints = npt.NDArray[np.int64]

OFF = 0.15
"""Corners are set off from the obstacle by this much (in the plane's unit, km), so that lines along it do not touch it."""
ROWS = 256
"""Corners compared with all others at once; bounds the memory."""


class TangentGraph:
    """Corners of obstacles, and which of them see each other."""

    def __init__(self, obstacles: Sequence[shapely.Polygon], radius: float = np.inf) -> None:
        """Find the corners within `radius` of the plane's origin and all lines between them. Obstacles must not overlap."""
        self._obstacles = shapely.MultiPolygon(list(obstacles))
        shapely.prepare(self._obstacles)
        self.corners, self._on, self._before, self._after = _corners(obstacles, radius)
        self.lines = self._lines_between_corners()
        """Pairs of corners (indices) that see each other, the smaller first: shape (n, 2)."""

    def free(self, a: Floats, b: Floats) -> npt.NDArray[np.bool_]:
        """Whether each straight line from a to b (shape (n, 2) each) meets no obstacle."""
        lines = shapely.linestrings(np.stack([a, b], axis=1))
        return np.asarray(~shapely.intersects(self._obstacles, lines))

    def corners_seen(self, place: Floats) -> Ints:
        """Indices of the corners that a way from the place may turn at first."""
        here = np.broadcast_to(place, self.corners.shape)
        touching = np.flatnonzero(_touches(self._on - here, self._before, self._after))
        return touching[self.free(here[touching], self.corners[touching])]

    def _lines_between_corners(self) -> Ints:
        pairs = [np.empty((0, 2), dtype=np.int64)]
        for start in range(0, len(self.corners), ROWS):
            rows, rest = slice(start, start + ROWS), slice(start, None)
            way = self._on[None, rest] - self._on[rows, None]
            both = _touches(way, self._before[rows, None], self._after[rows, None])
            both &= _touches(way, self._before[None, rest], self._after[None, rest])
            pairs.append(np.argwhere(np.triu(both, 1)) + start)
        found = np.vstack(pairs)
        return found[self.free(self.corners[found[:, 0]], self.corners[found[:, 1]])]


def shortest(neighbours: Sequence[Sequence[tuple[int, float]]], start: int, ends: set[int]) -> dict[int, tuple[int, ...]]:
    """Shortest paths from `start` to each of `ends` that can be reached, ends included; `neighbours[i]` are (node, length)."""
    length, before, open_ends = {start: 0.0}, {start: start}, set(ends)
    queue, done = [(0.0, start)], set()
    while queue and open_ends:
        here, node = heapq.heappop(queue)
        if node in done:
            continue
        done.add(node)
        open_ends.discard(node)
        for other, step in neighbours[node]:
            if here + step < length.get(other, np.inf):
                length[other], before[other] = here + step, node
                heapq.heappush(queue, (here + step, other))
    return {end: _path(before, end) for end in sorted(ends - open_ends)}


def _path(before: dict[int, int], end: int) -> tuple[int, ...]:
    path = [end]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return tuple(reversed(path))


def _corners(obstacles: Sequence[shapely.Polygon], radius: float) -> tuple[Floats, Floats, Floats, Floats]:
    """The corners that stick out: set off outward, as they are, and the ways from there to the neighbours before and after."""
    found = [np.empty((0, 4, 2))]
    for polygon in shapely.get_parts(shapely.orient_polygons(shapely.MultiPolygon(list(obstacles)))):
        for ring in (polygon.exterior, *polygon.interiors):
            xy = shapely.get_coordinates(ring)[:-1]
            before, after = np.roll(xy, 1, axis=0) - xy, np.roll(xy, -1, axis=0) - xy
            # The inside lies to the left, so the ring turns left at corners that stick out.
            out = (_cross(after, before) > 0) & (np.hypot(*xy.T) <= radius)
            xy, before, after = xy[out], before[out], after[out]
            outward = -(_unit(before) + _unit(after))
            found.append(np.stack([xy + OFF * _unit(outward), xy, before, after], axis=1))
    corners = np.vstack(found)
    return corners[:, 0], corners[:, 1], corners[:, 2], corners[:, 3]


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.hypot(*vectors.T), 1e-9)[:, None])


def _touches(way: Floats, before: Floats, after: Floats) -> npt.NDArray[np.bool_]:
    """Whether lines in the directions `way` through corners leave both neighbours on one side."""
    return np.asarray(_cross(way, before) * _cross(way, after) >= 0)


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
