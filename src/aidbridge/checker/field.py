"""Field work: the right team at the right place in time (W1), within shifts and with all that work needs (W2)."""

import math
from collections import defaultdict
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo

from ..model.plan import Stop, Tour
from ..model.resources import Team
from ..model.tasks import Task
from .docket import Docket
from .presence import at_base_min, leaves_min
from .scope import covered
from .world import World, repeated

KM_SLACK = 0.1


def tasks_have_the_right_team(world: World, docket: Docket) -> None:
    """W1 A task is done by a team that can do it, inside its window, at a place that is in the agreement."""
    for tour in world.plan.tours:
        team = world.teams.get(tour.team)
        if team is None:
            docket.broken(tour.id, "unknown_team", team=tour.team)
            continue
        docket.require(tour.base == world.mission.base, team.id, "base", tour.base, world.mission.base, tour=tour.id)
        _present(world, docket, tour, team)
        for stop in tour.stops:
            task = world.tasks.get(stop.task)
            if task is None:
                docket.broken(tour.id, "unknown_task", task=stop.task)
            else:
                _fit(world, docket, tour, team, stop, task)


def _present(world: World, docket: Docket, tour: Tour, team: Team) -> None:
    arrived, leaves = at_base_min(world, team), leaves_min(world, team)
    if arrived is None:
        docket.broken(team.id, "never_at_base", tour=tour.id)
    else:
        docket.at_least(team.id, "presence", tour.depart_min, arrived + team.setup_min, "min", tour=tour.id)
    if leaves is not None:
        docket.at_most(team.id, "presence", tour.return_min, leaves, "min", tour=tour.id)


def _fit(world: World, docket: Docket, tour: Tour, team: Team, stop: Stop, task: Task) -> None:
    need, site = world.needs.get(task.need), world.sites.get(task.site)
    told = {"tour": tour.id, "task": task.id}
    if need is not None:
        docket.require(team.capability == need.capability, team.id, "capability", team.capability, need.capability, **told)
    docket.require(not task.skill or task.skill in team.skills, team.id, "skill", ", ".join(team.skills), task.skill, **told)
    docket.at_least(team.id, "window", stop.start_min, world.resolved.minute(task.start), "min", **told)
    docket.at_most(team.id, "window", stop.end_min, world.resolved.minute(task.end), "min", **told)
    place = site.place if site else None
    agreed = covered(world, team.offer, stop.start_min, team.capability, place)
    docket.require(agreed, team.id, "agreement", offer=team.offer, place=place, **told)


def shifts_are_kept(world: World, docket: Docket) -> None:
    """W2 Shifts, rest, travel between sites, preparation and airing times."""
    by_team: dict[str, list[Tour]] = defaultdict(list)
    for id in repeated(tour.id for tour in world.plan.tours):
        docket.broken(id, "duplicate")
    for tour in world.plan.tours:
        by_team[tour.team].append(tour)
        team = world.teams.get(tour.team)
        if team is not None:
            _shift(world, docket, tour, team)
            _on_the_way(world, docket, tour)
            for stop in tour.stops:
                _stop(world, docket, tour, stop, team)
    for team_id, tours in sorted(by_team.items()):
        if team_id in world.teams:
            _rest(docket, world.teams[team_id], tours)
    _no_more_than_asked(world, docket)


def _shift(world: World, docket: Docket, tour: Tour, team: Team) -> None:
    docket.require(bool(tour.stops), team.id, "no_stops", tour=tour.id)
    docket.at_least(team.id, "reversed", tour.return_min - tour.depart_min, 0, "min", tour=tour.id)
    docket.at_most(team.id, "shift", tour.return_min - tour.depart_min, team.shift_min, "min", tour=tour.id)
    local = world.resolved.moment(tour.depart_min).astimezone(ZoneInfo(world.mission.time_zone)).time()
    early = time.fromisoformat(world.mission.policy.day_start)
    minutes = (local.hour - early.hour) * 60 + local.minute - early.minute
    docket.at_least(team.id, "day_start", minutes, 0, "min", tour=tour.id, local=f"{local:%H:%M}")


def _on_the_way(world: World, docket: Docket, tour: Tour) -> None:
    """Travel takes as long as the roads between the places say."""
    places = [tour.base, *(world.tasks[s.task].site if s.task in world.tasks else "" for s in tour.stops), tour.base]
    leaves = [tour.depart_min, *(stop.end_min for stop in tour.stops)]
    arrives = [*(stop.arrive_min for stop in tour.stops), tour.return_min]
    driven = 0.0
    for (origin, destination), left, arrived in zip(pairwise(places), leaves, arrives, strict=True):
        road = world.road(origin, destination)
        if road is None:
            docket.broken(tour.team, "no_road", tour=tour.id, origin=origin, destination=destination)
            continue
        driven += road[0]
        docket.at_least(tour.team, "travel", arrived - left, road[1], "min", tour=tour.id, origin=origin, destination=destination)
    docket.at_most(tour.team, "km", abs(tour.km - driven), KM_SLACK, "km", tour=tour.id, stated=tour.km, due=round(driven, 3))


def _stop(world: World, docket: Docket, tour: Tour, stop: Stop, team: Team) -> None:
    task = world.tasks.get(stop.task)
    if task is None:
        return
    told = {"tour": tour.id, "task": task.id}
    docket.at_least(team.id, "preparation", stop.start_min - stop.arrive_min, task.preparation_min, "min", **told)
    if team.capacity > 0:
        due = math.ceil(round(stop.quantity / team.capacity * 60, 6))
        docket.at_least(team.id, "work", stop.end_min - stop.start_min, due, "min", **told)
    else:
        docket.require(stop.quantity == 0, team.id, "work", stop.quantity, 0, **told)
    for start, end in world.resolved.closed.get(f"site:{task.site}", ()):
        shut = stop.arrive_min < end and start < stop.end_min
        docket.require(not shut, team.id, "site_shut", site=task.site, from_min=start, to_min=end, **told)


def _rest(docket: Docket, team: Team, tours: list[Tour]) -> None:
    for one, two in pairwise(sorted(tours, key=lambda t: (t.depart_min, t.return_min))):
        docket.at_least(team.id, "rest", two.depart_min - one.return_min, team.rest_min, "min", tour=one.id, next_tour=two.id)


def _no_more_than_asked(world: World, docket: Docket) -> None:
    done: dict[str, float] = defaultdict(float)
    for tour in world.plan.tours:
        for stop in tour.stops:
            done[stop.task] += stop.quantity
    for id, quantity in sorted(done.items()):
        if id in world.tasks:
            task = world.tasks[id]
            docket.at_most(task.need, "quantity", quantity, task.quantity, world.unit_of(task.need), task=id)
