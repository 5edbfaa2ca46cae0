"""`aidbridge show`: the tables of a plan, or the catalogue, in the terminal, as CSV, Excel or JSON."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .check import PlanFolder
from .language import Language


class Form(StrEnum):
    """How tables are written."""

    TERMINAL = "terminal"
    CSV = "csv"
    JSON = "json"


def show(
    folder: PlanFolder,
    names: Annotated[
        list[str] | None, typer.Argument(help="Tables; none lists their names, `all` shows every one.", show_default=False)
    ] = None,
    form: Annotated[Form, typer.Option(help="How to print.")] = Form.TERMINAL,
    json: Annotated[bool, typer.Option("--json", help="The same as --form json.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write the tables to this Excel workbook, a sheet each.")] = None,
    language: Language = "en",
) -> None:
    """Show a plan's tables: ledger, loads, flights, clearances, convoys, tours, rules and more."""
    from ..documents.export import csv_text, workbook_bytes
    from ..documents.tables import TABLES, tables
    from ..missionfile.textfile import write_bytes
    from .folder import judged
    from .terminal import print_table, table_json

    every = names == ["all"] or (xlsx is not None and not names)
    wanted = list(TABLES) if every else names or []
    unknown = [name for name in wanted if name not in TABLES]
    if unknown:
        raise typer.BadParameter(f"no table {', '.join(unknown)}; there are {', '.join(TABLES)}")
    made = tables(*judged(folder), language)
    if xlsx is not None:
        write_bytes(xlsx, workbook_bytes(made[name] for name in wanted))
        typer.echo(str(xlsx))
    elif json or form is Form.JSON:
        typer.echo(table_json([made[name] for name in wanted or TABLES]))
    elif not wanted:
        for name, table in made.items():
            typer.echo(f"{name:<20} {table.title} ({len(table.rows)})")
    else:
        for name in wanted:
            if form is Form.CSV:
                typer.echo(csv_text(made[name]), nl=False)
            else:
                print_table(made[name])
