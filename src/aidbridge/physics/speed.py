"""Flying times: block time at the type's cruising speed, winds and climbs left out, rounded up to whole minutes."""

import math

from ..model.fleet import AircraftType
from ..model.resolved import Crossing

FUZZ_MIN = 1e-6
"""Sums of km that only rounding lifts over a whole minute do not cost another one."""


def flying_min(type: AircraftType, km: float) -> int:
    """Minutes to fly the distance: 60 km / true airspeed, rounded up. Raises ValueError for a negative distance."""
    if km < 0:
        raise ValueError(f"distance is {km} km: give 0 or more")
    return max(0, math.ceil(_minutes(type, km) - FUZZ_MIN))


def crossing_min(type: AircraftType, depart_min: int, crossing: Crossing) -> tuple[int, int]:
    """The minutes in which the aircraft surely enters and leaves the airspace: entry rounded down, exit rounded up."""
    enter, leave = _minutes(type, crossing.enter_km), _minutes(type, crossing.leave_km)
    return depart_min + math.floor(enter + FUZZ_MIN), depart_min + max(0, math.ceil(leave - FUZZ_MIN))


def _minutes(type: AircraftType, km: float) -> float:
    return 60 * km / type.cruise_tas_kmh
