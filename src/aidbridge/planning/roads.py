"""Road distances between all places of a mission: what the mission states, else an estimate from the straight line."""

from ..model.mission import Mission
from ..model.places import Airfield
from ..model.resolved import RoadMatrix
from ..physics.geodesy import distance_km

ROUTER = "straight line x detour factor (aidbridge)"
LOCAL_KM = 50.0
"""The first and last kilometres of a way are driven at the local speed: this much in all (engineering estimate)."""


def road_matrix(mission: Mission, airfields: tuple[Airfield, ...]) -> RoadMatrix:
    """Kilometres and driving minutes (without breaks) from every place to every other, the same both ways.

    A pair that the mission does not state is estimated: the geodesic times `policy.road.detour_factor`, the first
    `LOCAL_KM` at the local speed and the rest at the convoy speed.
    """
    road = mission.policy.road
    debark = set(mission.debarkations) | ({mission.way_home.airfield} if mission.way_home else set())
    at = {field.icao: (field.lat, field.lon) for field in airfields if field.icao in debark}
    at |= {site.id: (site.lat, site.lon) for site in mission.sites}
    stated = {(r.origin, r.destination): r for r in mission.roads}

    def leg(origin: str, destination: str) -> tuple[float, int]:
        if origin == destination:
            return 0.0, 0
        known = stated.get((origin, destination)) or stated.get((destination, origin))
        if known:
            return known.km, round(known.minutes if known.minutes is not None else known.km / road.convoy_speed_kmh * 60)
        km = round(distance_km(at[origin], at[destination]) * road.detour_factor, 1)
        near = min(km, LOCAL_KM)
        return km, -int(-(near / road.local_speed_kmh + (km - near) / road.convoy_speed_kmh) * 60 // 1)

    places = tuple(at)
    rows = {(a, b): leg(a, b) for i, a in enumerate(places) for b in places[i:]}
    both = rows | {(b, a): value for (a, b), value in rows.items()}
    return RoadMatrix(
        router=ROUTER,
        places=places,
        km=tuple(tuple(both[a, b][0] for b in places) for a in places),
        minutes=tuple(tuple(both[a, b][1] for b in places) for a in places),
        stated=tuple(sorted(stated)),
    )
