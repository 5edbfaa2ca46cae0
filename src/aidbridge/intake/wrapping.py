"""Lines that a program broke at a margin, as in letters and PDF, joined into the paragraphs they were."""

import re
from itertools import pairwise

_MARGIN = (30, 140)
"""Widths at which texts are broken: longer lines are paragraphs, shorter ones a list."""
_LEAST_LINES = 4
_FULL = 0.75
"""Share of a block's lines that must reach the margin for it to be broken text."""
_LIST = re.compile(r"[•·*▪●○◦–—-]\s|\(?\d{1,3}[.)]\s|[a-z]\)\s")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")


def unwrapped(text: str) -> str:
    """The text with broken lines joined. Blank lines part paragraphs; a text that is not broken at a margin stays as it is."""
    margin = _margin(text)
    if not margin:
        return text
    return "\n\n".join(_joined(block, margin) for block in re.split(r"\n[ \t]*\n", text))


def _margin(text: str) -> int:
    """The width at which a text is broken, 0 where it is not."""
    lines = [line.rstrip() for line in text[:100_000].split("\n") if line.strip()]
    widths = sorted(_width(line) for line in lines)
    if len(lines) < _LEAST_LINES:
        return 0
    margin = widths[int(0.95 * (len(widths) - 1))]
    if not _MARGIN[0] <= margin <= _MARGIN[1] or widths[-1] > 1.6 * margin + 20:
        return 0
    pairs = [(line, after) for line, after in pairwise(lines) if 2 * _width(line) >= margin]
    broken = [(line, after) for line, after in pairs if _reaches(line, after, margin)]
    running = sum(
        1 for line, after in broken if not line.endswith((".", "!", "?", ":", "。", "！", "？")) and not after[:1].isupper()
    )
    return margin if broken and len(broken) >= 3 and 5 * running >= 2 * len(broken) else 0


def _reaches(line: str, after: str, margin: int) -> bool:
    """Whether the next line's first word had no room any more."""
    first = after.split(" ", 1)[0] if not _UNSPACED.match(after) else after[:1]
    return _width(line) + 1 + _width(first) > 0.9 * margin


def _width(text: str) -> int:
    return len(text) + len(_UNSPACED.findall(text))


def _joined(block: str, margin: int) -> str:
    result: list[str] = []
    before = ""
    for line in (line.strip() for line in block.split("\n")):
        if not line:
            continue
        if result and _reaches(before, line, margin) and not _LIST.match(line):
            result[-1] = _together(result[-1], line)
        else:
            result.append(line)
        before = line
    return "\n".join(result)


def _together(first: str, second: str) -> str:
    if first.endswith("\u00ad") or (first.endswith("-") and first[-2:-1].isalpha() and second[:1].islower()):
        return first[:-1] + second
    unspaced = _UNSPACED.match(first[-1:]) and _UNSPACED.match(second)
    return first + ("" if unspaced else " ") + second
