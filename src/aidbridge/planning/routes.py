"""Routes between all airfields that the mission's aircraft may need to join, under its clearances."""

from functools import lru_cache

from ..model.mission import Mission
from ..model.places import Airfield
from ..model.resolved import NoRoute, Route
from ..physics.airspace import Airspace
from ..physics.geodesy import Point
from ..physics.routing import find_routes
from ..planners.scope import USABLE
from .embarking import lanes_in_use

Fields = tuple[tuple[str, Point], ...]
TOO_FAR = "too_far"
"""Why two airfields are not joined that no plane of routing holds: some 11,000 km apart or more."""
Disputed = tuple[tuple[str, str], ...]


def routes_of(mission: Mission, airfields: tuple[Airfield, ...]) -> tuple[tuple[Route, ...], tuple[NoRoute, ...]]:
    """One route for each ordered pair of airfields that some tail of an accepted offer may fly, for that tail's operator.

    Operators whose clearances differ get routes of their own; the second way of a pair is called `<pair>.2`. Validity in
    time is left to the flights: a state whose clearance is granted at any time may be crossed.
    """
    operators = {offer.id: offer.donor for offer in mission.offers if offer.status == "accepted"}
    by_cleared: dict[frozenset[str], set[tuple[str, str]]] = {}
    for tail in mission.fleet:
        if tail.offer in operators:
            cleared = _cleared(mission, operators[tail.offer])
            by_cleared.setdefault(cleared, set()).update(_pairs(mission, tail.at, tail.home or tail.at))
    if not by_cleared:
        return (), ()
    joined = {icao for pairs in by_cleared.values() for pair in pairs for icao in pair}
    if not joined:
        # Everything stands where it lands: there is nothing to fly.
        return (), ()
    fields = tuple((field.icao, (field.lat, field.lon)) for field in airfields if field.icao in joined)
    sky = fields, mission.policy.coast_nm, tuple(sorted(mission.policy.disputed.items()))
    routes: dict[str, Route] = {}
    none: list[NoRoute] = []
    for cleared in sorted(by_cleared, key=sorted):
        for found in _found(*sky, tuple(sorted(by_cleared[cleared])), cleared):
            if isinstance(found, NoRoute):
                none.append(found)
                continue
            id, number = found.id, 2
            while id in routes and routes[id].waypoints != found.waypoints:
                id, number = f"{found.id}.{number}", number + 1
            routes[id] = found.model_copy(update={"id": id})
    return tuple(routes[id] for id in sorted(routes)), tuple(none)


@lru_cache(maxsize=16)
def _airspace(fields: Fields, coast_nm: float, disputed: Disputed) -> Airspace:
    """The airspace about the airfields; kept, for missions that are resolved again with something else changed."""
    return Airspace.around([at for _, at in fields], coast_nm=coast_nm, disputed=dict(disputed))


@lru_cache(maxsize=16)
def _found(
    fields: Fields, coast_nm: float, disputed: Disputed, pairs: tuple[tuple[str, str], ...], cleared: frozenset[str]
) -> tuple[Route | NoRoute, ...]:
    """The routes of the pairs under these clearances."""
    found: dict[tuple[str, str], Route | NoRoute] = {}
    for named, joined in _regions(fields, pairs):
        sky = _airspace(named, coast_nm, disputed)
        found |= zip(joined, find_routes(sky, dict(named), joined, set(cleared)), strict=True)
    return tuple(found.get((a, b)) or NoRoute(origin=a, destination=b, reason=TOO_FAR) for a, b in pairs)


def _regions(fields: Fields, pairs: tuple[tuple[str, str], ...]) -> list[tuple[Fields, list[tuple[str, str]]]]:
    """The airfields and the pairs between them as one region, or as several where one would be too wide for one plane. A pair that
    is too wide by itself, beyond any aircraft's range, is in none."""
    at = dict(fields)
    if Airspace.holds(list(at.values())):
        return [(fields, list(pairs))]
    regions: list[tuple[dict[str, Point], list[tuple[str, str]]]] = []
    for pair in pairs:
        ends = {icao: at[icao] for icao in pair}
        if not Airspace.holds(list(ends.values())):
            continue
        region = next((one for one in regions if Airspace.holds(list((one[0] | ends).values()))), None)
        if region is None:
            region = ({}, [])
            regions.append(region)
        region[0].update(ends)
        region[1].append(pair)
    return [(tuple(sorted(named.items())), joined) for named, joined in regions]


def _cleared(mission: Mission, operator: str) -> frozenset[str]:
    """States the operator may cross at some time, its own included, less those that a decision avoids."""
    granted = {
        c.state
        for c in mission.clearances
        if c.kind == "overflight" and c.status in USABLE and c.state and c.operator in (None, operator)
    }
    avoided = {d.state for d in mission.decisions if d.kind == "avoid_state"}
    return frozenset((granted | {operator}) - avoided)


def _pairs(mission: Mission, at: str, home: str) -> set[tuple[str, str]]:
    """Ordered pairs of airfields one tail may have to fly: to its load, with it, between loads, and home; by way of stops too."""
    ends = set(lanes_in_use(mission, "out"))
    if mission.way_home:
        ends |= lanes_in_use(mission, "home")
    origins, destinations = {a for a, _ in ends}, {b for _, b in ends}
    pairs = {(start, origin) for start in (at, home) for origin in origins} | ends
    pairs |= {(destination, origin) for destination in destinations for origin in origins}
    pairs |= {(destination, home) for destination in destinations}
    stops = mission.fuel_stops
    pairs |= {leg for a, b in pairs for stop in stops for leg in ((a, stop), (stop, b))} | {(a, b) for a in stops for b in stops}
    return {(a, b) for a, b in pairs if a != b}
