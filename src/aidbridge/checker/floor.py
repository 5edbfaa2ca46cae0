"""Items on the floor of the hold: inside it, apart from each other (L2), and through the door and up the ramp (L3)."""

from itertools import combinations

from ..model.fleet import AircraftType
from ..model.plan import Load
from ..physics.approach import entry_height_cm, steepest_deg
from ..physics.floor import ramp_cm
from ..physics.hold_heights import clearings
from ..physics.standing import Stood
from .docket import Docket
from .items import basis_of, facts_of, floor_cm, gap_cm, item_facts
from .units import units_are_built
from .world import ROLLING, World


def items_lie_apart(world: World, docket: Docket) -> None:
    """L2 Items lie inside the hold's floor, do not overlap, and keep the clearances; so do packages in the units that they fill."""
    for load in world.plan.loads:
        _turned(world, docket, load)
        type = world.types.get(load.aircraft_type)
        if type is None:
            docket.broken(load.id, "unknown_type", type=load.aircraft_type)
        elif any(world.floor_items(load)):
            _inside(world, docket, load, type)
            _apart(world, docket, load)
    units_are_built(world, docket)


def _turned(world: World, docket: Docket, load: Load) -> None:
    for placement in load.placements:
        item = world.items.get(placement.item)
        if item is not None and placement.turned:
            docket.require(item.turnable, load.id, "not_turnable", item=item.id)


def _inside(world: World, docket: Docket, load: Load, type: AircraftType) -> None:
    known = docket.rests_on(load.id, "inside", facts_of("aircraft", type, type.id, "hold_length_m", "hold_width_m"))
    policy = world.mission.policy.hold
    for item, x_from, x_to, y_from, y_to in world.floor_items(load):
        docket.rests_on(load.id, "inside", item_facts(item, "length_m", "width_m"))
        wall = gap_cm(policy, item)
        docket.at_least(load.id, "inside", x_from, 0, "cm", item=item.id, side="front")
        docket.at_least(load.id, "inside", y_from, wall, "cm", item=item.id, side="left")
        if known and type.hold_length_m is not None and type.hold_width_m is not None:
            docket.at_most(load.id, "inside", x_to, _rear_cm(world, type), "cm", item=item.id, side="rear")
            docket.at_most(load.id, "inside", y_to, floor_cm(type.hold_width_m) - wall, "cm", item=item.id, side="right")


def _rear_cm(world: World, type: AircraftType) -> int:
    """The rear end of what may be stood on: the floor's, or the ramp's where the mission uses it in flight."""
    policy = world.mission.policy.hold
    ramp = ramp_cm(type, policy.ramp_gap_m) if policy.ramp_in_flight else None
    return ramp[1] if ramp else floor_cm(type.hold_length_m or 0)


def _apart(world: World, docket: Docket, load: Load) -> None:
    """Two items are as far apart as they are along the hold or across it, whichever is more."""
    policy = world.mission.policy.hold
    for (one, ax, ax2, ay, ay2), (two, bx, bx2, by, by2) in combinations(world.floor_items(load), 2):
        docket.rests_on(load.id, "apart", item_facts(one, "length_m", "width_m") | item_facts(two, "length_m", "width_m"))
        apart = max(bx - ax2, ax - bx2, by - ay2, ay - by2)
        docket.at_least(load.id, "apart", apart, gap_cm(policy, one, two), "cm", item=one.id, other=two.id)


def items_pass_the_door(world: World, docket: Docket) -> None:
    """L3 Height and width fit the hold, all along the way in, and the door; vehicles clear the ramp they drive up."""
    for load in world.plan.loads:
        type = world.types.get(load.aircraft_type)
        if type is None or not world.standing(load):
            continue
        limits = facts_of("aircraft", type, type.id, "hold_height_m", "door_height_m", "door_width_m", "hold_width_m")
        docket.rests_on(load.id, "fits", limits)
        for stood in world.standing(load):
            docket.rests_on(load.id, "fits", item_facts(stood.item, "height_m", "width_m"))
            _fits(world, docket, load, type, stood)
            if type.ramp_angle_deg is not None and stood.item.kind in ROLLING:
                _approach(docket, load, type, stood, type.ramp_angle_deg)


def _fits(world: World, docket: Docket, load: Load, type: AircraftType, stood: Stood) -> None:
    policy, item = world.mission.policy.hold, stood.item
    roof = round(policy.roof_gap_m * 100, 6)
    across = stood.y_to_cm - stood.y_cm
    limits = [
        ("door_height", item.height_cm, type.door_height_m),
        ("door_width", across, type.door_width_m),
        ("hold_width", across + 2 * gap_cm(policy, item), type.hold_width_m),
    ]
    if type.height_profile:
        docket.rests_on(load.id, "fits", {f"aircraft:{type.id}.height_profile": True})
        for passed in clearings(type, stood):
            docket.at_most(load.id, "profile", passed.height_cm + roof, passed.limit_cm, "cm", item=item.id, at_cm=passed.at_cm)
    else:
        limits.append(("hold_height", item.height_cm + roof, type.hold_height_m))
    for what, value, limit_m in limits:
        if limit_m is not None:
            docket.at_most(load.id, "fits", value, floor_cm(limit_m), "cm", item=item.id, what=what)


def _approach(docket: Docket, load: Load, type: AircraftType, stood: Stood, ramp_deg: float) -> None:
    item = stood.item
    docket.rests_on(load.id, "approach", facts_of("aircraft", type, type.id, "ramp_angle_deg"))
    for what, clears in sorted(steepest_deg(item).items()):
        if docket.rests_on(load.id, "approach", {f"{basis_of(item)}.{what}_deg": clears}) and clears is not None:
            docket.at_least(load.id, "approach", clears, ramp_deg, "deg", item=item.id, what=what)
    if type.door_height_m is not None:
        height = entry_height_cm(item, ramp_deg)
        docket.at_most(load.id, "entry", height, floor_cm(type.door_height_m), "cm", item=item.id)
