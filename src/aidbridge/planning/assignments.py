"""Grants with their times: what serves which need, from when, until when."""

from collections.abc import Iterable, Mapping

from ..model.needs import Measure
from ..model.plan import Assignment, Convoy, Tour
from ..model.resolved import Resolved
from ..model.resources import Device, Supply, Team
from ..planners.allocation.problem import Grant
from .arrivals import latest, marched, opens_at
from .coverage import measure_of


def assignments_of(
    resolved: Resolved, grants: Iterable[Grant], convoys: tuple[Convoy, ...], tours: tuple[Tour, ...]
) -> tuple[Assignment, ...]:
    """Assignments in the order of the grants, numbered `A-001`, ...

    Goods of one grant that arrive at different times become one assignment each. A team that tours has one assignment for
    each need it works for.
    """
    mission = resolved.mission
    needs = {need.id: need for need in mission.needs}
    resources: dict[str, Team | Supply | Device] = {r.id: r for r in mission.providers}
    arrivals = {item: convoy.arrive_min for item, convoy in marched(c for c in convoys if c.phase == "out").items()}
    leaves = {item: convoy.depart_min for item, convoy in marched(c for c in convoys if c.phase == "home").items()}
    found: list[dict[str, object]] = []
    for grant in grants:
        resource = resources[grant.resource]
        known: dict[str, object] = {"need": grant.need, "offer": grant.offer, "resource": grant.resource, "site": grant.site}
        if isinstance(resource, Supply):
            found += [known | parcel for parcel in _parcels(resolved, grant, resource, arrivals)]
        elif measure_of(resolved, needs[grant.need]) is Measure.BACKLOG:
            found += [known | work for work in _touring(resolved, grant, arrivals, tours)]
        else:
            found.append(known | _presence(resolved, grant, resource, arrivals, leaves))
    return tuple(Assignment.model_validate({"id": f"A-{number:03d}"} | one) for number, one in enumerate(found, 1))


def _presence(
    resolved: Resolved, grant: Grant, resource: Team | Supply | Device, arrivals: Mapping[str, int], leaves: Mapping[str, int]
) -> dict[str, object]:
    """A team at its site, or a device with the team that operates it."""
    arrived = latest(arrivals, grant.items)
    at_work = None
    staffed_by = resource.operated_by or resource.id if isinstance(resource, Device) else resource.id
    if arrived is not None:
        if isinstance(resource, Team):
            arrived += resolved.roads.leg(resolved.mission.base, grant.site)[1]
        at_work = arrived + resource.setup_min
    if at_work is not None and isinstance(resource, Device) and resource.operated_by:
        crew = arrivals.get(resource.operated_by)
        at_work = None if crew is None else max(at_work, crew + resolved.roads.leg(resolved.mission.base, grant.site)[1])
    return {
        "items": grant.items,
        "quantity": grant.quantity,
        "arrive_min": arrived,
        "at_work_min": None if at_work is None else opens_at(resolved, grant.site, at_work),
        "until_min": None if at_work is None else leaves.get(staffed_by),
    }


def _parcels(resolved: Resolved, grant: Grant, supply: Supply, arrivals: Mapping[str, int]) -> list[dict[str, object]]:
    """The units of a supply, those that arrive together as one."""
    together: dict[int | None, list[str]] = {}
    for item in grant.items:
        together.setdefault(arrivals.get(item), []).append(item)
    return [
        {
            "items": tuple(items),
            "quantity": sum(c.quantity for item in items for c in resolved.item(item).contents if c.supply == supply.id),
            "arrive_min": arrived,
            "at_work_min": None if arrived is None else opens_at(resolved, grant.site, arrived + supply.setup_min),
        }
        for arrived, items in sorted(together.items(), key=lambda entry: (entry[0] is None, entry[0] or 0))
    ]


def _touring(resolved: Resolved, grant: Grant, arrivals: Mapping[str, int], tours: tuple[Tour, ...]) -> list[dict[str, object]]:
    """What a team's tours do, need by need; the granted need also when nothing was done for it."""
    need_of = {task.id: task.need for task in resolved.mission.tasks}
    stops: dict[str, list[tuple[int, int, float]]] = {grant.need: []}
    for tour in tours:
        if tour.team == grant.resource:
            for stop in tour.stops:
                stops.setdefault(need_of[stop.task], []).append((stop.start_min, stop.end_min, stop.quantity))
    return [
        {
            "need": need,
            "items": grant.items,
            "quantity": round(sum(quantity for _, _, quantity in done), 6),
            "arrive_min": latest(arrivals, grant.items),
            "at_work_min": min((start for start, _, _ in done), default=None),
            "until_min": max((end for _, end, _ in done), default=None),
        }
        for need, done in stops.items()
    ]
