"""Which airfield or airfields of debarkation: a short plan through each that the mission names and through several at once, road
onward included, and the best of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import inf

from ..catalogue.airfields import airfield_ids
from ..engines.stopping import Stop
from ..model.errors import AidbridgeError, Fault, InputError
from ..model.mission import Mission
from ..model.plan import HubOption
from ..model.resolved import RoadMatrix
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
    """The mission through the airfield of debarkation whose short plan is best, and all of them, the mission's own first; last
    through several at once, the base and each site's goods by the airfield nearest by road, where those differ.

    Better is: accepted by the checker, then less unmet need, less left behind, less fuel; among equals the first. Short plans are
    no proof: small differences may be chance. Interrupted, those not tried yet are told as not tried.
    """
    wanted = list(dict.fromkeys((mission.debarkation, *icaos)))
    short = replace(stop, iterations=min(stop.iterations, SHORT))
    tried: list[_Tried] = []
    for icao in wanted:
        if tell is not None:
            tell(icao)
        tried.append(_try(through(mission, icao), HubOption(icao=icao), short, seed))
    several = _each_by_its_nearest(mission, tried)
    if several is not None:
        also = tuple(sorted(set(several.debarkations) - {several.debarkation}))
        if tell is not None:
            tell(" + ".join((several.debarkation, *also)))
        tried.append(_try(several, HubOption(icao=several.debarkation, also=also), short, seed))
    best = min(tried, key=_Tried.rank)
    return best.mission, tuple(one.option.model_copy(update={"chosen": one is best}) for one in tried)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A mission through one or several airfields of debarkation, and how its short plan did."""

    mission: Mission
    option: HubOption
    roads: RoadMatrix | None = None

    def rank(self) -> tuple[bool, float, int, int]:
        """The less the better."""
        figures = self.option.figures
        if figures is None:
            return True, inf, 0, 0
        return not self.option.accepted, round(figures.unmet_weighted_h, 3), self.option.left_behind, figures.fuel_kg


def _try(mission: Mission, option: HubOption, stop: Stop, seed: int) -> _Tried:
    if stop.interrupted.is_set():
        return _Tried(mission, option.model_copy(update={"fault": "interrupted"}))
    try:
        resolved = resolve(mission)
        plan, verdict = make_plan(resolved, stop, seed)
    except AidbridgeError as wrong:
        return _Tried(mission, option.model_copy(update={"fault": str(wrong).splitlines()[0]}))
    did = {"figures": plan.figures, "left_behind": len(plan.left_behind), "accepted": verdict.accepted}
    return _Tried(mission, option.model_copy(update=did), resolved.roads)


def _each_by_its_nearest(mission: Mission, tried: Iterable[_Tried]) -> Mission | None:
    """The mission with the base and the goods of each site that asks for some, and names no airfield, through the airfield nearest
    by road, of those whose plan the checker accepts; None where one airfield is nearest to all."""
    sound = {one.mission.debarkation: one.roads for one in tried if one.roads is not None and one.option.accepted}

    def nearest(site: str) -> str:
        return min(sound, key=lambda icao: sound[icao].leg(icao, site)[1])

    if not sound:
        return None
    several = through(mission, nearest(mission.base))
    asking = {need.site for need in mission.needs} - {mission.base}
    airfields = {site.id: nearest(site.id) for site in mission.sites if site.id in asking and site.airfield is None}
    other = {site: icao for site, icao in airfields.items() if icao != several.debarkation}
    sites = tuple(site.model_copy(update={"airfield": other[site.id]}) if site.id in other else site for site in several.sites)
    return several.model_copy(update={"sites": sites}) if other else None
