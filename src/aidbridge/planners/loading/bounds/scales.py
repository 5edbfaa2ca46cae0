"""Conservative scales: other sizes for items, such that whatever fits side by side still does.

A scale gives each size s a value g(s) such that sizes that together fit a room have values that together do not exceed the
scale's limit. Items in a hold may then be thought of as l x g(w) on a floor of L x limit, and their areas still add up to no more
than that floor's (Fekete and Schepers 1997, On more-dimensional packing II: bounds). Which scale cuts off a set of items that
does not fit is the dual of cutting the hold into slices: see `cutting_scale`.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....engines.linear import LinearProgram
from ....timeline.compiled import compiled

Sizes = NDArray[np.int64]
Worth = NDArray[np.float64]

DENOMINATOR = 2_520
"""Scales found are rounded to multiples of one over this, the least multiple of 1 to 10."""
VIOLATED = 1e-6


VEHICLE = 1_000_000
"""Sizes of vehicles are told from those of cargo by this much, where a scale tells them apart."""


class Rooms(NamedTuple):
    """What a row has room for: of cargo alone, of vehicles alone, of both."""

    cargo: int
    vehicles: int
    both: int

    @classmethod
    def alike(cls, room: int) -> "Rooms":
        """The same for all."""
        return cls(room, room, room)


@dataclass(frozen=True, slots=True)
class Scale:
    """A step function of the size: the value of the largest `sizes` not above it, 0 below them all; values do not fall.

    Where it is `by_kind`, it is one for cargo and another for vehicles, whose sizes are larger by VEHICLE.
    """

    sizes: tuple[int, ...]
    values: tuple[int, ...]
    limit: int
    by_kind: bool = False

    def of(self, size: int, rolls: bool = False) -> int:
        """The value of a size, of cargo or of a vehicle."""
        asked = size + VEHICLE if rolls and self.by_kind else size
        at = bisect_right(self.sizes, asked)
        return self.values[at - 1] if at and self.sizes[at - 1] // VEHICLE == asked // VEHICLE else 0


def identity(room: int, sizes: set[int]) -> Scale:
    """Every size is worth itself."""
    ordered = tuple(sorted(size % VEHICLE for size in sizes))
    ordered = tuple(dict.fromkeys(ordered))
    return Scale(ordered, ordered, room)


def wider_than_half(room: int, sizes: set[int]) -> Scale | None:
    """1 for what is wider than half the room."""
    least = min((size % VEHICLE for size in sizes if 2 * (size % VEHICLE) > room), default=None)
    return None if least is None else Scale((least,), (1,), 1)


def cutting_scale(demand: dict[int, int], length: float, rooms: Rooms, sizes: set[int], by_kind: bool) -> Scale | None:
    """The scale under which items need more than the length, or None where slices of them fit.

    demand: by width, how much length of the hold in cm its items take. Slices of 1 cm of the items go side by side where their
    widths fit the room; the fewest slices of the hold, by column generation, and their dual values, which are a scale. It is then
    lifted for all `sizes` that may come.
    """
    widths = sorted(demand)
    if not widths:
        return None
    program = LinearProgram()
    rows = [program.add_row(lower=demand[width]) for width in widths]
    for row, width in zip(rows, widths, strict=True):
        program.add_column(1.0, [(row, max(_alone(width, rooms) // (width % VEHICLE), 1))])
    while True:
        found = program.relaxed()
        slice_, value = _best_slice(widths, found.duals.tolist(), rooms)
        if value <= 1 + VIOLATED:
            break
        program.add_column(1.0, [(rows[n], float(times)) for n, times in slice_.items()])
    if found.value <= length + VIOLATED * length:
        return None
    values = np.floor(np.array(found.duals) * DENOMINATOR + 1e-6).astype(np.int64).tolist()
    return _lifted(_steps(widths, values, rooms, by_kind), rooms, sizes)


def _alone(width: int, rooms: Rooms) -> int:
    return rooms.vehicles if width >= VEHICLE else rooms.cargo


def _rows(sizes: list[int], rooms: Rooms) -> list[tuple[list[int], int]]:
    """The rows there may be: the indices of sizes that may stand in it, and its room."""
    cargo = [n for n, size in enumerate(sizes) if size < VEHICLE]
    vehicles = [n for n, size in enumerate(sizes) if size >= VEHICLE]
    if not vehicles or not cargo:
        return [(cargo or vehicles, rooms.cargo if cargo else rooms.vehicles)]
    return [(cargo, rooms.cargo), (vehicles, rooms.vehicles), (cargo + vehicles, rooms.both)]


def _filled(sizes: list[int], worth: list[float], members: list[int], room: int) -> tuple[Worth, Sizes]:
    return _unbounded(np.array([sizes[n] % VEHICLE for n in members], np.int64), np.array([worth[n] for n in members]), room)


def _best_slice(widths: list[int], worth: list[float], rooms: Rooms) -> tuple[dict[int, int], float]:
    """Widths, by index and number, that fit side by side and are worth the most."""
    answers: list[tuple[dict[int, int], float]] = []
    for members, room in _rows(widths, rooms):
        best, last = _filled(widths, worth, members, room)
        taken: dict[int, int] = {}
        used = room
        while used > 0:
            at = int(last[used])
            if at < 0:
                used -= 1
            else:
                taken[members[at]] = taken.get(members[at], 0) + 1
                used -= widths[members[at]] % VEHICLE
        answers.append((taken, float(best[room])))
    return max(answers, key=lambda answer: answer[1])


def _lifted(scale: Scale, rooms: Rooms, sizes: set[int]) -> Scale:
    """The scale with the value of every size raised as far as the limit allows, the largest first."""
    ordered = sorted(size for size in sizes if size % VEHICLE <= _alone(size, rooms))
    values = [float(scale.of(size % VEHICLE, size >= VEHICLE)) for size in ordered]
    for n in sorted(range(len(ordered)), key=lambda n: -(ordered[n] % VEHICLE)):
        values[n], size = 0.0, ordered[n] % VEHICLE
        free = [
            (scale.limit - best[room - times * size]) // times
            for members, room in _rows(ordered, rooms)
            if n in members
            for best, _ in [_filled(ordered, values, members, room)]
            for times in range(1, room // size + 1)
        ]
        values[n] = float(max(min(free), 0.0))
    return _steps(ordered, [int(value) for value in values], rooms, scale.by_kind)


def _steps(widths: list[int], values: list[int], rooms: Rooms, by_kind: bool) -> Scale:
    """The sizes at which the value grows, of cargo and of vehicles, and the limit that they really have."""
    sizes: list[int] = []
    kept: list[int] = []
    for rolls in (False, True):
        reached = 0
        for width, value in sorted(zip(widths, values, strict=True)):
            if (width >= VEHICLE) == rolls and value > reached:
                sizes.append(width)
                kept.append(value)
                reached = value
    worth = [float(value) for value in kept]
    limit = max((float(_filled(sizes, worth, members, room)[0][room]) for members, room in _rows(sizes, rooms)), default=0.0)
    return Scale(tuple(sizes), tuple(kept), round(limit), by_kind)


@compiled
def _unbounded(sizes: Sizes, worth: Worth, room: int) -> tuple[Worth, Sizes]:
    """Unbounded knapsack: the most that fits every room up to this, and which size was put in last (-1: none)."""
    best, last = np.zeros(room + 1, np.float64), np.full(room + 1, -1, np.int64)
    for used in range(1, room + 1):
        best[used] = best[used - 1]
        for n in range(len(sizes)):
            if sizes[n] <= used and best[used - sizes[n]] + worth[n] > best[used] + 1e-12:
                best[used], last[used] = best[used - sizes[n]] + worth[n], n
    return best, last
