"""Cities and regions that no pack names, by the tables of the world's places: "a Genova", "у Брешії" tell of Italy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from .lexicon import Mention
from .pack import Pack
from .places.spelling import folded, sounded
from .places.tables import cities, fields, regions
from .tokens import Token

_REGION, _TOWN = 1_000_000, 30_000
"""How many people a region, and a town with an airfield that no other table has, weigh."""
_MOST = 0.8
"""The share of the people of all places of a name by which it is that of one country."""
_WORDS = 4
_LETTERS, _OPENING_LETTERS, _STEM = 4, 6, 4
"""Letters of a name, of one that opens a sentence and so may be any word, and of one that a case has bent."""
_COMMON = frozenset(
    {"africa", "america", "asia", "europa", "europe", "occidental", "oriental", "norte", "north", "south", "east", "west",
     "central", "centre", "centro", "nord", "sud", "est", "ouest", "interior", "capital", "corona", "villa", "santa", "port",
     "porto", "puerto", "islas", "island", "islands", "union", "republic", "república", "federal", "district", "sea",
     "victoria", "concordia", "progreso", "libertad", "independencia", "hospital", "general", "marina", "base"}
)  # fmt: skip
"""Names of places that are words of their own."""
_VOWELS = tuple("aeiou")
_SMALL = frozenset({"of", "light", "article", "in", "join", "toward", "stop", "away_from"})
_AFTER_OPENING = frozenset(",(—–-/:")
_QUOTES = frozenset("«„“\"”»'")
_AREAS = "市省州县縣県府道郡区區村镇鎮岛島"
_LAST_LETTER = "\u2e80"
"""From here on a sign is no letter."""
_SIGNS = 3
"""Signs of a name that stands without a word such as city or province after it."""
_LONGEST = 8
_Names = Mapping[tuple[str, ...], str]
_Weights = defaultdict[tuple[str, ...], defaultdict[str, float]]


def world_names(sentence: list[Token], mentions: list[Mention], pack: Pack) -> list[Mention]:
    """The phrases of a sentence with the cities and regions of the world that none of them is, in their order."""
    taken = {at: mention for mention in mentions for at in range(mention.first, mention.last)}
    found = list(_signs(sentence, taken, pack) if not pack.spaced else _words(sentence, taken, pack))
    if not found:
        return mentions
    inside = {at for name in found for at in range(name.first, name.last)}
    return sorted([*(mention for mention in mentions if mention.first not in inside), *found], key=lambda name: name.first)


def _words(sentence: list[Token], taken: Mapping[int, Mention], pack: Pack) -> Iterator[Mention]:
    position = 0
    while position < len(sentence):
        name = _name(sentence, taken, position, pack) if _may_begin(sentence, taken, position) else None
        if name is not None:
            yield name
        position = name.last if name is not None else position + 1


def _may_begin(sentence: list[Token], taken: Mapping[int, Mention], at: int) -> bool:
    token = sentence[at]
    large = token.text.isupper() and len(token.text) < _OPENING_LETTERS
    if at in taken or token.kind != "word" or not token.text[0].isupper() or large or len(token.text) < _LETTERS - 1:
        return False
    if at and sentence[at - 1].norm in _QUOTES:
        return False
    before = sentence[at - 1] if at > 1 else None
    return before is None or at - 1 in taken or not _is_name(before)


def _is_name(token: Token) -> bool:
    return token.kind == "word" and token.text[0].isupper() and not token.text.isupper()


def _name(sentence: list[Token], taken: Mapping[int, Mention], first: int, pack: Pack) -> Mention | None:
    """The longest name that begins at a token."""
    best: tuple[int, str] | None = None
    parts: list[str] = []
    for last in range(first, min(len(sentence), first + _WORDS)):
        token, known = sentence[last], taken.get(last)
        if token.kind != "word" or (known is not None and not set(known.keys) <= _SMALL):
            break
        parts += folded(token.text).split()
        code = _country(tuple(parts), () if last == 0 else pack.name_cases) if token.text[0].isupper() else ""
        if code and not _is_person(sentence, taken, last + 1, pack):
            best = (last + 1, code)
    if best is None or (first == 0 and not _opens(sentence, best[0], parts)):
        return None
    return Mention(first, best[0], {"city": best[1]})


def _opens(sentence: list[Token], last: int, parts: list[str]) -> bool:
    """Whether what opens a sentence is rather a name than any word written large: a city's own, or one that is set apart."""
    if last < len(sentence) and sentence[last].norm in _AFTER_OPENING:
        return True
    return sum(map(len, parts)) >= _OPENING_LETTERS and tuple(map(_key, parts)) in _own_names()


def _is_person(sentence: list[Token], taken: Mapping[int, Mention], after: int, pack: Pack) -> bool:
    """Whether a name goes on with another that nobody knows, as a person's does. German writes all nouns so."""
    return not pack.large_nouns and after < len(sentence) and after not in taken and _is_name(sentence[after])


def _country(name: tuple[str, ...], cases: tuple[str, ...]) -> str:
    """The country of a name, also with the ending of a case where names have such; empty where it is none's or several's."""
    names, stems = _world()
    code = names.get(tuple(map(_key, name)))
    if code is not None or not cases:
        return code or ""
    bent: list[tuple[str, ...]] = [()]
    for word in name:
        roots = [word, *(word.removesuffix(ending) for ending in cases if word.endswith(ending))]
        bent = [(*stem, _stem(_key(root))) for stem in bent for root in roots if len(root) >= _STEM]
    return next((stems[stem] for stem in bent if stems.get(stem)), "")


def _key(word: str) -> str:
    """A word as names are known by it: a Cyrillic one by its sound."""
    return word if word.isascii() else sounded(word) or word


def _signs(sentence: list[Token], taken: Mapping[int, Mention], pack: Pack) -> Iterator[Mention]:
    """Names where words are not spaced: of two signs only before a word such as city or province."""
    names = _world()[0]
    position = 0
    while position < len(sentence):
        if position in taken or folded(sentence[position].text)[:1] not in _first_signs():
            position += 1
            continue
        last = next(
            (
                last
                for last in range(min(len(sentence), position + _LONGEST), position, -1)
                if not any(at in taken for at in range(position, last)) and _is_sign_name(sentence, position, last, names)
            ),
            None,
        )
        if last is not None:
            yield Mention(position, last, {"city": names[folded("".join(token.text for token in sentence[position:last])),]})
        position = last if last is not None else position + 1


def _is_sign_name(sentence: list[Token], first: int, last: int, names: _Names) -> bool:
    text = "".join(token.text for token in sentence[first:last])
    if len(text) < 2 or not names.get((folded(text),)):
        return False
    return len(text) >= _SIGNS or text[-1] in _AREAS or (last < len(sentence) and sentence[last].text[0] in _AREAS)


@cache
def _world() -> tuple[_Names, _Names]:
    """Countries by the words of a name, and by their stems; empty where a name is that of places in several countries."""
    people: _Weights = defaultdict(lambda: defaultdict(float))
    stems: _Weights = defaultdict(lambda: defaultdict(float))
    for name, code, weight in _places():
        words = tuple(folded(name).split())
        letters = sum(map(len, words))
        if not words or " ".join(words) in _COMMON or letters < (_LETTERS if words[0] < _LAST_LETTER else 2):
            continue
        for key in {words, tuple(sounded(word) or word for word in words)}:
            people[key][code] = max(weight, people[key][code])
            stem = tuple(map(_stem, key))
            stems[stem][code] = max(weight, stems[stem][code])
    return {words: _one(codes) for words, codes in people.items()}, {words: _one(codes) for words, codes in stems.items()}


@cache
def _first_signs() -> frozenset[str]:
    """What names begin with that are written in signs."""
    return frozenset(words[0][0] for words in _world()[0] if words[0][0] >= _LAST_LETTER)


@cache
def _own_names() -> frozenset[tuple[str, ...]]:
    """What cities are called in their tables first, by sound too."""
    names = [tuple(folded(city.name).split()) for city in cities()]
    return frozenset([*names, *(tuple(sounded(word) for word in name) for name in names)])


def _places() -> Iterator[tuple[str, str, float]]:
    """Names with their country and how many people are meant by it: a city's other names less than its own."""
    for city in cities():
        yield city.name, city.country, city.people
        for name in city.others:
            # Short names in other tongues are those of many things.
            if len(name) <= _LETTERS and name.isascii():
                continue
            yield name, city.country, 0.5 * city.people
    for region in regions().values():
        for name in (region.name, *region.others):
            yield name, region.country, _REGION
    for field in fields().values():
        if len(field.town) > _LETTERS and field.size != "small":
            yield field.town, field.country, _TOWN


def _one(codes: Mapping[str, float]) -> str:
    code = max(codes, key=lambda one: (codes[one], one))
    return code if codes[code] >= _MOST * sum(codes.values()) else ""


def _stem(word: str) -> str:
    return word[:-1] if word.endswith(_VOWELS) and len(word) > _STEM else word
