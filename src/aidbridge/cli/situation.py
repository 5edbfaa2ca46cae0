"""`aidbridge situation`: open data into the places hit worst, how fast it grows, what is to come, and what is needed."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .language import Language

if TYPE_CHECKING:
    from ..planning.situated import Situated
    from ..situation.needs import NeedLine


def situation(
    folder: Annotated[
        Path, typer.Argument(help="Folder of series by place and day (.csv, .tsv, .xlsx), or one file.", exists=True)
    ],
    country: Annotated[str, typer.Option(help="ISO 3166 code of the country, such as IT; `world` ranks countries.")],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day. Nothing later is looked at.")],
    days: Annotated[int, typer.Option(min=1, max=14, help="Days to forecast.")] = 7,
    formula: Annotated[
        str,
        typer.Option(
            "--formula",
            "--weights",
            help="Severity as weights, `level=0.4,growth=0.1,per_head=0.3,pressure=0.1,intensive_care=0.1`: what is not named "
            "weighs nothing; one name alone, such as `growth`, ranks by it.",
        ),
    ] = "",
    top: Annotated[int, typer.Option(min=0, help="Rows shown of each table; 0 shows all. JSON and page have all.")] = 10,
    needs: Annotated[
        Path | None, typer.Option(help="Write the needs for a mission: a .yaml, .csv or .xlsx file, or a folder.")
    ] = None,
    overrides: Annotated[
        Path | None, typer.Option(help="Needs set by hand: rows of id, quantity and reason (.yaml, .csv, .xlsx).", exists=True)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write the page to: situation.html, with map and forecasts.")] = None,
    outlines: Annotated[
        Path | None, typer.Option(help="GeoJSON with the outlines of the places, to colour in the map.", exists=True)
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            help="What the country must keep at home before it gives any: `mask=40` for 40 a new case, `mask=40/2000000` "
            "with what it has. Printed as `reserves` of a mission."
        ),
    ] = None,
    keep_days: Annotated[int, typer.Option(min=1, max=365, help="Days that what is kept must last.")] = 14,
    notes: Annotated[bool, typer.Option("--notes", help="Tell what was odd in the files.")] = False,
    language: Language = "en",
    json: Annotated[bool, typer.Option("--json", help="Print every place, in rank order, and every need, as JSON.")] = False,
) -> None:
    """Show how hard each region and province is hit on a day, by a formula that is shown and can be changed, and what is needed.

    Reads the series of the Italian civil protection, of Johns Hopkins University and of Our World in Data, plain tables and
    tables with HXL tags, known by their columns.
    """
    from ..documents.messages import say
    from ..planning.situated import situated
    from ..planning.situatedneeds import needs_of, read_overrides
    from .situationweights import weights_of

    of = situated(folder, country, on.date(), horizon=days, weights=weights_of(formula))
    lines, unused = needs_of(of, read_overrides(overrides) if overrides else ())
    written: list[Path] = []
    if needs is not None:
        from ..documents.situation.sheets import write_needs

        written += write_needs(needs, of, lines, language)
    if out is not None:
        from ..documents.situation.page import write_page

        written.append(write_page(out, of, lines, outlines, language))
    if keep:
        from ..documents.situation.kept import reserves_text
        from ..planning.situatedreserves import reserves_of
        from .situationkeep import kept_of

        per_case, has = kept_of(keep)
        typer.echo(reserves_text(reserves_of(of, per_case, has, keep_days), language), nl=False)
    elif json:
        from ..documents.situation.listing import situation_json

        typer.echo(situation_json(of, lines))
    else:
        _print(of, lines, top, language)
    if notes and not json:
        for note in of.notes:
            typer.echo(say(note, language=language))
    elif of.notes:
        typer.echo(say("situation.notes", {"n": len(of.notes)}, language), err=True)
    for override in unused:
        typer.echo(say("situation.needs.dropped", {"id": override.id}, language), err=True)
    for path in written:
        typer.echo(say("situation.written", {"path": str(path)}, language), err=True)


def _print(of: "Situated", lines: "list[NeedLine]", top: int, language: str) -> None:
    """The tables: places by level, then needs."""
    from ..documents.messages import say
    from ..documents.situation.needsheet import needs_table
    from ..documents.situation.table import formula_text, situation_tables
    from .terminal import print_table

    for table in (*situation_tables(of, language), needs_table(of, lines, language)):
        shown = table.rows[:top] if top else table.rows
        # How and by which sources a need is reckoned is too long for a terminal: the sheet, the page and JSON have it.
        width = 8 if table.id == "needs" else len(table.headers)
        print_table(type(table)(table.id, table.title, table.headers[:width], tuple(row[:width] for row in shown)))
        if len(shown) < len(table.rows):
            typer.echo(say("situation.more", {"n": len(table.rows) - len(shown)}, language))
    typer.echo(formula_text(of, language))
