"""Pallets and containers as built (L2): packages inside the contour, apart, supported, not overloaded; the item is all that."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ..model.resolved import DangerousGoods, Item
from ..model.resources import Supply
from ..model.units import Building, Cut, Package, Spot, UnitShape
from ..physics.segregation import must_part
from ..physics.stacking import carried_kg
from .docket import Docket
from .world import World, aboard

CENTRE_CM = 1
"""An item's centre is told in whole centimetres."""

Rows = NDArray[np.int64]


def units_are_built(world: World, docket: Docket) -> None:
    """Every unit of the loads as it was built. Units built alike are looked at once; what is theirs alone, one by one."""
    buildings = {building.id: building for building in world.resolved.buildings}
    shapes = {shape.id: shape for shape in world.resolved.unit_types}
    judged: set[str] = set()
    for id in dict.fromkeys(id for load in world.plan.loads for id in aboard(load)):
        item = world.items.get(id)
        if item is None or item.building is None:
            continue
        building = buildings.get(item.building)
        shape = shapes.get(building.unit) if building else None
        if building is None or shape is None or not building.spots or _strangers(building):
            docket.broken(id, "built_known", item.building, building.unit if building else None)
            continue
        if building.id not in judged:
            judged.add(building.id)
            _room(docket, building, shape)
            _stack(world, docket, building, item)
            _masses(docket, building, shape)
        _item(world, docket, item, building, shape)


def _strangers(building: Building) -> bool:
    """Whether a spot holds a package that nobody describes."""
    return not {spot.package for spot in building.spots} <= {package.id for package in building.packages}


def _kinds(building: Building) -> list[Package]:
    """The package on each spot."""
    known = {package.id: package for package in building.packages}
    return [known[spot.package] for spot in building.spots]


def _corners(building: Building) -> Rows:
    """Rows (x from, y from, z from, x to, y to, z to) in cm."""
    return np.array(
        [(s.x_cm, s.y_cm, s.z_cm, s.x_cm + s.dx_cm, s.y_cm + s.dy_cm, s.z_cm + s.dz_cm) for s in building.spots], dtype=np.int64
    )


def _room(docket: Docket, building: Building, shape: UnitShape) -> None:
    """Each package as it may stand, inside the room and its contour, out of every other's way."""
    for spot, package in zip(building.spots, _kinds(building), strict=True):
        docket.require(_stands(spot, package), building.id, "built_stands", package=package.id, z_cm=spot.z_cm)
    rows = _corners(building)
    height_m = shape.usable_height_m if shape.usable_height_m is not None else shape.height_m - shape.deck_m
    for axis, (side, limit_m) in enumerate(
        (("length", shape.usable_length_m), ("width", shape.usable_width_m), ("height", height_m))
    ):
        docket.at_least(building.id, "built_inside", int(rows[:, axis].min()), 0, "cm", side=side)
        docket.at_most(building.id, "built_inside", int(rows[:, axis + 3].max()), round(limit_m * 100, 6), "cm", side=side)
    middle = (shape.usable_length_m * 50, shape.usable_width_m * 50, height_m * 50)
    for cut in shape.cuts:
        beyond = next((i for i, row in enumerate(rows) if not _within(cut, row, middle)), None)
        docket.require(
            beyond is None, building.id, "built_contour", package=None if beyond is None else building.spots[beyond].package
        )
    for block in shape.blocks:
        there = np.array([block.x1, block.y1, block.z1, block.x2, block.y2, block.z2], dtype=np.int64)
        docket.require(not _meets(rows, there).any(), building.id, "built_contour")
    clash = next(
        ((i, i + 1 + int(np.argmax(hits))) for i in range(len(rows)) if (hits := _meets(rows[i + 1 :], rows[i])).any()), None
    )
    docket.require(
        clash is None,
        building.id,
        "built_apart",
        package=None if clash is None else building.spots[clash[0]].package,
        other=None if clash is None else building.spots[clash[1]].package,
    )


def _stands(spot: Spot, package: Package) -> bool:
    sides = (package.length_cm, package.width_cm, package.height_cm)
    same = sorted(sides) == sorted((spot.dx_cm, spot.dy_cm, spot.dz_cm))
    return same and (not package.upright or spot.dz_cm == package.height_cm)


def _within(cut: Cut, row: Rows, middle: tuple[float, float, float]) -> bool:
    """Whether all of a package lies on the middle's side of the plane."""
    axis = 0 if cut.axis == "x" else 1

    def turn(side: float, z: float) -> float:
        return (cut.side2 - cut.side1) * (z - cut.z1) - (cut.z2 - cut.z1) * (side - cut.side1)

    kept = turn(middle[axis], middle[2])
    return all(turn(float(row[side]), float(row[z])) * kept >= 0 for side in (axis, axis + 3) for z in (2, 5))


def _meets(rows: Rows, one: Rows) -> NDArray[np.bool_]:
    """Which cuboids share room with one."""
    hits = (rows[:, :3] < one[3:]) & (rows[:, 3:] > one[:3])
    return np.asarray(hits.all(axis=1), dtype=np.bool_)


def _stack(world: World, docket: Docket, building: Building, item: Item) -> None:
    """Each package on enough, and none under too much."""
    rows, kinds = _corners(building), _kinds(building)
    least = world.mission.policy.units.support_share
    share = min(_supported(rows, i) for i in range(len(rows)))
    docket.at_least(building.id, "built_supported", share * 100, least * 100, "%")
    carried = carried_kg(building.spots, [package.mass_kg for package in kinds])
    bearing = [(load, package) for load, package in zip(carried, kinds, strict=True) if load > 0]
    if not bearing:
        return
    docket.rests_on(
        building.id, "built_strength", {f"{item.basis}.stack_load_kg": min(package.stack_load_kg or 0 for _, package in bearing)}
    )
    for package in {package.id: package for _, package in bearing}.values():
        load = max(load for load, other in bearing if other.id == package.id)
        docket.at_most(building.id, "built_strength", round(load, 6), package.stack_load_kg or 0, "kg", package=package.id)


def _supported(rows: Rows, number: int) -> float:
    """Share of a package's base that stands on the floor or on other packages."""
    one = rows[number]
    if one[2] == 0:
        return 1.0
    under = rows[rows[:, 5] == one[2]]
    along = np.minimum(under[:, 3], one[3]) - np.maximum(under[:, 0], one[0])
    across = np.minimum(under[:, 4], one[4]) - np.maximum(under[:, 1], one[1])
    base = int((one[3] - one[0]) * (one[4] - one[1]))
    return float((along.clip(0) * across.clip(0)).sum()) / base if base else 1.0


def _masses(docket: Docket, building: Building, shape: UnitShape) -> None:
    """The unit's gross mass, and where its contents' centre lies."""
    kinds = _kinds(building)
    contents = sum(package.mass_kg for package in kinds)
    docket.at_most(building.id, "built_gross", round(shape.tare_kg + contents, 6), shape.max_gross_kg, "kg")
    if shape.centre_share is None or not contents:
        return
    centre, across = _centre_cm(building), shape.base_y or (0, 0)
    for at, middle, base, side in (
        (centre[0], shape.usable_length_m * 50, shape.length_m * 100, "length"),
        (centre[1], _base_middle_cm(shape), across[1] - across[0] or shape.width_m * 100, "width"),
    ):
        docket.at_most(
            building.id, "built_centre", round(abs(at - middle), 6), round(shape.centre_share * base, 6), "cm", side=side
        )


def _base_middle_cm(shape: UnitShape) -> float:
    """Where the middle of the base lies across the room."""
    return sum(shape.base_y) / 2 if shape.base_y else shape.usable_width_m * 50


def _centre_cm(building: Building) -> tuple[float, float, float]:
    """Centre of gravity of the contents, in the room's coordinates."""
    masses = np.array([package.mass_kg for package in _kinds(building)])
    rows = _corners(building)
    middles = (rows[:, :3] + rows[:, 3:]) / 2
    x, y, z = (middles * masses[:, None]).sum(axis=0) / masses.sum()
    return float(x), float(y), float(z)


def _item(world: World, docket: Docket, item: Item, building: Building, shape: UnitShape) -> None:
    """The item has the outline, mass, centre, contents and dangerous goods of what was built."""
    kinds = _kinds(building)
    contents = sum(package.mass_kg for package in kinds)
    top = shape.height_m if shape.closed else shape.deck_m + max(s.z_cm + s.dz_cm for s in building.spots) / 100
    due = {
        "length_cm": math.ceil(round(shape.length_m * 100, 6)),
        "width_cm": math.ceil(round(shape.width_m * 100, 6)),
        "height_cm": math.ceil(round(top * 100, 6)),
        "mass_kg": math.ceil(round(shape.tare_kg + contents, 6)),
    }
    for field, limit in due.items():
        docket.equal(item.id, "built_item", getattr(item, field), limit, field.rpartition("_")[2], what=field.rpartition("_")[0])
    for axis, at in zip("xyz", _whole_centre_cm(building, shape, contents), strict=True):
        told = getattr(item, f"centre_{axis}_cm")
        off = math.inf if told is None else abs(told - at)
        docket.require(off <= CENTRE_CM, item.id, "built_item", told, round(at, 1), "cm", what="centre", axis=axis)
    _contents(world, docket, item, kinds)
    named = {goods.un for goods in item.dangerous}
    for package in building.packages:
        for un in package.un_numbers:
            docket.require(un in named, item.id, "built_goods", package=package.id, un=un)
    for one, other in combinations(_goods(item, building), 2):
        docket.require(not must_part(one, other, world.resolved.segregation), item.id, "built_parted")


def _goods(item: Item, building: Building) -> Iterator[tuple[DangerousGoods, ...]]:
    """The dangerous goods of each kind of package on the unit."""
    for package in building.packages:
        yield tuple(goods for goods in item.dangerous if goods.un in package.un_numbers)


def _whole_centre_cm(building: Building, shape: UnitShape, contents: float) -> tuple[float, float, float]:
    """Centre of gravity of unit and contents from the outline's corner and the floor."""
    # Packages stand on whole centimetres of the room, whose own corner lies half the rim from the outline's.
    rim = (
        (shape.length_m * 100 - math.floor(round(shape.usable_length_m * 100, 6))) / 2,
        (shape.width_m * 100 - math.floor(round(shape.usable_width_m * 100, 6))) / 2,
        shape.deck_m * 100,
    )
    across = rim[1] + sum(shape.base_y) / 2 if shape.base_y else shape.width_m * 50
    empty = (shape.length_m * 50, across, (shape.height_m if shape.closed else shape.deck_m) * 50)
    if not contents:
        return empty
    inside = _centre_cm(building)
    gross = shape.tare_kg + contents
    x, y, z = ((shape.tare_kg * e + contents * (i + r)) / gross for e, i, r in zip(empty, inside, rim, strict=True))
    return x, y, z


def _contents(world: World, docket: Docket, item: Item, kinds: list[Package]) -> None:
    """As many pieces as the packages hold; one package of a kind may not be full."""
    counts = Counter(package.id for package in kinds)
    listed = {content.supply: content.quantity for content in item.contents}
    for id in sorted({*counts, *listed}):
        supply = world.resources.get(id)
        each = supply.per_package if isinstance(supply, Supply) else 1.0
        held, told = counts[id] * each, listed.get(id, 0.0)
        holds = held - each - 1e-9 < told <= held + 1e-9 and told > 0
        docket.require(holds, item.id, "built_contents", told, held, supply=id)
