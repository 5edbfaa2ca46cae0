"""Whose is what is sent: the country that gives what a number counts, and who gives in a sentence at all."""

from .claims import State
from .lexicon import Mention
from .scene import COMMAS, Attached, Scene
from .standing import acts_as_giver, after_clause, governing, is_asking, is_given, of_office, opens_next, relations
from .whose import Story, parted

_FARTHEST = 9.0
_BESIDE = -4.0
_LOADED = 2
"""Words between what is loaded, or when, and where."""


def giver(scene: Scene, found: Attached, story: Story) -> str:
    """The country that gives what a number counts; empty where its sentence names none that could."""
    best: tuple[float, str] | None = None
    for mention in scene.mentions:
        code = mention.key("country", "sender", "city")
        if not code or parted(scene, found.amount, mention):
            continue
        away = _away(scene, found, mention)
        if away is None:
            continue
        if code == story.recipient:
            away += 3.0
        if best is None or away < best[0]:
            best = (away, code)
    return best[1] if best is not None and best[0] < _FARTHEST else ""


def giver_after(scene: Scene, story: Story) -> str:
    """Who gives what the sentence after this one speaks of: the country that gives here, or as before if none is named."""
    named = [mention for mention in scene.mentions if mention.key("country", "city", "sender") is not None]
    if not named:
        return story.giver
    gives = {mention.key("country", "sender", "city") or "" for mention in named if acts_as_giver(scene, mention)}
    gives |= {mention.keys["country"] for mention in scene.having("country") if _has_sent(scene, mention)}
    gives.discard(story.recipient)
    return gives.pop() if len(gives) == 1 else ""


def _has_sent(scene: Scene, mention: Mention) -> bool:
    """Whether people or things to be sent stand right beside a country: "Ukrainian rescuers"."""
    around = (scene.ends.get(mention.first), scene.starts.get(mention.last))
    return any(other is not None and (other.key("noun") or "").startswith("asset.") for other in around)


def _away(scene: Scene, found: Attached, mention: Mention) -> float | None:
    """How far a country is from being the giver of what a number counts; None where it cannot be."""
    if is_asking(scene, mention) or is_given(scene, mention):
        return None
    if mention is found.to or is_theirs(scene, found, mention):
        return _BESIDE
    standing = relations(scene, mention)
    before = governing(scene, mention)
    loaded = before is not None and loads(scene, before)
    if ("toward" in standing or "in" in standing) and "away_from" not in standing and not loaded:
        return None
    after = mention.first >= found.amount.last
    last = after_clause(scene, mention.last)
    last = last if last <= found.amount.first else mention.last
    counted = found.to.last if found.to is not None and found.amount.last <= found.to.last <= mention.first else found.amount.last
    away = 0.5 * (scene.cost(counted, mention.first) if after else scene.cost(last, found.amount.first))
    if after and opens_next(scene, mention):
        return away + 7.0
    if "away_from" in standing or loaded:
        return away - 1.0
    acts = acts_as_giver(scene, mention)
    if after:
        # What follows a country of a clause of its own is what it gives.
        away += 7.0 if scene.pack.verb_after or (acts and _begins(scene, found, mention)) else 3.0
    elif acts:
        away -= 2.0
    if not after and _has_sent(scene, mention) and any(t.norm in COMMAS for t in scene.sentence[mention.last : found.amount.first]):
        # "Four Greek helicopters are at work, 36 rescuers came": Greek are the helicopters.
        away += 3.0
    if not acts and speaks(scene, mention):
        away += 5.0
    elif not acts and is_struck(scene, mention):
        away += 4.0
    return away


def _begins(scene: Scene, found: Attached, mention: Mention) -> bool:
    """Whether a country begins a clause after a number: a verb, a comma or an "and" stands between."""
    between = [other for other in scene.mentions if found.amount.last <= other.first < mention.first]
    verb = any(other is not found.to and other.key("state", "giving", "join", "contrast") is not None for other in between)
    return verb or any(token.norm in COMMAS for token in scene.sentence[found.amount.last : mention.first])


def is_theirs(scene: Scene, found: Attached, mention: Mention) -> bool:
    """Whether a country stands right beside the noun that is counted: "four Greek helicopters", "двух самолётов России"."""
    if found.to is None or mention.key("country", "sender") is None:
        return False
    if mention.last == found.to.first or (mention.first == found.to.last and not _tells(scene, mention)):
        return found.amount.last <= mention.first or mention.last <= found.amount.first or not scene.pack.spaced
    inside = found.amount.last <= mention.first and mention.last <= found.to.first
    of = scene.starts.get(found.to.last)
    return inside or (of is not None and of.key("of") is not None and of.last == mention.first and not _tells(scene, mention))


def _tells(scene: Scene, mention: Mention) -> bool:
    """Whether a country begins what is told of it: a verb of giving follows at once."""
    after = scene.starts.get(mention.last)
    return after is not None and after.key("giving") is not None


def speaks(scene: Scene, mention: Mention) -> bool:
    """Whether only a country's office is named, as the one who says what is told."""
    if not of_office(scene, mention):
        return False
    return any(abs(other.first - mention.last) < 6 or abs(mention.first - other.last) < 4 for other in scene.having("said"))


def is_struck(scene: Scene, mention: Mention) -> bool:
    """Whether what befell people stands right beside a country."""
    around = (scene.ends.get(mention.first), scene.starts.get(mention.last))
    return any(
        other is not None and (other.key("verb") is not None or (other.key("noun") or "").startswith("situation."))
        for other in around
    )


def loads(scene: Scene, before: Mention) -> bool:
    """Whether something is loaded at a place: there stands the one who gives."""
    verbs = [other for other in scene.having("state") if 0 <= before.first - other.last <= _LOADED]
    return bool(verbs) and verbs[-1].keys["state"] == State.LOADING
