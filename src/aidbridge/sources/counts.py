"""A cell of a series as a count of persons or tests."""

import re

_GROUPED = re.compile(r"-?\d{1,3}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*")
_PLAIN = re.compile(r"-?\d+(?:\.0*)?(?:[eE]\+?\d+)?")
_ABSENT = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "n.d.", "nd"})


def count_of(cell: str) -> tuple[float | None, bool]:
    """The count, None where the cell gives none, and whether separators of thousands were read away.

    `1.234` is one thousand: counts of persons have no decimals. Raises ValueError for anything else.
    """
    text = cell.strip()
    if text.lower() in _ABSENT:
        return None, False
    if _PLAIN.fullmatch(text):
        return float(text), False
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"[^\d-]", "", text)), True
    raise ValueError(text)
