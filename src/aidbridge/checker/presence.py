"""When resources get where they work, and when they leave, as the convoys of a plan say."""

from collections.abc import Iterable

from ..model.needs import Measure, Need
from ..model.plan import Assignment
from ..model.resolved import Item
from ..model.resources import Device, Team
from .world import Resource, World


def at_base_min(world: World, team: Team) -> int | None:
    """When the last of a team and its kit is at the base; None when a part never gets there."""
    return _all_at(world, (*_items(world, team.id), *_kit(world, team)), world.mission.base)


def leaves_min(world: World, resource: Resource) -> int | None:
    """When the first part of it marches home: of a team and its kit, or of a device, the team that operates it and its kit; None
    when all stay."""
    crew = world.teams.get(resource.operated_by or "") if isinstance(resource, Device) else None
    parts = [*_items(world, resource.id)]
    for team in (resource, crew):
        if isinstance(team, Team):
            parts += (*_items(world, team.id), *_kit(world, team))
    return min((c.depart_min for item in parts for c in world.marches.get(("home", item.id), ())), default=None)


def arrival_min(world: World, assignment: Assignment, need: Need) -> int | None:
    """When an assignment's last item is at its site (for teams that tour: the base); None when it never is."""
    resource = world.resources.get(assignment.resource)
    if isinstance(resource, Team):
        return team_arrival_min(world, resource, need, assignment.site)
    items = [world.items[id] for id in assignment.items if id in world.items]
    return _all_at(world, items, assignment.site) if items and len(items) == len(assignment.items) else None


def team_arrival_min(world: World, team: Team, need: Need | None, site: str) -> int | None:
    """At the base when it tours; else at the site, to which it drives from the base by itself."""
    if need is not None and world.measure_of(need) is Measure.BACKLOG:
        return at_base_min(world, team)
    return _latest(_by_base(world, item, site) for item in (*_items(world, team.id), *_kit(world, team)))


def work_min(world: World, assignment: Assignment, need: Need, arrived: int) -> int | None:
    """When an assignment is at work: set up, and a device's operators too; of a team that tours, its first job for the need."""
    resource: Resource | None = world.resources.get(assignment.resource)
    if world.measure_of(need) is Measure.BACKLOG:
        return min((start for start, _, _ in stops_for(world, assignment.resource, need.id)), default=None)
    if resource is None:
        return None
    ready = arrived + resource.setup_min
    if isinstance(resource, Device) and resource.operated_by:
        crew = world.teams.get(resource.operated_by)
        there = team_arrival_min(world, crew, None, assignment.site) if crew else None
        return max(ready, there + crew.setup_min) if crew and there is not None else None
    return ready


def stops_for(world: World, team: str, need: str) -> list[tuple[int, int, float]]:
    """Start, end and quantity of what a team's tours do for a need."""
    return [
        (stop.start_min, stop.end_min, stop.quantity)
        for tour in world.plan.tours
        if tour.team == team
        for stop in tour.stops
        if stop.task in world.tasks and world.tasks[stop.task].need == need
    ]


def _items(world: World, resource: str) -> tuple[Item, ...]:
    return world.items_of.get(resource, ())


def _kit(world: World, team: Team) -> list[Item]:
    return [item for part in team.kit for item in _items(world, part)]


def _all_at(world: World, items: Iterable[Item], place: str) -> int | None:
    """When the last of the items is at the place; None when one never is, or there are none."""
    return _latest(_at(world, item, place) for item in items)


def _latest(arrivals: Iterable[int | None]) -> int | None:
    latest: int | None = None
    for at in arrivals:
        if at is None:
            return None
        latest = at if latest is None else max(latest, at)
    return latest


def _by_base(world: World, item: Item, site: str) -> int | None:
    """When an item is at a site: brought there, or driven on from the base."""
    direct = _at(world, item, site)
    base, road = _at(world, item, world.mission.base), world.road(world.mission.base, site)
    return direct if direct is not None or base is None or road is None else base + road[1]


def _at(world: World, item: Item, place: str) -> int | None:
    """When an item is at a place: by convoy, or because it waits there, or was unloaded there."""
    convoy = world.march_of(item.id, "out")
    if convoy is not None:
        return convoy.arrive_min if convoy.destination == place else None
    if not item.flies:
        return item.ready_min if item.origin == place else None
    flight = world.flight_of(item.id, "out")
    return flight.leg.unloaded_min if flight and flight.leg.destination == place else None
