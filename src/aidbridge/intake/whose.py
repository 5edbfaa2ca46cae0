"""Whose a figure is: the country where people and buildings were struck."""

from dataclasses import dataclass

from .amounts import Amount
from .claims import State
from .lexicon import Mention
from .scene import Attached, Scene
from .standing import acts_as_giver, after_clause, governing, is_dateline, of_office, relations

_CLAUSE_MARKS = frozenset(",;，；")
_SEMICOLONS = frozenset(";；")
_FARTHEST_PLACE, _ONLY_PLACE = 10.0, 20.0
"""How far from its figure a place may be named in a sentence, and how far the only one that it names."""

_FRAMED = 6.0
"""How far at most a figure is from the place that its sentence opens with."""
_HEADED = 8
"""Words within which a colon ends a headline: "Earthquake in Nepal: 5,057 people are confirmed dead"."""


@dataclass(slots=True)
class Story:
    """What a report speaks of, as far as it has been read."""

    recipient: str = ""
    donor: str = ""
    struck: str = ""
    """The country the last figure of a situation belonged to."""
    fresh: bool = False
    """Whether that was in the sentence before."""
    sent: State | None = None
    """How far what the sentence before spoke of has come."""
    untold: str = ""
    """The country that gives what no sentence says whose it is."""
    giver: str = ""
    """The country that gives what the sentence before spoke of."""


def place(scene: Scene, found: Attached, story: Story) -> str:
    """The country that a figure of a situation belongs to."""
    best: tuple[float, str] | None = None
    named: dict[str, bool] = {}
    elsewhere = len({mention.key("country", "city") for mention in scene.mentions} - {None}) > 1
    for mention in scene.mentions:
        code = country(mention, story)
        if not code or (mention.key("country", "city") is None and _named_before(scene, mention)):
            continue
        if code != story.recipient and (
            is_nationality(scene, mention, people=bool(story.recipient) or elsewhere)
            or (acts_as_giver(scene, mention) and not _is_inside(scene, found, mention))
            or (story.recipient and is_dateline(scene, mention))
        ):
            continue
        if code != story.recipient and _is_sender(scene, mention):
            continue
        apart = parted(scene, found.amount, mention)
        named[code] = named.get(code, True) and apart
        if apart:
            continue
        away = _away(scene, found, mention)
        # Of "four young Swedes" among the dead: their country, but not where they died, unless no other is named.
        away += 8.0 if not story.recipient and is_nationality(scene, mention, people=True) else 0.0
        if best is None or away < best[0]:
            best = (away, story.recipient if story.recipient in _joined(scene, mention) else code)
    if best is not None and best[0] < (_FARTHEST_PLACE if len(named) > 1 else _ONLY_PLACE):
        return best[1]
    # "Greece is in mourning; 187 people are in hospital": the clause before says where.
    if best is None and len(named) == 1:
        return next(iter(named))
    return story.struck or story.recipient


def _is_sender(scene: Scene, mention: Mention) -> bool:
    """Whether a country is only where those sent are from: "120 paramedics from Jordan"."""
    before = governing(scene, mention)
    if before is None or before.key("away_from") is None:
        return False
    sent = scene.ends.get(before.first)
    return sent is not None and (sent.key("noun") or "").startswith("asset.")


def _is_inside(scene: Scene, found: Attached, mention: Mention) -> bool:
    """Whether a figure stands in a clause set off behind a country: 72 in "India, where 72 people died, sent ten battalions"."""
    return mention.last <= found.amount.first < after_clause(scene, mention.last)


def _away(scene: Scene, found: Attached, mention: Mention) -> float:
    """How far a place is from being the one a figure is told of."""
    if _is_beside(scene, found, mention):
        away = -2.0
    elif mention.last <= found.amount.first:
        away = 0.5 * scene.cost(mention.last, found.amount.first)
        away = min(away, _FRAMED) if _frames(scene, mention) else away
    elif mention.first >= found.amount.last:
        away = 0.5 * scene.cost(found.amount.last, mention.first) + 0.7 + _of_the_next(scene, found, mention)
    else:
        away = 0.0
    if of_office(scene, mention) and not any(other.first > mention.last for other in scene.having("the_country")):
        away += 6.0
    before = scene.ends.get(mention.first)
    if before is not None and before.key("toward") is not None:
        away -= 0.5
    if before is not None and before.key("away_from") is not None:
        away += 3.0
    if _is_subject(scene, mention):
        apart = mention.last < len(scene.sentence) and scene.sentence[mention.last].norm == ","
        away -= 9.0 if apart else 3.0
    return away


def _frames(scene: Scene, mention: Mention) -> bool:
    """Whether "in" a place opens its sentence, and so is said of all that follows: "In Turkey 8,574 people died, ..."."""
    before = scene.ends.get(mention.first)
    opens = before is not None and before.first == 0 and before.key("in") is not None
    return opens or (mention.last < min(_HEADED, len(scene.sentence)) and scene.sentence[mention.last].norm == ":")


def _of_the_next(scene: Scene, found: Attached, mention: Mention) -> float:
    """What parts a figure from a place that opens the next clause: "43 people died, and in Belgium 27 are dead"."""
    between = [other for other in scene.mentions if found.amount.last <= other.first < mention.first]
    if any(other.key("contrast") is not None for other in between):
        return 5.0
    first = governing(scene, mention)
    at = first.first if first is not None and relations(scene, mention) else mention.first
    before = scene.ends.get(at)
    opens = (before is not None and before.key("join") is not None) or (at > 0 and scene.sentence[at - 1].norm in _CLAUSE_MARKS)
    end = next(
        (n for n in range(mention.last, len(scene.sentence)) if scene.sentence[n].norm in _CLAUSE_MARKS), len(scene.sentence)
    )
    counts = any(mention.last <= other.first < end and not other.article for other in scene.amounts)
    return 6.0 if opens and counts else 0.0


def parted(scene: Scene, amount: Amount, mention: Mention) -> bool:
    """Whether a semicolon parts a phrase from a number."""
    first, last = min(mention.last, amount.last), max(mention.first, amount.first)
    return any(token.norm in _SEMICOLONS for token in scene.sentence[first:last])


def _is_beside(scene: Scene, found: Attached, mention: Mention) -> bool:
    """Whether a place follows a bare number at once: "and 2,662 in Syria"."""
    at = found.amount.last
    inside = scene.starts.get(at)
    if inside is not None and inside.key("in") is not None:
        at = inside.last
    bare = found.to is None or found.to.last <= found.amount.first
    return bare and at == mention.first


def _joined(scene: Scene, mention: Mention) -> set[str | None]:
    """Countries that an "and" joins to one: "in Turkey and Syria"."""
    found: set[str | None] = set()
    for step, neighbours in ((1, scene.starts), (-1, scene.ends)):
        join = neighbours.get(mention.last if step > 0 else mention.first)
        if step < 0 and join is not None and join.key("in") is not None:
            join = neighbours.get(join.first)
        if join is None or join.key("join") is None:
            continue
        other = neighbours.get(join.last if step > 0 else join.first)
        if other is not None and other.key("in") is not None:
            other = neighbours.get(other.last if step > 0 else other.first)
        found |= {other.key("country", "city")} if other is not None else set()
    return found - {None}


def is_nationality(scene: Scene, mention: Mention, *, people: bool) -> bool:
    """Whether a country only says whose rescuers, or also people, they are: "four Greek rescuers were killed"."""
    if mention.key("country") is None:
        return False
    beside = (scene.ends.get(mention.first), scene.starts.get(mention.last))
    if any(other is not None and other.key("border") is not None for other in beside):
        return True
    if relations(scene, mention):
        return False
    return any(
        other is not None and ((people and other.key("people") is not None) or (other.key("noun") or "").startswith("asset."))
        for other in beside
    )


def _named_before(scene: Scene, mention: Mention) -> bool:
    """Whether "the country" only takes up one that the sentence has named."""
    return any(other.last <= mention.first for other in scene.having("country"))


def _is_subject(scene: Scene, mention: Mention) -> bool:
    """Whether a country opens its sentence or clause, as the one that does or suffers what follows."""
    if mention.key("country") is None or of_office(scene, mention):
        return False
    at = mention.first
    before = scene.ends.get(at)
    if (before is not None and before.key("article") is not None) or (before is not None and before.key("light") is not None):
        at = before.first
    opening = at == 0 or (at == 1 and scene.sentence[0].kind == "mark")
    after = scene.starts.get(mention.last)
    return opening and (after is None or after.key("noun", "office") is None)


def country(mention: Mention, story: Story) -> str:
    """The country a phrase names, or stands for by the report's recipient and donor."""
    code = mention.key("country", "city")
    if code is not None:
        return code
    if mention.key("the_country") is not None:
        return (story.struck if story.fresh else story.recipient) or story.struck
    return ""
