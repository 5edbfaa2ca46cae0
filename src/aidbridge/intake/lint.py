"""What a language pack lacks: concepts without a word, sections left out, words that two concepts claim."""

from .lexicon import expanded
from .pack import concepts, patterns, source

_SECTIONS = (
    "name", "common", "order", "numbers", "scale", "ordinals", "exactness", "concepts", "people", "units", "states", "days",
    "scope", "grammar", "bearings", "events", "countries",
)  # fmt: skip
_GRAMMAR = ("light", "stop", "join", "doing", "link", "including", "toward", "giving", "the_country", "office", "said", "able",
            "per_day", "ready", "related", "site", "recorded")  # fmt: skip


def lacks(language: str) -> list[str]:
    """What the pack of a language lacks, a sentence each; empty for a complete one. Raises UnknownNameError."""
    written = source(language)
    missing = [f"{language}: section {section!r} is missing." for section in _SECTIONS if section not in written]
    if missing:
        return missing
    known = {concept.partition(":")[0] for concept, roles in written["concepts"].items() if any(map(patterns, roles.values()))}
    result = [
        f"{language}: {concept} has no word; add it under concepts."
        for concept, entry in concepts().items()
        if "measure" not in entry and concept not in known
    ]
    result += [f"{language}: {concept} is no concept; see concepts.yaml." for concept in sorted(known - set(concepts()))]
    for section, keys in (("units", ("km", "mi", "t", "kg", "day", "hour", "time", "money", "percent")),
                          ("exactness", ("about", "almost", "over", "at_least", "at_most")),
                          ("states", ("planned", "loading", "departed", "arrived", "at_work")),
                          ("scope", ("daily", "total", "active")), ("grammar", _GRAMMAR)):  # fmt: skip
        after = written.get(f"{section}_after", {})
        result += [
            f"{language}: {section}.{key} has no word."
            for key in keys
            if not patterns(written[section].get(key, "")) and not patterns(after.get(key, ""))
        ]
    return result + _claimed_twice(language)


def _claimed_twice(language: str) -> list[str]:
    """Nouns that stand under two concepts: the first would win by chance."""
    owner: dict[str, str] = {}
    result = []
    for concept, roles in source(language)["concepts"].items():
        for pattern in patterns(roles.get("noun", "")):
            for phrase in expanded(pattern):
                other = owner.setdefault(phrase.casefold(), concept)
                if other != concept:
                    result.append(f"{language}: {phrase!r} stands under {other} and {concept}; keep one.")
    return result


def words(language: str) -> int:
    """How many patterns a pack has under its concepts, units, states and events."""
    written = source(language)
    lists = [text for roles in written["concepts"].values() for text in roles.values()]
    lists += [text for section in ("units", "states", "scope", "events") for text in written[section].values()]
    return sum(len(patterns(text)) for text in lists)
