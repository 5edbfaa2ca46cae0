"""Routes that keep out of uncleared airspace: the ways of the reference mission, optimality, margins, and why there is none."""

import heapq
import itertools
import math

import numpy as np
import pytest
from pyproj import Geod

from aidbridge.model.errors import AidbridgeError
from aidbridge.model.resolved import NoRoute, Route
from aidbridge.physics.airspace import Airspace
from aidbridge.physics.geodesy import distance_km, length_km, points_along
from aidbridge.physics.routing import find_routes

FIELDS = {
    "UUMU": (55.8783, 38.0617), "LIRE": (41.6545, 12.4452), "LIPX": (45.395, 10.8873), "ULOO": (57.7839, 28.3956),
    "UWLW": (54.401, 48.8027), "UWOO": (51.7958, 55.4567),
}  # fmt: skip
PAIRS = list(itertools.combinations(FIELDS, 2))
SOUTH = {"RU", "TR", "GR", "AL", "IT"}
GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def airspace() -> Airspace:
    return Airspace.around(tuple(FIELDS.values()))


@pytest.fixture(scope="module")
def southern(airspace: Airspace) -> dict[str, Route]:
    """The routes of all pairs with the clearances as flown."""
    return {route.id: route for route in find_routes(airspace, FIELDS, PAIRS, SOUTH) if isinstance(route, Route)}


def only(airspace: Airspace, origin: str, destination: str, cleared: set[str] | None) -> Route | NoRoute:
    return find_routes(airspace, FIELDS, [(origin, destination)], cleared)[0]


def crossed(route: Route) -> list[str | None]:
    return [crossing.state for crossing in route.crossings]


def test_with_everything_cleared_the_route_is_the_geodesic(airspace: Airspace) -> None:
    for cleared in (None, set(airspace.states), {*airspace.states, "US"}):
        route = only(airspace, "UUMU", "LIRE", cleared)
        assert isinstance(route, Route)
        assert route.distance_km == pytest.approx(2_430, rel=0.01)
        assert route.distance_km == route.direct_km
        assert len(route.waypoints) == 2


def test_the_southern_route_crosses_the_cleared_states_in_order(southern: dict[str, Route]) -> None:
    route = southern["UUMU-LIRE"]
    assert 3_300 <= route.distance_km <= 3_800
    assert crossed(route) == ["RU", None, "TR", "GR", "AL", None, "IT"]


def test_every_route_keeps_to_cleared_airspace_and_tiles_its_length(airspace: Airspace, southern: dict[str, Route]) -> None:
    assert len(southern) == len(PAIRS)
    for route in southern.values():
        assert set(crossed(route)) <= SOUTH | {None}
        points = [(w.lat, w.lon) for w in route.waypoints]
        assert (points[0], points[-1]) == (FIELDS[route.origin], FIELDS[route.destination])
        assert route.distance_km == pytest.approx(length_km(points))
        assert route.crossings[0].enter_km == 0
        assert route.crossings[-1].leave_km == pytest.approx(route.distance_km)
        assert route.crossings == airspace.crossings(points)


def test_routes_keep_a_margin_from_uncleared_airspace(airspace: Airspace, southern: dict[str, Route]) -> None:
    for id in ("UUMU-LIRE", "UUMU-LIPX", "LIPX-ULOO"):
        points = [(w.lat, w.lon) for w in southern[id].waypoints]
        for lat, lon in points_along(points, 2.0):
            lons, lats, _ = GEOD.fwd([lon] * 8, [lat] * 8, list(range(0, 360, 45)), [1_500.0] * 8)
            assert {airspace.state_at(*place) for place in zip(lats, lons, strict=True)} <= SOUTH | {None}


def test_albania_is_crossed_only_where_it_is_cleared_and_shorter(airspace: Airspace, southern: dict[str, Route]) -> None:
    ionian = only(airspace, "UUMU", "LIRE", SOUTH - {"AL"})
    assert isinstance(ionian, Route)
    assert crossed(ionian) == ["RU", None, "TR", "GR", None, "IT"]
    assert southern["UUMU-LIRE"].distance_km < ionian.distance_km < 3_800


def test_more_clearances_never_make_a_route_longer(airspace: Airspace, southern: dict[str, Route]) -> None:
    wider = find_routes(airspace, FIELDS, PAIRS, SOUTH | {"UA", "BG", "MK"})
    for route in wider:
        assert isinstance(route, Route)
        assert route.direct_km <= route.distance_km <= southern[route.id].distance_km + 0.5


def test_the_way_back_is_the_way_there(airspace: Airspace, southern: dict[str, Route]) -> None:
    there, back = southern["UUMU-LIRE"], only(airspace, "LIRE", "UUMU", SOUTH)
    assert isinstance(back, Route)
    assert back.waypoints == there.waypoints[::-1]
    assert crossed(back) == crossed(there)[::-1]


def test_the_same_question_gets_the_same_answer(southern: dict[str, Route]) -> None:
    again = find_routes(Airspace.around(tuple(FIELDS.values())), FIELDS, PAIRS[::-1], {"IT", "AL", "GR", "TR", "RU"})
    assert again == [southern[f"{a}-{b}"] for a, b in PAIRS[::-1]]


def test_a_route_that_enters_a_state_again_lists_it_again() -> None:
    fields = {"LIPQ": (45.8275, 13.4722), "LIRE": FIELDS["LIRE"]}
    route = find_routes(Airspace.around(tuple(fields.values())), fields, [("LIPQ", "LIRE")], {"IT"})[0]
    assert isinstance(route, Route)
    assert crossed(route) == ["IT", None, "IT"]
    assert route.distance_km < 1.02 * route.direct_km


def test_crimea_under_another_setting_opens_a_shorter_way(southern: dict[str, Route]) -> None:
    fields = {icao: FIELDS[icao] for icao in ("UUMU", "LIRE")}
    russian = Airspace.around(tuple(FIELDS.values()), disputed={"crimea": "RU"})
    route = find_routes(russian, fields, [("UUMU", "LIRE")], SOUTH)[0]
    assert isinstance(route, Route)
    assert route.distance_km < southern["UUMU-LIRE"].distance_km - 5


def test_an_airfield_beside_the_border_is_left_with_a_smaller_margin() -> None:
    fields = {"LSGG": (46.238, 6.109), "LSZH": (47.4647, 8.5492)}
    route = find_routes(Airspace.around(tuple(fields.values()), reach_km=300), fields, [("LSGG", "LSZH")], {"CH"})[0]
    assert isinstance(route, Route)
    assert crossed(route) == ["CH"]
    assert route.distance_km < 1.02 * route.direct_km


def test_an_airfield_in_an_uncleared_state_has_no_route(airspace: Airspace) -> None:
    found = only(airspace, "UUMU", "LIRE", SOUTH - {"IT"})
    assert isinstance(found, NoRoute)
    assert "LIRE lies in IT" in found.reason
    assert found.states == ("BY", "UA", "PL", "SK", "HU", "HR", "BA", "IT")


def test_a_closed_way_has_no_route_and_names_the_states_of_the_shortest(airspace: Airspace) -> None:
    found = only(airspace, "UUMU", "LIRE", {"RU", "IT"})
    assert isinstance(found, NoRoute)
    assert "close every way" in found.reason
    assert found.states == ("BY", "UA", "PL", "SK", "HU", "HR", "BA")
    opened = only(airspace, "UUMU", "LIRE", {"RU", "IT", *found.states})
    assert isinstance(opened, Route)
    assert opened.distance_km == pytest.approx(opened.direct_km, rel=1e-3)


def test_answers_come_in_the_order_of_the_questions(airspace: Airspace) -> None:
    found = find_routes(airspace, FIELDS, [("LIRE", "LIPX"), ("UUMU", "LIRE"), ("LIPX", "LIRE")], {"IT"})
    assert [(f.origin, f.destination, type(f)) for f in found] == [
        ("LIRE", "LIPX", Route), ("UUMU", "LIRE", NoRoute), ("LIPX", "LIRE", Route),
    ]  # fmt: skip


def test_without_belts_the_way_is_shorter_and_over_the_ocean_it_is_free(southern: dict[str, Route]) -> None:
    fields = {icao: FIELDS[icao] for icao in ("UUMU", "LIRE")}
    bare = find_routes(Airspace.around(tuple(FIELDS.values()), coast_nm=0), fields, [("UUMU", "LIRE")], SOUTH)[0]
    assert isinstance(bare, Route)
    assert 3_300 < bare.distance_km < southern["UUMU-LIRE"].distance_km
    ocean = find_routes(Airspace((5, -140), 100), {"AAAA": (5, -140), "BBBB": (5.2, -140)}, [("AAAA", "BBBB")], set())[0]
    assert isinstance(ocean, Route)
    assert crossed(ocean) == [None]


def test_an_airfield_outside_the_region_is_an_error(airspace: Airspace) -> None:
    with pytest.raises(AidbridgeError, match="widen the region"):
        find_routes(airspace, FIELDS | {"YSSY": (-33.95, 151.18)}, [("UUMU", "YSSY")], SOUTH)


def test_over_the_180th_meridian() -> None:
    fields = {"ZBAA": (40.08, 116.58), "PANC": (61.17, -149.98)}
    route = find_routes(Airspace.around(tuple(fields.values()), reach_km=800), fields, [("ZBAA", "PANC")], {"CN", "RU", "US"})[0]
    assert isinstance(route, Route)
    assert {"CN", "RU", "US"} <= set(crossed(route))
    assert set(crossed(route)) <= {"CN", "RU", "US", None}
    assert route.distance_km < 1.05 * route.direct_km


def grid_shortest_km(airspace: Airspace, start: tuple[float, float], end: tuple[float, float], cleared: set[str]) -> float:
    """A second reckoning: Dijkstra on a grid of 12 km in an equal-distance plane, steps to the 32 nearest directions.

    It is no exact bound: what lies between two grid points is not looked at, and its ways bend, by 1.3 % at most.
    """
    step = 12.0
    lat0, lon0 = 47.0, 26.0
    rows, columns = np.mgrid[-110:111, -130:131]
    x, y = columns * step, rows * step
    azimuth = np.degrees(np.arctan2(x, y)).ravel()
    lons, lats, _ = GEOD.fwd(np.full(x.size, lon0), np.full(x.size, lat0), azimuth, np.hypot(x, y).ravel() * 1000)
    states = np.array([*airspace.states, ""])[airspace._states(lats, lons)].reshape(x.shape)
    free = np.isin(states, [*cleared, ""])
    lats, lons = lats.reshape(x.shape), lons.reshape(x.shape)
    moves = [(i, j) for i in range(-3, 4) for j in range(-3, 4) if math.gcd(i, j) == 1]

    def nearest(place: tuple[float, float]) -> tuple[int, int]:
        east = (lons - place[1]) * math.cos(math.radians(place[0]))
        return divmod(int(((lats - place[0]) ** 2 + east**2).argmin()), x.shape[1])

    source, target = nearest(start), nearest(end)
    best, queue = {source: 0.0}, [(0.0, source)]
    while queue:
        here, (r, c) = heapq.heappop(queue)
        if (r, c) == target:
            return here
        if here > best[r, c]:
            continue
        for i, j in moves:
            near = r + i, c + j
            if 0 <= near[0] < free.shape[0] and 0 <= near[1] < free.shape[1] and free[near]:
                length = here + distance_km((lats[r, c], lons[r, c]), (lats[near], lons[near]))
                if length < best.get(near, math.inf):
                    best[near] = length
                    heapq.heappush(queue, (length, near))
    raise AssertionError("the grid has no way")


def test_the_southern_route_is_as_short_as_a_grid_finds_it(airspace: Airspace, southern: dict[str, Route]) -> None:
    grid = grid_shortest_km(airspace, FIELDS["UUMU"], FIELDS["LIRE"], SOUTH)
    assert 0.975 * grid < southern["UUMU-LIRE"].distance_km < 1.005 * grid
