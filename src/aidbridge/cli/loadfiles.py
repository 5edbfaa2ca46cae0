"""The files that `aidbridge load` writes: a page, a workbook, the load list as CSV, and everything as JSON."""

from pathlib import Path

from ..documents.export import csv_text, workbook_bytes
from ..documents.loadsheet.dossier import sheet_dossier
from ..documents.loadsheet.page import sheet_page
from ..documents.loadsheet.tables import load_list, sheet_tables
from ..missionfile.canonical import json_of
from ..missionfile.textfile import write_bytes, write_text
from ..model.loadsheet import LoadSheet

PAGE, SHEET, BOOK, LIST = "loads.html", "loads.json", "loads.xlsx", "loads.csv"


def write_sheet(sheet: LoadSheet, folder: Path, language: str) -> None:
    """Write all of them. Raises InputError where the folder cannot be written."""
    d = sheet_dossier(sheet, language)
    write_text(folder / PAGE, sheet_page(sheet, language))
    write_text(folder / SHEET, json_of(sheet))
    write_bytes(folder / BOOK, workbook_bytes(sheet_tables(d, sheet)))
    # Excel knows a CSV file in UTF-8 by its byte order mark alone.
    write_bytes(folder / LIST, csv_text(load_list(d, sheet)).encode("utf-8-sig"))
