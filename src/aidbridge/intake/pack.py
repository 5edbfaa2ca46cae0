"""Language packs: a file of words for each language, joined with what CLDR knows of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..model.errors import UnknownNameError
from .lexicon import Lexicon, Sense, expanded
from .tokens import norm

CONCEPTS = "concepts.yaml"
_LISTS = {
    "numbers": "num", "scale": "scale", "rough": "rough", "ordinals": "ordinal", "exactness": "exactness",
    "exactness_after": "exactness_after", "units": "unit", "states": "state", "scope": "scope", "days": "day",
    "grammar": "", "events": "event", "countries": "country", "bearings": "bearing", "duals": "dual",
    "senders": "sender",
}  # fmt: skip
_ROLES = ("noun", "verb")
_DECLINED = frozenset("аяыay")
_WHOLE = 5
"""Letters of a name that stands whole before an apostrophe, and is the stem of other words too: Lima, limanı."""
_SHORT = 2
"""Syllables of a name that is the stem of other words too."""
_SECOND = "йюмejm"


@dataclass(frozen=True, slots=True)
class Pack:
    """A language as the engine reads it."""

    language: str
    name: str
    lexicon: Lexicon
    decimal: str
    group_space: bool
    head_last: bool
    """Whether the last noun of a group is its head: English "patient beds" are beds."""
    verb_after: bool
    """Whether the verb that says what became of people follows them: Turkish, Korean, Japanese."""
    verb_first: bool
    """Whether a verb's subject may stand between it and its number: Arabic."""
    separable: Mapping[tuple[str, str], str]
    """States of verbs whose particle stands at the end of the clause, by verb and particle: German "sagte ... zu"."""
    framed: bool
    """Whether much of a sentence may stand between "shall" and its verb: German "soll morgen mit 12 Tonnen starten"."""
    spaced: bool
    glued_numbers: bool
    """Whether number words are written together: Italian "duecentotrenta"."""
    abbreviations: frozenset[str]
    suffixes: frozenset[str]
    """What follows the digits of an ordinal: "th"."""
    plural: str
    """How a noun in the plural ends, where that tells the head of a group; empty where it does not."""
    common: frozenset[str]
    """Frequent words by which the language is known."""
    number_words: tuple[tuple[str, int], ...]
    """Words that numbers written together are made of, the longest first."""
    numerals: frozenset[str] = frozenset()
    """Number words as they stand alone."""
    perfect: frozenset[str] = frozenset()
    """Words beside a verb by which it is done, and not planned: "have", "already"."""
    thousands: frozenset[str] = frozenset()
    genitive: str = ""
    """Where a noun stands before its number ("masks 50 sheets"), the ending by which it follows instead ("50 sheets of masks")."""
    topics: tuple[str, ...] = ()
    """Endings of a noun that does something, and is not counted by the number after it."""
    home: str = ""
    """The country whose own news a report in this language tells where it names none."""
    cases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Endings of places by what they mean: `toward`, `in`, `away_from`; with a hyphen those that are part of the word."""
    particles: tuple[str, ...] = ()
    """Endings of a counter after which the next noun is another's: Korean subjects and objects."""
    joiner: str = ""
    """The "and" that is written together with the word after it, as in Arabic."""
    articles: bool = False
    """Whether "a dozen" has an article, so that "dozens" alone is no number."""
    latin: bool = False
    """Whether the language is written in Cyrillic too, and read by its Latin spelling."""
    name_cases: tuple[str, ...] = ()
    """Endings that the cases give to names, without diacritics."""
    large_nouns: bool = False
    """Whether all nouns are written large."""


def languages() -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    names = (entry.name for entry in files(__package__).joinpath("packs").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def concepts() -> dict[str, dict[str, str]]:
    """What claims can speak of: concept to `group` (situation, asset, place) and `unit`."""
    found: dict[str, dict[str, str]] = _yaml(CONCEPTS)
    return found


@cache
def source(language: str) -> dict[str, Any]:
    """A pack as written. Raises UnknownNameError."""
    if language not in languages():
        raise UnknownNameError("language", language, list(languages()))
    found: dict[str, Any] = _yaml("packs", f"{language}.yaml")
    return found


@cache
def pack(language: str) -> Pack:
    """The pack of a language. Raises UnknownNameError for one that has none."""
    written = source(language)
    cldr = _yaml("packs", "cldr", f"{language}.yaml")
    order = written["order"]
    lexicon = Lexicon(
        int(order.get("endings", "6")), patterns(written.get("proclitics", "")), compounds=order.get("nouns") == "compound"
    )
    for section, kind in _LISTS.items():
        for key, words in written.get(section, {}).items():
            _add(lexicon, words, Sense(kind or key, "" if section == "grammar" else key))
    for concept, duals in written.get("duals", {}).items():
        _add(lexicon, duals, Sense("noun", concept))
    for concept, roles in written["concepts"].items():
        for role in _ROLES:
            _add(lexicon, roles.get(role, ""), Sense(role, concept))
    _add(lexicon, written["people"], Sense("people", ""))
    for month, words in written.get("months", {}).items():
        _add(lexicon, words, Sense("month", month))
    for place, words in written.get("places", {}).items():
        _add(lexicon, words, Sense("city", place.partition(" ")[0]))
    _add_cldr(lexicon, cldr, order, written.get("weekdays", {}))
    words = {pattern: int(key) for key, text in (written["numbers"] | written["scale"]).items() for pattern in patterns(text)}
    words |= dict.fromkeys(patterns(order.get("joins", "")), 0)
    return Pack(
        language=language,
        name=written["name"],
        lexicon=lexicon,
        decimal=cldr["decimal"],
        group_space=order.get("group_space") == "yes",
        head_last=order.get("head") == "last",
        verb_after=order.get("verb") == "after",
        verb_first=order.get("verb") == "first",
        separable={
            (verb, particle): state
            for state, words in written.get("separable", {}).items()
            for pattern in patterns(words)
            for verb, particle in [_pair(phrase) for phrase in expanded(pattern)]
        },
        framed=order.get("verb") == "framed",
        spaced=order.get("spaces", "yes") == "yes",
        glued_numbers=order.get("numbers") == "glued",
        abbreviations=frozenset(patterns(written.get("abbreviations", ""))),
        suffixes=frozenset(patterns(written.get("suffixes", ""))),
        plural=order.get("plural", ""),
        common=frozenset(patterns(written["common"])),
        number_words=tuple(sorted((item for item in words.items() if item[0].isalpha()), key=lambda item: -len(item[0]))),
        numerals=frozenset(word for word in words if word.isalpha()),
        perfect=frozenset(patterns(written["grammar"].get("perfect", ""))),
        thousands=frozenset(patterns(written["scale"].get("1000", ""))),
        latin=order.get("script") == "both",
        articles=bool(patterns(written["grammar"].get("article", ""))),
        cases={
            kind: tuple(patterns(order[f"{kind}_endings"])) for kind in ("toward", "in", "away_from") if f"{kind}_endings" in order
        },
        particles=tuple(patterns(order.get("particles", ""))),
        name_cases=tuple(sorted(patterns(order.get("name_cases", "")), key=len, reverse=True)),
        large_nouns=order.get("nouns") == "compound",
        home=order.get("home", ""),
        joiner=order.get("joiner", ""),
        genitive=order.get("genitive", ""),
        topics=tuple(patterns(order.get("topics", ""))),
    )


@cache
def country_names(language: str) -> dict[str, str]:
    """The countries' names in a language by code, as CLDR has them; of several the longest."""
    cldr = _yaml("packs", "cldr", f"{language}.yaml")
    return {code: max(words.split(", "), key=len) for code, words in cldr["countries"].items() if words}


def patterns(text: str) -> list[str]:
    """A list written with commas."""
    return [part for piece in (text or "").replace("\n", " ").split(",") if (part := piece.strip())]


def _add(lexicon: Lexicon, words: str, sense: Sense) -> None:
    for pattern in patterns(words):
        lexicon.add(pattern, sense)


def _add_cldr(lexicon: Lexicon, cldr: dict[str, Any], order: dict[str, str], weekdays: dict[str, str]) -> None:
    """`weekdays` are a pack's own, where their cases have stems that other words have too."""
    for month, words in cldr["months"].items():
        _add(lexicon, words, Sense("month", month))
    for day, words in (weekdays or cldr["weekdays"]).items():
        for word in patterns(words):
            # Short forms are words of their own in several languages, and reports write the day in full.
            if len(word) > 3 or (not word.isascii() and len(word) > 2) or weekdays:
                lexicon.add(word if weekdays else _stem(word, order), Sense("weekday", day))
    inflected = "name_endings" in order
    for code, words in cldr["countries"].items():
        for word in patterns(words):
            for name in _names(word):
                lexicon.add(_stem(name, order), Sense("country", code))
                if inflected:
                    lexicon.add(_stem(name, order), Sense("proper", ""))
    for city, code in cldr["cities"].items():
        for name in _names(city):
            if len(name) > 3 or not name.isascii():
                lexicon.add(_stem(name, order), Sense("city", code))


def _pair(phrase: str) -> tuple[str, str]:
    verb, _, particle = norm(phrase).partition(" ")
    return verb, particle


def _names(written: str) -> list[str]:
    """A name and the other one that stands in brackets after it."""
    parts = [part.strip(" *") for part in re.split(r"[()]", written)]
    return [part for part in parts if part]


def _stem(name: str, order: dict[str, str]) -> str:
    """A name as a pattern; where names take endings, its last vowel is one of them."""
    vowels = order.get("name_endings")
    if vowels is None:
        suffix = order.get("name_suffix")
        return f"{name}({suffix})" if suffix and not name.endswith(suffix) else name
    return " ".join(_declined(word, vowels, order.get("name_particles", "")) for word in name.split())


def _declined(word: str, vowels: str, particles: str = "") -> str:
    """A word of a name in its cases. A stem of three letters would be that of other words too, and has its endings listed."""
    if word.isupper() or not word[0].isalpha():
        return word
    if particles:
        # Longer names are stems of no other word.
        return f"{word}({'|'.join(['', *patterns(particles)])})" if len(word) <= _SHORT else f"{word}*"
    if not vowels and len(word) <= _WHOLE:
        return word
    stem = word[:-1] if word[-1] in vowels else word
    if len(stem) > 3:
        return stem + "*"
    if stem != word and word[-1] not in _DECLINED:
        return word
    endings = [*vowels, *(one + two for one in vowels for two in _SECOND)]
    return f"{stem}({'|'.join(['', *endings] if stem == word else endings)})"


def _yaml(*path: str) -> dict[str, Any]:
    """A data file in which every scalar is text: `no` and `on` are words here."""
    text = files(__package__).joinpath(*path).read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: dict[str, Any] = yaml.load(text, Loader=loader)
    return found
