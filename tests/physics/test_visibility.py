"""Shortest ways around polygons whose answer is known."""

import itertools
import math

import numpy as np
import pytest
import shapely

from aidbridge.physics.visibility import TangentGraph, shortest


def way_length(obstacles: list[shapely.Polygon], start: tuple[float, float], end: tuple[float, float]) -> float | None:
    """Length of the shortest way through the tangent graph; None where there is none."""
    graph = TangentGraph(obstacles)
    spots = np.vstack([graph.corners, start, end])
    first, last = len(spots) - 2, len(spots) - 1
    lines = [tuple(line) for line in graph.lines.tolist()]
    lines += [(node, int(corner)) for node in (first, last) for corner in graph.corners_seen(spots[node])]
    if graph.free(spots[[first]], spots[[last]])[0]:
        lines.append((first, last))
    neighbours: list[list[tuple[int, float]]] = [[] for _ in spots]
    for a, b in lines:
        length = math.dist(spots[a], spots[b])
        neighbours[a].append((b, length))
        neighbours[b].append((a, length))
    path = shortest(neighbours, first, {last}).get(last)
    return None if path is None else sum(math.dist(spots[a], spots[b]) for a, b in itertools.pairwise(path))


SQUARE = shapely.box(-100, -100, 100, 100)


def test_a_free_way_is_straight() -> None:
    assert way_length([SQUARE], (-300, 150), (300, 150)) == pytest.approx(600)


def test_round_a_square_by_two_corners() -> None:
    assert way_length([SQUARE], (-300, 0), (300, 0)) == pytest.approx(2 * math.hypot(200, 100) + 200, abs=1)


def test_round_a_circle_along_its_arc() -> None:
    circle = shapely.Point(0, 0).buffer(100, quad_segs=32)
    tangent, angle = math.sqrt(200**2 - 100**2), math.pi - 2 * math.acos(100 / 200)
    assert way_length([circle], (-200, 0), (200, 0)) == pytest.approx(2 * tangent + 100 * angle, rel=3e-3)


def test_through_a_gap_between_two_obstacles() -> None:
    walls = [shapely.box(-10, 5, 10, 500), shapely.box(-10, -500, 10, -5)]
    assert way_length(walls, (-300, 0), (300, 0)) == pytest.approx(600)
    assert way_length(walls, (-300, 100), (300, 100)) == pytest.approx(2 * math.hypot(290, 95) + 20, abs=1)


def test_out_of_a_horseshoe() -> None:
    outer, inner = shapely.box(-200, -200, 200, 200), shapely.box(-150, -150, 200, 150)
    horseshoe = shapely.difference(outer, inner)
    assert way_length([horseshoe], (0, 0), (-400, 0)) == pytest.approx(
        math.hypot(200, 150) + 50 + 400 + math.hypot(200, 200), abs=1
    )


def test_out_of_a_ring_there_is_no_way() -> None:
    ring = shapely.Point(0, 0).buffer(100).difference(shapely.Point(0, 0).buffer(50))
    assert way_length([ring], (0, 0), (300, 0)) is None
    assert way_length([ring], (-20, 0), (20, 0)) == pytest.approx(40)


def test_corners_beyond_the_radius_do_not_count() -> None:
    assert len(TangentGraph([SQUARE]).corners) == 4
    assert len(TangentGraph([SQUARE], radius=120).corners) == 0


def test_no_obstacles_make_an_empty_graph() -> None:
    graph = TangentGraph([])
    assert graph.lines.shape == (0, 2)
    assert graph.free(np.array([[0.0, 0.0]]), np.array([[9.0, 9.0]])).all()
    assert len(graph.corners_seen(np.array([0.0, 0.0]))) == 0


def test_against_the_full_visibility_graph() -> None:
    random = np.random.default_rng(7)
    for _ in range(15):
        squares = [shapely.Point(*random.uniform(-400, 400, 2)).buffer(random.uniform(30, 90), quad_segs=2) for _ in range(12)]
        merged = shapely.get_parts(shapely.union_all(squares)).tolist()
        start, end = (-520.0, float(random.uniform(-300, 300))), (520.0, float(random.uniform(-300, 300)))
        grown = shapely.union_all([part.buffer(-1e-6) for part in merged])
        corners = [start, end, *map(tuple, shapely.get_coordinates(merged).tolist())]
        best = {start: 0.0}
        todo = set(corners)
        while todo:
            here = min(todo, key=lambda c: best.get(c, math.inf))
            todo.discard(here)
            for other in todo:
                if not grown.intersects(shapely.LineString([here, other])):
                    best[other] = min(best.get(other, math.inf), best[here] + math.dist(here, other))
        assert way_length(merged, start, end) == pytest.approx(best[end], abs=2)
