"""One kind of package on its units: in equal layers where that is proved to be best, else by the search."""

import math
from collections.abc import Sequence

from ..engines.stopping import Stop
from ..model.units import Package, Spot, UnitShape
from .built import Built, Rules
from .layers import Layers, Rectangle, layers
from .rooms import balances, middled, room_cm, stack_load_kg
from .searched import packed


def built_alike(package: Package, count: int, shape: UnitShape, rules: Rules, stop: Stop, seed: int) -> list[Built]:
    """One kind of package on as few units of one type as can be; empty where none fits.

    Equal layers of upright packages serve where a count proves that no other way needs fewer units.
    """
    payload = shape.max_gross_kg - shape.tare_kg
    most = min(count, math.floor(round(payload / package.mass_kg, 6))) if package.mass_kg else count
    if most < 1:
        return []
    plain = _layers(package, shape)
    by_layers = min(plain.count, most) if plain else 0
    full = _layered(package, plain, by_layers, shape) if plain else ()
    if not plain or not full or -(-count // len(full)) > -(-count // min(plain.most, most)):
        full = max(packed(package, most, shape, rules, stop, seed), full, key=len)
    if not full:
        return []
    whole, rest = divmod(count, len(full))
    built = [Built(shape, full, whole)] if whole else []
    if rest:
        last = _layered(package, plain, rest, shape) if plain and rest <= plain.count else ()
        last = last or packed(package, rest, shape, rules, stop, seed)
        built += [Built(shape, last)] if len(last) == rest else built_alike(package, rest, shape, rules, stop, seed)
    return built


def _layers(package: Package, shape: UnitShape) -> Layers | None:
    """Equal layers of the package; None where they prove nothing or the unit is no plain cuboid."""
    if shape.cuts or shape.blocks or not package.upright:
        return None
    allowed = stack_load_kg(package)
    piled = 0 if not allowed else math.floor(round(allowed / package.mass_kg, 6)) if package.mass_kg else None
    found = layers(room_cm(shape), (package.length_cm, package.width_cm, package.height_cm), piled)
    return found if found.count else None


def _layered(package: Package, plain: Layers, count: int, shape: UnitShape) -> tuple[Spot, ...]:
    """Full layers and a last one, about the middle where it stands on others; empty where that does not balance."""
    in_layer = len(plain.pattern)
    room = room_cm(shape)
    spots: list[Spot] = []
    while len(spots) < count:
        level, left = len(spots) // in_layer, count - len(spots)
        rows = sorted(plain.pattern)[:left] if not level else _about_the_middle(plain.pattern, min(left, in_layer), room)
        spots += [
            Spot(package=package.id, x_cm=x, y_cm=y, z_cm=level * plain.height, dx_cm=dx, dy_cm=dy, dz_cm=plain.height)
            for x, y, dx, dy in rows
        ]
    masses = {package.id: package.mass_kg}
    made = middled(shape, spots, masses)
    return made if balances(shape, made, masses) else ()


def _about_the_middle(pattern: Sequence[Rectangle], count: int, room: tuple[int, int, int]) -> list[Rectangle]:
    """So many of the pattern's places, each next one such that their common centre stays nearest to the middle."""
    free, taken = list(pattern), []
    sum_x = sum_y = 0.0
    for number in range(1, count + 1):
        best = min(
            free,
            key=lambda r: (
                (2 * (sum_x + r[0]) + r[2] - number * room[0]) ** 2 + (2 * (sum_y + r[1]) + r[3] - number * room[1]) ** 2,
                (2 * r[0] + r[2] - room[0]) ** 2 + (2 * r[1] + r[3] - room[1]) ** 2,
                r,
            ),
        )
        free.remove(best)
        taken.append(best)
        sum_x += best[0] + best[2] / 2
        sum_y += best[1] + best[3] / 2
    return sorted(taken)
