"""Text into sentences with their places."""

import re
from collections.abc import Iterator

from .claims import Span
from .limits import SENTENCE_CHARACTERS
from .pack import Pack
from .tokens import norm

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”»’')\]]*+(?=\s)|[。！？｡؟][”」』\"）]*|\.(?=[\"”»]\s*$)")
_OPENING = re.compile(r"[\s\"“«„‘'(\[—–-]*")
_WORD_BEFORE = re.compile(r"[^\s(«„“\"]{1,15}$")


def sentences(text: str, first: int, last: int, pack: Pack) -> Iterator[Span]:
    """Sentences of `text[first:last]`. A full stop after an abbreviation, an initial or a day of the month ends none."""
    start = first
    for found in _END.finditer(text, first, last):
        if found.end() <= start or not _ends(text, found, last, pack):
            continue
        yield from _parted(text, start, found.end())
        start = found.end()
    yield from _parted(text, start, last)


def _ends(text: str, found: re.Match[str], last: int, pack: Pack) -> bool:
    if found[0][0] != ".":
        return True
    opening = _OPENING.match(text, found.end(), last)
    following = text[opening.end() : opening.end() + 1] if opening and opening.end() < last else ""
    if following.islower():
        return False
    word = _WORD_BEFORE.search(text, max(0, found.start() - 15), found.start())
    before = norm(word[0]) if word else ""
    if before in pack.abbreviations:
        return False
    if len(before) == 1 and before.isalpha() and word is not None and word[0].isupper():
        return False
    return not (before.isdigit() and len(before) <= 2 and not following.isdigit() and pack.language in {"de", "sr", "tr", "pl"})


def _parted(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > SENTENCE_CHARACTERS:
        cut = text.rfind(" ", start, start + SENTENCE_CHARACTERS)
        cut = cut if cut > start else start + SENTENCE_CHARACTERS
        yield Span(start, cut)
        start = cut
    if end > start:
        yield Span(start, end)
