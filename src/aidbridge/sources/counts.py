"""A cell of a series as a count of persons, tests or beds."""

import re

_GROUPED = re.compile(r"-?\d{1,3}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*")
_PLAIN = re.compile(r"-?\d+(?:[.,]0*)?(?:[eE]\+?\d+)?")
MOST_DIGITS = 10
"""Nothing is counted that there are more of than people."""
_ABSENT = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "–", "n.d.", "nd", "..", "…"})


def count_of(cell: str) -> tuple[float | None, bool]:
    """The count, None where the cell gives none, and whether separators of thousands were read away.

    `1.234` is one thousand: counts of persons have no decimals, so a mark before three digits groups them; `1234,0` is a whole
    number with a decimal mark. Raises ValueError for anything else, `12,5` among it, and for what is
    more than all people.
    """
    if cell.isdecimal() and len(cell) <= MOST_DIGITS:
        return float(cell), False
    text = cell.strip()
    if text.lower() in _ABSENT:
        return None, False
    grouped = bool(_GROUPED.fullmatch(text))
    if not grouped and not _PLAIN.fullmatch(text):
        raise ValueError(text)
    value = float(re.sub(r"[^\d-]", "", text) if grouped else text.replace(",", "."))
    if abs(value) >= 10**MOST_DIGITS:
        raise ValueError(text)
    return value, grouped
