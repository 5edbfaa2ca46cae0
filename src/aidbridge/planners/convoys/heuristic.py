"""The first answer: on each leg the cuts that would be best if nothing were scarce."""

from collections.abc import Sequence

from ...model.unlock import Unlock
from .bound import members_of, ready_times
from .cuts import Waiting, best_cuts
from .legs import Leg

Times = tuple[tuple[int, ...], ...]
"""By leg: when the members of each convoy must be ready, ascending; the last takes everybody who is left."""


def first_times(legs: Sequence[Leg], unlocks: Sequence[Unlock], assembly_min: int, max_convoys: int) -> Times:
    """Cuts of each leg on its own; an unlock that comes by several legs hurries on all of them."""
    answer = []
    for leg in legs:
        waiting = [
            Waiting(max(member.ready_min for member in members), unlock.start_min, unlock.weight)
            for unlock in unlocks
            if (members := members_of(leg, unlock))
        ]
        answer.append(best_cuts(ready_times(leg), waiting, assembly_min + leg.way_min, max_convoys)[0])
    return tuple(answer)


def one_column(legs: Sequence[Leg]) -> Times:
    """Everybody waits for everybody: slow, but it takes the fewest drivers, buses and trucks."""
    return tuple(ready_times(leg)[-1:] for leg in legs)
