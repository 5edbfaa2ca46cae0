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


def read_folder(folder: Path, mission: Path | None = None) -> tuple[Resolved, Plan]:
    """The resolved mission and the plan of a folder. With a mission folder, that mission is resolved anew instead.

    Raises InputError for a missing or malformed file.
    """
    if folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        raise InputError([Fault(str(folder), "no such folder", "a folder that `aidbridge plan --out` wrote", "check the path")])
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
