"""What a finished plan means for the person who asked: does everything that must happen happen?"""

from dataclasses import dataclass

from ..model.needs import Measure
from ..model.plan import Assignment, Plan
from ..model.resolved import Resolved
from ..model.verdict import Verdict
from .coverage import measure_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict beside what must move and what must be met."""

    accepted: bool
    left_behind: tuple[str, ...]
    """Items that should have moved and did not."""
    stranded: tuple[str, ...]
    """Resources that were given to a need, are not left behind and still never reach it."""
    unmet_mandatory: tuple[str, ...]
    """Mandatory need lines not wholly covered by their end."""
    below_floor: tuple[str, ...]
    """Need lines covered less than their floor by their end."""

    @property
    def status(self) -> int:
        """Exit status: 0 when the checker accepts and all that must move moved and is met, else 1."""
        return 0 if self.accepted and not (self.left_behind or self.stranded or self.unmet_mandatory or self.below_floor) else 1


def outcome(resolved: Resolved, plan: Plan, verdict: Verdict) -> Outcome:
    """Judge a plan and its verdict against what the mission demands."""
    shares = {line.need: line.curve[-1].share if line.curve else 0.0 for line in plan.coverage}
    stayed = {left.item for left in plan.left_behind}
    given = {item for assignment in plan.assignments for item in assignment.items}
    unused = {unused.resource for unused in plan.unused}
    # What nobody needs, or its donor keeps, is listed as unused with its reason: that it stays is no failure.
    spared = {i.id for i in resolved.items if i.resource in unused and i.id not in given and i.id not in resolved.impossible}
    return Outcome(
        accepted=verdict.accepted,
        left_behind=tuple(sorted(stayed - spared)),
        stranded=tuple(sorted({a.resource for a in plan.assignments if _never_works(resolved, a) and not stayed & set(a.items)})),
        unmet_mandatory=tuple(n.id for n in resolved.mission.needs if n.mandatory and shares.get(n.id, 0.0) < 1),
        below_floor=tuple(n.id for n in resolved.mission.needs if n.floor is not None and shares.get(n.id, 0.0) < n.floor),
    )


def _never_works(resolved: Resolved, assignment: Assignment) -> bool:
    """Whether it never gets there, or waits there for a crew. A team with a backlog may have come for nothing to do."""
    need = next(need for need in resolved.mission.needs if need.id == assignment.need)
    touring = measure_of(resolved, need) is Measure.BACKLOG
    return assignment.arrive_min is None or (assignment.at_work_min is None and not touring)
