"""What offers hold for a need: how much is offered, and how much of it is accepted and under an agreement."""

from dataclasses import dataclass

from ...model.needs import Need
from ...model.resolved import Resolved
from ...planners.scope import covering
from ..coverage import amount

OPEN = ("offered", "accepted")
"""Offers that count; the others are named among the reasons."""


@dataclass(frozen=True, slots=True)
class Pool:
    """By offer: the amount offered, the amount of it that is agreed, and the resources it is made of. All lines of a capability
    share what is offered."""

    offered: dict[str, float]
    agreed: dict[str, float]
    resources: dict[str, tuple[str, ...]]

    def only(self, offer: str) -> "Pool":
        """The same of one offer."""
        offered, agreed = ({id: of for id, of in part.items() if id == offer} for part in (self.offered, self.agreed))
        return Pool(offered, agreed, {})


def pools(resolved: Resolved, need: Need, on_min: int | None) -> Pool:
    """What every open offer has that does the need's job, in the need's units, less what donors keep at home. What is kept is taken
    off what is not agreed first. `on_min`: agreements that are valid then; None: at some time of the mission."""
    mission = resolved.mission
    offers = {offer.id: offer for offer in mission.offers if offer.status in OPEN}
    when = (mission.start, mission.horizon) if on_min is None else (resolved.moment(on_min),) * 2
    rates = {r.id: mission.policy.counts_as(r.capability, need.capability) for r in mission.providers}
    own = [r for r in mission.providers if rates[r.id] > 0 and r.offer in offers]
    agreed = {r.id for r in own if covering(mission, r.offer, r.capability, need.place, *when, r.id)}
    left = {(r.donor, r.capability): r.spare for r in mission.reserves}
    pool = Pool({}, {}, {})
    for resource in sorted(own, key=lambda r: r.id not in agreed):
        stock = offers[resource.offer].donor, resource.capability or ""
        given = min(amount(resource), left.get(stock, amount(resource)))
        if stock in left:
            left[stock] -= given
        given *= rates[resource.id]
        pool.offered[resource.offer] = pool.offered.get(resource.offer, 0.0) + given
        if resource.id in agreed:
            pool.agreed[resource.offer] = pool.agreed.get(resource.offer, 0.0) + given
    for resource in own:
        pool.resources[resource.offer] = (*pool.resources.get(resource.offer, ()), resource.id)
    return pool
