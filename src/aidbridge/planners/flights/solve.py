"""Loads, tails and limits in, flights out."""

from dataclasses import replace

from ...engines.stopping import Stop
from ...model.resolved import Resolved
from . import tables as w
from .bound import weighted_bound
from .explain import explain, grounded
from .instance import Instance, Reckoned, build
from .objective import Objective
from .problem import FlightProblem, FlightSolution
from .roster import manned_operators, rostered
from .search import Found, improve
from .sorties import sorties

UNMANNED = 50
"""Iterations of the flights without crews by which duties are placed."""


def fly(resolved: Resolved, problem: FlightProblem, stop: Stop, seed: int) -> FlightSolution:
    """Choose a tail and times for each load: what unlocks needs soonest flies first.

    Smaller is better, in this order: loads that do not fly, weighted minutes until unlocks are complete, the last landing,
    flying minutes. All of F1 to F7 and the decisions about flights hold as far as their figures are known; a load that
    cannot fly under them is in `undelivered` with the reason. The same problem, seed and iterations give the same flights.
    """
    reckoned = Reckoned()
    instance = build(resolved, problem, reckoned)
    objective = Objective(instance)
    stage = "flights" if problem.phase == "out" else "way_home"
    if not instance.loads:
        value = objective.idle()
        return FlightSolution((), dict(sorted(instance.grounded.items())), value, value, (), ())
    # Crews only take away: what no flights without them reach, none with them do.
    bound = weighted_bound(instance, objective)
    operators = {offer.id: offer.donor for offer in resolved.mission.offers}
    if {operators[tail.offer] for tail in instance.tails} & manned_operators(resolved):
        first = improve(
            instance, objective, replace(stop, iterations=min(stop.iterations, UNMANNED), tell=None), seed, bound, stage
        )
        instance = build(resolved, rostered(resolved, problem, _starts(instance, first)), reckoned)
        objective = Objective(instance)
        if not instance.loads:
            return FlightSolution((), dict(sorted(instance.grounded.items())), objective.idle(), bound, (), ())
    found = improve(instance, objective, stop, seed, bound, stage)
    return FlightSolution(
        sorties=sorties(instance, found.tail_of, found.timetable),
        undelivered=grounded(instance, found.timetable),
        value=found.value.weighted,
        bound_value=bound,
        explanations=explain(instance, objective, found.tail_of, found.timetable, found.value, bound),
        progress=found.progress,
    )


def _starts(instance: Instance, found: Found) -> dict[str, int]:
    """When each tail's first leg, or the loading before it, begins."""
    starts: dict[str, int] = {}
    for load, row in enumerate(found.timetable):
        if row[w.STATE] == w.FREE:
            tail = instance.tails[int(found.tail_of[load])].id
            begins = int(row[w.TO_DEPART] if row[w.TO_OPTION] >= 0 else row[w.LOADING])
            starts[tail] = min(starts.get(tail, begins), begins)
    return starts
