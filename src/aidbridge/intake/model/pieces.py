"""A long report in pieces that overlap, cut where a line or a word ends."""

from ..claims import Span


def pieces(text: str, characters: int, overlap: int) -> list[Span]:
    """Spans that together cover the text; each begins some `overlap` characters before the one before it ends."""
    found: list[Span] = []
    start = 0
    while start < len(text):
        end = _cut(text, start + characters // 2, start + characters)
        found.append(Span(start, end))
        if end >= len(text):
            break
        start = _cut(text, max(start + 1, end - 2 * overlap), max(start + 1, end - overlap))
    return found


def _cut(text: str, least: int, most: int) -> int:
    """Where to cut between two places: after the last line or sentence, else the last word, that ends there."""
    if most >= len(text):
        return len(text)
    for mark in ("\n", ". ", "。", " "):
        at = text.rfind(mark, least, most)
        if at >= 0:
            return at + len(mark)
    return most
