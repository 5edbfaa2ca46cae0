"""What agreements cover: which offers, capabilities and places, when."""

from datetime import datetime

from ..model.agreements import Agreement
from ..model.mission import Mission
from ..model.needs import Need
from ..model.resolved import Resolved


def in_scope(mission: Mission, offer: str, need: Need, at: datetime | None = None) -> bool:
    """Whether the offer is accepted and an agreement in force (at that instant, where given) covers it for the line."""
    found = next((o for o in mission.offers if o.id == offer), None)
    if found is None or found.status != "accepted":
        return False
    return any(_covers(mission, agreement, offer, found.donor, need, at) for agreement in mission.agreements)


def in_force_from(resolved: Resolved, offer: str) -> int:
    """The first minute at which an agreement that covers the offer is in force; 0 where none does."""
    mission = resolved.mission
    donor = next((o.donor for o in mission.offers if o.id == offer), None)
    starts = [
        resolved.minute(a.valid_from)
        for a in mission.agreements
        if a.status == "in_force" and donor in a.parties and (not a.offers or offer in a.offers)
    ]
    return max(min(starts, default=0), 0)


def lineage(mission: Mission, place: str) -> tuple[str, ...]:
    """A place and all it is part of, from the inside out."""
    parents = {p.id: p.part_of for p in mission.places}
    chain: list[str] = []
    at: str | None = place
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return tuple(chain)


def _covers(mission: Mission, agreement: Agreement, offer: str, donor: str, need: Need, at: datetime | None) -> bool:
    if agreement.status != "in_force" or donor not in agreement.parties:
        return False
    if at is not None and not (agreement.valid_from <= at and (agreement.valid_to is None or at <= agreement.valid_to)):
        return False
    return (
        (not agreement.offers or offer in agreement.offers)
        and (not agreement.capabilities or need.capability in agreement.capabilities)
        and (not agreement.places or bool(set(agreement.places) & set(lineage(mission, need.place))))
    )
