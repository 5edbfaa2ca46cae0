"""When agreements let something move: from which minute, and at a given one (rule N4)."""

from datetime import datetime

from ..model.agreements import Agreement
from ..model.needs import Need
from ..model.resolved import Resolved
from ..planners.scope import covering


def agreed_from(resolved: Resolved, offer: str, need: Need | None = None, resource: str | None = None) -> int:
    """The first minute of the mission at which an agreement covers the offer (for the need, and the team by its staff list,
    where given); 0 where none does."""
    mission = resolved.mission
    found = _covering(resolved, offer, need, mission.start, mission.horizon, resource)
    return max(min((resolved.minute(agreement.valid_from) for agreement in found), default=0), 0)


def agreed_at(resolved: Resolved, offer: str, minute: int, need: Need | None = None, resource: str | None = None) -> bool:
    """Whether an agreement in force covers the offer at that minute (for the need, and the team by its staff list, where given)."""
    moment = resolved.moment(minute)
    return bool(_covering(resolved, offer, need, moment, moment, resource))


def _covering(
    resolved: Resolved, offer: str, need: Need | None, first: datetime, last: datetime, resource: str | None
) -> tuple[Agreement, ...]:
    mission = resolved.mission
    if need is None:
        return covering(mission, offer, None, None, first, last, resource)
    # What stands in for another thing is agreed on as what it is.
    own = next((provider.capability for provider in mission.providers if provider.id == resource), None)
    return covering(mission, offer, own or need.capability, need.place, first, last, resource)
