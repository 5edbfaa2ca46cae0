"""The first answers: on each leg the cuts that would be best if nothing were scarce, and one long column."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.unlock import Unlock
from .bound import members_of, ready_times
from .cuts import Waiting, best_cuts
from .legs import Leg


@dataclass(frozen=True, slots=True)
class Course:
    """All that decides who marches when."""

    times: tuple[tuple[int, ...], ...]
    """By leg: when the members of each convoy must be ready, ascending; the last takes everybody who is left."""
    orders: tuple[tuple[int, ...], ...]
    """By leg: its members (by index) in order of precedence, where something is scarce."""
    turns: tuple[int, ...]
    """The legs (by index) in the order in which they take host vehicles."""


def hurried(legs: Sequence[Leg], unlocks: Sequence[Unlock], assembly_min: int, max_convoys: int) -> Course:
    """Cuts of each leg on its own; an unlock that comes by several legs hurries on all of them."""
    times = []
    for leg in legs:
        waiting = [
            Waiting(max(member.ready_min for member in members), unlock.start_min, unlock.weight)
            for unlock in unlocks
            if (members := members_of(leg, unlock))
        ]
        times.append(best_cuts(ready_times(leg), waiting, assembly_min + leg.way_min, max_convoys)[0])
    return _course(legs, tuple(times))


def one_column(legs: Sequence[Leg]) -> Course:
    """Everybody waits for everybody: slow, but it takes the fewest drivers, buses and trucks."""
    return _course(legs, tuple(ready_times(leg)[-1:] for leg in legs))


def _course(legs: Sequence[Leg], times: tuple[tuple[int, ...], ...]) -> Course:
    """Legs and members as they come: in order of weight."""
    return Course(times, tuple(tuple(range(len(leg.members))) for leg in legs), tuple(range(len(legs))))
