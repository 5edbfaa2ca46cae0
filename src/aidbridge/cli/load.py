"""`aidbridge load`: a list of items and a fleet in, load plans out, without a mission."""

from pathlib import Path
from typing import Annotated

import typer

from .language import Language

ItemList = Annotated[Path | None, typer.Argument(help="Item list, .csv or .xlsx.", show_default=False)]


def load(
    items: ItemList = None,
    fleet: Annotated[
        str, typer.Option(help="Aircraft, `il76md=12,an124_100=2`, or a .csv or .xlsx table of types, numbers and costs.")
    ] = "",
    cost: Annotated[str, typer.Option(help="What a load of each type costs, against the others: `il76md=1.0,an124_100=3.5`.")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder for what is written; build/LIST by default.")] = None,
    count: Annotated[bool, typer.Option("--count", help="Only count the aircraft, at once.")] = False,
    template: Annotated[Path | None, typer.Option(help="Write an example list to this .xlsx or .csv, and end.")] = None,
    title: Annotated[str, typer.Option(help="What the papers are headed; the list's name by default.")] = "",
    gaps: Annotated[
        str, typer.Option(help="Clearances in metres, `vehicle=0.15,cargo=0.05,roof=0.10`; these are the defaults.")
    ] = "",
    balance: Annotated[
        list[str] | None,
        typer.Option(
            help="Window of the centre of gravity in metres from the front of the hold, `il76md=8.5:10.75`. Your assumption."
        ),
    ] = None,
    assume: Annotated[
        list[str] | None, typer.Option(help="A figure nobody has published, `aircraft:an124_100.axle_limit_kg=12000`. Printed.")
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option(help="Accept estimated catalogue figures of this pattern, `equipment:ars14km.*`. Printed.")
    ] = None,
    accept_estimates: Annotated[
        bool, typer.Option("--accept-estimates", help="Accept every estimated catalogue figure. Printed.")
    ] = False,
    distance: Annotated[float | None, typer.Option(min=1, help="Kilometres to fly: fuel then limits the payload.")] = None,
    ramp: Annotated[bool, typer.Option("--ramp/--no-ramp", help="Items may stand on the ramp in flight, up to its limit.")] = False,
    ignore_columns: Annotated[bool, typer.Option("--ignore-columns", help="Pass over columns that mean nothing here.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same loads, byte for byte.")] = 1,
    iterations: Annotated[int, typer.Option(min=0, help="Iterations of the search.")] = 2_000,
    seconds: Annotated[float | None, typer.Option(min=0, help="Cut the search short after so many seconds.")] = None,
    language: Language = "en",
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Load a list of vehicles, pallets, crates and teams into aircraft, and print what goes where.

    Counts the aircraft at once; then loads, checks every rule and writes one page an aircraft.
    Start with `aidbridge load --template items.xlsx`.
    """
    if template is not None:
        _write_template(template)
        raise typer.Exit

    from ..engines.stopping import Stop
    from ..planning.loadlist import count_of, load_list, prepare
    from .folder import make_folder
    from .loadfiles import write_sheet
    from .loadoptions import Options, request_of
    from .loadsummary import count_line, print_count, print_sheet
    from .progress import Progress, interruptible

    request = request_of(
        Options(items, fleet, cost, title, gaps, balance or [], assume or [], accept or [], accept_estimates, distance, ramp,
                ignore_columns, language)
    )  # fmt: skip
    stop = Stop(iterations=iterations, seconds=seconds)
    with interruptible(stop.interrupted):
        prepared = prepare(request, stop, seed)
        counted = count_of(prepared)
        if count:
            print_count(counted, language, as_json=json)
            raise typer.Exit(0 if not counted.left else 1)
        if not json:
            typer.echo(count_line(counted, language))
        folder = make_folder(out or Path("build") / request.title)
        with Progress(quiet=quiet or json, waiting="loading") as progress:
            stop.tell = progress.tell
            sheet = load_list(prepared, counted, stop, seed)
    write_sheet(sheet, folder, language)
    print_sheet(sheet, folder, language, as_json=json)
    raise typer.Exit(130 if stop.interrupted.is_set() else 0 if sheet.complete else 1)


def _write_template(path: Path) -> None:
    """An example list with its help. Raises InputError for a name that is no list's, or that is taken."""
    from ..documents.loadsheet.template import template_csv, template_workbook
    from ..missionfile.textfile import write_bytes
    from ..model.errors import Fault, InputError

    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise InputError([Fault(str(path), f"a name that ends in {suffix or 'nothing'}", ".xlsx or .csv", "Name it items.xlsx.")])
    if path.exists():
        raise InputError([Fault(str(path), "a file that is there", "a new file", "Choose another name: nothing is overwritten.")])
    write_bytes(path, template_csv().encode("utf-8-sig") if suffix == ".csv" else template_workbook())
    typer.echo(str(path))
