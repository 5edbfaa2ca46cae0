"""The review as a form to fill in: CSV and Excel, one row for each row to decide on. `intake.form` reads both back."""

import csv
import io
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...intake.form import COLUMNS
from ...intake.review import Answer, Decision, Review, ReviewRow
from ..export import FORMULA_STARTS, HEAD
from .cards import RowCard, Say, group_of, row_card

WIDTHS = {
    "id": 8, "group": 13, "asked": 38, "stated": 26, "verdict": 15, "place": 16, "others": 24, "sentence": 70, "reports": 24,
    "suggestions": 28, "enters_as": 20, "must": 8, "decision": 12, "value": 18, "note": 30, "by": 16, "mark": 9,
}  # fmt: skip
FILL_IN = ("decision", "value", "note", "by")
YELLOW = PatternFill("solid", fgColor="FFF6D6")
WRAP = Alignment(wrap_text=True, vertical="top")
MAX_CELL = 1_200


def form_csv(review: Review, answers: Mapping[str, Answer], say: Say) -> str:
    """The form as CSV. Text that a spreadsheet would run is guarded with an apostrophe, which is taken off when it is read back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in review.rows:
        cells = _cells(row, answers.get(row.id), say)
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells])
    return out.getvalue()


def form_workbook(review: Review, answers: Mapping[str, Answer], say: Say) -> bytes:
    """The form as an Excel workbook: decisions from a list, the cells to fill in coloured, and a sheet that explains."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "review"
    _head(sheet, COLUMNS)
    for number, row in enumerate(review.rows, 2):
        for column, (name, text) in enumerate(zip(COLUMNS, _cells(row, answers.get(row.id), say), strict=True), 1):
            cell = sheet.cell(number, column)
            if text:
                cell.value, cell.data_type = text, "s"
            # As text, or the program would turn 2020-04-03 into a date of its own.
            cell.number_format = "@"
            cell.alignment = WRAP
            if name in FILL_IN:
                cell.fill = YELLOW
    last = max(len(review.rows) + 1, 2)
    words = ",".join(say(f"review.to.{decision.value}") for decision in Decision)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = say("review.decision"), words
    sheet.add_data_validation(choice)
    letter = get_column_letter(COLUMNS.index("decision") + 1)
    choice.add(f"{letter}2:{letter}{last}")
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[name]
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    _help(book, say)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _help(book: Workbook, say: Say) -> None:
    sheet = book.create_sheet("help")
    _head(sheet, (say("review.help.column"), say("review.help.what")))
    for name in COLUMNS:
        sheet.append([name, say(f"review.help.{name}")])
    sheet.append([])
    sheet.append([None, say("review.help.back")])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 110
    for cell in sheet["B"]:
        cell.alignment = WRAP


def _head(sheet: Worksheet, names: tuple[str, ...]) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(1, column, name)
        cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), HEAD, WRAP


def _cells(row: ReviewRow, answer: Answer | None, say: Say) -> tuple[str, ...]:
    """The texts of a row by `COLUMNS`."""
    card = row_card(row, answer, say)
    decision = card.answer.get("decision", "")
    texts = {
        "id": card.id,
        "group": say(f"review.group.{group_of(row)}"),
        "asked": card.question,
        "stated": f"{card.name}: {card.says}",
        "verdict": card.verdict,
        "place": card.place,
        "others": "\n".join(card.others),
        "sentence": _sentence(card),
        "reports": "; ".join(dict.fromkeys(one.report for one in (*card.passages, *card.folded))),
        "suggestions": "\n".join(f"{one.value} {one.label} {one.share}".strip() for one in card.suggestions),
        "enters_as": "\n".join(filter(None, (card.value, card.enters))),
        "must": say("word.yes" if card.must else "word.no"),
        "decision": say(f"review.to.{decision}") if decision else "",
        "value": card.answer.get("value", ""),
        "note": card.answer.get("note", ""),
        "by": card.answer.get("by", ""),
        "mark": card.mark,
    }
    return tuple(texts[name][:MAX_CELL] for name in COLUMNS)


def _sentence(card: RowCard) -> str:
    """The first sentences of the row, the quote between guillemets, with their doubts."""
    return "\n".join(
        " ".join(filter(None, (f"{one.before}«{one.quote}»{one.after}", *(f"({doubt})" for doubt in one.doubts))))
        for one in card.passages
    )
