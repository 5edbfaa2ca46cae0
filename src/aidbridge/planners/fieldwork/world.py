"""Crews and tasks as arrays for the kernel."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...model.resolved import Resolved
from ...model.resources import Team
from ...model.tasks import Task
from ..scope import covering, covers_until
from .problem import Crew, FieldworkProblem
from .shifts import Shift, shifts_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEAR = 12
"""How many near tasks each task knows."""


class World(NamedTuple):
    """What the kernel sees. Indices: crew k, its n-th shift, task j, place p (0 is the base), group g of crews of one offer."""

    capacity: Floats
    """[k] quantity in an hour of work."""
    shift_min: Ints
    """[k]"""
    shifts: Ints
    """[k] how many."""
    starts: Ints
    """[k, n]"""
    lasts: Ints
    """[k, n] latest return."""
    group: Ints
    """[k]"""
    able: Flags
    """[k, j]"""
    place: Ints
    """[j]"""
    preparation: Ints
    """[j]"""
    airing: Ints
    """[j]"""
    asked: Floats
    """[j] quantity."""
    value: Floats
    """[j] weight of one unit, per hour."""
    total: float
    """Weight of all tasks together, per hour."""
    line_start: Ints
    """[j]"""
    line_end: Ints
    """[j]"""
    opens: Ints
    """[g, j, i] work may begin in the i-th opening of a task;"""
    closes: Ints
    """[g, j, i] and must end by then. Unused openings are empty (0, 0)."""
    travel: Ints
    """[p, p] minutes."""
    near: Ints
    """[j, n] nearest other tasks, itself first; -1 where there are fewer."""


@dataclass(frozen=True, slots=True)
class Field:
    """A problem with its names."""

    resolved: Resolved
    crews: tuple[Crew, ...]
    teams: tuple[Team, ...]
    tasks: tuple[Task, ...]
    shifts: tuple[tuple[Shift, ...], ...]
    world: World


def field_of(resolved: Resolved, problem: FieldworkProblem) -> Field:
    """Look everything up once. Raises KeyError for a crew or task that the mission does not have."""
    mission = resolved.mission
    teams_by_id = {team.id: team for team in mission.teams}
    tasks_by_id = {task.id: task for task in mission.tasks}
    needs = {need.id: need for need in mission.needs}
    teams = tuple(teams_by_id[crew.team] for crew in problem.crews)
    tasks = tuple(tasks_by_id[id] for id in problem.tasks)
    shifts = tuple(
        shifts_of(resolved, crew.available_min, crew.until_min, team.shift_min, team.rest_min)
        for crew, team in zip(problem.crews, teams, strict=True)
    )
    sites = [mission.base, *sorted({task.site for task in tasks} - {mission.base})]
    number_of = {site: number for number, site in enumerate(sites)}
    place = np.array([number_of[task.site] for task in tasks], dtype=np.int64)
    on_map = {name: number for number, name in enumerate(resolved.roads.places)}
    index = [on_map[site] for site in sites]
    travel = np.array(resolved.roads.minutes, dtype=np.int64)[np.ix_(index, index)]
    lines = [needs[task.need] for task in tasks]
    offers = sorted({team.offer for team in teams})
    places = {site.id: site.place for site in mission.sites}
    openings = [
        [_openings(resolved, task, offer, line.capability, places[task.site]) for task, line in zip(tasks, lines, strict=True)]
        for offer in offers
    ]
    opens, closes = _padded(openings, len(tasks))
    most = max((len(those) for those in shifts), default=0)
    unit = [problem.weights[line.id] / line.quantity for line in lines]
    starts = [max(resolved.minute(line.start), 0) for line in lines]
    ends = [min(resolved.minute(line.end), resolved.horizon_min) if line.end else resolved.horizon_min for line in lines]
    # A line that weighs nothing is still worked off, after all others.
    value = np.maximum(np.array(unit, dtype=np.float64), 1e-9 * max(unit, default=1.0) + 1e-15)
    asked = np.array([task.quantity for task in tasks], dtype=np.float64)
    world = World(
        capacity=np.array([team.capacity for team in teams], dtype=np.float64),
        shift_min=np.array([team.shift_min for team in teams], dtype=np.int64),
        shifts=np.array([len(those) for those in shifts], dtype=np.int64),
        starts=_rows([[s.start_min for s in those] for those in shifts], most),
        lasts=_rows([[s.last_min for s in those] for those in shifts], most),
        group=np.array([offers.index(team.offer) for team in teams], dtype=np.int64),
        able=np.array(
            [
                [_able(crew, team, task, line.capability) for task, line in zip(tasks, lines, strict=True)]
                for crew, team in zip(problem.crews, teams, strict=True)
            ],
            dtype=np.bool_,
        ).reshape(len(teams), len(tasks)),
        place=place,
        preparation=np.array([task.preparation_min for task in tasks], dtype=np.int64),
        airing=np.array([task.airing_min for task in tasks], dtype=np.int64),
        asked=asked,
        value=value,
        total=float(asked @ value),
        line_start=np.array(starts, dtype=np.int64),
        line_end=np.maximum(np.array(ends, dtype=np.int64), starts),
        opens=opens,
        closes=closes,
        travel=travel,
        near=_near(travel, place),
    )
    return Field(resolved, problem.crews, teams, tasks, shifts, world)


def _able(crew: Crew, team: Team, task: Task, capability: str) -> bool:
    """Rule W1 but for the window and the agreement, which are in the openings."""
    return (
        team.capability == capability
        and team.capacity > 0
        and (not task.skill or task.skill in team.skills)
        and (not crew.needs or task.need in crew.needs)
    )


def _openings(resolved: Resolved, task: Task, offer: str, capability: str, place: str) -> list[tuple[int, int]]:
    """When a task can be worked on under an agreement that covers the offer at its site: its window, less what is closed.

    After a closure, people get in when it ends and prepare then.
    """
    mission = resolved.mission
    latest = int((task.end - mission.start).total_seconds() // 60)
    found = []
    for agreement in covering(mission, offer, capability, place):
        over = covers_until(mission.agreements, agreement)
        valid_to = latest if over is None else int((over - mission.start).total_seconds() // 60)
        found.append((max(resolved.minute(agreement.valid_from), resolved.minute(task.start), 0), min(valid_to, latest)))
    spans = _joined(found)
    for shut, until in resolved.closed.get(f"site:{task.site}", ()):
        spans = (
            [
                part
                for opens, closes in spans
                for part in ((opens, min(closes, shut)), (max(opens, until + task.preparation_min), closes))
                if part[0] < part[1]
            ]
            if until > shut
            else spans
        )
    return spans


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(span for span in spans if span[0] < span[1]):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined


def _padded(openings: list[list[list[tuple[int, int]]]], tasks: int) -> tuple[Ints, Ints]:
    most = max((len(spans) for group in openings for spans in group), default=1)
    opens = np.zeros((max(len(openings), 1), tasks, max(most, 1)), dtype=np.int64)
    closes = np.zeros_like(opens)
    for g, group in enumerate(openings):
        for j, spans in enumerate(group):
            for i, (first, last) in enumerate(spans):
                opens[g, j, i], closes[g, j, i] = first, last
    return opens, closes


def _rows(rows: list[list[int]], width: int) -> Ints:
    padded = np.zeros((len(rows), max(width, 1)), dtype=np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded


def _near(travel: Ints, place: Ints) -> Ints:
    count = len(place)
    near = np.full((count, NEAR), -1, dtype=np.int64)
    if count:
        between = travel[np.ix_(place, place)]
        order = np.argsort(between, axis=1, kind="stable")[:, :NEAR]
        near[:, : order.shape[1]] = order
    return near
