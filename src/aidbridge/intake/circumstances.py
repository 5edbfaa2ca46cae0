"""What stands around a claim: its state, scope, date, place and speaker."""

from dataclasses import dataclass
from datetime import date

from .attach import Attached, Scene
from .claims import Scope, State
from .dates import Dated
from .lexicon import Mention

_PAST = {State.DEPARTED, State.ARRIVED, State.AT_WORK}


@dataclass(slots=True)
class Story:
    """What a report speaks of, as far as it has been read."""

    recipient: str = ""
    donor: str = ""
    struck: str = ""
    """The country the last figure of a situation belonged to."""


def state(scene: Scene, found: Attached) -> State | None:
    """How far what was sent has come, by the nearest word that says so; a word of the future makes it planned."""
    amount = found.amount
    nearest: tuple[float, State] | None = None
    arrived = False
    for mention in scene.mentions:
        key = mention.key("state")
        if key is None:
            continue
        said = State(key)
        if mention.first >= amount.last:
            away = scene.cost(amount.last, mention.first)
        else:
            away = scene.cost(mention.last, amount.first) + (0.3 if scene.pack.verb_after else 0.2)
            if scene.pack.verb_after:
                away += 3.0
        if said in _PAST and _is_future(scene, mention):
            said = State.PLANNED
        if nearest is None or away < nearest[0]:
            nearest = (away, said)
        parted = any(amount.last <= other.first < mention.first for other in scene.amounts)
        arrived = arrived or (said is State.ARRIVED and mention.first >= amount.last and away < 12.0 and not parted)
    if nearest is None:
        return None
    # "The planes sent by Russia landed": what was sent has also arrived.
    return State.ARRIVED if nearest[1] is State.DEPARTED and arrived else nearest[1]


def _is_future(scene: Scene, mention: Mention) -> bool:
    around = [other for other in scene.mentions if other.key("future") is not None or other.key("state") == State.PLANNED]
    if scene.pack.verb_after:
        return any(0 <= other.first - mention.last <= 2 or 0 <= mention.first - other.last <= 1 for other in around)
    return any(0 <= mention.first - other.last <= 4 and scene.cost(other.last, mention.first) < 5.5 for other in around)


def scope(scene: Scene, found: Attached) -> Scope | None:
    """Daily, active, or else total, by the nearest word that says so. Things sent have none."""
    if not found.concept.startswith("situation."):
        return None
    amount = found.amount
    best: tuple[float, Scope] | None = None
    for mention in scene.mentions:
        key = mention.key("scope")
        if key is None:
            continue
        first, last = (mention.last, amount.first) if mention.last <= amount.first else (amount.last, mention.first)
        away = scene.cost(first, last)
        commas = sum(token.norm in {",", "،", "，", ";"} for token in scene.sentence[first:last])
        if mention.first >= amount.last and commas:
            away += 4.0
        elif scene.pack.spaced:
            away += 2.0 * commas
        own = any(
            found.to is not None and other is not amount and _between(mention, amount.first, other.first) for other in scene.amounts
        )
        away += 1.0 if own else 0.0
        if away <= (7.5 if scene.pack.spaced else 12.0) and (best is None or away < best[0]):
            best = (away, Scope(key))
    if (best is None or best[0] > 3.0) and _recorded_on_a_day(scene, found):
        return Scope.DAILY
    return best[1] if best else Scope.TOTAL


def _recorded_on_a_day(scene: Scene, found: Attached) -> bool:
    """A figure of one day: Nepal registered 41 deaths on Sunday."""
    first, last = found.amount.first, found.amount.last
    while first > 0 and scene.sentence[first - 1].norm not in {",", ";"}:
        first -= 1
    while last < len(scene.sentence) and scene.sentence[last].norm not in {",", ";"}:
        last += 1
    inside = [mention for mention in scene.mentions if first <= mention.first < last]
    recorded = any(mention.key("recorded") is not None for mention in inside)
    counted = found.concept in {"situation.deaths", "situation.infections", "situation.recovered"}
    return counted and recorded and any(first <= at < last for at in scene.dated)


def _between(mention: Mention, one: int, other: int) -> bool:
    return min(one, other) < mention.first < max(one, other)


def day(scene: Scene, found: Attached, dated: list[Dated], published: date | None) -> date | None:
    """The nearest date of the sentence; else the day before publication is not guessed and the report's own day stands."""
    best: tuple[float, date] | None = None
    for candidate in dated:
        if candidate.day is None:
            continue
        first, last = sorted((candidate.first, found.amount.first))
        away = scene.cost(first, last)
        if best is None or away < best[0]:
            best = (away, candidate.day)
    return best[1] if best else published


def place(scene: Scene, found: Attached, story: Story) -> str:
    """The country that a figure of a situation belongs to."""
    best: tuple[float, str] | None = None
    for mention in scene.mentions:
        code = country(mention, story)
        if not code or (mention.key("country", "city") is None and _named_before(scene, mention)):
            continue
        if mention.last <= found.amount.first:
            away = 0.5 * scene.cost(mention.last, found.amount.first)
        elif mention.first >= found.amount.last:
            away = 0.5 * scene.cost(found.amount.last, mention.first) + 0.7
        else:
            away = 0.0
        if of_office(scene, mention):
            away += 6.0
        before = scene.ends.get(mention.first)
        if before is not None and before.key("toward") is not None:
            away -= 0.5
        if before is not None and before.key("away_from") is not None:
            away += 3.0
        if _is_subject(scene, mention):
            apart = mention.last < len(scene.sentence) and scene.sentence[mention.last].norm == ","
            away -= 9.0 if apart else 3.0
        if best is None or away < best[0]:
            best = (away, code)
    if best is not None and best[0] < 9.0:
        return best[1]
    return story.struck or story.recipient


def _named_before(scene: Scene, mention: Mention) -> bool:
    """Whether "the country" only takes up one that the sentence has named."""
    return any(other.last <= mention.first and other.key("country") is not None for other in scene.mentions)


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
        return story.struck or story.recipient
    return ""


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
        if before is None:
            return None
        airfield = before.key("airfield") is not None
        of_airfield = (
            before.key("of") is not None
            and (further := scene.ends.get(before.first)) is not None
            and further.key("airfield") is not None
        )
        if not airfield and not of_airfield and before.key("article", "light") is None:
            return before
        at = before.first
    return None


def speaker(scene: Scene) -> str:
    """Who says the sentence: the office named nearest the word of saying, in the report's words."""
    said = [mention for mention in scene.mentions if mention.key("said") is not None]
    offices = [mention for mention in scene.mentions if mention.key("office") is not None]
    if not said or not offices:
        return ""
    office = min(offices, key=lambda mention: min(abs(mention.first - word.first) for word in said))
    first, last = office.first, office.last
    while first > 0 and (before := scene.ends.get(first)) is not None and before.key("country", "city", "office") is not None:
        first = before.first
    while (after := scene.starts.get(last)) is not None and after.key("country", "city", "office", "of") is not None:
        last = after.last
    return " ".join(token.text for token in scene.sentence[first:last])
