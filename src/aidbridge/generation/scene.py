"""Where a generated mission plays: its airfield of debarkation, the donors' airfields, the places in need."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from ..intake.places.tables import City, Field, cities_of, fields
from ..model.errors import Fault, InputError
from ..physics.geodesy import distance_km
from .order import Order, Shape

RUNWAY_M, RUNWAY_WIDTH_M = 2_500, 45
"""Long and wide enough for every type of the generator's fleet; a width nobody has said is taken to be enough."""
HIGHEST_M = 800
"""Airfields above need a study of their own for heat and height."""
NEAREST_KM, FARTHEST_KM = 400.0, 3_000.0
"""How far donors are: beyond a march, within the range of a laden aircraft."""
HUB_KM = 150.0, 1_500.0
"""How far the host's other airfields are from the first."""
STRUCK_KM = 350.0
"""How far from the airfield the places in need lie."""
DONOR_CITY = 500_000
"""People of the largest city of a state that gives."""
AWAY = 120.0
"""Longitudes beyond are left out, so that no mission crosses the date line."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Real airfields, cities and states."""

    debarkation: Field
    donors: tuple[tuple[str, tuple[Field, ...]], ...]
    """Each giving state with its airfields; the first is where its resources wait."""
    beside: tuple[Field, ...]
    """The host's other airfields: of debarkation, or the hub of a relay."""
    places: tuple[City, ...]
    states: tuple[str, ...]
    """All states about, whose airspace may be crossed."""


def scene(order: Order, random: Random) -> Scene:
    """A scene for the order. Raises InputError where the airfield is unknown or has too little around it."""
    usable = [field for field in fields().values() if _usable(field)]
    tried = [_field(order.at)] if order.at else random.sample([field for field in usable if field.size == "large"], k=200)
    for field in tried:
        found = _about(field, usable, order, random)
        if found is not None:
            return found
    what = f"{order.places} places within {STRUCK_KM:g} km and {order.airfields - 1} airfields of {order.donors} states"
    raise InputError([Fault("--at", order.at or "any", what, "Ask for fewer places or airfields, or choose another airfield.")])


def _usable(field: Field) -> bool:
    long, low = (field.runway_m or 0) >= RUNWAY_M, field.elevation_m is not None and field.elevation_m <= HIGHEST_M
    wide = field.runway_width_m is None or field.runway_width_m >= RUNWAY_WIDTH_M
    return long and low and wide and bool(field.time_zone) and abs(field.lat) < 65 and abs(field.lon) < AWAY


def _field(icao: str) -> Field:
    known = fields().get(icao)
    if known is None or not _usable(known):
        limit = f"an airfield with {RUNWAY_M:,} m of runway, away from pole and date line"
        raise InputError([Fault("--at", icao, limit, "Look at the list of airfields, or leave --at away.")])
    return known


def _about(field: Field, usable: list[Field], order: Order, random: Random) -> Scene | None:
    here = field.lat, field.lon
    own = [city for city in cities_of(field.country) if distance_km(here, (city.lat, city.lon)) < STRUCK_KM]
    if len(own) < order.places:
        return None
    abroad: dict[str, list[Field]] = defaultdict(list)
    states, near = {field.country}, list[Field]()
    for other in usable:
        away = distance_km(here, (other.lat, other.lon))
        if away < FARTHEST_KM + 1_500:
            states.add(other.country)
        if other.country != field.country and NEAREST_KM < away < FARTHEST_KM:
            abroad[other.country].append(other)
        elif other.country == field.country and HUB_KM[0] < away < HUB_KM[1]:
            near.append(other)
    if order.shape is Shape.RELAY and not near:
        return None
    beside = tuple(random.sample(near, min(order.beside, len(near))))
    able = sorted(state for state, there in abroad.items() if len(there) >= 2 and _large(state))
    if len(able) < order.donors:
        return None
    givers = sorted(random.sample(able, order.donors))
    parts = _parts(order.airfields - 1 - len(beside), order.donors, random)
    if order.shape is Shape.BRIDGE and len(abroad[givers[0]]) < parts[0]:
        givers = [max(able, key=lambda state: (len(abroad[state]), state))]
    if any(len(abroad[state]) < part for state, part in zip(givers, parts, strict=True)):
        return None
    donors = tuple((state, tuple(random.sample(abroad[state], part))) for state, part in zip(givers, parts, strict=True))
    return Scene(field, donors, beside, tuple(random.sample(own, order.places)), tuple(sorted(states)))


def _large(state: str) -> bool:
    """Whether it has a city that could send help."""
    towns = cities_of(state)
    return bool(towns) and towns[0].people >= DONOR_CITY


def _parts(whole: int, into: int, random: Random) -> list[int]:
    """A whole number in so many parts of at least one, as even as chance makes them."""
    parts = [1] * into
    for _ in range(whole - into):
        parts[random.randrange(into)] += 1
    return parts
