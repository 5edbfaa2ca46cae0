"""Lines of offers that count the same thing twice: one donor's goods or teams told by two channels."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...model.messages import Message
from ...model.mission import Mission
from ...model.offers import Offer
from ...model.resources import Device, Supply, Team
from ..scope import covering

Resource = Team | Supply | Device
OPEN = ("accepted", "offered")
"""States of offers that count."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A line, or a part of it, that another line has counted already."""

    line: str
    """The team, supply or device that is left out."""
    offer: str
    of_line: str
    of_offer: str
    quantity: float
    """How much of `line` is counted already."""
    why: Message


@dataclass(frozen=True, slots=True)
class _Line:
    resource: Resource
    offer: Offer
    quantity: float
    serials: frozenset[str]
    document: str


def duplicates(mission: Mission) -> tuple[Duplicate, ...]:
    """Lines that double-count, in the mission's order.

    Two lines of one donor and one item in different offers are the same where they bear the same serial numbers (as far as these
    overlap) or name the same document; or where they offer the same quantity by different channels, unless serial numbers or what
    else is stated (expiry, mains, a team's type) show two sets of things, or an offer says that it is separate. Of two lines the
    one of an accepted offer stays, then of one under an agreement, then the larger, then the earlier.
    """
    offers = {offer.id: offer for offer in mission.offers}
    donors = [offer.donor for offer in mission.offers if offer.status in OPEN]
    if len(donors) == len(set(donors)):
        return ()
    rows = [_line(one, offers[one.offer]) for one in mission.providers if one.capability and offers[one.offer].status in OPEN]
    order = {line.resource.id: number for number, line in enumerate(rows)}
    groups: dict[tuple[object, ...], list[_Line]] = {}
    for line in rows:
        groups.setdefault(_item(line), []).append(line)
    agreed = {offer.id for offer in mission.offers if covering(mission, offer.id)}
    found = [duplicate for group in groups.values() if len(group) > 1 for duplicate in _within(group, agreed)]
    return tuple(sorted(found, key=lambda one: order[one.line]))


def counted_already(found: Iterable[Duplicate]) -> dict[str, float]:
    """How much of each line is counted by another one."""
    counted: dict[str, float] = {}
    for one in found:
        counted[one.line] = counted.get(one.line, 0.0) + one.quantity
    return counted


def _line(resource: Resource, offer: Offer) -> _Line:
    if isinstance(resource, Team):
        return _Line(resource, offer, resource.capacity, frozenset(), resource.document.strip().casefold())
    return _Line(
        resource=resource,
        offer=offer,
        quantity=resource.quantity if isinstance(resource, Supply) else resource.capacity,
        serials=frozenset(serial.strip().casefold() for serial in resource.specification.serials),
        document=resource.specification.document.strip().casefold(),
    )


def _item(line: _Line) -> tuple[object, ...]:
    """What must be the same for two lines to be one: donor, capability, and what kind of thing it is."""
    one = line.resource
    if isinstance(one, Team):
        return line.offer.donor, one.capability, "team", one.people
    return line.offer.donor, one.capability, one.package if isinstance(one, Supply) else one.equipment


def _within(group: list[_Line], agreed: set[str]) -> list[Duplicate]:
    kept: list[_Line] = []
    used: set[tuple[str, str]] = set()
    found: list[Duplicate] = []
    ordered = sorted(group, key=lambda line: (line.offer.status != "accepted", line.offer.id not in agreed, -line.quantity))
    for line in ordered:
        others = [other for other in kept if other.offer.id != line.offer.id and not _separate(line.offer, other.offer)]
        shared = [other for other in others if line.serials & other.serials]
        named = [other for other in others if line.document and line.document == other.document]
        # What each line of another offer is the same as, it is the same as once.
        alike = [other for other in others if _same_quantity(line, other) and (other.resource.id, line.offer.id) not in used]
        same = next(iter((*shared, *named, *alike)), None)
        if same is None:
            kept.append(line)
            continue
        used.add((same.resource.id, line.offer.id))
        if shared:
            seen = frozenset[str]().union(*(other.serials for other in shared))
            found.append(_duplicate(line, same, "mismatch.same_serials", min(len(line.serials & seen), line.quantity)))
            if not line.serials <= seen:
                kept.append(line)
        else:
            found.append(_duplicate(line, same, "mismatch.same_document" if named else "mismatch.same_quantity", line.quantity))
    return found


def _same_quantity(line: _Line, other: _Line) -> bool:
    if line.offer.channel.casefold() == other.offer.channel.casefold() or abs(line.quantity - other.quantity) > 1e-9:
        return False
    return not (line.serials and other.serials) and not _contradict(line.resource, other.resource)


def _contradict(one: Resource, other: Resource) -> bool:
    """Whether both state something that cannot be true of one thing: another expiry, other mains, another type."""
    if isinstance(one, Team) or isinstance(other, Team):
        types = [x.classification for x in (one, other) if isinstance(x, Team) and x.classification]
        return len(types) == 2 and types[0] != types[1]
    stated = ("expiry", "voltage_from_v", "voltage_to_v", "frequencies_hz", "plugs", "mains")
    pairs = ((getattr(one.specification, field), getattr(other.specification, field)) for field in stated)
    return any(a not in (None, ()) and b not in (None, ()) and a != b for a, b in pairs)


def _separate(one: Offer, other: Offer) -> bool:
    return other.id in one.separate_from or one.id in other.separate_from


def _duplicate(line: _Line, same: _Line, key: str, quantity: float) -> Duplicate:
    params = {
        "resource": line.resource.id,
        "offer": line.offer.id,
        "channel": line.offer.channel,
        "other": same.resource.id,
        "other_offer": same.offer.id,
        "other_channel": same.offer.channel,
        "donor": line.offer.donor,
        "quantity": quantity,
        "document": line.document.upper(),
    }
    return Duplicate(line.resource.id, line.offer.id, same.resource.id, same.offer.id, quantity, Message(key=key, params=params))
