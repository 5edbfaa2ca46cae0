"""Convoys: who and what is there to leave, with seats, drivers and room (R1)."""

from collections import Counter

from ..model.plan import Convoy, MarchingVehicle
from ..model.resolved import Item
from .docket import Docket
from .parting import missing
from .world import ROLLING, World, carried, repeated


def convoys_leave_complete(world: World, docket: Docket) -> None:
    """R1 Vehicles leave only after they are unloaded; persons without a vehicle have a seat."""
    for id in repeated(convoy.id for convoy in world.plan.convoys):
        docket.broken(id, "duplicate")
    for convoy in world.plan.convoys:
        docket.require(bool(convoy.vehicles), convoy.id, "empty")
        for id in dict.fromkeys(carried(convoy)):
            item = world.items.get(id)
            if item is None:
                docket.broken(convoy.id, "unknown_item", item=id)
            else:
                _there(world, docket, convoy, item)
        for marching in convoy.vehicles:
            _vehicle(world, docket, convoy, marching)
        _drivers(world, docket, convoy)
        _towed(world, docket, convoy)
        _destination(world, docket, convoy)
    _once(world, docket)
    _seated(world, docket)
    for phase in ("out", "home"):
        _driven(world, docket, [convoy for convoy in world.plan.convoys if convoy.phase == phase])


def _there(world: World, docket: Docket, convoy: Convoy, item: Item) -> None:
    """The item stands where the convoy leaves, long enough before it does."""
    place, ready = _whereabouts(world, item) if convoy.phase == "out" else _abroad(world, item)
    if ready is None or place is None:
        docket.broken(convoy.id, "not_there", item=item.id, origin=convoy.origin)
        return
    docket.require(place == convoy.origin, convoy.id, "elsewhere", place, convoy.origin, item=item.id)
    assembly = world.mission.policy.road.assembly_min if convoy.phase == "out" else 0
    docket.at_least(convoy.id, "depart", convoy.depart_min, ready + assembly, "min", item=item.id)


def _whereabouts(world: World, item: Item) -> tuple[str | None, int | None]:
    """Where an item is before it marches out, and from when: where it was unloaded, or where it waits if it does not fly."""
    if not item.flies:
        return item.origin, item.ready_min
    flight = world.flight_of(item.id, "out")
    return (flight.leg.destination, flight.leg.unloaded_min) if flight else (None, None)


def _abroad(world: World, item: Item) -> tuple[str | None, int | None]:
    """Where an item is before it marches home: where its march out ended; and from when, not before the way home begins."""
    way_home, out = world.mission.way_home, world.march_of(item.id, "out")
    place, ready = (out.destination, out.arrive_min) if out else _whereabouts(world, item)
    if ready is None or way_home is None:
        return None, None
    return place, max(ready, world.resolved.minute(way_home.start))


def _vehicle(world: World, docket: Docket, convoy: Convoy, marching: MarchingVehicle) -> None:
    vehicle = world.items.get(marching.vehicle)
    for id in (s.team for s in marching.seats):
        team = world.items.get(id)
        docket.require(team is None or team.kind == "persons", convoy.id, "not_persons", item=id)
    goods = [world.items[id] for id in marching.cargo if id in world.items]
    for item in goods:
        docket.require(item.kind in ("cargo", "device"), convoy.id, "not_cargo", item=item.id, kind=item.kind)
    if vehicle is None:
        return
    docket.require(vehicle.kind in ROLLING, convoy.id, "not_a_vehicle", item=vehicle.id, kind=vehicle.kind)
    seated = sum(seat.count for seat in marching.seats)
    docket.at_most(convoy.id, "seats", seated, vehicle.seats_on_road, "persons", vehicle=vehicle.id)
    docket.at_most(convoy.id, "pallets", len(marching.cargo), vehicle.pallet_places, "pallets", vehicle=vehicle.id)
    mass = sum(item.mass_kg for item in goods)
    docket.at_most(convoy.id, "cargo_mass", mass, vehicle.payload_kg, "kg", vehicle=vehicle.id)


def _drivers(world: World, docket: Docket, convoy: Convoy) -> None:
    """Enough of the persons seated may drive for all vehicles of the mission; hired ones bring theirs, trailers are drawn."""
    driven = [m.vehicle for m in convoy.vehicles if _has_wheel(world, m.vehicle)]
    needed = convoy.drivers_per_vehicle * sum(world.vehicles[id].drivers_needed for id in driven)
    seated: Counter[str] = Counter()
    for marching in convoy.vehicles:
        for seat in marching.seats:
            seated[seat.team] += seat.count
    drivers = sum(min(world.items[team].drivers, count) for team, count in seated.items() if team in world.items)
    docket.at_least(convoy.id, "drivers", drivers, needed, "drivers")


def _has_wheel(world: World, id: str) -> bool:
    """Whether it is a vehicle that somebody drives, and not a trailer that is drawn."""
    item = world.items.get(id)
    return id in world.vehicles and item is not None and item.kind == "vehicle" and not item.towed_by


def _driven(world: World, docket: Docket, convoys: list[Convoy]) -> None:
    """Each vehicle's drivers sit in it, and nobody drives two of them: of a phase, since everybody marches once."""
    per_vehicle = {m.vehicle: convoy.drivers_per_vehicle for convoy in convoys for m in convoy.vehicles}
    wanted = {id: per_vehicle[id] * world.vehicles[id].drivers_needed for id in per_vehicle if _has_wheel(world, id)}
    seats: Counter[tuple[str, str]] = Counter()
    for marching in (m for convoy in convoys for m in convoy.vehicles):
        for seat in marching.seats:
            seats[marching.vehicle, seat.team] += seat.count
    drivers = {team: world.items[team].drivers for _, team in seats if team in world.items}
    for vehicle, lacking in missing(wanted, drivers, seats).items():
        docket.at_least(vehicle, "at_the_wheel", wanted[vehicle] - lacking, wanted[vehicle], "drivers")


def _towed(world: World, docket: Docket, convoy: Convoy) -> None:
    vehicles = [world.items[m.vehicle] for m in convoy.vehicles if m.vehicle in world.items]
    tractors = {vehicle.id for vehicle in vehicles if vehicle.kind == "vehicle"}
    for trailer in (vehicle for vehicle in vehicles if vehicle.kind == "trailer"):
        towed = trailer.towed_by in tractors if trailer.towed_by else bool(tractors)
        docket.require(towed, convoy.id, "not_towed", trailer=trailer.id, tractor=trailer.towed_by)


def _destination(world: World, docket: Docket, convoy: Convoy) -> None:
    """Teams go to the base; on the way home everything goes to the airfield that it leaves from."""
    way_home = world.mission.way_home
    if convoy.phase == "home":
        due = way_home.airfield if way_home else None
        docket.require(convoy.destination == due, convoy.id, "destination", convoy.destination, due)
    elif any(seat.count for marching in convoy.vehicles for seat in marching.seats):
        base = world.mission.base
        docket.require(convoy.destination == base, convoy.id, "destination", convoy.destination, base)


def _once(world: World, docket: Docket) -> None:
    """Each vehicle and each piece of cargo marches once a phase."""
    marching = ((c.phase, id) for c in world.plan.convoys for m in c.vehicles for id in (m.vehicle, *m.cargo))
    for phase, id in repeated(marching):
        docket.broken(id, "twice", phase=phase)


def _seated(world: World, docket: Docket) -> None:
    """Every person of a team that flies out, or marches at all, has a seat on the road; one seat."""
    seats: Counter[tuple[str, str]] = Counter()
    for convoy in world.plan.convoys:
        for marching in convoy.vehicles:
            for seat in marching.seats:
                seats[convoy.phase, seat.team] += seat.count
    waiting = [("out", i.id) for i in world.resolved.items if i.kind == "persons" and world.moved(i.id)]
    for phase, team in dict.fromkeys([*seats, *waiting]):
        item = world.items.get(team)
        if item is not None:
            docket.equal(team, "seated", seats[phase, team], item.persons, "persons", phase=phase)
