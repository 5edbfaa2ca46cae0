"""How a country or a place stands in its sentence: where, whither, whence, who gives, who asks, who speaks."""

from .lexicon import Mention
from .scene import COMMAS, Scene

_ASIDE = 25
_DATELINE = 9
_DASHES = frozenset("-–—=")
_CLAUSE = 14.0
_OPENERS = frozenset(",;:(–—")
_TOPIC = 9
_WHERE = frozenset({"toward", "in"})
_OFFERS = frozenset({"actor.offer"})
_SEMICOLONS = frozenset(";；")


def acts_as_giver(scene: Scene, mention: Mention) -> bool:
    """Whether a country gives, sends, offers or plans to in its clause: "Russia loads four aircraft", "sent by Spain"."""
    known = scene.givers.get(mention.first)
    if known is None:
        known = scene.givers[mention.first] = _gives(scene, mention)
    return known


def _gives(scene: Scene, mention: Mention) -> bool:
    if not scene.having("giving") and not scene.having("state") and not scene.having("event"):
        return False
    if is_asking(scene, mention) or is_given(scene, mention) or relations(scene, mention) & _WHERE:
        return False
    if (scene.pack.topics and not _is_topic(scene, mention)) or _depends(scene, mention):
        return False
    before = scene.ends.get(mention.first)
    if scene.pack.verb_first and before is not None and before.key("giving") is not None:
        return True
    if scene.pack.framed and _is_turned(scene, mention):
        return True
    total, at = 0.0, after_clause(scene, mention.last)
    while at < len(scene.sentence) and total < (30.0 if scene.pack.verb_after else _CLAUSE):
        other = scene.starts.get(at)
        if scene.sentence[at].norm in _SEMICOLONS:
            return False
        if other is not None:
            if other.key("giving", "state") is not None or other.key("event") in _OFFERS:
                return True
            if other.key("sub", "verb", "said") is not None or (other.key("country") is not None and not scene.pack.verb_after):
                return False
            if (other.key("noun") or "").startswith("situation."):
                return False
        total += scene.cost(at, at + 1) if other is None else 0.5
        at = other.last if other is not None else at + 1
    return False


def after_clause(scene: Scene, at: int) -> int:
    """Where a sentence goes on after a clause or a few words set off by commas: "India, which flew ..., has 13 aircraft"."""
    if at >= len(scene.sentence) or scene.sentence[at].norm not in {",", "،"}:
        return at
    end = next((n for n in range(at + 1, min(len(scene.sentence), at + _ASIDE)) if scene.sentence[n].norm in {",", "،"}), None)
    if end is None:
        return at
    inside = [other for other in scene.mentions if at < other.first < end]
    relative = inside and inside[0].first <= at + 2 and inside[0].key("sub") is not None
    aside = not any(other.key("giving", "state", "noun", "country", "verb") is not None for other in inside)
    return end + 1 if relative or aside else at


def _is_topic(scene: Scene, mention: Mention) -> bool:
    """Whether a name, or what it narrows, is what its clause is about, by the ending that says so: "フランスの救助隊は"."""
    at = mention.last - 1
    for at in range(mention.last - 1, min(len(scene.sentence), mention.last + _TOPIC)):
        token = scene.sentence[at]
        if token.kind in {"mark", "num"}:
            return False
        if token.norm.endswith(scene.pack.topics) and (at >= mention.last or len(token.norm) > 1):
            return True
    return False


def _is_turned(scene: Scene, mention: Mention) -> bool:
    """Whether a country follows its verb because something else opens the clause: "Nach dem Beben schickt Österreich 85 Retter"."""
    verb = scene.ends.get(mention.first)
    if verb is not None and verb.key("article", "light", "sub") is not None:
        verb = scene.ends.get(verb.first)
    if verb is None or verb.key("giving") is None:
        return False
    first = verb.first
    while first > 0 and scene.sentence[first - 1].norm not in _OPENERS:
        first -= 1
    opening = scene.starts.get(first)
    return first in scene.dated or (opening is not None and opening.key("stop", "in", "day", "weekday", "away_from") is not None)


def _depends(scene: Scene, mention: Mention) -> bool:
    """Whether a preposition stands before a name, which then does nothing itself: "in the port of Beirut"."""
    before = governing(scene, mention)
    if before is None or of_office(scene, mention):
        return False
    of = before.key("of") is not None and before.key("light", "article") is None
    return of or before.key("stop", "away_from") is not None


def opens_next(scene: Scene, mention: Mention) -> bool:
    """Whether "from" a country begins a clause with a number of its own: "300 soldiers, from Spain came 50 firefighters"."""
    before = scene.ends.get(mention.first)
    if before is not None and before.key("article", "light") is not None and before.key("away_from") is None:
        before = scene.ends.get(before.first)
    if before is None or before.key("away_from") is None or before.first == 0 or mention.last >= len(scene.sentence):
        return False
    if scene.sentence[before.first - 1].norm not in COMMAS or scene.sentence[mention.last].norm in COMMAS:
        return False
    return any(amount.first >= mention.last for amount in scene.amounts)


def is_given(scene: Scene, mention: Mention) -> bool:
    """Whether a country stands right behind a verb of giving as the one who is given: "Poland has sent Ukraine 20 ambulances"."""
    if scene.pack.verb_first or scene.pack.verb_after:
        return False
    before = scene.ends.get(mention.first)
    if before is not None and before.key("article", "light") is not None and before.key("giving") is None:
        before = scene.ends.get(before.first)
    if before is None or before.key("giving") is None or before.key("noun") is not None:
        return False
    at = before.first
    for _ in range(4):
        other = scene.ends.get(at)
        if other is not None and other.key("country", "city") is not None:
            return not relations(scene, other)
        if at == 0 or (other is not None and other.key("light", "day", "weekday", "office", "doing", "exactness") is None):
            return False
        at = other.first if other is not None else at - 1
    return False


def is_asking(scene: Scene, mention: Mention) -> bool:
    """Whether a country is the one at whose request something is done: "at the request of Lebanon", "по просьбе Италии"."""
    at = mention.first
    for _ in range(4):
        before = scene.ends.get(at)
        if before is None:
            return False
        if before.key("event") == "actor.request":
            first = scene.ends.get(before.first)
            preceded = first is not None and first.key("stop", "article", "light") is not None and first.key("perfect") is None
            noun = before.last - before.first > 1 or preceded
            return noun or at < mention.first
        if before.key("of", "light", "article", "office") is None or before.key("toward") is not None:
            return False
        at = before.first
    return False


def is_dateline(scene: Scene, mention: Mention) -> bool:
    """Whether a city only says where a report was written: "GENEVA - ", "ATHENS (Reuters) - ", "Warsaw, 30 March - "."""
    if mention.first > 1 or mention.key("city") is None or mention.last >= len(scene.sentence):
        return False
    after = scene.sentence[mention.last].norm
    rest = scene.sentence[mention.last : mention.last + _DATELINE]
    return after in _DASHES or (after in {"(", ",", "/"} and any(token.norm in _DASHES for token in rest))


def of_office(scene: Scene, mention: Mention) -> bool:
    """Whether a country only says whose ministry, minister or agency is speaking."""
    for at in (mention.last, mention.last + 1):
        after = scene.starts.get(at)
        if after is not None and after.key("office") is not None:
            return True
    at, steps = mention.first, 0
    while at > 0 and steps < 4:
        before = scene.ends.get(at)
        if before is not None and before.key("office") is not None:
            return True
        if (before is not None and before.key("of", "light", "article") is None) or scene.sentence[at - 1].kind != "word":
            return False
        at, steps = before.first if before is not None else at - 1, steps + 1
    return False


def governing(scene: Scene, mention: Mention) -> Mention | None:
    """The word that a place depends on: "bound for" in "bound for the airbase of Pratica di Mare"; None where none does."""
    at = mention.first
    for _ in range(6):
        before = scene.ends.get(at)
        if before is None and at == mention.first and _is_title(scene, at - 1):
            at -= 1
            before = scene.ends.get(at)
        if before is None:
            return None
        airfield = before.key("airfield") is not None
        of_airfield = (
            before.key("of") is not None
            and (further := scene.ends.get(before.first)) is not None
            and further.key("airfield") is not None
        )
        if not airfield and not of_airfield and before.key("article", "light", "bearing", "the_country") is None:
            return before
        at = before.first
    return None


def _is_title(scene: Scene, at: int) -> bool:
    """Whether a word written large belongs to the name after it: "в Республику Сербия"."""
    if at < 1 or not scene.pack.spaced or scene.pack.large_nouns:
        return False
    token = scene.sentence[at]
    return token.kind == "word" and token.text[0].isupper() and scene.ends.get(at) is not None


def relations(scene: Scene, mention: Mention) -> frozenset[str]:
    """How a place stands in its sentence: `toward`, `in`, `away_from`, by the word before it or the ending it has."""
    known = scene.relations.get(mention.first)
    if known is None:
        known = scene.relations[mention.first] = _relations(scene, mention)
    return known


def _relations(scene: Scene, mention: Mention) -> frozenset[str]:
    mention = _whole_name(scene, mention)
    before = governing(scene, mention)
    kinds = {kind for kind in ("toward", "in", "away_from") if before is not None and before.key(kind) is not None}
    side = scene.ends.get(before.first) if before is not None and before.key("of") is not None else None
    if side is not None and side.key("bearing") is not None:
        return frozenset({"in"})
    endings = scene.pack.cases
    if endings:
        word = scene.sentence[mention.last - 1].norm
        at = mention.last + (mention.last < len(scene.sentence) and scene.sentence[mention.last].text in "'’")
        after = scene.sentence[at].norm if at < len(scene.sentence) else ""
        for kind, own in endings.items():
            ending = tuple(form[1:] for form in own if form.startswith("-"))
            if after in own or (ending and len(word) > 1 and word.endswith(ending)):
                kinds.add(kind)
        owner = scene.starts.get(at + 1)
        if owner is not None and owner.key("belonging") is not None:
            return frozenset()
    return frozenset(kinds)


def _whole_name(scene: Scene, mention: Mention) -> Mention:
    """The end of a name of several parts, which has its case: Turkey's Adana airport, where these stand in this order."""
    if not scene.pack.verb_after:
        return mention
    following = scene.starts.get(mention.last)
    while following is not None and following.key("city", "airfield", "bearing") is not None:
        mention, following = following, scene.starts.get(following.last)
    return mention
