"""What one number counts: the cheapest of its candidates, after the few forms that say it outright."""

from .amounts import Amount
from .candidates import attached, is_linked, is_measure, left_nouns, noun_after_counter, people_after, right_noun, verbs
from .lexicon import Mention
from .pack import concepts
from .scene import COMMAS, FARTHEST, Attached, Scene

_SAVED = frozenset({"situation.rescued", "situation.patients"})
_TESTED_AWAY = 3.0
_SAVED_BESIDE = 0.6
_SIZED = 5
_OLDEST = 110
"""Years that a person may be old."""
_BEFALLS = {
    "situation.patients": {"situation.deaths", "situation.recovered", "situation.missing", "situation.displaced"},
    "asset.personnel": {"situation.deaths", "situation.injured", "situation.infections", "situation.missing"},
    "situation.infections": {"situation.deaths", "situation.recovered", "situation.patients"},
    "situation.missing": {"situation.deaths", "situation.rescued"},
    "situation.displaced": {"situation.deaths", "situation.missing"},
    "situation.injured": {"situation.deaths"},
    "situation.affected": {"situation.displaced", "situation.deaths", "situation.injured", "situation.rescued"},
}


def counted(scene: Scene, index: int) -> Attached | None:
    amount = scene.amounts[index]
    if _is_named(scene, amount) or _is_age(scene, amount) or _is_attribute(scene, amount):
        return None
    team = _team_of(scene, amount)
    if team is not None and (before := scene.ends.get(amount.first)) is not None and before.key("strong") is not None:
        return attached(scene, amount, team, "asset.personnel")
    sized = _sized_team(scene, amount)
    if sized is not None:
        return attached(scene, amount, sized, "asset.personnel")
    right = _noun_first(scene, amount) or right_noun(scene, amount) or _of_the_next(scene, index)
    if right is not None:
        return _befallen(scene, right) or _size(scene, right) or _tested(scene, right) or right
    strong = _strong(scene, amount)
    if strong is not None:
        return attached(scene, amount, strong, "asset.personnel")
    if amount.value.exactness == "ordinal":
        return _ordinal_noun(scene, amount)
    if amount.article:
        return _one_of_people(scene, index)
    if is_measure(scene, amount) or _is_whole(scene, index):
        return None
    if team is not None:
        return attached(scene, amount, team, "asset.personnel")
    bodies = _bodies_of(scene, amount)
    if bodies is not None:
        return attached(scene, amount, bodies, "situation.deaths")
    people = people_after(scene, amount)
    candidates: list[tuple[float, Mention, str]] = []
    start = people.last if people is not None else amount.last
    candidates += verbs(scene, index, start)
    if people is None or not candidates or min(candidates, key=_cheapest)[0] > 4.0 or is_linked(scene, amount):
        candidates += left_nouns(scene, amount, people is not None)
    if candidates:
        cost, mention, concept = min(candidates, key=_cheapest)
        if concept == "situation.missing":
            # "Rescued 31 trapped miners": what became of them in the end.
            saved = [one for one in candidates if one[2] == "situation.rescued" and one[0] <= cost + _SAVED_BESIDE]
            cost, mention, concept = min(saved, key=_cheapest, default=(cost, mention, concept))
        if cost <= FARTHEST:
            return attached(scene, amount, mention, concept)
    if people is not None and _at_work_near(scene, amount, people):
        return attached(scene, amount, people, "asset.personnel")
    return None


def _noun_first(scene: Scene, amount: Amount) -> Attached | None:
    """The noun right before its number and counter, as in Korean and Japanese, unless the counter is in the genitive."""
    if (scene.pack.spaced and not scene.pack.genitive) or amount.value.exactness == "ordinal":
        return None
    if not scene.pack.genitive and noun_after_counter(scene, amount):
        return None
    at = amount.first
    passed = ("light", "scope") if scene.pack.genitive else ("light", "scope", "link")
    while (light := scene.ends.get(at)) is not None and light.key("noun") is None and light.key(*passed) is not None:
        at = light.first
    before, counter = scene.ends.get(at), scene.starts.get(amount.last)
    concept = before.key("noun") if before is not None else None
    if before is None or not concept or "measure" in concepts()[concept.partition(":")[0]] or before.key("counter") is not None:
        return None
    if concept.startswith("asset.") and scene.sentence[amount.first - 1].norm.endswith(scene.pack.topics):
        return None
    if counter is not None:
        last = scene.sentence[counter.last - 1].norm
        after = scene.sentence[counter.last].norm if counter.last < len(scene.sentence) else ""
        genitive = scene.pack.genitive
        if (genitive and (last.endswith(genitive) or after == genitive)) or counter.key("unit") is not None:
            return None
        if concept == "asset.teams" and counter.key("people") is not None:
            return attached(scene, amount, before, "asset.personnel")
    return attached(scene, amount, before, concept)


def _of_the_next(scene: Scene, index: int) -> Attached | None:
    """Seven of the ten flights: the noun of the number after it."""
    amount, following = scene.amounts[index], scene.amounts[index + 1 : index + 2]
    mention = scene.starts.get(amount.last)
    if mention is None or mention.key("of") is None or not following or following[0].first - mention.last > 1:
        return None
    right = right_noun(scene, following[0])
    if right is not None and right.to is not None:
        return attached(scene, amount, right.to, right.to.key("noun") or "")
    people = people_after(scene, following[0])
    told = verbs(scene, index + 1, people.last) if people is not None else []
    after = [found for found in told if people is not None and found[1].first >= people.last and found[0] <= 4.0]
    return attached(scene, amount, *min(after, key=_cheapest)[1:]) if after else None


def _befallen(scene: Scene, found: Attached) -> Attached | None:
    """People of whom a verb says more than the noun: "12 patients died"."""
    mention = found.to
    if mention is None or found.concept not in _BEFALLS:
        return None
    end = max(mention.last, found.amount.last)
    for verb in scene.mentions:
        concept = verb.key("verb")
        reach = 5.0 if found.concept == "situation.patients" else 2.2
        near = end <= verb.first and scene.cost(end, verb.first) <= reach
        if end > mention.last and any(token.norm in COMMAS for token in scene.sentence[end : verb.first]):
            continue
        near = near or (verb.last <= found.amount.first and scene.cost(verb.last, found.amount.first) <= 0.5)
        if (
            (concept in _BEFALLS[found.concept] or (concept in _SAVED and _is_at_once(scene, verb, found)))
            and near
            and not any(amount.first in range(end, verb.first) for amount in scene.amounts)
            and not _are_busy(scene, mention, verb)
        ):
            return attached(scene, found.amount, verb, concept)
    return None


def _is_at_once(scene: Scene, verb: Mention, found: Attached) -> bool:
    """Whether a verb stands right before those it speaks of: "rescued 16 workers", not "16 workers rescued a child"."""
    return (
        found.concept == "asset.personnel" and verb.last <= found.amount.first and scene.cost(verb.last, found.amount.first) <= 0.5
    )


def _tested(scene: Scene, found: Attached) -> Attached | None:
    """Tests that were made, and are not sent: "80,000 tests have been carried out"."""
    if found.concept != "asset.tests" or found.to is None:
        return None
    first, last = found.amount.first, max(found.to.last, found.amount.last)
    for mention in scene.mentions:
        if mention.key("tested") is not None:
            away = scene.cost(mention.last, first) if mention.last <= first else scene.cost(last, mention.first)
            if away < _TESTED_AWAY:
                return attached(scene, found.amount, found.to, "situation.tests")
    return None


def _are_busy(scene: Scene, sent: Mention, verb: Mention) -> bool:
    """Whether those sent do something to those whom the verb tells of: "900 volunteers are searching for the missing"."""
    return any(sent.last <= mention.first <= verb.first for mention in scene.having("state"))


def _is_named(scene: Scene, amount: Amount) -> bool:
    """Whether a number only says which, how strong or how old: "the magnitude 7.8 quake", "resolution 2672"."""
    before = scene.ends.get(amount.first)
    return before is not None and before.key("unit") == "number" and before.key("link", "recorded") is None


def _is_age(scene: Scene, amount: Amount) -> bool:
    """Whether a number stands alone in brackets behind a person: "a woman (35)"; behind a country it counts."""
    if amount.last - amount.first != 1 or not 0 < amount.number <= _OLDEST or amount.last >= len(scene.sentence):
        return False
    if amount.first < 2 or scene.sentence[amount.first - 1].norm not in "(（" or scene.sentence[amount.last].norm not in ")）":
        return False
    before = scene.ends.get(amount.first - 1)
    return before is None or before.key("country", "city", "noun") is None


def _is_attribute(scene: Scene, amount: Amount) -> bool:
    """Whether a number is written together with a word that counts nothing: "a 42-year-old", "42-річний", "7-tägig"."""
    at = amount.last
    if amount.article or at + 1 >= len(scene.sentence) or scene.sentence[at].norm not in {"-", "‑"} or not scene.sentence[at].glued:
        return False
    word = scene.sentence[at + 1]
    mention = scene.starts.get(at + 1)
    counts = ("noun", "strong", "unit", "people", "per_day", "range_to", "scale", "stop")
    known = mention is not None and mention.key(*counts) is not None
    return word.kind == "word" and word.glued and not known


def _is_whole(scene: Scene, index: int) -> bool:
    """Whether a number is the whole that the one before it is of: 400 in "90 of its 400 villagers died"."""
    if not index:
        return False
    at = scene.amounts[index].first
    while (before := scene.ends.get(at)) is not None and before.key("of") is None and before.key("light", "article") is not None:
        at = before.first
    before = scene.ends.get(at)
    return before is not None and before.key("of") is not None and before.first == scene.amounts[index - 1].last


def _size(scene: Scene, found: Attached) -> Attached | None:
    """How many people a team has: "a 62-strong team"."""
    if found.concept != "asset.teams" or found.to is None:
        return None
    inside = range(found.amount.last, found.to.first)
    strong = any(mention.first in inside and mention.key("strong") is not None for mention in scene.mentions)
    return attached(scene, found.amount, found.to, "asset.personnel") if strong else None


def _sized_team(scene: Scene, amount: Amount) -> Mention | None:
    """The team, or the people, of whom a number before says how many they are: "118명 규모의 긴급구호대", "50 kişilik bir ekip"."""
    people = scene.starts.get(amount.last)
    leads = scene.pack.verb_after or not scene.pack.spaced
    if not leads or amount.article or people is None or people.key("people") is None:
        return None
    at, strong = people.last, False
    for _ in range(_SIZED):
        mention = scene.starts.get(at)
        if mention is None:
            break
        if mention.key("noun") is not None:
            return mention if mention.key("noun") == "asset.teams" else None
        strong = strong or mention.key("strong") is not None
        if mention.key("light", "doing", "of", "article", "strong") is None or mention.key("verb", "state") is not None:
            break
        at = mention.last
    return people if strong else None


def _strong(scene: Scene, amount: Amount) -> Mention | None:
    """The word of "a 260-strong mission", whatever it is that is so strong."""
    at = amount.last
    if at >= len(scene.sentence) or scene.sentence[at].norm != "-":
        return None
    strong = scene.starts.get(at + 1)
    return strong if strong is not None and strong.key("strong") is not None and strong.key("unit") is None else None


def _team_of(scene: Scene, amount: Amount) -> Mention | None:
    """The team whose people a number counts: "a team of 40"."""
    before = scene.ends.get(amount.first)
    if before is None or before.key("of", "strong") is None:
        return None
    if before.key("strong") is not None:
        teams = [mention for mention in scene.mentions if mention.last <= before.first and mention.key("noun") == "asset.teams"]
        return teams[-1] if teams else None
    team = scene.ends.get(before.first)
    return team if team is not None and team.key("noun") == "asset.teams" else None


def _ordinal_noun(scene: Scene, amount: Amount) -> Attached | None:
    """The noun right before its ordinal: "pesawat kedua"."""
    before = scene.ends.get(amount.first)
    concept = before.key("noun") if before is not None else None
    return attached(scene, amount, before, concept) if before is not None and concept else None


def _one_of_people(scene: Scene, index: int) -> Attached | None:
    """A person of whom a verb tells: "a child died"."""
    amount = scene.amounts[index]
    people = people_after(scene, amount)
    told = verbs(scene, index, people.last) if people is not None else []
    after = [found for found in told if people is not None and found[1].first >= people.last]
    if not after or min(after, key=_cheapest)[0] > 2.0:
        return None
    return attached(scene, amount, *min(after, key=_cheapest)[1:])


def _bodies_of(scene: Scene, amount: Amount) -> Mention | None:
    """The dead of whom a number is: "the bodies of 69 people have been dug out"."""
    of = scene.ends.get(amount.first)
    if of is None or of.key("of") is None:
        return None
    dead = scene.ends.get(of.first)
    return dead if dead is not None and dead.key("noun") == "situation.deaths" else None


def _at_work_near(scene: Scene, amount: Amount, people: Mention) -> bool:
    """Whether people are sent or at work."""
    for mention in scene.mentions:
        if mention.key("state") is not None:
            after = mention.first >= people.last
            first, last = (people.last, mention.first) if after else (mention.last, amount.first)
            if scene.cost(first, last) <= 2.0:
                return True
    return False


def _cheapest(found: tuple[float, Mention, str]) -> tuple[float, int]:
    return found[0], found[1].first
