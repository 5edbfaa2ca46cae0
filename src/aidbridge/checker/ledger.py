"""The ledger counted anew from assignments, flights and tours, as the docstrings of `Coverage` define each column."""

from ..model.needs import Measure, Need
from ..model.plan import Assignment, Coverage, CoveragePoint
from ..model.resources import Supply
from .scope import eligible, spare
from .world import Resource, World

Change = tuple[int, float]
"""An instant and by how much the quantity at work changes then."""


def coverage(world: World) -> tuple[Coverage, ...]:
    """One line for each need, in the mission's order."""
    asked: dict[str, float] = {}
    for need in world.mission.needs:
        asked[need.capability] = asked.get(need.capability, 0.0) + need.quantity
    return tuple(_line(world, need, weight_of(world, need, asked[need.capability])) for need in world.mission.needs)


def interval(world: World, need: Need) -> tuple[int, int]:
    """From when to when the need counts: from its start, or the mission's, to its end or the horizon."""
    start, horizon = max(world.resolved.minute(need.start), 0), world.resolved.horizon_min
    end = horizon if need.end is None else min(world.resolved.minute(need.end), horizon)
    return start, max(start, end)


def weight_of(world: World, need: Need, asked: float) -> float:
    """Severity x quantity x value of a unit; by default all that is asked of a capability is worth 1."""
    place = world.places.get(need.place)
    severity = need.severity if need.severity is not None else (place.severity if place else 0.0)
    return severity * need.quantity * world.mission.policy.unit_values.get(need.capability, 1 / asked)


def steps(changes: list[Change], start: int, end: int) -> list[tuple[int, int, float]]:
    """The quantity at work as (from, until, quantity) from start to end, one step a change."""
    levels: list[tuple[int, float]] = [(start, 0.0)]
    for at, by in sorted(changes):
        if at >= end:
            break
        when, level = max(at, start), levels[-1][1] + by
        if when == levels[-1][0]:
            levels[-1] = (when, level)
        else:
            levels.append((when, level))
    untils = [*(at for at, _ in levels[1:]), end]
    return [(at, until, level) for (at, level), until in zip(levels, untils, strict=True) if until > at]


def _line(world: World, need: Need, weight: float) -> Coverage:
    start, end = interval(world, need)
    backlog = world.measure_of(need) is Measure.BACKLOG
    assigned = [a for a in world.plan.assignments if a.need == need.id]
    at_work = steps(_done(world, need) if backlog else _staffed(world, need, assigned), start, end)
    shares = [(at, until, _share(level, need)) for at, until, level in at_work]
    accepted = sum(_counts(world, need, a) for a in assigned)
    return Coverage(
        need=need.id,
        needed=need.quantity,
        offered=tidy(accepted if backlog else _pool(world, need.capability)),
        accepted=tidy(accepted),
        loaded=tidy(sum(_counts(world, need, a) for a in assigned if _loaded(world, a))),
        arrived=tidy(sum(_counts(world, need, a) for a in assigned if a.arrive_min is not None)),
        at_work=tidy(max((level for _, _, level in at_work), default=0.0)),
        offers=tuple(sorted({a.offer for a in assigned})),
        eligible=eligible(world, need),
        weight=weight,
        unmet_weighted_h=tidy(weight * sum((1 - share) * (until - at) for at, until, share in shares) / 60),
        idle_weighted_h=tidy(weight * (end - start) / 60),
        curve=_curve(shares),
    )


def _staffed(world: World, need: Need, assigned: list[Assignment]) -> list[Change]:
    stock = world.measure_of(need) is Measure.STOCK
    changes: list[Change] = []
    for a in assigned:
        if a.at_work_min is None:
            continue
        counts = _counts(world, need, a)
        changes.append((a.at_work_min, counts))
        if not stock and a.until_min is not None:
            changes.append((max(a.until_min, a.at_work_min), -counts))
    return changes


def _counts(world: World, need: Need, a: Assignment) -> float:
    """What an assignment is to its need: its quantity, of a substitute at its rate."""
    resource = world.resources.get(a.resource)
    return a.quantity * world.mission.policy.counts_as(resource.capability, need.capability) if resource else 0.0


def _done(world: World, need: Need) -> list[Change]:
    """What each stop does for the need, once the place has aired."""
    return [
        (stop.end_min + task.airing_min, stop.quantity)
        for tour in world.plan.tours
        for stop in tour.stops
        if (task := world.tasks.get(stop.task)) is not None and task.need == need.id
    ]


def _loaded(world: World, assignment: Assignment) -> bool:
    """Whether all of its items that fly have flown out."""
    return all(item in world.items and (not world.items[item].flies or world.moved(item)) for item in assignment.items)


def _pool(world: World, capability: str) -> float:
    """The capability in offers made or accepted, what two of them tell counted once, of each donor no more than it can spare;
    with what may stand in for it, at its rate."""
    given: dict[tuple[str, str], float] = {}
    for resource in world.resources.values():
        offer, own = world.offers.get(resource.offer), resource.capability or ""
        if offer is not None and offer.status in ("offered", "accepted"):
            left = amount(resource) - world.counted_twice.get(resource.id, 0.0)
            given[offer.donor, own] = given.get((offer.donor, own), 0.0) + left
    rate = world.mission.policy.counts_as
    return sum(rate(own, capability) * min(quantity, spare(world, donor, own)) for (donor, own), quantity in given.items())


def amount(resource: Resource) -> float:
    """How much of its capability a resource is."""
    return resource.quantity if isinstance(resource, Supply) else resource.capacity


def _share(level: float, need: Need) -> float:
    return max(0.0, min(1.0, level / need.quantity))


def _curve(shares: list[tuple[int, int, float]]) -> tuple[CoveragePoint, ...]:
    return tuple(CoveragePoint(at_min=at, share=tidy(share)) for at, _, share in shares)


def tidy(value: float) -> float:
    """Rounded to six places, and never a negative zero."""
    return round(value, 6) + 0.0
