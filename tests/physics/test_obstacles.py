"""Closed airspace as obstacles: they cover all of it and its margin, and little else."""

import numpy as np
import pytest
import shapely

from aidbridge.physics.airspace import Airspace
from aidbridge.physics.obstacles import coarse_land, obstacles

CENTRES = [(40.5, 22.0), (45.3, 14.0), (58.0, 22.0), (36.0, -5.5)]
CLEARED = {"IT", "GR", "TR", "SE", "FI", "ES"}


def scattered(airspace: Airspace, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Places spread over the region, latitudes and longitudes."""
    random = np.random.default_rng(2020)
    lat0, lon0 = airspace.centre
    reach = airspace.radius_km / 111.2 * 0.65
    lats = lat0 + random.uniform(-reach, reach, count)
    return lats, lon0 + random.uniform(-reach, reach, count) / np.cos(np.radians(lat0))


def is_open(airspace: Airspace, lats: np.ndarray, lons: np.ndarray) -> np.ndarray:
    return np.array([airspace.state_at(*place) in CLEARED | {None} for place in zip(lats, lons, strict=True)])


@pytest.mark.parametrize("centre", CENTRES)
def test_obstacles_cover_closed_airspace_and_leave_the_rest_open(centre: tuple[float, float]) -> None:
    airspace = Airspace(centre, 400)
    closed = shapely.union_all(obstacles(airspace, coarse_land(airspace, 1.5), CLEARED, 2.0))
    lats, lons = scattered(airspace, 2_000)
    inside = shapely.intersects_xy(closed, *airspace.to_plane(lats, lons))
    free = is_open(airspace, lats, lons)
    assert (inside | free).all()
    # Places covered though open have closed airspace within 10 km.
    angles = np.radians(np.arange(0, 360, 30))
    for lat, lon in zip(lats[inside & free], lons[inside & free], strict=True):
        east = np.sin(angles) / np.cos(np.radians(lat)) / 111.2
        rings = [(lat + km * np.cos(angles) / 111.2, lon + km * east) for km in (2, 4, 6, 8, 10)]
        assert not all(is_open(airspace, *ring).all() for ring in rings), (lat, lon)


def test_nothing_closed_makes_no_obstacles() -> None:
    airspace = Airspace((42.5, 12.5), 200)
    assert len(obstacles(airspace, coarse_land(airspace, 1.5), set(airspace.states), 2.0)) == 0


def test_a_larger_margin_covers_a_smaller_one() -> None:
    airspace = Airspace(CENTRES[0], 300)
    land = coarse_land(airspace, 1.5)
    small, large = (shapely.union_all(obstacles(airspace, land, CLEARED, margin)) for margin in (2.0, 8.0))
    assert small.area < large.area
    assert shapely.difference(small, large).area < 1e-6 * small.area
