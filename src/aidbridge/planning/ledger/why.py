"""Why a need is open: from nobody who offers it to what comes late."""

from ...model.agreements import Agreement
from ...model.facts import Scalar
from ...model.messages import Message
from ...model.needs import Measure, Need
from ...model.offers import Offer
from ...model.plan import Plan
from ...model.resolved import Resolved
from ...model.resources import Device, Supply, Team
from ...planners.scope import covering, lineage
from ..coverage import measure_of
from .progress import Movement
from .supply import OPEN, Pool

MOST = 3
"""Reasons told of unused resources and of items left behind, each."""


def why_open(
    resolved: Resolved,
    plan: Plan | None,
    need: Need,
    pool: Pool,
    moved: tuple[Movement, ...],
    interval: tuple[int, int],
    on_min: int | None,
) -> tuple[Message, ...]:
    """The reasons, each once; none where the need is met from its first minute to its last."""
    found = [*_offers(resolved, need, pool)]
    if plan is None:
        return (*_each(found), Message(key="ledgerbook.open.no_plan"))
    line = next((c for c in plan.coverage if c.need == need.id), None)
    if line is not None and line.unmet_weighted_h <= 1e-6 and line.at_work >= need.quantity and on_min is None:
        return ()
    if line is not None and line.accepted >= need.quantity:
        found = []
    reasons = {left.item: left.reason for left in plan.left_behind if left.phase == "out"}
    items = [item for a in plan.assignments if a.need == need.id for item in a.items if item in reasons]
    found += [reasons[item] for item in items][:MOST]
    for m in moved:
        if m.at_work_min is None and not any(item in reasons for item in items):
            found.append(Message(key="ledgerbook.open.never_at_work", params={"resource": m.resource}))
    late = [m.at_work_min for m in moved if m.at_work_min is not None and m.at_work_min > interval[0]]
    if late:
        params = {"first_min": min(late), "last_min": max(late), "start_min": interval[0]}
        found.append(Message(key="ledgerbook.open.late", params=params))
    if measure_of(resolved, need) is not Measure.BACKLOG and any(
        m.until_min is not None and m.until_min < interval[1] for m in moved
    ):
        found.append(Message(key="ledgerbook.open.leaves"))
    if line is None or line.accepted < need.quantity:
        providers = {r.id for r in providers_of(resolved, need)}
        unused = [u.reason for u in plan.unused if u.resource in providers and u.reason.key not in _TOLD]
        found += unused[:MOST]
        agreed, planned = sum(pool.agreed.values()), sum(m.quantity for m in moved)
        if 0 < agreed < need.quantity:
            told: dict[str, Scalar] = {"capability": need.capability, "agreed": agreed, "needed": need.quantity}
            found.append(Message(key="ledgerbook.open.not_enough", params=told))
        if agreed > planned and not unused:
            found.append(Message(key="ledgerbook.open.elsewhere", params={"capability": need.capability}))
    return _each(found)


def providers_of(resolved: Resolved, need: Need) -> tuple[Team | Supply | Device, ...]:
    """What has the need's capability, or stands in for it."""
    mission = resolved.mission
    return tuple(r for r in mission.providers if mission.policy.counts_as(r.capability, need.capability) > 0)


def _each(found: list[Message]) -> tuple[Message, ...]:
    """Every message once."""
    return tuple({(m.key, *sorted(m.params.items())): m for m in found}.values())


_TOLD = {f"allocation.{status}" for status in ("offered", "declined", "withdrawn", "illustrative", "no_agreement", "covered")}
"""Reasons that the offers tell already, or that are none for an open need."""


def _offers(resolved: Resolved, need: Need, pool: Pool) -> list[Message]:
    """What is wrong with the offers themselves: none, not accepted, not agreed, kept at home."""
    mission = resolved.mission
    names = {r.offer for r in providers_of(resolved, need)}
    if not names:
        return [Message(key="ledgerbook.open.nobody", params={"capability": need.capability})]
    found = []
    for offer in mission.offers:
        if offer.id not in names:
            continue
        if offer.status not in OPEN or offer.status == "offered":
            found.append(Message(key=f"allocation.{offer.status}", params={"offer": offer.id}))
        elif not pool.agreed.get(offer.id):
            found.append(_not_agreed(resolved, need, offer))
    for reserve in mission.reserves:
        if reserve.capability == need.capability and reserve.has <= (reserve.keeps or 0.0):
            params = {"donor": reserve.donor, "capability": need.capability, "has": reserve.has, "keeps": reserve.keeps}
            found.append(Message(key="allocation.kept_at_home", params=params))
    return found


def _not_agreed(resolved: Resolved, need: Need, offer: Offer) -> Message:
    """Why no agreement lets an accepted offer serve the need."""
    mission = resolved.mission
    between = [
        a
        for a in mission.agreements
        if {offer.donor, mission.request.by} <= set(a.parties) and (not a.offers or offer.id in a.offers)
    ]
    waiting = [a for a in between if a.status not in ("in_force", "amended")]
    if covering(mission, offer.id, need.capability, need.place):
        return Message(key="ledgerbook.open.not_listed", params={"offer": offer.id})
    inside = [a for a in between if a.status in ("in_force", "amended")]
    if inside and not all(_reaches(resolved, a, need) for a in inside):
        return Message(key="ledgerbook.open.out_of_scope", params={"offer": offer.id, "agreement": inside[0].id})
    if waiting:
        params = {"offer": offer.id, "agreement": waiting[-1].id, "status": waiting[-1].status}
        return Message(key="ledgerbook.open.agreement", params=params)
    return Message(key="allocation.no_agreement", params={"offer": offer.id})


def _reaches(resolved: Resolved, agreement: Agreement, need: Need) -> bool:
    around = set(lineage(resolved.mission, need.place))
    return (not agreement.capabilities or need.capability in agreement.capabilities) and (
        not agreement.places or bool(around & set(agreement.places))
    )
