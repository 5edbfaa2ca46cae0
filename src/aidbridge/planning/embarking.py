"""Where the mission's aircraft load: at its airfield of embarkation, and wherever else offered resources wait to be flown."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ..catalogue.airfields import airfield_ids
from ..model.mission import Mission
from ..model.plan import Phase
from ..model.resolved import Item, Resolved
from .debarking import Passage

Lane = tuple[str, str]
"""Airfields of loading and unloading."""


def embarkations(mission: Mission) -> frozenset[str]:
    """The airfields of embarkation: the mission's own, and each airfield where a resource waits that the mission's roads do not
    reach."""
    by_road = {*mission.debarkations, *(site.id for site in mission.sites)}
    if mission.way_home:
        by_road.add(mission.way_home.airfield)
    known = set(airfield_ids()) | {setting.icao for setting in mission.airfields}
    return frozenset({mission.embarkation} | {at for _, at in _waiting(mission) if at in known and at not in by_road})


def lanes_in_use(mission: Mission, phase: str) -> frozenset[Lane]:
    """From where to where aircraft carry loads in a phase, by what has been accepted; out by way of where it changes aircraft."""
    accepted = {offer.id for offer in mission.offers if offer.status == "accepted"}
    origins = {at for offer, at in _waiting(mission) if offer in accepted} & embarkations(mission)
    origins |= {mission.embarkation}
    if phase == "home":
        return frozenset(_way_home(mission, origin) for origin in origins)
    over = {transfer.airfield: transfer.at for transfer in mission.transfers}
    stages = [(origin, over.get(airfield, airfield), airfield) for origin in origins for airfield in mission.debarkations]
    return frozenset(lane for stage in stages for lane in pairwise(stage) if lane[0] != lane[1])


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


def by_lane(
    resolved: Resolved, items: Iterable[Item], phase: Phase, passages: Mapping[str, Passage] = {}
) -> dict[Lane, tuple[Item, ...]]:
    """Items by the airfields that they fly between in a phase, the mission's own airfield of embarkation first. On the trunk only
    those fly whose passage has a transfer."""
    mission = resolved.mission
    found: dict[Lane, list[Item]] = {}
    for item in items:
        passage = passages.get(item.id, Passage(mission.debarkation, None))
        at = passage.transfer.at if passage.transfer else None
        if phase == "home":
            found.setdefault(_way_home(mission, item.origin), []).append(item)
        elif phase == "out":
            found.setdefault((at or item.origin, passage.airfield), []).append(item)
        elif at is not None:
            found.setdefault((item.origin, at), []).append(item)
    own = _way_home(mission, mission.embarkation) if phase == "home" else (mission.embarkation, mission.debarkation)
    return {lane: tuple(found[lane]) for lane in sorted(found, key=lambda lane: (lane != own, lane))}


def _way_home(mission: Mission, origin: str) -> Lane:
    """What came from the mission's own airfield goes home to the end of its way home, everything else to where it came from."""
    way = mission.way_home
    if way is None:
        return mission.debarkation, origin
    return way.airfield, way.destination if origin == mission.embarkation else origin
