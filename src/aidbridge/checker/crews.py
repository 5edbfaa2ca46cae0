"""Crews: who flies, duty and rest, and where they sleep (F6)."""

from collections import defaultdict
from itertools import pairwise

from ..model.crews import Crew
from ..model.plan import Leg
from .docket import Docket
from .world import Flight, World


def crews_keep_duty_and_rest(world: World, docket: Docket) -> None:
    """F6 Crews: flight duty and rest; augmented crews; where they sleep.

    An operator that names no crews is not judged. Of the others each leg has a crew of theirs that is rated on the aircraft, and
    each crew goes from leg to leg, in one place at a time. A duty lasts from `report_min` before its first departure to
    `release_min` after its last landing; an interval shorter than the rest is part of it.
    """
    crews = {crew.id: crew for crew in reversed(world.mission.crews)}
    manned = {_operator(world, crew) for crew in crews.values()}
    flown: dict[str, list[Leg]] = defaultdict(list)
    for flight in world.flights:
        tail = world.tails.get(flight.sortie.tail)
        operator = world.operator_of(tail) if tail else None
        named = flight.leg.crew
        if named is None and operator not in manned:
            docket.idle(flight.sortie.tail, "no_crews")
        elif named is None:
            docket.broken(flight.leg.id, "no_crew", operator=operator)
        elif named not in crews:
            docket.broken(flight.leg.id, "unknown_crew", crew=named)
        else:
            _may_fly(world, docket, flight, crews[named], operator)
            flown[named].append(flight.leg)
    for id, legs in sorted(flown.items()):
        _works(world, docket, crews[id], sorted(legs, key=lambda leg: (leg.depart_min, leg.arrive_min)))


def _operator(world: World, crew: Crew) -> str | None:
    offer = world.offers.get(crew.offer)
    return offer.donor if offer else None


def _may_fly(world: World, docket: Docket, flight: Flight, crew: Crew, operator: str | None) -> None:
    type = world.type_of(flight.sortie.tail)
    rated = type is not None and type.id in crew.types
    docket.require(rated, flight.leg.id, "rating", type.id if type else None, ", ".join(crew.types), crew=crew.id)
    flies_for = _operator(world, crew)
    docket.require(flies_for == operator, flight.leg.id, "operator", flies_for, operator, crew=crew.id)


def _works(world: World, docket: Docket, crew: Crew, legs: list[Leg]) -> None:
    """One crew's legs in their order."""
    policy, at = world.mission.policy.crew, crew.at
    for leg in legs:
        docket.require(leg.origin == at, crew.id, "place", leg.origin, at, leg=leg.id)
        at = leg.destination
    for one, two in pairwise(legs):
        if two.depart_min < one.arrive_min:
            docket.broken(crew.id, "at_once", two.depart_min, one.arrive_min, "min", leg=one.id, next_leg=two.id)
    reports = legs[0].depart_min - policy.report_min
    docket.at_least(crew.id, "available", reports, world.resolved.minute(crew.available_from), "min", leg=legs[0].id)
    limit = policy.augmented_duty_max_min if crew.augmented else policy.duty_max_min
    for leg, after in zip(legs, (*legs[1:], None), strict=True):
        released = leg.arrive_min + policy.release_min
        docket.at_most(crew.id, "duty", released - reports, limit, "min", leg=leg.id, report_min=reports)
        if after is None:
            if crew.available_to is not None:
                docket.at_most(crew.id, "until", released, world.resolved.minute(crew.available_to), "min", leg=leg.id)
        elif after.depart_min - policy.report_min - released >= policy.rest_min:
            reports = after.depart_min - policy.report_min
            docket.at_least(crew.id, "rest", reports - released, policy.rest_min, "min", leg=leg.id, next_leg=after.id)
            _sleeps(world, docket, crew, leg.destination, leg)


def _sleeps(world: World, docket: Docket, crew: Crew, icao: str, leg: Leg) -> None:
    """Whether there is lodging where a crew rests; where it comes from it has its own."""
    field = world.airfields.get(icao)
    if field is None or icao == crew.at:
        return
    if field.lodging is None:
        docket.idle(icao, "lodging")
    else:
        docket.require(field.lodging, crew.id, "lodging", icao, leg=leg.id)
