"""A cell of a series as a day."""

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?: .*)?")
_EUROPEAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?")


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """The day of `2020-03-21`, `2020-03-21T17:00:00`, `21.03.2020` and, as American publishers write it, `3/21/20`.

    None for anything else, and for a day that does not exist.
    """
    cell = text.strip()
    try:
        if found := _ISO.fullmatch(cell):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _EUROPEAN.fullmatch(cell):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _AMERICAN.fullmatch(cell):
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[1]), int(found[2]))
    except ValueError:
        return None
    return None
