"""Who gives and who receives in a report, by the words beside the countries it names."""

from collections import defaultdict

from .attach import Scene
from .circumstances import governing, of_office
from .pack import concepts


def parties(scenes: list[Scene]) -> tuple[str, str]:
    """Country codes of the recipient and the donor; empty where the report names none."""
    receives: defaultdict[str, float] = defaultdict(float)
    gives: defaultdict[str, float] = defaultdict(float)
    for scene in scenes:
        for index, mention in enumerate(scene.mentions):
            code = mention.key("country", "city")
            if code is None:
                continue
            weight = 2.0 if mention.key("country") else 1.0
            before = governing(scene, mention)
            after = scene.starts.get(mention.last)
            following = scene.mentions[index + 1 : index + 4]
            if before is not None and before.key("toward") is not None:
                receives[code] += 2 * weight
            if before is not None and before.key("away_from") is not None:
                gives[code] += weight
            if (
                any(other.key("verb") is not None for other in scene.mentions)
                and before is not None
                and before.key("in") is not None
            ):
                receives[code] += weight
            if any(other.key("event") == "actor.request" for other in following):
                receives[code] += weight
            if any(other.key("giving") is not None and other.first - mention.last < 7 for other in following):
                gives[code] += 2 * weight
            sends = after is not None and any((after.key("noun") or "").startswith(name) for name in _sent())
            if sends or of_office(scene, mention):
                gives[code] += weight
            receives[code] += 0.2
    recipient = max(receives, key=lambda code: receives[code] - 0.7 * gives[code], default="")
    gives.pop(recipient, None)
    donor = max(gives, key=lambda code: gives[code] - 0.5 * receives[code], default="")
    return recipient, donor


def _sent() -> tuple[str, ...]:
    return tuple(name for name, entry in concepts().items() if entry["group"] == "asset")
