"""Shortest routes between airfields that keep out of the airspace of states that have not cleared them.

Routes are geodesics between few waypoints. They turn only at corners of the closed airspace, simplified and grown so that a
route keeps a margin of 2 to 6 km. In a gnomonic plane geodesics are straight, so the tangent graph of `visibility` holds the
shortest way. Every route found is then checked against the unsimplified outlines by `Airspace.crossings`; should one touch an
uncleared state after all, it is sought again with a larger margin. Where the margin itself closes the way, as beside an
airfield at the border or in a narrow strait, it is sought with finer outlines and a margin of 0.3 to 1.5 km, which takes longer.
"""

from collections.abc import Sequence, Set

import numpy as np
import shapely
from pyproj import Proj

from ..model.resolved import NoRoute, Route, Waypoint
from .airspace import EARTH_KM, Airspace, plane_radius
from .geodesy import GEOD, Point, distance_km, length_km
from .obstacles import Coarse, Parts, coarse_land, obstacles
from .visibility import TangentGraph, shortest

COMFORTABLE, TIGHT = 1.5, 0.6
"""Tolerance of simplified outlines, km: of the first search, and of the one where that finds no way."""
MARGINS = {COMFORTABLE: (2.0, 4.0), TIGHT: (0.5, 1.0)}
"""Margins tried one after the other, km, while the route found touches an uncleared state."""
SURELY_KM = 8.0
"""Obstacles that shrink by this, less the growth that makes up for their tolerance, hold nothing but closed airspace."""
DECIMALS = 4
"""Of a degree, in waypoints: some 10 m."""


def find_routes(
    airspace: Airspace,
    fields: dict[str, Point],
    pairs: Sequence[tuple[str, str]],
    cleared: Set[str] | None,
) -> list[Route | NoRoute]:
    """The shortest route for each pair (origin, destination) of `fields`, or why there is none, in the order of the pairs.

    `cleared` are the states that may be crossed, those of the airfields among them; None means all. A pair and its
    reverse get the same way. Raises KeyError for a field that is not given, AidbridgeError for one outside the region.
    """
    states = set(airspace.states)
    search = _Search(airspace, fields, states if cleared is None else states & set(cleared))
    return [search.route(origin, destination) for origin, destination in pairs]


class _Search:
    """One set of clearances; what is found is kept for the other pairs."""

    def __init__(self, airspace: Airspace, fields: dict[str, Point], cleared: set[str]) -> None:
        self.airspace, self.fields, self.cleared = airspace, fields, cleared
        self.land: dict[float, Coarse] = {}
        self.nets: dict[tuple[float, float], _Net] = {}
        self.apart: Parts | None = None
        self.ways: dict[tuple[str, str], tuple[Point, ...] | None] = {}

    def route(self, origin: str, destination: str) -> Route | NoRoute:
        """The shortest route, or why there is none."""
        for icao in (origin, destination):
            state = self.airspace.state_at(*self.fields[icao])
            if state is not None and state not in self.cleared:
                return self._none(origin, destination, f"{icao} lies in {state}, which has not cleared the flight")
        pair = min(origin, destination), max(origin, destination)
        if pair not in self.ways:
            self.ways[pair] = self._way(*pair)
        way = self.ways[pair]
        if way is None:
            lat, lon = self.airspace.centre
            where = f"within {self.airspace.radius_km:.0f} km of {lat:.1f}, {lon:.1f}"
            return self._none(origin, destination, f"states that have not cleared the flight close every way {where}")
        points = way if origin == pair[0] else way[::-1]
        return Route(
            id=f"{origin}-{destination}",
            origin=origin,
            destination=destination,
            distance_km=length_km(points),
            waypoints=tuple(Waypoint(lat=lat, lon=lon) for lat, lon in points),
            crossings=self.airspace.crossings(points),
            direct_km=distance_km(points[0], points[-1]),
        )

    def _way(self, origin: str, destination: str) -> tuple[Point, ...] | None:
        """The shortest way that is clear; only where none keeps a comfortable margin, one with as little as must be."""
        if self.cleared.issuperset(self.airspace.states):
            return self.fields[origin], self.fields[destination]
        way = self._way_with(COMFORTABLE, origin, destination)
        if way is None and self._may_be_open(origin, destination):
            way = self._way_with(TIGHT, origin, destination)
        return way

    def _way_with(self, tolerance_km: float, origin: str, destination: str) -> tuple[Point, ...] | None:
        for margin_km in MARGINS[tolerance_km]:
            if (tolerance_km, margin_km) not in self.nets:
                closed = self._closed(tolerance_km, margin_km)
                self.nets[tolerance_km, margin_km] = _Net(self.airspace, self.fields, closed)
            way = self.nets[tolerance_km, margin_km].way(origin, destination)
            if way is None or not self._uncleared(way):
                return way
        return None

    def _may_be_open(self, origin: str, destination: str) -> bool:
        """False where airspace that is surely closed separates the two; seeking a tight way would take long and be in vain."""
        if self.apart is None:
            whole = shapely.Point(0, 0).buffer(plane_radius(self.airspace.radius_km))
            self.apart = shapely.get_parts(shapely.difference(whole, shapely.union_all(self._closed(COMFORTABLE, -SURELY_KM))))
        ends = [self.airspace.to_plane(*np.array([self.fields[icao]]).T) for icao in (origin, destination)]
        inside = [shapely.intersects_xy(self.apart, *end) for end in ends]
        return bool((inside[0] & inside[1]).any()) or not all(end.any() for end in inside)

    def _closed(self, tolerance_km: float, margin_km: float) -> Parts:
        if tolerance_km not in self.land:
            self.land[tolerance_km] = coarse_land(self.airspace, tolerance_km)
        return obstacles(self.airspace, self.land[tolerance_km], self.cleared, margin_km)

    def _none(self, origin: str, destination: str, reason: str) -> NoRoute:
        """No route; the shortest way of all is the geodesic, so the states it needs are those it crosses."""
        states = self._uncleared((self.fields[origin], self.fields[destination]))
        return NoRoute(origin=origin, destination=destination, reason=reason, states=states)

    def _uncleared(self, points: Sequence[Point]) -> tuple[str, ...]:
        """States crossed that are not cleared, in order."""
        crossed = (crossing.state for crossing in self.airspace.crossings(points))
        return tuple(dict.fromkeys(state for state in crossed if state is not None and state not in self.cleared))


class _Net:
    """The tangent graph about the closed airspace, with the airfields tied into it. Nodes are its corners, then the airfields."""

    def __init__(self, airspace: Airspace, fields: dict[str, Point], closed: Parts) -> None:
        lat, lon = airspace.centre
        plane = Proj(f"+proj=gnom +lat_0={lat!r} +lon_0={lon!r} +ellps=WGS84 +units=km")
        unproject = airspace.projection
        straight = shapely.transform(closed, lambda xy: np.column_stack(plane(*unproject(xy[:, 0], xy[:, 1], inverse=True))))
        self.graph = TangentGraph(straight.tolist(), float(EARTH_KM * np.tan(airspace.radius_km / EARTH_KM)))
        self.node = {icao: len(self.graph.corners) + i for i, icao in enumerate(sorted(fields))}
        places = np.array([fields[icao] for icao in self.node])
        self.spots = np.vstack([self.graph.corners, np.column_stack(plane(places[:, 1], places[:, 0]))])
        lons, lats = plane(self.graph.corners[:, 0], self.graph.corners[:, 1], inverse=True)
        self.lats = np.append(np.round(lats, DECIMALS), places[:, 0])
        self.lons = np.append(np.round(lons, DECIMALS), places[:, 1])
        self.neighbours = self._neighbours()
        self.paths: dict[int, dict[int, tuple[int, ...]]] = {}

    def way(self, origin: str, destination: str) -> tuple[Point, ...] | None:
        """The shortest way from one airfield to another; None if there is none."""
        start, end = self.node[origin], self.node[destination]
        if start not in self.paths:
            self.paths[start] = shortest(self.neighbours, start, set(self.node.values()))
        path = self.paths[start].get(end)
        return None if path is None else tuple((float(self.lats[i]), float(self.lons[i])) for i in path)

    def _neighbours(self) -> list[list[tuple[int, float]]]:
        """Of each node those it sees, with the geodesic distances in km."""
        ties = [self.graph.lines]
        for node in self.node.values():
            seen = self.graph.corners_seen(self.spots[node])
            others = np.arange(node + 1, len(self.spots))
            others = others[self.graph.free(np.broadcast_to(self.spots[node], (len(others), 2)), self.spots[others])]
            ties += [np.column_stack([np.full(len(ends), node), ends]) for ends in (seen, others)]
        a, b = np.vstack(ties).T
        km = np.asarray(GEOD.inv(self.lons[a], self.lats[a], self.lons[b], self.lats[b])[2]) / 1000
        neighbours: list[list[tuple[int, float]]] = [[] for _ in self.spots]
        for i, j, length in zip(a.tolist(), b.tolist(), km.tolist(), strict=True):
            neighbours[i].append((j, length))
            neighbours[j].append((i, length))
        return neighbours
