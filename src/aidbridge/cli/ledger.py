"""`aidbridge ledger`: one line a need, from needed to at work, by offer."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .language import Language


class By(StrEnum):
    """What a row is."""

    NEEDS = "needs"
    OFFERS = "offers"
    TWICE = "twice"


def ledger(
    folder: Annotated[Path, typer.Argument(help="Folder of a plan, or of a mission that is not planned yet.", show_default=False)],
    by: Annotated[By, typer.Option(help="A row a need, a row a need and offer, or what seems to be offered twice.")] = By.NEEDS,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="As planned to stand then (UTC); else over the whole plan."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write an .xlsx workbook, or a .csv file of the rows asked for.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    hxl: Annotated[bool, typer.Option("--hxl", help="CSV with a row of HXL hashtags below the headers.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print lines, offers and movements as JSON.")] = False,
    language: Language = "en",
) -> None:
    """Show who needs, offers and gets what: needed, offered, agreed, planned, loaded, moving, arrived, at work.

    What is still open is told with its reasons, and what seems to be offered twice. docs/ledger.md describes the columns.
    """
    from ..documents.export import csv_text
    from ..documents.ledger.listing import ledger_json
    from ..documents.ledger.sheet import TAGS, hxl_text, write_ledger
    from ..documents.ledger.tables import brief, ledger_tables
    from ..documents.messages import say
    from ..planning.ledger.lines import ledger_of
    from .missionorplan import read_either
    from .terminal import print_table

    resolved, plan = read_either(folder)
    made = ledger_of(resolved, plan, None if on is None else resolved.minute(on.replace(tzinfo=UTC)))
    tables = ledger_tables(resolved, made, language)
    if out is not None:
        write_ledger(out, tables, by, hxl)
        typer.echo(say("ledgerbook.written", {"path": str(out)}, language), err=True)
    if json:
        typer.echo(ledger_json(resolved, made, language))
    elif hxl and out is None:
        typer.echo(hxl_text(tables[by], TAGS[by]), nl=False)
    elif csv:
        typer.echo(csv_text(tables[by]), nl=False)
    elif out is None:
        for table in brief(tables, by):
            print_table(table)
        if made.duplicates and by is not By.TWICE:
            typer.echo(say("ledgerbook.twice", {"n": len(made.duplicates)}, language))
        if plan is None:
            typer.echo(say("ledgerbook.no_plan", {}, language))
