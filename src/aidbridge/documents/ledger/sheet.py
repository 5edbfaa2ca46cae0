"""The ledger as CSV and as an Excel workbook; with a row of HXL tags below the headers."""

from collections.abc import Mapping
from pathlib import Path

from ...missionfile.textfile import write_bytes
from ...model.errors import Fault, InputError
from ..export import csv_text, workbook_bytes
from ..rows.table import Table
from .columns import NEED_COLUMNS, OFFER_COLUMNS, TWICE_COLUMNS

TAGS = {"needs": NEED_COLUMNS, "offers": OFFER_COLUMNS, "twice": TWICE_COLUMNS}


def tagged(table: Table, columns: Mapping[str, str]) -> Table:
    """The table with its HXL tags as first row."""
    return Table(table.id, table.title, table.headers, (tuple(columns.values()), *table.rows))


def hxl_text(table: Table, columns: Mapping[str, str]) -> str:
    """The table as CSV with headers, then tags, then rows."""
    return csv_text(tagged(table, columns))


def write_ledger(path: Path, tables: Mapping[str, Table], by: str, hxl: bool) -> None:
    """Write `.xlsx`, a sheet a table, always with tags; or `.csv`, the table `by` alone, with tags where asked for.

    Raises InputError where the name ends otherwise or the file cannot be written.
    """
    match path.suffix.lower():
        case ".xlsx":
            write_bytes(path, workbook_bytes(tagged(table, TAGS[name]) for name, table in tables.items()))
        case ".csv":
            text = hxl_text(tables[by], TAGS[by]) if hxl else csv_text(tables[by])
            write_bytes(path, text.encode("utf-8-sig"))
        case _:
            wrong = Fault("--out", path.name, "a name that ends in .csv or .xlsx", "Name the file so.")
            raise InputError([wrong])
