"""`aidbridge situation`: open data into the places hit worst, how fast it grows, and what is to come."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from .language import Language


def situation(
    folder: Annotated[Path, typer.Argument(help="Folder of series by place and day, .csv or .xlsx; or one file.", exists=True)],
    country: Annotated[str, typer.Option(help="ISO 3166 code of the country, such as IT; `world` ranks countries.")],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day. Nothing later is looked at.")],
    days: Annotated[int, typer.Option(min=1, max=14, help="Days to forecast.")] = 7,
    weights: Annotated[
        str,
        typer.Option(
            help="Formula of severity, `level=0.4,growth=0.1,per_head=0.3,pressure=0.2`: what is not named weighs nothing."
        ),
    ] = "",
    top: Annotated[int, typer.Option(min=0, help="Places shown of each level; 0 shows all. JSON has all.")] = 10,
    language: Language = "en",
    json: Annotated[bool, typer.Option("--json", help="Print every place, in rank order, as JSON.")] = False,
) -> None:
    """Show how hard each region and province is hit on a day, by a formula that is shown and can be changed.

    Reads the series of the Italian civil protection, of Johns Hopkins University and of Our World in Data by their columns.
    """
    from ..documents.messages import say
    from ..documents.situationjson import situation_json
    from ..documents.situationtable import situation_tables
    from ..planning.situated import situated
    from .situationweights import weights_of
    from .terminal import print_table

    of = situated(folder, country, on.date(), horizon=days, weights=weights_of(weights))
    if json:
        typer.echo(situation_json(of))
        return
    for table in situation_tables(of, language):
        shown = table.rows[:top] if top else table.rows
        print_table(type(table)(table.id, table.title, table.headers, shown))
        if len(shown) < len(table.rows):
            typer.echo(say("situation.more", {"n": len(table.rows) - len(shown)}, language))
    formula = " + ".join(f"{weight:g} × {indicator}" for indicator, weight in of.levels[0].severity.weights.items() if weight)
    typer.echo(say("situation.formula", {"formula": formula}, language))
    if of.notes:
        typer.echo(say("situation.notes", {"n": len(of.notes)}, language), err=True)
