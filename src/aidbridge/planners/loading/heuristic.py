"""Orders in which units are first loaded: by size, persons after everything else, and the choosy first."""

from collections.abc import Callable

from .stowage import Stowage


def orders(stowage: Stowage, numbers: list[int]) -> list[list[int]]:
    """A few fixed orders; each unit's size is its share of the hold in which it weighs least."""
    sizes = [_largest(stowage, n) for n in range(len(stowage.units))]
    keys: tuple[Callable[[int], tuple[float, ...]], ...] = (
        lambda n: (-sizes[n], n),
        lambda n: (stowage.units[n].persons, -sizes[n], n),
        lambda n: (_possible(stowage, n), -sizes[n], n),
    )
    return [sorted(numbers, key=key) for key in keys]


def _largest(stowage: Stowage, number: int) -> float:
    unit = stowage.units[number]
    return min((unit.sizes[h] for h, shapes in enumerate(unit.shapes) if shapes is not None), default=0.0)


def _possible(stowage: Stowage, number: int) -> int:
    """How many holds take the unit."""
    return sum(shapes is not None for shapes in stowage.units[number].shapes)
