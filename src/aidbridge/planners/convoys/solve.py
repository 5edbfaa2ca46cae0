"""Send the convoys: exact cuts first, then a search over departures and precedence where something is scarce."""

from ...engines.local_search import Stage, improve
from ...engines.stopping import Stop
from ...model.messages import Message
from ...model.plan import Convoy
from ...model.resolved import Resolved
from ...physics.driving import march as segments_of
from .bound import least_value
from .desk import Desk
from .explain import explanations_of, lacking
from .heuristic import hurried, one_column
from .legs import Leg, Lorry, ids_of, legs_of, lorries_of
from .marches import Limits, March, Marches
from .problem import ConvoyProblem, ConvoySolution
from .seating import marching_vehicles

PATIENCE = 400
"""Changes without a better answer after which the search ends."""


def march(resolved: Resolved, problem: ConvoyProblem, stop: Stop, seed: int) -> ConvoySolution:
    """Group everything that takes the road into convoys, each leaving when its last member is ready and assembled.

    The sum over unlocks of weight x arrival is least first, leaving nothing that could go; then fewest convoys and host
    vehicles. Keeps rules R1 and R2. Raises KeyError for an item that the resolved mission does not have.
    """
    legs, left = legs_of(resolved, problem)
    hosts = lorries_of(resolved, problem)
    road = resolved.mission.policy.road
    assembly, most = road.assembly_min, road.max_convoys
    limits = Limits(most, road.max_vehicles)
    desk = Desk(legs, hosts, problem.unlocks, assembly, limits, _never(resolved, legs, hosts))
    start = min([hurried(legs, problem.unlocks, assembly, most), one_column(legs)], key=desk.cost)
    bound = least_value(legs, problem.unlocks, assembly, most)
    stage = Stage(
        name="convoys",
        found_by="departures and precedence",
        cost=desk.cost,
        neighbour=desk.neighbour,
        value=lambda course: round(desk.value(course), 6),
        allowance=0.0,
        patience=PATIENCE,
        done=lambda course: desk.is_done(course, bound),
    )
    found = improve(start, stage, stop, seed, bound)
    outcome = desk.outcome(found.best)
    convoys, sources = _convoys(resolved, problem, [m for marches in outcome for m in marches.marches])
    for marches in outcome:
        left |= {
            id: Message(key=lacking(lack), params={"item": id})
            for member in marches.left
            for id, lack in _spread(marches, member, legs)
        }
    return ConvoySolution(
        convoys=convoys,
        left=left,
        value=round(desk.value(found.best), 6),
        bound_value=round(bound, 6),
        explanations=explanations_of(convoys, sources, outcome, assembly),
        progress=found.progress,
    )


def _never(resolved: Resolved, legs: tuple[Leg, ...], hosts: dict[str, tuple[Lorry, ...]]) -> int:
    """Twice as late as anything could arrive."""
    waits = [host.ready_min for lorries in hosts.values() for host in lorries]
    waits += [member.ready_min for leg in legs for member in leg.members]
    way = resolved.mission.policy.road.assembly_min + max((leg.way_min for leg in legs), default=0)
    return 2 * max(resolved.horizon_min, max(waits, default=0) + way, 1)


def _convoys(resolved: Resolved, problem: ConvoyProblem, marches: list[March]) -> tuple[tuple[Convoy, ...], tuple[March, ...]]:
    """Numbered in order of departure, and the march behind each."""
    road = resolved.mission.policy.road
    ordered = tuple(sorted(marches, key=lambda one: (one.ready_min, one.leg.origin, one.leg.destination)))
    prefix = "C" if problem.phase == "out" else "CH"
    convoys = []
    for number, one in enumerate(ordered, problem.first_number):
        depart = one.ready_min + road.assembly_min
        convoys.append(
            Convoy(
                id=f"{prefix}-{number:02d}",
                phase=problem.phase,
                origin=one.leg.origin,
                destination=one.leg.destination,
                drivers_per_vehicle=road.drivers_per_vehicle,
                vehicles=marching_vehicles(resolved, one),
                depart_min=depart,
                arrive_min=depart + one.leg.way_min,
                km=one.leg.km,
                segments=segments_of(one.leg.minutes, one.leg.km, depart, road),
            )
        )
    return tuple(convoys), ordered


def _spread(marches: Marches, member: str, legs: tuple[Leg, ...]) -> list[tuple[str, str]]:
    """The items of a member that is left, with what is lacking."""
    return [(id, marches.left[member]) for leg in legs for one in leg.members if one.id == member for id in ids_of(one)]
