"""Names spelled in many ways as one: case, diacritics, dashes, and letters of other alphabets as Latin ones."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g",
    "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ў": "u",
}  # fmt: skip
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "", "ء": ""}
_LATIN = {"ı": "i", "ł": "l", "đ": "dj", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ʻ": "", "ʿ": "", "ʾ": ""}
_TRADITIONAL = dict(
    zip(
        "東廣灣蘭爾羅亞國門馬達縣魯漢島寧陝貴龍慶華蘇濟長鄭樂義縂頓倫",
        "东广湾兰尔罗亚国门马达县鲁汉岛宁陕贵龙庆华苏济长郑乐义总顿伦",
        strict=True,
    )
)
_LETTERS = str.maketrans({**_ARABIC, **_LATIN, **_TRADITIONAL})
_GAPS = re.compile(r"[\s\-–—‑'’`´ʼ.·・/()]+")


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """A name in its own alphabet without case, diacritics, dashes and apostrophes; words are parted by one blank.

    Hangul and kana keep their marks, which are part of the letter.
    """
    text = name.replace("İ", "i").casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not _is_mark(sign))
        text = unicodedata.normalize("NFC", text)
    return _GAPS.sub(" ", text).strip()


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) != 0 and sign not in "\u3099\u309a"


@lru_cache(maxsize=100_000)
def sounded(name: str) -> str:
    """A folded name in Latin letters, near to how it sounds: Чкаловский and Chkalovskiy are alike. Empty in other alphabets."""
    latin = "".join(_CYRILLIC.get(sign, sign) for sign in name)
    if not latin.isascii():
        return ""
    for pattern, letters in _SOUNDS:
        latin = pattern.sub(letters, latin)
    return latin


_SOUNDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"tsch|tch|ch|cz|c(?=[ei])", "c"),
        (r"sch|sh|sz|sj", "s"),
        (r"zh|dj|j(?=[aeou])|ge(?=[ao])", "z"),
        (r"kh|x|q|ck|c(?=[aou])", "k"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"(iy|yy|ii|yi|ij|iej|y|j)\b", "i"),
        (r"y|j", "i"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
        (r"ia|io|iu|ie", "i"),
    )
)
"""Letters that stand for like sounds in the languages that intake reads, in this order."""
