"""A yard: bare items, aircraft types and counts as a resolved mission, so that loading, checking and drawing need no mission.

Everything waits at one airfield (`ORIGIN`) and goes to another (`DESTINATION`) under one accepted offer. There are no needs, no
clearances, no roads; a route only where its distance is given, and then fuel limits the payload as in any mission.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ..catalogue.segregation import segregation
from ..missionfile.canonical import sealed
from ..model.agreements import Agreement
from ..model.decisions import Decision
from ..model.facts import Assumption, Fact
from ..model.fleet import AircraftType, Tail
from ..model.mission import Mission
from ..model.needs import Request
from ..model.offers import Offer
from ..model.places import Airfield
from ..model.policy import Policy
from ..model.resolved import Item, Resolved, RoadMatrix, Route, Waypoint
from ..model.units import Building, UnitShape
from .goods import goods_facts

ORIGIN, DESTINATION = "APOE", "APOD"
"""Airfields of embarkation and debarkation; they stand for whichever the reader means."""
OFFER = "yard"
GIVER, TAKER = "XA", "XB"
"""Codes that ISO 3166-1 leaves to users: the two parties of no mission in particular."""
START = datetime(2000, 1, 1, tzinfo=UTC)
"""The clock's zero. A yard has no dates; none is printed."""


def yard(
    types: tuple[AircraftType, ...],
    items: tuple[Item, ...],
    fleet: Mapping[str, int | None],
    policy: Policy | None = None,
    decisions: tuple[Decision, ...] = (),
    facts: tuple[Fact, ...] = (),
    assumptions: tuple[Assumption, ...] = (),
    distance_km: float | None = None,
    id: str = OFFER,
    tails: Mapping[str, tuple[str, ...]] | None = None,
    unit_types: tuple[UnitShape, ...] = (),
    buildings: tuple[Building, ...] = (),
) -> Resolved:
    """A resolved mission of these items and this fleet alone.

    `fleet` is the most aircraft by type (None: as many as it takes, and then none has a tail of its own); they are called
    `<type>-01`, `-02` unless `tails` names them. Items are taken as they are but for where they wait and whose they are: at
    `ORIGIN`, under `OFFER`. `facts` are the provenance of types and items; what has none counts as stated by the user. With
    `distance_km` the fuel for that way limits the payload.
    """
    rules = policy or Policy()
    table = (*rules.segregation, *segregation())
    known = {fact.key: fact for fact in (*goods_facts(items, table), *facts)}
    mission = Mission(
        format=1,
        id=id,
        title={"en": id},
        start=START,
        horizon=START + timedelta(days=1),
        time_zone="UTC",
        embarkation=ORIGIN,
        debarkation=DESTINATION,
        base=OFFER,
        request=Request(id="request", by=TAKER, to=(GIVER,), at=START),
        places=(),
        needs=(),
        offers=(Offer(id=OFFER, donor=GIVER, status="accepted"),),
        agreements=(Agreement(id="agreement", parties=(GIVER, TAKER), valid_from=START),),
        fleet=tuple(_tails(fleet, tails or {})),
        decisions=decisions,
        assumptions=assumptions,
        policy=rules,
    )
    return sealed(
        Resolved(
            mission=mission,
            capabilities=(),
            airfields=(_airfield(ORIGIN, GIVER), _airfield(DESTINATION, TAKER)),
            aircraft_types=tuple(sorted(types, key=lambda type: type.id)),
            items=tuple(item.model_copy(update={"origin": ORIGIN, "offer": OFFER, "flies": True}) for item in items),
            unit_types=unit_types,
            segregation=table,
            buildings=buildings,
            routes=() if distance_km is None else (_route(distance_km),),
            roads=RoadMatrix(router="none", places=(), km=(), minutes=()),
            facts=tuple(fact for _, fact in sorted(known.items())),
            outlines="none",
        )
    )


def _tails(fleet: Mapping[str, int | None], named: Mapping[str, tuple[str, ...]]) -> list[Tail]:
    return [
        Tail(id=tail, type=type, offer=OFFER, at=ORIGIN, available_from=START)
        for type, most in sorted(fleet.items())
        for tail in named.get(type) or (f"{type}-{number:02d}" for number in range(1, (most or 0) + 1))
    ]


def _airfield(icao: str, country: str) -> Airfield:
    return Airfield(icao=icao, name=icao, country=country, lat=0.0, lon=0.0, elevation_m=0.0, time_zone="UTC", runway_m=10_000.0)


def _route(distance_km: float) -> Route:
    here = Waypoint(lat=0.0, lon=0.0)
    return Route(
        id=f"{ORIGIN}-{DESTINATION}",
        origin=ORIGIN,
        destination=DESTINATION,
        distance_km=distance_km,
        direct_km=distance_km,
        waypoints=(here, here),
        crossings=(),
    )
