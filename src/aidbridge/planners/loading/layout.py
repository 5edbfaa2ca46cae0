"""Shapes of items on a floor, and boxes: shapes in their places."""

from typing import NamedTuple

from .fit import Footprint


class Shape(NamedTuple):
    """All that placing needs to know of an item; items of one shape are interchangeable."""

    footprints: tuple[Footprint, ...]
    """One or two, the one that takes less length of the hold first."""
    narrowest_cm: int
    """Its least width."""
    gap_cm: int
    mass_kg: int
    stop: int = 1
    """Where it leaves the aircraft."""
    places: tuple[tuple[tuple[int, int], ...], ...] = ()
    """By footprint, from where to where its front may be; empty where it may stand everywhere on the floor."""
    traits: int = 0
    """Shapes that differ in what else counts (axles by floor zone, dangerous goods) have different numbers here."""


class Box(NamedTuple):
    """A shape standing on the floor, its front left corner at x, y."""

    x_cm: int
    y_cm: int
    length_cm: int
    width_cm: int
    gap_cm: int
    mass_kg: int
    centre_cm: int
    """Its own centre of gravity from its front end."""
    shape: int
    """Number of its shape."""
    turned: bool


def must_queue(one: Shape, other: Shape, floor_width_cm: int) -> bool:
    """Whether the two can never stand side by side."""
    between = max(one.gap_cm, other.gap_cm)
    return one.narrowest_cm + other.narrowest_cm + one.gap_cm + other.gap_cm + between > floor_width_cm
