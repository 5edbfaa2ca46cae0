"""The names of some countries' airfields, regions and cities, found in a report's words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..tokens import Token
from .spelling import folded, sounded
from .tables import City, Field, Spot, cities_of, fields_of, place_words, regions

_ENDING = 4
"""Letters that a case adds to a name's stem at the most."""
_ENDINGS = {"ru", "uk", "pl", "sr"}
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
"""What is written together with a word in Arabic, the longest first."""
_C_IS_TS = {"RS", "HR", "BA", "ME", "MK", "SI", "PL", "CZ", "SK"}
"""Where a c in Latin letters sounds as ts, also before a, o and u."""
_UNSPACED = {"zh", "ja", "ko"}
_MOST_WORDS = 6
_CITY_ALIAS = 2
"""How much another name of a city is its own: less than a region's."""
_PART, _PART_LETTERS = 0.75, 5
"""How surely one word of an airfield's name is that name, and how long it must be."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: tokens `first` up to `last`, what may be meant, and how surely the spelling is that name's (0 to 1)."""

    first: int
    last: int
    spots: tuple[Spot, ...]
    spelled: float

    @property
    def kind(self) -> str:
        """airfield, city or region: the narrowest of what may be meant."""
        kinds = {"airfield" if isinstance(spot, Field) else "city" if isinstance(spot, City) else "region" for spot in self.spots}
        return next(kind for kind in ("airfield", "city", "region") if kind in kinds)


class Gazetteer:
    """Names of the places of some countries."""

    def __init__(self, countries: Iterable[str]) -> None:
        self._names: _Index = defaultdict(dict)
        self._stems: _Index = defaultdict(dict)
        self._signs: _Index = defaultdict(dict)
        self._parts: _Index = defaultdict(dict)
        """Single words of airfields' names: Torrejón of Madrid-Torrejón."""
        self.codes: dict[str, Field] = {}
        for country in countries:
            for spot in _spots(country):
                self._add(spot)

    def _add(self, spot: Spot) -> None:
        if isinstance(spot, Field):
            self.codes[spot.id] = spot
        for name in dict.fromkeys((spot.name, *spot.others)):
            if isinstance(spot, Field):
                for word in _parts(name):
                    self._parts[word,][spot.id] = (1, spot)
            rank = 0 if name == spot.name else _CITY_ALIAS if isinstance(spot, City) else 1
            for words in _ways(name, spot):
                whole = "".join(words)
                keys: list[tuple[_Index, tuple[str, ...]]]
                if any(_is_sign(word[0]) for word in words):
                    keys = [(self._signs, (whole,))] if len(whole) > 1 else []
                else:
                    keys = [(self._names, words), (self._stems, tuple(map(_stem, words)))] if len(whole) > 2 else []
                for index, key in keys:
                    known = index[key].get(spot.id)
                    index[key][spot.id] = (rank if known is None else min(rank, known[0]), spot)

    def find(self, sentence: Sequence[Token], language: str) -> list[Named]:
        """The names in a sentence, the longest where several begin together; none overlapping."""
        if language in _UNSPACED:
            return self._signs_in(sentence, spaced=language == "ko")
        found: list[Named] = []
        position = 0
        while position < len(sentence):
            named = self._at(sentence, position, language)
            if named is not None:
                found.append(named)
            position = named.last if named is not None else position + 1
        return found

    def _at(self, sentence: Sequence[Token], position: int, language: str) -> Named | None:
        token = sentence[position]
        if token.kind == "code" or (len(token.text) == 4 and token.text.isupper()):
            field = self.codes.get(token.text)
            return Named(position, position + 1, (field,), 1.0) if field is not None else None
        if token.kind != "word" or token.text[0].islower():
            return None
        part = self._parts.get((_key(folded(token.text)),))
        best = Named(position, position + 1, _ranked(part), _PART) if part else None
        for words, last in _runs(sentence, position, language):
            exact = self._names.get(words)
            if exact:
                best = Named(position, last, _ranked(exact), 1.0)
            elif language in _ENDINGS or len(sentence[last - 1].text) > 6:
                bent = self._bent(words, language in _ENDINGS)
                if bent:
                    best = Named(position, last, _ranked(bent), 0.95)
        return best

    def _bent(self, words: tuple[str, ...], endings: bool) -> "_Known":
        """Spots whose name is these words with endings of a case, or differs in the vowel at their end alone."""
        stems: list[tuple[str, ...]] = [()]
        for word in words:
            least = max(3, len(word) - _ENDING) if endings else len(_stem(word))
            stems = [(*stem, word[:length]) for stem in stems for length in range(len(word), least - 1, -1)][:64]
        for stem in stems:
            if self._stems.get(stem) and (endings or len("".join(stem)) > 3):
                return self._stems[stem]
        return {}

    def _signs_in(self, sentence: Sequence[Token], spaced: bool) -> list[Named]:
        text, starts = "", {}
        for n, token in enumerate(sentence):
            word = folded(token.text).replace(" ", "")
            for step in range(len(word)):
                starts[len(text) + step] = n
            text += word + ("" if not spaced else " ")
        found: list[Named] = []
        position = 0
        while position < len(text):
            name = next(
                (
                    text[position : position + n]
                    for n in range(min(12, len(text) - position), 1, -1)
                    if (text[position : position + n],) in self._signs
                ),
                "",
            )
            if name and not (spaced and position and text[position - 1] != " "):
                found.append(Named(starts[position], starts[position + len(name) - 1] + 1, _ranked(self._signs[name,]), 1.0))
            position += len(name) or 1
        codes = [Named(n, n + 1, (self.codes[token.text],), 1.0) for n, token in enumerate(sentence) if token.text in self.codes]
        return sorted(found + codes, key=lambda named: named.first)


_Known = dict[str, tuple[int, Spot]]
"""Places by their identifier, with how much a name is their own: 0 as they are called, 1 and 2 another name of theirs."""
_Index = defaultdict[tuple[str, ...], _Known]


def _ranked(known: _Known) -> tuple[Spot, ...]:
    """Those the name belongs to most, then the larger ones, first; a city before the region that is called after it."""

    def place(one: tuple[int, Spot]) -> tuple[int, int, str]:
        rank, spot = one
        people = spot.people if isinstance(spot, City) else 0
        return (1 if rank == _CITY_ALIAS and spot.region in known else rank), -people, spot.id

    return tuple(spot for _, spot in sorted(known.values(), key=place))


@lru_cache(maxsize=8)
def gazetteer(countries: tuple[str, ...]) -> Gazetteer:
    """The gazetteer of some countries, kept."""
    return Gazetteer(countries)


def spots_named(name: str, country: str) -> tuple[Spot, ...]:
    """The regions and cities of a country that a person may mean by a name; regions by their code too."""
    if name in regions():
        return (regions()[name],)
    wanted = {_bare(words) for words in _ways(name, None)}
    spots = [spot for spot in _spots(country) if not isinstance(spot, Field)]
    return tuple(
        spot for spot in spots if any(_bare(words) in wanted for known in (spot.name, *spot.others) for words in _ways(known, spot))
    )


def _bare(words: tuple[str, ...]) -> str:
    return " ".join(words)


def _spots(country: str) -> Iterator[Spot]:
    yield from fields_of(country)
    yield from cities_of(country)
    yield from (region for region in regions().values() if region.country == country)


def _ways(name: str, spot: Spot | None) -> Iterator[tuple[str, ...]]:
    """How a name may be written: whole, and an airfield's without the words that all airfields have, and without its town's."""
    for way in _written(name, spot):
        words = tuple(key for word in way if (key := _key(word)) not in _particles())
        if words:
            yield words
        if spot is not None and spot.country in _C_IS_TS and any("c" in word for word in way):
            yield tuple(_key(word.replace("c", "ts")) for word in way)


def _written(name: str, spot: Spot | None) -> Iterator[tuple[str, ...]]:
    words = tuple(word for word in folded(name).split() if word not in _particles())
    if isinstance(spot, Field):
        words = tuple(word for word in words if word not in _generic())
        town = tuple(folded(spot.town).split())
        if len(words) > len(town) and words[: len(town)] == town:
            yield words[len(town) :]
    if words:
        yield words


def _parts(name: str) -> Iterator[str]:
    """The words of an airfield's name that may stand for it."""
    words = folded(name).split()
    if len(words) > 1:
        yield from (_key(word) for word in words if len(word) >= _PART_LETTERS and word not in _generic() | _particles())


def _key(word: str) -> str:
    return sounded(word) or word


def _stem(word: str) -> str:
    """A word without the vowel that a case changes, and an i before it."""
    bare = word[:-1] if word[-1:] in tuple("aeiou") else word
    bare = bare.removesuffix("i") if bare != word else bare
    return bare if len(bare) >= 3 else word


def _runs(sentence: Sequence[Token], position: int, language: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Runs of words from a position on, as keys; particles between them are passed over."""
    words: list[str] = []
    for last in range(position, min(len(sentence), position + _MOST_WORDS)):
        token = sentence[last]
        if token.kind != "word":
            if token.kind == "mark" and token.text in "-–" and words:
                continue
            return
        keys = [_key(part) for part in folded(token.text).split() if part not in _particles()]
        parts = [key for key in keys if key not in _particles()]
        words += parts
        if words and parts:
            yield tuple(words), last + 1
            if language == "ar":
                for article in _ARTICLES:
                    if words[0].startswith(article) and len(words[0]) - len(article) > 2:
                        yield (words[0].removeprefix(article), *words[1:]), last + 1


def _is_sign(sign: str) -> bool:
    return "\u3040" <= sign <= "\u9fff" or "가" <= sign <= "힣"


def _particles() -> frozenset[str]:
    return _sets()[0]


def _generic() -> frozenset[str]:
    return _sets()[1]


@lru_cache(maxsize=1)
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    words = place_words()
    return frozenset(words["particles"]), frozenset(folded(word) for word in words["generic"])
