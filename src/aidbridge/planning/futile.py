"""What had better not fly: what nobody asked to move, and what would land and could not go on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.messages import Message
from ..model.plan import Convoy, Load, Sortie
from ..model.resolved import Resolved
from ..planners.allocation.problem import AllocationSolution
from .agreed import agreed_at
from .arrivals import aboard, marched, unloaded_at


def staying(resolved: Resolved, allocation: AllocationSolution) -> dict[str, Message]:
    """Flying items of accepted offers that are not to be moved, and what cannot move at all, each with the reason."""
    accepted = {offer.id for offer in resolved.mission.offers if offer.status == "accepted"}
    reasons = {unused.resource: unused.reason for unused in allocation.unused}
    moving = set(allocation.moving)
    found: dict[str, Message] = {}
    for item in resolved.items:
        if item.offer not in accepted:
            continue
        if item.id in resolved.impossible:
            found[item.id] = Message(key="plan.impossible", params={"item": item.id, "reason": resolved.impossible[item.id]})
        elif item.flies and item.id not in moving:
            unneeded = Message(key="allocation.not_needed", params={"resource": item.resource, "offer": item.offer})
            found[item.id] = reasons.get(item.resource, unneeded)
    return found | {item: why for item, why in with_mates(resolved, found).items() if item in moving}


def futile(
    resolved: Resolved,
    allocation: AllocationSolution,
    loads: Iterable[Load],
    sorties: Iterable[Sortie],
    convoys: Iterable[Convoy],
    left: Mapping[str, Message],
) -> dict[str, Message]:
    """What flew, or went as a host vehicle, in vain, each with the reason: no aircraft or convoy takes it on (`left`), no
    agreement is in force any more when it leaves, or a team and its kit arrive too far apart. Whatever must share its load is
    among it."""
    loads, sorties, convoys = tuple(loads), tuple(sorties), tuple(convoys)
    by_id = {load.id: load for load in loads}
    flown: dict[str, list[Sortie]] = {}
    for sortie in sorties:
        for item in aboard(by_id[sortie.load]) if sortie.load else ():
            flown.setdefault(item, []).append(sortie)
    found = {item: reason for item, reason in left.items() if item in flown}
    found |= {item: reason for item, reason in _kit_of_those_who_stay(resolved, flown) if item not in found}
    found |= {item: _no_agreement(resolved, item) for item in _out_of_force(resolved, allocation, flown)}
    found |= {item: why for item, why in _parted_from_kit(resolved, loads, sorties, convoys) if item in flown and item not in found}
    hosts = [
        (resolved.item(marching.vehicle), convoy.depart_min)
        for convoy in convoys
        for marching in convoy.vehicles
        if marching.vehicle not in flown
    ]
    found |= {item.id: _no_agreement(resolved, item.id) for item, at in hosts if not agreed_at(resolved, item.offer, at)}
    return found | {item: why for item, why in with_mates(resolved, found).items() if item in flown}


def _kit_of_those_who_stay(resolved: Resolved, flown: Mapping[str, Sequence[Sortie]]) -> Iterable[tuple[str, Message]]:
    """Kit on an aircraft whose team does not fly after all."""
    for team in resolved.mission.teams:
        if team.id not in flown and resolved.item(team.id).flies:
            for item in resolved.items:
                if item.resource in team.kit and item.id in flown:
                    params = {"resource": item.resource, "offer": item.offer, "team": team.id}
                    yield item.id, Message(key="allocation.kit_stays", params=params)


def _parted_from_kit(
    resolved: Resolved, loads: Iterable[Load], sorties: Iterable[Sortie], convoys: Iterable[Convoy]
) -> Iterator[tuple[str, Message]]:
    """Teams that arrive so long before or after their kit that the rules do not let them go, and that kit (rule L10)."""
    arrives = unloaded_at(loads, sorties) | {item: convoy.arrive_min for item, convoy in marched(convoys).items()}
    items: dict[str, list[str]] = {}
    for item in resolved.items:
        for resource in item.resources:
            items.setdefault(resource, []).append(item.id)
    for team in resolved.mission.teams:
        parts = [item for part in (team.id, *team.kit) for item in items.get(part, ()) if item in arrives]
        window_h = team.kit_within_h if team.kit_within_h is not None else resolved.mission.policy.hold.kit_within_h
        apart = max((arrives[item] for item in parts), default=0) - min((arrives[item] for item in parts), default=0)
        if team.kit and apart > round(window_h * 60):
            why = Message(key="plan.kit_apart", params={"team": team.id, "hours": round(apart / 60), "limit": round(window_h)})
            yield from ((part, why) for part in parts)


def _out_of_force(resolved: Resolved, allocation: AllocationSolution, flown: Mapping[str, Sequence[Sortie]]) -> Iterable[str]:
    """Items on an aircraft, or for a need, that no agreement covers when it takes off."""
    needs = {need.id: need for need in resolved.mission.needs}
    tails = {tail.id: tail.offer for tail in resolved.mission.fleet}
    served = {item: needs[grant.need] for grant in allocation.grants for item in grant.items}
    for item, sortie in ((item, sortie) for item, taken in flown.items() for sortie in taken):
        take_off = next(leg.depart_min for leg in sortie.legs if leg.load)
        aircraft = all(agreed_at(resolved, tails[sortie.tail], leg.depart_min) for leg in sortie.legs)
        own = all(
            agreed_at(resolved, resolved.item(item).offer, take_off, need, resolved.item(item).resource)
            for need in (None, *([served[item]] if item in served else ()))
        )
        if not (aircraft and own):
            yield item


def _no_agreement(resolved: Resolved, item: str) -> Message:
    known = resolved.item(item)
    return Message(key="allocation.no_agreement", params={"resource": known.resource, "offer": known.offer})


def with_mates(resolved: Resolved, items: Mapping[str, Message]) -> dict[str, Message]:
    """What people decided must share a load with one of the items."""
    together = [set(d.items) for d in resolved.mission.decisions if d.kind == "items_together"]
    found: dict[str, Message] = {}
    open_ends = list(items)
    while open_ends:
        item = open_ends.pop()
        for mate in sorted({mate for group in together if item in group for mate in group} - {*items, *found}):
            found[mate] = Message(key="loading.left.together", params={"item": mate, "with": item})
            open_ends.append(mate)
    return found
