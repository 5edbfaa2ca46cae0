"""Items that are alike for every bound: kinds, with the ways in which they may stand in each hold."""

from collections import defaultdict
from dataclasses import dataclass

from ....model.resolved import Item
from ....physics.hold_heights import highest_cm
from ....physics.seats import ROLLING
from ..hold import Hold
from .scales import Rooms

MASS_GROUPS = 4
"""Where mass fills loads, items of one size are parted by mass into so many groups."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to stand, with half a gap on every side: what it takes of the hold's length and width, in cm."""

    along: int
    across: int
    ramp: bool = False
    """Whether on the ramp, which is a floor of its own."""
    rolls: bool = False
    """Whether it is a vehicle, with a vehicle's gap."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Items of one size and number of persons."""

    items: tuple[Item, ...]
    """Lightest first."""
    persons: int
    """Of each."""
    ways: tuple[tuple[Way, ...], ...]
    """By hold; none for persons, and where it cannot stand."""
    fits: tuple[bool, ...]
    """By hold."""

    @property
    def count(self) -> int:
        """How many items."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Room:
    """What items with half their gap on every side share in one hold, in cm: no gap lies beyond the ends, a whole one at each
    wall."""

    length: int
    width: int
    ramp: int
    """Length of the ramp where items may stand on it in flight, else 0."""
    cargo_gap: int
    vehicle_gap: int

    def length_of(self, ramp: bool) -> int:
        """Of the floor or of the ramp."""
        return self.ramp if ramp else self.length

    @property
    def by_kind(self) -> bool:
        """Whether vehicles and cargo keep different gaps, so that a row has room by what stands in it."""
        return self.cargo_gap < self.vehicle_gap

    def rows_along(self, ramp: bool) -> Rooms:
        """One behind the other: a vehicle's gap beyond the ends where all are vehicles, cargo's otherwise."""
        bare = self.length_of(ramp) - self.vehicle_gap
        return Rooms(bare + self.cargo_gap, bare + self.vehicle_gap, bare + self.cargo_gap)

    @property
    def rows_across(self) -> Rooms:
        """Side by side: n items have n + 1 gaps, and one more than there are vehicles is at least a vehicle's."""
        bare = self.width + self.cargo_gap
        return Rooms(bare - self.cargo_gap, bare - self.vehicle_gap, bare - self.vehicle_gap)


def gap_cm(item: Item, hold: Hold) -> int:
    """What an item keeps at least, whatever stands beside it: between a vehicle and cargo the vehicle's gap holds."""
    gaps = hold.gaps
    return gaps.vehicle_cm if item.kind in ROLLING else min(gaps.cargo_cm, gaps.vehicle_cm)


def room(items: tuple[Item, ...], hold: Hold) -> Room:
    """The floor that items, each with half its gap on every side, share without overlap."""
    gaps = [gap_cm(item, hold) for item in items if item.kind != "persons"]
    if not gaps or not hold.length_cm:
        return Room(0, 0, 0, 0, 0)
    ramp = hold.ramp_cm[1] - hold.ramp_cm[0] + max(gaps) if hold.ramp_cm else 0
    return Room(hold.length_cm + max(gaps), hold.width_cm - min(gaps), ramp, min(gaps), max(gaps))


def kinds_of(items: tuple[Item, ...], holds: list[Hold], by_mass: bool = False) -> list[Kind]:
    """The items by kind, and by groups of mass where asked, largest floor first. What no hold takes is left out."""
    found: dict[tuple[int, tuple[tuple[Way, ...], ...], tuple[bool, ...]], list[Item]] = defaultdict(list)
    for item in items:
        ways = tuple(_ways(item, hold) for hold in holds)
        fits = tuple(_fits(item, hold, ways[h]) for h, hold in enumerate(holds))
        if any(fits):
            found[item.persons if item.kind == "persons" else 0, ways, fits].append(item)
    kinds = []
    for (persons, ways, fits), members in found.items():
        for group in _by_mass(sorted(members, key=lambda i: (i.mass_kg, i.id)), by_mass):
            kinds.append(Kind(tuple(group), persons, ways, fits))
    return sorted(
        kinds, key=lambda kind: (-max((w.along * w.across for ways in kind.ways for w in ways), default=0), kind.items[0].id)
    )


def _ways(item: Item, hold: Hold) -> tuple[Way, ...]:
    """By length, width and height alone: what the other rules keep out, an argument need not know."""
    highest = hold.height_cm if hold.noun is None or not hold.noun.height_profile else highest_cm(hold.noun)
    heights = ((item.height_cm + hold.gaps.roof_cm, highest), (item.height_cm, hold.door_height_cm))
    if item.kind == "persons" or not hold.length_cm or any(limit is not None and value > limit for value, limit in heights):
        return ()
    sides = {(item.length_cm, item.width_cm), *([(item.width_cm, item.length_cm)] if item.turnable else [])}
    wide = hold.width_cm - 2 * hold.gaps.around(item)
    door = wide if hold.door_width_cm is None else min(wide, hold.door_width_cm)
    gap = gap_cm(item, hold)
    ramp = hold.ramp_cm[1] - hold.ramp_cm[0] if hold.ramp_cm and item.mass_kg <= hold.ramp_limit_kg else 0
    places = [(False, hold.length_cm), *([(True, ramp)] if ramp else [])]
    rolls = item.kind in ROLLING
    return tuple(Way(a + gap, b + gap, on, rolls) for on, length in places for a, b in sorted(sides) if a <= length and b <= door)


def _fits(item: Item, hold: Hold, ways: tuple[Way, ...]) -> bool:
    if item.mass_kg > hold.structural_kg:
        return False
    return item.persons <= hold.seats if item.kind == "persons" else bool(ways)


def _by_mass(members: list[Item], parted: bool) -> list[list[Item]]:
    """The members in groups of alike mass, each group at most a quarter of the range of masses wide."""
    if not parted:
        return [members]
    least, most = members[0].mass_kg, members[-1].mass_kg
    step = max((most - least) / MASS_GROUPS, 1.0)
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in members:
        groups[min(int((item.mass_kg - least) / step), MASS_GROUPS - 1)].append(item)
    return [groups[n] for n in sorted(groups)]
