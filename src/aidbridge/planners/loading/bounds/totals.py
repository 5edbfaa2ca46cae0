"""Bounds by one sum: all mass, all persons, all floor area over the most that one hold takes.

The floor's limit is (L + the largest gap) x W, for items with half a gap around each: the outer halves of the gaps lie beyond the
ends, and inside the side walls.
"""

from collections.abc import Callable

from ....model.resolved import Item
from ..hold import Hold
from .argument import Argument


def mass(items: tuple[Item, ...], holds: list[Hold]) -> Argument | None:
    """All mass over the largest structural payload."""
    hold = max(holds, key=lambda h: h.structural_kg, default=None)
    return _over("mass", "masses_kg", {item.id: item.mass_kg for item in items}, hold, lambda h: h.structural_kg, "kg")


def seats(items: tuple[Item, ...], holds: list[Hold]) -> Argument | None:
    """All persons over the most seats of an empty hold."""
    hold = max(holds, key=lambda h: h.seats, default=None)
    persons = {item.id: item.persons for item in items if item.persons}
    return _over("seats", "persons", persons, hold, lambda h: h.seats, "persons")


def area(items: tuple[Item, ...], holds: list[Hold]) -> Argument | None:
    """All floor area, with half a gap around each item, over the largest floor."""
    floor = [item for item in items if item.kind != "persons"]
    if not floor or not holds:
        return None
    gap = max(holds[0].gaps.around(item) for item in floor)

    def room(hold: Hold) -> int:
        return (hold.length_cm + gap) * hold.width_cm if hold.length_cm else 0

    hold = max(holds, key=room)
    areas = {i.id: (i.length_cm + hold.gaps.around(i)) * (i.width_cm + hold.gaps.around(i)) for i in floor}
    return _over("area", "areas_cm2", areas, hold, room, "cm2")


def _over(
    name: str, what: str, amounts: dict[str, int], hold: Hold | None, limit_of: Callable[[Hold], int], unit: str
) -> Argument | None:
    limit = limit_of(hold) if hold else 0
    if hold is None or limit <= 0 or not amounts:
        return None
    certificate: dict[str, object] = {"type": hold.type, what: dict(sorted(amounts.items())), f"limit_{unit}": limit}
    return Argument(name, -(-sum(amounts.values()) // limit), certificate)
