"""Airfields and what they can take at one time (F5)."""

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo

from ..model.facts import Scalar
from ..model.places import Airfield, OpeningHours
from ..model.plan import Leg
from ..physics.codeletter import code_letter
from .docket import Docket
from .items import facts_of
from .world import World

Span = tuple[int, int, str]
"""From a minute up to another, by a leg."""


def airfields_cope(world: World, docket: Docket) -> None:
    """F5 Airfields: minutes between landings, parking places by size, teams, ground equipment, hours, closures, fuel on hand."""
    for icao in sorted({end for f in world.flights for end in (f.leg.origin, f.leg.destination)} & world.airfields.keys()):
        field = world.airfields[icao]
        arrivals = sorted((f.leg.arrive_min, f.leg.id) for f in world.flights if f.leg.destination == icao)
        _landings(docket, field, arrivals)
        parked = _parked(world, icao)
        _at_once(docket, field, "parking", field.parking_places, [span for _, span in parked], "places")
        _sizes(world, docket, field, parked)
        _equipment(world, docket, field)
        _at_once(docket, field, "loading_teams", field.loading_teams, _loading(world, field), "loading teams")
        _at_once(docket, field, "unloading_teams", field.unloading_teams, _unloading(world, field), "unloading teams")
        _open(world, docket, field)
        _closed(world, docket, field)
        _fuel(world, docket, field)


def _landings(docket: Docket, field: Airfield, arrivals: list[tuple[int, str]]) -> None:
    if field.landing_interval_min is None:
        docket.idle(field.icao, "landing_interval")
        return
    for (before, first), (after, second) in pairwise(arrivals):
        docket.at_least(
            field.icao, "landing_interval", after - before, field.landing_interval_min, "min", leg=first, next_leg=second
        )


def _parked(world: World, icao: str) -> list[tuple[str, Span]]:
    """Stays between a tail's legs, with the tail; before its first and after its last it is at home or with others."""
    spans: list[tuple[str, Span]] = []
    for tail in sorted({f.sortie.tail for f in world.flights}):
        legs = sorted((f.leg for f in world.flights if f.sortie.tail == tail), key=lambda leg: (leg.depart_min, leg.arrive_min))
        spans += [(tail, (one.arrive_min, two.depart_min, one.id)) for one, two in pairwise(legs) if one.destination == icao]
    return spans


def _sizes(world: World, docket: Docket, field: Airfield, parked: list[tuple[str, Span]]) -> None:
    """Of each size and larger no more aircraft than places: then, and only then, each finds a place that takes it."""
    if not field.places_by_code:
        docket.idle(field.icao, "parking_size")
        return
    sized: list[tuple[str, Span]] = []
    for tail, span in parked:
        type = world.type_of(tail)
        if type is None:
            continue
        docket.rests_on(field.icao, "parking_size", facts_of("aircraft", type, type.id, "wingspan_m"))
        if type.wingspan_m is not None:
            sized.append((code_letter(type.wingspan_m), span))
    for letter in sorted({letter for letter, _ in sized}):
        places = sum(count for size, count in field.places_by_code.items() if size >= letter)
        spans = [span for size, span in sized if size >= letter]
        _at_once(docket, field, "parking_size", places, spans, "places", code=letter)


def _equipment(world: World, docket: Docket, field: Airfield) -> None:
    """Pieces in use while aircraft that need them are loaded and unloaded."""
    for kind, count in sorted(field.ground_equipment.items()):
        spans: list[Span] = []
        for flight in world.flights:
            type = world.type_of(flight.sortie.tail)
            pieces = sum(need.count for need in type.ground_equipment if need.id == kind) if type else 0
            spans += [span for span in _served(field, flight.leg) for _ in range(min(pieces, count + 1))]
        _at_once(docket, field, "equipment", count, spans, "pieces", kind=kind)


def _served(field: Airfield, leg: Leg) -> Iterator[Span]:
    """When a leg's aircraft is loaded and unloaded at the airfield."""
    if leg.origin == field.icao and leg.load and leg.loading_start_min is not None:
        yield leg.loading_start_min, leg.loading_start_min + (field.loading_min or 0), leg.id
    if leg.destination == field.icao and leg.load and leg.unloaded_min is not None:
        yield leg.unloaded_min - (field.unloading_min or 0), leg.unloaded_min, leg.id


def _loading(world: World, field: Airfield) -> list[Span]:
    minutes = field.loading_min or 0
    starts = [(f.leg.loading_start_min, f.leg.id) for f in world.flights if f.leg.origin == field.icao and f.leg.load]
    return [(start, start + minutes, leg) for start, leg in starts if start is not None]


def _unloading(world: World, field: Airfield) -> list[Span]:
    minutes = field.unloading_min or 0
    ends = [(f.leg.unloaded_min, f.leg.id) for f in world.flights if f.leg.destination == field.icao and f.leg.load]
    return [(end - minutes, end, leg) for end, leg in ends if end is not None]


def _at_once(
    docket: Docket, field: Airfield, key: str, limit: int | None, spans: Iterable[Span], unit: str, **told: Scalar
) -> None:
    """No more spans at one time than the limit; a span that ends makes room for one that begins."""
    if limit is None:
        docket.idle(field.icao, key)
        return
    spans = sorted(span for span in spans if span[0] < span[1])
    for start, _, leg in spans:
        there = sum(other_start <= start < other_end for other_start, other_end, _ in spans)
        docket.at_most(field.icao, key, there, limit, unit, leg=leg, at_min=start, **told)


def _movements(world: World, icao: str) -> list[tuple[int, Leg]]:
    """Departures and arrivals at the airfield."""
    departures = [(f.leg.depart_min, f.leg) for f in world.flights if f.leg.origin == icao]
    return departures + [(f.leg.arrive_min, f.leg) for f in world.flights if f.leg.destination == icao]


def _open(world: World, docket: Docket, field: Airfield) -> None:
    if not field.hours:
        docket.idle(field.icao, "hours")
        return
    for at, leg in _movements(world, field.icao):
        local = world.resolved.moment(at).astimezone(ZoneInfo(field.time_zone))
        shown = local.strftime("%Y-%m-%d %H:%M")
        docket.require(is_open(field.hours, local.time()), field.icao, "hours", shown, leg=leg.id, at_min=at)


def is_open(hours: Iterable[OpeningHours], at: time) -> bool:
    """Whether one of the daily spans holds the local time; a span that closes at or before its opening runs over midnight."""
    return any(
        span.opens <= at < span.closes if span.opens < span.closes else at >= span.opens or at < span.closes for span in hours
    )


def _closed(world: World, docket: Docket, field: Airfield) -> None:
    for start, end in world.resolved.closed.get(f"airfield:{field.icao}", ()):
        for at, leg in _movements(world, field.icao):
            shut = start <= at < end
            docket.require(not shut, field.icao, "closed", at, leg=leg.id, from_min=start, to_min=end)


def _fuel(world: World, docket: Docket, field: Airfield) -> None:
    """What is taken on: the block fuel of each leg from here, less what its tail still had from the leg before."""
    if field.fuel_kg is None:
        docket.idle(field.icao, "fuel")
        return
    taken = 0
    for tail in {f.sortie.tail for f in world.flights}:
        left = 0
        for leg in sorted(
            (f.leg for f in world.flights if f.sortie.tail == tail), key=lambda leg: (leg.depart_min, leg.arrive_min)
        ):
            if leg.origin == field.icao:
                taken += max(leg.fuel.block_kg - left, 0)
            left = leg.fuel.block_kg - leg.fuel.taxi_kg - leg.fuel.trip_kg
    docket.at_most(field.icao, "fuel", taken, field.fuel_kg, "kg")
