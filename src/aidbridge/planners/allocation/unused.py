"""What was offered and is not used, each with its reason (rule N5)."""

from ...model.messages import Message
from ...model.plan import Unused
from ...model.resolved import Resolved
from ...model.resources import Device, Supply, Team, Vehicle
from ..scope import covering
from .candidates import amount_of
from .problem import AllocationProblem, Grant

Offered = Team | Vehicle | Supply | Device


def unused_of(resolved: Resolved, problem: AllocationProblem, grants: tuple[Grant, ...], moving: set[str]) -> tuple[Unused, ...]:
    """One row for each resource that is not used, or not all of it; in the order of the mission file.

    The host nation's vehicles are left out: the convoys take of them what they need.
    """
    mission = resolved.mission
    used: dict[str, float] = {}
    for grant in grants:
        used[grant.resource] = used.get(grant.resource, 0.0) + grant.quantity
    moved = {resource for id in moving for resource in resolved.item(id).resources}
    status = {offer.id: offer.status for offer in mission.offers}
    rows = []
    resources: tuple[Offered, ...] = (*mission.teams, *mission.vehicles, *mission.supplies, *mission.devices)
    for resource in resources:
        offered = 1.0 if isinstance(resource, Vehicle) or _supports(resource) else amount_of(resource)
        # A team that only comes to operate a device still offers a capability that nobody uses.
        travels_whole = isinstance(resource, Vehicle) or resource.capability is None or _is_kit(resolved, resource.id)
        if status.get(resource.offer) != "accepted":
            key = f"allocation.{status.get(resource.offer, 'offered')}"
            reason = Message(key=key, params={"resource": resource.id, "offer": resource.offer})
            rows.append(Unused(offer=resource.offer, resource=resource.id, quantity=offered, reason=reason))
            continue
        left = round(offered - used.get(resource.id, 0.0), 6)
        if travels_whole:
            left = 0.0 if resource.id in moved or _waits_for_convoys(resource) else offered
        if left > 0:
            reason = _reason(resolved, problem, used, resource)
            rows.append(Unused(offer=resource.offer, resource=resource.id, quantity=left, reason=reason))
    return tuple(rows)


def _supports(resource: Offered) -> bool:
    return isinstance(resource, Team) and resource.capability is None


def _is_kit(resolved: Resolved, resource: str) -> bool:
    return any(resource in team.kit for team in resolved.mission.teams)


def _waits_for_convoys(resource: Offered) -> bool:
    return isinstance(resource, Vehicle) and not resource.flies


def _operated(resolved: Resolved, team: str) -> list[str]:
    """The devices that a team operates."""
    return [device.id for device in resolved.mission.devices if device.operated_by == team]


def _reason(resolved: Resolved, problem: AllocationProblem, used: dict[str, float], resource: Offered) -> Message:
    if resource.id in problem.barred:
        return problem.barred[resource.id]
    name = {"resource": resource.id, "offer": resource.offer}
    stuck = [item.id for item in resolved.items if item.resource == resource.id and item.id in resolved.impossible]
    if stuck:
        return Message(key="allocation.cannot_move", params={**name, "item": stuck[0], "reason": resolved.impossible[stuck[0]]})
    if not covering(resolved.mission, resource.offer, resource=resource.id):
        return Message(key="allocation.no_agreement", params=name)
    owner = next((team.id for team in resolved.mission.teams if resource.id in team.kit), None)
    if owner is not None:
        return Message(key="allocation.kit_stays", params={**name, "team": owner})
    crew = resource.operated_by if isinstance(resource, Device) else None
    if crew is not None and any(used.get(id) for id in (crew, *_operated(resolved, crew))):
        return Message(key="allocation.operator_elsewhere", params={**name, "team": crew})
    if isinstance(resource, Team) and any(used.get(id) for id in _operated(resolved, resource.id)):
        return Message(key="allocation.operates", params=name)
    units = [unit for unit in problem.units if unit.resource == resource.id]
    if not units:
        return Message(key="allocation.no_way", params={**name, "origin": resource.at})
    pool = (units[0].donor, units[0].capability)
    if pool in problem.limits:
        same_pool = {unit.resource for unit in problem.units if (unit.donor, unit.capability) == pool}
        given = sum(quantity for id, quantity in used.items() if id in same_pool)
        smallest = min(unit.amount for unit in units)
        if given + smallest > problem.limits[pool] + 1e-9:
            reserve = next(r for r in resolved.mission.reserves if (r.donor, r.capability) == pool)
            params = {"donor": pool[0], "capability": pool[1], "has": reserve.has, "keeps": reserve.keeps}
            return Message(key="allocation.kept_at_home", params={**name, **params})
    return Message(key="allocation.covered", params={**name, "capability": units[0].capability})
