"""Loads in the making: which units go together, and whether one more may join (every rule of a load is kept at each step)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ...model.resolved import Resolved
from .arrangement import Arrangement
from .exact import settle
from .filling import Cargo, fill
from .hold import hold_of
from .packing import Packer, Shapes
from .problem import LoadingProblem
from .unit import Unit, grouped, share_of_load, units_of

ALL = -1
"""Bits of all aircraft."""
NAMED = 62
"""So many aircraft that decisions name have a bit of their own; more share the last."""


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


@dataclass(frozen=True)
class Stowage:
    """The units to be loaded and the holds to load them into."""

    units: list[Unit]
    packers: list[Packer]
    most: list[int | None]
    """By hold: the most loads of it."""
    tails: list[frozenset[str]]
    """By hold: aircraft of its type."""
    costs: list[float]
    """By hold: what one load costs."""

    def stowed(self, hold: int, numbers: tuple[int, ...], nodes: int = 0) -> Stow | None:
        """One load of this hold with these units, or None where a rule forbids it; with `nodes`, where no arrangement is found at
        once, the exact search is given so many."""
        units = [self.units[number] for number in numbers]
        packer = self.packers[hold]
        mass, persons = sum(unit.mass_kg for unit in units), sum(unit.persons for unit in units)
        if mass > packer.hold.payload_kg or (persons and any(unit.bars_persons for unit in units)):
            return None
        if packer.hold.rings is not None and sum(unit.rings[hold] for unit in units) > packer.hold.rings:
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
        if not packer.fits(together, persons):
            found = settle(packer, together, persons, nodes) if nodes else None
            if not isinstance(found, Arrangement):
                return None
            packer.learn(together, persons, found)
        return Stow(hold, tuple(sorted(numbers)), together, share_of_load(packer, together, persons, mass))

    def joined(self, load: Stow, number: int) -> Stow | None:
        """The load with one more unit in it, or None where a rule forbids it."""
        return self.stowed(load.hold, (*load.units, number))

    def filled(self, hold: int, given: Sequence[int], candidates: Sequence[int], patient: bool = False) -> Stow | None:
        """A load of this hold with the units `given` and as many of `candidates`, tried in this order, as it takes; None where
        those given do not fly. See `filling.fill`."""
        cargo, packer = self._cargo[hold], self.packers[hold]
        taken = fill(np.array(given, np.int64), np.array(candidates, np.int64), patient, cargo, packer.room).tolist()
        while taken and set(given) <= set(taken):
            shapes = tuple(sorted(n for unit in taken for n in self.units[unit].shapes[hold] or ()))
            persons, mass = sum(self.units[n].persons for n in taken), sum(self.units[n].mass_kg for n in taken)
            if packer.fits(shapes, persons):
                return Stow(hold, tuple(sorted(taken)), shapes, share_of_load(packer, shapes, persons, mass))
            # Some limit that only a finished arrangement is asked about: the last one joined too many.
            taken.pop()
        return None

    def look(self, number: int) -> tuple[object, ...]:
        """Equal for units that take the same room in every hold, whatever they weigh."""
        unit = self.units[number]
        rooms = (packer.kinds(shapes or ()) for packer, shapes in zip(self.packers, unit.shapes, strict=True))
        return (unit.persons, unit.bars_persons, *rooms)

    @cached_property
    def _cargo(self) -> list[Cargo]:
        """By hold: the units as the compiled search reads them."""
        count = len(self.units)
        apart = np.zeros((count, count), np.uint8)
        for unit in self.units:
            apart[unit.number, sorted(unit.apart)] = 1
        return [self._seen_by(hold, apart) for hold in range(len(self.packers))]

    def _seen_by(self, hold: int, apart: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]") -> Cargo:
        limits, units = self.packers[hold].hold, self.units
        named = sorted({tail for unit in units if unit.tails is not None for tail in unit.tails} & self.tails[hold])
        bit = {tail: 1 << min(n, NAMED) for n, tail in enumerate(named)}
        own = [unit.shapes[hold] or () for unit in units]
        tails = [ALL if unit.tails is None else sum({bit[tail] for tail in unit.tails if tail in bit}) for unit in units]
        return Cargo(
            limits=np.array([limits.payload_kg, 2**40 if limits.rings is None else limits.rings, limits.seats], np.int64),
            able=np.array([unit.shapes[hold] is not None and mask != 0 for unit, mask in zip(units, tails, strict=True)], np.uint8),
            masses=np.array([unit.mass_kg for unit in units], np.int64),
            persons=np.array([unit.persons for unit in units], np.int64),
            rings=np.array([unit.rings[hold] for unit in units], np.int64),
            bars=np.array([unit.bars_persons for unit in units], np.uint8),
            tails=np.array(tails, np.int64),
            apart=apart,
            first=np.cumsum([0, *(len(shapes) for shapes in own)]).astype(np.int64),
            shapes=np.array([n for shapes in own for n in shapes], np.int64),
        )


def stowage_of(resolved: Resolved, problem: LoadingProblem) -> Stowage:
    """The units and holds of a problem. Raises KeyError for an aircraft type that is not resolved."""
    types = [type for type, most in sorted(problem.fleet.items()) if most != 0]
    packers = [Packer(hold_of(resolved, type, problem.origin, problem.destination), problem.items) for type in types]
    mission = resolved.mission
    tails = [frozenset(tail.id for tail in mission.fleet if tail.type == type) for type in types]
    groups = grouped(problem.items, mission.decisions)
    units = units_of(groups, packers, mission.decisions, [tail.id for tail in mission.fleet])
    costs = [problem.cost.get(type, 1.0) for type in types]
    return Stowage(units, packers, [problem.fleet[type] for type in types], tails, costs)
