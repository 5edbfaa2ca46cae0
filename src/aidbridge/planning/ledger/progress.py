"""How far what is planned for a need has come, read off loads, flights, convoys and tours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model.needs import Measure
from ...model.plan import Assignment, Leg, Plan
from ...model.resolved import Resolved
from ..arrivals import aboard, marched
from ..coverage import counted, measure_of

Change = tuple[int, float, str]
"""A minute, by how much what is at work changes then, and of which offer."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One assignment on its way. Minutes since the mission's start; None: that never happens."""

    need: str
    offer: str
    resource: str
    site: str
    quantity: float
    """In the need's units."""
    loaded_min: int | None
    moving_min: int | None
    """When the last of its items takes off; of what does not fly, when it drives off or is there."""
    arrived_min: int | None
    at_work_min: int | None
    until_min: int | None
    legs: tuple[str, ...]
    """Flights that carry it."""

    def at(self, stage: str) -> int | None:
        """When it reaches loaded, moving, arrived or at_work."""
        found: int | None = getattr(self, f"{stage}_min")
        return found

    def reached(self, stage: str, on_min: int | None) -> bool:
        """Whether it has by then; None: ever."""
        at = self.at(stage)
        return at is not None and (on_min is None or at <= on_min)

    def standing(self, on_min: int | None) -> str:
        """The furthest stage it has reached: planned, loaded, moving, arrived, at_work, or left once its work is over."""
        if on_min is not None and self.until_min is not None and self.until_min <= on_min:
            return "left"
        stages = ("at_work", "arrived", "moving", "loaded")
        return next((stage for stage in stages if self.reached(stage, on_min)), "planned")


def movements(resolved: Resolved, plan: Plan) -> tuple[Movement, ...]:
    """One for each assignment, in the plan's order."""
    legs = _carried(plan)
    drives = {item: convoy.depart_min for item, convoy in marched(c for c in plan.convoys if c.phase == "out").items()}
    flying = {item.id for item in resolved.items if item.flies}
    loading = {field.icao: field.loading_min for field in resolved.airfields}
    counts = counted(resolved.mission, plan.assignments)
    return tuple(_movement(a, counts[a.id], legs, drives, flying, loading) for a in plan.assignments)


def _movement(
    a: Assignment,
    quantity: float,
    legs: Mapping[str, Leg],
    drives: Mapping[str, int],
    flying: set[str],
    loading: Mapping[str, int | None],
) -> Movement:
    needed = [item for item in a.items if item in flying]
    found = [legs[item] for item in needed if item in legs]
    loaded: int | None = None
    moving: int | None = None
    if needed and len(found) == len(needed):
        loaded = max(_loaded_min(leg, loading) for leg in found)
        moving = max(leg.depart_min for leg in found)
    elif not needed:
        starts = [drives[item] for item in a.items if item in drives]
        loaded = max(starts, default=a.arrive_min if a.arrive_min is not None else 0)
        moving = max(starts, default=a.arrive_min)
    return Movement(
        need=a.need,
        offer=a.offer,
        resource=a.resource,
        site=a.site,
        quantity=quantity,
        loaded_min=loaded,
        moving_min=moving,
        arrived_min=a.arrive_min,
        at_work_min=a.at_work_min,
        until_min=a.until_min,
        legs=tuple(dict.fromkeys(leg.id for leg in found)),
    )


def _carried(plan: Plan) -> dict[str, Leg]:
    """The loaded leg on which each item leaves where it waited."""
    loads = {load.id: load for load in plan.loads}
    legs = [leg for sortie in plan.sorties if sortie.phase != "home" for leg in sortie.legs if leg.load in loads]
    found: dict[str, Leg] = {}
    for leg in sorted(legs, key=lambda leg: leg.depart_min):
        for item in aboard(loads[leg.load or ""]):
            found.setdefault(item, leg)
    return found


def _loaded_min(leg: Leg, loading: Mapping[str, int | None]) -> int:
    """When a load is aboard: its loading's end where the airfield says how long that takes, else the take-off."""
    takes = loading.get(leg.origin)
    if leg.loading_start_min is None or takes is None:
        return leg.depart_min
    return min(leg.loading_start_min + takes, leg.depart_min)


def work_changes(resolved: Resolved, plan: Plan) -> dict[str, list[Change]]:
    """By need, how what is at work changes: what comes and goes, or what is done once the place has aired."""
    backlog = {n.id for n in resolved.mission.needs if measure_of(resolved, n) is Measure.BACKLOG}
    stock = {n.id for n in resolved.mission.needs if measure_of(resolved, n) is Measure.STOCK}
    counts = counted(resolved.mission, plan.assignments)
    found: dict[str, list[Change]] = {}
    for a in plan.assignments:
        if a.need not in backlog and a.at_work_min is not None:
            found.setdefault(a.need, []).append((a.at_work_min, counts[a.id], a.offer))
            if a.need not in stock and a.until_min is not None:
                found[a.need].append((max(a.until_min, a.at_work_min), -counts[a.id], a.offer))
    tasks = {task.id: task for task in resolved.mission.tasks}
    offers = {team.id: team.offer for team in resolved.mission.teams}
    for tour in plan.tours:
        for stop in tour.stops:
            task = tasks[stop.task]
            found.setdefault(task.need, []).append((stop.end_min + task.airing_min, stop.quantity, offers[tour.team]))
    return {need: sorted(changes) for need, changes in found.items()}


def peak_min(changes: Iterable[Change], start: int, end: int, lasting: bool) -> int:
    """The first minute of [start, end) at which the most is at work; of what lasts (stock, backlog), the last one."""
    best, at, level = -1.0, start, 0.0
    moments = sorted({start, *(max(minute, start) for minute, _, _ in changes if minute < end)})
    for moment in moments:
        level = level_at(changes, moment)
        if level > best + 1e-9 or (lasting and level >= best):
            best, at = level, moment
    return at


def level_at(changes: Iterable[Change], minute: int) -> float:
    """What is at work at a minute."""
    return round(sum(by for at, by, _ in changes if at <= minute), 6) + 0.0


def amount_by_offer(changes: Iterable[Change], minute: int) -> dict[str, float]:
    """The same by offer."""
    found: dict[str, float] = {}
    for at, by, offer in changes:
        if at <= minute:
            found[offer] = found.get(offer, 0.0) + by
    return found
