"""The folder that `plan` writes and the other commands read: `resolved.json`, `plan.json`, `verdict.json`, `report.html`."""

from pathlib import Path

from ..checker.check import check as judge
from ..missionfile.read import read_mission
from ..missionfile.write import read_plan, read_resolved
from ..model.errors import Fault, InputError
from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.verdict import Verdict

RESOLVED, PLAN, VERDICT, PAGE = "resolved.json", "plan.json", "verdict.json", "report.html"


def make_folder(folder: Path, mission: Path | None = None) -> Path:
    """The folder that a plan of the mission, or of a list, is written to, made if it is not there.

    Raises InputError where it cannot be made, or is the mission's own: a plan never lies among what people wrote.
    """
    if mission is not None and folder.resolve() == mission.resolve():
        raise InputError([Fault(str(folder), "the mission's folder", "a folder of the plan's own", "Choose another folder.")])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wrong = Fault(str(folder), error.strerror or str(error), "a folder that can be written", "Choose another folder.")
        raise InputError([wrong]) from error
    return folder


def read_folder(folder: Path, mission: Path | None = None) -> tuple[Resolved, Plan]:
    """The resolved mission and the plan of a folder. With a mission folder, that mission is resolved anew instead.

    Raises InputError for a missing or malformed file.
    """
    if folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        raise InputError([Fault(str(folder), "no such folder", "a folder that `aidbridge plan` wrote", "Check the path.")])
    if mission is None:
        resolved = read_resolved(folder / RESOLVED)
    else:
        from ..planning.resolve import resolve

        resolved = resolve(read_mission(mission))
    return resolved, read_plan(folder / PLAN)


def judged(folder: Path, mission: Path | None = None) -> tuple[Resolved, Plan, Verdict]:
    """The folder's plan with a fresh verdict: what a verdict file says is never taken on trust."""
    resolved, plan = read_folder(folder, mission)
    return resolved, plan, judge(resolved, plan)
