"""Which airfield of debarkation: a short plan through each that the mission names, road onward included, and the best of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..catalogue.airfields import airfield_ids
from ..engines.stopping import Stop
from ..model.errors import AidbridgeError, Fault, InputError
from ..model.mission import Mission
from ..model.plan import HubOption
from .pipeline import make_plan
from .resolve import resolve

SHORT = 300
"""Iterations of each search of a short plan, at most."""


def through(mission: Mission, icao: str) -> Mission:
    """The mission with another airfield of debarkation; what waits at the present one waits there. Nothing is supposed of it: its
    clearance, traffic and pavement are what the mission and the catalogue say."""
    moved = {
        name: tuple(row.model_copy(update={"at": icao}) if row.at == mission.debarkation else row for row in getattr(mission, name))
        for name in ("teams", "vehicles", "supplies", "devices")
    }
    return mission.model_copy(update=moved | {"debarkation": icao})


def known_hubs(mission: Mission, icaos: Iterable[str]) -> tuple[str, ...]:
    """The airfields, in capitals. Raises InputError for those that nothing is known of."""
    wanted = tuple(icao.upper() for icao in icaos)
    known = set(airfield_ids()) | {setting.icao for setting in mission.airfields}
    faults = [
        Fault("--hub", icao, "an airfield of the catalogue or of the mission", "Describe it in the mission's section airfields.")
        for icao in wanted
        if icao not in known
    ]
    if faults:
        raise InputError(faults)
    return wanted


def choose_hub(
    mission: Mission, icaos: Iterable[str], stop: Stop, seed: int, tell: Callable[[str], None] | None = None
) -> tuple[Mission, tuple[HubOption, ...]]:
    """The mission through the airfield of debarkation whose short plan is best, and all of them, the mission's own first.

    Better is: accepted by the checker, then less unmet need, less left behind, less fuel; among equals the first. Short plans are
    no proof: small differences may be chance. Interrupted, those not tried yet are told as not tried.
    """
    wanted = list(dict.fromkeys((mission.debarkation, *icaos)))
    short = replace(stop, iterations=min(stop.iterations, SHORT))
    found: list[HubOption] = []
    for icao in wanted:
        if tell is not None:
            tell(icao)
        found.append(_tried(mission, icao, short, seed))
    best = min(range(len(found)), key=lambda n: (_rank(found[n]), n))
    chosen = tuple(one.model_copy(update={"chosen": n == best}) for n, one in enumerate(found))
    return through(mission, wanted[best]), chosen


def _tried(mission: Mission, icao: str, stop: Stop, seed: int) -> HubOption:
    if stop.interrupted.is_set():
        return HubOption(icao=icao, fault="interrupted")
    try:
        plan, verdict = make_plan(resolve(through(mission, icao)), stop, seed)
    except AidbridgeError as wrong:
        return HubOption(icao=icao, fault=str(wrong).splitlines()[0])
    return HubOption(icao=icao, figures=plan.figures, left_behind=len(plan.left_behind), accepted=verdict.accepted)


def _rank(one: HubOption) -> tuple[bool, float, int, int]:
    if one.figures is None:
        return True, float("inf"), 0, 0
    return not one.accepted, round(one.figures.unmet_weighted_h, 3), one.left_behind, one.figures.fuel_kg
