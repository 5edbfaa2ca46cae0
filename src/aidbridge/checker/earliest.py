"""The argument behind the bound `earliest_work`: how soon a resource could be at work if nothing stood in its way, and how
little need would then be left."""

import math

from ..model.fleet import AircraftType, Tail
from ..model.needs import Measure, Need
from ..model.resolved import Item
from ..model.resources import Supply, Team
from .ledger import amount, interval, weight_of
from .scope import covered, eligible
from .world import Resource, World

Earliest = dict[str, dict[str, int]]
"""By need and resource: the earliest minute of work."""


def earliest_work(world: World) -> Earliest:
    """The earliest minutes of every resource that could serve each eligible line.

    The relaxation: the first free aircraft fetches the item at once, no slot, place, seat or hold is taken, no driver rests,
    and every resource serves every line it can, whole; of a backlog no more is done than its tasks hold.
    """
    return {
        need.id: {
            resource.id: minute
            for resource in world.resources.values()
            if resource.capability == need.capability
            and covered(world, resource.offer, None, need.capability, need.place)
            and (minute := earliest_min(world, need, resource)) is not None
        }
        for need in world.mission.needs
        if eligible(world, need)
    }


def earliest_min(world: World, need: Need, resource: Resource) -> int | None:
    """The earliest minute at which the resource could be at work for the line; None when it can never get there."""
    own, mission = world.items_of.get(resource.id, ()), world.mission
    free = [_free_min(world, item) for item in own]
    if isinstance(resource, Supply):
        # Any one unit may come first.
        arrivals = [min((at for at in free if at is not None), default=None)]
    else:
        kit = resource.kit if isinstance(resource, Team) else ()
        arrivals = [*free, *(_free_min(world, item) for part in kit for item in world.items_of.get(part, ()))]
    if not own or None in arrivals:
        return None
    start = mission.debarkation if own[0].flies else own[0].origin
    legs = [(start, need.site)] if need.site else []
    if isinstance(resource, Team):
        legs = [(start, mission.base)]
        if world.measure_of(need) is not Measure.BACKLOG and need.site:
            legs.append((mission.base, need.site))
    roads = [world.road(*leg) for leg in legs]
    if None in roads:
        return None
    driving = sum(road[1] for road in roads if road is not None)
    # What flies, or has a way to drive, waits for its convoy to assemble.
    assembly = mission.policy.road.assembly_min if driving or own[0].flies else 0
    return max(at for at in arrivals if at is not None) + assembly + driving + resource.setup_min


def least_unmet_weighted_h(world: World, earliest: Earliest) -> float:
    """Weighted hours left unmet over eligible lines if every resource worked from its earliest minute on; a little less, so
    that rounding never lifts it above what a plan can reach."""
    asked: dict[str, float] = {}
    for need in world.mission.needs:
        asked[need.capability] = asked.get(need.capability, 0.0) + need.quantity
    total = sum(
        weight_of(world, need, asked[need.capability]) * _unmet_h(world, need, earliest.get(need.id, {}))
        for need in world.mission.needs
        if eligible(world, need)
    )
    return max(round(total - 1e-6, 6), 0.0)


def _free_min(world: World, item: Item) -> int | None:
    """The earliest minute at which the item is out of an aircraft at the airfield of debarkation; ready, if it does not fly."""
    if not item.flies:
        return item.ready_min
    landings = [at for tail in world.mission.fleet if (at := _landing_min(world, tail, item)) is not None]
    there = world.airfields.get(world.mission.debarkation)
    return min(landings) + (there.unloading_min or 0 if there else 0) if landings else None


def _landing_min(world: World, tail: Tail, item: Item) -> int | None:
    type, here = world.types.get(tail.type), world.airfields.get(item.origin)
    if type is None or here is None:
        return None
    empty = 0 if tail.at == item.origin else _quickest_min(world, type, tail.at, item.origin)
    loaded = _quickest_min(world, type, item.origin, world.mission.debarkation)
    if empty is None or loaded is None:
        return None
    there = max(world.resolved.minute(tail.available_from), 0) + empty
    return max(there, item.ready_min) + (here.loading_min or 0) + loaded


def _quickest_min(world: World, type: AircraftType, origin: str, destination: str) -> int | None:
    routes = [r for r in world.resolved.routes if (r.origin, r.destination) == (origin, destination)]
    return min((math.ceil(round(60 * r.distance_km / type.cruise_tas_kmh, 6)) for r in routes), default=None)


def _unmet_h(world: World, need: Need, earliest: dict[str, int]) -> float:
    """Hours of (1 - share) if each resource of the line worked from its minute on."""
    start, end = interval(world, need)
    backlog = world.measure_of(need) is Measure.BACKLOG
    most = sum(task.quantity for task in world.mission.tasks if task.need == need.id) if backlog else need.quantity
    begun = sorted((max(at, start), amount(world.resources[id])) for id, at in earliest.items() if id in world.resources)
    missing_min, at, done, at_work = 0.0, start, 0.0, 0.0
    for when, more in [*((when, more) for when, more in begun if when < end), (end, 0.0)]:
        rate = at_work / 60 if backlog else 0.0
        level = done if backlog else at_work
        missing_min += _missing(need.quantity, min(most, need.quantity), level, rate, when - at)
        done, at, at_work = done + rate * (when - at), when, at_work + more
    return missing_min / 60


def _missing(asked: float, most: float, level: float, rate: float, minutes: int) -> float:
    """Minutes x (1 - share) while the level grows at `rate` a minute to `most`, and stays there."""
    start = min(level, most)
    growing = min(float(minutes), (most - start) / rate) if rate > 0 else float(minutes)
    end = start + rate * growing
    return (asked * minutes - (start + end) / 2 * growing - end * (minutes - growing)) / asked
