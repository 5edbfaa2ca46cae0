"""Whether items that stand in given places make a load that keeps every rule of a load (L2 to L9 and L11)."""

from collections.abc import Sequence
from itertools import combinations

from ...model.plan import Placement
from ...model.resolved import Item, Resolved
from ...physics.balance import centre_of_gravity_cm, item_centre_cm
from ...physics.seats import seats
from ...physics.segregation import keeps_off_persons, kept_apart
from ...physics.standing import Stood, between_cm
from .fit import breaks
from .hold import Hold
from .places import place_breaks


class Keeping:
    """Judges arrangements of some of a fixed list of items in one hold."""

    def __init__(self, resolved: Resolved, hold: Hold) -> None:
        self._hold, self._policy = hold, resolved.mission.policy.hold
        self._fits: dict[str, bool] = {}

    def placed(self, placements: Sequence[tuple[Item, Placement]], persons: Sequence[Item]) -> bool:
        """Whether these items on the floor and these persons in seats may fly together."""
        hold, floor = self._hold, [Stood.of(item, placement) for item, placement in placements]
        if not all(map(self._fit, (*(one.item for one in floor), *persons))) or not self._sums(floor, persons):
            return False
        if not all(self._inside(one) for one in floor) or not all(self._apart(*pair) for pair in combinations(floor, 2)):
            return False
        if place_breaks(hold, floor) or not self._goods(floor, persons):
            return False
        return self._balances(placements, persons) and self._seats(placements, persons)

    def _fit(self, item: Item) -> bool:
        if item.id not in self._fits:
            self._fits[item.id] = not breaks(item, self._hold)
        return self._fits[item.id]

    def _sums(self, floor: Sequence[Stood], persons: Sequence[Item]) -> bool:
        hold = self._hold
        mass = sum(one.item.mass_kg for one in floor) + sum(item.mass_kg for item in persons)
        rings = sum(hold.rings_for(one.item) for one in floor)
        return mass <= hold.payload_kg and (hold.rings is None or rings <= hold.rings)

    def _inside(self, one: Stood) -> bool:
        hold, gap = self._hold, self._hold.gaps.around(one.item)
        ends = [(0, hold.length_cm), *([hold.ramp_cm] if hold.ramp_cm else [])]
        along = any(start <= one.x_cm and one.x_to_cm <= end for start, end in ends)
        across = one.y_to_cm - one.y_cm <= (hold.door_width_cm if hold.door_width_cm is not None else one.y_to_cm)
        return along and across and gap <= one.y_cm and one.y_to_cm <= hold.width_cm - gap

    def _apart(self, one: Stood, other: Stood) -> bool:
        return between_cm(one, other) >= max(self._hold.gaps.around(one.item), self._hold.gaps.around(other.item))

    def _goods(self, floor: Sequence[Stood], persons: Sequence[Item]) -> bool:
        goods = [(one.item.id, g) for one in floor for g in one.item.dangerous]
        if persons and any(keeps_off_persons(g) for _, g in goods):
            return False
        table = self._hold.leg.segregation
        return all(kept_apart(a, b, table).keep != "hold" for (i, a), (j, b) in combinations(goods, 2) if i != j)

    def _balances(self, placements: Sequence[tuple[Item, Placement]], persons: Sequence[Item]) -> bool:
        centre = centre_of_gravity_cm((item.mass_kg, item_centre_cm(item, placement)) for item, placement in placements)
        floor_kg = sum(item.mass_kg for item, _ in placements)
        window = self._hold.balance_for(floor_kg, sum(item.mass_kg for item in persons))
        return centre is None or window is None or window[0] <= centre <= window[1]

    def _seats(self, placements: Sequence[tuple[Item, Placement]], persons: Sequence[Item]) -> bool:
        wanted = sum(item.persons for item in persons)
        noun = self._hold.noun
        return not wanted or (noun is not None and wanted <= seats(noun, placements, self._policy))
