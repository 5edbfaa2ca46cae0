"""Where the mission's aircraft load: at its airfield of embarkation, and wherever else offered resources wait to be flown."""

from collections.abc import Iterable, Iterator

from ..catalogue.airfields import airfield_ids
from ..model.mission import Mission
from ..model.resolved import Item, Resolved

Lane = tuple[str, str]
"""Airfields of loading and unloading."""


def embarkations(mission: Mission) -> frozenset[str]:
    """The airfields of embarkation: the mission's own, and each airfield where a resource waits that the mission's roads do not
    reach."""
    by_road = {mission.debarkation, *(site.id for site in mission.sites)}
    if mission.way_home:
        by_road.add(mission.way_home.airfield)
    known = set(airfield_ids()) | {setting.icao for setting in mission.airfields}
    return frozenset({mission.embarkation} | {at for _, at in _waiting(mission) if at in known and at not in by_road})


def lanes_in_use(mission: Mission, phase: str) -> frozenset[Lane]:
    """From where to where aircraft carry loads in a phase, by what has been accepted."""
    accepted = {offer.id for offer in mission.offers if offer.status == "accepted"}
    origins = {at for offer, at in _waiting(mission) if offer in accepted} & embarkations(mission)
    return frozenset(_lane(mission, origin, phase) for origin in origins | {mission.embarkation})


def _waiting(mission: Mission) -> Iterator[tuple[str, str]]:
    """Offer and place of each resource that waits somewhere of its own."""
    for team in mission.teams:
        yield team.offer, team.at or ""
    for vehicle in mission.vehicles:
        yield vehicle.offer, vehicle.at or ""
    for supply in mission.supplies:
        yield supply.offer, supply.at or ""
    for device in mission.devices:
        yield device.offer, device.at or ""


def by_lane(resolved: Resolved, items: Iterable[Item], phase: str) -> dict[Lane, tuple[Item, ...]]:
    """Items by the airfields that they fly between in a phase, the mission's own airfield of embarkation first."""
    found: dict[Lane, list[Item]] = {}
    for item in items:
        found.setdefault(_lane(resolved.mission, item.origin, phase), []).append(item)
    own = _lane(resolved.mission, resolved.mission.embarkation, phase)
    return {lane: tuple(found[lane]) for lane in sorted(found, key=lambda lane: (lane != own, lane))}


def _lane(mission: Mission, origin: str, phase: str) -> Lane:
    """What came from the mission's own airfield goes home to the end of its way home, everything else to where it came from."""
    way = mission.way_home
    if phase == "out" or way is None:
        return origin, mission.debarkation
    return way.airfield, way.destination if origin == mission.embarkation else origin
