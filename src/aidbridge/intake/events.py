"""Claims without a number: who called, asked, agreed or ordered, what is closed, where a flight begins and ends."""

from dataclasses import dataclass

from .claims import State
from .givers import loads
from .lexicon import Mention
from .scene import Scene
from .standing import governing, is_asking, of_office, relations
from .whose import Story, country

_PLACES = {"away_from": "place.origin", "toward": "place.destination"}
_AIR = ("asset.aircraft", "asset.flights", "asset.ships", "asset.cargo", "asset.vehicles")


@dataclass(frozen=True, slots=True)
class Event:
    """An event at tokens `first` up to `last`, with the countries of its sentence in their order."""

    concept: str
    first: int
    last: int
    places: tuple[str, ...]
    name: str = ""


def events(scene: Scene, story: Story) -> list[Event]:
    """The events a sentence tells of, each concept once."""
    places = tuple(dict.fromkeys(code for mention in scene.mentions if (code := country(mention, story))))
    found: dict[str, Event] = {}
    sanctions = any(mention.key("event") == "constraint.sanctions" for mention in scene.mentions)
    for mention in scene.mentions:
        concept = mention.key("event")
        # "Moscow asked Rome to help lift the sanctions" is no request for relief.
        if concept is None or concept in found or (sanctions and concept == "actor.request"):
            continue
        first = _asker(scene, mention) if concept == "actor.request" else ""
        own = (first, *(code for code in places if code != first)) if first else places
        found[concept] = Event(concept, mention.first, mention.last, own)
    for event in [*_journey(scene), *_other_donors(scene, story)]:
        found.setdefault(event.concept, event)
    return list(found.values())


def _asker(scene: Scene, request: Mention) -> str:
    """Who asks: the country at whose request something is done, else the nearest one before the word; empty where none is named."""
    countries = [mention for mention in scene.mentions if mention.key("country", "city") is not None]
    asking = next((mention for mention in countries if is_asking(scene, mention)), None)
    before = [mention for mention in countries if mention.last <= request.first and "toward" not in relations(scene, mention)]
    found = asking or (before[-1] if before else None)
    return (found.key("country", "city") or "") if found is not None else ""


def _other_donors(scene: Scene, story: Story) -> list[Event]:
    """Countries that give, beside the report's donor."""
    result = []
    for index, mention in enumerate(scene.mentions):
        code = mention.key("country")
        if code is None or not story.donor or code in {story.donor, story.recipient} or of_office(scene, mention):
            continue
        gives = next((one for one in scene.mentions[index + 1 : index + 8] if one.key("giving") is not None), None)
        between = next((one for one in scene.mentions[index + 1 :] if one.key("country", "city") is not None), None)
        if gives is not None and (between is None or gives.first < between.first):
            words = " ".join(token.text for token in scene.sentence[mention.first : mention.last])
            result.append(Event("donor.other", mention.first, gives.last, (code,), words))
    return result


def _narrows(scene: Scene, mention: Mention) -> bool:
    """Whether a place only says which: "for the Sichuan earthquake"."""
    at = mention.last
    return (
        scene.pack.head_last
        and scene.pack.spaced
        and at < len(scene.sentence)
        and at not in scene.starts
        and scene.sentence[at].kind == "word"
    )


def _journey(scene: Scene) -> list[Event]:
    """Where what is sent comes from and goes to."""
    moved = any(mention.key("state", "giving") is not None for mention in scene.mentions)
    carried = any((mention.key("noun") or "").startswith(_AIR) for mention in scene.mentions)
    if not moved and not carried:
        return []
    arrives = any(mention.key("state") == State.ARRIVED for mention in scene.mentions)
    result = []
    for mention in scene.mentions:
        code = mention.key("city", "country")
        before = governing(scene, mention)
        if code is None or (before is not None and loads(scene, before)) or _narrows(scene, mention):
            continue
        standing = relations(scene, mention)
        first = before.first if before is not None and standing else mention.first
        for kind, concept in _PLACES.items():
            # "In" a place is no destination unless something arrives there.
            if kind in standing and (concept == "place.origin" or "in" not in standing or arrives):
                words = " ".join(token.text for token in scene.sentence[mention.first : mention.last])
                result.append(Event(concept, first, mention.last, (code,), words))
    return result
