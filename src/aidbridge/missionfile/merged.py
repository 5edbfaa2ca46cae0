"""Merged cells of a workbook's first sheet, which a reader of rows does not see."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

_CHUNK = 1 << 20
_LONGEST = 100
"""Characters of an element that may be cut by the end of a chunk."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
MOST = 50
"""Ranges told."""


def merged_ranges(data: bytes) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Merged ranges of the first sheet, at most `MOST`: as written, and as (left, top, right, bottom), all from 1.

    The sheet is read in pieces: the ranges stand behind its cells, however many there are.
    """
    from openpyxl import load_workbook  # slow to import, and seldom needed
    from openpyxl.utils import range_boundaries

    sheet_read: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False).worksheets[0]
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(sheet_read._worksheet_path) as sheet:
        rest = b""
        while (chunk := sheet.read(_CHUNK)) and len(found) < MOST:
            piece = rest + chunk
            found |= {match[1].decode("ascii"): None for match in _MERGED.finditer(piece)}
            rest = piece[-_LONGEST:]
    for reference in list(found)[:MOST]:
        left, top, right, bottom = range_boundaries(reference)
        yield reference, (int(left or 1), int(top or 1), int(right or 1), int(bottom or 1))
