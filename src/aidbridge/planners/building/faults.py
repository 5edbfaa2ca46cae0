"""Faults of a building problem, all told at once."""

from .problem import BuildingProblem


def require_sound(problem: BuildingProblem) -> None:
    """Raises ValueError with every fault of boxes, units, support and groups."""
    faults = [*_box_faults(problem), *_unit_faults(problem)]
    if not 0 <= problem.support <= 1:
        faults.append(f"support is {problem.support}: give a share from 0 to 1")
    if problem.margin < 0:
        faults.append(f"margin is {problem.margin} cm: give 0 or more")
    if faults:
        raise ValueError("; ".join(faults))


def _box_faults(problem: BuildingProblem) -> list[str]:
    faults = []
    seen: set[str] = set()
    for box in problem.boxes:
        if box.id in seen:
            faults.append(f"box {box.id} is given twice: give one row with the count of both")
        seen.add(box.id)
        for name in ("length", "width", "height"):
            if getattr(box, name) <= 0:
                faults.append(f"box {box.id}: {name} is {getattr(box, name)} cm: give 1 or more")
        for name in ("mass", "count"):
            if getattr(box, name) < 0:
                faults.append(f"box {box.id}: {name} is {getattr(box, name)}: give 0 or more")
        if not box.orientations or not set(box.orientations) <= set(range(6)):
            faults.append(f"box {box.id}: orientations are {box.orientations}: give at least one number from 0 to 5")
        if box.load_limit is not None and box.load_limit < 0:
            faults.append(f"box {box.id}: load_limit is {box.load_limit} kg: give 0 or more, or None for no limit")
        if box.value is not None and box.value <= 0:
            faults.append(f"box {box.id}: value is {box.value}: give 1 or more, or None for its volume")
    return faults


def _unit_faults(problem: BuildingProblem) -> list[str]:
    faults = []
    for unit, most, cost in problem.types:
        for name in ("length", "width", "height"):
            if getattr(unit, name) <= 0:
                faults.append(f"unit {unit.id}: {name} is {getattr(unit, name)} cm: give 1 or more")
        if unit.tare < 0 or unit.max_gross < unit.tare:
            faults.append(f"unit {unit.id}: tare is {unit.tare} kg and max_gross {unit.max_gross} kg: give 0 <= tare <= max_gross")
        if most is not None and most < 0:
            faults.append(f"unit {unit.id}: there are {most} of it: give 0 or more, or None for any number")
        if cost < 0:
            faults.append(f"unit {unit.id}: cost is {cost}: give 0 or more")
        for cut in unit.cuts:
            if (cut.side1, cut.z1) == (cut.side2, cut.z2):
                faults.append(f"unit {unit.id}: both points of a cut are ({cut.side1}, {cut.z1}): give two points")
    return faults
