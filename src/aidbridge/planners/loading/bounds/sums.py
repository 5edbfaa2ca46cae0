"""The sums that a hold limits, by kind and way to stand: floors under conservative scales, mass, and seats with the floor."""

from dataclasses import dataclass

import numpy as np

from ..hold import Hold
from .kinds import Kind, Room
from .pricing import Sums
from .scales import Scale


@dataclass(frozen=True, slots=True)
class Floor:
    """Lengths under one scale times widths under another: no more than limit times limit in one hold."""

    along: Scale
    across: Scale
    seated: bool = False
    """Whether persons take their share of the length: only where lengths are scaled by themselves, and all seats stand in the
    hold. Rule L7 seats persons beside free length alone."""
    ramp: bool = False
    """Whether the floor is the ramp's."""

    @property
    def limit(self) -> int:
        """What no hold exceeds."""
        return self.along.limit * self.across.limit


@dataclass(frozen=True, slots=True)
class Choices:
    """Kinds with their ways to stand in one hold, numbered."""

    kinds: tuple[int, ...]
    """Kind by choice."""
    ways: tuple[int, ...]
    """Way by choice; -1 for persons."""


def choices(kinds: list[Kind], hold: int) -> Choices:
    """All that may go into the hold."""
    found = [
        (number, way)
        for number, kind in enumerate(kinds)
        if kind.fits[hold]
        for way in (range(len(kind.ways[hold])) if kind.ways[hold] else (-1,))
    ]
    return Choices(tuple(number for number, _ in found), tuple(way for _, way in found))


def sums(kinds: list[Kind], chosen: Choices, number: int, hold: Hold, room: Room, floors: list[Floor]) -> Sums:
    """The sums of the hold under these floors."""
    amounts = [
        [_amount(kinds[kind], way, number, hold, floor) for floor in floors]
        for kind, way in zip(chosen.kinds, chosen.ways, strict=True)
    ]
    limits = [floor.limit * (hold.troop_seats if floor.seated else 1) for floor in floors]
    if any(kind.persons for kind in kinds):
        for row, kind in zip(amounts, chosen.kinds, strict=True):
            row.append(kinds[kind].persons)
        limits.append(hold.seats)
    if room.ramp:
        for row, kind, way in zip(amounts, chosen.kinds, chosen.ways, strict=True):
            row.append(kinds[kind].items[0].mass_kg if way >= 0 and kinds[kind].ways[number][way].ramp else 0)
        limits.append(hold.ramp_limit_kg)
    longest = max((kind.count for kind in kinds), default=0)
    masses = np.zeros((len(kinds), longest + 1), np.int64)
    for n, alike in enumerate(kinds):
        masses[n, 1 : alike.count + 1] = np.cumsum([item.mass_kg for item in alike.items])
    return Sums(
        kind_of=np.array(chosen.kinds, np.int64),
        counts=np.array([kind.count for kind in kinds], np.int64),
        amounts=np.array(amounts, np.int64).reshape(len(chosen.kinds), len(limits)),
        limits=np.array(limits, np.int64),
        masses=masses,
        payload_kg=hold.structural_kg,
        forbidden=np.zeros((0, len(kinds)), np.int64),
    )


def _amount(kind: Kind, way: int, number: int, hold: Hold, floor: Floor) -> int:
    if way < 0:
        # So many persons need persons / troop seats of the hold's length free over the whole width.
        return kind.persons * hold.length_cm * floor.across.limit if floor.seated else 0
    stands = kind.ways[number][way]
    if stands.ramp != floor.ramp:
        return 0
    worth = floor.along.of(stands.along, stands.rolls) * floor.across.of(stands.across, stands.rolls)
    return worth * (hold.troop_seats if floor.seated else 1)
