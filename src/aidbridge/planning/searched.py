"""Packages put onto units by the search of `planners/building`, which is loaded only here."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..engines.stopping import Stop
from ..model.messages import Message
from ..model.units import Package, Spot, UnitShape
from .built import Built, Choice, Left, Lot, Rules
from .rooms import Masses, balances, centre_limits_cm, middle_cm, middled, room_cm, stack_load_kg

if TYPE_CHECKING:
    from ..planners.building.problem import Box, BuiltUnit, UnitType

UPRIGHT, ANY_SIDE = (0, 1), (0, 1, 2, 3, 4, 5)
FINEST = 1000
"""Masses are handed to the search in parts of a kilogram no smaller than this."""

Stacked = tuple[UnitShape, tuple[Spot, ...]]
"""A unit and what stands where on it."""


def packed(package: Package, count: int, shape: UnitShape, rules: Rules, stop: Stop, seed: int) -> tuple[Spot, ...]:
    """As many of one kind as the search gets onto one unit that balances."""
    from ..planners.building.solve import pack_one

    scale = _scale([package.mass_kg, shape.tare_kg, shape.max_gross_kg])
    box, masses = _box(package, count, scale), {package.id: package.mass_kg}
    for balanced in (False, True):
        found = pack_one((box,), _unit_type(shape, scale, balanced), rules.support_share, stop, seed)
        spots = _spots(shape, found, masses, balanced)
        if balances(shape, spots, masses):
            break
    return spots


def searched(lots: Sequence[Lot], choices: Sequence[Choice], rules: Rules, stop: Stop, seed: int) -> tuple[list[Built], list[Left]]:
    """Any packages onto any units.

    Units are first filled without regard to balance and moved to the middle of their unit; what stands on those that do not
    balance so is built anew with the centre of gravity minded from the start, and so is everything where that costs more.
    """
    first, left = _solved(lots, choices, rules, stop, seed, balanced=False)
    masses, cost = _masses(lots), {shape.id: cost for shape, _, cost in choices}
    stacked = [(shape, spots) for shape, spots in first if balances(shape, spots, masses)]
    if len(stacked) < len(first):
        again, left = _solved(*_without(lots, choices, stacked), rules, stop, seed, balanced=True)
        stacked += again
        if len(again) < len(stacked) and (_cost(stacked, cost) > _cost(first, cost) or left):
            minded, also_left = _solved(lots, choices, rules, stop, seed, balanced=True)
            if (_number(also_left), _cost(minded, cost)) < (_number(left), _cost(stacked, cost)):
                stacked, left = minded, also_left
    alike = Counter((shape.id, spots) for shape, spots in stacked)
    shapes = {shape.id: shape for shape, _, _ in choices}
    return [Built(shapes[id], spots, times) for (id, spots), times in alike.items()], left


def _cost(stacked: Sequence[Stacked], cost: Mapping[str, float]) -> float:
    return sum(cost[shape.id] for shape, _ in stacked)


def _number(left: Sequence[Left]) -> int:
    return sum(one.count for one in left)


def _masses(lots: Sequence[Lot]) -> dict[str, float]:
    return {package.id: package.mass_kg for package, _ in lots}


def _solved(
    lots: Sequence[Lot], choices: Sequence[Choice], rules: Rules, stop: Stop, seed: int, *, balanced: bool
) -> tuple[list[Stacked], list[Left]]:
    from ..planners.building.problem import BuildingProblem
    from ..planners.building.solve import build

    masses, shapes = _masses(lots), {shape.id: shape for shape, _, _ in choices}
    scale = _scale([*masses.values(), *(kg for shape in shapes.values() for kg in (shape.tare_kg, shape.max_gross_kg))])
    problem = BuildingProblem(
        boxes=tuple(_box(package, count, scale) for package, count in lots),
        types=tuple((_unit_type(shape, scale, balanced), most, cost) for shape, most, cost in choices),
        support=rules.support_share,
        apart=rules.apart,
    )
    solution = build(problem, stop, seed)
    stacked = [(shapes[unit.type], _spots(shapes[unit.type], unit, masses, balanced)) for unit in solution.units]
    left = [Left(one.box, one.count, _told(one.reason, scale), _told(one.relaxation, scale)) for one in solution.reasons]
    return stacked, left


def _without(lots: Sequence[Lot], choices: Sequence[Choice], done: Sequence[Stacked]) -> tuple[list[Lot], list[Choice]]:
    """What is left to be built beside units that are done."""
    used = Counter(shape.id for shape, _ in done)
    taken = Counter(spot.package for _, spots in done for spot in spots)
    rest = [(package, count - taken[package.id]) for package, count in lots if count > taken[package.id]]
    return rest, [(shape, None if most is None else most - used[shape.id], cost) for shape, most, cost in choices]


def _told(message: Message, scale: int) -> Message:
    """A reason with its masses in kilograms."""
    if scale == 1 or not message.key.endswith(".mass"):
        return message
    parts = ("needs", "has", "more")
    numbers = {name: value / scale for name, value in message.params.items() if name in parts and isinstance(value, int)}
    return message.model_copy(update={"params": {**message.params, **numbers}})


def _box(package: Package, count: int, scale: int) -> "Box":
    from ..planners.building.problem import Box

    allowed = stack_load_kg(package)
    return Box(
        id=package.id,
        length=package.length_cm,
        width=package.width_cm,
        height=package.height_cm,
        mass=math.ceil(round(package.mass_kg * scale, 6)),
        count=count,
        orientations=UPRIGHT if package.upright else ANY_SIDE,
        load_limit=math.floor(round(allowed * scale, 6)),
        stackable=allowed > 0 or not package.mass_kg,
        group=package.id,
    )


def _unit_type(shape: UnitShape, scale: int, balanced: bool) -> "UnitType":
    """The type as the search takes it.

    `balanced`: with the limits on the centre of gravity. The search takes it about the middle of the room: a room that is wider on
    one side of the base than on the other is then made even by a part that nothing may enter.
    """
    from ..planners.building.problem import Block, Cut, UnitType

    length, width, height = room_cm(shape)
    before, after = _beside_cm(shape) if balanced else (0, 0)
    spans = [(start, end) for start, end in ((0, before), (width + before, width + before + after)) if end > start]
    aside = {"x": 0, "y": before}
    return UnitType(
        id=shape.id,
        length=length,
        width=width + before + after,
        height=height,
        max_gross=math.floor(round(shape.max_gross_kg * scale, 6)),
        tare=math.ceil(round(shape.tare_kg * scale, 6)),
        cuts=tuple(Cut(c.side1 + aside[c.axis], c.z1, c.side2 + aside[c.axis], c.z2, c.axis) for c in shape.cuts),
        blocks=(
            *(Block(0, length, start, end, 0, height) for start, end in spans),
            *(Block(b.x1, b.x2, b.y1 + before, b.y2 + before, b.z1, b.z2) for b in shape.blocks),
        ),
        centre_tolerance=centre_limits_cm(shape) if balanced else None,
    )


def _beside_cm(shape: UnitShape) -> tuple[int, int]:
    """What must be added to the room on its one side or the other to have the base in the middle."""
    more = round(2 * middle_cm(shape)[1]) - room_cm(shape)[1]
    return max(-more, 0), max(more, 0)


def _spots(shape: UnitShape, unit: "BuiltUnit", masses: Masses, balanced: bool) -> tuple[Spot, ...]:
    """What stands where, moved together to the middle."""
    before = _beside_cm(shape)[0] if balanced else 0
    spots = [
        Spot(package=p.box, x_cm=p.x, y_cm=p.y - before, z_cm=p.z, dx_cm=p.dx, dy_cm=p.dy, dz_cm=p.dz) for p in unit.spots
    ]  # fmt: skip
    return middled(shape, spots, masses)


def _scale(masses: Sequence[float]) -> int:
    """Parts of a kilogram in which all masses are whole, or the finest."""
    return next((n for n in (1, 10, 100) if all(abs(m * n - round(m * n)) < 1e-6 for m in masses)), FINEST)
