"""When items reach places, read off loads, sorties and convoys."""

from collections.abc import Iterable, Mapping

from ..model.plan import Convoy, Load, Sortie
from ..model.resolved import Resolved


def aboard(load: Load) -> tuple[str, ...]:
    """Everything on a load: items on the floor, then persons."""
    return (*(placement.item for placement in load.placements), *load.persons)


def unloaded_at(loads: Iterable[Load], sorties: Iterable[Sortie]) -> dict[str, int]:
    """The minute each flown item is off its last aircraft of these."""
    by_id = {load.id: load for load in loads}
    flown = sorted(sorties, key=lambda sortie: sortie.legs[-1].arrive_min)
    return {
        item: leg.unloaded_min
        for sortie in flown
        for leg in sortie.legs
        if leg.load in by_id and leg.unloaded_min is not None
        for item in aboard(by_id[leg.load])
    }


def marched(convoys: Iterable[Convoy]) -> dict[str, Convoy]:
    """The convoy that carries each item, as a vehicle, in a seat or as cargo."""
    return {
        item: convoy
        for convoy in convoys
        for vehicle in convoy.vehicles
        for item in (vehicle.vehicle, *(seat.team for seat in vehicle.seats), *vehicle.cargo)
    }


def at_place(resolved: Resolved, marches: Mapping[str, Convoy], item: str, place: str) -> int | None:
    """The minute an item is at a place: its march out (in `marches`) ends there, or it waits there; None when it never is."""
    if item in marches:
        return marches[item].arrive_min if marches[item].destination == place else None
    known = resolved.item(item)
    return known.ready_min if not known.flies and known.origin == place else None


def at_site(resolved: Resolved, marches: Mapping[str, Convoy], item: str, site: str) -> int | None:
    """The minute a part of a team is at a site: there itself, or driven on from the base."""
    there = at_place(resolved, marches, item, site)
    base = at_place(resolved, marches, item, resolved.mission.base)
    return base + resolved.roads.leg(resolved.mission.base, site)[1] if there is None and base is not None else there


def opens_at(resolved: Resolved, site: str, minute: int) -> int:
    """The first minute from then on at which the site is not shut."""
    for start, end in resolved.closed.get(f"site:{site}", ()):
        if start <= minute < end:
            minute = end
    return minute


def latest(minutes: Iterable[int | None]) -> int | None:
    """The last of the minutes; None when one of them is or there is none."""
    found = list(minutes)
    return None if not found or any(minute is None for minute in found) else max(m for m in found if m is not None)
