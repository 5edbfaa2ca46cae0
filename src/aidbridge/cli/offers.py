"""`aidbridge offers`: what is offered, what it answers, what does not fit and why; sheets in and empty sheets out."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .language import Language

if TYPE_CHECKING:
    from ..model.mission import Mission


class Sheet(StrEnum):
    """The sheets there are."""

    OFFERS = "offers"
    NEEDS = "needs"


def offers(
    source: Annotated[
        Path | None,
        typer.Argument(help="Mission folder, or a filled-in sheet of offers or needs (.xlsx, .csv).", show_default=False),
    ] = None,
    mission: Annotated[Path | None, typer.Option(help="The mission that a sheet belongs to.")] = None,
    sheet: Annotated[Sheet, typer.Option(help="What the sheet holds, or the empty sheet is for.")] = Sheet.OFFERS,
    template: Annotated[Path | None, typer.Option(help="Write an empty sheet to be filled in to this .xlsx file.")] = None,
    receiver: Annotated[str, typer.Option(help="State that would receive, such as IT, where there is no mission.")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of use, where there is no mission; else the ready date.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the mission with the sheet's rows added.")] = None,
    book: Annotated[Path | None, typer.Option(help="Write the tables to this .xlsx workbook.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print lines, reasons and reserves as JSON.")] = False,
    language: Language = "en",
) -> None:
    """List every line that is offered with the needs it answers and everything that stands in its way, before it is accepted.

    Found are lines that two channels tell, goods that expire, missing certificates, the wrong mains, what a donor must keep at home
    (with its reckoning), teams without the people or type asked for, and more. docs/offers.md describes sheets and reasons.
    """
    from ..documents.export import workbook_bytes
    from ..documents.messages import say
    from ..documents.offering.listing import offer_tables, offers_json
    from ..missionfile.read import read_mission
    from ..missionfile.textfile import write_bytes
    from ..missionfile.write import write_mission
    from ..planning.offered import offered_lines, reserves_kept
    from .terminal import print_table

    if template is not None:
        from ..missionfile.sheettemplate import template_bytes

        write_bytes(template, template_bytes("needs" if sheet is Sheet.NEEDS else "offers"))
        typer.echo(say("offering.written", {"path": str(template)}, language), err=True)
    if source is None:
        if template is None:
            raise typer.BadParameter("give a mission folder or a sheet, or --template")
        return
    asked = source.is_dir() or mission is not None
    made = read_mission(source) if source.is_dir() else _with_sheet(source, mission, sheet, receiver, on)
    if out is not None:
        if not asked:
            raise typer.BadParameter("--out needs --mission: a sheet alone is no mission")
        write_mission(made, out)
        typer.echo(say("offering.written", {"path": str(out)}, language), err=True)
    lines, kept = offered_lines(made, asked), reserves_kept(made)
    tables = offer_tables(made, lines, kept, language)
    if book is not None:
        write_bytes(book, workbook_bytes(tables))
        typer.echo(say("offering.written", {"path": str(book)}, language), err=True)
    if json:
        typer.echo(offers_json(made, lines, kept, language))
        return
    for table in tables:
        print_table(table)
    told = {"n": len(lines), "out": sum(line.left_out for line in lines)}
    typer.echo(say("offering.summary", told, language))


def _with_sheet(source: Path, folder: Path | None, sheet: Sheet, receiver: str, on: datetime | None) -> "Mission":
    """The mission with the sheet's rows, or a bare one around them."""
    from ..missionfile.needsheet import read_needs
    from ..missionfile.offersheet import read_offers
    from ..missionfile.read import read_mission
    from ..planning.offered import bare_mission, with_offers

    mission = read_mission(folder) if folder is not None else None
    if sheet is Sheet.NEEDS:
        if mission is None:
            raise typer.BadParameter("a sheet of needs belongs to a mission: give --mission")
        needs = read_needs(source, mission.places, mission.sites, [need.id for need in mission.needs])
        return mission.model_copy(update={"needs": (*mission.needs, *needs)})
    if mission is None:
        return bare_mission(read_offers(source), receiver.upper(), on.replace(tzinfo=UTC) if on else None)
    taken = (*mission.offers, *mission.providers, *mission.vehicles)
    return with_offers(mission, read_offers(source, [one.id for one in taken]))
