"""Distances and ways on the WGS84 ellipsoid, along geodesics (Karney 2013, by PROJ). Points are (latitude, longitude), degrees."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
KM_PER_NM = 1.852


def distance_km(a: Point, b: Point) -> float:
    """Geodesic distance."""
    return float(GEOD.inv(a[1], a[0], b[1], b[0])[2]) / 1000


def length_km(points: Sequence[Point]) -> float:
    """Length of the way through the points in order."""
    return sum(distance_km(a, b) for a, b in pairwise(points))


def points_at(points: Sequence[Point], km: Floats) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of the places that many km along the way through the points.

    What lies before the first or beyond the last point is put on it. Raises ValueError for an empty way.
    """
    if not points:
        raise ValueError("a way needs at least one point")
    lats, lons = np.array(points, dtype=float).T
    if len(points) == 1:
        return np.full(len(km), lats[0]), np.full(len(km), lons[0])
    azimuths, _, metres = GEOD.inv(lons[:-1], lats[:-1], lons[1:], lats[1:])
    starts = np.concatenate([[0.0], np.cumsum(metres)])
    along = np.clip(np.asarray(km, dtype=float) * 1000, 0.0, starts[-1])
    leg = np.clip(np.searchsorted(starts, along, side="right") - 1, 0, len(metres) - 1)
    out_lons, out_lats, _ = GEOD.fwd(lons[leg], lats[leg], azimuths[leg], along - starts[leg])
    return np.asarray(out_lats), np.asarray(out_lons)


def points_along(points: Sequence[Point], step_km: float) -> list[Point]:
    """Places at most `step_km` apart along the way, equally spaced, with its ends. Raises ValueError for a step of 0 or less."""
    if step_km <= 0:
        raise ValueError(f"step_km is {step_km}: give a positive distance")
    total = length_km(points)
    lats, lons = points_at(points, np.linspace(0.0, total, int(np.ceil(total / step_km)) + 1))
    return [(float(lat), float(lon)) for lat, lon in zip(lats, lons, strict=True)]


def middle(points: Sequence[Point]) -> Point:
    """The place in the middle of the points: that of the mean of their unit vectors, on the sphere.

    Raises ValueError for no points, or points that cancel each other out (antipodes).
    """
    lats, lons = np.radians(np.array(points, dtype=float).reshape(-1, 2)).T
    x, y, z = (np.cos(lats) * np.cos(lons)).sum(), (np.cos(lats) * np.sin(lons)).sum(), np.sin(lats).sum()
    if np.hypot(np.hypot(x, y), z) < 1e-6 * max(len(lats), 1):
        raise ValueError(f"{len(lats)} points have no middle: give at least one, and no antipodes")
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))
