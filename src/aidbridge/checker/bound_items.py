"""What certificates of loads speak of: items that fly in the phase, and the types that may carry them."""

import math
from collections.abc import Mapping

from ..model.fleet import AircraftType
from ..model.plan import Bound
from ..model.policy import HoldPolicy
from ..model.resolved import Item
from ..physics.floor import ramp_cm
from .docket import Docket
from .items import gap_cm
from .world import ROLLING, World


def flying(world: World, docket: Docket, bound: Bound, named: Mapping[str, int]) -> list[Item] | None:
    """The items that a certificate names: each has to fly in the phase."""
    found: list[Item] = []
    for id in sorted(named):
        item = world.items.get(id)
        home = bound.figure == "loaded_sorties_home"
        if item is None or not item.flies or not world.accepted(item.offer) or (home and not item.returns):
            docket.broken(bound.figure, "does_not_fly", item=id, name=bound.name)
            return None
        found.append(item)
    return found


def types_that_fly(world: World) -> list[AircraftType]:
    """The types with an aircraft of an accepted offer, and those that are had without number: with none of their own."""
    accepted = {tail.type for tail in world.mission.fleet if world.accepted(tail.offer)}
    named = {tail.type for tail in world.mission.fleet}
    return [type for id, type in sorted(world.types.items()) if id in accepted or id not in named]


def least_gap_cm(policy: HoldPolicy, item: Item) -> int:
    """What an item keeps clear at least whatever stands beside it, in whole cm that are surely kept: cargo beside a vehicle may
    keep the vehicle's gap alone."""
    least = min(policy.vehicle_gap_m, policy.cargo_gap_m)
    return math.floor(gap_cm(policy, item) if item.kind in ROLLING else round(least * 100, 6))


def ramp_in_use(type: AircraftType, policy: HoldPolicy) -> int:
    """Length in cm of the ramp where items may stand on it in flight; 0 where they may not."""
    stretch = ramp_cm(type, policy.ramp_gap_m) if policy.ramp_in_flight and type.ramp_load_limit_kg is not None else None
    return stretch[1] - stretch[0] if stretch else 0


def no_ramp(world: World, docket: Docket, bound: Bound) -> bool:
    """Whether no ramp is in use, beside which an argument about the floor alone would prove nothing."""
    for type in types_that_fly(world):
        if ramp_in_use(type, world.mission.policy.hold):
            docket.broken(bound.figure, "ramp", name=bound.name, type=type.id)
            return False
    return True


def malformed(docket: Docket, bound: Bound, what: str) -> None:
    """Say what the certificate lacks."""
    docket.broken(bound.figure, "malformed", name=bound.name, expected=what)
