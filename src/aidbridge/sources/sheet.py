"""A file of a series as rows of text: what can be repaired for certain is repaired and told, the rest is a fault.

Publishers' files come with byte order marks, in UTF-16 or in the code page of a spreadsheet program, with other separators, with
titles above the header and cut short by a broken download. None of that makes a figure doubtful, so none of it stops the reading.
"""

import csv
import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..missionfile.tables import Manner, read_table
from ..missionfile.textfile import read_bytes
from ..model.errors import Fault, InputError
from .gathering import Gathering

MOST_BYTES = 256_000_000
MOST_ROWS = 1_000_000
FIRST_LINES = 20
"""Rows among which the header is looked for."""
_SEPARATORS = ",;\t|"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FETCH = "Fetch the file anew from its publisher."

Row = tuple[int, Sequence[str]]
"""Its line in the file, and its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Header, and rows at least as long as it; blanks around cells may still be there."""

    file: str
    header: tuple[str, ...]
    rows: list[Row]


def read_sheet(path: Path, known: Callable[[str], bool], into: Gathering, faults: list[Fault]) -> Sheet | None:
    """Read a `.csv`, `.tsv` or `.xlsx`. `known` tells the names of columns; None, with a fault, where nothing can be used."""
    try:
        data = read_bytes(path, path.name, MOST_BYTES)
        if path.suffix.lower() == ".xlsx":
            return _workbook(path, known, faults)
        return _rows(path.name, _text(data, path.name, into), known, into)
    except InputError as wrong:
        faults.extend(wrong.faults)
        return None


def names_of(path: Path) -> tuple[str, ...]:
    """The cells of the first lines of a text file, lower case, whatever separates them: enough to tell what it may be."""
    with path.open("rb") as file:
        data = file.read(16_384)
    text = data.decode("utf-16" if data.startswith(_UTF16) else "latin-1", errors="replace").removeprefix("\xef\xbb\xbf")
    for separator in _SEPARATORS:
        text = text.replace(separator, "\n")
    return tuple(cell.strip(' "\r').lower() for cell in text.split("\n"))


def damage_of(path: Path) -> list[Fault]:
    """Why a file cannot be a table of text at all: empty, a web page, a pointer, bytes that are no text."""
    try:
        _text(read_bytes(path, path.name, MOST_BYTES), path.name, Gathering())
    except InputError as wrong:
        return list(wrong.faults)
    return []


def _workbook(path: Path, known: Callable[[str], bool], faults: list[Fault]) -> Sheet | None:
    manner = Manner(
        rows=MOST_ROWS, bytes=MOST_BYTES, columns=4_000, computed=True, known=known,
        too_long="Cut the series: a country and a year are read at once.",
    )  # fmt: skip
    table = read_table(path, faults, manner)
    if table is None:
        return None
    return Sheet(table.file, table.header, [(line, [cell or "" for cell in cells]) for line, cells in table.rows])


def _text(data: bytes, name: str, into: Gathering) -> str:
    """Bytes as text. A line that is no UTF-8 is read in the code page of Western spreadsheets (Windows-1252), and told."""
    if data.startswith(_UTF16):
        into.note("series.encoding", where=name, encoding="UTF-16", lines=data.count(b"\n"))
        return _filled(data.decode("utf-16", errors="replace"), name)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise _wrong(f"{name}:{line}", "a NUL byte", "text", f"The file is damaged, or no text. {_FETCH}")
    try:
        return _filled(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        lines, other = [], 0
        for written in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
            try:
                lines.append(written.decode("utf-8"))
            except UnicodeDecodeError:
                other += 1
                lines.append(written.decode("cp1252", errors="replace"))
        into.note("series.encoding", where=name, encoding="Windows-1252", lines=other)
        return _filled("\n".join(lines), name)


def _filled(text: str, name: str) -> str:
    if not text.strip():
        raise _wrong(name, "an empty file", "a header and rows", _FETCH)
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise _wrong(name, "a web page", "a table in CSV", "Fetch the raw file, not the page that shows it.")
    if start.startswith("version https://git-lfs"):
        raise _wrong(name, "a pointer to a large file, not the file", "a table in CSV", "Fetch it with `git lfs pull`.")
    return text


def _rows(name: str, text: str, known: Callable[[str], bool], into: Gathering) -> Sheet:
    """Header and rows of a text; one broken row at the end is told and left out."""
    top = [line for line in text[:65_536].splitlines()[: FIRST_LINES * 2] if line.strip()][:FIRST_LINES]
    separator = max(_SEPARATORS, key=lambda mark: max(_shown(line.split(mark), known) for line in top))
    lines = itertools.islice(_lines(name, text, separator), _first(top, separator, known), None)
    header = tuple(cell.strip() for cell in next(lines, (0, ()))[1])
    while header and not header[-1]:
        header = header[:-1]
    rows: list[Row] = []
    short: list[int] = []
    for line, cells in lines:
        if len(cells) < len(header):
            short.append(line)
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            advice = "A count with a comma for thousands needs quotes around it, or another separator of columns."
            raise _wrong(f"{name}:{line}", f"{len(cells)} cells", f"{len(header)} cells, as in the header", advice)
        rows.append((line, cells))
        if len(rows) > MOST_ROWS:
            raise _wrong(name, f"more than {MOST_ROWS} rows", f"{MOST_ROWS} rows at most", "Cut the series.")
    last = rows[-1][0] if rows else 0
    if len(short) == 1 and short[0] > last:
        into.note("series.cut", where=f"{name}:{short[0]}")
    elif short:
        value = f"{len(short)} {'row' if len(short) == 1 else 'rows'} with fewer cells"
        raise _wrong(f"{name}:{short[0]}", value, f"{len(header)} cells, as in the header", _FETCH)
    elif rows and not text.endswith(("\n", "\r")):
        into.note("series.no_end", where=f"{name}:{last}")
    return Sheet(name, header, rows)


def _lines(name: str, text: str, separator: str) -> Iterator[Row]:
    """Rows with content, as they stand. Raises InputError where quotes do not close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if len(cells) > 1 or any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise _wrong(f"{name}:{reader.line_num}", str(error), "valid CSV", _FETCH) from error


def _shown(cells: Sequence[str], known: Callable[[str], bool]) -> int:
    return sum(bool(cell) and known(cell) for cell in (cell.strip(' "\r\n\ufeff') for cell in cells))


def _first(top: list[str], separator: str, known: Callable[[str], bool]) -> int:
    """How many rows with content stand above the header."""
    return next((n for least in (2, 1) for n, line in enumerate(top) if _shown(line.split(separator), known) >= least), 0)


def _wrong(path: str, value: str, limit: str, advice: str) -> InputError:
    return InputError([Fault(path, value, limit, advice)])
