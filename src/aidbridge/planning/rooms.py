"""The room of a unit: what lies inside its contour, where the contents' centre lies, and what a package may carry."""

import math
from collections.abc import Mapping, Sequence

from ..model.units import Cut, Package, Spot, UnitShape
from ..physics.stacking import customary_stack_load_kg

Masses = Mapping[str, float]
"""kg by package."""


def room_cm(shape: UnitShape) -> tuple[int, int, int]:
    """The room for packages in whole centimetres that are surely there: length, width, height."""
    height = shape.usable_height_m if shape.usable_height_m is not None else shape.height_m - shape.deck_m
    length, width, high = (math.floor(round(metres * 100, 6)) for metres in (shape.usable_length_m, shape.usable_width_m, height))
    return length, width, high


def stack_load_kg(package: Package) -> float:
    """What a package may carry on its top: as stated, or what is customary where nobody has stated it."""
    if package.stack_load_kg is not None:
        return package.stack_load_kg
    return customary_stack_load_kg(package.mass_kg, package.height_cm / 100)


def middle_cm(shape: UnitShape) -> tuple[float, float]:
    """Where the middle of the base lies in the room, along it and across."""
    length, width, _ = room_cm(shape)
    return length / 2, sum(shape.base_y) / 2 if shape.base_y else width / 2


def centre_limits_cm(shape: UnitShape) -> tuple[int, int] | None:
    """How far the contents' centre may lie from the middle, along the unit and across it; None where nobody limits it."""
    if shape.centre_share is None:
        return None
    across_cm = shape.base_y[1] - shape.base_y[0] if shape.base_y else shape.width_m * 100
    along, across = (math.floor(round(shape.centre_share * cm, 6)) for cm in (shape.length_m * 100, across_cm))
    return along, across


def balances(shape: UnitShape, spots: Sequence[Spot], masses: Masses) -> bool:
    """Whether the contents' centre is near enough to the middle."""
    limits = centre_limits_cm(shape)
    if limits is None or not spots:
        return True
    offsets = (_offset_cm(spots, masses, axis, middle) for axis, middle in zip("xy", middle_cm(shape), strict=True))
    return all(abs(offset) <= limit for offset, limit in zip(offsets, limits, strict=True))


def middled(shape: UnitShape, spots: Sequence[Spot], masses: Masses) -> tuple[Spot, ...]:
    """All packages moved together until their centre is as near to the middle as room and contour allow."""
    made = tuple(spots)
    for axis, size, middle in zip("xy", room_cm(shape)[:2], middle_cm(shape), strict=True):
        if not made:
            break
        ends = [getattr(spot, f"{axis}_cm") + getattr(spot, f"d{axis}_cm") for spot in made]
        wanted = math.floor(-_offset_cm(made, masses, axis, middle) + 0.5)
        move = min(max(wanted, -min(getattr(spot, f"{axis}_cm") for spot in made)), size - max(ends))
        while move and not _in_contour(shape, moved := _moved(made, axis, move)):
            move -= 1 if move > 0 else -1
        made = moved if move else made
    return made


def _moved(spots: Sequence[Spot], axis: str, by: int) -> tuple[Spot, ...]:
    return tuple(spot.model_copy(update={f"{axis}_cm": getattr(spot, f"{axis}_cm") + by}) for spot in spots)


def _offset_cm(spots: Sequence[Spot], masses: Masses, axis: str, middle: float) -> float:
    """From the middle of the base to the centre of the packages; of their volume where they weigh nothing."""
    weights = [masses[spot.package] for spot in spots]
    if not any(weights):
        weights = [float(spot.dx_cm * spot.dy_cm * spot.dz_cm) for spot in spots]
    middles: list[float] = [getattr(spot, f"{axis}_cm") + getattr(spot, f"d{axis}_cm") / 2 for spot in spots]
    return sum(weight * at for weight, at in zip(weights, middles, strict=True)) / sum(weights) - middle


def _in_contour(shape: UnitShape, spots: Sequence[Spot]) -> bool:
    """Whether no package reaches into a cut edge or a blocked part."""
    length, width, height = room_cm(shape)
    return not any(
        _beyond(cut, spot, length if cut.axis == "x" else width, height) for cut in shape.cuts for spot in spots
    ) and not any(
        spot.x_cm < block.x2
        and spot.x_cm + spot.dx_cm > block.x1
        and spot.y_cm < block.y2
        and spot.y_cm + spot.dy_cm > block.y1
        and spot.z_cm < block.z2
        and spot.z_cm + spot.dz_cm > block.z1
        for block in shape.blocks
        for spot in spots
    )


def _beyond(cut: Cut, spot: Spot, size: int, height: int) -> bool:
    a, b = cut.z2 - cut.z1, cut.side1 - cut.side2
    limit = a * cut.side1 + b * cut.z1
    if a * size + b * height > 2 * limit:
        a, b, limit = -a, -b, -limit
    start, extent = (spot.x_cm, spot.dx_cm) if cut.axis == "x" else (spot.y_cm, spot.dy_cm)
    return any(a * side + b * z > limit for side in (start, start + extent) for z in (spot.z_cm, spot.z_cm + spot.dz_cm))
