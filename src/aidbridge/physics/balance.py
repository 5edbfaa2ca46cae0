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

    A vehicle faces the front of the hold; its centre follows from its axle loads where they are given. Anything else, and
    a vehicle that stands across, is taken at its middle.
    """
    load = sum(axle.load_kg for axle in item.axles)
    if load and not placement.turned:
        return placement.x_cm + _divided(sum(axle.load_kg * axle.at_cm for axle in item.axles), load)
    return placement.x_cm + _divided(item.width_cm if placement.turned else item.length_cm, 2)


def _divided(a: int, b: int) -> int:
    """a / b to the nearest whole number, halves up; b above 0."""
    return (2 * a + b) // (2 * b)
