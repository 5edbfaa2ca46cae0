"""Centre of gravity along the hold, in whole centimetres from the front of its floor."""

from collections.abc import Iterable

from ..model.plan import Placement
from ..model.resolved import Item


def centre_of_gravity_cm(masses: Iterable[tuple[int, int]]) -> int | None:
    """Centre of (mass in kg, centre in cm) pairs, half a centimetre rounded up; None where there is no mass."""
    pairs = tuple(masses)
    total = sum(mass for mass, _ in pairs)
    return _divided(sum(mass * centre for mass, centre in pairs), total) if total else None


def item_centre_cm(item: Item, placement: Placement) -> int:
    """Where the item's own centre of gravity lies, half a centimetre rounded up.

    What the item states comes first: along its length, or across its width where it stands across. A vehicle faces the front of the
    hold; its centre follows from its axle loads where they are given. Anything else, and a vehicle that stands across, is taken
    at its middle.
    """
    stated = item.centre_y_cm if placement.turned else item.centre_x_cm
    if stated is not None:
        return placement.x_cm + stated
    load = sum(axle.load_kg for axle in item.axles)
    if load and not placement.turned:
        return placement.x_cm + _divided(sum(axle.load_kg * axle.at_cm for axle in item.axles), load)
    return placement.x_cm + _divided(item.width_cm if placement.turned else item.length_cm, 2)


def item_centre_across_cm(item: Item, placement: Placement) -> float:
    """Where the item's own centre of gravity lies across the hold, from the left wall: as stated, else its middle. An item that is
    turned has its front at the left wall's side."""
    stated = item.centre_x_cm if placement.turned else item.centre_y_cm
    return placement.y_cm + (stated if stated is not None else (item.length_cm if placement.turned else item.width_cm) / 2)


def _divided(a: int, b: int) -> int:
    """a / b to the nearest whole number, halves up; b above 0."""
    return (2 * a + b) // (2 * b)
