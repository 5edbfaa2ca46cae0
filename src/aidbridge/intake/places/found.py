"""Names of places in a report's sentences, with the words around them that say what kind of place is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..claims import Reading, Span
from ..lexicon import Mention
from ..scene import Scene
from ..scenes import StorySentence
from .distance import BEARINGS
from .gazetteer import Gazetteer, Named
from .spelling import folded
from .tables import City, place_words

_NEAR = 4
"""Words between a name and the word airfield or region that belongs to it."""
_SIGNS = 8
"""Signs after a name within which the word airport belongs to it, where words are not spaced."""
_UNSPACED = {"zh", "ja", "ko"}
_DIRECTIONS = ("away_from", "toward")


@dataclass(frozen=True, slots=True)
class Relation:
    """So many kilometres from a city, in a direction where one is told (degrees from north)."""

    km: float
    city: City
    bearing: float | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as one sentence of a report names it."""

    report: str
    language: str
    sentence: Span
    quote: Span
    words: str
    named: Named | None
    """None where an airfield is spoken of whose name is not known."""
    airfield: bool
    """Whether the sentence calls it an airport or an air base."""
    military: bool
    region: bool
    """Whether the sentence calls it a region."""
    direction: str
    """`away_from`, `toward`, or empty where the sentence does not say."""
    relation: Relation | None
    carried: bool
    """Whether the sentence speaks of what is sent."""
    struck: bool
    """Whether the sentence tells of people or buildings struck."""


def places_in(story: Sequence[StorySentence], gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that reports' stories name, in their order."""
    return [mention for one in story for mention in _mentions(one.reading, one.span, one.scene, gazetteer)]


def _mentions(reading: Reading, span: Span, scene: Scene, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    names = gazetteer.find(scene.sentence, reading.language)
    names = [named for named in names if not _is_person(scene, named, reading.language)]
    relation, related = _relation(reading, span, scene, names)
    called, unnamed = _called(scene, names, related)
    for mention in unnamed if relation is not None else ():
        yield _mention(reading, span, scene, names, None, mention, None, relation)
    for n, named in enumerate(names):
        region = _word_near(scene, named, reading.language)
        # A capital often stands for its country; beside the word airport or region it is itself.
        if n == related or (_is_country(scene, named) and n not in called and region is None):
            continue
        lies = relation is not None and any(spot.country == relation.city.country for spot in named.spots)
        own = relation if lies and (n in called or named.kind == "airfield") else None
        yield _mention(reading, span, scene, names, named, called.get(n), region, own)


def _called(scene: Scene, names: list[Named], related: int | None) -> tuple[dict[int, Mention], list[Mention]]:
    """Each name with the word airport that belongs to it, the nearest of several; and such words that belong to none."""
    called: dict[int, Mention] = {}
    unnamed = []
    airfields = [mention for mention in scene.mentions if mention.key("airfield") is not None]
    near = sorted(
        (_apart(named, mention), n, at)
        for at, mention in enumerate(airfields)
        for n, named in enumerate(names)
        if n != related and _apart(named, mention) <= _NEAR
    )
    given: set[int] = set()
    for _, n, at in near:
        if n not in called and at not in given:
            called[n] = airfields[at]
            given.add(at)
    unnamed = [mention for at, mention in enumerate(airfields) if at not in given]
    return called, unnamed


def _mention(
    reading: Reading,
    span: Span,
    scene: Scene,
    names: list[Named],
    named: Named | None,
    airfield: Mention | None,
    region: int | None,
    relation: Relation | None,
) -> PlaceMention:
    parts = [(one.first, one.last) for one in (named, airfield) if one is not None]
    if region is not None:
        parts.append((region, region + 1))
    first, last = min(part[0] for part in parts), max(part[1] for part in parts)
    quote = Span(scene.sentence[first].start, scene.sentence[last - 1].end)
    return PlaceMention(
        report=reading.report,
        language=reading.language,
        sentence=span,
        quote=quote,
        words=" ".join(reading.words(quote).split()),
        named=named,
        airfield=airfield is not None or (named is not None and _is_called(scene, named, reading.language)),
        military=airfield is not None and _says(scene, reading.language, "military", first - 2, last + 2),
        region=region is not None,
        direction=_direction(scene, names, first, last),
        relation=relation,
        carried=any((m.key("noun") or "").startswith("asset.") or m.key("state", "giving") for m in scene.mentions),
        struck=any((m.key("noun", "verb") or "").startswith("situation.") for m in scene.mentions),
    )


def _apart(named: Named, mention: Mention) -> int:
    return max(named.first - mention.last, mention.first - named.last, 0)


def _is_called(scene: Scene, named: Named, language: str) -> bool:
    """Whether a word for an airport stands beside a name where the language writes both together, or before it as in Arabic."""
    stems = place_words().get(language, {}).get("airfield", ())
    if language == "ar":
        before = scene.sentence[max(0, named.first - _NEAR - 1) : named.first]
        return any(token.norm.startswith(stem) for token in before for stem in stems)
    after = "".join(token.text for token in scene.sentence[named.first : named.last + _SIGNS])
    return any(stem in after[: _SIGNS + 4] for stem in stems)


def _direction(scene: Scene, names: list[Named], first: int, last: int) -> str:
    """The nearest word that says from or to: before the name, after it where the language puts it there; none of another name's."""
    after = scene.pack.verb_after
    near = []
    for mention in scene.mentions:
        kind = next((kind for kind in _DIRECTIONS if mention.key(kind) is not None), None)
        apart = mention.first - last if after else first - mention.last
        between = range(last, mention.first) if after else range(mention.last, first)
        if kind is not None and 0 <= apart <= (3 if after else 6) and not any(named.first in between for named in names):
            near.append((apart, kind))
    return min(near)[1] if near else ""


def _word_near(scene: Scene, named: Named, language: str) -> int | None:
    """The token beside a name that calls it a region."""
    stems = place_words().get(language, {}).get("region", ())
    window = 1 if language in _UNSPACED else 2
    after = range(named.last, min(len(scene.sentence), named.last + window))
    before = range(named.first - 1, max(-1, named.first - 1 - window), -1)
    for side in (after, before):
        for at in side:
            token = scene.sentence[at]
            if any(folded(token.text).startswith(folded(stem)) for stem in stems):
                return at
            if token.kind not in ("word", "han"):
                break
    return None


def _is_country(scene: Scene, named: Named) -> bool:
    mention = scene.starts.get(named.first)
    return mention is not None and mention.key("country") is not None and mention.last >= named.last


def _is_person(scene: Scene, named: Named, language: str) -> bool:
    """Whether a name goes on with another that no list knows, as a person's does: Vladimir Ivanov. German writes nouns so."""
    if language in _UNSPACED or language == "de" or named.last >= len(scene.sentence):
        return False
    after = scene.sentence[named.last]
    return (
        after.kind == "word"
        and after.text[0].isupper()
        and not after.text.isupper()
        and named.last not in scene.starts
        and _word_near(scene, named, language) is None
    )


def _says(scene: Scene, language: str, use: str, first: int, last: int) -> bool:
    text = " ".join(token.text for token in scene.sentence[max(0, first) : last])
    text = f" {folded(text.replace(' ', '') if language in ('zh', 'ja') else text)}"
    start = "" if language in _UNSPACED else " "
    return any(start + folded(stem) in text for stem in place_words().get(language, {}).get(use, ()))


def _relation(reading: Reading, span: Span, scene: Scene, names: list[Named]) -> tuple[Relation | None, int | None]:
    """How far from a city the sentence says that something lies, and which of its names that city is."""
    claim = next((one for one in reading.claims if one.concept == "place.relation" and one.sentence == span), None)
    if claim is None or claim.value is None:
        return None, None
    way = next((BEARINGS[key] for mention in scene.mentions if (key := mention.key("bearing")) in BEARINGS), None)
    at = next((n for n, token in enumerate(scene.sentence) if token.start >= claim.quote.start), 0)
    cities = [
        (abs(named.first - at), n, spot) for n, named in enumerate(names) for spot in named.spots[:1] if isinstance(spot, City)
    ] or [(abs(named.first - at), n, spot) for n, named in enumerate(names) for spot in named.spots if isinstance(spot, City)]
    if not cities:
        return None, None
    _, number, city = min(cities, key=lambda one: one[0])
    km = claim.value.number * (1.609344 if claim.unit == "mi" else 1.0)
    return Relation(km, city, way), number
