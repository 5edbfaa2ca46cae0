"""aidbridge: from a country's call for help to a checked, flown and tracked relief mission.

    from pathlib import Path
    import aidbridge

    mission = aidbridge.read_mission(Path("examples/italy-2020"))
    resolved = aidbridge.resolve(mission)
    plan, verdict = aidbridge.plan(resolved, aidbridge.Stop(iterations=2_000), seed=1)
    assert verdict.accepted and aidbridge.check(resolved, plan) == verdict

The names are loaded when they are first used, so that importing the package is light.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .checker.check import check
    from .engines.stopping import Stop
    from .missionfile.read import read_mission
    from .model.mission import Mission
    from .model.plan import Plan
    from .planning.pipeline import make_plan as plan
    from .planning.resolve import resolve

__version__ = "0.1.0"
__all__ = ["Mission", "Plan", "Stop", "check", "plan", "read_mission", "resolve"]

_HOME = {
    "Mission": (".model.mission", "Mission"),
    "Plan": (".model.plan", "Plan"),
    "Stop": (".engines.stopping", "Stop"),
    "check": (".checker.check", "check"),
    "plan": (".planning.pipeline", "make_plan"),
    "read_mission": (".missionfile.read", "read_mission"),
    "resolve": (".planning.resolve", "resolve"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module, __name__), attribute)
