"""What has to move once it is known who gets what."""

from collections.abc import Iterable

from ...model.resolved import Resolved
from ..scope import covering
from .problem import Grant


def moving_items(resolved: Resolved, grants: Iterable[Grant]) -> tuple[str, ...]:
    """Items to be moved, in the order of the resolved items.

    The grants' items; support teams, vehicles that fly and consumables of offers under an agreement, unless they are kit
    of a team that stays; teams that operate a granted device; and the kit of every team that moves. The host's vehicles
    and what cannot move at all are not among them.
    """
    mission = resolved.mission
    granted = {grant.resource for grant in grants}
    covered = {offer.id for offer in mission.offers if covering(mission, offer.id)}
    operators = {device.operated_by for device in mission.devices if device.id in granted and device.operated_by}
    coming = {t.id for t in mission.teams if t.capability is None or t.id in granted or t.id in operators}
    teams = {t.id for t in mission.teams if t.id in coming and covering(mission, t.offer, resource=t.id)}
    kit_of_movers = {id for team in mission.teams if team.id in teams for id in team.kit}
    kit_of_others = {id for team in mission.teams if team.id not in teams for id in team.kit} - kit_of_movers
    free = {v.id for v in mission.vehicles if v.offer in covered and v.flies}
    free |= {s.id for s in mission.supplies if s.offer in covered and s.capability is None}
    resources = teams | kit_of_movers | (free - kit_of_others)
    wanted = {item for grant in grants for item in grant.items}
    wanted |= {item.id for item in resolved.items if item.resource in resources}
    return tuple(item.id for item in resolved.items if item.id in wanted and item.id not in resolved.impossible)
