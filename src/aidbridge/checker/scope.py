"""What agreements cover: which offers, capabilities and places, and when (rule N4)."""

from ..model.agreements import Agreement
from ..model.needs import Need
from .world import World


def covered(
    world: World, offer: str, at_min: int | None, capability: str | None = None, place: str | None = None, may_be_over: bool = False
) -> bool:
    """Whether the offer is accepted and an agreement in force between its donor and the receiving state covers it at that
    minute (None: at some time of the mission; `may_be_over`: then or before), for the capability and the place where they are
    given."""
    found = world.offers.get(offer)
    if found is None or found.status != "accepted":
        return False
    return any(
        {found.donor, world.mission.request.by} <= set(agreement.parties)
        and (not agreement.offers or offer in agreement.offers)
        and _in_force(world, agreement, at_min, may_be_over)
        and (capability is None or not agreement.capabilities or capability in agreement.capabilities)
        and (place is None or not agreement.places or bool(set(agreement.places) & set(world.lineage(place))))
        for agreement in world.mission.agreements
    )


def eligible(world: World, need: Need) -> bool:
    """Whether some accepted offer under an agreement in force has the capability, with something to spare at home."""
    return any(
        resource.capability == need.capability
        and spare(world, world.offers[resource.offer].donor, need.capability) > 0
        and covered(world, resource.offer, None, need.capability, need.place)
        for resource in world.resources.values()
        if resource.offer in world.offers
    )


def spare(world: World, donor: str, capability: str) -> float:
    """What the donor can give of a capability at most: what it has less what it keeps; unlimited where it states nothing."""
    stated = [r for r in world.mission.reserves if (r.donor, r.capability) == (donor, capability)]
    return sum(max(r.has - r.keeps, 0.0) for r in stated) if stated else float("inf")


def _in_force(world: World, agreement: Agreement, at_min: int | None, may_be_over: bool) -> bool:
    if agreement.status != "in_force":
        return False
    start = world.resolved.minute(agreement.valid_from)
    end = None if agreement.valid_to is None else world.resolved.minute(agreement.valid_to)
    if at_min is None:
        return start <= world.resolved.horizon_min and (end is None or end >= 0)
    return start <= at_min and (may_be_over or end is None or at_min <= end)
