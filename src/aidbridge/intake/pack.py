"""Language packs: a file of words for each language, joined with what CLDR knows of it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..model.errors import UnknownNameError
from .lexicon import Lexicon, Sense

CONCEPTS = "concepts.yaml"
_LISTS = {
    "numbers": "num", "scale": "scale", "rough": "rough", "ordinals": "ordinal", "exactness": "exactness",
    "exactness_after": "exactness_after", "units": "unit", "states": "state", "scope": "scope", "days": "day",
    "grammar": "", "events": "event", "countries": "country", "bearings": "bearing", "duals": "dual",
}  # fmt: skip
_ROLES = ("noun", "verb")


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
    thousands: frozenset[str] = frozenset()
    genitive: str = ""
    """Where a noun stands before its number ("masks 50 sheets"), the ending by which it follows instead ("50 sheets of masks")."""
    topics: tuple[str, ...] = ()
    """Endings of a noun that does something, and is not counted by the number after it."""
    joiner: str = ""
    """The "and" that is written together with the word after it, as in Arabic."""
    latin: bool = False
    """Whether the language is written in Cyrillic too, and read by its Latin spelling."""


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
    for place, words in written.get("places", {}).items():
        _add(lexicon, words, Sense("city", place.partition(" ")[0]))
    _add_cldr(lexicon, cldr, order)
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
        spaced=order.get("spaces", "yes") == "yes",
        glued_numbers=order.get("numbers") == "glued",
        abbreviations=frozenset(patterns(written.get("abbreviations", ""))),
        suffixes=frozenset(patterns(written.get("suffixes", ""))),
        plural=order.get("plural", ""),
        common=frozenset(patterns(written["common"])),
        number_words=tuple(sorted((item for item in words.items() if item[0].isalpha()), key=lambda item: -len(item[0]))),
        thousands=frozenset(patterns(written["scale"].get("1000", ""))),
        latin=order.get("script") == "both",
        joiner=order.get("joiner", ""),
        genitive=order.get("genitive", ""),
        topics=tuple(patterns(order.get("topics", ""))),
    )


def patterns(text: str) -> list[str]:
    """A list written with commas."""
    return [part for piece in (text or "").replace("\n", " ").split(",") if (part := piece.strip())]


def _add(lexicon: Lexicon, words: str, sense: Sense) -> None:
    for pattern in patterns(words):
        lexicon.add(pattern, sense)


def _add_cldr(lexicon: Lexicon, cldr: dict[str, Any], order: dict[str, str]) -> None:
    for month, words in cldr["months"].items():
        _add(lexicon, words, Sense("month", month))
    for day, words in cldr["weekdays"].items():
        for word in patterns(words):
            # Short forms are words of their own in several languages, and reports write the day in full.
            if len(word) > 3 or (not word.isascii() and len(word) > 2):
                lexicon.add(_stem(word, order), Sense("weekday", day))
    for code, words in cldr["countries"].items():
        for word in patterns(words):
            lexicon.add(_stem(word, order), Sense("country", code))
    for city, code in cldr["cities"].items():
        if len(city) > 3 or not city.isascii():
            lexicon.add(_stem(city, order), Sense("city", code))


def _stem(name: str, order: dict[str, str]) -> str:
    """A name as a pattern; where names take endings, its last vowel is one of them."""
    vowels = order.get("name_endings")
    if vowels is None:
        return name.replace("(", "").replace(")", "").replace("*", "")
    words = [word.strip("()*") for word in name.split()]
    return " ".join((word.rstrip(vowels) if len(word) > 3 else word) + "*" for word in words if word)


def _yaml(*path: str) -> dict[str, Any]:
    """A data file in which every scalar is text: `no` and `on` are words here."""
    text = files(__package__).joinpath(*path).read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: dict[str, Any] = yaml.load(text, Loader=loader)
    return found
