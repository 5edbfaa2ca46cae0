"""Bytes into text: by their mark, as UTF-8, by what they declare, else by which reading is most like a known language."""

import codecs
import re
from collections import Counter
from functools import cache
from itertools import pairwise

from .language import common_words
from .pack import languages, source

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "x-x-big5": "big5hkscs", "unicode": "utf-16",
}  # fmt: skip
"""What a declared name stands for in practice: browsers read these as their supersets."""
_GUESSES = (
    "cp1252", "cp1251", "koi8-u", "cp1250", "iso8859-2", "cp1254", "cp1256", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949",
    "utf-16-le", "utf-16-be",
)  # fmt: skip
_SAMPLE = 8_000
_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_ODD = re.compile(r"(?<=[^\W\d_])[\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00d7\u00f7]|[\u2500-\u25ff\uff61-\uff9f]")
"""Signs inside words, boxes and halves of kana: what one script looks like in the encoding of another."""
_STRAY_NULS, _BYTES_A_NUL = 2, 50
"""So many zeros may be stray, and one byte of so many; texts in UTF-16 have far more."""
_HIGH = re.compile(rb"[\x80-\xff]")
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_DECLARED_BONUS = 0.3


def decoded(raw: bytes, notes: list[str], declared: str = "") -> str:
    """Bytes as text; what is done beyond reading UTF-8 is noted. `declared` is the charset that came with the bytes."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace")
    if b"\x1b$" in raw[:_SAMPLE]:
        return _noted(raw.decode("iso2022_jp", errors="replace"), "iso2022_jp", notes)
    if raw[:_SAMPLE].count(b"\x00") <= max(_STRAY_NULS, len(raw[:_SAMPLE]) // _BYTES_A_NUL):
        text = raw.decode("utf-8", errors="replace")
        broken = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
        if broken <= 0:
            return text
        whole = sum(len(found) for found in re.findall(r"[^\x00-\x7f\ufffd]+", text))
        if broken * 3 <= whole:
            notes.append("The text is UTF-8 with pieces in another encoding, which are read as Western European.")
            return raw.decode("utf-8", errors="aidbridge-western")
    return _guessed(raw, notes, declared or _declared(raw))


def unreadable(text: str) -> float:
    """The share of characters at the start of a text that stand for nothing: what is no text has many."""
    sample = text[:_SAMPLE]
    return len(_UNREADABLE.findall(sample)) / max(1, len(sample))


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:4_000])
    return found[1].decode("ascii") if found else ""


def _guessed(raw: bytes, notes: list[str], declared: str) -> str:
    """The reading most like a known language; what is declared is believed unless another reading is far better."""
    named = _MEANT.get(declared.lower(), declared.lower())
    try:
        named = codecs.lookup(named).name if named else ""
    except LookupError:
        named = ""
    best, most, piece = "", -9.0, _telling(raw)
    for name in dict.fromkeys((named, *_GUESSES)):
        if not name:
            continue
        try:
            sample = codecs.getincrementaldecoder(name)().decode(piece)
        except (UnicodeDecodeError, LookupError):
            continue
        likeness = _likeness(sample) + (_DECLARED_BONUS if name == named else 0.0)
        if likeness > most:
            best, most = name, likeness
    best = best or "cp1252"
    try:
        text = raw.decode(best)
    except UnicodeDecodeError:
        text = raw.decode(best, errors="replace")
        notes.append("The encoding is broken; characters that cannot be read are marked.")
    return _noted(text, best, notes)


def _telling(raw: bytes) -> bytes:
    """A piece of the bytes that tells encodings apart: from the first that is not ASCII, which may lie behind a long head."""
    first = _HIGH.search(raw)
    start = max(0, first.start() - 100) & ~1 if first and b"\x00" not in raw[:_SAMPLE] else 0
    return raw[start : start + _SAMPLE]


def _noted(text: str, name: str, notes: list[str]) -> str:
    notes.append(f"The text is not UTF-8; it is read as {name}.")
    return text


def _likeness(sample: str) -> float:
    """How much a text is like one in a language that has a pack: by its frequent words and the letters it is written with."""
    letters = Counter(character for character in sample.casefold() if character > "\x7f" and character.isalpha())
    whole = sum(letters.values())
    words = [word.casefold() for word in _WORD.findall(sample)]
    best = 0.0
    for code in languages():
        own = sum(number for letter, number in letters.items() if letter in _letters(code)) / whole if whole else 0.0
        common = sum(word in common_words(code) for word in words) / max(1, len(words))
        best = max(best, own + 2 * common)
    turned = sum(1 for one, two in pairwise(sample) if one.islower() and two.isupper())
    broken = len(_MIXED.findall(sample)) + len(_ODD.findall(sample)) + turned
    return best - 4 * broken / max(1, len(sample)) - 5 * unreadable(sample)


@cache
def _letters(code: str) -> frozenset[str]:
    """Letters beyond ASCII in which the words of a pack are written."""
    written = source(code)
    texts = [*written["common"].split(","), *(text for roles in written["concepts"].values() for text in roles.values())]
    texts += [
        text for section in ("grammar", "events", "states", "numbers", "countries") for text in written.get(section, {}).values()
    ]
    return frozenset(character for text in texts for character in text.casefold() if character > "\x7f" and character.isalpha())


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("aidbridge-western", _western)
