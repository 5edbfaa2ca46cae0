"""`aidbridge check`: the verdict on a plan."""

from pathlib import Path
from typing import Annotated

import typer

PlanFolder = Annotated[Path, typer.Argument(help="Folder that `aidbridge plan` wrote.", show_default=False)]


def check(
    folder: PlanFolder,
    mission: Annotated[
        Path | None, typer.Option(help="Resolve this mission folder anew and judge the plan against it, instead of resolved.json.")
    ] = None,
    every: Annotated[bool, typer.Option("--every", help="List every finding, not only the tightest of each rule.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
) -> None:
    """Judge a plan by every rule, from the resolved mission and the plan alone."""
    from ..missionfile.write import json_of
    from ..planning.outcome import outcome
    from .folder import judged
    from .summary import print_rules

    resolved, plan, verdict = judged(folder, mission)
    result = outcome(resolved, plan, verdict)
    if json:
        typer.echo(json_of(verdict), nl=False)
    else:
        print_rules(resolved, plan, verdict, result, every=every)
    raise typer.Exit(result.status)
