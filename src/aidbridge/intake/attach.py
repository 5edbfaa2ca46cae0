"""Which number belongs to which concept: the cheapest way from an amount to a noun, a verb or a unit of its sentence."""

from dataclasses import dataclass

from .amounts import Amount
from .lexicon import Mention
from .pack import Pack, concepts
from .tokens import Token

_WINDOW = 100
"""Tokens farther apart than this have nothing to do with each other; it keeps long sentences from costing much."""
_STEPS = 14
_QUOTES = frozenset("-/«\"“'")
FARTHEST = 9.0
"""Costs above this are no attachment."""
_MARKS = {
    ",": 2.5, "،": 2.5, "，": 2.5, "、": 2.0, ";": 8.0, "；": 8.0, ":": 1.0, "：": 1.0, "(": 2.5, ")": 2.5, "—": 3.0, "–": 3.0,
    "-": 0.3, "/": 0.3, "。": 9.0,
}  # fmt: skip
_COMMAS = frozenset(",،，、;；")
_BEFALLS = {
    "situation.patients": {"situation.deaths", "situation.recovered", "situation.missing", "situation.displaced"},
    "asset.personnel": {"situation.deaths", "situation.injured", "situation.infections", "situation.missing"},
    "situation.displaced": {"situation.deaths", "situation.missing"},
}
_KINDS = {"stop": 2.0, "join": 2.5, "sub": 3.5, "doing": 2.5, "said": 4.0, "light": 0.1, "other": 0.1, "counter": 0.0, "link": 0.4,
          "noun": 4.0, "verb": 3.0, "people": 2.0, "state": 1.5, "exactness": 0.2, "scope": 0.5, "country": 0.8, "city": 0.8,
          "weekday": 0.6, "day": 0.6, "month": 0.6, "of": 0.8, "article": 0.3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """An amount with the concept it counts; `to` is the phrase that says so, None where it was inherited."""

    amount: Amount
    concept: str
    kind: str
    to: Mention | None
    unit: str = ""
    inherited: bool = False
    part: bool = False
    """It is a part of the amount before it: "including 17 children"."""


class Scene:
    """A sentence with what was found in it."""

    def __init__(
        self, sentence: list[Token], mentions: list[Mention], amounts: list[Amount], dated: set[int], names: set[int], pack: Pack
    ) -> None:
        self.sentence, self.mentions, self.amounts, self.pack = sentence, mentions, amounts, pack
        self.starts = {mention.first: mention for mention in mentions}
        self.ends = {mention.last: mention for mention in mentions}
        self.dated, self.names = dated, names
        self._inside = {at: amount for amount in amounts for at in range(amount.first, amount.last)}

    def cost(self, first: int, last: int) -> float:
        """How far apart what lies between two tokens keeps them."""
        if last - first > _WINDOW:
            return 99.0
        total, at = 0.0, first
        while at < last:
            amount = self._inside.get(at)
            if amount is not None:
                total, at = total + (5.0 if not amount.article else 0.3), max(amount.last, at + 1)
                continue
            if at in self.dated or at in self.names:
                total, at = total + 0.3, at + 1
                continue
            mention = self.starts.get(at)
            if mention is not None and mention.last <= last:
                total += min((_KINDS[kind] for kind in mention.keys if kind in _KINDS), default=1.0)
                at = mention.last
                continue
            token = self.sentence[at]
            total += _MARKS.get(token.norm, 0.2) if token.kind == "mark" else 0.8 if self.pack.spaced else 0.4
            at += 1
        return total


def attach(scene: Scene, before: Attached | None) -> list[Attached]:
    """Amounts with their concepts; `before` is the last one of the sentence before, from which a bare number may inherit."""
    result: list[Attached] = []
    for index, amount in enumerate(scene.amounts):
        found = _counted(scene, index)
        if found is None:
            found = _inherited(scene, amount, result[-1] if result else before) or _more_people(scene, amount, result)
        if found is not None:
            result.append(found)
    return result


def _more_people(scene: Scene, amount: Amount, found: list[Attached]) -> Attached | None:
    """People named beside teams and specialists are sent with them: "eight brigades plus about 100 other people"."""
    people = None if amount.article else _people_after(scene, amount)
    if people is None or not any(before.concept in {"asset.teams", "asset.personnel", "asset.aircraft"} for before in found):
        return None
    return _attached(scene, amount, people, "asset.personnel")


def _counted(scene: Scene, index: int) -> Attached | None:
    amount = scene.amounts[index]
    right = _noun_first(scene, amount) or _right_noun(scene, amount) or _of_the_next(scene, index)
    if right is not None:
        return _befallen(scene, right) or right
    if amount.value.exactness == "ordinal":
        return _ordinal_noun(scene, amount)
    if amount.article:
        return _one_of_people(scene, index)
    if _is_measure(scene, amount):
        return None
    people = _people_after(scene, amount)
    candidates: list[tuple[float, Mention, str]] = []
    start = people.last if people is not None else amount.last
    candidates += _verbs(scene, index, start)
    if people is None or not candidates or min(candidates, key=_cheapest)[0] > 4.0:
        candidates += _left_nouns(scene, amount, people is not None)
    if candidates:
        cost, mention, concept = min(candidates, key=_cheapest)
        if cost <= FARTHEST:
            return _attached(scene, amount, mention, concept)
    if people is not None and _at_work_near(scene, amount, people):
        return _attached(scene, amount, people, "asset.personnel")
    return None


def _noun_first(scene: Scene, amount: Amount) -> Attached | None:
    """The noun right before its number and counter, as in Korean and Japanese, unless the counter is in the genitive."""
    if not scene.pack.genitive or amount.value.exactness == "ordinal":
        return None
    at = amount.first
    while (light := scene.ends.get(at)) is not None and light.key("noun") is None and light.key("light") is not None:
        at = light.first
    before, counter = scene.ends.get(at), scene.starts.get(amount.last)
    concept = before.key("noun") if before is not None else None
    if before is None or not concept or "measure" in concepts()[concept.partition(":")[0]]:
        return None
    if concept.startswith("asset.") and scene.sentence[amount.first - 1].norm.endswith(scene.pack.topics):
        return None
    if counter is not None:
        last = scene.sentence[counter.last - 1].norm
        after = scene.sentence[counter.last].norm if counter.last < len(scene.sentence) else ""
        if last.endswith(scene.pack.genitive) or after == scene.pack.genitive or counter.key("unit") is not None:
            return None
        if concept == "asset.teams" and counter.key("people") is not None:
            return _attached(scene, amount, before, "asset.personnel")
    return _attached(scene, amount, before, concept)


def _of_the_next(scene: Scene, index: int) -> Attached | None:
    """Seven of the ten flights: the noun of the number after it."""
    amount, following = scene.amounts[index], scene.amounts[index + 1 : index + 2]
    mention = scene.starts.get(amount.last)
    if mention is None or mention.key("of") is None or not following or following[0].first - mention.last > 1:
        return None
    right = _right_noun(scene, following[0])
    return _attached(scene, amount, right.to, right.to.key("noun") or "") if right is not None and right.to is not None else None


def _befallen(scene: Scene, found: Attached) -> Attached | None:
    """People of whom a verb says more than the noun: "12 patients died"."""
    mention = found.to
    if mention is None or found.concept not in _BEFALLS:
        return None
    for verb in scene.mentions:
        concept = verb.key("verb")
        reach = 5.0 if found.concept == "situation.patients" else 2.2
        near = mention.last <= verb.first and scene.cost(mention.last, verb.first) <= reach
        near = near or (verb.last <= found.amount.first and scene.cost(verb.last, found.amount.first) <= 0.5)
        if (
            concept in _BEFALLS[found.concept]
            and near
            and not any(amount.first in range(mention.last, verb.first) for amount in scene.amounts)
        ):
            return _attached(scene, found.amount, verb, concept)
    return None


def _ordinal_noun(scene: Scene, amount: Amount) -> Attached | None:
    """The noun right before its ordinal: "pesawat kedua"."""
    before = scene.ends.get(amount.first)
    concept = before.key("noun") if before is not None else None
    return _attached(scene, amount, before, concept) if before is not None and concept else None


def _one_of_people(scene: Scene, index: int) -> Attached | None:
    """A person of whom a verb tells: "a child died"."""
    amount = scene.amounts[index]
    people = _people_after(scene, amount)
    verbs = _verbs(scene, index, people.last) if people is not None else []
    after = [found for found in verbs if people is not None and found[1].first >= people.last]
    if not after or min(after, key=_cheapest)[0] > 2.0:
        return None
    return _attached(scene, amount, *min(after, key=_cheapest)[1:])


def _at_work_near(scene: Scene, amount: Amount, people: Mention) -> bool:
    for mention in scene.mentions:
        if mention.key("state") is not None:
            first, last = (people.last, mention.first) if mention.first >= people.last else (mention.last, amount.first)
            if scene.cost(first, last) <= 2.0:
                return True
    return False


def _cheapest(found: tuple[float, Mention, str]) -> tuple[float, int]:
    return found[0], found[1].first


def _attached(scene: Scene, amount: Amount, mention: Mention, concept: str) -> Attached:
    name, _, kind = concept.partition(":")
    part = any(0 <= amount.first - found.last <= 1 and found.key("including") is not None for found in scene.mentions)
    return Attached(amount, name, kind, mention, concepts()[name]["unit"], part=part)


def _right_noun(scene: Scene, amount: Amount) -> Attached | None:
    """The noun that follows: "nine military aircraft", "100 млн масок", "8个专家组"."""
    found = _noun_after(scene, amount)
    if found is None:
        return None
    concept = found.key("noun") or ""
    if amount.article and "article" not in concepts()[concept.partition(":")[0]] and found.key("verb") is None:
        return None
    return _attached(scene, amount, found, concept)


def _noun_after(scene: Scene, amount: Amount) -> Mention | None:
    at, cost = amount.last, 0.0
    limit = 1.6 if amount.article else 4.2
    others = {at for other in scene.amounts if other is not amount and not other.article for at in range(other.first, other.last)}
    for _ in range(_STEPS):
        if at >= len(scene.sentence) or cost > limit or at in scene.dated or at in others:
            return None
        mention = scene.starts.get(at)
        if at in scene.names:
            at += 1
        elif mention is None:
            cost, at = cost + _unknown(scene, scene.sentence[at]), at + 1
        elif _is_counted(mention):
            if not _is_modifier(scene, mention) and not _is_counter(scene, mention):
                return mention
            at = mention.last
        elif _ends_search(scene, mention, at == amount.last):
            return None
        else:
            step = min((_KINDS[kind] for kind in mention.keys if kind in _KINDS), default=0.8)
            cost, at = cost + (2.6 if "stop" in mention.keys else step), mention.last
    return None


def _is_counter(scene: Scene, mention: Mention) -> bool:
    """Whether a noun is only the word by which the next one is counted: "25 unit ventilator"."""
    after = scene.starts.get(mention.last)
    return mention.key("counter") is not None and after is not None and _is_counted(after)


def _is_counted(mention: Mention) -> bool:
    noun = mention.key("noun")
    return noun is not None and "measure" not in concepts()[noun.partition(":")[0]]


def _ends_search(scene: Scene, mention: Mention, at_once: bool) -> bool:
    """Whether a phrase ends what a number can count: a verb, people, a unit, or an "and" right after the number."""
    if mention.key("verb", "doing", "sub", "said", "including") is not None:
        return True
    if mention.key("people") is not None and mention.key("counter") is None:
        return True
    if mention.key("unit") is not None and (scene.pack.spaced or at_once):
        return True
    return at_once and mention.key("join") is not None


def _unknown(scene: Scene, token: Token) -> float:
    if token.kind == "mark":
        return 0.2 if token.norm in _QUOTES else 5.0
    return 0.2 if token.kind == "code" else 0.7 if scene.pack.spaced else 0.4


def _is_modifier(scene: Scene, mention: Mention) -> bool:
    """Whether a noun only narrows the one after it: "10 patient beds"."""
    if not scene.pack.head_last:
        return False
    if scene.pack.plural and scene.sentence[mention.last - 1].norm.endswith(scene.pack.plural):
        return False
    at = mention.last
    for _ in range(5):
        following = scene.starts.get(at)
        if following is not None:
            return following.key("noun") is not None
        if at >= len(scene.sentence) or (scene.sentence[at].kind == "mark" and scene.sentence[at].norm not in "/-"):
            return False
        at += 1
    return False


def _is_measure(scene: Scene, amount: Amount) -> bool:
    at = amount.last
    while at < len(scene.sentence) and scene.sentence[at].norm in {"-", "‑"}:
        at += 1
    mention = scene.starts.get(at)
    before = scene.ends.get(amount.first)
    mark = scene.sentence[amount.first - 1].norm if amount.first else ""
    after = scene.sentence[at].norm if at < len(scene.sentence) else ""
    return (
        (mention is not None and mention.key("unit") is not None)
        or (before is not None and before.key("unit") in {"money", "number"})
        or mark in {"$", "€", "£", "¥", "#", "№"} or after in {"%", "％", "°", "$", "€", "£"}
    )  # fmt: skip


def _people_after(scene: Scene, amount: Amount) -> Mention | None:
    at, unknown = amount.last, 0
    while at < len(scene.sentence) and unknown < 3:
        mention = scene.starts.get(at)
        if mention is not None:
            if mention.key("people") is not None:
                return mention
            if mention.key("light", "other", "country", "of", "counter", "city", "scope") is None:
                return None
            at = mention.last
            continue
        if scene.sentence[at].kind == "mark" or at in scene.dated or scene.sentence[at].kind == "num":
            return None
        unknown, at = unknown + 1, at + 1
    return None


def _verbs(scene: Scene, index: int, start: int) -> list[tuple[float, Mention, str]]:
    """Verbs and adjectives that say what became of people: "killed", "injured", "погибли"."""
    amount = scene.amounts[index]
    start = _after_aside(scene, start)
    found: list[tuple[float, Mention, str]] = []
    for mention in scene.mentions:
        concept = mention.key("verb")
        if concept is None:
            continue
        if mention.first >= start:
            joiner = scene.pack.joiner
            joined = bool(joiner) and scene.sentence[mention.first].text.startswith(joiner)
            comma = 1.5 if joined or any(token.norm in _COMMAS for token in scene.sentence[start : mention.first]) else 0.0
            found.append((0.5 + comma + scene.cost(start, mention.first), mention, concept))
        elif mention.last <= amount.first:
            away = 1.5 if scene.pack.verb_after else 0.0
            found.append((0.6 + away + scene.cost(mention.last, amount.first), mention, concept))
    return found


def _after_aside(scene: Scene, start: int) -> int:
    """Where the sentence goes on after an aside: "25 people, including 8 children, died"."""
    aside = scene.starts.get(start + 1)
    if (
        start < len(scene.sentence)
        and scene.sentence[start].norm == ","
        and aside is not None
        and aside.key("including") is not None
    ):
        closing = (at for at in range(aside.last, min(len(scene.sentence), aside.last + 8)) if scene.sentence[at].norm == ",")
        return next(closing, start - 1) + 1
    return start


def _left_nouns(scene: Scene, amount: Amount, has_people: bool) -> list[tuple[float, Mention, str]]:
    """A noun before its number: "the death toll rose to 5,476", "死亡病例4825例"."""
    link = scene.ends.get(amount.first)
    linked = (link is not None and link.key("link") is not None) or (
        amount.first > 0 and scene.sentence[amount.first - 1].norm in ":："
    )
    found: list[tuple[float, Mention, str]] = []
    for mention in scene.mentions:
        concept = mention.key("noun")
        if concept is None or mention.last > amount.first:
            continue
        if "measure" in concepts()[concept.partition(":")[0]]:
            continue
        between = scene.cost(mention.last, amount.first)
        asset = concepts()[concept.partition(":")[0]]["group"] == "asset"
        if asset and has_people:
            continue
        unlinked = 0.5 if not scene.pack.spaced or mention.last == amount.first else 3.5
        if asset and not scene.pack.verb_after:
            unlinked += 3.5
        cost = 0.6 + (min(between, 0.5 + 0.35 * between) if linked else between + unlinked) + (3.0 if has_people else 0.0)
        if not linked and _unknown_noun_after(scene, amount):
            cost += 4.0
        found.append((cost, mention, concept))
    return found


def _unknown_noun_after(scene: Scene, amount: Amount) -> bool:
    """Whether a word that is not in the pack follows: the number counts something else."""
    at = amount.last
    return (
        at < len(scene.sentence)
        and at not in scene.starts
        and scene.sentence[at].kind in {"word", "code"}
        and at not in scene.dated
    )


def _inherited(scene: Scene, amount: Amount, before: Attached | None) -> Attached | None:
    """A bare number takes the noun of the one before: "nine aircraft ... the other 4 leave on Monday"."""
    if before is None or amount.article or amount.value.exactness == "ordinal" or _is_measure(scene, amount):
        return None
    preceding = scene.ends.get(amount.first)
    if preceding is not None and preceding.key("including") is not None and before.concept.startswith("situation."):
        return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True, part=True)
    if before.unit in {"t", "km", "h"} or _unknown_noun_after(scene, amount) or _people_after(scene, amount) is not None:
        return None
    following = scene.starts.get(amount.last)
    bare = following is not None and following.key("state", "of", "doing", "verb", "light", "of_them", "link") is not None
    other = preceding is not None and preceding.key("other", "exactness", "of_them") is not None
    total = any(
        mention.key("scope") == "total" and (abs(mention.first - amount.last) < 4 or abs(amount.first - mention.last) < 3)
        for mention in scene.mentions
    )
    if not (bare or other or total) or (amount.number < 10 and not (bare or other)):
        return None
    return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True)
