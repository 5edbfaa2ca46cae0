"""Who gives and who receives in a report, by the words beside the countries it names."""

from collections import defaultdict

from .circumstances import governing, of_office, relations
from .claims import State
from .lexicon import Mention
from .pack import concepts
from .scene import Scene


def parties(scenes: list[Scene]) -> tuple[str, str]:
    """Country codes of the recipient and the donor; empty where the report names none."""
    receives: defaultdict[str, float] = defaultdict(float)
    gives: defaultdict[str, float] = defaultdict(float)
    for number, scene in enumerate(scenes):
        for index, mention in enumerate(scene.mentions):
            code = mention.key("country", "city")
            if code is None:
                continue
            # The first line of a report says whom it is about.
            weight = (2.0 if mention.key("country") else 1.0) * (1.5 if number == 0 else 1.0)
            before = governing(scene, mention)
            after = scene.starts.get(mention.last)
            following = scene.mentions[index + 1 : index + 4]
            if before is not None and loads(scene, before):
                gives[code] += 2 * weight
                continue
            standing = relations(scene, mention)
            inside, toward = "in" in standing, "toward" in standing and "in" not in standing
            struck = any(_befalls(other) for other in scene.mentions)
            if toward:
                first = before.first if before is not None else mention.first
                asked = any(other.key("event") == "actor.request" and 0 <= first - other.last < 4 for other in scene.mentions)
                (gives if asked else receives)[code] += 2 * weight
            if inside:
                receives[code] += weight * (1.0 if struck else 0.5)
            elif struck:
                receives[code] += 0.5 * weight
            if "away_from" in standing:
                gives[code] += weight
            if any(other.key("event") == "actor.request" for other in following):
                receives[code] += 2 * weight
            before_it = scene.ends.get(mention.first)
            sent_by = scene.pack.verb_first and before_it is not None and before_it.key("giving") is not None
            gave = not inside and not toward
            gave = gave and any(other.key("giving") is not None and other.first - mention.last < 7 for other in following)
            if sent_by or gave or (not standing and _does(mention, following)):
                gives[code] += 2 * weight
            sends = after is not None and any((after.key("noun") or "").startswith(name) for name in _sent())
            if sends or (of_office(scene, mention) and not struck):
                gives[code] += weight
            receives[code] += 0.2
    recipient = max(receives, key=lambda code: receives[code] - 0.7 * gives[code], default="")
    gives.pop(recipient, None)
    donor = max(gives, key=lambda code: gives[code] - 0.5 * receives[code], default="")
    return recipient, donor


def _befalls(mention: Mention) -> bool:
    """Whether a phrase tells of people struck."""
    return mention.key("verb") is not None or (mention.key("noun") or "").startswith("situation.")


def loads(scene: Scene, before: Mention) -> bool:
    """Whether something is loaded at a place: there stands the one who gives."""
    verb = scene.ends.get(before.first)
    return verb is not None and verb.key("state") == State.LOADING


def _does(mention: Mention, following: list[Mention]) -> bool:
    """Whether a country loads, sends or plans to send: "Russia loads four aircraft"."""
    verb = next((other for other in following if other.key("state") is not None), None)
    return (
        verb is not None and verb.first - mention.last < 3 and verb.key("state") in {State.LOADING, State.DEPARTED, State.PLANNED}
    )


def _sent() -> tuple[str, ...]:
    return tuple(name for name, entry in concepts().items() if entry["group"] == "asset")
