"""Which language a text is in: by the frequent words of each pack."""

import re

from .pack import Pack, pack, patterns, source
from .pack import languages as packed

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000
_SCRIPTS = (("zh", "一-鿿", 0.25), ("ko", "가-힣", 0.25), ("ja", "぀-ヿ", 0.1), ("ar", "؀-ۿ", 0.3))


def language_of(text: str) -> str:
    """Code of the language whose frequent words the text uses most; empty where none fits."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample) or 1
    known = packed()
    for code, letters_of, least in sorted(_SCRIPTS, key=lambda script: script[0] != "ja"):
        if code in known and len(re.findall(f"[{letters_of}]", sample)) / letters > least:
            return code
    words = [word.casefold() for word in _WORD.findall(sample)]
    scores = {code: _share(words, code) for code in known}
    best = max(scores, key=lambda code: scores[code], default="")
    # One short word alone, such as "il", is a word of many languages.
    return best if best and scores[best] >= 0.08 and len(common_words(best) & set(words)) > 1 else ""


def _share(words: list[str], code: str) -> float:
    common = common_words(code)
    return sum(word in common for word in words) / max(len(words), 1)


_known: dict[str, frozenset[str]] = {}


def common_words(code: str) -> frozenset[str]:
    """Frequent words of a language that has a pack."""
    if code not in _known:
        _known[code] = frozenset(patterns(source(code)["common"]))
    return _known[code]


def chosen(text: str, language: str | None) -> tuple[Pack, list[str]]:
    """The pack to read with, and a note where the language has none: then digits and names are read by the English pack."""
    code = language or language_of(text)
    if code in packed():
        return pack(code), []
    named = f"The language {code!r} has no pack" if code else "The language is not known"
    return pack("en"), [f"{named}; only digits, models and names that English shares are read. Add packs/<code>.yaml."]
