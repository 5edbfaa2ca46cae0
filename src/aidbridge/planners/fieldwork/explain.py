"""What each crew does and why tasks stay undone."""

from collections.abc import Sequence

from ...model.messages import Message
from ...model.plan import Explanation, Tour
from .heuristic import Visit
from .kernel import WORK_MIN
from .problem import Undone
from .world import Field


def undone_of(field: Field, visits: Sequence[Visit]) -> tuple[Undone, ...]:
    """What is left of each task, in the order of the problem, with the first reason that holds."""
    done: dict[int, float] = {}
    for visit in visits:
        done[visit.task] = done.get(visit.task, 0.0) + visit.quantity
    rows = []
    for j, task in enumerate(field.tasks):
        left = round(task.quantity - done.get(j, 0.0), 6)
        if left > 0:
            rows.append(Undone(task.id, left, _reason(field, j, done.get(j, 0.0))))
    return tuple(rows)


def explanations_of(field: Field, tours: Sequence[Tour]) -> tuple[Explanation, ...]:
    """For each crew its days, its work, and what went into the road; for each line when it is worked off."""
    prepared = {task.id: task.preparation_min for task in field.tasks}
    sentences = []
    for team in field.teams:
        mine = [tour for tour in tours if tour.team == team.id]
        if not mine:
            continue
        stops = [stop for tour in mine for stop in tour.stops]
        away = sum(tour.return_min - tour.depart_min for tour in mine)
        work = sum(stop.end_min - stop.start_min for stop in stops)
        params = {
            "team": team.id,
            "tours": len(mine),
            "tasks": len({stop.task for stop in stops}),
            "quantity": round(sum(stop.quantity for stop in stops), 3),
            "work_min": work,
            "away_min": away,
            "preparation_min": sum(prepared[stop.task] for stop in stops),
            "km": round(sum(tour.km for tour in mine), 1),
        }
        sentences.append(Explanation(stage="fieldwork", about=team.id, message=Message(key="fieldwork.crew", params=params)))
    needs = {task.id: task.need for task in field.tasks}
    for need in dict.fromkeys(needs.values()):
        those = [(stop, tour) for tour in tours for stop in tour.stops if needs[stop.task] == need]
        if those:
            last, tour = max(those, key=lambda entry: (entry[0].end_min, entry[1].team))
            params = {
                "need": need,
                "first_min": min(stop.start_min for stop, _ in those),
                "last_min": last.end_min,
                "last_task": last.task,
                "last_team": tour.team,
                "quantity": round(sum(stop.quantity for stop, _ in those), 3),
            }
            sentences.append(Explanation(stage="fieldwork", about=need, message=Message(key="fieldwork.line", params=params)))
    return tuple(sentences)


def _reason(field: Field, j: int, done: float) -> Message:
    world, task = field.world, field.tasks[j]
    need = next(need for need in field.resolved.mission.needs if need.id == task.need)
    params = {"task": task.id, "site": task.site, "need": task.need}
    crews = [k for k in range(len(field.teams)) if world.able[k, j]]
    if not crews:
        return Message(key="fieldwork.no_team", params={**params, "capability": need.capability, "skill": task.skill})
    reachable = [k for k in crews if _openings(field, k, j)]
    if not reachable:
        shut = bool(field.resolved.closed.get(f"site:{task.site}"))
        return Message(key="fieldwork.shut" if shut else "fieldwork.no_agreement", params=params)
    if not any(last > shift.start_min for k in reachable for _, last in _openings(field, k, j) for shift in field.shifts[k]):
        return Message(key="fieldwork.closes_too_soon", params=params)
    lost = int(world.travel[0, world.place[j]] + world.travel[world.place[j], 0] + world.preparation[j])
    longest = max((min(s.last_min - s.start_min, int(world.shift_min[k])) for k in reachable for s in field.shifts[k]), default=0)
    if longest - lost < min(WORK_MIN, task.quantity / max(world.capacity[k] for k in reachable) * 60):
        return Message(key="fieldwork.out_of_reach", params={**params, "lost_min": lost, "shift_min": longest})
    return Message(key="fieldwork.no_time", params={**params, "done": round(done, 3), "asked": task.quantity})


def _openings(field: Field, k: int, j: int) -> list[tuple[int, int]]:
    world = field.world
    pairs = zip(world.opens[world.group[k], j].tolist(), world.closes[world.group[k], j].tolist(), strict=True)
    return [(first, last) for first, last in pairs if first < last]
