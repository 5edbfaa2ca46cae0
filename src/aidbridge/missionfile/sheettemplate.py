"""Empty sheets for donors and receivers to fill in: a workbook with headers, choices, and a page that explains each column."""

import io
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..catalogue.capabilities import capabilities
from ..model.offers import CHANNELS
from .offersheet import KINDS, STATES
from .sheetcolumns import NEED, OFFER, SheetColumn

ROWS = 500
"""Rows for which choices are offered."""
DAYS = ("expiry", "ready", "start", "end")
CHOICES = {
    "channel": CHANNELS,
    "kind": KINDS,
    "status": STATES,
    "solicited": ("yes", "no"),
    "returns": ("yes", "no"),
    "mandatory": ("yes", "no"),
}


def template_bytes(of: Literal["offers", "needs"]) -> bytes:
    """The workbook. Its first sheet is read by `read_offers` or `read_needs` as it is filled in; headers with `*` must be filled
    in."""
    columns = OFFER if of == "offers" else NEED
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = of
    for number, column in enumerate(columns, 1):
        _header(sheet, number, f"{column.field} *" if column.required else column.field)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(12, len(column.field) + 4, min(len(column.example), 28))
        if column.field in DAYS:
            for row in range(2, ROWS + 2):
                sheet.cell(row, number).number_format = "yyyy-mm-dd"
        if column.field in CHOICES:
            listed = DataValidation(type="list", formula1=f'"{",".join(CHOICES[column.field])}"', allow_blank=True)
            listed.showErrorMessage = column.field != "channel"
            listed.add(f"{letter}2:{letter}{ROWS + 1}")
            sheet.add_data_validation(listed)
        if column.field == "item":
            items = DataValidation(type="list", formula1=f"items!$A$2:$A${len(capabilities()) + 1}", allow_blank=True)
            items.showErrorMessage = False
            items.add(f"{letter}2:{letter}{ROWS + 1}")
            sheet.add_data_validation(items)
    sheet.freeze_panes = "A2"
    _explained(book, columns)
    listed_items = book.create_sheet("items")
    for number, text in enumerate(("item", "unit", "name"), 1):
        _header(listed_items, number, text)
    for row, one in enumerate(capabilities(), 2):
        for number, text in enumerate((one.id, one.unit, one.name["en"]), 1):
            listed_items.cell(row, number, text)
    for letter, width in (("A", 24), ("B", 14), ("C", 32)):
        listed_items.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _explained(book: Workbook, columns: tuple[SheetColumn, ...]) -> None:
    sheet = book.create_sheet("columns")
    for number, text in enumerate(("column", "required", "what stands there", "example", "also called"), 1):
        _header(sheet, number, text)
    for row, column in enumerate(columns, 2):
        cells = (column.field, "yes" if column.required else "", column.meaning, column.example, ", ".join(column.also))
        for number, text in enumerate(cells, 1):
            cell = sheet.cell(row, number, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDE", (24, 10, 60, 30, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _header(sheet: Worksheet, number: int, text: str) -> None:
    cell = sheet.cell(1, number, text)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
