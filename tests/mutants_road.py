"""Mutants of the road rules."""

from aidbridge.model.plan import Plan
from mutant import Case, Collection, NoTargetError, changed, pick

MUTANTS = Collection()
DAY = 1_440


# R1 Convoys leave complete


def _seats(c: Case) -> int:
    """Number of the vehicle with persons in the first convoy with teams."""
    return pick(i for i, v in enumerate(c.convoy().vehicles) if v.seats)


@MUTANTS.breaks("R1", "depart")
def leaves_before_it_is_unloaded(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), depart_min=c.convoy().depart_min - 3 * DAY)


@MUTANTS.breaks("R1", "depart")
def leaves_before_it_has_assembled(c: Case) -> Plan:
    convoy = c.convoy()
    items = {v.vehicle for v in convoy.vehicles} | {s.team for v in convoy.vehicles for s in v.seats}
    loads = {load.id for load in c.plan.loads if items & ({p.item for p in load.placements} | set(load.persons))}
    last = max(leg.unloaded_min or 0 for leg in c.legs() if leg.load in loads)
    return c.edit("convoys", convoy, depart_min=last + c.resolved.mission.policy.road.assembly_min - 1)


@MUTANTS.breaks("R1", "depart")
def leaves_for_home_too_soon(c: Case) -> Plan:
    convoy = c.convoy(phase="home")
    return c.edit("convoys", convoy, depart_min=c.resolved.minute(c.resolved.mission.way_home.start) - 1)


@MUTANTS.breaks("R1", "depart")
def cargo_still_in_the_aircraft(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(teams=False), depart_min=1)


@MUTANTS.breaks("R1", "not_there")
def vehicle_that_never_flew(c: Case) -> Plan:
    load = c.load_where(lambda load: any(p.item == c.convoy().vehicles[0].vehicle for p in load.placements))
    vehicle = c.convoy().vehicles[0].vehicle
    return c.edit("loads", load, placements=[p.model_dump() for p in load.placements if p.item != vehicle])


@MUTANTS.breaks("R1", "elsewhere")
def leaves_from_elsewhere(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), origin=c.resolved.mission.base)


@MUTANTS.breaks("R1", "unknown_item")
def vehicle_that_does_not_exist(c: Case) -> Plan:
    return c.edit_vehicle(c.convoy(), 0, vehicle="nothing")


@MUTANTS.breaks("R1", "seats")
def more_persons_than_seats(c: Case) -> Plan:
    vehicle = c.convoy().vehicles[_seats(c)]
    return c.edit_vehicle(c.convoy(), _seats(c), seats=[changed(vehicle.seats[0], count=100).model_dump()])


@MUTANTS.breaks("R1", "seated")
def one_person_left_standing(c: Case) -> Plan:
    vehicle = c.convoy().vehicles[_seats(c)]
    less = changed(vehicle.seats[0], count=vehicle.seats[0].count - 1)
    return c.edit_vehicle(c.convoy(), _seats(c), seats=[s.model_dump() for s in (less, *vehicle.seats[1:])])


@MUTANTS.breaks("R1", "seated")
def nobody_seated(c: Case) -> Plan:
    return c.edit_vehicle(c.convoy(), _seats(c), seats=[])


@MUTANTS.breaks("R1", "seated")
def team_without_a_convoy(c: Case) -> Plan:
    return c.put("convoys", c.convoy())


@MUTANTS.breaks("R1", "seated")
def one_person_left_at_the_base(c: Case) -> Plan:
    convoy = c.convoy(phase="home")
    number = pick(i for i, v in enumerate(convoy.vehicles) if v.seats)
    return c.edit_vehicle(convoy, number, seats=[])


@MUTANTS.breaks("R1", "twice")
def vehicle_in_two_convoys(c: Case) -> Plan:
    return c.add("convoys", changed(c.convoy(), id="X-1"))


@MUTANTS.breaks("R1", "duplicate")
def convoy_id_twice(c: Case) -> Plan:
    return c.add("convoys", c.convoy())


@MUTANTS.breaks("R1", "pallets")
def pallets_without_places(c: Case) -> Plan:
    convoy = c.convoy(teams=False)
    number = pick(i for i, v in enumerate(convoy.vehicles) if v.cargo)
    cargo = list(convoy.vehicles[number].cargo)
    return c.edit_vehicle(convoy, number, cargo=cargo * (c.known(convoy.vehicles[number].vehicle).pallet_places + 1))


@MUTANTS.breaks("R1", "cargo_mass")
def truck_overloaded(c: Case) -> Plan:
    convoy = c.convoy(teams=False)
    number = pick(i for i, v in enumerate(convoy.vehicles) if v.cargo)
    cargo = convoy.vehicles[number].cargo[0]
    times = c.known(convoy.vehicles[number].vehicle).payload_kg // c.known(cargo).mass_kg + 1
    return c.edit_vehicle(convoy, number, cargo=[cargo] * times)


@MUTANTS.breaks("R1", "drivers")
def too_few_drivers(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), drivers_per_vehicle=50)


@MUTANTS.breaks("R1", "not_a_vehicle")
def team_instead_of_a_vehicle(c: Case) -> Plan:
    team = c.convoy().vehicles[_seats(c)].seats[0].team
    return c.edit_vehicle(c.convoy(), _seats(c), vehicle=team)


@MUTANTS.breaks("R1", "not_cargo")
def vehicle_as_cargo(c: Case) -> Plan:
    return c.edit_vehicle(c.convoy(), 0, cargo=[c.convoy().vehicles[-1].vehicle])


@MUTANTS.breaks("R1", "not_persons")
def vehicle_in_a_seat(c: Case) -> Plan:
    return c.edit_vehicle(c.convoy(), 0, seats=[{"team": c.convoy().vehicles[-1].vehicle, "count": 1}])


@MUTANTS.breaks("R1", "empty")
def nobody_marches(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(teams=False), vehicles=[])


@MUTANTS.breaks("R1", "not_towed")
def trailer_without_its_tractor(c: Case) -> Plan:
    trailers = {i.id: i.towed_by for i in c.resolved.items if i.kind == "trailer"}
    convoy = pick(k for k in c.plan.convoys if any(v.vehicle in trailers for v in k.vehicles))
    tractors = {trailers[v.vehicle] for v in convoy.vehicles if v.vehicle in trailers}
    return c.edit("convoys", convoy, vehicles=[v.model_dump() for v in convoy.vehicles if v.vehicle not in tractors])


@MUTANTS.breaks("R1", "destination")
def team_taken_past_the_base(c: Case) -> Plan:
    site = pick(s.id for s in c.resolved.mission.sites if s.id != c.resolved.mission.base)
    return c.edit("convoys", c.convoy(), destination=site)


# R2 Marches rest


@MUTANTS.breaks("R2", "driving")
def faster_than_the_road(c: Case) -> Plan:
    convoy = c.convoy()
    return c.march(convoy, ("drive", 60))


@MUTANTS.breaks("R2", "without_break")
def no_break_at_all(c: Case) -> Plan:
    convoy = pick(k for k in c.plan.convoys if any(s.kind != "drive" for s in k.segments))
    driven = sum(s.end_min - s.start_min for s in convoy.segments if s.kind == "drive")
    return c.march(convoy, ("drive", driven))


@MUTANTS.breaks("R2", "without_break")
def break_too_short(c: Case) -> Plan:
    convoy = pick(k for k in c.plan.convoys if any(s.kind == "break" for s in k.segments))
    short = {"break": c.resolved.mission.policy.road.break_min - 1}
    return c.march(convoy, *((s.kind, short.get(s.kind, s.end_min - s.start_min)) for s in convoy.segments))


@MUTANTS.breaks("R2", "without_break")
def a_minute_too_long_at_the_wheel(c: Case) -> Plan:
    convoy, road = c.convoy(), c.resolved.mission.policy.road
    return c.march(convoy, ("drive", convoy.drivers_per_vehicle * road.drive_max_min + 1), ("break", 60), ("drive", 200))


@MUTANTS.breaks("R2", "without_break")
def loading_is_no_break(c: Case) -> Plan:
    convoy = pick(k for k in c.plan.convoys if any(s.kind == "break" for s in k.segments))
    work = {"break": "load"}
    return c.march(convoy, *((work.get(s.kind, s.kind), s.end_min - s.start_min) for s in convoy.segments))


@MUTANTS.breaks("R2", "without_break")
def one_driver_only(c: Case) -> Plan:
    convoy = c.convoy()
    longest = max(s.end_min - s.start_min for s in convoy.segments if s.kind == "drive")
    if longest <= c.resolved.mission.policy.road.drive_max_min or convoy.drivers_per_vehicle == 1:
        raise NoTargetError
    return c.edit("convoys", convoy, drivers_per_vehicle=1)


@MUTANTS.breaks("R2", "daily_driving")
def no_rest_for_a_day(c: Case) -> Plan:
    road = c.resolved.mission.policy.road
    halt, drive = ("break", road.break_min), ("drive", road.drive_max_min)
    return c.march(c.convoy(), *[drive, halt] * 5)


@MUTANTS.breaks("R2", "daily_rest")
def rest_too_late(c: Case) -> Plan:
    return c.march(c.convoy(), ("drive", 60), ("break", 2 * DAY), ("drive", 540))


@MUTANTS.breaks("R2", "segments")
def gap_in_the_march(c: Case) -> Plan:
    last = c.convoy().segments[-1]
    return c.edit_segment(c.convoy(), -1, start_min=last.start_min + 1)


@MUTANTS.breaks("R2", "segments")
def arrives_before_the_march_ends(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), arrive_min=c.convoy().arrive_min - 30)


@MUTANTS.breaks("R2", "segments")
def march_never_begins(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), segments=[])


@MUTANTS.breaks("R2", "segment_length")
def segment_backwards(c: Case) -> Plan:
    first = c.convoy().segments[0]
    return c.edit_segment(c.convoy(), 0, end_min=first.start_min - 10)


@MUTANTS.breaks("R2", "reversed")
def arrives_before_it_leaves(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), arrive_min=c.convoy().depart_min - 1)


@MUTANTS.breaks("R2", "km")
def shorter_than_the_road(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), km=c.convoy().km - 10)


@MUTANTS.breaks("R2", "km")
def kilometres_lost_on_the_way(c: Case) -> Plan:
    return c.edit_segment(c.convoy(), 0, km=c.convoy().segments[0].km - 5)


@MUTANTS.breaks("R2", "no_road")
def road_that_is_not_there(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), destination="nowhere")


@MUTANTS.breaks("R2", "convoys")
def more_convoys_than_the_road_carries(c: Case) -> Plan:
    most = c.resolved.mission.policy.road.max_convoys
    return c.add("convoys", *(changed(c.convoy(), id=f"X-{i}") for i in range(most)))


@MUTANTS.breaks("R2", "vehicles")
def convoy_too_long(c: Case) -> Plan:
    convoy = c.convoy()
    return c.edit("convoys", convoy, vehicles=[v.model_dump() for v in convoy.vehicles] * 50)


@MUTANTS.breaks("R2", "drivers_per_vehicle")
def nobody_at_the_wheel(c: Case) -> Plan:
    return c.edit("convoys", c.convoy(), drivers_per_vehicle=0)
