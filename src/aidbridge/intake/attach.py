"""Which number belongs to which concept: its own words, or those of the number beside it."""

from dataclasses import replace

from .amounts import Amount, moves
from .candidates import attached, is_measure, noun_after, people_after, unknown_noun_after
from .counted import counted
from .lexicon import Mention
from .scene import COMMAS, Attached, Scene
from .states import clauses

_BESIDE = 5.0
_LISTED_AWAY = 18.0
_MANNED = frozenset({"asset.teams", "asset.personnel", "asset.aircraft", "asset.vehicles"})
_WRECKED = frozenset({"asset.vehicles", "asset.ships", "asset.aircraft"})
_WRECKED_AWAY = 3.0
_TALLIED, _SAID_AFTER = 6.0, 4
_TREATED = frozenset({"situation.patients", "situation.tests", "situation.infections"})
_DASHES = frozenset("—–-:：,，")
_OPENS = COMMAS | frozenset("(（")
_APPOSED = 4
"""Words that may stand between those whose number follows in brackets and the bracket."""
_CLAUSE_ENDS = COMMAS | frozenset(".。!?)）")


def attach(scene: Scene, before: Attached | None, first: Attached | None = None) -> list[Attached]:
    """Amounts with their concepts.

    `before` is the last one of the sentence before, from which a bare number may inherit, and `first` the first one of people
    struck there, of whom "the day before the count was 33" speaks.
    """
    result: list[Attached] = []
    for index, amount in enumerate(scene.amounts):
        found = _risen(scene, index, result) or _tallied(scene, amount, result, first) or counted(scene, index)
        if found is not None and found.concept == "situation.affected" and _is_other(scene, amount):
            found = _inherited(scene, amount, result[-1] if result else before) or found
        if found is not None and result and _is_grave_part(scene, found, result[-1]):
            found = replace(found, concept=result[-1].concept, kind=result[-1].kind, part=True)
        if found is not None and result and _is_among(scene, found, result[-1]):
            found = _inherited(scene, amount, result[-1])
        if found is None and not result and _counts_another(scene, amount):
            # What the sentence goes on to count is not what the one before it did.
            before = None
        if found is None:
            found = _inherited(scene, amount, result[-1] if result else before) or _next_one(scene, amount, result, before)
        if found is None:
            found = _more_people(scene, amount, result)
        if found is not None and not any(test(scene, found) for test in (_is_capacity, _is_shelter, _is_built, _is_ruined)):
            result.append(found)
    return sorted(result + _listed(scene, result), key=lambda one: one.amount.first)


def _tallied(scene: Scene, amount: Amount, found: list[Attached], first: Attached | None) -> Attached | None:
    """What an earlier count was of: "a day earlier the count had stood at 33"."""
    if amount.article or is_measure(scene, amount) or noun_after(scene, amount) is not None:
        return None
    struck = next((one for one in found if one.concept.startswith("situation.")), first)
    if struck is None:
        return None
    for tally in scene.having("tally"):
        apart = any(token.norm in COMMAS for token in scene.sentence[tally.last : amount.first])
        if (
            tally.last > amount.first
            or apart
            or scene.cost(tally.last, amount.first) > _TALLIED
            or _says_of_what(scene, tally, amount)
        ):
            continue
        return replace(struck, amount=amount, to=None, inherited=True, part=False)
    return None


def _says_of_what(scene: Scene, tally: Mention, amount: Amount) -> bool:
    """Whether a sentence itself says what a count is of: "the number of the injured is 33", "the count reached 33 dead"."""
    for mention in scene.mentions:
        near = tally.first <= mention.first < amount.first or 0 <= mention.first - amount.last < _SAID_AFTER
        of = mention.first == tally.last and mention.key("of") is not None and not _is_time(scene, mention.last)
        if near and (of or mention.key("verb", "noun") is not None):
            return True
    return False


def _is_time(scene: Scene, at: int) -> bool:
    """Whether a day follows: "the figure of Saturday"."""
    mention = scene.starts.get(at)
    return at in scene.dated or (mention is not None and mention.key("weekday", "day", "month") is not None)


def _counts_another(scene: Scene, amount: Amount) -> bool:
    """Whether a number counts people of whom the pack does not know what is told: "half a million people went"."""
    people = None if amount.article else people_after(scene, amount)
    return people is not None and people.key("other") is None and amount.value.exactness != "ordinal"


def _is_capacity(scene: Scene, found: Attached) -> bool:
    """Whether people are only those there is room for: "a ship with a capacity of 1,200 passengers"."""
    if found.concept == "asset.aircraft" and found.to is not None:
        per_day = scene.starts.get(found.to.last)
        if per_day is not None and per_day.key("per_day") is not None:
            return True
    people = found.to is not None and found.to.key("people") is not None
    if not people and (not found.concept.startswith("situation.") or found.concept in _TREATED):
        return False
    able = scene.having("able")
    if scene.pack.verb_after:
        return any(0 <= mention.first - found.amount.last <= 2 for mention in able)
    return any(0 <= found.amount.first - mention.last <= 2 for mention in able)


def _is_built(scene: Scene, found: Attached) -> bool:
    """Whether homes are only to be built: "promised to build 500 homes"."""
    if found.concept != "situation.buildings":
        return False
    builds = scene.having("builds")
    return any(0 <= found.amount.first - mention.last <= 3 or 0 <= mention.first - found.amount.last <= 3 for mention in builds)


def _is_ruined(scene: Scene, found: Attached) -> bool:
    """Whether vehicles or ships are only what was destroyed: "some 300 cars burnt"."""
    if found.concept not in _WRECKED or found.to is None:
        return False
    first, last = min(found.amount.first, found.to.first), max(found.amount.last, found.to.last)
    return any(
        (first - mention.last >= 0 and clauses(scene, mention.last, first) < _WRECKED_AWAY)
        or (mention.first - last >= 0 and clauses(scene, last, mention.first) < _WRECKED_AWAY / 2)
        for mention in scene.having("ruined")
    )


def _is_shelter(scene: Scene, found: Attached) -> bool:
    """Whether buildings are only where people stay: "3,700 people sleep in 52 schools"."""
    before, inside = scene.ends.get(found.amount.first), scene.pack.cases.get("in", ())
    people = any(mention.last <= found.amount.first for mention in scene.having("people"))
    if found.concept != "situation.buildings" or found.to is None or not people:
        return False
    word = scene.sentence[found.to.last - 1].norm
    located = scene.pack.verb_after and word.endswith(tuple(ending.strip("-") for ending in inside))
    return located or (before is not None and before.key("in") is not None)


def _listed(scene: Scene, found: list[Attached]) -> list[Attached]:
    """Bare numbers before the one that names what they count: "66 in India and 18 people in China were killed"."""
    known = {one.amount.first: one for one in found}
    result: list[Attached] = []
    following: Attached | None = None
    for amount in reversed(scene.amounts):
        one = known.get(amount.first)
        if one is None and following is not None and _is_bare(scene, amount, following):
            one = replace(following, amount=amount, to=None, inherited=True, part=False)
            result.append(one)
        following = one
    return result


def _is_bare(scene: Scene, amount: Amount, following: Attached) -> bool:
    """Whether only places, commas and "and" stand between a number and the next one, which counts people or homes struck."""
    if not following.concept.startswith("situation.") or amount.article or amount.value.exactness == "ordinal":
        return False
    at, placed = amount.last, False
    while at < following.amount.first:
        mention = scene.starts.get(at)
        if mention is not None and mention.key("country", "city") is not None:
            placed = True
        elif (mention is not None and mention.key("join", "stop", "light", "in", "exactness", "article", "toward") is None) or (
            mention is None and scene.sentence[at].norm not in COMMAS
        ):
            return False
        at = mention.last if mention is not None else at + 1
    return placed and not is_measure(scene, amount)


def _risen(scene: Scene, index: int, found: list[Attached]) -> Attached | None:
    """The two figures of one thing: "rose from 1,200 to 1,350", "1,350, up from 1,200"."""
    amount, before = scene.amounts[index], scene.ends.get(scene.amounts[index].first)
    if not found or before is None or found[-1].amount is not scene.amounts[index - 1] or noun_after(scene, amount) is not None:
        return None
    last = found[-1]
    risen = any(mention.key("moved", "link") is not None and mention.last <= last.amount.first for mention in scene.mentions)
    if amount.article:
        return None
    if before.key("earlier") is not None or (before.key("range_from") is not None and before.key("of") is None and risen):
        like = min(found, key=lambda one: abs(one.amount.number - amount.number) if one.unit == last.unit else float("inf"))
        return replace(like, amount=amount, part=False, earlier=True)
    opening = scene.ends.get(last.amount.first)
    if before.key("range_to") is None or opening is None or before.first - last.amount.last > 1:
        return None
    if opening.key("range_from") is None or not moves(scene.mentions, opening):
        return None
    found[-1] = replace(last, earlier=True)
    return replace(last, amount=amount)


def _is_grave_part(scene: Scene, found: Attached, before: Attached) -> bool:
    """Whether some of the injured are only said to be worse off: "997 injured, 26 of them in a critical condition"."""
    if found.concept != "situation.patients" or before.concept != "situation.injured" or found.to is None:
        return False
    preceding, following = scene.ends.get(found.amount.first), scene.starts.get(found.amount.last)
    part = (preceding is not None and preceding.key("including", "of_them") is not None) or (
        following is not None and following.key("of_them", "including") is not None
    )
    return part and found.to.key("grave") is not None


def _is_among(scene: Scene, found: Attached, before: Attached) -> bool:
    """Whether a number is a part of those struck: "34 died, including 10 soldiers"."""
    preceding = scene.ends.get(found.amount.first if found.to is None else min(found.amount.first, found.to.first))
    if preceding is None or preceding.key("including") is None or not before.concept.startswith("situation."):
        return False
    after = scene.sentence[found.amount.last : found.to.first] if found.to is not None else []
    parted = any(token.norm in COMMAS for token in after)
    return before.unit == "persons" and (found.concept == "asset.personnel" or (parted and found.unit == "persons"))


def _is_other(scene: Scene, amount: Amount) -> bool:
    """Whether a number counts others than the one before it: "1,200 homes destroyed and 3,000 others damaged"."""
    after, before = scene.starts.get(amount.last), scene.ends.get(amount.first)
    return any(mention is not None and mention.key("other") is not None for mention in (after, before))


def _more_people(scene: Scene, amount: Amount, found: list[Attached]) -> Attached | None:
    """People named beside teams and specialists are sent with them: "eight brigades plus about 100 other people"."""
    people = None if amount.article else people_after(scene, amount)
    sent = any(
        (away := scene.cost(before.amount.last, amount.first)) < _LISTED_AWAY
        and before.concept in _MANNED
        and (away < _BESIDE or before.concept != "asset.vehicles")
        for before in found
    )
    if people is None or not (sent or _is_team_beside(scene, amount)):
        return None
    return attached(scene, amount, people, "asset.personnel")


def _is_team_beside(scene: Scene, amount: Amount) -> bool:
    """Whether a number of people stands beside those they are: "the team, 76 people", "Japanese rescuers, 74 people"."""
    if _is_size_of_those(scene, amount):
        return True
    return any(
        mention.key("noun") == "asset.teams"
        and amount.first - mention.last >= 0
        and scene.cost(mention.last, amount.first) < _BESIDE
        for mention in scene.mentions
    )


def _is_size_of_those(scene: Scene, amount: Amount) -> bool:
    """Whether a number stands in brackets or behind a comma after those it counts: "experts of the ministry (87 people)"."""
    at = amount.first
    while (before := scene.ends.get(at)) is not None and before.key("light", "exactness", "scope") is not None:
        at = before.first
    if at == 0 or scene.sentence[at - 1].norm not in _OPENS:
        return False
    at, steps = at - 1, 0
    while at > 0 and steps < _APPOSED:
        before = scene.ends.get(at)
        if before is not None and before.key("noun") is not None:
            return before.key("noun") == "asset.personnel"
        if (before is not None and before.key("office", "country", "of", "article", "sender") is None) or (
            before is None and scene.sentence[at - 1].kind not in {"word", "code"}
        ):
            return False
        at, steps = before.first if before is not None else at - 1, steps + 1
    return False


def _is_placed(scene: Scene, amount: Amount) -> bool:
    """Whether only a place follows a number that is listed: "9,057 dead in Turkey and 2,662 in Syria"."""
    before, after = scene.ends.get(amount.first), scene.starts.get(amount.last)
    listed = (before is not None and before.key("join") is not None) or (
        amount.first > 0 and scene.sentence[amount.first - 1].norm in COMMAS
    )
    inside = scene.starts.get(after.last) if after is not None and after.key("in") is not None else after
    return listed and inside is not None and inside.key("country", "city") is not None


def _next_one(scene: Scene, amount: Amount, found: list[Attached], before: Attached | None) -> Attached | None:
    """An ordinal without a noun that goes on counting: "two Swedish planes are at work, a third is to follow"."""
    if amount.value.exactness != "ordinal" or is_measure(scene, amount):
        return None
    following = scene.starts.get(amount.last)
    if following is not None and following.key("noun", "people", "unit", "city", "country", "weekday", "month") is not None:
        return None
    sent = (one for one in [*reversed(found), *([before] if before is not None else [])] if one.concept.startswith("asset."))
    counted_on = next((one for one in sent if one.amount.number + 1 == amount.number and one.unit not in {"t", "km", "h"}), None)
    return None if counted_on is None else replace(counted_on, amount=amount, to=None, inherited=True, part=False)


def _is_told_of_place(scene: Scene, amount: Amount) -> bool:
    """Whether a place alone stands before a number, and nothing that it could count after: "in Austria five, in Romania seven"."""
    at = amount.first
    for _ in range(4):
        before = scene.ends.get(at)
        if before is not None and before.key("country", "city") is not None:
            break
        if before is not None and before.key("contrast", "light", "exactness", "join", "state") is not None:
            at = before.first
        elif at and scene.sentence[at - 1].norm in _DASHES:
            at -= 1
        else:
            return False
    else:
        return False
    last = amount.last
    people = scene.starts.get(last)
    if people is not None and people.key("people") is not None:
        last = people.last
    after = scene.starts.get(last)
    ends = last >= len(scene.sentence) or scene.sentence[last].norm in _CLAUSE_ENDS
    return ends or (after is not None and after.key("join", "contrast", "including", "sub") is not None)


def _inherited(scene: Scene, amount: Amount, before: Attached | None) -> Attached | None:
    """A bare number takes the noun of the one before: "nine aircraft ... the other 4 leave on Monday"."""
    if before is not None and amount.value.exactness == before.amount.value.exactness == "ordinal":
        told = scene.starts.get(amount.last)
        after = told is not None and told.key("state", "doing", "light") is not None
        return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True) if after else None
    if before is None or amount.article or amount.value.exactness == "ordinal" or is_measure(scene, amount):
        return None
    preceding = scene.ends.get(amount.first)
    dashed = amount.first > 1 and scene.sentence[amount.first - 1].norm in "—–"
    taken_up = before.concept.startswith("situation.") or (dashed and before.unit not in {"t", "km", "h"})
    if taken_up and _is_told_of_place(scene, amount):
        return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True)
    if preceding is not None and preceding.key("including") is not None and before.concept.startswith("situation."):
        return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True, part=True)
    people = people_after(scene, amount)
    told = scene.starts.get(people.last) if people is not None else None
    if told is not None and told.key("including", "of_them") is not None and before.concept.startswith("situation."):
        return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True, part=True)
    if before.unit in {"t", "km", "h"} or unknown_noun_after(scene, amount) or (people is not None and people.key("other") is None):
        return None
    following = scene.starts.get(amount.last)
    bare = following is not None and following.key("state", "of", "doing", "verb", "light", "of_them", "link", "other") is not None
    # "Four French helicopters and two Greek": the second number has the first one's noun.
    bare = bare or (following is not None and following.key("country") is not None and before.concept.startswith("asset."))
    bare = bare or _is_placed(scene, amount)
    other = preceding is not None and preceding.key("other", "exactness", "of_them") is not None
    total = any(
        mention.key("scope") == "total" and (abs(mention.first - amount.last) < 4 or abs(amount.first - mention.last) < 3)
        for mention in scene.mentions
    )
    if not (bare or other or total) or (amount.number < 10 and not (bare or other)):
        return None
    return Attached(amount, before.concept, before.kind, None, before.unit, inherited=True)
