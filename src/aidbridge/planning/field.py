"""The field's problem: which teams can tour from when until when, for which need lines, over which tasks."""

from ..model.needs import Measure
from ..model.plan import Convoy
from ..model.resolved import Resolved
from ..planners.allocation.problem import AllocationSolution
from ..planners.fieldwork.problem import Crew, FieldworkProblem
from .arrivals import at_place, latest, marched
from .coverage import line_weights, measure_of


def field_problem(resolved: Resolved, allocation: AllocationSolution, convoys: tuple[Convoy, ...]) -> FieldworkProblem:
    """Crews for the teams granted to backlogs that have reached the base with their kit; the tasks of their lines.

    A crew may leave the base once it is set up and is back for good when the way home starts, else at the horizon.
    """
    mission = resolved.mission
    marches = marched(c for c in convoys if c.phase == "out")
    setup = {team.id: team.setup_min for team in mission.teams}
    backlogs = {need.id for need in mission.needs if measure_of(resolved, need) is Measure.BACKLOG}
    leave = resolved.minute(mission.way_home.start) if mission.way_home else resolved.horizon_min
    crews = tuple(
        Crew(grant.resource, arrived + setup[grant.resource], leave, (grant.need, *allocation.may_also.get(grant.resource, ())))
        for grant in allocation.grants
        if grant.need in backlogs
        and grant.resource in setup
        and (arrived := latest(at_place(resolved, marches, item, mission.base) for item in grant.items)) is not None
    )
    return FieldworkProblem(
        crews=crews, tasks=tuple(task.id for task in mission.tasks if task.need in backlogs), weights=line_weights(resolved)
    )
