"""Amounts of a sentence: digits and number words, intervals, ordinals, each with how exactly it is stated."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .claims import Exactness, Value
from .lexicon import Mention
from .limits import AMOUNTS, DIGITS
from .pack import Pack
from .tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*")
_APOSTROPHES = frozenset("'’")
_TEN = 10
_DOZENS = 8
"""From here on a rough word is a number that nobody counted; below stand halves, and one and a half."""
_RANGE_MARKS = frozenset("-–—~～")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at tokens `first` up to `last`."""

    first: int
    last: int
    value: Value
    article: bool = False
    """Only an indefinite article says it is one."""
    doubts: tuple[str, ...] = ()

    @property
    def number(self) -> float:
        """The number as stated."""
        return self.value.number


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    last: int
    number: float
    kind: str
    doubt: str = ""


def amounts(sentence: list[Token], mentions: list[Mention], taken: set[int], pack: Pack) -> list[Amount]:
    """All amounts; tokens in `taken` belong to dates, times, codes and are never read."""
    starts = {mention.first: mention for mention in mentions}
    stated = {mention.last for mention in mentions if mention.key("exactness") is not None}
    found: list[Amount] = []
    position = 0
    while position < len(sentence):
        amount = None if position in taken else _amount(sentence, starts, taken, stated, position, pack)
        if amount is None:
            position += 1
        else:
            # "Les deux premiers hélicoptères" are two, and no first.
            follows = bool(found) and not found[-1].article and found[-1].last == amount.first
            follows = follows and amount.value.exactness is Exactness.ORDINAL
            found += [] if follows else [amount]
            position = max(position + 1, amount.last)
    return [_stated(amount, sentence, mentions, pack) for amount in _ranges(found, sentence, mentions, pack)[:AMOUNTS]]


def parted_numbers(sentence: list[Token], pack: Pack) -> list[Token]:
    """The tokens with number words parted from what is written on to them: "an eight-strong team", "a ten-bed ward"."""
    result: list[Token] = []
    for token in sentence:
        head, dash, tail = token.norm.partition("-")
        if token.kind != "word" or not dash or not tail or head not in pack.numerals or pack.lexicon.knows(token.norm):
            result.append(token)
            continue
        cut = token.start + len(head)
        result.append(Token(token.text[: len(head)], head, token.start, cut, "word", token.glued))
        result.append(Token("-", "-", cut, cut + 1, "mark", glued=True))
        result.append(Token(token.text[len(head) + 1 :], tail, cut + 1, token.end, "word", glued=True))
    return result


def _amount(
    sentence: list[Token], starts: dict[int, Mention], taken: set[int], stated: set[int], position: int, pack: Pack
) -> Amount | None:
    if sentence[position].kind != "num" and position not in starts and not pack.glued_numbers:
        return None
    ordinal = _ordinal(sentence, starts, position, pack)
    if ordinal is not None:
        return ordinal
    own = starts.get(position)
    if own is not None and own.key("dual") is not None:
        return Amount(position, position, _value(2.0, Exactness.EXACT))
    parts: list[_Part] = []
    at = position
    while at < len(sentence) and at not in taken:
        half = _half(sentence, starts, at, parts)
        if half is not None:
            parts.append(half)
            at = half.last
            continue
        part = _part(sentence, starts, at, pack, bool(parts))
        if part is None:
            mention = starts.get(at)
            if not parts or mention is None or mention.key("num_join") is None:
                break
            following = _part(sentence, starts, mention.last, pack, True) if mention.last < len(sentence) else None
            if following is None or not _continues(parts, following) or sentence[mention.last].kind == "num":
                break
            part = following
        joined = bool(parts) and _is_joined(sentence[part.first], parts[-1], part, pack)
        if parts and not joined and not _continues(parts, part):
            break
        parts.append(part)
        at = part.last
    while parts and len(parts) > 1 and parts[-1].kind == "article":
        parts.pop()
    if not parts or (len(parts) == 1 and not _is_number(parts[0], starts, stated, pack)):
        return None
    return _joined(parts)


def _is_number(alone: _Part, starts: dict[int, Mention], stated: set[int], pack: Pack) -> bool:
    """Whether a word is a number by itself: "about [a] thousand" is, "thousands" and "half of the houses" are not."""
    if alone.kind == "scale":
        after = starts.get(alone.last)
        # "十台": signs that are written together need no "one" before a ten that is counted.
        told = (
            ("exactness_after",) if pack.spaced else ("exactness_after", "counter", *(("people", "unit") * (alone.number == _TEN)))
        )
        return alone.first in stated or (after is not None and after.key(*told) is not None)
    if alone.kind == "rough" and alone.number < 1:
        following = starts.get(alone.last)
        return following is not None and following.key("unit") is not None
    return not (alone.kind == "rough" and alone.number >= _DOZENS and pack.articles)


def _half(sentence: list[Token], starts: dict[int, Mention], at: int, parts: list[_Part]) -> _Part | None:
    """The half more of "two and a half million", "dos millones y medio", "dua setengah juta"."""
    if not parts or parts[-1].kind not in {"num", "digits", "scale"}:
        return None
    first, at = at, _after(starts, _after(starts, at, "num_join"), "article")
    mention = starts.get(at)
    if mention is None or mention.key("rough") != "0.5" or (at > first and parts[-1].number % 1):
        return None
    last = parts[-1]
    unit = 1.0
    while last.number >= 1000 and last.number % (unit * 1000) == 0:
        unit *= 1000
    end = mention.last
    again = starts.get(end)
    if unit > 1 and again is not None and again.key("scale", "num") in {f"{unit:.0f}"}:
        end = again.last
    return _Part(first, end, 0.5 * unit, "half")


def _after(starts: dict[int, Mention], at: int, kind: str) -> int:
    """Where the sentence goes on after a phrase of a kind, if there is one."""
    mention = starts.get(at)
    return mention.last if mention is not None and mention.key(kind) is not None else at


def _part(sentence: list[Token], starts: dict[int, Mention], at: int, pack: Pack, follows: bool) -> _Part | None:
    token = sentence[at]
    if token.kind == "num":
        number, doubt = digits(token.norm, pack.decimal)
        return None if number is None else _Part(at, at + 1, number, "digits", doubt)
    if follows and at + 1 < len(sentence) and _is_cut_thousand(token, sentence[at + 1], pack):
        return _Part(at, at + 1, 1000.0, "scale", f"{token.text!r} is read as a misspelt thousand.")
    mention = starts.get(at)
    if mention is not None:
        for kind in ("scale", "rough", "article", "num") if follows else ("article", "num", "scale", "rough"):
            key = mention.key(kind)
            # Turkish "on bir" is eleven, though "bir" alone is an article.
            if kind == "article" and follows and mention.key("num") is not None:
                continue
            if key is not None:
                return _Part(at, mention.last, float(key) if key else 1.0, kind)
        return None
    if pack.glued_numbers and token.kind == "word" and len(token.norm) > 5:
        number = glued(token.norm, pack)
        if number is not None:
            return _Part(at, at + 1, float(number), "glued")
    return None


def _is_cut_thousand(token: Token, after: Token, pack: Pack) -> bool:
    """Whether a word between two numbers is the word for thousand without its first letter: "42 in 681"."""
    cut = any(token.norm == word[1:] for word in pack.thousands if len(word) > 2)
    return cut and after.kind == "num" and len(after.norm) == 3 and after.norm.isdigit()


def _is_joined(token: Token, before: _Part, part: _Part, pack: Pack) -> bool:
    """Whether a number word is added to the one before by a written-on "and": three and twenty."""
    return bool(pack.joiner) and before.kind == part.kind == "num" and token.text.startswith(pack.joiner)


def _continues(parts: list[_Part], part: _Part) -> bool:
    before = parts[-1]
    if part.kind == "article":
        return False
    if before.number == 0 and len(parts) > 1:
        # A zero holds an empty place: 一千零二十三.
        return _continues(parts[:-1], part)
    if before.kind == "half":
        return part.kind == "scale" and before.number < 1 and part.number >= 1000
    if before.kind == "rough":
        return (part.kind == "scale" and before.number < 100 < part.number) or (
            part.kind in {"scale", "rough"} and before.number < 2 < part.number
        )
    if part.kind == "scale":
        return not (before.kind == "scale" and before.number < 100)
    if before.kind == "article":
        return part.kind == "rough"
    if part.kind == "rough":
        return before.kind in {"num", "digits"} and before.number < 100 and part.number >= _DOZENS
    if before.kind == "scale":
        return part.number < before.number
    if before.kind == part.kind == "num":
        return _room(before.number) > part.number > 0
    return False


def _room(number: float) -> float:
    """The least power of ten a number ends on: after 20 there is room for 5, after 200 for 45."""
    room = 1.0
    while number and number % (room * 10) == 0 and room < 1e12:
        room *= 10
    return room


def _joined(parts: list[_Part]) -> Amount:
    total, current, low, last_scale = 0.0, 0.0, 0.0, 0.0
    started = False
    counted = parts[1:] if parts[0].kind == "article" and len(parts) > 1 and parts[1].kind == "rough" else parts
    for part in counted:
        if part.kind == "scale" or (part.kind == "rough" and started and part.number >= _DOZENS):
            if part.number < 1000:
                added = (low if started and low else 1.0) * part.number
                current = current - (low if started else 0.0) + added
                low = added
            elif last_scale and part.number > last_scale:
                total, current, low, last_scale = (total + current) * part.number, 0.0, 0.0, part.number
            else:
                total, current, low, last_scale = total + (current or 1.0) * part.number, 0.0, 0.0, part.number
        elif part.kind == "half":
            total, current = (total + part.number, current) if part.number > 1 else (total, current + part.number)
        else:
            current, low = current + part.number, part.number
        started = True
    number = round(total + current, 6)
    rough = any(part.kind == "rough" and part.number >= _DOZENS for part in parts)
    doubts = tuple(part.doubt for part in parts if part.doubt)
    value = _value(number, Exactness.ABOUT if rough else Exactness.EXACT)
    return Amount(parts[0].first, parts[-1].last, value, len(parts) == 1 and parts[0].kind == "article", doubts)


def _ordinal(sentence: list[Token], starts: dict[int, Mention], at: int, pack: Pack) -> Amount | None:
    token = sentence[at]
    mention = starts.get(at)
    key = mention.key("ordinal") if mention else None
    if mention is not None and key is not None:
        following = starts.get(mention.last)
        # Portuguese "segundo os bombeiros": according to, not the second.
        said = mention.key("said", "stop") is not None and (following is None or following.key("noun", "of") is None)
        return None if said else Amount(at, mention.last, _value(float(key), Exactness.ORDINAL))
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if token.kind == "num" and token.norm.isdigit() and len(token.norm) < 4 and after is not None:
        ending = after.norm
        dashed = ending == "-" and at + 2 < len(sentence) and sentence[at + 2].norm in pack.suffixes
        # "26." at the end of a sentence is no 26th.
        stop = ending == "." and at + 2 == len(sentence)
        if after.glued and not stop and (ending in pack.suffixes or dashed):
            return Amount(at, at + 2 + dashed, _value(float(token.norm), Exactness.ORDINAL))
    return None


@lru_cache(maxsize=10_000)
def digits(text: str, decimal: str) -> tuple[float | None, str]:
    """The number that digits with separators are, and a doubt about it; None for what is no amount."""
    plain = text.replace("٬", ",").replace("٫", ".").replace("،", ",").replace("．", ".").replace("，", ",")
    if sum(character.isdigit() for character in plain) > DIGITS:
        return None, ""
    if plain.isdigit():
        return float(plain), ""
    grouped = _GROUPED.fullmatch(plain)
    marks = [character for character in plain if not character.isdigit()]
    if grouped and not plain.startswith("0"):
        if grouped[1] == decimal and len(marks) == 1:
            doubt = f"{text} is read with its mark as a separator of thousands, which this language uses for decimals."
            return float(re.sub(r"\D", "", plain)), doubt
        return float(re.sub(r"\D", "", plain)), ""
    if len(marks) == 1 and marks[0] in ".,":
        return float(plain.replace(",", ".")), ""
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        whole, _, part = plain.rpartition(marks[-1])
        if _GROUPED.fullmatch(whole):
            return float(re.sub(r"\D", "", whole) + "." + part), ""
    if len(marks) > 1 and set(marks) == {","}:
        # Lakh and crore: 12,34,567.
        return (float(plain.replace(",", "")), "") if re.fullmatch(r"\d{1,2}(?:,\d{2})+,\d{3}", plain) else (None, "")
    return None, ""


@lru_cache(maxsize=5_000)
def _glued_parts(word: str, pack_words: tuple[tuple[str, int], ...]) -> tuple[int, ...] | None:
    if not word:
        return ()
    for text, number in pack_words:
        if word.startswith(text):
            rest = _glued_parts(word[len(text) :], pack_words)
            if rest is not None:
                return (number, *rest)
    return None


def glued(word: str, pack: Pack) -> int | None:
    """A number word written together: "duecentotrenta", "dreiundzwanzig"; None for another word."""
    if len(word) > 60 or not any(word.startswith(text) for text, _ in pack.number_words):
        return None
    parts = _glued_parts(word, pack.number_words)
    if not parts or len(parts) < 2:
        return None
    total = current = 0
    for number in parts:
        if number >= 1000:
            total, current = total + max(current, 1) * number, 0
        elif number == 100:
            current = max(current, 1) * 100 if current < 10 else current + 100
        elif number > 0:
            current += number
    return total + current


def _value(number: float, exactness: Exactness) -> Value:
    """The interval a stated number may stand for: a tenth either way of what is rough."""
    spread = 0.1 * number
    low, high = {
        Exactness.EXACT: (number, number),
        Exactness.ABOUT: (number - spread, number + spread),
        Exactness.ALMOST: (number - spread, number),
        Exactness.OVER: (number, number + 2 * spread),
        Exactness.AT_LEAST: (number, None),
        Exactness.AT_MOST: (0.0, number),
        Exactness.ORDINAL: (number, None),
    }[exactness]
    return Value(number, low, high, exactness)


def _rises_to(mentions: list[Mention], to: Mention, amount: Amount, sentence: list[Token]) -> bool:
    """Whether "to" belongs to a total that rises to its number ("to 4,310 rose the toll", "from one to five"); it is no "up to"."""
    number = to.first > 0 and sentence[to.first - 1].kind == "num"
    risen = any(
        mention.last == to.first and (mention.key("scope") == "total" or mention.key("num") is not None) for mention in mentions
    )
    rises = any(mention.first == amount.last and mention.key("moved") is not None for mention in mentions)
    return number or risen or rises


def _goes_on(amount: Amount, sentence: list[Token], mentions: list[Mention]) -> bool:
    """Whether what a figure rose to follows: "passou de 3.400 para 5.100" is no "over 3.400"."""
    to = next((mention for mention in mentions if mention.first == amount.last and mention.key("range_to") is not None), None)
    return to is not None and any(token.kind == "num" for token in sentence[to.last : to.last + 2])


def _ranges(found: list[Amount], sentence: list[Token], mentions: list[Mention], pack: Pack) -> list[Amount]:
    """Amounts with "10-15", "between 10 and 15", "from 5 to 6 thousand" as one interval."""
    starts = {mention.first: mention for mention in mentions}
    ends = {mention.last: mention for mention in mentions}
    result: list[Amount] = []
    for amount in found:
        before = result[-1] if result else None
        if before is None or amount.article or before.article or before.last >= len(sentence):
            result.append(amount)
            continue
        low = before.number * _shared_scale(before, amount, ends)
        to, opening = starts.get(before.last), ends.get(before.first)
        opened = opening is not None and opening.key("range_from") is not None and not moves(mentions, opening)
        only_to = to is not None and to.key("join", "num_join") is None and not _has_moved(mentions, before.first)
        worded = (
            to is not None and to.last == amount.first and to.key("range_to") is not None and (opened or only_to or not pack.spaced)
        )
        marked = amount.first - before.last == 1 and sentence[before.last].norm in _RANGE_MARKS
        if low < amount.number and (marked or worded):
            first = opening.first if opened and opening is not None else before.first
            result[-1] = Amount(first, amount.last, Value(low, low, amount.number, Exactness.ABOUT))
        else:
            result.append(amount)
    return result


def _has_moved(mentions: list[Mention], first: int) -> bool:
    """Whether a figure has been said to rise or fall before the first of two numbers."""
    return any(mention.last <= first and mention.key("moved") is not None for mention in mentions)


def _shared_scale(before: Amount, amount: Amount, ends: dict[int, Mention]) -> float:
    """What the first number of an interval leaves to the second: the thousand of "5 to 6 thousand"."""
    mention = ends.get(amount.last)
    scale = float(mention.key("scale") or 1) if mention is not None and mention.first > amount.first else 1.0
    return scale if scale >= 1000 and before.number < amount.number / scale else 1.0


def moves(mentions: list[Mention], opening: Mention) -> bool:
    """Whether "from" opens what a figure was before it rose or fell, and no interval."""
    near = (mention for mention in mentions if 0 <= opening.first - mention.last <= 3)
    return opening.key("moved") is not None or any(mention.key("moved") is not None for mention in near)


def _stated(amount: Amount, sentence: list[Token], mentions: list[Mention], pack: Pack) -> Amount:
    """An amount with the word that says how exact it is, before it or after."""
    if amount.value.exactness is Exactness.ORDINAL:
        return amount
    first, last, exactness, over_subject = amount.first, amount.last, None, False
    for mention in reversed([mention for mention in mentions if mention.last <= amount.first and amount.first - mention.last < 4]):
        if mention.last != first:
            break
        key = mention.key("exactness")
        if key is not None and mention.key("moved") is not None and _goes_on(amount, sentence, mentions):
            break
        if (
            key == Exactness.AT_MOST
            and mention.key("link", "range_to") is not None
            and _rises_to(mentions, mention, amount, sentence)
        ):
            break
        if key is not None:
            exactness, first = Exactness(key), amount.first if over_subject else mention.first
            break
        subject = pack.verb_first and mention.key("noun", "scope") is not None
        # "About in 30 kilometres": a preposition may part the two in several languages.
        placed = mention.key("stop") is not None and mention.last == amount.first
        if mention.key("other", "light", "article") is None and not subject and not placed:
            break
        over_subject = over_subject or subject
        first = mention.first
    if exactness is None:
        first = amount.first
        if first > 0 and sentence[first - 1].norm in {"~", "≈", "+", ">", "±"}:
            exactness = Exactness.OVER if sentence[first - 1].norm == ">" else Exactness.ABOUT
            first -= 1
    at = amount.last
    apostrophe = at < len(sentence) and sentence[at].text in _APOSTROPHES
    for mention in mentions:
        if exactness is None and 0 <= mention.first - at <= 1:
            key = mention.key("exactness_after")
            if key is not None and (mention.first == at or apostrophe or sentence[at].kind == "word"):
                exactness = Exactness(key)
                last = mention.last if mention.first == at or apostrophe else at
    if exactness is None or (amount.value.high != amount.value.low and exactness is Exactness.ABOUT):
        return amount
    return replace(amount, first=first, last=last, value=_value(amount.number, exactness), article=False)
