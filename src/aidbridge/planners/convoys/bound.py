"""The least value any convoys could have."""

from collections.abc import Iterable

from ...model.unlock import Unlock
from .cuts import Waiting, best_cuts
from .legs import Leg, Member, ids_of


def least_value(legs: Iterable[Leg], unlocks: Iterable[Unlock], assembly_min: int, max_convoys: int) -> float:
    """Weight x hours at least.

    Relaxation: drivers, seats, trucks and vehicles never lack, and an unlock whose items come by several legs waits only
    for the leg whose items could be there last. Each leg is then solved exactly (see `cuts`), and the legs do not touch one
    another. It holds for convoys that take everybody: those who leave something have departures to spare.
    """
    legs, unlocks = tuple(legs), tuple(unlocks)
    waiting: dict[int, list[Waiting]] = {}
    for unlock in unlocks:
        found = [
            (max(m.ready_min for m in members) + assembly_min + leg.way_min, number, max(m.ready_min for m in members))
            for number, leg in enumerate(legs)
            if (members := members_of(leg, unlock))
        ]
        if found:
            _, number, ready_min = max(found)
            waiting.setdefault(number, []).append(Waiting(ready_min, unlock.start_min, unlock.weight))
    total = 0.0
    for number, those in waiting.items():
        times = ready_times(legs[number])
        total += best_cuts(times, those, assembly_min + legs[number].way_min, max_convoys)[1]
    return total / 60


def members_of(leg: Leg, unlock: Unlock) -> list[Member]:
    """Members of the leg that the unlock waits for."""
    wanted = set(unlock.items)
    return [member for member in leg.members if wanted & set(ids_of(member))]


def ready_times(leg: Leg) -> tuple[int, ...]:
    """The instants at which members become ready, ascending."""
    return tuple(sorted({member.ready_min for member in leg.members}))
