"""A folder that may be a mission's or a plan's: both say what is needed, only the second what moves when."""

from pathlib import Path

from ..model.plan import Plan
from ..model.resolved import Resolved
from .folder import PLAN, read_folder


def read_either(folder: Path) -> tuple[Resolved, Plan | None]:
    """The resolved mission, and the plan where the folder is one that `aidbridge plan` wrote.

    Raises InputError for what can be read as neither, with what is wrong with the mission.
    """
    if (folder / PLAN).is_file() or folder.name == PLAN:
        return read_folder(folder)
    from ..missionfile.read import read_mission
    from ..planning.resolve import resolve

    return resolve(read_mission(folder)), None
