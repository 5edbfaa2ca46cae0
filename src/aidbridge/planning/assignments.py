"""Grants with their times: what serves which need, from when, until when."""

from collections.abc import Iterable, Mapping

from ..model.needs import Measure
from ..model.plan import Assignment, Convoy, Tour
from ..model.resolved import Resolved
from ..model.resources import Device, Supply, Team
from ..planners.allocation.problem import Grant
from .arrivals import at_place, at_site, latest, marched, opens_at
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
    marches = marched(c for c in convoys if c.phase == "out")
    leaves = {item: convoy.depart_min for item, convoy in marched(c for c in convoys if c.phase == "home").items()}
    found: list[dict[str, object]] = []
    for grant in grants:
        resource = resources[grant.resource]
        known: dict[str, object] = {"need": grant.need, "offer": grant.offer, "resource": grant.resource, "site": grant.site}
        if isinstance(resource, Supply):
            found += [known | parcel for parcel in _parcels(resolved, grant, resource, marches)]
        elif measure_of(resolved, needs[grant.need]) is Measure.BACKLOG:
            found += [known | work for work in _touring(resolved, grant, marches, tours)]
        else:
            found.append(known | _presence(resolved, grant, resource, marches, leaves))
    return tuple(Assignment.model_validate({"id": f"A-{number:03d}"} | one) for number, one in enumerate(found, 1))


def _presence(
    resolved: Resolved, grant: Grant, resource: Team | Supply | Device, marches: Mapping[str, Convoy], leaves: Mapping[str, int]
) -> dict[str, object]:
    """A team at its site, or a device with the team that operates it."""
    team = isinstance(resource, Team)
    arrived = latest((at_site if team else at_place)(resolved, marches, item, grant.site) for item in grant.items)
    at_work = None if arrived is None else arrived + resource.setup_min
    crew = _crew(resolved, resource)
    if crew is not None and at_work is not None:
        parts = [item.id for item in resolved.items if item.resource in (crew.id, *crew.kit)]
        staffed = latest(at_site(resolved, marches, item, grant.site) for item in parts)
        at_work = None if staffed is None else max(at_work, staffed + crew.setup_min)
    return {
        "items": grant.items,
        "quantity": grant.quantity,
        "arrive_min": arrived,
        "at_work_min": None if at_work is None else opens_at(resolved, grant.site, at_work),
        "until_min": None if at_work is None else _leaves_site(resolved, grant, crew, leaves),
    }


def _crew(resolved: Resolved, resource: Team | Supply | Device) -> Team | None:
    """The team that operates a device."""
    operator = resource.operated_by if isinstance(resource, Device) else None
    return next((team for team in resolved.mission.teams if team.id == operator), None)


def _leaves_site(resolved: Resolved, grant: Grant, crew: Team | None, leaves: Mapping[str, int]) -> int | None:
    """When the first part of it must leave the site, to march home from the base; None when all stays."""
    staff = (crew.id, *crew.kit) if crew else ()
    parts = (*grant.items, *(item.id for item in resolved.items if item.resource in staff))
    first = min((leaves[item] for item in parts if item in leaves), default=None)
    return None if first is None else first - resolved.roads.leg(grant.site, resolved.mission.base)[1]


def _parcels(resolved: Resolved, grant: Grant, supply: Supply, marches: Mapping[str, Convoy]) -> list[dict[str, object]]:
    """The units of a supply, those that arrive together as one."""
    together: dict[int | None, list[str]] = {}
    for item in grant.items:
        together.setdefault(at_place(resolved, marches, item, grant.site), []).append(item)
    return [
        {
            "items": tuple(items),
            "quantity": sum(c.quantity for item in items for c in resolved.item(item).contents if c.supply == supply.id),
            "arrive_min": arrived,
            "at_work_min": None if arrived is None else opens_at(resolved, grant.site, arrived + supply.setup_min),
        }
        for arrived, items in sorted(together.items(), key=lambda entry: (entry[0] is None, entry[0] or 0))
    ]


def _touring(resolved: Resolved, grant: Grant, marches: Mapping[str, Convoy], tours: tuple[Tour, ...]) -> list[dict[str, object]]:
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
            "arrive_min": latest(at_place(resolved, marches, item, resolved.mission.base) for item in grant.items),
            "at_work_min": min((start for start, _, _ in done), default=None),
            "until_min": max((end for _, end, _ in done), default=None),
        }
        for need, done in stops.items()
    ]
