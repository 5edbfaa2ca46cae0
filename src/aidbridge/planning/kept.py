"""Decisions of people that no plan can keep."""

from ..model.decisions import Decision
from ..model.errors import AidbridgeError
from ..model.messages import Message
from ..model.resolved import Resolved
from ..planners.allocation.problem import AllocationSolution


class UnkeptDecisionError(AidbridgeError):
    """Decisions that stand against offers, agreements, reserves or skills, each with what stands in its way."""

    def __init__(self, unkept: tuple[tuple[Decision, Message], ...]) -> None:
        self.unkept = unkept
        super().__init__("\n".join(f"decisions[{d.id}]: {d.kind} cannot be kept: {why.key} {why.params}" for d, why in unkept))


def keep_assignments(resolved: Resolved, allocation: AllocationSolution) -> None:
    """Raise UnkeptDecisionError where people assigned a resource to a need and it cannot be given to it."""
    given: dict[str, list[str]] = {}
    for grant in allocation.grants:
        given.setdefault(grant.resource, []).append(grant.need)
    reasons = {unused.resource: unused.reason for unused in allocation.unused}
    unkept = []
    for decision in resolved.mission.decisions:
        resource, need = decision.resource or "", decision.need or ""
        if decision.kind != "assign" or need in given.get(resource, ()):
            continue
        elsewhere = Message(key="plan.serves_others", params={"resource": resource, "needs": ", ".join(given.get(resource, ()))})
        unkept.append((decision, elsewhere if resource in given else reasons.get(resource, elsewhere)))
    if unkept:
        raise UnkeptDecisionError(tuple(unkept))
