"""Loads, tails and limits in, flights out."""

from ...engines.stopping import Stop
from ...model.resolved import Resolved
from .bound import weighted_bound
from .explain import explain, grounded
from .instance import build
from .objective import Objective
from .problem import FlightProblem, FlightSolution
from .search import improve
from .sorties import sorties


def fly(resolved: Resolved, problem: FlightProblem, stop: Stop, seed: int) -> FlightSolution:
    """Choose a tail and times for each load: what unlocks needs soonest flies first.

    Smaller is better, in this order: loads that do not fly, weighted minutes until unlocks are complete, the last landing,
    flying minutes. All of F1 to F5, F7 and the decisions about flights hold as far as their figures are known; a load that
    cannot fly under them is in `undelivered` with the reason. The same problem, seed and iterations give the same flights.
    """
    instance = build(resolved, problem)
    objective = Objective(instance)
    stage = "flights" if problem.phase == "out" else "way_home"
    if not instance.loads:
        value = objective.idle()
        return FlightSolution((), dict(sorted(instance.grounded.items())), value, value, (), ())
    bound = weighted_bound(instance, objective)
    found = improve(instance, objective, stop, seed, bound, stage)
    return FlightSolution(
        sorties=sorties(instance, found.tail_of, found.timetable),
        undelivered=grounded(instance, found.timetable),
        value=found.value.weighted,
        bound_value=bound,
        explanations=explain(instance, objective, found.tail_of, found.timetable, found.value, bound),
        progress=found.progress,
    )
