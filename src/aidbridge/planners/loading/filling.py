"""Fill one hold with units, one after another as they come: compiled."""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled
from .sections import Flags
from .setting import Whole
from .stowing import NOWHERE, UNBALANCED, Room, stowed


class Cargo(NamedTuple):
    """The units as one hold sees them, by unit unless said otherwise."""

    limits: Whole
    """Of the hold: payload in kg, tie-down rings, seats."""
    able: Flags
    """Whether the hold may take it."""
    masses: Whole
    persons: Whole
    rings: Whole
    bars: Flags
    """Whether persons may not fly with it."""
    tails: Whole
    """Bits of the aircraft that it may fly on."""
    apart: Flags
    """By unit and unit: whether they may not share a load."""
    first: Whole
    """Where its shapes begin, and one more."""
    shapes: Whole
    """Shapes of all units, one unit after another."""


@compiled
def fill(given: Whole, candidates: Whole, patient: bool, cargo: Cargo, room: Room) -> Whole:
    """The units `given` and as many of `candidates` as the hold takes, tried in this order; fewer than `given` where these do
    not fly.

    patient: a load that stands but does not balance is filled further, as what comes next may balance it; at the end it falls
    back to where it last balanced.
    """
    many = len(given) + len(candidates)
    members, numbers = np.empty(many, np.int64), np.empty(len(cargo.shapes), np.int64)
    failed = np.zeros(len(room.kinds) + 1, np.uint8)
    count, length, good, mass, persons, rings, bars, tails = 0, 0, 0, 0, 0, 0, False, np.int64(-1)
    for n in range(many):
        unit = given[n] if n < len(given) else candidates[n - len(given)]
        if not cargo.able[unit] or mass + cargo.masses[unit] > cargo.limits[0] or rings + cargo.rings[unit] > cargo.limits[1]:
            continue
        aboard = persons + cargo.persons[unit]
        if aboard > cargo.limits[2] or (aboard > 0 and (bars or cargo.bars[unit])) or tails & cargo.tails[unit] == 0:
            continue
        apart = False
        for m in range(count):
            apart = apart or cargo.apart[unit, members[m]] != 0
        if apart:
            continue
        own = cargo.first[unit + 1] - cargo.first[unit]
        kind = room.kinds[cargo.shapes[cargo.first[unit]]] if own == 1 else len(room.kinds)
        if failed[kind]:
            continue
        together = np.empty(length + own, np.int64)
        for m in range(length + own):
            number = numbers[m] if m < length else cargo.shapes[cargo.first[unit] + m - length]
            at = m
            while at > 0 and together[at - 1] > number:
                together[at] = together[at - 1]
                at -= 1
            together[at] = number
        seats = stowed(together, aboard, room) if length + own else cargo.limits[2]
        if seats < aboard and not (seats == UNBALANCED and (patient or n + 1 < len(given))):
            # What stands no better than another that found no place finds none either, however full the hold gets.
            failed[kind] = seats == NOWHERE and own == 1
            continue
        members[count] = unit
        count += 1
        for m in range(length + own):
            numbers[m] = together[m]
        length += own
        mass, persons, rings = mass + cargo.masses[unit], aboard, rings + cargo.rings[unit]
        bars, tails = bars or cargo.bars[unit] != 0, tails & cargo.tails[unit]
        if seats >= aboard:
            good = count
    return members[:good]
