"""The reference mission, planned once for all tests that look at it."""

from functools import cache
from pathlib import Path

from aidbridge.engines.stopping import Stop
from aidbridge.missionfile.read import read_mission
from aidbridge.model.plan import Plan
from aidbridge.model.resolved import Resolved
from aidbridge.model.verdict import Verdict
from aidbridge.planning.pipeline import make_plan
from aidbridge.planning.resolve import resolve

MISSION = Path(__file__).parent.parent / "examples" / "italy-2020"


@cache
def planned() -> tuple[Resolved, Plan, Verdict]:
    """Resolved mission, plan and verdict, with fewer iterations than the command line takes."""
    resolved = resolve(read_mission(MISSION))
    return resolved, *make_plan(resolved, Stop(iterations=300), seed=1)
