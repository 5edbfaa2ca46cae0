"""Aircraft on the ground: one place at a time (F4), and nothing takes off before it is ready (F7)."""

from collections import defaultdict
from itertools import groupby, pairwise

from ..model.fleet import Tail
from ..model.plan import Leg, Sortie
from ..model.resolved import Item
from .docket import Docket
from .world import Flight, World, aboard, repeated


def one_place_at_a_time(world: World, docket: Docket) -> None:
    """F4 An aircraft is in one place at a time; ground times are respected."""
    for id in (*repeated(sortie.id for sortie in world.plan.sorties), *repeated(flight.leg.id for flight in world.flights)):
        docket.broken(id, "duplicate")
    for sortie in world.plan.sorties:
        _sortie(world, docket, sortie)
        _stops(world, docket, sortie)
    for flight in world.flights:
        _flight(world, docket, flight)
    by_tail: dict[str, list[Flight]] = defaultdict(list)
    for flight in world.flights:
        by_tail[flight.sortie.tail].append(flight)
    for tail_id, flights in sorted(by_tail.items()):
        tail = world.tails.get(tail_id)
        if tail is not None:
            legs = [flight.leg for flight in sorted(flights, key=lambda f: (f.leg.depart_min, f.leg.arrive_min))]
            _chain(world, docket, tail, legs)


def _sortie(world: World, docket: Docket, sortie: Sortie) -> None:
    if sortie.tail not in world.tails:
        docket.broken(sortie.id, "unknown_tail", tail=sortie.tail)
    if not sortie.legs:
        docket.broken(sortie.id, "no_legs")
    for one, two in pairwise(sortie.legs):
        if one.depart_min > two.depart_min:
            docket.broken(sortie.id, "order", leg=one.id, next_leg=two.id)
    # Once aboard a load stays aboard, over stops, until it is where it goes.
    carried = [load for load, _ in groupby(leg.load for leg in sortie.legs) if load is not None]
    if carried != ([sortie.load] if sortie.load else []):
        docket.broken(sortie.id, "load", ", ".join(carried), sortie.load)


def _stops(world: World, docket: Docket, sortie: Sortie) -> None:
    """Between two legs of one kind an aircraft does nothing but take on fuel, and that takes its time."""
    for one, two in pairwise(sortie.legs):
        if one.kind == two.kind:
            stood, least = two.depart_min - one.arrive_min, world.mission.policy.fuel.stop_min
            docket.at_least(two.id, "stop", stood, least, "min", airfield=one.destination)


def _flight(world: World, docket: Docket, flight: Flight) -> None:
    leg, load = flight.leg, world.loads.get(flight.leg.load or "")
    if (leg.kind == "loaded") != (leg.load is not None):
        docket.broken(leg.id, "kind", leg.kind, load=leg.load)
    if leg.arrive_min < leg.depart_min:
        docket.broken(leg.id, "reversed", leg.arrive_min, leg.depart_min)
    if leg.load is not None:
        _ground_times(world, docket, flight)
    if load is not None and flight.starts and leg.origin != load.origin:
        docket.broken(leg.id, "load_elsewhere", leg.origin, load.origin, load=load.id)
    if load is not None and flight.ends and leg.destination != load.destination:
        docket.broken(leg.id, "load_elsewhere", leg.destination, load.destination, load=load.id)


def _ground_times(world: World, docket: Docket, flight: Flight) -> None:
    leg = flight.leg
    here, there = world.airfields.get(leg.origin), world.airfields.get(leg.destination)
    if (leg.loading_start_min is None) == flight.starts:
        docket.broken(leg.id, "no_loading_time" if flight.starts else "loading_at_stop")
    elif leg.loading_start_min is not None:
        ready = leg.loading_start_min + (here.loading_min or 0 if here else 0)
        docket.at_least(leg.id, "loading", leg.depart_min, ready, "min", airfield=leg.origin)
    if (leg.unloaded_min is None) == flight.ends:
        docket.broken(leg.id, "no_unloading_time" if flight.ends else "unloading_at_stop")
    elif leg.unloaded_min is not None:
        done = leg.arrive_min + (there.unloading_min or 0 if there else 0)
        docket.at_least(leg.id, "unloading", leg.unloaded_min, done, "min", airfield=leg.destination)


def _chain(world: World, docket: Docket, tail: Tail, legs: list[Leg]) -> None:
    """From where the tail stands, leg by leg, to its home."""
    at, free = tail.at, max(world.resolved.minute(tail.available_from), 0)
    for leg in legs:
        docket.require(leg.origin == at, tail.id, "place", leg.origin, at, leg=leg.id)
        docket.at_least(tail.id, "departure", leg.depart_min, free, "min", leg=leg.id)
        if leg.loading_start_min is not None:
            docket.at_least(tail.id, "loading_start", leg.loading_start_min, free, "min", leg=leg.id)
        at, free = leg.destination, max(leg.arrive_min, leg.unloaded_min or leg.arrive_min)
    _maintained(world, docket, tail, legs)
    home = tail.home or tail.at
    docket.require(at == home, tail.id, "home", at, home)
    if tail.available_to is not None:
        docket.at_most(tail.id, "available", free, world.resolved.minute(tail.available_to), "min")


def _maintained(world: World, docket: Docket, tail: Tail, legs: list[Leg]) -> None:
    """In its maintenance a tail is neither loaded, flown nor unloaded, and between flights it stands at its home."""
    for span in tail.maintenance:
        start, end = world.resolved.minute(span.start), world.resolved.minute(span.end)
        for leg in legs:
            begins = leg.depart_min if leg.loading_start_min is None else min(leg.loading_start_min, leg.depart_min)
            over = max(leg.arrive_min, leg.unloaded_min or leg.arrive_min)
            docket.require(over <= start or begins >= end, tail.id, "maintenance", begins, start, "min", leg=leg.id, end_min=end)
        before = [leg for leg in legs if leg.arrive_min <= start]
        if before and any(leg.depart_min >= end for leg in legs):
            home = tail.home or tail.at
            docket.require(before[-1].destination == home, tail.id, "maintained_at", before[-1].destination, home, start_min=start)


def nothing_leaves_unready(world: World, docket: Docket) -> None:
    """F7 Nothing takes off before its load is there and loaded; on the way home, all have landed by its end."""
    way_home = world.mission.way_home
    for flight in world.flights:
        leg = flight.leg
        if leg.load is None:
            continue
        load = world.loads.get(leg.load)
        if load is None:
            docket.broken(leg.id, "unknown_load", load=leg.load)
            continue
        here = world.airfields.get(leg.origin)
        loading = here.loading_min or 0 if here else 0
        for id in dict.fromkeys(aboard(load)):
            if id in world.items and flight.starts:
                _ready(world, docket, flight, world.items[id], loading)
        if load.phase == "home" and way_home is not None:
            end = leg.arrive_min if leg.unloaded_min is None else leg.unloaded_min
            docket.at_most(leg.id, "way_home_end", end, world.resolved.minute(way_home.end), "min")


def _ready(world: World, docket: Docket, flight: Flight, item: Item, loading_min: int) -> None:
    leg = flight.leg
    ready = _back_min(world, item, leg.origin) if flight.sortie.phase == "home" else _out_min(world, item, flight)
    if ready is None:
        docket.broken(leg.id, "not_brought", item=item.id, airfield=leg.origin)
        return
    docket.at_least(leg.id, "ready", leg.depart_min, ready + loading_min, "min", item=item.id)
    if leg.loading_start_min is not None:
        docket.at_least(leg.id, "ready", leg.loading_start_min, ready, "min", item=item.id)


def _out_min(world: World, item: Item, flight: Flight) -> int | None:
    """When the item may be loaded on its way out: it is ready; or, where it changes aircraft, it is unloaded and moved across."""
    if flight.sortie.phase != "out" or ("trunk", item.id) not in world.loads_with:
        return item.ready_min
    came, airfield = world.flight_of(item.id, "trunk"), world.loads[flight.leg.load or ""].destination
    if came is None or came.leg.destination != flight.leg.origin or came.leg.unloaded_min is None:
        return None
    takes = [t.minutes for t in world.mission.transfers if (t.at, t.airfield) == (flight.leg.origin, airfield)]
    return came.leg.unloaded_min + max(takes, default=0)


def _back_min(world: World, item: Item, airfield: str) -> int | None:
    """When the item is at the airfield for its way home: brought by a convoy, or left there by its flight out until the way home
    begins."""
    convoy = world.march_of(item.id, "home")
    if convoy is not None:
        return convoy.arrive_min if convoy.destination == airfield else None
    out = world.flight_of(item.id, "out")
    way_home, unloaded = world.mission.way_home, world.unloaded_min(item.id)
    stayed = out is not None and out.leg.destination == airfield and ("out", item.id) not in world.marches
    return max(unloaded, world.resolved.minute(way_home.start)) if stayed and way_home and unloaded is not None else None
