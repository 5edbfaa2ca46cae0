"""Claims without a number: who called, asked, agreed or ordered, what is closed, where a flight begins and ends."""

from dataclasses import dataclass

from .circumstances import Story, country, governing, of_office, relations
from .claims import State
from .lexicon import Mention
from .parties import loads
from .scene import Scene

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
    for mention in scene.mentions:
        concept = mention.key("event")
        if concept is not None and concept not in found:
            found[concept] = Event(concept, mention.first, mention.last, places)
    for event in [*_journey(scene), *_other_donors(scene, story)]:
        found.setdefault(event.concept, event)
    return list(found.values())


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
