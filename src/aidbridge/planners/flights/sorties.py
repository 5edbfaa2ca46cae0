"""A timetable as sorties and legs, each with its route, fuel, masses and clearances."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

import numpy as np

from ...model.plan import Leg, Load, Overflight, Sortie
from ...physics.speed import crossing_min, flying_min
from . import tables as w
from .instance import Instance
from .legs import Hop
from .tables import Ints


@dataclass(frozen=True, slots=True)
class _Flight:
    """One leg of the timetable; of a way with stops, one of its hops."""

    kind: Literal["positioning", "loaded", "return"]
    sortie: int
    """The load whose sortie it belongs to."""
    hop: Hop
    depart_min: int
    starts: bool
    """Whether it is the first hop of its way, and the last."""
    ends: bool


def sorties(instance: Instance, tail_of: Ints, timetable: Ints) -> tuple[Sortie, ...]:
    """The sorties of all loads that fly, by departure of their loaded legs."""
    flown = [int(load) for load in np.argsort(timetable[:, w.DEPART], kind="stable") if timetable[load, w.STATE] == w.FREE]
    found: list[tuple[int, Sortie]] = []
    by_tail: dict[int, list[int]] = {}
    for load in flown:
        by_tail.setdefault(int(tail_of[load]), []).append(load)
    for tail, loads in sorted(by_tail.items()):
        flights = _flights(instance, timetable, loads)
        legs: dict[int, list[Leg]] = {load: [] for load in loads}
        for i, flight in enumerate(flights):
            leaves = flights[i + 1].depart_min if i + 1 < len(flights) else None
            of_sortie = legs[flight.sortie]
            of_sortie.append(_leg(instance, tail, timetable[flight.sortie], flight, len(of_sortie) + 1, leaves))
        for load in loads:
            named = instance.loads[load]
            sortie = Sortie(
                id=sortie_id(named), phase=named.phase, tail=instance.tails[tail].id, load=named.id, legs=tuple(legs[load])
            )
            found.append((int(timetable[load, w.DEPART]), sortie))
    return tuple(sortie for _, sortie in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


def sortie_id(load: Load) -> str:
    """`S-001` for `L-001`, `ST-001` for `T-001`, `SH-001` for `H-001`."""
    return {"trunk": "ST-", "out": "S-", "home": "SH-"}[load.phase] + load.id.split("-", 1)[-1]


def _flights(instance: Instance, timetable: Ints, loads: list[int]) -> list[_Flight]:
    """One tail's legs in the order flown; an empty leg on to the next load belongs to that load's sortie."""
    flights: list[_Flight] = []
    for load, following in zip_longest(loads, loads[1:]):
        row = [int(figure) for figure in timetable[load]]
        if row[w.TO_OPTION] >= 0:
            flights += _hops(instance, "positioning", load, row[w.TO_OPTION], row[w.TO_DEPART])
        flights += _hops(instance, "loaded", load, row[w.OPTION], row[w.DEPART])
        if row[w.AFTER_OPTION] >= 0:
            home = row[w.AFTER] == w.HOME
            kind: Literal["positioning", "return"] = "return" if home else "positioning"
            flights += _hops(instance, kind, load if home else following, row[w.AFTER_OPTION], row[w.AFTER_DEPART])
    return flights


def _hops(
    instance: Instance, kind: Literal["positioning", "loaded", "return"], sortie: int, number: int, depart_min: int
) -> Iterator[_Flight]:
    option = instance.options[number]
    last = len(option.hops) - 1
    for n, (hop, offset) in enumerate(zip(option.hops, option.offsets_min, strict=True)):
        yield _Flight(kind, sortie, hop, depart_min + offset, n == 0, n == last)


def _leg(instance: Instance, tail: int, row: Ints, flight: _Flight, number: int, leaves_min: int | None) -> Leg:
    load = instance.loads[flight.sortie]
    calendar = instance.calendars[int(instance.world.tails[tail, w.CLASS])]
    loaded, route, needs = flight.kind == "loaded", flight.hop.route, flight.hop.needs
    type = instance.resolved.aircraft_type(instance.tails[tail].type)
    arrive_min = flight.depart_min + flying_min(type, route.distance_km)
    overflights = []
    for crossing in route.crossings:
        enter, leave = crossing_min(type, flight.depart_min, crossing)
        foreign = crossing.state is not None and crossing.state != calendar.operator
        clearance = calendar.covering(calendar.overflight(crossing.state), enter, leave) if crossing.state and foreign else None
        overflights.append(Overflight(state=crossing.state, enter_min=enter, leave_min=leave, clearance=clearance))
    landing = None
    if calendar.foreign(instance.resolved.airfield(route.destination)):
        cleared = calendar.landing(route.destination)
        stay = arrive_min if leaves_min is None else leaves_min
        landing = calendar.covering(cleared, arrive_min, stay) or calendar.covering(cleared, arrive_min, arrive_min)
    return Leg(
        id=f"{sortie_id(load)}.{number}",
        kind=flight.kind,
        origin=route.origin,
        destination=route.destination,
        route=route.id,
        load=load.id if loaded else None,
        loading_start_min=int(row[w.LOADING]) if loaded and flight.starts else None,
        depart_min=flight.depart_min,
        arrive_min=arrive_min,
        unloaded_min=int(row[w.UNLOADED]) if loaded and flight.ends else None,
        payload_kg=load.payload_kg if loaded else 0,
        fuel=needs.fuel,
        alternate=needs.alternate,
        takeoff_mass_kg=needs.takeoff_mass_kg,
        landing_mass_kg=needs.landing_mass_kg,
        overflights=tuple(overflights),
        landing_clearance=landing,
        crew=instance.crews[tail],
    )
