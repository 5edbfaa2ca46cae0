"""Whose airspace a place lies in, and which states a way crosses.

A state's airspace is that above its land and its territorial sea (Chicago Convention, Articles 1 and 2), which reaches
`coast_nm` off the coast (UNCLOS, Article 3); where two states' belts overlap, the nearer land wins (the median line of
Article 15). Beyond are the high seas, state None, where nobody's leave is needed. Only the outlines decide: islands count as
land; straight baselines, internal waters and narrower belts that states agreed on are not known. Lakes count as land, the Caspian
Sea as a sea like any other.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Proj

from ..catalogue.outlines import Box, land
from ..model.errors import AidbridgeError
from ..model.resolved import Crossing
from .geodesy import KM_PER_NM, Floats, Point, distance_km, length_km, middle, points_at

Ints = npt.NDArray[np.int64]

EARTH_KM = 6371.0
WIDEST_KM = 7_000.0
"""Largest radius of a region: beyond some 63 degrees of arc the planes that routing works in are stretched too much."""
REACH_KM = 1_500.0
"""How far beyond its places a region usually reaches."""
SAMPLE_KM = 0.5
"""Ways are looked at this often: a stretch of another state's airspace that is longer is never missed."""
BORDER_KM = 0.1
"""Borders are found to within this distance along the way."""
CHUNK = 16
"""Segments in one piece of coast; smaller pieces are found faster, more of them take longer to prepare."""
SLACK_KM = 30.0
"""Added where a distance on the ellipsoid is compared with one on the sphere."""
HIGH_SEAS = -1


class Airspace:
    """The airspace of all states within `radius_km` of `centre`.

    Inside, places are kept in a stereographic plane about the centre (km, conformal on the ellipsoid), whose scale is known
    everywhere. A place's state is right to about 0.1 km, outlines taken as exact.
    """

    def __init__(self, centre: Point, radius_km: float, coast_nm: float = 12.0, disputed: Mapping[str, str] | None = None) -> None:
        """Read the land. Raises AidbridgeError for a region that is too wide, and as `catalogue.outlines.holders` does."""
        if radius_km > WIDEST_KM:
            raise AidbridgeError(
                f"a region of {radius_km:.0f} km about {centre[0]:.2f}, {centre[1]:.2f} is too wide: at most {WIDEST_KM:.0f} km. "
                "Bring the airfields closer together or split the mission"
            )
        self.centre, self.radius_km, self.coast_km = centre, radius_km, coast_nm * KM_PER_NM
        self.projection = Proj(f"+proj=stere +lat_0={centre[0]!r} +lon_0={centre[1]!r} +ellps=WGS84 +units=km")
        by_state = land(_box(centre, radius_km + 3 * self.coast_km), disputed)
        self.states = tuple(by_state)
        """Codes of the states with land in or near the region, in order."""
        self.parts, self.owner = self._project(by_state)
        """Polygons of land in the plane, and for each the index of its state in `states`."""

    @classmethod
    def around(
        cls,
        points: Sequence[Point],
        *,
        coast_nm: float = 12.0,
        disputed: Mapping[str, str] | None = None,
        reach_km: float = REACH_KM,
    ) -> "Airspace":
        """The airspace within `reach_km` of the circle about the middle of the points that holds them all.

        A route never leaves it, so `reach_km` is how far round an uncleared state a route may go.
        """
        centre = middle(points)
        return cls(centre, max(distance_km(centre, point) for point in points) + reach_km, coast_nm, disputed)

    @staticmethod
    def holds(points: Sequence[Point], reach_km: float = REACH_KM) -> bool:
        """Whether `around` can be made of the points: some 11,000 km across with the usual reach."""
        centre = middle(points)
        return max(distance_km(centre, point) for point in points) + reach_km <= WIDEST_KM

    def state_at(self, lat: float, lon: float) -> str | None:
        """The state whose airspace the place lies in; None above the high seas. Raises AidbridgeError outside the region."""
        state = int(self._states(np.array([lat], dtype=float), np.array([lon], dtype=float))[0])
        return None if state == HIGH_SEAS else self.states[state]

    def crossings(self, points: Sequence[Point]) -> tuple[Crossing, ...]:
        """The stretches of the way through the points (geodesics between them), in order and without gaps from km 0 to its
        end. Neighbours differ in state. Raises AidbridgeError where the way leaves the region."""
        total = length_km(points)
        km = np.linspace(0.0, total, int(np.ceil(total / SAMPLE_KM)) + 1)
        states = self._states(*points_at(points, km))
        while len(middles := _middles_of_changes(km, states)):
            km, states = _merge(km, states, middles, self._states(*points_at(points, middles)))
        changes = np.flatnonzero(np.diff(states))
        bounds = [0.0, *np.round((km[changes] + km[changes + 1]) / 2, 3).tolist(), total]
        codes = [None if state == HIGH_SEAS else self.states[state] for state, _ in groupby(states.tolist())]
        return tuple(
            Crossing(state=code, enter_km=enter, leave_km=leave)
            for code, enter, leave in zip(codes, bounds, bounds[1:], strict=False)
        )

    def to_plane(self, lats: Floats, lons: Floats) -> tuple[Floats, Floats]:
        """Coordinates in the plane, km."""
        x, y = self.projection(lons, lats)
        return np.asarray(x), np.asarray(y)

    def _states(self, lats: Floats, lons: Floats) -> Ints:
        """Index in `states` of each place's state, or HIGH_SEAS."""
        x, y = self.to_plane(lats, lons)
        outside = np.flatnonzero(np.hypot(x, y) > plane_radius(self.radius_km + SLACK_KM))
        if len(outside):
            raise AidbridgeError(
                f"the place {lats[outside[0]]:.3f}, {lons[outside[0]]:.3f} is more than {self.radius_km:.0f} km from the middle of "
                f"the region ({self.centre[0]:.2f}, {self.centre[1]:.2f}): widen the region"
            )
        states = self._on_land(x, y)
        sea = np.flatnonzero(states == HIGH_SEAS)
        if len(sea) and self.coast_km > 0:
            scale = np.asarray(self.projection.get_factors(lons[sea], lats[sea]).meridional_scale)
            states[sea] = self._nearest_coast(x[sea], y[sea], self.coast_km * scale)
        return states

    def _on_land(self, x: Floats, y: Floats) -> Ints:
        """State of the land each place lies on, or HIGH_SEAS; on a border the first state in order."""
        place, part = self._land_tree.query(shapely.points(x, y))
        shapely.prepare(self.parts[np.unique(part)])
        inside = shapely.intersects_xy(self.parts[part], x[place], y[place])
        return _first_by_place(place[inside], self.owner[part[inside]], np.zeros(inside.sum()), len(x))

    def _nearest_coast(self, x: Floats, y: Floats, reach: Floats) -> Ints:
        """State of the nearest coast within `reach` (km in the plane) of each place, or HIGH_SEAS."""
        tree, coasts, owners = self._coast
        places = shapely.points(x, y)
        place, coast = tree.query(places, predicate="dwithin", distance=reach)
        return _first_by_place(place, owners[coast], shapely.distance(places[place], coasts[coast]), len(x))

    def _project(self, by_state: dict[str, tuple[shapely.Polygon, ...]]) -> tuple[npt.NDArray[np.object_], Ints]:
        """Polygons in the plane, cut off well outside the region, and their states' indices."""
        degrees = np.array([polygon for polygons in by_state.values() for polygon in polygons], dtype=object)
        owner = np.repeat(np.arange(len(by_state)), [len(polygons) for polygons in by_state.values()])
        whole = shapely.transform(degrees, lambda xy: np.column_stack(self.projection(xy[:, 0], xy[:, 1])))
        rim = plane_radius(self.radius_km + 4 * self.coast_km + 2 * SLACK_KM)
        bounds = shapely.bounds(whole)
        crosses = (bounds[:, :2].min(axis=1) < -rim) | (bounds[:, 2:].max(axis=1) > rim)
        whole[crosses] = [shapely.clip_by_rect(shapely.make_valid(part), -rim, -rim, rim, rim) for part in whole[crosses]]
        parts, origin = shapely.get_parts(whole, return_index=True)
        kept = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
        return parts[kept], owner[origin[kept]]

    @cached_property
    def _land_tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.parts)

    @cached_property
    def _coast(self) -> tuple[shapely.STRtree, npt.NDArray[np.object_], Ints]:
        """All outlines in short pieces, in a tree, with their states' indices. Inland borders do no harm: they are farther
        from the sea than the coast."""
        rings, part = shapely.get_rings(self.parts, return_index=True)
        xy, ring = shapely.get_coordinates(rings, return_index=True)
        position = np.arange(len(xy)) - np.searchsorted(ring, ring)
        chunk = np.cumsum(position % CHUNK == 0) - 1
        # A piece ends where the next one of its ring begins, so the vertex in between belongs to both.
        shared = np.flatnonzero((position % CHUNK == 0) & (position > 0))
        index = np.concatenate([chunk, chunk[shared] - 1])
        vertex = np.concatenate([np.arange(len(xy)), shared])
        order = np.lexsort((vertex, index))
        index, vertex = index[order], vertex[order]
        long_enough = np.bincount(index)[index] > 1
        index, vertex = index[long_enough], vertex[long_enough]
        kept, first = np.unique(index, return_index=True)
        pieces = shapely.linestrings(xy[vertex], indices=np.searchsorted(kept, index))
        return shapely.STRtree(pieces), pieces, self.owner[part[ring[vertex[first]]]]


def plane_radius(km: float) -> float:
    """Distance from the middle in a stereographic plane of what is so far from it on the ground, on the sphere."""
    return float(2 * EARTH_KM * np.tan(km / EARTH_KM / 2))


def _first_by_place(place: Ints, state: Ints, distance: Floats, places: int) -> Ints:
    """For each place the state at the least distance, of equally near ones the first; HIGH_SEAS where there is none."""
    states = np.full(places, HIGH_SEAS, dtype=np.int64)
    order = np.lexsort((state, distance, place))
    found, first = np.unique(place[order], return_index=True)
    states[found] = state[order][first]
    return states


def _middles_of_changes(km: Floats, states: Ints) -> Floats:
    """Middles of the intervals at whose ends the states differ and that are still longer than BORDER_KM."""
    wide = (np.diff(states) != 0) & (np.diff(km) > BORDER_KM)
    middles: Floats = (km[:-1][wide] + km[1:][wide]) / 2
    return middles


def _merge(km: Floats, states: Ints, more_km: Floats, more_states: Ints) -> tuple[Floats, Ints]:
    order = np.argsort(all_km := np.concatenate([km, more_km]), kind="stable")
    return all_km[order], np.concatenate([states, more_states])[order]


def _box(centre: Point, radius_km: float) -> Box:
    """The box of degrees about a circle on the sphere; all longitudes where it holds a pole."""
    angle = radius_km / EARTH_KM
    lat = np.radians(centre[0])
    south, north = np.degrees(lat - angle) - 0.3, np.degrees(lat + angle) + 0.3
    if south <= -90 or north >= 90:
        return Box(max(float(south), -90.0), -180.0, min(float(north), 90.0), 180.0)
    half = np.degrees(np.arcsin(np.sin(angle) / np.cos(lat))) + 0.3
    if half >= 180:
        return Box(float(south), -180.0, float(north), 180.0)
    west, east = (float((centre[1] + side + 180) % 360 - 180) for side in (-half, half))
    return Box(float(south), west, float(north), east)
