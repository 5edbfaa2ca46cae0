"""Loads, tails and limits in, flights out."""

from dataclasses import replace

from ...engines.stopping import Stop
from ...model.plan import Load
from ...model.resolved import Resolved
from . import tables as w
from .bound import weighted_bound
from .explain import explain, grounded
from .instance import Instance, Reckoned, build
from .objective import Objective, Value
from .problem import FlightProblem, FlightSolution
from .roster import SLACKS_MIN, Uncrewed, needs_duties, rostered
from .search import Found, improve
from .sorties import sorties

UNMANNED = 50
"""Iterations of the flights by which duties are placed and chosen."""
FEW = 500
"""Loads up to which duties of several lengths are tried, and placed by a search rather than by the first answer."""


def fly(resolved: Resolved, problem: FlightProblem, stop: Stop, seed: int) -> FlightSolution:
    """Choose a tail and times for each load: what unlocks needs soonest flies first.

    Smaller is better, in this order: loads that do not fly, weighted minutes until unlocks are complete, the last landing,
    flying minutes. All of F1 to F7 and the decisions about flights hold as far as their figures are known; a load that
    cannot fly under them is in `undelivered` with the reason. The same problem, seed and iterations give the same flights.
    """
    reckoned = Reckoned()
    instance = build(resolved, problem, reckoned)
    objective = Objective(instance)
    stage = "way_home" if problem.phase == "home" else "flights"
    if not instance.loads:
        value = objective.idle()
        return FlightSolution((), dict(sorted(instance.grounded.items())), value, value, (), ())
    # Crews only take away: what no flights without them reach, none with them do.
    bound = weighted_bound(instance, objective)
    instance = _manned(resolved, problem, instance, reckoned, stop, seed)
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


def _manned(resolved: Resolved, problem: FlightProblem, instance: Instance, reckoned: Reckoned, stop: Stop, seed: int) -> Instance:
    """The instance with duties for tails, where crews are named or tails maintained; of several lengths those that promise most."""
    if not needs_duties(resolved, instance.tails):
        return instance
    many = len(instance.loads) > FEW
    short = replace(stop, iterations=0 if many else min(stop.iterations, UNMANNED), tell=None)
    uncrewed = _uncrewed(instance, improve(instance, Objective(instance), short, seed, 0.0, "flights"))
    slacks = SLACKS_MIN[:1] if many else SLACKS_MIN
    made = [build(resolved, rostered(resolved, problem, uncrewed, slack), reckoned) for slack in slacks]
    return made[0] if many else min(made, key=lambda one: _promises(one, short, seed))


def _promises(instance: Instance, stop: Stop, seed: int) -> tuple[int, Value]:
    """What a short search comes to: loads that stay, then the value."""
    objective = Objective(instance)
    if not instance.loads:
        return len(instance.grounded), Value(0, objective.idle(), 0, 0)
    value = improve(instance, objective, stop, seed, 0.0, "flights").value
    return len(instance.grounded) + value.grounded, value


def _uncrewed(instance: Instance, found: Found) -> dict[str, Uncrewed]:
    """By tail, when its first leg, or the loading before it, begins, and what it carries."""
    starts: dict[str, list[int]] = {}
    loads: dict[str, list[Load]] = {}
    for load, row in enumerate(found.timetable):
        if row[w.STATE] == w.FREE:
            tail = instance.tails[int(found.tail_of[load])].id
            starts.setdefault(tail, []).append(int(row[w.TO_DEPART] if row[w.TO_OPTION] >= 0 else row[w.LOADING]))
            loads.setdefault(tail, []).append(instance.loads[load])
    return {tail: Uncrewed(min(begins), tuple(loads[tail])) for tail, begins in starts.items()}
