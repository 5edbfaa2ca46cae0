"""Airspace that may not be flown through, as polygons with few corners that routes keep clear of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .airspace import EARTH_KM, Airspace, plane_radius
from .geodesy import Floats

QUARTER_SEGMENTS = 6
"""Segments to a quarter circle, where shapes are grown."""

THREAD_KM = 1e-3
"""Area over length of what is no airspace but an artefact, some 2 m wide."""
ROW = 1_000_000
"""Squares in a row of the grid that points are sorted into."""

Parts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Coarse:
    """Simplified land of an airspace, in its plane."""

    parts: Parts
    scale: Floats
    """Of each part the largest scale: km in the plane over km on the ground."""
    tolerance_km: float


def coarse_land(airspace: Airspace, tolerance_km: float) -> Coarse:
    """The land with its outlines simplified to the tolerance; islands smaller than that stay."""
    parts = shapely.simplify(airspace.parts, tolerance_km)
    bounds = np.abs(shapely.bounds(parts))
    far = np.hypot(np.maximum(bounds[:, 0], bounds[:, 2]), np.maximum(bounds[:, 1], bounds[:, 3]))
    return Coarse(parts, scale_at(np.minimum(far, plane_radius(airspace.radius_km))), tolerance_km)


def scale_at(radius: Floats) -> Floats:
    """Scale of the stereographic plane at a distance from its middle, rounded up for the ellipsoid (0.5 %)."""
    return 1.005 * (1 + (radius / (2 * EARTH_KM)) ** 2)


def obstacles(airspace: Airspace, land: Coarse, cleared: set[str], margin_km: float) -> Parts:
    """Polygons in the airspace's plane that cover the airspace of all states that are not cleared and `margin_km` around it.

    They reach farther by at most some four times the land's tolerance, a little more at a shore where a cleared and an uncleared
    state meet. Between their shores, where those are closer than two belts, the median line is drawn from points twice the
    tolerance apart. A negative margin gives what is closed for sure.
    """
    closed = np.array([state not in cleared for state in airspace.states], dtype=bool)[airspace.owner]
    if not closed.any():
        return np.array([], dtype=object)
    reach = airspace.coast_km * land.scale
    belts = shapely.union_all(shapely.buffer(land.parts[closed], reach[closed], quad_segs=QUARTER_SEGMENTS))
    belts = shapely.difference(belts, shapely.union_all(land.parts[~closed]))
    if airspace.coast_km > 0:
        belts = shapely.difference(belts, _nearer_to_ours(land, closed, float(reach.max())))
    parts = shapely.get_parts(belts)
    # Where shapes that should meet are taken from each other, threads of no width may stay.
    parts = parts[shapely.area(parts) > THREAD_KM * shapely.length(parts)]
    growth = (margin_km + 2 * land.tolerance_km) * float(land.scale.max())
    grown = shapely.union_all(shapely.buffer(parts, growth, quad_segs=QUARTER_SEGMENTS))
    # Long straight borders bend when the plane is changed for the one in which routes are straight.
    simple: Parts = shapely.segmentize(shapely.get_parts(shapely.simplify(grown, land.tolerance_km)), 100.0)
    return simple


def _nearer_to_ours(land: Coarse, closed: npt.NDArray[np.bool_], reach: float) -> shapely.Geometry:
    """Where cleared land is nearer than uncleared land, as far as both are within reach, by the cells of points on both shores."""
    step = 2 * land.tolerance_km
    theirs, ours = _near(_shore(land.parts[closed], step), _shore(land.parts[~closed], step), 2.5 * reach)
    # Both have simplified common borders in their own way, and the land itself says whose is what there.
    common = shapely.STRtree(shapely.points(theirs)).query(shapely.points(ours), "dwithin", 1.25 * step)[0]
    ours = np.delete(ours, common, axis=0)
    if not len(ours):
        return shapely.Point()
    points = np.unique(np.vstack([theirs, ours]), axis=0)
    is_ours = np.isin(points @ [1.0, 1j], ours @ [1.0, 1j])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), ordered=True))[is_ours]
    # Farther away other points, left out here, may be nearer than those a cell was drawn from.
    around = shapely.box(*(points[is_ours] - reach).T, *(points[is_ours] + reach).T)
    small = shapely.covers(around, cells)
    return shapely.union_all([shapely.coverage_union_all(cells[small]), *shapely.intersection(cells[~small], around[~small])])


def _shore(parts: Parts, step: float) -> Floats:
    """Points along the outlines, at most a step apart."""
    xy: Floats = shapely.get_coordinates(shapely.segmentize(parts, step))
    return np.round(xy, 2)


def _near(some: Floats, others: Floats, distance: float) -> tuple[Floats, Floats]:
    """Those of either that are within the distance of one of the other, and some that are up to three times as far."""
    squares = [np.floor(xy / distance).astype(np.int64) @ [ROW, 1] for xy in (some, others)]
    steps = np.array([i * ROW + j for i in (-1, 0, 1) for j in (-1, 0, 1)])
    near = [np.isin(a, np.unique(b)[:, None] + steps) for a, b in (squares, squares[::-1])]
    return some[near[0]], others[near[1]]
