"""Stops for fuel: ways from one airfield to another over those at which the mission's aircraft may take on fuel."""

from collections.abc import Iterator, Mapping, Sequence

from ..model.resolved import Resolved, Route

Way = tuple[Route, ...]
"""Routes flown one after the other."""
WAYS = 6
"""Ways over stops that are tried between two airfields, the shortest first."""


def ways_by_ends(resolved: Resolved) -> dict[tuple[str, str], list[Route]]:
    """All routes by their ends, the shortest first."""
    found: dict[tuple[str, str], list[Route]] = {}
    for route in sorted(resolved.routes, key=lambda route: (route.distance_km, route.id)):
        found.setdefault((route.origin, route.destination), []).append(route)
    return found


def ways_with_stops(
    resolved: Resolved, routes: Mapping[tuple[str, str], Sequence[Route]], origin: str, destination: str
) -> Iterator[Way]:
    """The shortest ways with one stop, then those with two; `routes` are all by their ends."""
    stops = [icao for icao in resolved.mission.fuel_stops if icao not in (origin, destination)]
    once = [
        (first, second)
        for stop in stops
        for first in routes.get((origin, stop), ())
        for second in routes.get((stop, destination), ())
    ]
    twice = [
        (first, second, third)
        for one in stops
        for other in stops
        if one != other
        for first in routes.get((origin, one), ())
        for second in routes.get((one, other), ())
        for third in routes.get((other, destination), ())
    ]
    for ways in (once, twice):
        yield from sorted(ways, key=lambda way: (sum(route.distance_km for route in way), [route.id for route in way]))[:WAYS]
