"""How far what is sent has come: planned, loading, departed, arrived, at work."""

from .candidates import is_joined
from .claims import State
from .lexicon import Mention
from .scene import COMMAS, Attached, Scene
from .standing import acts_as_giver, opens_next

_PARTING = {
    "light": 0.1, "other": 0.1, "article": 0.1, "of": 0.2, "noun": 0.4, "people": 0.4, "num": 0.3, "scale": 0.1, "exactness": 0.2,
    "join": 1.0, "stop": 0.6, "doing": 1.0, "sub": 2.5, "state": 3.0, "verb": 2.5, "said": 3.0,
}  # fmt: skip
_CONTRAST = 3.0
_CHANGED = 5.0
_FARTHEST = 19.0
"""A verb farther away than this, as one behind a semicolon, speaks of something else."""
_OBJECT_AWAY = 1.5
_COMING = frozenset({"1", "2"})
_LISTED = (
    "noun",
    "people",
    "join",
    "light",
    "of",
    "country",
    "city",
    "including",
    "of_them",
    "other",
    "stop",
    "in",
    "article",
    "toward",
)
_PARTING_MARKS = {",": 1.0, "،": 1.0, "，": 1.0, "、": 0.3, ";": 20.0, "；": 20.0, ":": 1.5, "：": 1.5, "。": 9.0}
_PAST = {State.DEPARTED, State.ARRIVED, State.AT_WORK}


def state(scene: Scene, found: Attached) -> State | None:
    """How far what was sent has come, by the nearest word that says so; a word of the future makes it planned."""
    first, last = found.amount.first, found.amount.last
    if found.to is not None and found.to.first - last >= 0:
        last = found.to.last
    nearest: tuple[float, State] | None = None
    sent_people = found.concept in {"asset.personnel", "asset.dogs", "asset.teams"}
    arrived = at_work = loading = False
    governed = not scene.pack.verb_after and _is_governed(scene, first)
    owned = not governed and (scene.pack.framed or not scene.pack.spaced) and _is_owned(scene, last)
    for mention in scene.having("state"):
        if mention is found.to:
            continue
        said = State(mention.keys["state"])
        after = mention.first >= last
        away = clauses(scene, last, mention.first) + 0.3 if after else clauses(scene, mention.last, first)
        if after and _of_itself(scene, last, mention):
            away = 0.0
        if after and is_joined(scene, mention.first):
            away += 2.0
        if scene.pack.verb_after and not after:
            away += 4.5
        if (after and governed and _has_comma(scene, last, mention.first)) or (
            not after and owned and _has_comma(scene, mention.last, first)
        ):
            away += 2.0
        if after and _is_other_subject(scene, last, mention.first):
            away += _CHANGED
        if said in _PAST and _is_future(scene, mention):
            said = State.PLANNED
        if nearest is None or away < nearest[0]:
            nearest = (away, said)
        parted = after and _is_parted(scene, last, mention)
        arrived = arrived or (said is State.ARRIVED and away < (14.0 if after else 2.0) and not parted)
        taken = _taken_up(scene, mention) or (sent_people and (not parted or _goes_on(scene, last, mention)))
        at_work = at_work or (said is State.AT_WORK and after and away < 14.0 and taken)
        loading = loading or (said is State.LOADING and after and away < 14.0 and _taken_up(scene, mention))
    if nearest is None or nearest[0] > _FARTHEST:
        return None
    # "Approved 2,000 blankets, which are just being loaded".
    if loading and nearest[1] is State.PLANNED:
        return State.LOADING
    # "The planes sent by Russia landed": what was sent has also arrived.
    further = State.AT_WORK if at_work else State.ARRIVED if arrived else State.DEPARTED
    following = scene.starts.get(found.amount.last)
    part = following is not None and following.key("of") is not None
    # "Three of the five planes promised have arrived": the five were promised.
    if sent_people and at_work and nearest[1] is State.ARRIVED:
        return State.AT_WORK
    return further if nearest[1] is State.DEPARTED or (part and arrived and nearest[1] is State.PLANNED) else nearest[1]


def acts(scene: Scene, found: Attached) -> State | None:
    """At work, where people sent do something that the pack has no word for: "3,500 responders struggle against mud"."""
    if found.concept not in {"asset.personnel", "asset.dogs"} or found.to is None or not scene.pack.spaced:
        return None
    at, apart = max(found.to.last, found.amount.last), False
    while at < len(scene.sentence):
        token, mention = scene.sentence[at], scene.starts.get(at)
        amount = next((other for other in scene.amounts if other.first == at), None)
        if amount is not None:
            at, apart = max(amount.last, at + 1), False
        elif mention is not None:
            if mention.key(*_LISTED) is None:
                return None
            at, apart = mention.last, apart or mention.key("of", "stop", "in") is not None
        elif token.kind == "word" and not token.text[0].isupper() and not apart:
            return State.AT_WORK
        elif token.kind == "mark" and token.norm not in COMMAS:
            return None
        else:
            at, apart = at + 1, apart and token.norm not in COMMAS
    return None


def reached(scene: Scene) -> State | None:
    """How far what a sentence names without a number has come: "Spain's plane landed"."""
    sent = any((mention.key("noun") or "").startswith("asset.") for mention in scene.mentions)
    last = next((mention for mention in reversed(scene.mentions) if mention.key("state") is not None), None)
    if not sent or last is None:
        return None
    said = State(last.key("state") or "")
    return State.PLANNED if said in _PAST and _is_future(scene, last) else said


def _has_comma(scene: Scene, first: int, last: int) -> bool:
    return any(token.norm in COMMAS for token in scene.sentence[first:last])


def _is_governed(scene: Scene, first: int) -> bool:
    """Whether a verb before speaks of a number with no comma between: a verb behind a comma is then more likely another's."""
    return any(mention.last <= first and not _has_comma(scene, mention.last, first) for mention in scene.having("state"))


def _is_owned(scene: Scene, last: int) -> bool:
    """Whether a verb follows a number with no comma between."""
    return any(mention.first >= last and not _has_comma(scene, last, mention.first) for mention in scene.having("state"))


def _of_itself(scene: Scene, last: int, mention: Mention) -> bool:
    """Whether a verb stands in the clause that follows a noun at once: "the 30 soldiers who are already searching"."""
    sub = scene.starts.get(last)
    return sub is not None and sub.key("sub") is not None and mention.first - sub.last <= 2


def _is_parted(scene: Scene, last: int, mention: Mention) -> bool:
    """Whether a verb further on speaks of something else: other numbers or a "while" stand between."""
    if _is_other_subject(scene, last, mention.first):
        return True
    between = [other for other in scene.mentions if last <= other.first < mention.first]
    if any(other.key("contrast") is not None for other in between):
        return True
    if _has_its_own(scene, mention):
        return True
    if is_joined(scene, mention.first) and any(token.norm in COMMAS for token in scene.sentence[last : mention.first]):
        return True
    others = any(last <= other.first < mention.first for other in scene.amounts)
    return others and _has_comma(scene, last, mention.first) and not _taken_up(scene, mention)


def _goes_on(scene: Scene, last: int, mention: Mention) -> bool:
    """Whether a verb behind a comma has no subject of its own, where none need be named: "派出56名队员和4只犬，已展开搜救"."""
    if scene.pack.spaced or scene.pack.verb_after:
        return False
    commas = [at for at in range(last, mention.first) if scene.sentence[at].norm in COMMAS and scene.sentence[at].norm != "、"]
    if len(commas) != 1:
        return False
    inside = range(commas[0], mention.first)
    if any(amount.first in inside for amount in scene.amounts):
        return False
    return not any(other.first in inside and other.key("noun", "people", "country", "sub", "contrast") for other in scene.mentions)


def _has_its_own(scene: Scene, mention: Mention) -> bool:
    """Whether a verb behind an "and" has an object that is counted: "sent 80 doctors and delivered 12 tons"."""
    at = mention.first
    while (before := scene.ends.get(at)) is not None and before.key("light") is not None and before.key("join") is None:
        at = before.first
    before = scene.ends.get(at)
    if scene.pack.verb_after or before is None or before.key("join") is None:
        return False
    return any(
        amount.first - mention.last >= 0 and scene.cost(mention.last, amount.first) <= _OBJECT_AWAY
        for amount in scene.amounts
        if not _is_span(scene, amount.last)
    )


def _is_span(scene: Scene, at: int) -> bool:
    unit = scene.starts.get(at)
    return unit is not None and unit.key("unit") not in {None, "t", "kg"}


def _is_other_subject(scene: Scene, first: int, last: int) -> bool:
    """Whether a new clause has a country of its own that does what its verb says: "four doctors, Greece has taken in 13"."""
    for mention in scene.mentions:
        if first < mention.first < last and mention.key("country", "sender", "city") is not None:
            at = mention.first
            before = scene.ends.get(at)
            while before is not None and before.key("light", "article", "contrast", "sub") is not None and before.first >= first:
                at, before = before.first, scene.ends.get(before.first)
            opens = before is not None and before.key("join") is not None
            apart = at > first and scene.sentence[at - 1].norm in COMMAS
            turned = any(first <= other.first < mention.first for other in scene.having("contrast"))
            if ((apart or opens or turned) and acts_as_giver(scene, mention)) or opens_next(scene, mention):
                return True
    return False


def _taken_up(scene: Scene, mention: Mention) -> bool:
    """Whether a verb speaks of all that was listed before it: "75 rescuers and six dogs, which arrived"."""
    apposed = (
        mention.first > 0
        and not is_joined(scene, mention.first)
        and scene.sentence[mention.first - 1].norm in COMMAS
        and mention.key("state") == State.ARRIVED
    )
    return apposed or any(0 <= mention.first - other.last <= 2 for other in scene.having("sub"))


def clauses(scene: Scene, first: int, last: int) -> float:
    """How far a verb stands from what it may speak of; what is only listed between them does not part them."""
    total, at = 0.0, first
    while at < last:
        mention = scene.starts.get(at)
        if mention is not None and mention.key("contrast") is not None:
            total, at = total + _CONTRAST, mention.last
        elif mention is not None and mention.last <= last:
            total += min((_PARTING[kind] for kind in mention.keys if kind in _PARTING), default=0.4)
            at = mention.last
        else:
            total += _PARTING_MARKS.get(scene.sentence[at].norm, 0.3)
            at += 1
    return total


def _is_future(scene: Scene, mention: Mention) -> bool:
    beside = scene.sentence[max(0, mention.first - 2) : mention.first + 1]
    if any(token.norm in scene.pack.perfect for token in beside):
        return False
    if any(
        other.key("day") in _COMING and not _has_comma(scene, min(other.last, mention.last), max(other.first, mention.first))
        for other in scene.having("day")
    ):
        return True
    around = [*scene.having("future"), *(other for other in scene.having("state") if other.keys["state"] == State.PLANNED)]
    if scene.pack.verb_after:
        return any(0 <= other.first - mention.last <= 2 or 0 <= mention.first - other.last <= 1 for other in around)
    reach, limit = (16, 40.0) if scene.pack.framed else (4, 5.5)
    return any(
        0 <= mention.first - other.last <= reach
        and scene.cost(other.last, mention.first) < limit
        and not any(token.norm in COMMAS for token in scene.sentence[other.last : mention.first])
        for other in around
    )
