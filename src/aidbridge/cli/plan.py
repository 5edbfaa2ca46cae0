"""`aidbridge plan`: mission to plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .language import Language

if TYPE_CHECKING:
    from ..model.errors import Fault
    from ..model.mission import Mission
    from ..model.plan import HubOption
    from ..planning.kept import UnkeptDecisionError

MissionFolder = Annotated[Path, typer.Argument(help="Mission folder: mission.yaml and its tables.", show_default=False)]


def plan(
    mission: MissionFolder,
    out: Annotated[Path | None, typer.Option(help="Folder for what is written; build/MISSION by default.")] = None,
    hub: Annotated[
        list[str] | None,
        typer.Option(help="An airfield of debarkation to choose from, beside the mission's own and its `hubs`; may be repeated."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same plan, byte for byte.")] = 1,
    iterations: Annotated[int, typer.Option(min=0, help="Iterations of each search.")] = 2_000,
    seconds: Annotated[float | None, typer.Option(min=0, help="Cut the searches short after so many seconds in all.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Plan a draft of `aidbridge intake` though rows of it are open.")] = False,
    language: Language = "en",
    page: Annotated[bool, typer.Option(help="Write the page.")] = True,
    json: Annotated[bool, typer.Option("--json", help="Print figures, bounds and verdict as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Plan a mission, check the plan, write it and its page.

    Resolves the mission, allocates, loads, flies, drives and sets to work; then the way home. With several airfields of debarkation
    to choose from, a short plan is made through each, and the best of them planned.
    Progress shows the best value of each search with its bound and gap.
    Ctrl-C ends the searches and keeps the best plan so far.
    """
    from ..engines.stopping import Stop
    from ..missionfile.textfile import write_text
    from ..missionfile.write import write_json
    from ..model.errors import InputError
    from ..planning.hubs import choose_hub, known_hubs
    from ..planning.kept import UnkeptDecisionError
    from ..planning.outcome import outcome
    from ..planning.pipeline import make_plan
    from ..planning.resolve import resolve
    from .folder import PAGE, PLAN, RESOLVED, VERDICT, make_folder, read_folder
    from .progress import Progress, interruptible
    from .summary import print_summary

    asked = _mission(mission)
    if not draft:
        _refuse_draft(asked, mission)
    folder = make_folder(out or Path("build") / mission.resolve().name, mission)
    with Progress(quiet=quiet or json) as progress:
        stop = Stop(iterations=iterations, seconds=seconds, tell=progress.tell)
        with interruptible(stop.interrupted):
            hubs: tuple[HubOption, ...] = ()
            if asked.hubs or hub:
                asked, hubs = choose_hub(asked, (*asked.hubs, *known_hubs(asked, hub or ())), stop, seed)
            resolved = resolve(asked)
            try:
                made, verdict = make_plan(resolved, stop, seed)
            except UnkeptDecisionError as wrong:
                raise InputError(_faults(wrong, language)) from wrong
            made = made.model_copy(update={"hubs": hubs})
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


def _mission(folder: Path) -> "Mission":
    """The mission of a folder. Raises InputError with all faults; of a draft that lacks something, where that is asked for too."""
    from ..missionfile.read import read_mission
    from ..model.errors import Fault, InputError

    try:
        return read_mission(folder)
    except InputError as wrong:
        if not (folder / "intake.json").is_file():
            raise
        advice = f"The lines LACKING at the top of mission.yaml name them; answer them in {folder / 'review.html'}."
        lacking = Fault(
            str(folder), "a draft of `aidbridge intake` that lacks something", "the rows of its review answered", advice
        )
        raise InputError([*wrong.faults, lacking], wrong.untold) from wrong


def _refuse_draft(mission: "Mission", folder: Path) -> None:
    """Raises InputError for a draft of which rows are open: what they are, and how to confirm them."""
    from ..model.errors import Fault, InputError

    if mission.draft is None or mission.draft.confirmed:
        return
    named = "; ".join(mission.draft.rows)
    rest = mission.draft.open - len(mission.draft.rows)
    more = f"; and {rest} more" if rest > 0 else ""
    told = f"{mission.draft.open} rows of the review are open" + (f": {named}{more}" if named else "")
    command = f"`aidbridge intake --apply FORM --out {folder}`"
    advice = f"Decide them in {folder / 'review.html'}, then {command}; or plan it as it stands with --draft."
    raise InputError([Fault("mission.yaml draft", told, "a confirmed draft, 0 open", advice)])


def _faults(wrong: "UnkeptDecisionError", language: str) -> "list[Fault]":
    from ..documents.messages import say
    from ..model.errors import Fault

    advice = "Take back the decision, or change what stands in its way."
    return [
        Fault(f"decisions[{d.id}]", f"{d.resource} for {d.need}", say(why, language=language).rstrip("."), advice)
        for d, why in wrong.unkept
    ]
