"""Tables in the terminal and as JSON."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..documents.rows.table import Cell, Table

COMFORTABLE = 24
"""A column of texts is at least so wide, where they are long."""
EDGES = 3
"""Characters between two columns."""


def print_table(table: Table) -> None:
    """One table; columns without any value are left out. What is wider than the terminal is printed in parts, each with the
    first column; long texts are wrapped."""
    console = Console()
    if not table.rows:
        console.print(Text(f"{table.title}: –"), highlight=False)
        return
    cells = [[_told(cell) for cell in row] for row in table.rows]
    filled = [n for n in range(len(table.headers)) if any(row[n] for row in cells)]
    widths = {n: _width([table.headers[n], *(row[n] for row in cells)]) for n in filled}
    for number, columns in enumerate(_parts(filled, widths, console.width)):
        title = Text(table.title) if number == 0 else None
        shown = RichTable(title=title, title_justify="left", header_style="bold", pad_edge=False, expand=False)
        for n in columns:
            numeric = all(isinstance(row[n], int | float) or row[n] is None for row in table.rows)
            shown.add_column(Text(table.headers[n]), justify="right" if numeric else "left", overflow="fold")
        for row in cells:
            shown.add_row(*(Text(row[n]) for n in columns))
        console.print(shown)


def _width(texts: list[str]) -> int:
    """How wide a column should be: its longest word at least, its longest text up to `COMFORTABLE`."""
    words = max(len(word) for text in texts for word in text.split() or [""])
    return max(words, min(max(map(len, texts)), COMFORTABLE))


def _parts(columns: list[int], widths: dict[int, int], room: int) -> list[list[int]]:
    """Columns side by side as far as there is room, the first of them in every part."""
    first = columns[0]
    parts = [[first]]
    used = widths[first] + EDGES
    for n in columns[1:]:
        if used + widths[n] + EDGES > room and len(parts[-1]) > 1:
            parts.append([first])
            used = widths[first] + EDGES
        parts[-1].append(n)
        used += widths[n] + EDGES
    return parts


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
