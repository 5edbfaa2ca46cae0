"""Tours from visits."""

from collections.abc import Sequence
from itertools import pairwise

from ...model.plan import Stop, Tour
from .heuristic import Visit
from .world import Field


def tours_of(field: Field, visits: Sequence[Visit]) -> tuple[Tour, ...]:
    """One tour for each crew and shift with a visit, by date, then team."""
    by_shift: dict[tuple[int, int], list[Visit]] = {}
    for visit in visits:
        by_shift.setdefault((visit.crew, visit.shift), []).append(visit)
    base = field.resolved.mission.base
    roads = field.resolved.roads
    tours = []
    for (k, number), those in by_shift.items():
        day = field.shifts[k][number].day
        sites = [base, *(field.tasks[visit.task].site for visit in those), base]
        first, last = those[0], those[-1]
        tours.append(
            (
                day,
                Tour(
                    id=f"T-{field.teams[k].id}-{day.isoformat()}",
                    team=field.teams[k].id,
                    base=base,
                    depart_min=first.arrive_min - roads.leg(base, sites[1])[1],
                    return_min=last.end_min + roads.leg(sites[-2], base)[1],
                    stops=tuple(
                        Stop(
                            task=field.tasks[visit.task].id,
                            arrive_min=visit.arrive_min,
                            start_min=visit.start_min,
                            end_min=visit.end_min,
                            quantity=visit.quantity,
                        )
                        for visit in those
                    ),
                    km=round(sum(roads.leg(a, b)[0] for a, b in pairwise(sites)), 6),
                ),
            )
        )
    return tuple(tour for _, tour in sorted(tours, key=lambda entry: (entry[0], entry[1].team)))


def unmet_hours(field: Field, visits: Sequence[Visit]) -> float:
    """Weighted hours of unmet need over the lines of the tasks: cumulative done over asked, each part from the end of its
    work and airing, never above what is asked."""
    resolved, world = field.resolved, field.world
    asked = {need.id: need.quantity for need in resolved.mission.needs}
    lines = {task.need: j for j, task in enumerate(field.tasks)}
    total = 0.0
    for need, j in lines.items():
        start, end = int(world.line_start[j]), int(world.line_end[j])
        changes = sorted(
            (max(visit.end_min + field.tasks[visit.task].airing_min, start), visit.quantity)
            for visit in visits
            if field.tasks[visit.task].need == need
        )
        at, done, unmet = start, 0.0, 0.0
        for moment, quantity in [*((m, q) for m, q in changes if m < end), (end, 0.0)]:
            unmet += (moment - at) * max(1 - done / asked[need], 0.0)
            at, done = moment, done + quantity
        total += float(world.value[j]) * asked[need] * unmet / 60
    return total
