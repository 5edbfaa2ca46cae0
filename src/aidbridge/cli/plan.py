"""`aidbridge plan`: mission to plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .language import Language

if TYPE_CHECKING:
    from ..model.errors import Fault
    from ..planning.kept import UnkeptDecisionError

MissionFolder = Annotated[Path, typer.Argument(help="Mission folder: mission.yaml and its tables.", show_default=False)]


def plan(
    mission: MissionFolder,
    out: Annotated[Path | None, typer.Option(help="Folder for what is written; build/MISSION by default.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same plan, byte for byte.")] = 1,
    iterations: Annotated[int, typer.Option(min=0, help="Iterations of each search.")] = 2_000,
    seconds: Annotated[float | None, typer.Option(min=0, help="Cut the searches short after so many seconds in all.")] = None,
    language: Language = "en",
    page: Annotated[bool, typer.Option(help="Write the page.")] = True,
    json: Annotated[bool, typer.Option("--json", help="Print figures, bounds and verdict as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Plan a mission, check the plan, write it and its page.

    Resolves the mission, allocates, loads, flies, drives and sets to work; then the way home.
    Progress shows the best value of each search with its bound and gap.
    Ctrl-C ends the searches and keeps the best plan so far.
    """
    from ..engines.stopping import Stop
    from ..missionfile.read import read_mission
    from ..missionfile.textfile import write_text
    from ..missionfile.write import write_json
    from ..model.errors import InputError
    from ..planning.kept import UnkeptDecisionError
    from ..planning.outcome import outcome
    from ..planning.pipeline import make_plan
    from ..planning.resolve import resolve
    from .folder import PAGE, PLAN, RESOLVED, VERDICT, make_folder, read_folder
    from .progress import Progress, interruptible
    from .summary import print_summary

    asked = read_mission(mission)
    folder = make_folder(out or Path("build") / mission.resolve().name, mission)
    with Progress(quiet=quiet or json) as progress:
        stop = Stop(iterations=iterations, seconds=seconds, tell=progress.tell)
        with interruptible(stop.interrupted):
            resolved = resolve(asked)
            try:
                made, verdict = make_plan(resolved, stop, seed)
            except UnkeptDecisionError as wrong:
                raise InputError(_faults(wrong, language)) from wrong
    write_json(resolved, folder / RESOLVED)
    write_json(made, folder / PLAN)
    write_json(verdict, folder / VERDICT)
    if page:
        from ..documents.page import page as page_of

        # Printed from the files, as `report` prints it: the same plan gives the same page, byte for byte.
        write_text(folder / PAGE, page_of(*read_folder(folder), verdict, language))
    result = outcome(resolved, made, verdict)
    print_summary(resolved, made, verdict, result, folder, as_json=json)
    raise typer.Exit(130 if stop.interrupted.is_set() else result.status)


def _faults(wrong: "UnkeptDecisionError", language: str) -> "list[Fault]":
    from ..documents.messages import say
    from ..model.errors import Fault

    advice = "Take back the decision, or change what stands in its way."
    return [
        Fault(f"decisions[{d.id}]", f"{d.resource} for {d.need}", say(why, language=language).rstrip("."), advice)
        for d, why in wrong.unkept
    ]
