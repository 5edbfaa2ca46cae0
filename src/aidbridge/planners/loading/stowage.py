"""Loads in the making: which units go together, and whether one more may join (every rule of a load is kept at each step)."""

from dataclasses import dataclass
from typing import NamedTuple

from .packing import Packer, Shapes
from .unit import Unit, share_of_load


class Stow(NamedTuple):
    """One load: its hold, its units in ascending order, and the shapes of their floor items."""

    hold: int
    units: tuple[int, ...]
    shapes: Shapes
    fill: float
    """The share of the load that is used."""


class State(NamedTuple):
    """All loads, and the units that are on none."""

    loads: tuple[Stow, ...]
    unplaced: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stowage:
    """The units to be loaded and the holds to load them into."""

    units: list[Unit]
    packers: list[Packer]
    most: list[int | None]
    """By hold: the most loads of it."""
    tails: list[frozenset[str]]
    """By hold: aircraft of its type."""

    def stowed(self, hold: int, numbers: tuple[int, ...]) -> Stow | None:
        """One load of this hold with these units, or None where a rule forbids it."""
        units = [self.units[number] for number in numbers]
        packer = self.packers[hold]
        mass, persons = sum(unit.mass_kg for unit in units), sum(unit.persons for unit in units)
        if mass > packer.hold.payload_kg or (persons and any(unit.bars_persons for unit in units)):
            return None
        shapes: list[int] = []
        for unit in units:
            own = unit.shapes[hold]
            if own is None or not unit.apart.isdisjoint(numbers):
                return None
            shapes += own
        named = [unit.tails for unit in units if unit.tails is not None]
        if named and not self.tails[hold].intersection(*named):
            return None
        together = tuple(sorted(shapes))
        if packer.pack(together, persons) is None:
            return None
        return Stow(hold, tuple(sorted(numbers)), together, share_of_load(packer, together, persons, mass))

    def joined(self, load: Stow, number: int) -> Stow | None:
        """The load with one more unit in it, or None where a rule forbids it."""
        return self.stowed(load.hold, (*load.units, number))
