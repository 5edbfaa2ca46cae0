"""From where the relief leaves, where it arrives, and which places are struck, as the reports name them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..scenes import StorySentence
from .candidates import Scores, candidates, merged, of_country
from .found import PlaceMention, places_in
from .gazetteer import gazetteer
from .tables import City, Field, Spot, fields

Role = Literal["origin", "destination", "struck"]
_ENDS: tuple[tuple[Role, str, str], ...] = (("origin", "donor", "away_from"), ("destination", "recipient", "toward"))
_BARE = 0.5
SURE = 0.8
"""From this confidence on a place needs no decision of a person."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant: an ICAO location indicator, a region's ISO 3166-2 code or a city; with its name and how sure it is."""

    value: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    """A place that the mission needs, in the reports' words, and what may be meant, the likeliest first."""

    role: Role
    country: str
    words: str
    """As the surest report names it; empty where none does."""
    candidates: tuple[Candidate, ...]
    mentions: tuple[PlaceMention, ...]

    @property
    def confidence(self) -> float:
        """How sure the likeliest is; 0 without any."""
        return self.candidates[0].confidence if self.candidates else 0.0


def find_places(story: Sequence[StorySentence], donor: str, recipient: str) -> tuple[PlaceFinding, ...]:
    """Origin, destination and the places struck. `donor` and `recipient` are country codes, empty where nobody knows."""
    countries = tuple(sorted({donor, recipient} - {""}))
    if not countries:
        return ()
    names = gazetteer(countries)
    mentions = places_in(story, names)
    at_home = donor == recipient
    ends: dict[Role, PlaceFinding] = {}
    for role, country, direction in _ENDS if not at_home else _ENDS[::-1]:
        where = {"donor": donor, "recipient": recipient}[country]
        other = {one.candidates[0].value for one in ends.values() if one.candidates} if at_home else set()
        if where:
            ends[role] = _airfield(role, where, [one for one in mentions if _is_end(one, direction, where, at_home)], other)
    found = [ends[role] for role, _, _ in _ENDS if role in ends]
    return (*found, _struck(recipient, mentions)) if recipient else tuple(found)


def _is_end(mention: PlaceMention, direction: str, country: str, at_home: bool) -> bool:
    """Whether a mention may name the end of the flights that lies in a country; at home only the direction tells the ends apart."""
    lies = mention.relation is not None if mention.named is None else any(spot.country == country for spot in mention.named.spots)
    if not lies or not (mention.carried or mention.airfield):
        return False
    if mention.named is None or mention.airfield or mention.named.kind == "airfield":
        return mention.direction == direction if at_home else True
    # A city without the word airport may be the capital that stands for its government.
    return mention.direction in ((direction,) if at_home else (direction, "")) and mention.carried


def _airfield(role: Role, country: str, mentions: list[PlaceMention], other: set[str]) -> PlaceFinding:
    """What may be meant; where no report says anything, the country's own but for the `other` end."""
    scored = [(mention, _weakened(mention, scores)) for mention in mentions if (scores := candidates(mention, country))]
    if any(mention.airfield for mention, _ in scored):
        scored = [
            (mention, scores)
            for mention, scores in scored
            if mention.airfield or (mention.named and mention.named.kind == "airfield")
        ]
    best: dict[str, tuple[PlaceMention, Scores]] = {}
    for mention, scores in scored:
        known = best.get(mention.report)
        if known is None or max(scores.values()) > max(known[1].values()):
            best[mention.report] = (mention, scores)
    # One report's wording is no second source of its own: only the surest of each counts.
    total = merged([scores for _, scores in best.values()])
    if not total:
        own = {icao: sure for icao, sure in of_country(country, military=role == "origin").items() if icao not in other}
        return PlaceFinding(role, country, "", _told(own), ())
    surest = max(best.values(), key=lambda one: max(one[1].values()))[0]
    told = tuple(mention for mention, scores in scored if set(scores) & set(total))
    return PlaceFinding(role, country, surest.words, _told(total), told)


def _weakened(mention: PlaceMention, scores: Scores) -> Scores:
    """Less sure where a city's name is all there is: nothing says that anything goes there."""
    bare = not mention.airfield and mention.direction == "" and mention.named is not None and mention.named.kind != "airfield"
    return {icao: _BARE * score for icao, score in scores.items()} if bare else scores


def _area(spot: Spot, sure: float) -> Candidate:
    """A city goes by its name, a region by its code."""
    return Candidate(spot.name if isinstance(spot, City) else spot.id, spot.name, round(sure, 2))


def _told(scores: Scores) -> tuple[Candidate, ...]:
    known = fields()
    return tuple(Candidate(icao, field_label(known[icao]), round(score, 2)) for icao, score in scores.items())


def field_label(field: Field) -> str:
    """An airfield in words: its name and town."""
    return field.name if not field.town or field.town.casefold() in field.name.casefold() else f"{field.name}, {field.town}"


def _struck(recipient: str, mentions: list[PlaceMention]) -> PlaceFinding:
    """Regions and cities of the recipient, those named most often first; where aircraft land is not what was struck."""
    counted: Counter[str] = Counter()
    spots: dict[str, Spot] = {}
    own = []
    for mention in mentions:
        if mention.named is None or mention.airfield or mention.relation is not None or not (mention.struck or mention.direction):
            continue
        areas = [spot for spot in mention.named.spots if spot.country == recipient and not isinstance(spot, Field)]
        if not areas:
            continue
        area = next((spot for spot in areas if not isinstance(spot, City)), areas[0]) if mention.region else areas[0]
        own.append(mention)
        counted[area.id] += 1
        spots[area.id] = area
    total = sum(counted.values())
    told = tuple(_area(spots[id], 0.75 * n / total) for id, n in counted.most_common(6))
    words = own[0].words if own else ""
    return PlaceFinding("struck", recipient, words, told, tuple(own))
