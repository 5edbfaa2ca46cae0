"""`aidbridge clearances`: what must still be asked of whom by when, from the plan's own legs and cargo."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from .language import Language


def clearances(
    folder: Annotated[Path, typer.Argument(help="Folder of a plan, or of a mission that is not planned yet.", show_default=False)],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="What counts as today (UTC): marks what is late."),
    ] = None,
    sanctions: Annotated[
        list[Path] | None,
        typer.Option(help="List of names to compare with: .txt, one a line; .csv or .xlsx with a column `name`.", exists=True),
    ] = None,
    likeness: Annotated[float, typer.Option(min=0.5, max=1.0, help="From which likeness on a name is asked about.")] = 0.85,
    out: Annotated[Path | None, typer.Option(help="Write the list: .xlsx or .csv.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print all lines as CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print all lines as JSON.")] = False,
    language: Language = "en",
) -> None:
    """List what must still be asked of whom by when: overflight, landing, customs, export, dangerous goods, medical licences.

    Each line names the legs and the cargo that need it. Names are compared with the lists given; a likeness is a question.
    """
    from ..documents.clearing.tables import brief, clearance_tables, clearances_json, question, write_clearances
    from ..documents.export import csv_text
    from ..documents.messages import say
    from ..documents.rows.table import Table
    from ..planning.clearing.asks import asks_of
    from ..planning.clearing.names import hits_of, read_names
    from .missionorplan import read_either
    from .terminal import print_table

    resolved, plan = read_either(folder)
    asks = asks_of(resolved, plan, None if on is None else on.replace(tzinfo=UTC))
    hits = hits_of(resolved.mission, [(path.name, read_names(path)) for path in sanctions or ()], likeness)
    tables = clearance_tables(resolved, asks, hits, language)
    if out is not None:
        write_clearances(out, tables)
        typer.echo(say("permits.written", {"path": str(out)}, language), err=True)
    if json:
        typer.echo(clearances_json(resolved, asks, hits, plan is not None, language))
        return
    if csv:
        whole = tables["open"]
        typer.echo(csv_text(Table(whole.id, whole.title, whole.headers, (*whole.rows, *tables["granted"].rows))), nl=False)
        return
    if out is not None:
        return
    for table in (tables["open"], tables["granted"]):
        if table.rows:
            print_table(brief(table))
    counts = {name: sum(ask.standing == name for ask in asks) for name in ("to_ask", "extend", "refused", "asked", "granted")}
    typer.echo(say("permits.summary", counts, language))
    typer.echo(say("permits.more", {}, language))
    for hit in hits:
        typer.echo(question(hit, language))
    typer.echo(say("permits.compared" if sanctions else "permits.no_lists", {"n": len(hits), "likeness": likeness}, language))
    if plan is None:
        typer.echo(say("permits.no_plan", {}, language))
