"""Mutants of the rules on the hold: its floor, its door, its seats, its trailers."""

from aidbridge.model.plan import Load, Placement, Plan
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()


# L2 Inside and apart


@MUTANTS.breaks("L2", "inside")
def out_at_the_front(c: Case) -> Plan:
    return c.place(c.load(), 0, x_cm=-1)


@MUTANTS.breaks("L2", "inside")
def out_at_the_rear(c: Case) -> Plan:
    return c.place(c.load(), 0, x_cm=c.hold_cm(c.load())[0] - 10)


@MUTANTS.breaks("L2", "inside")
def too_near_the_left_wall(c: Case) -> Plan:
    load = c.load()
    return c.place(load, c.rolling(load), y_cm=14)


@MUTANTS.breaks("L2", "inside")
def cargo_too_near_the_left_wall(c: Case) -> Plan:
    load = c.load_where(lambda load: any(c.known(p.item).kind == "cargo" for p in load.placements))
    number = pick(i for i, p in enumerate(load.placements) if c.known(p.item).kind == "cargo")
    return c.place(load, number, y_cm=4)


@MUTANTS.breaks("L2", "inside")
def too_near_the_right_wall(c: Case) -> Plan:
    load = c.load()
    number = c.rolling(load)
    return c.place(load, number, y_cm=c.hold_cm(load)[1] - c.known(load.placements[number].item).width_cm - 14)


@MUTANTS.breaks("L2", "apart")
def two_in_one_place(c: Case) -> Plan:
    load = c.crowded()
    return c.place(load, 1, x_cm=load.placements[0].x_cm, y_cm=load.placements[0].y_cm)


@MUTANTS.breaks("L2", "apart")
def one_centimetre_too_near(c: Case) -> Plan:
    load = c.load_where(lambda load: sum(c.known(p.item).kind == "vehicle" for p in load.placements) > 1)
    one, two = load.placements[c.rolling(load, 0)], c.rolling(load, 1)
    return c.place(load, two, x_cm=one.x_cm + c.known(one.item).length_cm + 14, y_cm=one.y_cm)


@MUTANTS.breaks("L2", "apart")
def bumper_to_bumper(c: Case) -> Plan:
    load = c.load_where(lambda load: sum(c.known(p.item).kind == "vehicle" for p in load.placements) > 1)
    one, two = load.placements[c.rolling(load, 0)], c.rolling(load, 1)
    return c.place(load, two, x_cm=one.x_cm + c.known(one.item).length_cm, y_cm=one.y_cm)


@MUTANTS.breaks("L2", "apart")
def half_inside_the_other(c: Case) -> Plan:
    load = c.crowded()
    one = load.placements[0]
    return c.place(load, 1, x_cm=one.x_cm + c.known(one.item).length_cm // 2, y_cm=one.y_cm + 10)


@MUTANTS.breaks("L2", "apart")
def another_item_on_top(c: Case) -> Plan:
    load, other = c.load(0), c.load(1)
    return c.edit(
        "loads",
        load,
        placements=[p.model_dump() for p in (*load.placements, changed(load.placements[0], item=other.placements[0].item))],
    )


@MUTANTS.breaks("L2", "not_turnable")
def vehicle_turned(c: Case) -> Plan:
    load = c.load_where(lambda load: any(not c.known(p.item).turnable for p in load.placements))
    return c.place(load, pick(i for i, p in enumerate(load.placements) if not c.known(p.item).turnable), turned=True)


@MUTANTS.breaks("L2", "inside")
def home_load_out_at_the_rear(c: Case) -> Plan:
    load = c.load(phase="home")
    return c.place(load, -1, x_cm=c.hold_cm(load)[0])


@MUTANTS.breaks("L2", "unknown_type")
def hold_of_an_unknown_type(c: Case) -> Plan:
    return c.edit("loads", c.load(), aircraft_type="zeppelin")


# L3 Through the door


def _long(c: Case, load: Load) -> int:
    """Number of the load's longest item; it is longer than the hold is wide."""
    longest = max(range(len(load.placements)), key=lambda i: c.known(load.placements[i].item).length_cm)
    if c.known(load.placements[longest].item).length_cm <= c.hold_cm(load)[1]:
        raise NoTargetError
    return longest


@MUTANTS.breaks("L3", "fits")
def longest_item_across(c: Case) -> Plan:
    return c.place(c.load(), _long(c, c.load()), turned=True)


@MUTANTS.breaks("L3", "fits")
def longest_item_across_on_the_way_home(c: Case) -> Plan:
    load = c.load(phase="home")
    return c.place(load, _long(c, load), turned=True)


@MUTANTS.breaks("L3", "fits")
def everything_across(c: Case) -> Plan:
    load = c.load()
    _long(c, load)
    return c.edit("loads", load, placements=[changed(p, turned=True).model_dump() for p in load.placements])


@MUTANTS.breaks("L3", "fits")
def longest_item_of_the_mission_across(c: Case) -> Plan:
    longest = max((i for i in c.resolved.items if i.flies), key=lambda i: i.length_cm)
    placement = Placement(item=longest.id, x_cm=0, y_cm=0, turned=True)
    return c.edit("loads", c.load(1), placements=[*(p.model_dump() for p in c.load(1).placements), placement.model_dump()])


@MUTANTS.breaks("L3", "fits")
def item_too_tall(c: Case) -> Plan:
    height = c.resolved.aircraft_type(c.load().aircraft_type).door_height_m or 0
    return c.stow(c.load(), c.spare(lambda i: i.height_cm > height * 100).id)


@MUTANTS.breaks("L3", "fits")
def item_too_tall_on_the_last_load(c: Case) -> Plan:
    load = c.load(-1)
    height = c.resolved.aircraft_type(load.aircraft_type).hold_height_m or 0
    return c.stow(load, c.spare(lambda i: i.height_cm + 10 > height * 100).id)


@MUTANTS.breaks("L3", "fits")
def item_too_wide_between_the_walls(c: Case) -> Plan:
    width = c.hold_cm(c.load())[1]
    return c.stow(c.load(), c.spare(lambda i: width - 10 < i.width_cm <= width).id)


@MUTANTS.breaks("L3", "fits")
def aircraft_with_a_lower_door(c: Case) -> Plan:
    return c.edit("loads", c.load(), aircraft_type=c.weaker_type(c.load()))


@MUTANTS.breaks("L3", "fits")
def aircraft_with_a_lower_door_home(c: Case) -> Plan:
    load = c.load(phase="home")
    return c.edit("loads", load, aircraft_type=c.weaker_type(load))


# L4 What the floor carries


@MUTANTS.breaks("L4", "ramp")
def on_the_ramp(c: Case) -> Plan:
    return c.place(c.load(), -1, x_cm=c.hold_cm(c.load())[0] - 20)


@MUTANTS.breaks("L4", "ramp")
def wholly_on_the_ramp_home(c: Case) -> Plan:
    load = c.load(phase="home")
    return c.place(load, 0, x_cm=c.hold_cm(load)[0] + 1)


@MUTANTS.breaks("L4", "axle")
def axles_too_heavy(c: Case) -> Plan:
    limit = c.resolved.aircraft_type(c.load().aircraft_type).axle_limit_kg or 0
    return c.stow(c.load(), c.spare(lambda i: any(a.load_kg > limit for a in i.axles)).id)


@MUTANTS.breaks("L4", "axle")
def axles_too_heavy_on_another_load(c: Case) -> Plan:
    limit = c.resolved.aircraft_type(c.load(1).aircraft_type).axle_limit_kg or 0
    return c.stow(c.load(1), c.spare(lambda i: any(a.load_kg > limit for a in i.axles)).id)


@MUTANTS.breaks("L4", "area")
def crate_too_dense(c: Case) -> Plan:
    limit = c.resolved.aircraft_type(c.load().aircraft_type).floor_limit_kg_m2 or 0
    dense = c.spare(lambda i: not i.axles and i.length_cm > 0 and i.mass_kg * 10_000 > limit * i.length_cm * i.width_cm)
    return c.stow(c.load(), dense.id)


@MUTANTS.breaks("L4", "item")
def item_too_heavy(c: Case) -> Plan:
    limit = c.resolved.aircraft_type(c.load().aircraft_type).single_item_limit_kg or 0
    return c.stow(c.load(), c.spare(lambda i: i.mass_kg > limit).id)


@MUTANTS.breaks("L4", "axle")
def vehicles_on_a_weaker_floor(c: Case) -> Plan:
    load = c.load_where(lambda load: any(c.known(p.item).axles for p in load.placements))
    return c.edit("loads", load, aircraft_type=c.weaker_type(load))


@MUTANTS.breaks("L4", "area")
def cargo_on_a_weaker_floor(c: Case) -> Plan:
    load = c.load_where(lambda load: any(not c.known(p.item).axles for p in load.placements))
    return c.edit("loads", load, aircraft_type=c.weaker_type(load))


@MUTANTS.breaks("L4", "item")
def whole_items_on_a_weaker_floor_home(c: Case) -> Plan:
    load = c.load(phase="home")
    return c.edit("loads", load, aircraft_type=c.weaker_type(load))


@MUTANTS.breaks("L4", "ramp")
def last_item_hangs_over(c: Case) -> Plan:
    load = c.load(-1)
    item = c.known(load.placements[-1].item)
    length = item.width_cm if load.placements[-1].turned else item.length_cm
    return c.place(load, -1, x_cm=c.hold_cm(load)[0] - length + 1)


# L7 Persons


def _many(c: Case, load: Load) -> list[str]:
    """A team of the load so often that no aircraft seats it."""
    return [load.persons[0]] * (1_000 // max(c.known(load.persons[0]).persons, 1))


@MUTANTS.breaks("L7", "seats")
def more_persons_than_seats(c: Case) -> Plan:
    return c.seat(c.seated(), *_many(c, c.seated()))


@MUTANTS.breaks("L7", "seats")
def more_persons_than_seats_home(c: Case) -> Plan:
    load = c.seated(phase="home")
    return c.seat(load, *_many(c, load))


@MUTANTS.breaks("L7", "seats")
def crowd_aboard(c: Case) -> Plan:
    return c.seat(c.load(), c.spare(lambda i: i.persons > 100).id)


@MUTANTS.breaks("L7", "seats")
def no_floor_left_for_seats(c: Case) -> Plan:
    load = c.seated()
    vehicle = c.item(lambda i: i.kind == "vehicle" and i.length_cm > 400)
    step = range(0, c.hold_cm(load)[0], vehicle.length_cm)
    return c.edit("loads", load, placements=[Placement(item=vehicle.id, x_cm=x, y_cm=20).model_dump() for x in step])


@MUTANTS.breaks("L7", "seats")
def aircraft_with_few_seats(c: Case) -> Plan:
    return c.edit("loads", c.seated(), aircraft_type=c.weaker_type(c.seated()))


@MUTANTS.breaks("L7", "on_the_floor")
def team_on_the_floor(c: Case) -> Plan:
    return c.stow(c.load(), c.seated().persons[0])


@MUTANTS.breaks("L7", "on_the_floor")
def team_on_the_floor_home(c: Case) -> Plan:
    load = c.seated(phase="home")
    placement = Placement(item=load.persons[0], x_cm=0, y_cm=0)
    return c.edit(
        "loads", load, persons=load.persons[1:], placements=[*(p.model_dump() for p in load.placements), placement.model_dump()]
    )


@MUTANTS.breaks("L7", "no_persons")
def vehicle_on_a_seat(c: Case) -> Plan:
    return c.seat(c.load(), c.load().placements[0].item)


@MUTANTS.breaks("L7", "no_persons")
def pallet_on_a_seat(c: Case) -> Plan:
    return c.seat(c.load(1), c.item(lambda i: i.kind == "cargo" and i.flies).id)


@MUTANTS.breaks("L7", "dangerous_goods")
def fuel_beside_persons(c: Case) -> Plan:
    return c.stow(c.seated(), c.spare(lambda i: any(not g.with_persons for g in i.dangerous)).id)


@MUTANTS.breaks("L7", "dangerous_goods")
def fuel_beside_persons_home(c: Case) -> Plan:
    return c.stow(c.seated(phase="home"), c.spare(lambda i: any(not g.with_persons for g in i.dangerous)).id)


# L9 Trailers


def _towed(c: Case, phase: str = "out") -> tuple[Load, str, str]:
    """A load with a trailer and its tractor, and both."""
    for load in c.plan.loads:
        here = {p.item for p in load.placements}
        for id in sorted(here):
            tractor = c.known(id).towed_by
            if load.phase == phase and c.known(id).kind == "trailer" and tractor in here:
                return load, id, tractor
    raise NoTargetError


def _without(load: Load, id: str) -> list[dict[str, object]]:
    return [p.model_dump() for p in load.placements if p.item != id]


@MUTANTS.breaks("L9", "tractor")
def tractor_left_behind(c: Case) -> Plan:
    load, _, tractor = _towed(c)
    return c.edit("loads", load, placements=_without(load, tractor))


@MUTANTS.breaks("L9", "tractor")
def tractor_left_behind_home(c: Case) -> Plan:
    load, _, tractor = _towed(c, "home")
    return c.edit("loads", load, placements=_without(load, tractor))


def _sent(c: Case, phase: str, moved: str, number: int) -> Plan:
    """The trailer or the tractor alone on the first or last load of the phase."""
    load, trailer, tractor = _towed(c, phase)
    item = trailer if moved == "trailer" else tractor
    leg = pick((leg for leg in c.legs(phase) if leg.load != load.id), number)
    own = next(x for x in c.legs(phase) if x.load == load.id)
    if (leg.arrive_min < own.arrive_min) != (moved == "trailer"):
        raise NoTargetError
    other = c.load_where(lambda x: x.id == leg.load)
    rest = c.edit("loads", load, placements=_without(load, item))
    return Case(c.resolved, rest).stow(next(x for x in rest.loads if x.id == other.id), item)


@MUTANTS.breaks("L9", "tractor")
def trailer_sent_ahead(c: Case) -> Plan:
    return _sent(c, "out", "trailer", 0)


@MUTANTS.breaks("L9", "tractor")
def trailer_sent_ahead_home(c: Case) -> Plan:
    return _sent(c, "home", "trailer", 0)


@MUTANTS.breaks("L9", "tractor")
def another_vehicle_instead(c: Case) -> Plan:
    load, _, tractor = _towed(c)
    other = c.item(lambda i: i.kind == "vehicle" and i.id != tractor)
    return c.place(load, next(i for i, p in enumerate(load.placements) if p.item == tractor), item=other.id)


@MUTANTS.breaks("L9", "tractor")
def another_vehicle_instead_home(c: Case) -> Plan:
    load, _, tractor = _towed(c, "home")
    other = c.item(lambda i: i.kind == "vehicle" and i.id != tractor)
    return c.place(load, next(i for i, p in enumerate(load.placements) if p.item == tractor), item=other.id)


@MUTANTS.breaks("L9", "tractor")
def trailer_alone(c: Case) -> Plan:
    load, trailer, _ = _towed(c)
    return c.edit("loads", load, placements=[p.model_dump() for p in load.placements if p.item == trailer], persons=[])


@MUTANTS.breaks("L9", "tractor")
def tractor_to_another_airfield(c: Case) -> Plan:
    """The tractor has landed before its trailer, but elsewhere."""
    load, _, tractor = _towed(c)
    leg = c.leg()
    if leg.load == load.id:
        raise NoTargetError
    first = c.load_where(lambda x: x.id == leg.load)
    plan = c.edit("loads", load, placements=_without(load, tractor))
    plan = Case(c.resolved, plan).stow(next(x for x in plan.loads if x.id == first.id), tractor)
    return Case(c.resolved, plan).edit_leg(next(x for s in plan.sorties for x in s.legs if x.id == leg.id), destination="ULOO")
