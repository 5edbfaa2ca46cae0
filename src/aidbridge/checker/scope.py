"""What agreements cover: which offers, capabilities and places, and when (rule N4)."""

from collections.abc import Iterable
from datetime import datetime

from ..model.agreements import Agreement, Clearance
from ..model.needs import Need
from .specification import refused
from .world import Resource, World


def covered(
    world: World,
    offer: str,
    at_min: int | None,
    capability: str | None = None,
    place: str | None = None,
    may_be_over: bool = False,
    resource: str | None = None,
) -> bool:
    """Whether the offer is accepted and an agreement in force between its donor and the receiving state covers it at that
    minute (None: at some time of the mission; `may_be_over`: then or before), for the capability and the place where they are
    given, and, where the resource is a team, for all its people."""
    found = world.offers.get(offer)
    if found is None or found.status != "accepted":
        return False
    return any(
        {found.donor, world.mission.request.by} <= set(agreement.parties)
        and (not agreement.offers or offer in agreement.offers)
        and _in_force(world, agreement, at_min, may_be_over)
        and (capability is None or not agreement.capabilities or capability in agreement.capabilities)
        and (place is None or not agreement.places or bool(set(agreement.places) & set(world.lineage(place))))
        and (resource not in world.teams or agreement.lists(resource or "", world.teams[resource or ""].people))
        for agreement in world.mission.agreements
    )


def eligible(world: World, need: Need) -> bool:
    """Whether some accepted offer under an agreement in force does the job, with something to spare at home."""
    return any(
        spare(world, world.offers[resource.offer].donor, resource.capability or "") > 0 and serves(world, resource, need)
        for resource in world.resources.values()
        if resource.offer in world.offers
    )


def serves(world: World, resource: Resource, need: Need) -> bool:
    """Whether the resource has what the need asks for, under an agreement, and no specification against it."""
    return (
        world.mission.policy.counts_as(resource.capability, need.capability) > 0
        and covered(world, resource.offer, None, resource.capability, need.place, resource=resource.id)
        and not refused(world, resource, need)
    )


def spare(world: World, donor: str, capability: str) -> float:
    """What the donor can give of a capability at most: what it has less what it keeps; unlimited where it states nothing."""
    stated = [r for r in world.mission.reserves if (r.donor, r.capability) == (donor, capability)]
    return sum(max(r.has - (r.has if r.keeps is None else r.keeps), 0.0) for r in stated) if stated else float("inf")


def _in_force(world: World, agreement: Agreement, at_min: int | None, may_be_over: bool) -> bool:
    if agreement.status not in ("in_force", "amended"):
        return False
    start = world.resolved.minute(agreement.valid_from)
    until = ends(agreement, world.mission.agreements)
    end = None if until is None else world.resolved.minute(until)
    if at_min is None:
        return start <= world.resolved.horizon_min and (end is None or end >= 0)
    return start <= at_min and (may_be_over or end is None or at_min <= end)


def ends(paper: Agreement | Clearance, papers: Iterable[Agreement | Clearance]) -> datetime | None:
    """When a paper ends to cover: at the end of its validity, or where a later paper that replaced it begins; None: never."""
    end = paper.valid_to
    if paper.status == "amended":
        for other in papers:
            if other.amends == paper.id and other.valid_from is not None and (end is None or other.valid_from < end):
                end = other.valid_from
    return end
