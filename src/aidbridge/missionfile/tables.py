"""Tables as rows of text cells, from CSV and from the first sheet of a spreadsheet, with the line of each row."""

import csv
import io
import itertools
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from aidbridge.model.errors import Fault, InputError

from .limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEET_ROWS, MAX_TABLE_BYTES, MAX_UNPACKED_BYTES
from .merged import merged_ranges
from .textfile import decoded, read_bytes
from .words import printable, shown

FIRST_LINES = 20
"""Rows with content among which the header is looked for, where titles may stand above it."""
MEAN_COLUMNS = 200
"""Cells of a spreadsheet are at most so many times its rows: a cell far to the right makes its row that wide."""

Cell = str | None
"""The text of a cell, empty where nothing is given; None where it was wrong and has been told."""


Line = tuple[int, list[Cell]]
"""A row as it stands in the file, with its line."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table is read: its limits, and what is taken beside the strict form."""

    rows: int = MAX_ROWS
    bytes: int = MAX_TABLE_BYTES
    unpacked: int = MAX_UNPACKED_BYTES
    columns: int = MAX_COLUMNS
    too_long: str = "Split the table: the same section may also stand in mission.yaml."
    """What to do about too many rows."""
    separators: str = ","
    """What may stand between the columns of a CSV file. With several, that which shows most known names is it."""
    computed: bool = False
    """Takes the result that the spreadsheet program has stored for a formula."""
    known: Callable[[str], bool] | None = None
    """Whether a column's name is known: the header is then the first row that shows some, and titles may stand above it."""


MISSION = Manner()
"""Tables of a mission: one strict form."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file's name, its header and the header's line, and rows with content by line."""

    file: str
    line: int
    header: tuple[str, ...]
    rows: list[tuple[int, tuple[Cell, ...]]]
    complete: bool
    """False where rows had to be left out."""
    separator: str = ","
    """What stood between its columns; a comma for spreadsheets."""


def read_table(path: Path, faults: list[Fault], manner: Manner = MISSION) -> Table | None:
    """Read a `.csv` or `.xlsx` table. Faults go into `faults`; None where nothing of it can be used."""
    try:
        data = read_bytes(path, path.name, manner.bytes)
        if path.suffix.lower() == ".csv":
            text = decoded(data, path.name)
            separator = _separator(text, manner)
            return _table(path.name, _csv_rows(text, path.name, separator), manner, faults, separator)
        return _table(path.name, _sheet_rows(data, path.name, manner, faults), manner, faults)
    except InputError as error:
        faults.extend(error.faults)
        return None


def _separator(text: str, manner: Manner) -> str:
    """The separator that shows most known names in one of the first lines; the first that may be, where none does."""

    def names(separator: str) -> int:
        lines = itertools.islice((line for line in io.StringIO(text) if line.strip()), FIRST_LINES)
        return max(_known([cell.strip(' "\r\n') for cell in line.split(separator)], manner) for line in lines)

    return max(manner.separators, key=names) if len(manner.separators) > 1 else manner.separators


def _known(cells: Iterable[Cell], manner: Manner) -> int:
    """How many cells are names of columns."""
    return sum(bool(cell) and manner.known(cell) for cell in cells if cell) if manner.known else 0


def _from_header(lines: Iterator[Line], manner: Manner) -> Iterator[Line]:
    """Rows with content, the header first: what stands above it is left out."""
    filled = (line for line in lines if any(cell is None or cell for cell in line[1]))
    if manner.known is None:
        return filled
    first = list(itertools.islice(filled, FIRST_LINES))
    at = next((n for least in (2, 1) for n, (_, cells) in enumerate(first) if _known(cells, manner) >= least), 0)
    return itertools.chain(first[at:], filled)


def _table(name: str, lines: Iterable[Line], manner: Manner, faults: list[Fault], separator: str = ",") -> Table:
    """Header and rows of equal length. Raises InputError where there is no header or too much of everything."""
    header: tuple[str, ...] | None = None
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    complete, header_line = True, 1
    for line, cells in _from_header(iter(lines), manner):
        if header is None:
            header, header_line = _header(cells, name, line, manner), line
            continue
        if len(rows) == manner.rows:
            limit = f"at most {manner.rows} rows a table"
            raise InputError([Fault(f"{name}:{line}", "more rows", limit, manner.too_long)])
        width = max((n for n, cell in enumerate(cells, 1) if cell is None or cell), default=0)
        if width > len(header):
            advice = "Give the column a name, or put a cell that holds commas in double quotes."
            faults.append(Fault(f"{name}:{line}", f"a cell in column {width}", f"{len(header)} columns, as in the header", advice))
            complete = False
        elif len(cells) < len(header):
            advice = "Write every cell of the row, empty ones too: nothing shows which are missing."
            faults.append(Fault(f"{name}:{line}", f"{len(cells)} cells", f"{len(header)} cells, as in the header", advice))
            complete = False
        else:
            rows.append((line, tuple(cells[: len(header)])))
    if header is None:
        raise InputError(
            [Fault(name, "an empty table", "a header row", "Write the names of the fields in the first row, or remove the file.")]
        )
    return Table(name, header_line, header, rows, complete, separator)


def _header(cells: list[Cell], name: str, line: int, manner: Manner) -> tuple[str, ...]:
    names = [(cell or "").strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > manner.columns:
        advice = "Remove what is not asked for here."
        raise InputError([Fault(f"{name}:{line}", f"{len(names)} columns", f"at most {manner.columns}", advice)])
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        found = {";": "semicolons", "\t": "tabs", "|": "bars"}[next(mark for mark in ";\t|" if mark in names[0])]
        advice = "Save it as `CSV UTF-8 (comma delimited)`, or as .xlsx; decimals take a point."
        raise InputError([Fault(f"{name}:{line}", f"columns separated by {found}", "columns separated by commas", advice)])
    return tuple(names)


def _csv_rows(text: str, name: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        advice = (
            "Check the quotes here: a cell with commas, quotes or line ends stands in double quotes, and quotes in it are doubled."
        )
        raise InputError([Fault(f"{name}:{line}", str(error), "valid CSV", advice)]) from error


def _sheet_rows(data: bytes, name: str, manner: Manner, faults: list[Fault]) -> list[Line]:
    """Rows of the first sheet. openpyxl lets many kinds of errors through for damaged files; all are one fault here."""
    rows: list[Line] = []
    header: list[Cell] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > manner.unpacked:
            limit = f"at most {manner.unpacked} bytes"
            raise InputError([Fault(name, f"{unpacked} bytes unpacked", limit, "Split the table, or save it as CSV.")])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            held = 0
            for line, (row, stored) in enumerate(_sheet_cells(data, manner), 1):
                held += len(row)
                if held > manner.rows * MEAN_COLUMNS:
                    limit = f"at most {manner.rows * MEAN_COLUMNS}, empty ones left of others included"
                    raise InputError([Fault(f"{name}:{line}", f"{held} cells", limit, "Remove what is not asked for here.")])
                told = (f"{name}:{line} {_column(header, n)}" for n in range(len(row)))
                cells = [_sheet_cell(*cell, faults) for cell in zip(row, stored, told, strict=True)]
                header = header or (cells if any(cells) and (not manner.known or _known(cells, manner) > 1) else [])
                if any(cell is None or cell for cell in cells):
                    rows.append((line, cells))
                if len(rows) > manner.rows + FIRST_LINES:
                    break
            first = [cells for _, cells in rows[:FIRST_LINES] if not manner.known or _known(cells, manner)]
            _pad(rows, min(max(map(len, first), default=0), manner.columns + 1))
            _tell_merged(data, name, rows, header, faults)
    except InputError:
        raise
    except Exception as error:
        value = f"not a readable spreadsheet ({type(error).__name__})"
        raise InputError(
            [Fault(name, value, "an .xlsx workbook", "Open it in a spreadsheet program and save it again as .xlsx.")]
        ) from error
    return rows


def _pad(rows: list[Line], width: int) -> None:
    """Spreadsheets leave out the empty cells at a row's end."""
    for _, cells in rows:
        cells.extend([""] * (width - len(cells)))


def _sheet_cells(data: bytes, manner: Manner) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Rows of cells, and beside each cell what is stored as its value (None where formulas are not taken)."""
    import openpyxl  # slow to import, and seldom needed

    def rows(values: bool) -> Iterator[Any]:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        # Without a number of columns each row is as wide as it is: padding all to the most there may be takes a minute.
        return iter(sheet.iter_rows(max_row=MAX_SHEET_ROWS, values_only=values))

    if manner.computed:
        return zip(rows(False), rows(True), strict=True)
    return ((row, (None,) * len(row)) for row in rows(False))


def _tell_merged(data: bytes, name: str, rows: list[Line], header: list[Cell], faults: list[Fault]) -> None:
    """Merged cells hold one value and look like many: every range below or in the header is a fault, its cells are told."""
    lines = dict(rows)
    start = next((line for line, cells in rows if cells is header or cells[: len(header)] == header), 1)
    for reference, (left, top, right, bottom) in merged_ranges(data):
        inside = [(line, n) for line in range(max(top, start), min(bottom, rows[-1][0] if rows else 0) + 1) if line in lines
                  for n in range(left - 1, min(right, len(lines[line])))]  # fmt: skip
        if bottom < start or len(inside) < 2:
            continue
        where = f"{name}:{inside[0][0]} {_column(header, inside[0][1])}"
        advice = "Unmerge them and write the value into every row it is meant for."
        faults.append(Fault(where, f"the merged cells {reference}", "one value a cell", advice))
        for line, n in inside[1:]:
            lines[line][n] = None


def _column(header: list[Cell], n: int) -> str:
    return printable(header[n] or "") if n < len(header) and header[n] else f"column {n + 1}"


def _sheet_cell(cell: Any, stored: Any, where: str, faults: list[Fault]) -> Cell:
    """A cell as the text that would stand in a CSV table. `stored` is what a formula in it was last reckoned to be."""
    value = cell.value
    if cell.data_type == "f" and (stored is None or str(stored).startswith("#")):
        advice = "Copy the column and paste it as values: a formula's result can be stale."
        faults.append(Fault(where, f"the formula {shown(str(getattr(value, 'text', value)))}", "a value", advice))
        return None
    if cell.data_type == "f":
        value = stored
    elif cell.data_type == "e":
        faults.append(Fault(where, shown(str(value)), "a value", "The spreadsheet shows an error here: correct it."))
        return None
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value).strip()
