"""Goods that a plan brings to work too late for their expiry."""

from ..model.messages import Message
from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.resources import Team
from ..planners.allocation.mismatches import Receiving, local_facts_of


def spoiled(resolved: Resolved, plan: Plan) -> dict[str, Message]:
    """Goods and devices that no longer meet the specification on the day they get to work, with the reason."""
    mission = resolved.mission
    receiving = Receiving(mission, local_facts_of({fact.key: fact.value for fact in resolved.facts}))
    goods = {resource.id: resource for resource in mission.providers if not isinstance(resource, Team)}
    needs = {need.id: need for need in mission.needs}
    found: dict[str, Message] = {}
    for one in plan.assignments:
        at = one.at_work_min if one.at_work_min is not None else one.arrive_min
        if one.resource in goods and at is not None:
            need = needs[one.need]
            used_from = max(resolved.moment(at), need.start)
            refusal = receiving.refusal(goods[one.resource], need, used_from)
            if refusal is not None:
                found.setdefault(one.resource, refusal)
    return found
