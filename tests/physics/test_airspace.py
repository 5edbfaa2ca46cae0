"""Whose airspace a place lies in and which states a way crosses; borders are confirmed by a second reckoning."""

from itertools import pairwise

import pytest
import shapely
from pyproj import Geod, Proj

from aidbridge.catalogue.outlines import Box, land
from aidbridge.model.errors import AidbridgeError
from aidbridge.physics.airspace import Airspace
from aidbridge.physics.geodesy import distance_km, length_km, points_along

UUMU, LIRE, LIPX, ULOO = (55.8783, 38.0617), (41.6545, 12.4452), (45.395, 10.8873), (57.7839, 28.3956)
SIMFEROPOL, PRISTINA, KYRENIA = (44.95, 34.10), (42.66, 21.16), (35.32, 33.32)
GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def airspace() -> Airspace:
    return Airspace.around([UUMU, LIRE])


def off(place: tuple[float, float], bearing: float, nm: float) -> tuple[float, float]:
    lon, lat, _ = GEOD.fwd(place[1], place[0], bearing, nm * 1852)
    return lat, lon


@pytest.mark.parametrize(
    ("place", "state"),
    [
        (UUMU, "RU"), (LIRE, "IT"), ((41.903, 12.453), "VA"), ((43.94, 12.46), "SM"), ((54.70, 20.50), "RU"),
        ((43.0, 34.0), None), ((38.5, 18.5), None), ((39.66, 19.80), "GR"), ((61.0, 31.5), "RU"), ((42.0, 50.5), None),
    ],
)  # fmt: skip
def test_state_of_a_place(airspace: Airspace, place: tuple[float, float], state: str | None) -> None:
    assert airspace.state_at(*place) == state


def test_the_belt_ends_twelve_miles_off_the_coast(airspace: Airspace) -> None:
    # Cape Emine, Bulgaria, stands out into the Black Sea; east of it lies nothing.
    corners = (xy for part in land(Box(42, 27, 43.5, 29))["BG"] for xy in part.exterior.coords if xy[1] < 43.0)
    lon, lat = max(corners)
    place = lat, lon
    assert airspace.state_at(*off(place, 90, 11.8)) == "BG"
    assert airspace.state_at(*off(place, 90, 12.2)) is None


def test_the_width_of_the_belt_is_a_parameter() -> None:
    place = (43.0, 28.6)  # some 31 km off the Bulgarian coast
    widths = {nm: Airspace.around([place], coast_nm=nm, reach_km=100).state_at(*place) for nm in (0, 3, 12, 24)}
    assert widths == {0: None, 3: None, 12: None, 24: "BG"}
    onshore = (42.8, 27.5)
    assert Airspace.around([onshore], coast_nm=0, reach_km=100).state_at(*onshore) == "BG"


@pytest.mark.parametrize(
    ("place", "settings"),
    [
        (SIMFEROPOL, [({}, "UA"), ({"crimea": "RU"}, "RU")]),
        ((44.30, 34.0), [({}, "UA"), ({"crimea": "RU"}, "RU")]),
        (PRISTINA, [({}, "RS"), ({"kosovo": "XK"}, "XK")]),
        (KYRENIA, [({}, "CY"), ({"northern_cyprus": "TR"}, "TR")]),
        ((35.45, 33.32), [({}, "CY"), ({"northern_cyprus": "TR"}, "TR")]),
    ],
)
def test_disputed_areas_and_the_sea_off_them(place: tuple[float, float], settings: list[tuple[dict[str, str], str]]) -> None:
    for disputed, state in settings:
        assert Airspace.around([place], disputed=disputed, reach_km=200).state_at(*place) == state


def test_crossings_tile_the_way_and_neighbours_differ(airspace: Airspace) -> None:
    way = [UUMU, (44.9, 36.6), (41.9, 28.3), LIRE]
    crossings = airspace.crossings(way)
    assert crossings[0].enter_km == 0
    assert crossings[-1].leave_km == pytest.approx(length_km(way), abs=1e-9)
    for before, after in pairwise(crossings):
        assert before.leave_km == after.enter_km
        assert before.enter_km < before.leave_km
        assert before.state != after.state


def test_a_way_back_crosses_the_same_in_reverse(airspace: Airspace) -> None:
    there, back = airspace.crossings([UUMU, LIRE]), airspace.crossings([LIRE, UUMU])
    assert [c.state for c in there] == [c.state for c in reversed(back)]
    total = there[-1].leave_km
    for a, b in zip(there, reversed(back), strict=True):
        assert a.enter_km == pytest.approx(total - b.leave_km, abs=0.2)


def test_a_way_of_no_length_lies_in_one_state(airspace: Airspace) -> None:
    assert [(c.state, c.enter_km, c.leave_km) for c in airspace.crossings([LIRE, LIRE])] == [("IT", 0, 0)]
    assert [c.state for c in airspace.crossings([LIRE])] == ["IT"]


def test_outside_the_region_is_an_error(airspace: Airspace) -> None:
    with pytest.raises(AidbridgeError, match="widen the region"):
        airspace.state_at(-33.9, 151.2)
    with pytest.raises(AidbridgeError, match="too wide"):
        Airspace((0, 0), 9_000)


def test_over_the_180th_meridian_and_the_pole() -> None:
    bering = Airspace.around([(65.5, -170.0), (66.0, 170.0)], reach_km=300)
    assert [c.state for c in bering.crossings([(66.0, 170.0), (66.0, 178.0), (66.0, -175.0)])] == ["RU"]
    assert bering.state_at(65.6, -168.0) == "US"
    pole = Airspace((90.0, 0.0), 2_000)
    assert [pole.state_at(*p) for p in [(90, 0), (78.2, 15.6), (80.0, -40.0), (79.5, 100.0)]] == [None, "NO", "DK", "RU"]


class BruteForce:
    """The state of a place from the unsimplified outlines: land by degrees, coasts in an equidistant projection about the place."""

    def __init__(self, box: Box, coast_km: float) -> None:
        self.land = {state: shapely.MultiPolygon(parts) for state, parts in land(box).items()}
        self.coast_km = coast_km
        for polygons in self.land.values():
            shapely.prepare(polygons)

    def state_at(self, lat: float, lon: float) -> str | None:
        spot = shapely.Point(lon, lat)
        for state, polygons in self.land.items():
            if polygons.intersects(spot):
                return state
        near = []
        around, projection = spot.buffer(0.6), Proj(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84 +units=km")
        for state, polygons in self.land.items():
            if polygons.intersects(around):
                pieces = shapely.clip_by_rect(polygons, *around.bounds)
                plane = shapely.transform(pieces, projection, interleaved=False)
                near.append((plane.distance(shapely.Point(0, 0)), state))
        distance, state = min(near, default=(float("inf"), ""))
        return state if distance <= self.coast_km else None


@pytest.mark.parametrize(
    "way",
    [
        [UUMU, LIRE],
        [LIPX, (42.7, 16.3), (39.5, 19.6), (37.2, 24.5), (36.6, 27.6)],
        [ULOO, (59.6, 25.0), (57.6, 18.9), (54.6, 12.0), (50.9, 1.4)],
        [(45.0, 36.6), (43.9, 33.0), (41.9, 28.3), (40.8, 25.9), (40.0, 19.5), LIRE],
    ],
    ids=["direct", "islands", "baltic", "black-sea"],
)
def test_crossings_agree_with_a_second_reckoning(way: list[tuple[float, float]]) -> None:
    airspace = Airspace.around(way, reach_km=100)
    brute_force = BruteForce(Box(33, -2, 62, 42), 12 * 1.852)
    crossings = airspace.crossings(way)
    places = points_along(way, 1.0)
    step = length_km(way) / (len(places) - 1)
    for number, place in enumerate(places):
        km = number * step
        here = next(c for c in crossings if km <= c.leave_km + 1e-6)
        if all(abs(km - crossing.leave_km) > 0.3 for crossing in crossings[:-1]):
            assert brute_force.state_at(*place) == here.state, (km, place, here)


def test_every_border_is_found_to_within_200_m() -> None:
    way = [LIPX, (42.7, 16.3), (39.5, 19.6), (37.2, 24.5)]
    airspace = Airspace.around(way, reach_km=100)
    brute_force = BruteForce(Box(33, 5, 50, 30), 12 * 1.852)
    crossings = airspace.crossings(way)
    places = points_along(way, 0.01)
    step = length_km(way) / (len(places) - 1)
    assert len(crossings) > 5
    for before, after in pairwise(crossings):
        ahead, behind = (places[round((before.leave_km + side) / step)] for side in (0.2, -0.2))
        assert brute_force.state_at(*ahead) == after.state
        assert brute_force.state_at(*behind) == before.state
        assert distance_km(ahead, behind) == pytest.approx(0.4, abs=0.02)
