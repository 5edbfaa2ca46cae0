"""Restrictions in force, each at its place and dates (N6)."""

from collections.abc import Iterable, Iterator

from ..model.offers import COMMERCIAL
from .docket import Docket
from .world import Flight, World, carried

Span = tuple[int, int]


def restrictions_are_respected(world: World, docket: Docket) -> None:
    """N6 Restrictions in force are respected at their place and dates: road bans, suspended commercial lift, closed businesses.
    Closed airfields are judged by F5, closed airspace by F1, sites that are shut by W2 and P1."""
    for flight in world.flights:
        _lift(world, docket, flight)
    for convoy in world.plan.convoys:
        for place in _around(world, (convoy.origin, convoy.destination)):
            for start, end in world.resolved.closed.get(f"road:{place}", ()):
                clear = convoy.arrive_min <= start or end <= convoy.depart_min
                docket.require(clear, convoy.id, "road_ban", convoy.depart_min, end, place=place, from_min=start, to_min=end)
    for id, place, at_min in _departures(world):
        item = world.items.get(id)
        offer = world.offers.get(item.offer) if item is not None else None
        if offer is not None and offer.channel.casefold() == COMMERCIAL:
            _open(world, docket, id, place, at_min)


def _lift(world: World, docket: Docket, flight: Flight) -> None:
    """Commercial aircraft neither leave nor land where commercial lift is suspended."""
    leg, tail = flight.leg, world.tails.get(flight.sortie.tail)
    offer = world.offers.get(tail.offer) if tail is not None else None
    if offer is None or offer.channel.casefold() != COMMERCIAL:
        return
    for icao, at in ((leg.origin, leg.depart_min), (leg.destination, leg.arrive_min)):
        field = world.airfields.get(icao)
        for place in dict.fromkeys((icao, field.country if field else icao)):
            for start, end in world.resolved.closed.get(f"lift:{place}", ()):
                idle = not start <= at < end
                docket.require(
                    idle, leg.id, "lift_suspended", at, end, place=place, tail=flight.sortie.tail, from_min=start, to_min=end
                )


def _departures(world: World) -> Iterator[tuple[str, str, int]]:
    """Item, place and minute of each first departure from where it waits: by air or, in the country, by road."""
    for load in world.plan.loads:
        if load.phase == "out":
            for id in dict.fromkeys((*(p.item for p in load.placements), *load.persons)):
                flight = world.departure_of(id, "out")
                if flight is not None:
                    yield id, flight.leg.origin, flight.leg.depart_min
    for convoy in world.plan.convoys:
        if convoy.phase == "out":
            for id in dict.fromkeys(carried(convoy)):
                if id in world.items and not world.items[id].flies:
                    yield id, convoy.origin, convoy.depart_min


def _open(world: World, docket: Docket, id: str, place: str, at_min: int) -> None:
    for around in _around(world, (place,)):
        for start, end in world.resolved.closed.get(f"business:{around}", ()):
            shut = start <= at_min < end
            docket.require(not shut, id, "business_closed", at_min, end, place=around, from_min=start, to_min=end)


def _around(world: World, ends: Iterable[str]) -> tuple[str, ...]:
    """Sites or airfields with all places they lie in, each once."""
    found: dict[str, None] = {}
    for end in ends:
        found[end] = None
        if end in world.sites:
            found |= dict.fromkeys(world.lineage(world.sites[end].place))
        elif end in world.airfields:
            found[world.airfields[end].country] = None
    return tuple(found)
