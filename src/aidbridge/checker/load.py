"""Loads: every item on exactly one of them or listed as left behind (L1); trailers with their tractors, and nothing in the way of
what leaves first (L9)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from ..model.plan import Load
from ..model.resolved import Item
from ..physics.unloading import in_the_way
from .docket import Docket
from .items import facts_of
from .world import World, aboard, repeated

Phase = Literal["trunk", "out", "home"]


def each_item_once(world: World, docket: Docket) -> None:
    """L1 Every item to be moved is on exactly one load, or listed as left behind with the reason."""
    for id in repeated(load.id for load in world.plan.loads):
        docket.broken(id, "duplicate_load")
    sites = _sites_of(world)
    for load in world.plan.loads:
        _contents(world, docket, load, sites)
        flights = world.flown.get(load.id, ())
        if world.flights_known:
            brought = sum(flight.ends for flight in flights)
            docket.require(brought == 1, load.id, "flown_once", brought, 1)
        for flight in flights:
            docket.require(flight.sortie.phase == load.phase, load.id, "phase", flight.sortie.phase, load.phase)
    _left_behind(world, docket)
    for phase in ("trunk", "out", "home"):
        for item in _to_move(world, phase):
            _once(world, docket, item, phase)


def _contents(world: World, docket: Docket, load: Load, sites: Mapping[str, set[str]]) -> None:
    for id in dict.fromkeys(aboard(load)):
        item = world.items.get(id)
        if item is None:
            docket.broken(load.id, "unknown_item", item=id)
        elif not item.flies:
            docket.broken(load.id, "does_not_fly", item=id)
        elif load.phase != "home":
            at = _waits_at(world, item, load.phase)
            docket.require(at == load.origin, load.id, "elsewhere", at, load.origin, item=id)
            _way_out(world, docket, load, item, sites.get(id, {world.mission.base}))
        else:
            docket.require(item.returns, load.id, "does_not_return", item=id)
            docket.require(bool(world.loads_with.get(("out", id))), load.id, "never_left", item=id)
    docket.require(bool(aboard(load)), load.id, "empty_load")
    if load.phase == "home":
        _way_home(world, docket, load)


def _waits_at(world: World, item: Item, phase: Phase) -> str:
    """Where an item waits for its load: where it came from or, on the way out, where a load of the trunk goes that it is on."""
    trunk = world.loads_with.get(("trunk", item.id), ()) if phase == "out" else ()
    return trunk[0].destination if trunk else item.origin


def _sites_of(world: World) -> dict[str, set[str]]:
    """The sites that goods and devices are for, by item; all else goes to the base."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in world.plan.assignments:
        for id in one.items:
            if id in world.items and world.items[id].kind in ("cargo", "device"):
                found[id].add(one.site)
    return found


def _way_out(world: World, docket: Docket, load: Load, item: Item, sites: Iterable[str]) -> None:
    """To the airfield of the site that the item is for, else of the mission; over the airfield where what goes there changes
    aircraft, unless it waits there."""
    mission, due = world.mission, list[tuple[str, ...]]()
    own = {site.id: site.airfield for site in mission.sites}
    for airfield in sorted({own.get(site) or mission.debarkation for site in sites}):
        over = [transfer.at for transfer in mission.transfers if transfer.airfield == airfield]
        due += [(airfield,)] if not over or item.origin in over else [(at, airfield) for at in over]
    at = _waits_at(world, item, load.phase)
    taken: tuple[str, ...] = (load.destination,) if at == item.origin else (at, load.destination)
    if load.phase == "trunk":
        due = [way[:1] for way in due if len(way) > 1]
    docket.require(taken in due, load.id, "way", _told([taken], item.origin), _told(due, item.origin), item=item.id)


def _told(ways: Iterable[tuple[str, ...]], origin: str) -> str:
    return " / ".join("-".join((origin, *way)) for way in sorted(ways)) or "-"


def _way_home(world: World, docket: Docket, load: Load) -> None:
    """From the airfield of the way home to its end, or back to another airfield that sent what it carries."""
    for due in _ways_due(world, load):
        told = f"{load.origin}-{load.destination}"
        docket.require(told == due, load.id, "way", told, due)


def _ways_due(world: World, load: Load) -> list[str]:
    mission, way_home = world.mission, world.mission.way_home
    if way_home is None:
        return [""]
    sent_from = {world.items[id].origin for id in aboard(load) if id in world.items} or {mission.embarkation}
    ends = {way_home.destination if icao == mission.embarkation else icao for icao in sent_from}
    return [f"{way_home.airfield}-{end}" for end in sorted(ends)]


def _left_behind(world: World, docket: Docket) -> None:
    for id, phase in repeated((left.item, left.phase) for left in world.plan.left_behind):
        docket.broken(id, "listed_twice", phase=phase)
    for left in world.plan.left_behind:
        loads = world.loads_with.get((left.phase, left.item), ())
        docket.require(left.item in world.items, left.item, "unknown_item", item=left.item)
        docket.require(not loads, left.item, "loaded_and_left", phase=left.phase, load=loads[0].id if loads else None)
        docket.require(bool(left.reason.key), left.item, "no_reason", phase=left.phase)


def _to_move(world: World, phase: Phase) -> Iterator[Item]:
    """Trunk: what is on a load of it. Out: what flies and was accepted. Home: what returns and has flown out."""
    for item in world.resolved.items:
        if not item.flies or not world.accepted(item.offer):
            continue
        if phase == "trunk" and ("trunk", item.id) not in world.loads_with:
            continue
        if phase != "home" or (item.returns and world.mission.way_home is not None and ("out", item.id) in world.loads_with):
            yield item


def _once(world: World, docket: Docket, item: Item, phase: Phase) -> None:
    times = sum(aboard(load).count(item.id) for load in world.loads_with.get((phase, item.id), ()))
    left = any((left.item, left.phase) == (item.id, phase) for left in world.plan.left_behind)
    if times == 0:
        docket.require(left, item.id, "forgotten", phase=phase)
    elif times > 1:
        docket.broken(item.id, "loaded_twice", times, 1, phase=phase)


def loads_come_apart(world: World, docket: Docket) -> None:
    """L9 What leaves first is not blocked by what leaves later; a trailer flies with its tractor or meets one that has landed
    before it."""
    for load in world.plan.loads:
        _unloading(world, docket, load)
        for id in aboard(load):
            item = world.items.get(id)
            if item is not None and item.kind == "trailer":
                met = _meets(world, load, item)
                docket.require(met, load.id, "tractor", trailer=id, tractor=item.towed_by)


def _unloading(world: World, docket: Docket, load: Load) -> None:
    """Items leave straight towards the door, those of the first stop first."""
    type, standing = world.types.get(load.aircraft_type), world.standing(load)
    if type is None or len({stood.item.stop for stood in standing}) < 2:
        return
    docket.rests_on(load.id, "blocked", facts_of("aircraft", type, type.id, "loads_through"))
    for first in standing:
        later = [other for other in standing if other.item.stop > first.item.stop]
        found = in_the_way(type, first, later)
        if found is None:
            docket.unproven(load.id, "blocked", [f"aircraft:{type.id}.loads_through"])
            continue
        docket.require(
            not found, load.id, "blocked", item=first.item.id, stop=first.item.stop, by=found[0].item.id if found else ""
        )


def _meets(world: World, load: Load, trailer: Item) -> bool:
    tractors = [trailer.towed_by] if trailer.towed_by else [i.id for i in world.resolved.items if i.kind == "vehicle"]
    return any(tractor in aboard(load) or _waits(world, load, tractor) for tractor in tractors)


def _waits(world: World, load: Load, tractor: str) -> bool:
    """Whether the tractor is at the load's destination when the load gets there."""
    landed = min((flight.leg.arrive_min for flight in world.flown.get(load.id, ()) if flight.ends), default=None)
    item, flight = world.items.get(tractor), world.flight_of(tractor, load.phase)
    if item is None or landed is None:
        return False
    if flight is not None:
        return flight.leg.destination == load.destination and flight.leg.arrive_min <= landed
    return not item.flies and item.origin == load.destination and item.ready_min <= landed
