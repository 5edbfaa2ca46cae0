"""`aidbridge exchange`: another aircraft at the last minute for one load of a load sheet."""

from pathlib import Path
from typing import Annotated

import typer

from .language import Language


def exchange(
    sheet: Annotated[Path, typer.Argument(help="`loads.json` that `aidbridge load` wrote, or its folder.")],
    load: Annotated[str, typer.Argument(help="The load whose aircraft is exchanged: `L-003`.")],
    type: Annotated[str, typer.Argument(help="Aircraft type that comes instead: `c17a`.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder for the new papers; the sheet's folder with the load's name by default.")
    ] = None,
    balance: Annotated[
        list[str] | None, typer.Option(help="Window of the centre of gravity of the new type, `c17a=9:13`. Your assumption.")
    ] = None,
    assume: Annotated[
        list[str] | None, typer.Option(help="A figure nobody has published, `aircraft:c17a.rings=200`. Printed.")
    ] = None,
    accept: Annotated[list[str] | None, typer.Option(help="Accept estimated catalogue figures of this pattern. Printed.")] = None,
    accept_estimates: Annotated[
        bool, typer.Option("--accept-estimates", help="Accept every estimated catalogue figure. Printed.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same answer, byte for byte.")] = 1,
    language: Language = "en",
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Another aircraft comes than was planned: reload that load with the least change, and print what stays behind.

    Items keep their places where they can; the other loads stand as they are. The new papers are written beside the old.
    """
    from ..missionfile.results import read_sheet
    from ..planning.exchanged import exchange as exchanged
    from .folder import make_folder
    from .loadfiles import SHEET, write_sheet
    from .loadoptions import vouched
    from .loadsummary import print_sheet

    path = sheet / SHEET if sheet.is_dir() else sheet
    assumptions = vouched(balance or [], assume or [], accept or [], accept_estimates, language)
    made = exchanged(read_sheet(path), load, type, assumptions, seed)
    folder = make_folder(out or path.parent / f"{load}-{type}")
    write_sheet(made.sheet, folder, language)
    print_sheet(made.sheet, folder, language, as_json=json)
    raise typer.Exit(0 if made.sheet.complete else 1)
