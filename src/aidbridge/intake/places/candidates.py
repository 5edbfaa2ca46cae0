"""Which airfields a mention may mean, and how sure each is."""

from collections.abc import Iterable, Sequence

from ...catalogue.airfields import airfield_ids
from .distance import bearing, km_between, turn
from .found import PlaceMention, Relation
from .spelling import folded
from .tables import City, Field, Spot, fields_of, regions

NAMED, AIRPORT_OF_CITY, OF_CITY, BY_DISTANCE, OF_REGION, OF_COUNTRY = 0.95, 0.9, 0.7, 0.7, 0.5, 0.25
"""How sure the best candidate can be: named itself, or known by its city, a distance from one, its region or its country alone."""
_MORE, _MOST_SURE = 0.05, 0.98
PART_OF_NAME = 0.8
"""A name less surely spelled is one word of an airfield's: it counts only beside the word airport."""
CITY_KM = 60.0
LONG_RUNWAY_M, SHORT_RUNWAY_M = 2_400, 1_500
"""What a loaded airlifter likes, and what it needs at least."""
_SIZE = {"large": 3.0, "medium": 2.0, "small": 0.7}
_MOST = 6
Scores = dict[str, float]
"""ICAO location indicator to confidence, 0 to 1."""


def candidates(mention: PlaceMention, country: str) -> Scores:
    """The airfields of a country that a mention may mean, at most six, the likeliest first; empty where it names none there."""
    spots = [spot for spot in mention.named.spots if spot.country == country] if mention.named is not None else []
    own = [spot for spot in spots if isinstance(spot, Field)]
    areas = [spot for spot in spots if not isinstance(spot, Field)]
    spelled = mention.named.spelled if mention.named is not None else 1.0
    if spelled < PART_OF_NAME and not mention.airfield:
        return {}
    if own and (mention.airfield or not areas):
        found = _shared(own, mention, NAMED * spelled)
    elif areas and mention.region:
        found = _of_regions(areas, mention, country)
    elif areas and isinstance(areas[0], City):
        found = _of_city(areas[0], mention, country)
    elif areas:
        found = _of_regions(areas, mention, country)
    elif mention.relation is not None and mention.named is None and mention.relation.city.country == country:
        found = _by_distance(mention.relation, mention, country)
    else:
        return {}
    if mention.relation is not None and mention.named is not None:
        found = {icao: score * _fits(own_field(icao, country), mention.relation) for icao, score in found.items()}
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST])


def of_country(country: str, military: bool) -> Scores:
    """The airfields of a country that its relief would likely leave from or reach, where no report names one."""
    return _parted(((field, _weight(field, military, called=military)) for field in fields_of(country)), OF_COUNTRY)


def own_field(icao: str, country: str) -> Field:
    """A country's airfield. Raises StopIteration for one that is not its own."""
    return next(field for field in fields_of(country) if field.id == icao)


def merged(scores: Sequence[Scores]) -> Scores:
    """The scores of several reports, one each: the surest says it, and each other that may mean the same adds a little.

    Two reports that name a city do not say which of its airfields is meant.
    """
    total: Scores = {}
    for icao in dict.fromkeys(icao for score in scores for icao in score):
        own = sorted((score[icao] for score in scores if icao in score), reverse=True)
        total[icao] = min(_MOST_SURE, own[0] + _MORE * own[0] * (len(own) - 1))
    return dict(sorted(total.items(), key=lambda one: (-one[1], one[0]))[:_MOST])


def _shared(own: list[Field], mention: PlaceMention, most: float) -> Scores:
    return (
        {own[0].id: most}
        if len(own) == 1
        else _parted(((field, _weight(field, mention.military, mention.airfield)) for field in own), most)
    )


def _of_city(city: City, mention: PlaceMention, country: str) -> Scores:
    def weight(field: Field) -> float:
        km = km_between((city.lat, city.lon), (field.lat, field.lon))
        if km > CITY_KM:
            return 0.0
        named = 2.0 if city.name.casefold() in f"{field.town} {field.name}".casefold() else 1.0
        return named * _weight(field, mention.military, mention.airfield) / (1.0 + km / 30.0)

    # Squared: a city's own large airport is meant before any other near it.
    sure = AIRPORT_OF_CITY if mention.airfield else OF_CITY
    return _parted(((field, weight(field) ** 2) for field in fields_of(country)), sure)


def _of_regions(areas: list[Spot], mention: PlaceMention, country: str) -> Scores:
    own = {spot.region for spot in areas if not isinstance(spot, City)}
    cities = [spot for spot in areas if isinstance(spot, City)][:1]
    # Outskirts: "the Moscow region" is the one around the city, which is a region of its own with few airfields.
    around = {
        region.id
        for city in cities
        for region in regions().values()
        if region.country == country and folded(city.name) in folded(region.name).split()
    }
    weights = {city.region: 0.5 for city in cities} | dict.fromkeys(around | own, 1.0)
    inside = (
        (field, weights[field.region] * _weight(field, mention.military, mention.airfield))
        for field in fields_of(country)
        if field.region in weights
    )
    return _parted(inside, OF_REGION)


def _by_distance(relation: Relation, mention: PlaceMention, country: str) -> Scores:
    weighed = ((f, _fits(f, relation) ** 3 * _weight(f, mention.military, called=True)) for f in fields_of(country))
    return _parted(weighed, BY_DISTANCE)


def _fits(field: Field, relation: Relation) -> float:
    """How well an airfield lies where the report says: 1 for well, 0.3 for not at all."""
    city = (relation.city.lat, relation.city.lon)
    km = km_between(city, (field.lat, field.lon))
    off = abs(km - relation.km) / max(10.0, 0.35 * relation.km)
    if relation.bearing is not None and km > 5:
        off = max(off, turn(bearing(city, (field.lat, field.lon)), relation.bearing) / 45.0)
    return 1.0 if off <= 1.0 else max(0.3, 1.0 - 0.35 * (off - 1.0))


def _weight(field: Field, military: bool, called: bool) -> float:
    weight = _SIZE[field.size]
    runway = field.runway_m or 0
    weight *= 1.5 if runway >= LONG_RUNWAY_M else 1.0 if runway >= SHORT_RUNWAY_M else 0.2
    if military:
        weight *= 4.0 if field.military else 0.3
    elif called:
        weight *= 0.4 if field.military else 1.0
    # An airfield whose figures are at hand has served missions before.
    return weight * (2.0 if field.id in airfield_ids() else 1.0)


def _parted(weighed: Iterable[tuple[Field, float]], most: float) -> Scores:
    """What is sure in all, parted among the airfields by their weights."""
    weights = {field.id: weight for field, weight in weighed if weight > 0}
    best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    total = sum(weight for _, weight in best)
    return {icao: most * weight / total for icao, weight in best}
