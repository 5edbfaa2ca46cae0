"""The constructive answer: each unit, large ones first, into the fullest load that takes it, else into a new one."""

from collections.abc import Callable, Iterable

from .stowage import State, Stow, Stowage

ROOM = 1e-9
"""Shares are sums of fractions: a load counts as full only beyond rounding."""


def construct(stowage: Stowage, numbers: list[int]) -> State:
    """Load these units in the best of a few fixed orders: by size, persons after everything else, and the choosy first."""
    keys: tuple[Callable[[int], tuple[float, ...]], ...] = (
        lambda n: (-largest(stowage, n), n),
        lambda n: (stowage.units[n].persons, -largest(stowage, n), n),
        lambda n: (possible(stowage, n), -largest(stowage, n), n),
    )
    answers = [filled(stowage, [], sorted(numbers, key=key)) for key in keys]
    return min(answers, key=lambda state: (len(state.unplaced), len(state.loads)))


def filled(stowage: Stowage, loads: list[Stow], order: Iterable[int]) -> State:
    """Put the units, in this order, into the loads and as many new ones as the fleet allows."""
    loads, unplaced = list(loads), []
    for number in order:
        if not _into_fullest(stowage, loads, number) and not _into_new(stowage, loads, number):
            unplaced.append(number)
    return State(tuple(loads), tuple(sorted(unplaced)))


def largest(stowage: Stowage, number: int) -> float:
    """The unit's share of the hold in which it weighs least; 0 where no hold takes it."""
    unit = stowage.units[number]
    return min((unit.sizes[h] for h, shapes in enumerate(unit.shapes) if shapes is not None), default=0.0)


def possible(stowage: Stowage, number: int) -> int:
    """How many holds take the unit."""
    return sum(shapes is not None for shapes in stowage.units[number].shapes)


def _into_fullest(stowage: Stowage, loads: list[Stow], number: int) -> bool:
    for i in sorted(range(len(loads)), key=lambda i: (-loads[i].fill, i)):
        joined = stowage.joined(loads[i], number)
        if joined is not None:
            loads[i] = joined
            return True
    return False


def _into_new(stowage: Stowage, loads: list[Stow], number: int) -> bool:
    """Open a load of the hold in which the unit takes the least share, where the fleet has one more of it."""
    unit = stowage.units[number]
    for hold in sorted(range(len(stowage.packers)), key=lambda h: (unit.sizes[h], h)):
        most = stowage.most[hold]
        if most is not None and sum(load.hold == hold for load in loads) >= most:
            continue
        opened = stowage.stowed(hold, (number,))
        if opened is not None:
            loads.append(opened)
            return True
    return False
