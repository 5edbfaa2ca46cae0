"""Where the relief leaves, lands and works: rows for both airfields and for the base."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...catalogue.airfields import airfield, airfield_ids
from ...model.messages import Message
from ..places.distance import km_between
from ..places.gazetteer import spots_named
from ..places.meant import SURE, PlaceFinding, find_places
from ..places.tables import CITY_SOURCE, REGION_SOURCE, City, Spot, cities_of, fields, regions
from ..reconcile import Verdict
from ..review import Suggestion
from ..scenes import StorySentence
from .case import Case
from .cited import citation, country_name, evidence_of_place
from .desk import Desk
from .figure import Figure

_USUAL_KM = 30.0
"""How far a city usually lies from its airfield."""
_ENTERS = {"origin": "embarkation", "destination": "debarkation"}


@dataclass(frozen=True, slots=True)
class Ends:
    """The two airfields and the base; None where nobody has said and nothing could be suggested."""

    embarkation: Figure | None
    debarkation: Figure | None
    base: Figure | None
    base_spot: Spot | None
    """Where the base lies; None where its name is not known."""
    base_note: Message | None = None
    """What a person is told of a base whose name is not known."""


def ends_of(desk: Desk, case: Case, story: Sequence[StorySentence]) -> Ends:
    """Rows for origin, destination and base, and what they leave."""
    found = {one.role: one for one in find_places(story, case.donor, case.recipient)}
    embarkation = _airfield(desk, found.get("origin"), "origin", case.donor)
    debarkation = _airfield(desk, found.get("destination"), "destination", case.recipient)
    base = _base(desk, found.get("struck"), case, debarkation)
    spot = _spot(str(base.value), case.recipient) if base is not None else None
    unknown = base is not None and spot is None
    note = Message(key="draft.note.base", params={"name": str(base.value)}) if base is not None and unknown else None
    return Ends(embarkation, debarkation, base, spot, note)


def _airfield(desk: Desk, found: PlaceFinding | None, role: str, country: str) -> Figure | None:
    best = found.candidates[0] if found is not None and found.candidates else None
    words = found.words if found is not None else ""
    params = {
        "words": words or country_name(country) or "—",
        "icao": best.value if best else "—",
        "name": best.label if best else "—",
    }
    ask = "airfield_named" if words and best else "airfield_unnamed" if best else f"no_{role}"
    mention = found.mentions[0] if found is not None and found.mentions else None
    several = len({one.report for one in found.mentions}) > 1 if found is not None else False
    figure = desk.place(
        f"place:{role}:{country}",
        concept=f"place.{role}",
        says=words or Message(key="draft.says_nothing"),
        value=best.value if best else None,
        takes="airfield",
        enters=_ENTERS[role],
        must=best is None or best.confidence < SURE,
        confidence=best.confidence if best else 0.0,
        question=Message(key=f"draft.ask.{ask}", params=params),
        suggestions=tuple(Suggestion(one.value, one.label, one.confidence) for one in found.candidates) if found else (),
        evidence=tuple(evidence_of_place(one, desk.readings) for one in found.mentions) if found else (),
        verdict=None if mention is None else Verdict.SAME if several else Verdict.ONLY_ONE,
        source=citation(desk.readings[mention.report], mention.quote) if mention is not None else "",
        status="read" if best is not None and best.confidence >= SURE else "estimated",
    )
    return figure


def _base(desk: Desk, found: PlaceFinding | None, case: Case, debarkation: Figure | None) -> Figure | None:
    suggestions = [Suggestion(one.value, one.label, one.confidence) for one in found.candidates] if found is not None else []
    named = bool(suggestions)
    at = point_of(str(debarkation.value)) if debarkation is not None else None
    near = _likely(at, case.recipient) if at is not None else []
    told = {one.value for one in suggestions}
    others = (near or cities_of(case.recipient))[:3]
    suggestions += [Suggestion(city.name, city.name, 0.1) for city in others if city.name not in told]
    best = suggestions[0] if suggestions else None
    mention = found.mentions[0] if found is not None and found.mentions else None
    return desk.place(
        f"place:base:{case.recipient}",
        concept="",
        says=found.words if found is not None and named else Message(key="draft.says_nothing"),
        value=best.value if best else None,
        takes="text",
        enters="base",
        must=True,
        confidence=best.confidence if best else 0.0,
        question=Message(key=f"draft.ask.{'base_named' if named else 'base'}", params={"name": best.label if best else "—"}),
        suggestions=tuple(suggestions),
        evidence=tuple(evidence_of_place(one, desk.readings) for one in found.mentions[:6]) if found is not None and named else (),
        source=citation(desk.readings[mention.report], mention.quote) if mention is not None else "",
        status="estimated",
    )


def _likely(at: tuple[float, float], country: str) -> list[City]:
    """Cities from which relief that lands here would work: large ones first, near ones first."""
    return sorted(cities_of(country), key=lambda city: -city.people / (_USUAL_KM + km_between(at, (city.lat, city.lon))) ** 2)


def _spot(name: str, country: str) -> Spot | None:
    """The region or city that a base's value names: an identifier of ours, an ISO 3166-2 code, or a name as a person writes it."""
    if name in regions():
        return regions()[name]
    city = next((city for city in cities_of(country) if city.name == name), None)
    if city is not None:
        return city
    spots = spots_named(name, country)
    return next((spot for spot in spots if isinstance(spot, City)), spots[0] if spots else None)


def point_of(icao: str) -> tuple[float, float] | None:
    """Latitude and longitude of an airfield that catalogue or tables know."""
    if icao in airfield_ids():
        known = airfield(icao)
        return known.lat, known.lon
    return (fields()[icao].lat, fields()[icao].lon) if icao in fields() else None


def area_name(spot: Spot) -> str:
    """The name of the region that a spot lies in, or is."""
    return regions()[spot.region].name if spot.region in regions() else spot.name


def spot_source(spot: Spot) -> str:
    """Where a spot's position comes from."""
    return CITY_SOURCE if isinstance(spot, City) else REGION_SOURCE


def airfield_known(icao: str) -> bool:
    """Whether catalogue or tables describe an airfield."""
    return icao in airfield_ids() or icao in fields()
