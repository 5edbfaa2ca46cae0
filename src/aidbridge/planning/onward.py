"""The road legs of both phases: who must get where, and from when they can."""

from collections.abc import Container, Iterable, Mapping, Sequence

from ..model.plan import Convoy
from ..model.resolved import Item, Resolved
from ..model.unlock import Unlock
from ..planners.allocation.problem import Grant
from ..planners.convoys.problem import ConvoyProblem, Host, Marcher
from ..planners.scope import covering
from .agreed import agreed_at, agreed_from
from .arrivals import marched
from .debarking import passages, sites_of


def outward(
    resolved: Resolved,
    moving: Iterable[str],
    grants: Sequence[Grant],
    unloaded: Mapping[str, int],
    unlocks: tuple[Unlock, ...],
    barred: Container[str] = (),
) -> ConvoyProblem:
    """From where they landed, or wait, to the base: teams, their kit, support and vehicles; goods and devices to their sites.
    What waits at its site stays there. Host vehicles among `barred` are not called."""
    mission = resolved.mission
    site = sites_of(resolved, grants)
    lands = passages(resolved, grants, resolved.items)
    needs = {need.id: need for need in mission.needs}
    agreed = {
        item: agreed_from(resolved, grant.offer, needs[grant.need], grant.resource) for grant in grants for item in grant.items
    }
    marchers: dict[str, list[Marcher]] = {"vehicles": [], "persons": [], "cargo": []}
    for id in moving:
        item = resolved.item(id)
        ready = unloaded.get(id) if item.flies else max(item.ready_min, agreed.get(id, 0))
        if ready is not None:
            start = lands[id].airfield if item.flies else item.origin
            marchers[_lot(item)].append(Marcher(id, start, site.get(id, mission.base), ready))
    return ConvoyProblem(
        phase="out",
        vehicles=tuple(marchers["vehicles"]),
        persons=tuple(marchers["persons"]),
        cargo=tuple(marchers["cargo"]),
        hosts=tuple(
            Host(item.id, item.origin, max(item.ready_min, agreed_from(resolved, item.offer)))
            for item in _hosts(resolved)
            if item.id not in barred
        ),
        unlocks=unlocks,
    )


def homeward(resolved: Resolved, out: tuple[Convoy, ...], free_min: Mapping[str, int]) -> ConvoyProblem:
    """From where it went to the airfield of the way home: what came out by air and returns.

    `free_min` says when a team's last work ends. Host vehicles may help again from where they went, under an agreement that
    is in force until the end of the way home.
    """
    mission = resolved.mission
    if mission.way_home is None:
        return ConvoyProblem(phase="home")
    start = max(resolved.minute(mission.way_home.start), 0)
    went = marched(out)
    marchers: dict[str, list[Marcher]] = {"vehicles": [], "persons": [], "cargo": []}
    for id, convoy in sorted(went.items()):
        item = resolved.item(id)
        if item.returns and item.flies:
            ready = max(start, convoy.arrive_min, free_min.get(id, 0))
            marchers[_lot(item)].append(Marcher(id, convoy.destination, mission.way_home.airfield, ready))
    end = resolved.minute(mission.way_home.end)
    return ConvoyProblem(
        phase="home",
        vehicles=tuple(marchers["vehicles"]),
        persons=tuple(marchers["persons"]),
        cargo=tuple(marchers["cargo"]),
        hosts=tuple(
            Host(host.id, went[host.id].destination, max(start, went[host.id].arrive_min))
            for host in _hosts(resolved)
            if host.id in went and agreed_at(resolved, host.offer, end)
        ),
    )


def _lot(item: Item) -> str:
    return {"vehicle": "vehicles", "trailer": "vehicles", "persons": "persons"}.get(item.kind, "cargo")


def _hosts(resolved: Resolved) -> list[Item]:
    """Vehicles that do not fly, bring their own drivers, and are under an agreement."""
    own = {vehicle.id for vehicle in resolved.mission.vehicles if vehicle.drivers_needed == 0}
    return [
        item
        for item in resolved.items
        if item.kind == "vehicle" and not item.flies and item.id in own and covering(resolved.mission, item.offer)
    ]
