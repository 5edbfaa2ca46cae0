"""What flights planned before leave behind: slots, places, teams and fuel taken, and where their tails stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.fleet import AircraftType
from ...model.plan import Leg, Sortie
from ...model.resolved import Resolved
from .limits import LOADING, PARKING, UNLOADING, Limits, Taken


@dataclass(slots=True)
class Earlier:
    """Airfields are their index; resources as in `limits`."""

    landed: list[tuple[int, int]] = field(default_factory=list)
    """Airfield and minute."""
    held: list[tuple[int, int, int]] = field(default_factory=list)
    """Resource, from, to."""
    uplift_kg: dict[str, int] = field(default_factory=dict)
    """Fuel taken, by airfield."""
    standing: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By tail: when it last landed, and the fuel in its tanks."""


def earlier_flights(resolved: Resolved, sorties: tuple[Sortie, ...], airfields: tuple[str, ...], limits: Limits) -> Earlier:
    """Gather what the sorties take at the airfields."""
    found = Earlier()
    types = {tail.id: resolved.aircraft_type(tail.type) for tail in resolved.mission.fleet}
    legs_of: dict[str, list[Leg]] = {}
    for sortie in sorties:
        legs_of.setdefault(sortie.tail, []).extend(sortie.legs)
    index = {icao: i for i, icao in enumerate(airfields)}
    for tail, legs in sorted(legs_of.items()):
        legs.sort(key=lambda leg: leg.depart_min)
        for leg in legs:
            _work(resolved, leg, types[tail], index, limits, found)
        for leg, following in pairwise(legs):
            if leg.destination in index:
                here = index[leg.destination]
                found.held += _held(limits.taken(PARKING, types[tail], here), leg.arrive_min, following.depart_min)
        tank = 0
        for leg in legs:
            taken = max(0, leg.fuel.block_kg - tank)
            found.uplift_kg[leg.origin] = found.uplift_kg.get(leg.origin, 0) + taken
            tank = leg.fuel.block_kg - leg.fuel.taxi_kg - leg.fuel.trip_kg
        found.standing[tail] = (legs[-1].arrive_min, tank)
    return found


def _held(taken: Taken, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for resource, amount in taken:
        yield from [(resource, start, end)] * amount


def _work(resolved: Resolved, leg: Leg, type: AircraftType, index: dict[str, int], limits: Limits, found: Earlier) -> None:
    """The landing of a leg, and the teams that load and unload it."""
    if leg.destination in index:
        here = index[leg.destination]
        found.landed.append((here, leg.arrive_min))
        if leg.unloaded_min is not None:
            minutes = resolved.airfield(leg.destination).unloading_min or 0
            found.held += _held(limits.taken(UNLOADING, type, here), leg.unloaded_min - minutes, leg.unloaded_min)
    if leg.origin in index and leg.loading_start_min is not None:
        minutes = resolved.airfield(leg.origin).loading_min or 0
        start, taken = leg.loading_start_min, limits.taken(LOADING, type, index[leg.origin])
        found.held += _held(taken, start, start + minutes)
