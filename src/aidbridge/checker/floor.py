"""Items on the floor of the hold: inside it, apart from each other (L2), and through the door (L3)."""

from itertools import combinations

from ..model.fleet import AircraftType
from ..model.plan import Load
from .docket import Docket
from .items import facts_of, floor_cm, gap_cm, item_facts
from .world import World


def items_lie_apart(world: World, docket: Docket) -> None:
    """L2 Items lie inside the hold's floor, do not overlap, and keep the clearances."""
    for load in world.plan.loads:
        _turned(world, docket, load)
        type = world.types.get(load.aircraft_type)
        if type is None:
            docket.broken(load.id, "unknown_type", type=load.aircraft_type)
        elif any(world.floor_items(load)):
            _inside(world, docket, load, type)
            _apart(world, docket, load)


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
            docket.at_most(load.id, "inside", x_to, floor_cm(type.hold_length_m), "cm", item=item.id, side="rear")
            docket.at_most(load.id, "inside", y_to, floor_cm(type.hold_width_m) - wall, "cm", item=item.id, side="right")


def _apart(world: World, docket: Docket, load: Load) -> None:
    """Two items are as far apart as they are along the hold or across it, whichever is more."""
    policy = world.mission.policy.hold
    for (one, ax, ax2, ay, ay2), (two, bx, bx2, by, by2) in combinations(world.floor_items(load), 2):
        docket.rests_on(load.id, "apart", item_facts(one, "length_m", "width_m") | item_facts(two, "length_m", "width_m"))
        apart = max(bx - ax2, ax - bx2, by - ay2, ay - by2)
        docket.at_least(load.id, "apart", apart, gap_cm(policy, one, two), "cm", item=one.id, other=two.id)


def items_pass_the_door(world: World, docket: Docket) -> None:
    """L3 Height and width fit the hold and the door they pass through, with the gap to the roof."""
    roof = round(world.mission.policy.hold.roof_gap_m * 100, 6)
    for load in world.plan.loads:
        type = world.types.get(load.aircraft_type)
        if type is None or not any(world.floor_items(load)):
            continue
        limits = facts_of("aircraft", type, type.id, "hold_height_m", "door_height_m", "door_width_m", "hold_width_m")
        docket.rests_on(load.id, "fits", limits)
        for item, _, _, y_from, y_to in world.floor_items(load):
            docket.rests_on(load.id, "fits", item_facts(item, "height_m", "width_m"))
            across = y_to - y_from
            walls = 2 * gap_cm(world.mission.policy.hold, item)
            for what, value, limit_m in (
                ("hold_height", item.height_cm + roof, type.hold_height_m),
                ("door_height", item.height_cm, type.door_height_m),
                ("door_width", across, type.door_width_m),
                ("hold_width", across + walls, type.hold_width_m),
            ):
                if limit_m is not None:
                    docket.at_most(load.id, "fits", value, floor_cm(limit_m), "cm", item=item.id, what=what)
