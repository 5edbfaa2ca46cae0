"""Packages on packages: what carries what, and what a package that nobody has rated may carry."""

from collections.abc import Sequence
from math import floor

from ..model.units import Spot

STACK_M = 3.0
"""Height of the stack that a packaging stands for 24 hours (UN Model Regulations, 6.1.5.6: stacking test)."""


def customary_stack_load_kg(mass_kg: float, height_m: float) -> float:
    """What a stackable package of unknown strength is taken to carry on its top: as many of its own kind as make a stack 3 m high.

    An estimate: packagings for dangerous goods are tested so, others are merely made to be stacked like it.
    """
    return mass_kg * max(floor(round(STACK_M / height_m, 9)) - 1, 0)


def carried_kg(spots: Sequence[Spot], masses_kg: Sequence[float]) -> list[float]:
    """What each package carries on its top, in the order of `spots`.

    A package hands its own mass and all it carries down to those it touches, by their share of the area touched; what it does not
    hand to a package goes to the floor.
    """
    load = [0.0] * len(spots)
    tops: dict[int, list[int]] = {}
    for i, spot in enumerate(spots):
        tops.setdefault(spot.z_cm + spot.dz_cm, []).append(i)
    for i in sorted(range(len(spots)), key=lambda i: -spots[i].z_cm):
        under = [(j, area) for j in tops.get(spots[i].z_cm, ()) if (area := shared_cm2(spots[i], spots[j]))]
        touched = sum(area for _, area in under)
        for j, area in under:
            load[j] += (masses_kg[i] + load[i]) * area / touched
    return load


def shared_cm2(one: Spot, two: Spot) -> int:
    """Area that two packages share, seen from above."""
    dx = min(one.x_cm + one.dx_cm, two.x_cm + two.dx_cm) - max(one.x_cm, two.x_cm)
    dy = min(one.y_cm + one.dy_cm, two.y_cm + two.dy_cm) - max(one.y_cm, two.y_cm)
    return dx * dy if dx > 0 and dy > 0 else 0
