"""Elements into lines as a reader sees them: one block, list item or table row a line."""

import re

from .parts import Part, Parts
from .tree import BLOCKS, Element

_SPACE = re.compile(r"\s+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CELL = "\x1f"
_BREAK = "\n"
_OUT = object()
"""Marks where an element ends, among the items that are still to be written."""


def lines_of(element: Element, parts: Parts, *, part: Part) -> tuple[list[str], list[Element]]:
    """The lines of an element, and the elements of other parts that were met and left out."""
    pieces: list[str] = []
    left: list[Element] = []
    pending: list[tuple[object, Element]] = [(element, element)]
    while pending:
        item, owner = pending.pop()
        if isinstance(item, str):
            _join(pieces, item if _within_pre(owner) else _SPACE.sub(" ", item))
        elif item is _OUT:
            pieces.append(_BREAK)
        elif isinstance(item, Element):
            if parts.part[item] is not part and item is not element:
                left.append(item)
                pieces.append("" if parts.part[item] is Part.UNSEEN else " ")
                continue
            _opened(item, pieces)
            if item.tag in BLOCKS:
                pending.append((_OUT, item))
            if item.tag == "sup":
                _join(pieces, _raised(item))
            else:
                pending.extend((inner, item) for inner in reversed(item.items))
    return [line for text in "".join(pieces).split(_BREAK) if (line := _line(text))], left


def _opened(element: Element, pieces: list[str]) -> None:
    if element.tag in BLOCKS or element.tag == "br":
        pieces.append(_BREAK)
    elif element.tag in {"td", "th"}:
        pieces.append(_CELL)


def _join(pieces: list[str], text: str) -> None:
    """Adds a run of text; a label and a figure that only the page's style sets apart get a blank between them."""
    if pieces and text and pieces[-1]:
        before, after = pieces[-1][-1], text[0]
        if (
            (before.isalpha() and after.isdecimal())
            or (before.isdecimal() and after.isalpha())
            or (before.islower() and after.isupper())
        ):
            pieces.append(" ")
    if text:
        pieces.append(text)


def _within_pre(element: Element) -> bool:
    return element.tag == "pre" or (element.parent is not None and element.parent.tag == "pre")


def _raised(element: Element) -> str:
    """Raised digits as such, so that km² and a footnote's mark do not lengthen a number; a linked mark says nothing."""
    text = "".join(item for item in element.items if isinstance(item, str)).strip()
    return "" if text.startswith(("[", "(")) else text.translate(_RAISED)


def _line(text: str) -> str:
    """One line; a row of two cells reads "label: figure"."""
    cells = [cell for part in text.split(_CELL) if (cell := " ".join(part.split()))]
    if len(cells) == 2 and cells[1][:1].isdigit() and not any(character.isdigit() for character in cells[0]):
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    return " | ".join(cells)
