"""The positions of a freighter while units are built for them: which are free, and how much they may still take."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..planners.building.bound import usable_volume
from ..planners.building.problem import UnitType
from ..planners.positions.problem import GroupLimit, PositionsProblem


@dataclass(frozen=True, slots=True)
class Slot:
    """A unit type in a position."""

    type: int
    """By place among the unit types."""
    position: str
    arm: int
    """cm aft of the best arm."""
    fair: int
    """kg that a unit here may weigh so that the other positions of its groups get as much."""
    limit: int
    """kg that a unit here may weigh at the most."""


class Slots:
    """All slots, those of the type with most room in all first, within a type those nearest to the best arm first."""

    def __init__(self, aircraft: PositionsProblem, types: tuple[UnitType, ...]) -> None:
        self.aircraft, self.types = aircraft, types
        self.volumes = [usable_volume(unit, 0) for unit in types]
        self._whole = frozenset(one.id for one in aircraft.positions)
        self._clash: dict[str, set[str]] = {one.id: {one.id} for one in aircraft.positions}
        for pair in aircraft.overlaps:
            for name in pair:
                self._clash[name] |= pair
        self._taken: list[set[str]] = [set() for _ in range(aircraft.legs)]
        self._load = [dict.fromkeys((limit.id for limit in aircraft.limits), 0) for _ in range(aircraft.legs)]
        self.order = self._ordered()
        self.short_side = 1 if sum(slot.arm for slot in self.together()) < 0 else -1
        """Where less moment is to be had: 1 aft of the best arm, -1 forward."""

    def _ordered(self) -> list[list[Slot]]:
        """Slots by type."""
        found: list[list[Slot]] = []
        for number, unit in enumerate(self.types):
            slots = []
            for one in self.aircraft.positions:
                if unit.id in one.types:
                    limit = min(unit.max_gross, one.limit if one.limit is not None else unit.max_gross)
                    fair = min([limit, *(self._share(group, unit.id) for group in self._groups(one.id, whole=False))])
                    slots.append(Slot(number, one.id, one.arm - self.aircraft.best_arm, fair, limit))
            found.append(sorted(slots, key=lambda slot: (abs(slot.arm), slot.position)))
        return found

    def _groups(self, position: str, whole: bool = True) -> list[GroupLimit]:
        return [
            one
            for one in self.aircraft.limits
            if one.mark is None and position in one.positions and (whole or one.positions != self._whole)
        ]

    def _share(self, group: GroupLimit, kind: str) -> int:
        members = sorted(one.id for one in self.aircraft.positions if one.id in group.positions and kind in one.types)
        together: list[str] = []
        for name in members:
            if not self._clash[name] & set(together):
                together.append(name)
        return group.kg // max(len(together), 1)

    def main_types(self) -> list[int]:
        """Unit types by falling room in all of their positions."""
        return sorted(range(len(self.types)), key=lambda t: (-len(self.order[t]) * self.volumes[t], t))

    def free(self, kind: int, first: int, last: int) -> Iterator[Slot]:
        """Slots of a type that nobody has on these legs."""
        for slot in self.order[kind]:
            if not any(self._clash[slot.position] & self._taken[leg] for leg in range(first, last + 1)):
                yield slot

    def room_kg(self, slot: Slot, first: int, last: int) -> int:
        """kg that the groups of a slot still take on these legs."""
        groups = self._groups(slot.position)
        return min([slot.limit, *(one.kg - self._load[leg][one.id] for one in groups for leg in range(first, last + 1))])

    def marks_limited(self, slot: Slot) -> set[str]:
        """Marks of which a limit counts the kg in this position."""
        return {one.mark for one in self.aircraft.limits if one.mark is not None and slot.position in one.positions}

    def take(self, slot: Slot, first: int, last: int, kg: int) -> None:
        """A unit of so many kg is in the slot on these legs."""
        for leg in range(first, last + 1):
            self._taken[leg].add(slot.position)
            for one in self._groups(slot.position):
                self._load[leg][one.id] += kg

    def together(self) -> list[Slot]:
        """Slots that can all be taken at once, in the order of the main types."""
        taken: set[str] = set()
        found = []
        for kind in self.main_types():
            for slot in self.order[kind]:
                if not self._clash[slot.position] & taken:
                    taken.add(slot.position)
                    found.append(slot)
        return found

    def most_kg(self) -> int:
        """kg of units that the limits over all positions and the positions themselves take."""
        whole = [one.kg for one in self.aircraft.limits if one.mark is None and one.positions == self._whole]
        return min([sum(slot.fair for slot in self.together()), *whole])
