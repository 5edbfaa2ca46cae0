"""The ledger: for each need line what is needed, offered, accepted, loaded, arrived and at work, and the weighted hours it
stays unmet (see `Coverage`)."""

from collections.abc import Iterable, Mapping
from itertools import accumulate, groupby

from ..model.mission import Mission
from ..model.needs import Measure, Need
from ..model.plan import Assignment, Coverage, CoveragePoint, Load, Sortie, Tour
from ..model.resolved import Resolved
from ..model.resources import Device, Supply, Team
from ..planners.allocation.duplicates import counted_already, duplicates
from ..planners.allocation.mismatches import Receiving, local_facts_of
from ..planners.scope import covering

Change = tuple[int, float]
"""An instant and by how much the covered quantity changes then."""


def ledger(
    resolved: Resolved, assignments: Iterable[Assignment], loads: Iterable[Load], sorties: Iterable[Sortie], tours: Iterable[Tour]
) -> tuple[Coverage, ...]:
    """One line for each need, in the mission's order."""
    assignments = tuple(assignments)
    flown = {leg.load for sortie in sorties for leg in sortie.legs if sortie.phase == "out" and leg.load}
    aboard = {item for load in loads if load.id in flown for item in (*(p.item for p in load.placements), *load.persons)}
    done = _backlog_changes(resolved, tours)
    weights, counts = line_weights(resolved), counted(resolved.mission, assignments)
    by_need: dict[str, list[Assignment]] = {}
    for a in assignments:
        by_need.setdefault(a.need, []).append(a)
    return tuple(
        _line(resolved, need, weights[need.id], by_need.get(need.id, []), counts, aboard, done.get(need.id, []))
        for need in resolved.mission.needs
    )


def line_interval(resolved: Resolved, need: Need) -> tuple[int, int]:
    """First and last minute over which a line's unmet need is counted."""
    start = max(resolved.minute(need.start), 0)
    end = min(resolved.minute(need.end), resolved.horizon_min) if need.end else resolved.horizon_min
    return start, max(start, end)


def line_weights(resolved: Resolved) -> dict[str, float]:
    """Severity x quantity x value of a unit, by need. By default all lines of a capability together are worth 1, so that
    splitting a line in two changes nothing."""
    mission = resolved.mission
    severity = {place.id: place.severity for place in mission.places}
    asked: dict[str, float] = {}
    for need in mission.needs:
        asked[need.capability] = asked.get(need.capability, 0.0) + need.quantity
    return {
        need.id: (severity[need.place] if need.severity is None else need.severity)
        * need.quantity
        * mission.policy.unit_values.get(need.capability, 1 / asked[need.capability])
        for need in mission.needs
    }


def measure_of(resolved: Resolved, need: Need) -> Measure:
    """How the need's capability is counted."""
    return next(c.measure for c in resolved.capabilities if c.id == need.capability)


def _line(
    resolved: Resolved,
    need: Need,
    weight: float,
    assigned: list[Assignment],
    counts: Mapping[str, float],
    aboard: set[str],
    done: list[Change],
) -> Coverage:
    start, end = line_interval(resolved, need)
    measure = measure_of(resolved, need)
    changes = done if measure is Measure.BACKLOG else _assigned_changes(assigned, measure, counts)
    covered = _levels(changes, start, end)
    accepted = sum(counts[a.id] for a in assigned)
    hours = (end - start) / 60
    met = sum(min(1.0, level / need.quantity) * (until - at) / 60 for at, until, level in covered)
    flying = {item.id for item in resolved.items if item.flies}
    return Coverage(
        need=need.id,
        needed=need.quantity,
        offered=accepted if measure is Measure.BACKLOG else _pool(resolved.mission, need.capability),
        accepted=_tidy(accepted),
        loaded=_tidy(sum(counts[a.id] for a in assigned if all(i in aboard for i in a.items if i in flying))),
        arrived=_tidy(sum(counts[a.id] for a in assigned if a.arrive_min is not None)),
        at_work=_tidy(max((level for _, _, level in covered), default=0.0)),
        offers=tuple(sorted({a.offer for a in assigned})),
        eligible=eligible(resolved, need),
        weight=weight,
        unmet_weighted_h=_tidy(weight * (hours - met)),
        idle_weighted_h=_tidy(weight * hours),
        curve=tuple(CoveragePoint(at_min=at, share=_tidy(min(1.0, level / need.quantity))) for at, _, level in covered),
    )


def eligible(resolved: Resolved, need: Need) -> bool:
    """Whether an accepted offer under an agreement in force could serve the line, with something to spare at home."""
    return bool(serving(resolved, need))


def serving(resolved: Resolved, need: Need) -> tuple[Team | Supply | Device, ...]:
    """What could serve the line by its capability and specification, its donor's reserve and the agreements, were it there in
    time."""
    mission = resolved.mission
    receiving = Receiving(mission, local_facts_of({fact.key: fact.value for fact in resolved.facts}))
    twice = counted_already(duplicates(mission))
    start = max(need.start, mission.start)
    donors = {offer.id: offer.donor for offer in mission.offers}
    kept = {(r.donor, r.capability) for r in mission.reserves if r.spare <= 0}
    return tuple(
        r
        for r in mission.providers
        if mission.policy.counts_as(r.capability, need.capability) > 0
        and (donors[r.offer], r.capability) not in kept
        and covering(mission, r.offer, r.capability, need.place, mission.start, mission.horizon, r.id)
        and twice.get(r.id, 0.0) < amount(r) - 1e-9
        and receiving.refusal(r, need, start) is None
    )


def counted(mission: Mission, assignments: Iterable[Assignment]) -> dict[str, float]:
    """What each assignment is to its need: its quantity, of a substitute at its rate."""
    given = {provider.id: provider.capability for provider in mission.providers}
    asked = {need.id: need.capability for need in mission.needs}
    return {a.id: a.quantity * mission.policy.counts_as(given[a.resource], asked[a.need]) for a in assignments}


def _pool(mission: Mission, capability: str) -> float:
    """The capability in all offers that are offered or accepted, each thing once, donor by donor less what each keeps at home; with
    what may stand in for it, at its rate."""
    donors = {offer.id: offer.donor for offer in mission.offers if offer.status in ("offered", "accepted")}
    given: dict[tuple[str, str], float] = {}
    twice = counted_already(duplicates(mission))
    for resource in mission.providers:
        if resource.capability and resource.offer in donors:
            key = donors[resource.offer], resource.capability
            given[key] = given.get(key, 0.0) + amount(resource) - twice.get(resource.id, 0.0)
    spare = {(r.donor, r.capability): r.spare for r in mission.reserves}
    rates = {own: mission.policy.counts_as(own, capability) for _, own in given}
    return _tidy(sum(rates[key[1]] * min(quantity, spare.get(key, quantity)) for key, quantity in given.items()))


def amount(resource: Team | Supply | Device) -> float:
    """How much of its capability a resource is."""
    return resource.quantity if isinstance(resource, Supply) else resource.capacity


def _assigned_changes(assigned: list[Assignment], measure: Measure, counts: Mapping[str, float]) -> list[Change]:
    changes: list[Change] = []
    for a in assigned:
        if a.at_work_min is not None:
            changes.append((a.at_work_min, counts[a.id]))
            if measure is not Measure.STOCK and a.until_min is not None:
                changes.append((max(a.until_min, a.at_work_min), -counts[a.id]))
    return changes


def _backlog_changes(resolved: Resolved, tours: Iterable[Tour]) -> dict[str, list[Change]]:
    """What each stop adds to its task's need, once the place has aired."""
    tasks = {task.id: task for task in resolved.mission.tasks}
    changes: dict[str, list[Change]] = {}
    for tour in tours:
        for stop in tour.stops:
            task = tasks[stop.task]
            changes.setdefault(task.need, []).append((stop.end_min + task.airing_min, stop.quantity))
    return changes


def _levels(changes: list[Change], start: int, end: int) -> list[tuple[int, int, float]]:
    """The covered quantity as steps (from, until, level) that tile [start, end)."""
    moved = sorted((max(at, start), by) for at, by in changes if at < end)
    ats = [start, *(at for at, _ in groupby(moved, key=lambda change: change[0]) if at > start)]
    totals = dict(zip((at for at, _ in moved), accumulate(by for _, by in moved), strict=True))
    steps, level = [], 0.0
    for at, until in zip(ats, [*ats[1:], end], strict=True):
        level = totals.get(at, level)
        steps.append((at, until, level))
    return [step for step in steps if step[1] > step[0]]


def _tidy(value: float) -> float:
    """Rounded to six places, and never a negative zero."""
    return round(value, 6) + 0.0
