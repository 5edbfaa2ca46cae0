"""The road legs of both phases: who must get where, and from when they can."""

from collections.abc import Iterable, Mapping

from ..model.plan import Convoy
from ..model.resolved import Item, Resolved
from ..model.unlock import Unlock
from ..planners.allocation.problem import Grant
from ..planners.convoys.problem import ConvoyProblem, Host, Marcher
from .arrivals import marched


def outward(
    resolved: Resolved, moving: Iterable[str], grants: Iterable[Grant], unloaded: Mapping[str, int], unlocks: tuple[Unlock, ...]
) -> ConvoyProblem:
    """From where they landed, or wait, to the base: teams, their kit, support and vehicles; goods and devices to their sites."""
    mission = resolved.mission
    goods = {item.id for item in resolved.items if item.kind in ("cargo", "device")}
    site = {item: grant.site for grant in grants for item in grant.items if item in goods}
    marchers: dict[str, list[Marcher]] = {"vehicles": [], "persons": [], "cargo": []}
    for id in moving:
        item = resolved.item(id)
        ready = unloaded.get(id) if item.flies else item.ready_min
        if ready is not None:
            start = mission.debarkation if item.flies else item.origin
            marchers[_lot(item)].append(Marcher(id, start, site.get(id, mission.base), ready))
    return ConvoyProblem(
        phase="out",
        vehicles=tuple(marchers["vehicles"]),
        persons=tuple(marchers["persons"]),
        cargo=tuple(marchers["cargo"]),
        hosts=tuple(Host(item.id, item.origin, item.ready_min) for item in _hosts(resolved)),
        unlocks=unlocks,
    )


def homeward(resolved: Resolved, out: tuple[Convoy, ...], free_min: Mapping[str, int]) -> ConvoyProblem:
    """From the base to the airfield of the way home: what came out by air, came to the base, and returns.

    `free_min` says when a team's last work ends. Host vehicles that came to the base may help again.
    """
    mission = resolved.mission
    if mission.way_home is None:
        return ConvoyProblem(phase="home")
    start = max(resolved.minute(mission.way_home.start), 0)
    at_base = {item: convoy for item, convoy in marched(out).items() if convoy.destination == mission.base}
    marchers: dict[str, list[Marcher]] = {"vehicles": [], "persons": [], "cargo": []}
    for id, convoy in sorted(at_base.items()):
        item = resolved.item(id)
        if item.returns and item.flies:
            ready = max(start, convoy.arrive_min, free_min.get(id, 0))
            marchers[_lot(item)].append(Marcher(id, mission.base, mission.way_home.airfield, ready))
    return ConvoyProblem(
        phase="home",
        vehicles=tuple(marchers["vehicles"]),
        persons=tuple(marchers["persons"]),
        cargo=tuple(marchers["cargo"]),
        hosts=tuple(Host(h.id, mission.base, max(start, at_base[h.id].arrive_min)) for h in _hosts(resolved) if h.id in at_base),
    )


def _lot(item: Item) -> str:
    return {"vehicle": "vehicles", "trailer": "vehicles", "persons": "persons"}.get(item.kind, "cargo")


def _hosts(resolved: Resolved) -> list[Item]:
    """Vehicles of accepted offers that do not fly and bring their own drivers."""
    own = {vehicle.id for vehicle in resolved.mission.vehicles if vehicle.drivers_needed == 0}
    accepted = {offer.id for offer in resolved.mission.offers if offer.status == "accepted"}
    return [
        item for item in resolved.items if item.kind == "vehicle" and not item.flies and item.id in own and item.offer in accepted
    ]
