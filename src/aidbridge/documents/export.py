"""Tables as CSV text and as an Excel workbook."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .rows.table import Cell, Table

HEAD = PatternFill("solid", fgColor="1F3A5F")
WIDEST = 60
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(table: Table) -> str:
    """The table as CSV (RFC 4180), instants as ISO 8601 in UTC. Text that a spreadsheet would run is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.headers)
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def workbook_bytes(tables: Iterable[Table]) -> bytes:
    """An Excel workbook with a sheet for each table: headers frozen and filtered, instants as dates in UTC."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for table in tables:
        sheet = book.create_sheet(_sheet_name(table.title, book.sheetnames))
        for column, header in enumerate(table.headers, 1):
            cell = sheet.cell(1, column, header)
            cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            longest = max((len(str(row[column - 1])) for row in table.rows if row[column - 1] is not None), default=0)
            sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, len(header) // 2, 8) + 2, WIDEST)
        for number, row in enumerate(table.rows, 2):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                if isinstance(value, datetime):
                    cell.value, cell.number_format = value.astimezone(UTC).replace(tzinfo=None), "yyyy-mm-dd hh:mm"
                elif isinstance(value, str):
                    cell.value = _printable(value)
                    cell.data_type = "s"
                else:
                    cell.value = value
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _printable(text: str) -> str:
    """Without control characters, which a workbook cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")


def _sheet_name(title: str, taken: list[str]) -> str:
    """At most 31 characters, none that Excel forbids, not yet taken."""
    name = "".join(char for char in title if char not in "[]:*?/\\")[:31]
    number = 2
    while name in taken:
        name = f"{name[:28]} {number}"
        number += 1
    return name
