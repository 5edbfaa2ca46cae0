"""Persons in the aircraft: they sit, and not beside what they may not fly with (L7)."""

from ..model.fleet import AircraftType
from ..model.plan import Load
from ..physics.seats import side_seats
from .docket import Docket
from .items import floor_cm, gap_cm
from .world import World


def persons_sit(world: World, docket: Docket) -> None:
    """L7 Persons have seats and never fly with goods they may not fly with; vehicle cabs have no seats, and the sides of cargo only
    in a type that says how many."""
    for load in world.plan.loads:
        type = world.types.get(load.aircraft_type)
        persons = 0
        for id in load.persons:
            item = world.items.get(id)
            if item is not None:
                docket.require(item.kind == "persons", load.id, "no_persons", item=id, kind=item.kind)
                persons += item.persons
        for placement in load.placements:
            item = world.items.get(placement.item)
            if item is not None and item.kind == "persons":
                docket.broken(load.id, "on_the_floor", item=item.id)
                persons += item.persons
        if persons and type is not None:
            _seats(world, docket, load, type, persons)
            _goods(world, docket, load)


def _seats(world: World, docket: Docket, load: Load, type: AircraftType, persons: int) -> None:
    fields = ["seats_beside_cargo"] if type.troop_seats is None else ["troop_seats"]
    fields += ["hold_length_m"] if any(world.floor_items(load)) and type.troop_seats else []
    fields += ["seats_per_side_m"] if type.seats_per_side_m is not None and world.standing(load) else []
    known = docket.rests_on(load.id, "seats", {f"aircraft:{type.id}.{field}": getattr(type, field) for field in fields})
    if known:
        docket.at_most(load.id, "seats", persons, _seats_left(world, load, type), "persons")


def _seats_left(world: World, load: Load, type: AircraftType) -> int:
    """Seats of a separate cabin, and of the troop seats those along free floor, rounded down, and beside cargo with room aside."""
    cabin, troops, policy = type.seats_beside_cargo or 0, type.troop_seats or 0, world.mission.policy.hold
    taken = [(x_from - gap, x_to + gap) for i, x_from, x_to, _, _ in world.floor_items(load) for gap in (gap_cm(policy, i),)]
    if not taken:
        return cabin + troops
    hold = floor_cm(type.hold_length_m or 0)
    free, reached = 0.0, 0.0
    for start, end in sorted(taken):
        free += max(min(start, hold) - reached, 0)
        reached = max(reached, min(end, hold))
    if not hold:
        return cabin
    return cabin + min(int(troops * (free + hold - reached) // hold) + side_seats(type, world.standing(load), policy), troops)


def _goods(world: World, docket: Docket, load: Load) -> None:
    for placement in load.placements:
        item = world.items.get(placement.item)
        for goods in item.dangerous if item else ():
            docket.require(goods.with_persons, load.id, "dangerous_goods", item=placement.item, un=goods.un)
