"""Lines of offers that another line has counted already, found from the mission alone."""

from collections import defaultdict

from ..model.mission import Mission
from ..model.offers import Offer
from ..model.resources import Device, Supply, Team

Resource = Team | Supply | Device

STANDING = {"accepted": 0, "offered": 1}


def counted_elsewhere(mission: Mission) -> dict[str, float]:
    """How much of each resource the line of another offer counts too.

    Lines of one donor, capability and kind, in offers not known to be separate, are one where serial numbers are shared (as many as
    are), where they name the same document, or where by different channels they offer the same quantity and neither serial numbers
    nor what else they state tell them apart; in that last case each line of an offer has a partner of its own. The line of an
    accepted offer is the one that counts, then of one under an agreement, then the larger, then the one that stands first.
    """
    offers = {offer.id: offer for offer in mission.offers}
    agreed = {offer.id for offer in mission.offers if _agreed(mission, offer)}
    lots: dict[tuple[str, ...], list[Resource]] = defaultdict(list)
    for resource in mission.providers:
        offer = offers.get(resource.offer)
        if resource.capability and offer is not None and offer.status in STANDING:
            lots[_kind(resource, offer)].append(resource)
    counted: dict[str, float] = {}
    for lot in lots.values():
        lot.sort(key=lambda one: (STANDING[offers[one.offer].status], one.offer not in agreed, -_much(one)))
        standing: list[Resource] = []
        partners: dict[str, set[str]] = defaultdict(set)
        for one in lot:
            others = [x for x in standing if x.offer != one.offer and not _told_apart(offers, one, x)]
            numbers = _numbers(one)
            seen = {number for other in others for number in _numbers(other)} & numbers
            same = [
                *(x for x in others if _numbers(x) & numbers),
                *(x for x in others if _paper(one) and _paper(one) == _paper(x)),
                *(x for x in others if one.offer not in partners[x.id] and _alike(offers, one, x)),
            ]
            if same:
                partners[same[0].id].add(one.offer)
                counted[one.id] = min(float(len(seen)), _much(one)) if seen else _much(one)
            if not same or (seen and len(seen) < len(numbers)):
                standing.append(one)
    return counted


def _kind(one: Resource, offer: Offer) -> tuple[str, ...]:
    what = ("people", str(one.people)) if isinstance(one, Team) else (one.package if isinstance(one, Supply) else one.equipment,)
    return offer.donor, one.capability or "", *what


def _much(one: Resource) -> float:
    return one.quantity if isinstance(one, Supply) else one.capacity


def _numbers(one: Resource) -> set[str]:
    return set() if isinstance(one, Team) else {number.strip().casefold() for number in one.specification.serials}


def _paper(one: Resource) -> str:
    return (one.document if isinstance(one, Team) else one.specification.document).strip().casefold()


def _told_apart(offers: dict[str, Offer], one: Resource, other: Resource) -> bool:
    return other.offer in offers[one.offer].separate_from or one.offer in offers[other.offer].separate_from


def _alike(offers: dict[str, Offer], one: Resource, other: Resource) -> bool:
    channels = {offers[x.offer].channel.casefold() for x in (one, other)}
    same = len(channels) == 2 and abs(_much(one) - _much(other)) <= 1e-9 and not (_numbers(one) and _numbers(other))
    return same and not any(a and b and a != b for a, b in zip(_stated(one), _stated(other), strict=False))


def _stated(one: Resource) -> tuple[str, ...]:
    """What is stated of a thing that two accounts of one thing cannot state differently; empty where it is not stated."""
    if isinstance(one, Team):
        return (f"{one.classification.scheme} {one.classification.type}" if one.classification else "",)
    has = one.specification
    told = (has.expiry, has.voltage_from_v, has.voltage_to_v, has.frequencies_hz or None, has.plugs or None, has.mains)
    return tuple("" if value is None else str(value) for value in told)


def _agreed(mission: Mission, offer: Offer) -> bool:
    """Whether an agreement in force names the offer, or all offers between its donor and the receiving state."""
    return offer.status == "accepted" and any(
        paper.status in ("in_force", "amended")
        and {offer.donor, mission.request.by} <= set(paper.parties)
        and (not paper.offers or offer.id in paper.offers)
        for paper in mission.agreements
    )
