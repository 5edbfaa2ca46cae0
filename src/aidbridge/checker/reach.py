"""How soon an item could be out of an aircraft where it is wanted, if nothing stood in its way; each question answered once."""

import math
from collections.abc import Iterator
from itertools import pairwise, permutations

from ..model.fleet import AircraftType
from ..model.resolved import Item
from .world import World


class Reach:
    """The relaxation: the first free aircraft fetches the item at once, no slot, place or hold is taken, no crew rests."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._km: dict[tuple[str, str], float] = {}
        for route in world.resolved.routes:
            ends = route.origin, route.destination
            self._km[ends] = min(route.distance_km, self._km.get(ends, math.inf))
        self._quickest: dict[tuple[str, str, str], int | None] = {}
        self._there: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._free: dict[tuple[str, int], int | None] = {}

    def free_min(self, item: Item) -> int | None:
        """The earliest minute at which the item is out of an aircraft at an airfield of debarkation; ready, if it does not fly."""
        if not item.flies:
            return item.ready_min
        key = item.origin, item.ready_min
        if key not in self._free:
            self._free[key] = min(self._unloadings(item), default=None)
        return self._free[key]

    def _unloadings(self, item: Item) -> Iterator[int]:
        for icao in self._world.mission.debarkations:
            there = self._world.airfields.get(icao)
            unloading = there.unloading_min or 0 if there else 0
            landed = self._landed_min(item, icao)
            if landed is not None:
                yield landed + unloading
            for second in self._transferred(item, icao):
                yield second + unloading

    def _landed_min(self, item: Item, icao: str) -> int | None:
        """The earliest landing at an airfield with the item, by any tail."""
        here = self._world.airfields.get(item.origin)
        if here is None:
            return None
        loading = here.loading_min or 0
        return min((max(comes, item.ready_min) + loading + flies for comes, flies in self._tails(item.origin, icao)), default=None)

    def _tails(self, origin: str, icao: str) -> list[tuple[int, int]]:
        """Of each tail that can: when it could be at the origin, and the minutes from there."""
        key = origin, icao
        if key not in self._there:
            self._there[key] = []
            for tail in self._world.mission.fleet:
                type = self._world.types.get(tail.type)
                empty = 0 if tail.at == origin else self._quickest_min(type, tail.at, origin)
                loaded = self._quickest_min(type, origin, icao)
                if empty is not None and loaded is not None and type is not None:
                    comes = max(self._world.resolved.minute(tail.available_from), 0) + empty
                    self._there[key].append((comes, loaded))
        return self._there[key]

    def _transferred(self, item: Item, icao: str) -> Iterator[int]:
        """The earliest landings where the item changes aircraft on its way: the second, of whatever type, waits there for it."""
        for transfer in self._world.mission.transfers:
            at, landed = self._world.airfields.get(transfer.at), self._landed_min(item, transfer.at)
            if transfer.airfield != icao or at is None or landed is None:
                continue
            onward = [self._quickest_min(type, transfer.at, icao) for type in self._world.types.values()]
            across = (at.unloading_min or 0) + transfer.minutes + (at.loading_min or 0)
            yield from (landed + across + minutes for minutes in onward if minutes is not None)

    def _quickest_min(self, type: AircraftType | None, origin: str, destination: str) -> int | None:
        """Least minutes by any route, with up to two stops for fuel on the way."""
        if type is None:
            return None
        key = type.id, origin, destination
        if key not in self._quickest:
            stop_min, found = self._world.mission.policy.fuel.stop_min, list[int]()
            for count in (0, 1, 2):
                for via in permutations(self._world.mission.fuel_stops, count):
                    hops = [self._km.get(hop) for hop in pairwise((origin, *via, destination))]
                    flown = [math.ceil(round(60 * km / type.cruise_tas_kmh, 6)) for km in hops if km is not None]
                    if len(flown) == len(hops):
                        found.append(sum(flown) + stop_min * count)
            self._quickest[key] = min(found, default=None)
        return self._quickest[key]
