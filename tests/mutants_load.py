"""Mutants of the rules on what a load holds, and what the aircraft lifts."""

from aidbridge.model.plan import LeftBehind, Load, Plan
from mutant import Case, Collection, changed, pick

MUTANTS = Collection()


# L1 Each item once


@MUTANTS.breaks("L1", "forgotten")
def item_forgotten(c: Case) -> Plan:
    load = c.load()
    return c.edit("loads", load, placements=[p.model_dump() for p in load.placements[1:]])


@MUTANTS.breaks("L1", "forgotten")
def team_forgotten_on_the_way_home(c: Case) -> Plan:
    return c.edit("loads", c.seated(phase="home"), persons=[])


@MUTANTS.breaks("L1", "forgotten")
def load_forgotten(c: Case) -> Plan:
    return c.put("loads", c.load())


@MUTANTS.breaks("L1", "loaded_twice")
def item_on_two_loads(c: Case) -> Plan:
    return c.stow(c.load(1), c.load(0).placements[0].item)


@MUTANTS.breaks("L1", "loaded_twice")
def item_twice_on_one_load(c: Case) -> Plan:
    return c.stow(c.load(), c.load().placements[0].item)


@MUTANTS.breaks("L1", "loaded_and_left")
def item_loaded_and_left(c: Case) -> Plan:
    row = LeftBehind.model_validate({"item": c.load().placements[0].item, "phase": "out", "reason": {"key": "x"}})
    return c.add("left_behind", row)


@MUTANTS.breaks("L1", "no_reason")
def left_without_a_reason(c: Case) -> Plan:
    load = c.load()
    row = LeftBehind.model_validate({"item": load.placements[0].item, "phase": "out", "reason": {"key": ""}})
    rest = changed(load, placements=[p.model_dump() for p in load.placements[1:]])
    return Case(c.resolved, c.put("loads", load, rest)).add("left_behind", row)


@MUTANTS.breaks("L1", "unknown_item")
def item_that_does_not_exist(c: Case) -> Plan:
    return c.stow(c.load(), "nothing")


@MUTANTS.breaks("L1", "does_not_fly")
def host_vehicle_on_board(c: Case) -> Plan:
    return c.stow(c.load(), c.item(lambda i: not i.flies and i.kind == "vehicle").id)


@MUTANTS.breaks("L1", "does_not_return")
def gift_taken_home(c: Case) -> Plan:
    return c.stow(c.load(phase="home"), c.item(lambda i: not i.returns and i.kind == "cargo").id)


@MUTANTS.breaks("L1", "duplicate_load")
def load_id_twice(c: Case) -> Plan:
    return c.add("loads", c.load())


@MUTANTS.breaks("L1", "flown_once")
def load_not_flown(c: Case) -> Plan:
    return c.put_leg(c.leg())


@MUTANTS.breaks("L1", "flown_once")
def load_flown_twice(c: Case) -> Plan:
    return c.edit_leg(c.leg(1), load=c.leg(0).load)


@MUTANTS.breaks("L1", "elsewhere")
def loaded_where_nothing_waits(c: Case) -> Plan:
    return c.edit("loads", c.load(), origin=c.load().destination)


@MUTANTS.breaks("L1", "empty_load")
def nothing_on_the_load(c: Case) -> Plan:
    return c.edit("loads", c.load(), placements=[], persons=[])


@MUTANTS.breaks("L1", "phase")
def flown_on_the_wrong_way(c: Case) -> Plan:
    return c.edit("sorties", c.sortie_of(c.leg()), phase="home")


# L5 What the aircraft lifts


@MUTANTS.breaks("L5", "payload")
def payload_too_heavy(c: Case) -> Plan:
    limit = c.resolved.aircraft_type(c.load().aircraft_type).max_payload_kg
    item = pick(c.load().placements).item
    return c.stow(c.load(), *[item] * (int(limit // c.known(item).mass_kg) + 1))


@MUTANTS.breaks("L5", "zero_fuel")
def zero_fuel_mass_too_high(c: Case) -> Plan:
    type = c.resolved.aircraft_type(c.load().aircraft_type)
    item = pick(c.load().placements).item
    return c.stow(c.load(), *[item] * (int(((type.mzfw_kg or 0) - (type.oew_kg or 0)) // c.known(item).mass_kg) + 1))


@MUTANTS.breaks("L5", "payload")
def too_many_persons_aboard(c: Case) -> Plan:
    load = c.seated()
    limit = c.resolved.aircraft_type(load.aircraft_type).max_payload_kg
    return c.seat(load, *[load.persons[0]] * (int(limit // c.known(load.persons[0]).mass_kg) + 1))


@MUTANTS.breaks("L5", "leg")
def take_off_too_heavy(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), trip_kg=100_000)


@MUTANTS.breaks("L5", "leg")
def landing_too_heavy(c: Case) -> Plan:
    return c.edit_fuel(c.leg(), final_reserve_kg=100_000)


@MUTANTS.breaks("L5", "leg")
def landing_too_heavy_on_the_way_home(c: Case) -> Plan:
    return c.edit_fuel(c.leg(phase="home"), alternate_kg=100_000)


@MUTANTS.breaks("L5", "leg")
def more_than_the_leg_allows(c: Case) -> Plan:
    item = pick(c.load().placements).item
    return c.stow(c.load(), *[item] * (200_000 // c.known(item).mass_kg))


@MUTANTS.breaks("L5", "payload")
def smaller_aircraft(c: Case) -> Plan:
    return c.edit("loads", c.load(), aircraft_type=c.weaker_type(c.load()))


@MUTANTS.breaks("L5", "type")
def tail_of_another_type(c: Case) -> Plan:
    leg = c.leg()
    type = c.load_where(lambda load: load.id == leg.load).aircraft_type
    other = pick(t for t in c.resolved.mission.fleet if t.type != type)
    return c.edit("sorties", c.sortie_of(leg), tail=other.id)


@MUTANTS.breaks("L5", "unknown_type")
def aircraft_that_is_not_made(c: Case) -> Plan:
    return c.edit("loads", c.load(-1), aircraft_type="zeppelin")


# L6 Balance


def _all_at(c: Case, load: Load, x_cm: int) -> Plan:
    return c.edit("loads", load, placements=[changed(p, x_cm=x_cm).model_dump() for p in load.placements])


def _alone(c: Case, load: Load, number: int, x_cm: int) -> Plan:
    return c.edit("loads", load, placements=[changed(pick(load.placements, number), x_cm=x_cm).model_dump()])


@MUTANTS.breaks("L6", "balance")
def all_at_the_front(c: Case) -> Plan:
    return _all_at(c, c.load(), 0)


@MUTANTS.breaks("L6", "balance")
def all_at_the_rear(c: Case) -> Plan:
    return _all_at(c, c.load(), c.hold_cm(c.load())[0] - 50)


@MUTANTS.breaks("L6", "balance")
def all_at_the_front_on_the_way_home(c: Case) -> Plan:
    return _all_at(c, c.load(phase="home"), 0)


@MUTANTS.breaks("L6", "balance")
def all_at_the_rear_on_the_way_home(c: Case) -> Plan:
    return _all_at(c, c.load(phase="home"), 1_900)


@MUTANTS.breaks("L6", "balance")
def first_item_alone_at_the_front(c: Case) -> Plan:
    return _alone(c, c.load(1), 0, 0)


@MUTANTS.breaks("L6", "balance")
def last_item_alone_at_the_rear(c: Case) -> Plan:
    return _alone(c, c.load(1), -1, c.hold_cm(c.load(1))[0] - 50)


@MUTANTS.breaks("L6", "balance")
def last_load_pushed_forward(c: Case) -> Plan:
    load = c.load(-1)
    return c.edit("loads", load, placements=[changed(p, x_cm=p.x_cm - 500).model_dump() for p in load.placements])


@MUTANTS.breaks("L6", "balance")
def last_load_pushed_back(c: Case) -> Plan:
    load = c.load(-1)
    return c.edit("loads", load, placements=[changed(p, x_cm=p.x_cm + 500).model_dump() for p in load.placements])


@MUTANTS.breaks("L6", "balance")
def aircraft_balanced_elsewhere(c: Case) -> Plan:
    return c.edit("loads", c.load(), aircraft_type=c.weaker_type(c.load()))
