"""The rules of a built unit judged in plain Python, one box at a time, without the planner's parts."""

from itertools import combinations, pairwise

from aidbridge.planners.building.problem import Box, BuildingProblem, BuildingSolution, BuiltUnit, Spot, UnitType

SIDES_BY_ORIENTATION = {0: "LWH", 1: "WLH", 2: "LHW", 3: "HLW", 4: "WHL", 5: "HWL"}


def faults_of_unit(
    unit: BuiltUnit,
    type: UnitType,
    boxes: tuple[Box, ...],
    support: float,
    apart: frozenset[frozenset[str]] = frozenset(),
    margin: int = 0,
) -> list[str]:
    """Everything that is wrong with one unit; empty when it keeps all rules."""
    by_id = {box.id: box for box in boxes}
    faults = [*_standing(unit.spots, type, by_id, margin), *_mass_and_centre(unit, type, by_id)]
    for one, two in combinations(unit.spots, 2):
        if all(_meet(*_span(one, axis), *_span(two, axis)) for axis in "xyz"):
            faults.append(f"{one} overlaps {two}")
    faults.extend(_unsupported(unit.spots, type, support))
    faults.extend(_overloaded(unit.spots, type, by_id))
    groups = {by_id[spot.box].group for spot in unit.spots}
    faults.extend(f"{pair} share a unit" for pair in apart if len(pair) == 2 and pair <= groups)
    return faults


def faults_of_solution(solution: BuildingSolution, problem: BuildingProblem) -> list[str]:
    """Everything that is wrong with an answer to a whole problem."""
    types = {type.id: type for type, _, _ in problem.types}
    faults = []
    for unit in solution.units:
        faults.extend(faults_of_unit(unit, types[unit.type], problem.boxes, problem.support, problem.apart, problem.margin))
    for box in problem.boxes:
        packed = sum(spot.box == box.id for unit in solution.units for spot in unit.spots)
        if packed + solution.left.get(box.id, 0) != box.count:
            faults.append(f"{box.id}: {packed} packed, {solution.left.get(box.id, 0)} left of {box.count}")
    for type, most, _ in problem.types:
        used = sum(unit.type == type.id for unit in solution.units)
        if most is not None and used > most:
            faults.append(f"{used} of {type.id}, there are {most}")
    costs = {type.id: cost for type, _, cost in problem.types}
    if abs(solution.cost - sum(costs[unit.type] for unit in solution.units)) > 1e-6:
        faults.append(f"cost is {solution.cost}")
    if not solution.left and solution.bound.value > solution.cost + 1e-6:
        faults.append(f"bound {solution.bound.value} above cost {solution.cost}")
    if {left.box: left.count for left in solution.reasons} != solution.left:
        faults.append("reasons do not tell of what is left")
    return faults


def _span(spot: Spot, axis: str) -> tuple[int, int]:
    low = getattr(spot, axis)
    return low, low + getattr(spot, f"d{axis}")


def _meet(a1: float, a2: float, b1: float, b2: float) -> bool:
    return max(a1, b1) < min(a2, b2)


def _standing(spots: tuple[Spot, ...], type: UnitType, by_id: dict[str, Box], margin: int) -> list[str]:
    faults = []
    for spot in spots:
        box = by_id[spot.box]
        sides = {"L": box.length, "W": box.width, "H": box.height}
        ways = [tuple(sides[letter] for letter in SIDES_BY_ORIENTATION[number]) for number in box.orientations]
        if (spot.dx, spot.dy, spot.dz) not in ways:
            faults.append(f"{spot} may not stand so")
        inside = margin <= spot.x and spot.x + spot.dx <= type.length - margin and spot.z >= 0 and spot.z + spot.dz <= type.height
        if not inside or spot.y < margin or spot.y + spot.dy > type.width - margin:
            faults.append(f"{spot} is not inside")
        for cut in type.cuts:
            low, size, whole = (spot.x, spot.dx, type.length) if cut.axis == "x" else (spot.y, spot.dy, type.width)
            middle = _side_of(cut, whole / 2, type.height / 2)
            for s in (low, low + size):
                for z in (spot.z, spot.z + spot.dz):
                    if _side_of(cut, s, z) * middle < 0:
                        faults.append(f"{spot} crosses {cut}")
        for block in type.blocks:
            if (
                _meet(spot.x, spot.x + spot.dx, block.x1, block.x2)
                and _meet(spot.y, spot.y + spot.dy, block.y1, block.y2)
                and _meet(spot.z, spot.z + spot.dz, block.z1, block.z2)
            ):
                faults.append(f"{spot} stands in {block}")
    return faults


def _side_of(cut, side: float, z: float) -> float:
    return (cut.side2 - cut.side1) * (z - cut.z1) - (cut.z2 - cut.z1) * (side - cut.side1)


def _shared_area(one: Spot, two: Spot) -> int:
    dx = min(one.x + one.dx, two.x + two.dx) - max(one.x, two.x)
    dy = min(one.y + one.dy, two.y + two.dy) - max(one.y, two.y)
    return max(dx, 0) * max(dy, 0)


def _unsupported(spots: tuple[Spot, ...], type: UnitType, support: float) -> list[str]:
    faults = []
    for spot in spots:
        if spot.z == 0 or support == 0:
            continue
        under = [(o.x, o.y, o.x + o.dx, o.y + o.dy) for o in spots if o.z + o.dz == spot.z]
        area = _union(spot, [*under, *_rims(spot, type)])
        if area < support * spot.dx * spot.dy - 1e-6:
            faults.append(f"{spot} is supported on {area} of {spot.dx * spot.dy} cm2")
    return faults


def _rims(spot: Spot, type: UnitType) -> list[tuple[int, int, int, int]]:
    return [(b.x1, b.y1, b.x2, b.y2) for b in type.blocks if b.bears and b.z2 == spot.z]


def _union(spot: Spot, under: list[tuple[int, int, int, int]]) -> int:
    """Area of a box's base that lies on the union of rectangles (x1, y1, x2, y2), by the grid of all their edges."""
    xs = sorted({spot.x, spot.x + spot.dx, *(x for u in under for x in (u[0], u[2]) if spot.x < x < spot.x + spot.dx)})
    ys = sorted({spot.y, spot.y + spot.dy, *(y for u in under for y in (u[1], u[3]) if spot.y < y < spot.y + spot.dy)})
    area = 0
    for x1, x2 in pairwise(xs):
        for y1, y2 in pairwise(ys):
            if any(u[0] <= x1 and x2 <= u[2] and u[1] <= y1 and y2 <= u[3] for u in under):
                area += (x2 - x1) * (y2 - y1)
    return area


def _overloaded(spots: tuple[Spot, ...], type: UnitType, by_id: dict[str, Box]) -> list[str]:
    """Loads handed down through the stack by share of contact area, from the highest box to the lowest."""
    faults = []
    carried = dict.fromkeys(range(len(spots)), 0.0)
    for i in sorted(carried, key=lambda n: -spots[n].z):
        spot = spots[i]
        under = [(j, _shared_area(spot, o)) for j, o in enumerate(spots) if o.z + o.dz == spot.z and _shared_area(spot, o)]
        touched = sum(area for _, area in under) + _union(spot, _rims(spot, type))
        for j, area in under:
            carried[j] += (by_id[spot.box].mass + carried[i]) * area / touched
            if not by_id[spots[j].box].stackable:
                faults.append(f"{spot} stands on {spots[j]}")
    for i, load in carried.items():
        limit = by_id[spots[i].box].load_limit
        if limit is not None and load > limit + 1e-3:
            faults.append(f"{spots[i]} carries {load} kg of {limit}")
    return faults


def _mass_and_centre(unit: BuiltUnit, type: UnitType, by_id: dict[str, Box]) -> list[str]:
    faults = []
    masses = [by_id[spot.box].mass for spot in unit.spots]
    if unit.gross != type.tare + sum(masses) or unit.gross > type.max_gross:
        faults.append(f"gross is {unit.gross}: contents {sum(masses)}, tare {type.tare}, limit {type.max_gross}")
    if not unit.spots:
        return faults
    weights = masses if sum(masses) else [spot.dx * spot.dy * spot.dz for spot in unit.spots]
    for axis, name in enumerate("xyz"):
        middles = [getattr(spot, name) + getattr(spot, f"d{name}") / 2 for spot in unit.spots]
        centre = sum(w * m for w, m in zip(weights, middles, strict=True)) / sum(weights)
        if abs(centre - unit.centre[axis]) > 1e-6:
            faults.append(f"centre {name} is {centre}, told {unit.centre[axis]}")
        if axis < 2 and type.centre_tolerance is not None:
            whole, tolerance = (type.length, type.width)[axis], type.centre_tolerance[axis]
            if abs(centre - whole / 2) > tolerance + 1e-6:
                faults.append(f"centre {name} is {centre} in {whole}, tolerance {tolerance}")
    return faults
