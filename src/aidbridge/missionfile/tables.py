"""Tables as rows of text cells, from CSV and from the first sheet of a spreadsheet, with the line of each row."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from aidbridge.model.errors import Fault, InputError

from .limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEET_ROWS, MAX_TABLE_BYTES, MAX_UNPACKED_BYTES
from .textfile import decoded, read_bytes
from .words import printable, shown

Cell = str | None
"""The text of a cell, empty where nothing is given; None where it was wrong and has been told."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file's name, its header and the header's line, and rows with content by line."""

    file: str
    line: int
    header: tuple[str, ...]
    rows: list[tuple[int, tuple[Cell, ...]]]
    complete: bool
    """False where rows had to be left out."""


def read_table(path: Path, faults: list[Fault]) -> Table | None:
    """Read a `.csv` or `.xlsx` table. Faults go into `faults`; None where nothing of it can be used."""
    try:
        data = read_bytes(path, path.name, MAX_TABLE_BYTES)
        if path.suffix.lower() == ".csv":
            return _table(path.name, _csv_rows(decoded(data, path.name), path.name), faults)
        return _table(path.name, _sheet_rows(data, path.name, faults), faults)
    except InputError as error:
        faults.extend(error.faults)
        return None


def _table(name: str, lines: Iterable[tuple[int, list[Cell]]], faults: list[Fault]) -> Table:
    """Header and rows of equal length. Raises InputError where there is no header or too much of everything."""
    header: tuple[str, ...] | None = None
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    complete, header_line = True, 1
    for line, cells in lines:
        if not any(cell is None or cell for cell in cells):
            continue
        if header is None:
            header, header_line = _header(cells, name, line), line
            continue
        if len(rows) == MAX_ROWS:
            raise InputError(
                [
                    Fault(
                        f"{name}:{line}",
                        "more rows",
                        f"at most {MAX_ROWS} rows a table",
                        "Split the table: the same section may also stand in mission.yaml.",
                    )
                ]
            )
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
    return Table(name, header_line, header, rows, complete)


def _header(cells: list[Cell], name: str, line: int) -> tuple[str, ...]:
    names = [(cell or "").strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise InputError(
            [Fault(f"{name}:{line}", f"{len(names)} columns", f"at most {MAX_COLUMNS}", "Remove what is not mission data.")]
        )
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        found = {";": "semicolons", "\t": "tabs", "|": "bars"}[next(mark for mark in ";\t|" if mark in names[0])]
        advice = "Save it as `CSV UTF-8 (comma delimited)`, or as .xlsx; decimals take a point."
        raise InputError([Fault(f"{name}:{line}", f"columns separated by {found}", "columns separated by commas", advice)])
    return tuple(names)


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
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


def _sheet_rows(data: bytes, name: str, faults: list[Fault]) -> list[tuple[int, list[Cell]]]:
    """Rows of the first sheet. openpyxl lets many kinds of errors through for damaged files; all are one fault here."""
    import openpyxl  # slow to import, and seldom needed

    rows: list[tuple[int, list[Cell]]] = []
    header: list[Cell] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            limit = f"at most {MAX_UNPACKED_BYTES} bytes"
            raise InputError([Fault(name, f"{unpacked} bytes unpacked", limit, "Split the table, or save it as CSV.")])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for line, row in enumerate(sheet.iter_rows(max_row=MAX_SHEET_ROWS, max_col=MAX_COLUMNS + 1), 1):
                cells = [_sheet_cell(cell, f"{name}:{line} {_column(header, n)}", faults) for n, cell in enumerate(row)]
                header = header or (cells if any(cells) else [])
                if any(cell is None or cell for cell in cells):
                    rows.append((line, cells + [""] * (len(header) - len(cells))))
    except InputError:
        raise
    except Exception as error:
        value = f"not a readable spreadsheet ({type(error).__name__})"
        raise InputError(
            [Fault(name, value, "an .xlsx workbook", "Open it in a spreadsheet program and save it again as .xlsx.")]
        ) from error
    return rows


def _column(header: list[Cell], n: int) -> str:
    return printable(header[n] or "") if n < len(header) and header[n] else f"column {n + 1}"


def _sheet_cell(cell: Any, where: str, faults: list[Fault]) -> Cell:
    """A cell as the text that would stand in a CSV table."""
    value = cell.value
    if cell.data_type == "f":
        advice = "Copy the column and paste it as values: a formula's result can be stale."
        faults.append(Fault(where, f"the formula {shown(str(getattr(value, 'text', value)))}", "a value", advice))
        return None
    if cell.data_type == "e":
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
