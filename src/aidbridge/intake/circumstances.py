"""What stands around a claim: its scope, date and speaker."""

from datetime import date, timedelta

from .amounts import Amount
from .claims import Scope
from .dates import Dated
from .lexicon import Mention
from .scene import Attached, Scene
from .states import clauses
from .whose import parted

_COUNTED_DAILY = frozenset({"situation.deaths", "situation.infections", "situation.recovered"})
_ENDED = frozenset({"situation.deaths", "situation.recovered", "situation.buildings"})
_OPENED = _COUNTED_DAILY | {"situation.injured", "situation.displaced", "situation.rescued", "situation.tests"}
_SEMICOLONS = frozenset(";；")
_CLAUSE_MARKS = frozenset(",;，；")
_DASHES = frozenset("-–—")
_DATELINE = 14
"""Tokens within which the dash stands that ends place and day of writing."""
_OPENING_AWAY = 6.0
"""How near the first words of a sentence stand to all of its figures."""


def denied(scene: Scene, found: Attached) -> bool:
    """Whether the sentence denies a figure: "denied that 40 people had died"."""
    for mention in scene.having("denied"):
        if mention.last <= found.amount.first and clauses(scene, mention.last, found.amount.first) < 6.0:
            return True
        if scene.pack.verb_after and mention.first >= found.amount.last and clauses(scene, found.amount.last, mention.first) < 6.0:
            return True
    return False


def scope(scene: Scene, found: Attached) -> Scope | None:
    """Daily, active, or else total, by the nearest word that says so. Things sent have none."""
    if not found.concept.startswith("situation."):
        return None
    amount = found.amount
    end = max(amount.last, found.to.last) if found.to is not None else amount.last
    best: tuple[float, Scope] | None = None
    for mention in scene.having("scope"):
        key = mention.keys["scope"]
        if key == Scope.ACTIVE and found.concept in _ENDED:
            continue
        if mention.key("only") is not None and mention.last == amount.first:
            continue
        if mention.key("other") is not None and not _is_daily_other(scene, found, mention):
            continue
        if parted(scene, found.amount, mention):
            continue
        first, last = (mention.last, amount.first) if mention.last <= amount.first else (min(end, mention.first), mention.first)
        away = scene.cost(first, last)
        commas = sum(token.norm in {",", "،", "，", ";"} for token in scene.sentence[first:last])
        if mention.first >= amount.last and commas:
            away += 4.0 if scene.pack.spaced else 12.0
        elif scene.pack.spaced:
            away += 2.0 * commas
        own = any(
            found.to is not None and other is not amount and _between(mention, amount.first, other.first) for other in scene.amounts
        )
        away += 1.0 if own and away > 0.5 else 0.0
        if found.concept in _OPENED and _opens(scene, mention) and not _is_totalled(scene, mention, amount):
            away = min(away, _OPENING_AWAY)
        if away <= (7.5 if scene.pack.spaced else 12.0) and (best is None or away < best[0]):
            best = (away, Scope(key))
    if (best is None or best[0] > 3.0) and _recorded_on_a_day(scene, found):
        return Scope.DAILY
    return best[1] if best else Scope.TOTAL


def _is_totalled(scene: Scene, opening: Mention, amount: Amount) -> bool:
    """Whether a total has been spoken of since a sentence began with a day."""
    return any(
        opening.last <= mention.first < amount.first and mention.key("scope") == Scope.TOTAL and mention.key("exactness") is None
        for mention in scene.mentions
    )


def _opens(scene: Scene, mention: Mention) -> bool:
    """Whether "in the past 24 hours" stands at the head of its sentence, and so is said of all its figures."""
    words = mention.last - mention.first
    return mention.key("scope") == Scope.DAILY and mention.first < 2 and words >= (2 if scene.pack.spaced else 4)


def _is_daily_other(scene: Scene, found: Attached, mention: Mention) -> bool:
    """Whether "another 24" are those of one day; they are not in "30 dead and another 12 injured"."""
    after = any(other.last <= mention.first and not other.article and other is not found.amount for other in scene.amounts)
    after = after or any(other is not found.amount and 0 <= other.first - mention.last <= 1 for other in scene.amounts)
    return not after and found.concept in _COUNTED_DAILY


def _recorded_on_a_day(scene: Scene, found: Attached) -> bool:
    """A figure of one day: Nepal registered 41 deaths on Sunday."""
    first, last = found.amount.first, found.amount.last
    while first > 0 and scene.sentence[first - 1].norm not in _CLAUSE_MARKS:
        first -= 1
    while last < len(scene.sentence) and scene.sentence[last].norm not in _CLAUSE_MARKS:
        last += 1
    inside = [mention for mention in scene.mentions if first <= mention.first < last]
    recorded = any(mention.key("recorded") is not None for mention in inside)
    # "A day earlier it was 63": all so far, as of then.
    if any(mention.key("day") == "-1" and mention.last - mention.first > 1 for mention in inside):
        return False
    counted = found.concept in _COUNTED_DAILY
    return (
        counted
        and recorded
        and any(first <= at < last and not _is_until(scene, at) and not _is_dateline(scene, at) for at in scene.dated)
    )


def _is_dateline(scene: Scene, at: int) -> bool:
    """Whether a day only says when a report was written: "PALU, 5 October (AP) - "."""
    return any(token.norm in _DASHES for token in scene.sentence[at:_DATELINE])


def _is_until(scene: Scene, at: int) -> bool:
    """Whether a day is the one up to which all are counted: "1,571 until Friday noon"."""
    while at > 0 and at - 1 in scene.dated:
        at -= 1
    before = scene.ends.get(at)
    return before is not None and before.key("until") is not None


def _between(mention: Mention, one: int, other: int) -> bool:
    return min(one, other) < mention.first < max(one, other)


def day(scene: Scene, found: Attached, dated: list[Dated], published: date | None, *, planned: bool = False) -> date | None:
    """The nearest date of the sentence; else the day before publication is not guessed and the report's own day stands.

    An earlier figure has the day that stands beside it, or none. What is planned for a weekday comes on the next one.
    """
    nearest = _nearest_date(scene, found, [one for one in dated if one.day is not None])
    if nearest is None or nearest.day is None:
        return None if found.earlier else published
    coming = planned and nearest.weekday and published is not None and nearest.day < published
    return nearest.day + timedelta(days=7) if coming else nearest.day


def _nearest_date(scene: Scene, found: Attached, dated: list[Dated]) -> Dated | None:
    best: tuple[float, Dated] | None = None
    for candidate in dated:
        first, last = sorted((candidate.first, found.amount.first))
        away = scene.cost(first, last)
        apart = any(found.amount.last <= other.first < candidate.first for other in scene.amounts)
        if found.earlier and (candidate.first < found.amount.last or away > 7.0 or apart):
            continue
        if any(token.norm in {";", "；"} for token in scene.sentence[first:last]):
            continue
        if any(found.amount.last <= m.first < candidate.first for m in scene.having("earlier")):
            continue
        if best is None or away < best[0]:
            best = (away, candidate)
    return best[1] if best else None


def bygone(scene: Scene, found: Attached, dated: list[Dated], published: date | None) -> int:
    """The year long past that a figure belongs to, as in "the 2010 earthquake killed 200,000"; 0 where it is of these days."""
    nearest = _nearest_date(scene, found, dated)
    if nearest is None or published is None:
        return 0
    year = nearest.day.year if nearest.day is not None else nearest.year
    before, after = scene.ends.get(nearest.first), scene.starts.get(nearest.last)
    since = (before is not None and before.key("since") is not None) or (after is not None and after.key("since") is not None)
    if not year or since or year >= published.year or (year == published.year - 1 and published.month < 3):
        return 0
    first, last = sorted((nearest.first, found.amount.first))
    if any(first <= mention.first < last for mention in scene.having("state")):
        return 0
    return year if clauses(scene, first, last) < 5.0 else 0


def speaker(scene: Scene) -> str:
    """Who says the sentence: the office named nearest the word of saying, in the report's words."""
    said, offices = scene.having("said"), scene.having("office")
    if not said or not offices:
        return ""
    office = min(offices, key=lambda mention: min(abs(mention.first - word.first) for word in said))
    first, last = office.first, office.last
    while first > 0 and (before := scene.ends.get(first)) is not None and before.key("country", "city", "office") is not None:
        first = before.first
    while (after := scene.starts.get(last)) is not None and after.key("country", "city", "office", "of") is not None:
        last = after.last
    return " ".join(token.text for token in scene.sentence[first:last])
