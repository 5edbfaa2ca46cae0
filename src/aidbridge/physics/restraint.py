"""How many chains or straps hold an item (rule L11): tie-down strength forward, aft, to either side and up against mass x factor.

Friction is not counted. Devices stand in pairs, one to each side; those that hold forward do not hold aft, all hold down, and
half of them hold to each side (the practice of MIL-STD-1791 and of airlines' load manuals, recalled).
"""

import math
from typing import NamedTuple

from ..model.policy import RestraintPolicy


class Restraint(NamedTuple):
    """Devices for one item, and what each direction alone would need."""

    devices: int
    forward: int
    aft: int
    lateral: int
    up: int


def restraint(mass_kg: int, policy: RestraintPolicy, ring_limit_kg: float | None) -> Restraint | None:
    """The devices that hold so much mass; a ring weaker than the device limits it. None where none can act in some direction."""
    strength = min(policy.device_kg, policy.device_kg if ring_limit_kg is None else ring_limit_kg)
    along, across, upward = strength * policy.along, strength * policy.across, strength * policy.upward
    needs = ((policy.forward_g, along), (policy.aft_g, along), (2 * policy.lateral_g, across), (policy.up_g, upward))
    if any(factor and not capacity for factor, capacity in needs):
        return None
    forward, aft, lateral, up = (_pairs(mass_kg * factor, capacity) for factor, capacity in needs)
    return Restraint(max(forward + aft, lateral, up), forward, aft, lateral, up)


def _pairs(needed_kg: float, capacity_kg: float) -> int:
    return 2 * math.ceil(round(needed_kg / (2 * capacity_kg), 9)) if needed_kg else 0
