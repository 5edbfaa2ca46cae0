"""What agreements cover, as planners read it: which offers may serve which capability where, and in which minutes."""

from collections.abc import Sequence
from datetime import datetime

from ..model.agreements import Agreement, Clearance
from ..model.mission import Mission

USABLE = ("granted", "in_force", "amended")
"""States of a clearance that may be used while it is valid."""


def covering(
    mission: Mission,
    offer: str,
    capability: str | None = None,
    place: str | None = None,
    first: datetime | None = None,
    last: datetime | None = None,
    resource: str | None = None,
) -> tuple[Agreement, ...]:
    """Agreements in force between donor and receiver that cover an accepted offer, in the mission's order; none where the offer
    is not accepted.

    `capability` and `place` narrow the question where given: an agreement that lists capabilities or places must name the
    one asked for, or a place it is part of. `first` and `last`: the agreement is valid at some time between them. `resource`:
    where it is a team, an agreement that has a staff list must name all its people.
    """
    found = next((o for o in mission.offers if o.id == offer and o.status == "accepted"), None)
    if found is None:
        return ()
    around = set(lineage(mission, place)) if place else set()
    people = next((team.people for team in mission.teams if team.id == resource), 0)
    return tuple(
        agreement
        for agreement in mission.agreements
        if agreement.status in ("in_force", "amended")
        and {found.donor, mission.request.by} <= set(agreement.parties)
        and (not agreement.offers or offer in agreement.offers)
        and (capability is None or not agreement.capabilities or capability in agreement.capabilities)
        and (place is None or not agreement.places or bool(around & set(agreement.places)))
        and (last is None or agreement.valid_from <= last)
        and (first is None or (end := covers_until(mission.agreements, agreement)) is None or first <= end)
        and (not people or agreement.lists(resource or "", people))
    )


def covers_until(papers: Sequence[Agreement] | Sequence[Clearance], paper: Agreement | Clearance) -> datetime | None:
    """The end of a paper's validity: its own or, once it is amended, the moment from which the paper that amends it is valid,
    whichever is earlier. None where there is none."""
    later = [one.valid_from for one in papers if one.amends == paper.id] if paper.status == "amended" else []
    return min((end for end in (paper.valid_to, *later) if end is not None), default=None)


def lineage(mission: Mission, place: str) -> tuple[str, ...]:
    """A place and all it is part of, from the inside out."""
    parents = {p.id: p.part_of for p in mission.places}
    chain: list[str] = []
    at: str | None = place
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return tuple(chain)
