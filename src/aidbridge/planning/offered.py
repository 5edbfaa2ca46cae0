"""Every offer line by line, before anybody accepts it: what it answers, and what stands in its way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ..catalogue.equipment import equipment
from ..catalogue.local import local_facts
from ..catalogue.standards import protects
from ..missionfile.offersheet import SheetOffers
from ..model.facts import Fact, Scalar
from ..model.messages import Message
from ..model.mission import Mission
from ..model.needs import Need, Request
from ..model.offers import Offer
from ..model.resources import Device, Supply, Team
from ..planners.allocation.duplicates import OPEN, duplicates
from ..planners.allocation.mismatches import Receiving, local_facts_of
from .coverage import amount
from .reserves import Keeping, keeping, with_reserves_reckoned

Resource = Team | Supply | Device
MASS_OFF = 0.2
"""Share by which a stated mass may differ from that of the packages."""
NOBODY = "ZZ"
"""State of nobody (user-assigned in ISO 3166-1): who receives where no mission says."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that stands between an offer and what it is to help."""

    message: Message
    refused: bool
    """False for what a person must know and may pass over."""
    need: str | None = None
    """The need it speaks of; None for the line as a whole."""
    left_out: float = 0.0
    """How much of the line cannot be used for it."""


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One team, supply or device of an offer."""

    resource: Resource
    offer: Offer
    quantity: float
    usable: float
    """Without what is counted elsewhere, what the donor must keep, and nothing where it answers no need."""
    answers: tuple[str, ...]
    """Needs that it meets the specification of."""
    reasons: tuple[Reason, ...]

    @property
    def left_out(self) -> bool:
        """Whether nothing of it can be used."""
        return self.usable <= 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A donor's reserve, with its reckoning where there is one."""

    donor: str
    capability: str
    has: float
    keeps: float
    decided: bool
    """True where the donor has said what it keeps."""
    keeping: Keeping | None

    @property
    def below(self) -> bool:
        """Whether the donor keeps less than its own figures ask for."""
        return self.keeping is not None and self.keeps < self.keeping.keeps


def offered_lines(mission: Mission, asked: bool = True) -> tuple[OfferedLine, ...]:
    """Every line of open offers that counts as a capability, in the mission's order; kit of a team goes with its team.

    `asked`: False where the mission's needs only stand for what a sheet offers: then nothing is told of nobody asking.
    """
    mission = with_reserves_reckoned(mission)[0]
    receiving = Receiving(mission, local_of(mission))
    offers = {offer.id: offer for offer in mission.offers}
    kit = {id for team in mission.teams for id in team.kit}
    lines = [
        _line(mission, receiving, one, offers[one.offer], asked)
        for one in mission.providers
        if one.capability and one.id not in kit and offers[one.offer].status in OPEN
    ]
    lines = _counted_once(mission, lines)
    return tuple(_within_reserves(mission, lines))


def reserves_kept(mission: Mission) -> tuple[Kept, ...]:
    """What each donor keeps at home, with the reckoning from its own figures."""
    found = []
    for written, row in zip(mission.reserves, with_reserves_reckoned(mission)[0].reserves, strict=True):
        kept = keeping(row.has, row.own) if row.own else None
        found.append(Kept(row.donor, row.capability, row.has, row.has - row.spare, written.keeps is not None, kept))
    return tuple(found)


def local_of(mission: Mission) -> Mapping[str, Scalar]:
    """Mains and languages of the places, as the catalogue knows them and assumptions replace them."""
    states = sorted({mission.request.by} | {place.id.partition("-")[0] for place in mission.places})
    known: list[Fact] = [fact for state in states for fact in local_facts(state)]
    assumed = {key: value for one in mission.assumptions for key, value in one.values.items()}
    return local_facts_of({fact.key: fact.value for fact in known} | assumed)


def with_offers(mission: Mission, sheet: SheetOffers) -> Mission:
    """The mission with the offers of a sheet added."""
    return mission.model_copy(
        update={
            "offers": (*mission.offers, *sheet.offers),
            "teams": (*mission.teams, *sheet.teams),
            "supplies": (*mission.supplies, *sheet.supplies),
            "devices": (*mission.devices, *sheet.devices),
        }
    )


def bare_mission(sheet: SheetOffers, receiver: str, on: datetime | None) -> Mission:
    """A mission for looking at a sheet by itself: every item that is offered is asked for, from the day on, by the receiver."""
    resources: tuple[Resource, ...] = (*sheet.teams, *sheet.supplies, *sheet.devices)
    ready = [one.ready for one in resources if one.ready]
    start = on or min(ready, default=datetime(1970, 1, 1, tzinfo=UTC))
    by = receiver or NOBODY
    items = dict.fromkeys(one.capability for one in resources if one.capability)
    needs = tuple(Need(id=item, capability=item, place=by, quantity=1, start=start) for item in items)
    bare = Mission(
        format=1, id="sheet", title={}, start=start, horizon=max([start, *ready]) + timedelta(days=366), time_zone="UTC",
        embarkation="ZZZZ", debarkation="ZZZZ", base="none", request=Request(id="none", by=by, to=(), at=start), places=(),
        needs=needs, offers=(),
    )  # fmt: skip
    return with_offers(bare, sheet)


def _line(mission: Mission, receiving: Receiving, one: Resource, offer: Offer, asked: bool) -> OfferedLine:
    needs = [need for need in mission.needs if mission.policy.counts_as(one.capability, need.capability) > 0]
    reasons: list[Reason] = []
    answers: list[str] = []
    # Somebody who accepts it answers for its certificate; until then it is left out.
    waits = offer.status != "accepted" and protects(one.capability or "")
    for need in needs:
        used_from = max(need.start, one.ready or need.start, mission.start)
        found = [
            Reason(found.message, refused, need.id, amount(one) if refused else 0.0)
            for found in receiving.mismatches(one, need, used_from)
            for refused in [found.refused or (waits and found.message.key == "mismatch.no_certificate")]
        ]
        found += _too_late(mission, one, need)
        reasons += found
        if not any(reason.refused for reason in found):
            answers.append(need.id)
    if not needs and asked:
        nobody = Message(key="mismatch.nobody_asks", params={"resource": one.id, "capability": one.capability})
        reasons.append(Reason(nobody, True, None, amount(one)))
    if not offer.solicited:
        reasons.append(Reason(Message(key="mismatch.unsolicited", params={"resource": one.id, "offer": offer.id}), False))
    reasons += _mass(one)
    return OfferedLine(one, offer, amount(one), amount(one) if answers else 0.0, tuple(answers), tuple(reasons))


def _too_late(mission: Mission, one: Resource, need: Need) -> Iterator[Reason]:
    end = min(need.end or mission.horizon, mission.horizon)
    if one.ready is not None and one.ready >= end:
        zone = ZoneInfo(mission.time_zone)
        days = {"ready": one.ready.astimezone(zone).date().isoformat(), "end": end.astimezone(zone).date().isoformat()}
        message = Message(key="mismatch.too_late", params={"resource": one.id, "need": need.id, **days})
        yield Reason(message, True, need.id, amount(one))


def _mass(one: Resource) -> Iterator[Reason]:
    """A stated mass that the packages do not come to."""
    if isinstance(one, Team) or one.specification.mass_kg is None:
        return
    each = equipment(one.package if isinstance(one, Supply) else one.equipment).mass_kg
    if each:
        reckoned = each * (one.quantity / one.per_package if isinstance(one, Supply) else 1)
        if abs(reckoned - one.specification.mass_kg) > MASS_OFF * reckoned:
            params = {"resource": one.id, "stated": one.specification.mass_kg, "reckoned": round(reckoned)}
            yield Reason(Message(key="mismatch.mass_differs", params=params), False)


def _counted_once(mission: Mission, lines: Iterable[OfferedLine]) -> list[OfferedLine]:
    """Less what another line counts already."""
    twice: dict[str, list[Reason]] = {}
    for one in duplicates(mission):
        twice.setdefault(one.line, []).append(Reason(one.why, True, None, one.quantity))
    return [_less(line, twice.get(line.resource.id, [])) for line in lines]


def _within_reserves(mission: Mission, lines: list[OfferedLine]) -> list[OfferedLine]:
    """Less what donors must keep: accepted offers come first, then those that stand first. Teams and devices are whole."""
    left = {(row.donor, row.capability): row.spare for row in mission.reserves}
    rows = {(row.donor, row.capability): row for row in mission.reserves}
    found = {line.resource.id: line for line in lines}
    for line in sorted(lines, key=lambda line: line.offer.status != "accepted"):
        pool = (line.offer.donor, line.resource.capability or "")
        if pool not in left or line.left_out:
            continue
        over = max(line.usable - left[pool], 0.0)
        if over > 1e-9:
            over = over if isinstance(line.resource, Supply) else line.usable
            params = {
                "resource": line.resource.id, "offer": line.offer.id, "donor": pool[0], "has": rows[pool].has,
                "keeps": rows[pool].keeps, "over": over, "quantity": line.quantity,
            }  # fmt: skip
            found[line.resource.id] = _less(line, [Reason(Message(key="mismatch.over_reserve", params=params), True, None, over)])
        left[pool] -= found[line.resource.id].usable
    return list(found.values())


def _less(line: OfferedLine, reasons: list[Reason]) -> OfferedLine:
    usable = max(line.usable - sum(reason.left_out for reason in reasons), 0.0)
    return replace(line, usable=usable, reasons=(*line.reasons, *reasons)) if reasons else line
