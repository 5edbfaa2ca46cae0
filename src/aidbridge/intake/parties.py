"""Who gives and who receives in a report, by its figures and by the words beside the countries it names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .attach import attach
from .givers import giver, loads, speaks
from .lexicon import Mention
from .scene import Attached, Scene
from .standing import acts_as_giver, governing, is_asking, is_given, of_office, relations
from .whose import Story, is_nationality, place

_FIGURE, _MOST_FIGURES = 2.0, 3
"""What a figure that its own sentence gives to a country weighs, and how many figures of a sentence count."""
_DEATHS = 1.5
_UNTOLD = 0.75
"""What a figure weighs that belongs to a country named before its sentence."""
_OPENING = 1.5
_UNION = "EU"
_ALONE = 0.6
"""The share of all that is given by which a report is about one donor."""
_GRAVE = frozenset({"situation.deaths", "situation.missing", "situation.injured", "situation.buildings", "situation.displaced"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Country codes, empty where the report names none."""

    recipient: str = ""
    donor: str = ""
    untold: str = ""
    """Who gives what no sentence says whose it is: the donor, or among many donors the country whose news the report tells."""


def parties(scenes: Sequence[Scene], figures: Sequence[Sequence[Attached]] | None = None) -> Parties:
    """Who gives and who receives.

    `figures` are what the scenes' numbers count, where that is known already.
    """
    receives: defaultdict[str, float] = defaultdict(float)
    gives: defaultdict[str, float] = defaultdict(float)
    counts: defaultdict[str, float] = defaultdict(float)
    counted = figures if figures is not None else [attach(scene, None) for scene in scenes]
    before = ""
    for number, (scene, found) in enumerate(zip(scenes, counted, strict=True)):
        if any(mention.key("event") == "constraint.sanctions" for mention in scene.mentions):
            continue
        # The first line of a report says whom it is about.
        before = _by_figures(scene, found, receives, counts, 1.5 if number == 0 else 1.0, before)
        _by_words(scene, receives, gives, 1.5 if number == 0 else 1.0)
    # Those struck have people at work of their own.
    recipient = max(receives, key=lambda code: receives[code] - 0.7 * gives[code] - 0.35 * counts[code], default="")
    given = {code: gives[code] + counts[code] - 0.5 * receives[code] for code in {**gives, **counts} if code != recipient}
    donor = max((code for code in given if code != _UNION), key=lambda code: given[code], default="")
    alone = donor and given[donor] > _ALONE * sum(weight for weight in given.values() if weight > 0)
    home = scenes[0].pack.home if scenes else ""
    named = any(mention.key("country", "city") == home for scene in scenes for mention in scene.mentions)
    return Parties(recipient, donor, home if named and home != recipient and not alone else donor)


def _by_figures(
    scene: Scene, found: Sequence[Attached], receives: dict[str, float], gives: dict[str, float], weight: float, before: str
) -> str:
    """Whose the figures of a sentence are: people struck are those of who receives, or of the country named `before`.

    Returns the country that the sentence after it may go on about.
    """
    told: defaultdict[str, int] = defaultdict(int)
    for one in found:
        struck = one.concept.startswith("situation.")
        if not struck and not one.concept.startswith("asset."):
            continue
        story = Story(struck=before, fresh=True)
        code = place(scene, one, story) if struck else giver(scene, one, story)
        share = 1.0 if any(mention.key("country", "city") == code for mention in scene.mentions) else _UNTOLD
        told[code] += 1
        if code and told[code] <= _MOST_FIGURES:
            grave = _DEATHS if one.concept == "situation.deaths" else 1.0 if one.concept in _GRAVE or not struck else 0.5
            (receives if struck else gives)[code] += _FIGURE * grave * weight * share
    named = _told_of(scene)
    return before if before in named or not named else named[0]


def _told_of(scene: Scene) -> list[str]:
    """The countries a sentence tells of, those where things happen or go first; none that gives or only speaks."""
    found: list[tuple[int, int, str]] = []
    named = [mention for mention in scene.mentions if mention.key("country", "city") is not None]
    gives = {mention.key("country", "city") for mention in named if acts_as_giver(scene, mention)}
    for mention in named:
        code = mention.key("country", "city")
        if code and code not in gives and not speaks(scene, mention):
            standing = relations(scene, mention)
            found.append((0 if "in" in standing or "toward" in standing else 1, len(found), code))
    return [code for _, _, code in sorted(found)]


def _by_words(scene: Scene, receives: dict[str, float], gives: dict[str, float], opening: float) -> None:
    """Where things are sent, who is asked, who asks, and who does the giving."""
    struck = any(_befalls(mention) for mention in scene.mentions)
    sent = _is_sent(scene)
    elsewhere = len({mention.key("country", "city") for mention in scene.mentions} - {None}) > 1
    for index, mention in enumerate(scene.mentions):
        code = mention.key("country", "city")
        if code is None:
            continue
        if elsewhere and is_nationality(scene, mention, people=True):
            continue
        weight = (2.0 if mention.key("country") else 1.0) * opening
        before = governing(scene, mention)
        receives[code] += _OPENING if opening > 1.0 and not acts_as_giver(scene, mention) and not speaks(scene, mention) else 0.1
        if before is not None and loads(scene, before):
            gives[code] += 2 * weight
            continue
        standing = relations(scene, mention)
        inside, toward = "in" in standing, "toward" in standing and "in" not in standing
        following = scene.mentions[index + 1 : index + 4]
        first = before.first if before is not None else mention.first
        asked = any(other.key("event") == "actor.request" and 0 <= first - other.last < 4 for other in scene.mentions)
        if is_given(scene, mention):
            receives[code] += 2 * weight
        elif toward and asked:
            gives[code] += 2 * weight
        elif toward and sent:
            receives[code] += 2 * weight
        elif inside:
            receives[code] += weight * (1.0 if struck else 0.5)
        elif toward or (struck and not acts_as_giver(scene, mention)):
            receives[code] += 0.5 * weight
        if "away_from" in standing and sent:
            gives[code] += weight
        asks = next((other for other in following if other.key("event") == "actor.request"), None)
        asked_by = asks is not None and not any(
            other.key("country", "city") is not None and is_asking(scene, other) for other in scene.mentions
        )
        if is_asking(scene, mention) or (asked_by and not inside and not toward):
            receives[code] += 2 * weight
        elif not inside and not toward and acts_as_giver(scene, mention):
            gives[code] += weight * (2.0 if sent else 1.0)
        elif of_office(scene, mention) and sent and not struck:
            gives[code] += 0.5 * weight


def _is_sent(scene: Scene) -> bool:
    """Whether a sentence speaks of what is sent or given."""
    return any(
        mention.key("state", "giving") is not None or (mention.key("noun") or "").startswith("asset.") for mention in scene.mentions
    )


def _befalls(mention: Mention) -> bool:
    """Whether a phrase tells of people struck."""
    return mention.key("verb") is not None or (mention.key("noun") or "").startswith("situation.")
