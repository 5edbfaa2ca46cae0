"""What a number could count: the nouns, verbs and people of its sentence, each with its cost."""

from .amounts import Amount
from .lexicon import Mention
from .pack import concepts
from .scene import COMMAS, KINDS, WINDOW, Attached, Scene
from .tokens import Token

_STEPS = 14
_ASIDE = 10
_QUOTES = frozenset("-/«\"“'")


def attached(scene: Scene, amount: Amount, mention: Mention, concept: str) -> Attached:
    name, _, kind = concept.partition(":")
    after = scene.starts.get(amount.last)
    part = after is not None and after.key("of_them") is not None
    part = part or any(0 <= amount.first - found.last <= 1 for found in scene.having("including"))
    return Attached(amount, name, kind, mention, concepts()[name]["unit"], part=part)


def right_noun(scene: Scene, amount: Amount) -> Attached | None:
    """The noun that follows: "nine military aircraft", "100 млн масок", "8个专家组"."""
    found = noun_after(scene, amount)
    if found is None:
        return None
    concept = found.key("noun") or ""
    if amount.article and "article" not in concepts()[concept.partition(":")[0]] and found.key("verb") is None:
        return None
    return attached(scene, amount, found, concept)


def noun_after(scene: Scene, amount: Amount) -> Mention | None:
    at, cost = amount.last, 0.0
    limit = 1.6 if amount.article else 4.2
    others = {at for other in scene.amounts if other is not amount and not other.article for at in range(other.first, other.last)}
    for _ in range(_STEPS):
        if at >= len(scene.sentence) or cost > limit or at in scene.dated or at in others:
            return None
        mention = scene.starts.get(at)
        if not scene.pack.spaced and (scene.sentence[at].norm in COMMAS or scene.sentence[at].norm in scene.pack.topics):
            return None
        if mention is not None and at == amount.last and _closes(scene, mention):
            return None
        if at in scene.names:
            at += 1
        elif mention is None:
            cost, at = cost + _unknown(scene, scene.sentence[at]), at + 1
        elif _is_counted(mention):
            if is_joined(scene, at):
                return None
            hyphened = scene.pack.head_last and at == amount.last + 1 and scene.sentence[amount.last].norm == "-"
            if hyphened or (not _is_modifier(scene, mention) and not _is_counter(scene, mention)):
                return mention
            at = mention.last
        elif _ends_search(scene, mention, at == amount.last):
            return None
        else:
            step = min((KINDS[kind] for kind in mention.keys if kind in KINDS), default=0.8)
            cost, at = cost + (2.6 if "stop" in mention.keys else step), mention.last
    return None


def _closes(scene: Scene, mention: Mention) -> bool:
    """Whether a counter is a subject or object already, so that the noun after it is not what is counted."""
    word = scene.sentence[mention.last - 1].norm
    return mention.key("counter") is not None and len(word) > 1 and word.endswith(scene.pack.particles)


def noun_after_counter(scene: Scene, amount: Amount) -> bool:
    """Whether the noun that a number counts follows its counter at once: "8个专家组", not "直升机4架已…"."""
    at = amount.last
    for _ in range(3):
        mention = scene.starts.get(at)
        if mention is None:
            return at < len(scene.sentence) and scene.sentence[at].kind == "word"
        if mention.key("noun") is not None:
            return True
        if mention.key("counter", "people", "light", "country", "city", "of") is None:
            return False
        at = mention.last
    return False


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
    return (at_once or not scene.pack.spaced) and mention.key("join") is not None


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
        token = scene.sentence[at] if at < len(scene.sentence) else None
        if token is None or token.kind == "num" or (token.kind == "mark" and token.norm not in "/-"):
            return False
        at += 1
    return False


def is_measure(scene: Scene, amount: Amount) -> bool:
    at = amount.last
    while at < len(scene.sentence) and scene.sentence[at].norm in {"-", "‑"}:
        at += 1
    mention = scene.starts.get(at)
    if mention is not None and mention.key("of") is not None and (of := _next(scene, mention.last)) is not None:
        return is_measure(scene, of)
    if mention is not None and mention.key("of") is not None and mention.key("unit") is None:
        mention = scene.starts.get(mention.last)
    before = scene.ends.get(amount.first)
    mark = scene.sentence[amount.first - 1].norm if amount.first else ""
    after = scene.sentence[at].norm if at < len(scene.sentence) else ""
    return (
        (mention is not None and mention.key("unit") is not None)
        or (before is not None and before.key("unit") in {"money", "number"})
        or mark in {"$", "€", "£", "¥", "#", "№"} or after in {"%", "％", "°", "$", "€", "£"}
    )  # fmt: skip


def _next(scene: Scene, at: int) -> Amount | None:
    """The number at a token, across the article before it."""
    light = scene.starts.get(at)
    firsts = {at, light.last} if light is not None and light.key("light", "article") is not None else {at}
    return next((amount for amount in scene.amounts if amount.first in firsts and not amount.article), None)


def people_after(scene: Scene, amount: Amount) -> Mention | None:
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


def verbs(scene: Scene, index: int, start: int) -> list[tuple[float, Mention, str]]:
    """Verbs and adjectives that say what became of people: "killed", "injured", "погибли"."""
    amount = scene.amounts[index]
    told = start
    start = _after_aside(scene, start)
    aside = 0.5 if start > told else 0.0
    found: list[tuple[float, Mention, str]] = []
    for mention in scene.having("verb"):
        concept = mention.keys["verb"]
        if _is_none(scene, mention):
            continue
        if mention.first - start > WINDOW or amount.first - mention.last > WINDOW:
            continue
        if mention.first >= start:
            joined = is_joined(scene, mention.first)
            comma = 1.5 if joined or any(token.norm in COMMAS for token in scene.sentence[start : mention.first]) else 0.0
            others = scene.pack.verb_first and any(other.first == mention.last for other in scene.amounts)
            passed = any(start <= other.first < mention.first and not is_measure(scene, other) for other in scene.amounts)
            if comma and not scene.pack.spaced and not scene.pack.verb_after:
                # "38,600人，直升機救出": the verb has a subject of its own.
                comma += 2.0 * any(start <= other.first < mention.first for other in scene.having("noun"))
            found.append((0.5 + aside + comma + 2.0 * others + 2.0 * passed + scene.cost(start, mention.first), mention, concept))
        elif mention.last <= amount.first:
            away = 1.5 if scene.pack.verb_after else 0.0
            away += 1.0 if any(token.norm in COMMAS for token in scene.sentence[mention.last : amount.first]) else 0.0
            found.append((0.6 + away + scene.cost(mention.last, amount.first), mention, concept))
    return found


def is_joined(scene: Scene, at: int) -> bool:
    """Whether an "and" is written together with a word, as in Arabic."""
    joiner, word = scene.pack.joiner, scene.sentence[at].norm
    return bool(joiner) and word.startswith(joiner) and not scene.pack.lexicon.knows(word)


def _is_none(scene: Scene, mention: Mention) -> bool:
    """Whether a phrase is one of "no casualties"."""
    before = scene.ends.get(mention.first)
    return before is not None and before.key("none") is not None


def _after_aside(scene: Scene, start: int) -> int:
    """Where the sentence goes on after an aside: "25 people, including 8 children, died"."""
    if start >= len(scene.sentence) or scene.sentence[start].norm not in COMMAS:
        return start
    closing = next(
        (at for at in range(start + 1, min(len(scene.sentence), start + _ASIDE)) if scene.sentence[at].norm in COMMAS), None
    )
    if closing is None:
        return start
    aside = scene.starts.get(start + 1)
    if aside is not None and aside.key("including") is not None:
        return closing + 1
    inside = [mention for mention in scene.mentions if start < mention.first < closing]
    tells = any(mention.key("verb", "state", "noun", "said", "join") is not None for mention in inside)
    counts = any(start < amount.first < closing and not amount.article for amount in scene.amounts)
    return start if tells or counts else closing + 1


def left_nouns(scene: Scene, amount: Amount, has_people: bool) -> list[tuple[float, Mention, str]]:
    """A noun before its number: "the death toll rose to 5,476", "死亡病例4825例"."""
    linked = is_linked(scene, amount)
    preceding = scene.ends.get(amount.first)
    if preceding is not None and preceding.key("join") is not None and preceding.key("link", "light") is None:
        return []
    found: list[tuple[float, Mention, str]] = []
    for mention in scene.having("noun"):
        concept = mention.keys["noun"]
        if mention.last > amount.first or _is_none(scene, mention) or mention.key("counter") is not None:
            continue
        if "measure" in concepts()[concept.partition(":")[0]]:
            continue
        between = scene.cost(mention.last, amount.first)
        asset = concepts()[concept.partition(":")[0]]["group"] == "asset"
        if has_people and (asset or concept == "situation.buildings"):
            continue
        if asset and _is_of_another(scene, mention, amount):
            continue
        unlinked = 0.5 if not scene.pack.spaced or mention.last == amount.first else 3.5
        if asset and not scene.pack.verb_after:
            unlinked += 3.5
        verb = scene.ends.get(mention.first) if scene.pack.verb_first else None
        joined = linked or (verb is not None and verb.key("link") is not None)
        cost = 0.6 + (min(between, 0.5 + 0.35 * between) if joined else between + unlinked)
        cost += 0.0 if not has_people else 1.2 if linked else 3.0
        if (asset or not joined) and unknown_noun_after(scene, amount):
            cost += 4.0
        if has_people and _is_contrasted(scene, mention, amount):
            cost += 6.0
        found.append((cost, mention, concept))
    return found


def _is_of_another(scene: Scene, mention: Mention, amount: Amount) -> bool:
    """Whether a comma and a country part a noun from a number: "36 experts with dogs, the Netherlands 67"."""
    at = next((at for at in range(mention.last, amount.first) if scene.sentence[at].norm in COMMAS), None)
    return at is not None and any(at < other.first < amount.first for other in scene.having("country"))


def _is_contrasted(scene: Scene, mention: Mention, amount: Amount) -> bool:
    """Whether a "while" parts a noun from a number: "110 bodies were found, while of 197 people nothing is known"."""
    return any(mention.last <= other.first < amount.first for other in scene.having("contrast"))


def is_linked(scene: Scene, amount: Amount) -> bool:
    """Whether a number says how many something before it is: "the death toll rose to 5,476"."""
    link = scene.ends.get(amount.first)
    # "Exceeded 2,862" says both how many and how exactly.
    stated = scene.starts.get(amount.first)
    if stated is not None and stated.key("link") is not None and stated.key("exactness") is not None:
        return True
    colon = amount.first > 0 and scene.sentence[amount.first - 1].norm in ":："
    return colon or (link is not None and link.key("link") is not None)


def unknown_noun_after(scene: Scene, amount: Amount) -> bool:
    """Whether a word that is not in the pack follows, or follows an adjective: the number counts something else."""
    at = amount.last
    while (light := scene.starts.get(at)) is not None and set(light.keys) <= {"light", "other"}:
        at = light.last
    return (
        at < len(scene.sentence)
        and at not in scene.starts
        and scene.sentence[at].kind in {"word", "code"}
        and at not in scene.dated
    )
