"""When items reach places, read off loads, sorties and convoys."""

from collections.abc import Iterable, Mapping

from ..model.plan import Convoy, Load, Sortie
from ..model.resolved import Resolved


def aboard(load: Load) -> tuple[str, ...]:
    """Everything on a load: items on the floor, then persons."""
    return (*(placement.item for placement in load.placements), *load.persons)


def unloaded_at(loads: Iterable[Load], sorties: Iterable[Sortie]) -> dict[str, int]:
    """The minute each flown item is off its aircraft."""
    by_id = {load.id: load for load in loads}
    return {
        item: leg.unloaded_min
        for sortie in sorties
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


def opens_at(resolved: Resolved, site: str, minute: int) -> int:
    """The first minute from then on at which the site is not shut."""
    for start, end in resolved.closed.get(f"site:{site}", ()):
        if start <= minute < end:
            minute = end
    return minute


def latest(minutes: Mapping[str, int], items: Iterable[str]) -> int | None:
    """The minute when the last of the items has arrived; None when one never does or there is none."""
    found = [minutes.get(item) for item in items]
    return None if not found or any(minute is None for minute in found) else max(m for m in found if m is not None)
