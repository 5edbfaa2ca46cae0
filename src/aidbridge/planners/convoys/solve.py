"""Send the convoys: exact cuts first, then a search over departure times where drivers, seats or trucks are scarce."""

import random
from dataclasses import dataclass, field

from ...engines.local_search import Stage, improve
from ...engines.stopping import Stop
from ...model.messages import Message
from ...model.plan import Convoy
from ...model.resolved import Resolved
from ...model.unlock import Unlock
from ...physics.driving import march as segments_of
from .bound import least_value, ready_times
from .explain import explanations_of, lacking
from .heuristic import Times, first_times, one_column
from .legs import Leg, Lorry, ids_of, legs_of, lorries_of
from .marches import Limits, March, Marches, marches_at
from .problem import ConvoyProblem, ConvoySolution
from .seating import marching_vehicles

PATIENCE = 200
"""Changes without a better answer after which the search ends."""


def march(resolved: Resolved, problem: ConvoyProblem, stop: Stop, seed: int) -> ConvoySolution:
    """Group everything that takes the road into convoys, each leaving when its last member is ready and assembled.

    The sum over unlocks of weight x arrival is least first, leaving nothing that could go; then fewest convoys and host
    vehicles. Keeps rules R1 and R2. Raises KeyError for an item that the resolved mission does not have.
    """
    legs, left = legs_of(resolved, problem)
    road = resolved.mission.policy.road
    assembly, most = road.assembly_min, road.max_convoys
    desk = _Desk(
        legs, lorries_of(resolved, problem), problem.unlocks, assembly, Limits(most, road.max_vehicles), resolved.horizon_min
    )
    starts = [first_times(legs, problem.unlocks, assembly, most), one_column(legs)]
    start = min(starts, key=desk.cost)
    bound = least_value(legs, problem.unlocks, assembly, most)
    stage = Stage(
        name="convoys",
        found_by="departure times",
        cost=desk.cost,
        neighbour=desk.neighbour,
        value=lambda times: round(desk.value(times), 6),
        allowance=0.0,
        patience=PATIENCE,
        done=lambda times: desk.is_done(times, bound),
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


@dataclass(slots=True)
class _Desk:
    """Where departure times are judged; outcomes are kept, since a search meets the same times often."""

    legs: tuple[Leg, ...]
    hosts: dict[str, tuple[Lorry, ...]]
    unlocks: tuple[Unlock, ...]
    assembly_min: int
    limits: Limits
    horizon_min: int
    _outcomes: dict[Times, tuple[Marches, ...]] = field(default_factory=dict)

    def outcome(self, times: Times) -> tuple[Marches, ...]:
        """What happens on each leg; the weightiest leg has the first choice of host vehicles."""
        known = self._outcomes.get(times)
        if known is None:
            free = dict(self.hosts)
            found = []
            for leg, at in zip(self.legs, times, strict=True):
                marches = marches_at(leg, at, free.get(leg.origin, ()), self.limits)
                free[leg.origin] = marches.hosts
                found.append(marches)
            known = self._outcomes[times] = tuple(found)
        return known

    def value(self, times: Times) -> float:
        """Weight x hours over the unlocks that have items here."""
        arrive: dict[str, int] = {}
        here: set[str] = set()
        for leg, marches in zip(self.legs, self.outcome(times), strict=True):
            here |= {id for member in leg.members for id in ids_of(member)}
            for one in marches.marches:
                at = one.ready_min + self.assembly_min + leg.way_min
                arrive |= {id: at for member in one.members for id in ids_of(member)}
        never = self.never_min
        return sum(
            unlock.weight * max(unlock.start_min, *(arrive.get(id, never) for id in unlock.items if id in here)) / 60
            for unlock in self.unlocks
            if any(id in here for id in unlock.items)
        )

    @property
    def never_min(self) -> int:
        """Later than any arrival."""
        lasts = (m.ready_min + self.assembly_min + leg.way_min for leg in self.legs for m in leg.members)
        hosts = (host.ready_min for lorries in self.hosts.values() for host in lorries)
        return 2 * max(self.horizon_min, *lasts, *hosts, 1)

    def cost(self, times: Times) -> float:
        """The value; before it, what is left; after it, convoys, then host vehicles, then waiting."""
        outcome = self.outcome(times)
        left = sum(len(marches.left) for marches in outcome)
        every = [one for marches in outcome for one in marches.marches]
        hosts = sum(len(one.crewing.hosts) for one in every)
        wait = sum(one.ready_min - member.ready_min for one in every for member in one.members)
        scale = 1 + sum(unlock.weight for unlock in self.unlocks) * self.never_min
        return left * scale + self.value(times) + 1e-3 * len(every) + 1e-5 * hosts + 1e-10 * wait

    def is_done(self, times: Times, bound: float) -> bool:
        outcome = self.outcome(times)
        return not self._open_legs() or (not any(m.left for m in outcome) and self.value(times) <= bound + 1e-9)

    def neighbour(self, times: Times, rng: random.Random) -> Times | None:
        """Add, move or drop one departure; the last one stays."""
        number = rng.choice(self._open_legs())
        candidates = self._candidates(number)
        inner = list(times[number][:-1])
        if inner and rng.random() < 0.6:
            inner.pop(rng.randrange(len(inner)))
        if len(inner) < self.limits.max_convoys - 1 and rng.random() < 0.8:
            inner.append(rng.choice(candidates[:-1]))
        changed = tuple(sorted({*inner, candidates[-1]}))
        if changed == times[number]:
            return None
        return (*times[:number], changed, *times[number + 1 :])

    def _candidates(self, number: int) -> tuple[int, ...]:
        """Instants at which a convoy of the leg may be complete: a member or a host vehicle becomes ready."""
        leg = self.legs[number]
        times = ready_times(leg)
        hosts = {host.ready_min for host in self.hosts.get(leg.origin, ()) if host.ready_min > times[0]}
        return tuple(sorted({*times, *hosts}))

    def _open_legs(self) -> list[int]:
        """Legs on which there is anything to choose."""
        if self.limits.max_convoys < 2:
            return []
        return [number for number in range(len(self.legs)) if len(self._candidates(number)) > 1]


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
