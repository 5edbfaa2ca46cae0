"""`aidbridge whatif`: what one more of something would be worth, and which airfield of debarkation."""

from os import cpu_count
from pathlib import Path
from typing import Annotated

import typer

from .language import Language


def whatif(
    mission: Annotated[Path, typer.Argument(help="Mission folder: mission.yaml and its tables.", show_default=False)],
    hub: Annotated[list[str] | None, typer.Option(help="Compare this airfield of debarkation; may be given several times.")] = None,
    more: Annotated[bool, typer.Option(help="Try one more clearance, parking place, team, aircraft and crew.")] = True,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all plans.")] = 1,
    iterations: Annotated[int, typer.Option(min=0, help="Iterations of each search of each plan.")] = 300,
    workers: Annotated[int, typer.Option(min=1, help="Processes; what comes out does not depend on them.")] = cpu_count() or 1,
    out: Annotated[Path | None, typer.Option(help="Write the table to this .csv or .xlsx too.")] = None,
    language: Language = "en",
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Plan the mission again with one thing changed, and say what it would be worth.

    One more clearance, parking place, loading or unloading team, piece of ground equipment, aircraft, crew: each by itself, in
    hours of unmet need, sorties and fuel. With --hub, other airfields of debarkation, the road onward included. Each row is a
    whole plan that the checker has accepted; searches are no proof, so small differences may be chance.
    """
    from rich.console import Console

    from ..documents.clock import Clock
    from ..documents.export import csv_text, workbook_bytes
    from ..documents.rows.whatif import whatif_rows
    from ..documents.voice import Voice
    from ..missionfile.read import read_mission
    from ..missionfile.textfile import write_bytes
    from ..planning.whatif.answers import answers
    from ..planning.whatif.changes import hubs, one_more
    from .terminal import print_table, table_json

    asked = read_mission(mission)
    changes = (*hubs(asked, [icao.upper() for icao in hub or ()]), *(one_more(asked) if more else ()))
    whole = len(changes) + 1
    console = Console(stderr=True, quiet=quiet or json, highlight=False)
    with console.status(f"planning {whole} missions") as status:
        base, others = answers(
            asked, changes, iterations, seed, workers, lambda done: status.update(f"planned {done} of {whole} missions")
        )
    made = whatif_rows(asked, base, others, Voice(language, Clock(asked.start, asked.time_zone)))
    if out is not None:
        write_bytes(out, workbook_bytes([made]) if out.suffix.lower() == ".xlsx" else csv_text(made).encode("utf-8-sig"))
    if json:
        typer.echo(table_json([made]))
    else:
        print_table(made)
