"""Distances and ways on the ellipsoid."""

import math

import numpy as np
import pytest

from aidbridge.physics.geodesy import distance_km, length_km, middle, points_along, points_at

UUMU, LIRE, LIPX = (55.8783, 38.0617), (41.6545, 12.4452), (45.395, 10.8873)


def test_published_distances() -> None:
    # A degree of latitude at the equator and at the pole on WGS84; Karney (2013), JFK to SIN is 15,347.6 km.
    assert distance_km((0, 0), (1, 0)) == pytest.approx(110.574, abs=0.001)
    assert distance_km((89, 0), (90, 0)) == pytest.approx(111.694, abs=0.001)
    assert distance_km((40.6, -73.8), (1.36, 103.99)) == pytest.approx(15_347.6, rel=1e-3)


def test_distance_agrees_with_the_sphere_to_half_a_percent() -> None:
    lat1, lon1, lat2, lon2 = map(math.radians, (*UUMU, *LIRE))
    haversine = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    assert distance_km(UUMU, LIRE) == pytest.approx(2 * 6371 * math.asin(math.sqrt(haversine)), rel=5e-3)
    assert distance_km(UUMU, LIRE) == pytest.approx(2_430, rel=0.01)


def test_places_along_a_way_are_where_their_km_say() -> None:
    way = [UUMU, LIPX, LIRE]
    total = length_km(way)
    km = np.array([-5.0, 0.0, 1_000.0, distance_km(UUMU, LIPX), 2_300.0, total, total + 5])
    places = list(zip(*points_at(way, km), strict=True))
    assert distance_km(places[0], UUMU) < 1e-6
    assert distance_km(places[2], UUMU) == pytest.approx(1_000)
    assert distance_km(places[3], LIPX) < 1e-6
    assert distance_km(places[4], LIPX) == pytest.approx(2_300 - distance_km(UUMU, LIPX))
    assert distance_km(places[6], LIRE) < 1e-6


def test_equal_steps_along_a_way_add_up() -> None:
    places = points_along([UUMU, LIRE], 100.0)
    assert len(places) == 26
    assert length_km(places) == pytest.approx(distance_km(UUMU, LIRE), rel=1e-9)
    assert points_along([LIRE], 10.0) == [LIRE]


def test_a_way_over_the_180th_meridian() -> None:
    assert length_km([(60, 179), (60, -179)]) == pytest.approx(111.5, abs=0.5)
    assert abs(abs(middle([(60, 170), (60, -170)])[1]) - 180) < 1e-9


def test_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="step_km"):
        points_along([UUMU, LIRE], 0)
    with pytest.raises(ValueError, match="one point"):
        points_at([], np.array([0.0]))
    with pytest.raises(ValueError, match="antipodes"):
        middle([(0, 0), (0, 180)])
