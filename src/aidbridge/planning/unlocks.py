"""What arriving together is worth: the unlocks that loading, flights and convoys order their work by."""

from collections.abc import Iterable

from ..model.resolved import Resolved
from ..model.resources import Team
from ..model.unlock import Unlock
from ..planners.allocation.problem import Grant
from .coverage import line_weights


def unlocks_of(resolved: Resolved, grants: Iterable[Grant]) -> tuple[Unlock, ...]:
    """One unlock a grant: its items with the kit of its team, worth the line's weight times the share it covers.

    An hour's delay of a presence, rate or stock costs that much an hour; so does a backlog's, whose whole curve moves.
    Goods unlock unit by unit: each pallet alone is worth its share.
    """
    weights = line_weights(resolved)
    needs = {need.id: need for need in resolved.mission.needs}
    teams = {team.id: team for team in resolved.mission.teams}
    supplies = {supply.id for supply in resolved.mission.supplies}
    found: list[Unlock] = []
    for grant in grants:
        need = needs[grant.need]
        worth = weights[need.id] * min(grant.quantity / need.quantity, 1.0)
        items = tuple(dict.fromkeys((*grant.items, *_kit(resolved, teams.get(grant.resource)))))
        start = max(resolved.minute(need.start), 0)
        if grant.resource in supplies and items:
            found += [Unlock(need=need.id, items=(item,), weight=worth / len(items), start_min=start) for item in items]
        elif items:
            found.append(Unlock(need=need.id, items=items, weight=worth, start_min=start))
    return tuple(found)


def _kit(resolved: Resolved, team: Team | None) -> list[str]:
    """The items of a team's kit."""
    kit = set(team.kit) if team else set()
    return [item.id for item in resolved.items if item.resource in kit]
