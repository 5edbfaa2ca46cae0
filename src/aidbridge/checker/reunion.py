"""A team and what it cannot work without arrive near each other in time (L10)."""

from ..model.resources import Team
from .docket import Docket
from .world import World


def teams_meet_their_kit(world: World, docket: Docket) -> None:
    """L10 A team and its kit arrive within its time window of each other, on the way out. What is left behind is for L1 to say."""
    for team in world.mission.teams:
        if team.kit and world.accepted(team.offer):
            _meets(world, docket, team)


def _meets(world: World, docket: Docket, team: Team) -> None:
    """Arrival is where the item's last movement ends: its convoy, or else its unloading."""
    arrivals = {
        item.id: at
        for part in (team.id, *team.kit)
        for item in world.items_of.get(part, ())
        if (at := _arrives(world, item.id)) is not None
    }
    own = {item.id for item in world.items_of.get(team.id, ())} & set(arrivals)
    if not own or own == set(arrivals):
        return
    first, last = min(arrivals, key=lambda id: arrivals[id]), max(arrivals, key=lambda id: arrivals[id])
    window = team.kit_within_h if team.kit_within_h is not None else world.mission.policy.hold.kit_within_h
    apart = arrivals[last] - arrivals[first]
    docket.at_most(team.id, "apart", apart, round(window * 60, 6), "min", first=first, last=last)


def _arrives(world: World, item: str) -> int | None:
    convoy = world.march_of(item, "out")
    return convoy.arrive_min if convoy is not None else world.unloaded_min(item)
