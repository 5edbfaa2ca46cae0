"""Text into tokens that know where they stand."""

import re
from functools import lru_cache
from typing import NamedTuple

_LETTER = r"A-Za-zÀ-ɏḀ-ỿͰ-ϿЀ-ӿ"
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN = re.compile(f"[{_CJK}]")
_MODEL_HEADS = frozenset("伊安运運图圖米直イア")
"""Letters that a model's name may begin with: 伊尔-76."""
_SCAN = re.compile(
    rf"""
    (?P<code>(?:\+?\d{{1,3}}[ -]?)?\(\d{{2,5}}\)[ -]?\d{{1,4}}(?:-\d{{2,4}}){{1,3}}
      |(?:https?://|www\.)\S{{1,400}}|\S{{1,60}}@\S{{1,60}}\.\w+
      |(?:(?i:boeing\w{{0,3}}|airbus\w{{0,3}}|antonov\w{{0,3}}|ilyushin|iliouchine|iljuschin|ilyuşin|iljušin\w{{0,2}}|боинг\w{{0,3}}|боїнг\w{{0,3}}|ан|ил|il|an|mi|ми|kamaz|камаз|rai|канал)\s)\d{{1,4}}\b(?:-\d+)?(?!\s\d{{3}}|[.,]\d)\w*
      |[{_LETTER}][{_LETTER}.]{{0,14}}[-‑–]?(?<!\.)\d[\d{_LETTER}]{{0,12}}(?:-\d[\d{_LETTER}]{{0,8}})*
      |(?:伊尔|伊爾|安|运|運|图|圖|米|直|イリューシン|アントノフ)-\d[\dA-Za-z]{{0,10}})
    |(?P<num>\d+(?:[.,'’٬٫،．，]\d+)*)
    |(?P<scale>(?<=\d)[만천백억십조]{{1,2}})
    |(?P<han>[{_CJK}])
    |(?P<word>[^\W\d_ʼ{_CJK}]+(?:[\u0300-\u036f\u064b-\u0652\u0900-\u0dff][^\W\d_ʼ{_CJK}]*)*(?:[-‑][^\W\d_ʼ{_CJK}]+)*['’`´ʼ]?)
    |(?P<mark>[^\w\s]|[_ʼ])
    """,
    re.VERBOSE,
)
_GROUP_SPACES = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d])")
_WIDE = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)

_LATIN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)) | {"љ": "lj", "њ": "nj", "џ": "dž"}
)


class Token(NamedTuple):
    """A word, number, code or mark; `text[start:end]` of the report."""

    text: str
    norm: str
    start: int
    end: int
    kind: str
    """word, num, code (a model, an address: never an amount), mark."""
    glued: bool
    """No space stands before it."""


@lru_cache(maxsize=50_000)
def norm(text: str) -> str:
    """A word without case, final apostrophe and the dots that casefolding leaves on a Turkish capital I."""
    folded = text.replace("İ", "i").casefold().replace("ё", "е").replace("‑", "-")
    return folded.rstrip("'’`´ʼ").replace("\u0307", "")


def tokens(text: str, start: int = 0, *, group_space: bool = True, latin: bool = False) -> list[Token]:
    """The tokens of a sentence that begins at `start` in its report.

    `group_space` where "21 300" is one number, `latin` where Cyrillic words are known by their Latin spelling.
    """
    groups: dict[int, int] = {}
    if group_space:
        groups = {found.start(): found.end() for found in _GROUP_SPACES.finditer(text)}
    else:
        groups = {found.start(): found.end() for found in _GROUP_SPACES.finditer(text) if " " not in found[0]}
    result: list[Token] = []
    position = last = 0
    while position < len(text):
        if text[position] not in _MODEL_HEADS and _HAN.match(text, position):
            word = text[position]
            result.append(Token(word, word, start + position, start + position + 1, "word", bool(result) and position == last))
            position = last = position + 1
            continue
        found = _SCAN.search(text, position)
        if found is None:
            break
        kind = found.lastgroup or "mark"
        end = found.end()
        if kind == "num" and found.start() in groups:
            end = groups[found.start()]
        word = text[found.start() : end]
        form = word.translate(_WIDE) if kind == "num" else norm(word)
        form = form.translate(_LATIN) if latin else form
        kind = "word" if kind in {"han", "scale"} else kind
        result.append(Token(word, form, start + found.start(), start + end, kind, bool(result) and found.start() == last))
        position = last = end
    return result
