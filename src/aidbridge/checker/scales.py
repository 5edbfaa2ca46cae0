"""Scales of a certificate: other sizes for items, such that whatever fits side by side still does."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .certificate import count_list, is_count

STEPS = 400
"""Scales of more steps are not read."""


VEHICLE = 1_000_000
"""Sizes of vehicles are larger by this, where a scale tells them from cargo."""


class Rooms(NamedTuple):
    """What a row has room for, in cm: of cargo alone, of vehicles alone, of both."""

    cargo: int
    vehicles: int
    both: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A step function of sizes in cm: the value of the largest step not above the size, 0 below them all; by kind, one for cargo
    and another for vehicles."""

    sizes: tuple[int, ...]
    values: tuple[int, ...]
    limit: int
    by_kind: bool

    def of(self, size: int, rolls: bool) -> int:
        """The value of a size, of cargo or of a vehicle."""
        asked = size + VEHICLE if rolls and self.by_kind else size
        at = bisect_right(self.sizes, asked)
        return self.values[at - 1] if at and (self.sizes[at - 1] >= VEHICLE) == (asked >= VEHICLE) else 0

    def most(self, rooms: Rooms) -> int:
        """The largest sum of values of sizes that fit a row together, each as often as one likes (exact). A scale that does not
        tell vehicles from cargo goes by the largest room."""
        if not self.by_kind:
            return self._row(list(zip(self.sizes, self.values, strict=True)), max(rooms))
        steps = [(size % VEHICLE, value, size >= VEHICLE) for size, value in zip(self.sizes, self.values, strict=True)]
        cargo = [(size, value) for size, value, rolls in steps if not rolls]
        vehicles = [(size, value) for size, value, rolls in steps if rolls]
        rows = ((cargo, rooms.cargo), (vehicles, rooms.vehicles), (cargo + vehicles, rooms.both))
        return max(self._row(steps, room) for steps, room in rows)

    def _row(self, steps: list[tuple[int, int]], room: int) -> int:
        if room <= 0:
            return 0
        if all(value <= size for size, value in steps) and self.limit >= room:
            return room
        best = np.zeros(room + 1, np.int64)
        for size, value in steps:
            times = 1
            while size * times <= room:
                # Twice as many each time: together they make every number that fits.
                np.maximum(best[size * times :], best[: room + 1 - size * times] + value * times, out=best[size * times :])
                times *= 2
        return int(best[room])

    @property
    def is_plain(self) -> bool:
        """Whether no size is worth more than itself."""
        return not self.by_kind and all(value <= size for size, value in zip(self.sizes, self.values, strict=True))


def scale_of(told: object) -> Scale | None:
    """A scale as a certificate states it; None for anything else: sizes above 0 that grow, as many values, a limit above 0."""
    if not isinstance(told, dict):
        return None
    sizes, values, limit = count_list(told.get("sizes")), count_list(told.get("values")), told.get("limit")
    if sizes is None or values is None or not is_count(limit) or limit <= 0 or len(sizes) != len(values) or len(sizes) > STEPS:
        return None
    if any(a >= b for a, b in zip([0, *sizes], sizes, strict=False)) or max([*sizes, *values], default=0) > 10**7:
        return None
    by_kind = told.get("by_kind", False)
    if not isinstance(by_kind, bool) or any(size % VEHICLE == 0 or size >= (2 * VEHICLE if by_kind else VEHICLE) for size in sizes):
        return None
    return Scale(tuple(sizes), tuple(values), limit, by_kind)
