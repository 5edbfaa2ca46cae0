"""Tables in the terminal and as JSON."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..documents.tables import Cell, Table


def print_table(table: Table) -> None:
    """One table, its columns wrapped to the terminal's width; columns without any value are left out."""
    if not table.rows:
        Console(highlight=False).print(Text(f"{table.title}: –"))
        return
    filled = [n for n in range(len(table.headers)) if any(row[n] is not None for row in table.rows)]
    shown = RichTable(title=Text(table.title), title_justify="left", header_style="bold", pad_edge=False, expand=False)
    for n in filled:
        numeric = all(isinstance(row[n], int | float) or row[n] is None for row in table.rows)
        shown.add_column(Text(table.headers[n]), justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(_told(row[n])) for n in filled))
    Console().print(shown)


def table_json(tables: Iterable[Table]) -> str:
    """Tables as JSON: by name, with headers and rows."""
    content = {t.id: {"title": t.title, "headers": t.headers, "rows": [[_plain(c) for c in row] for row in t.rows]} for t in tables}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _told(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%d %H:%MZ}"
    return f"{cell:,.2f}".rstrip("0").rstrip(".") if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else cell


def _plain(cell: Cell) -> str | int | float | None:
    return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if isinstance(cell, datetime) else cell
