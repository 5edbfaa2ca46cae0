"""Which airfield or airfields of debarkation: a short plan through each that the mission names and through several at once, road
onward included, and the best of them."""

from collections.abc import Callable, Iterable, Sequence
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
    through several at once: each site's goods by the airfield nearest by road, the base by the best or by its own nearest.

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
    for several in _several(mission, tried):
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

    @property
    def lands(self) -> bool:
        """Whether the checker accepts the plan, and anything lands."""
        return self.option.accepted and self.option.figures is not None and self.option.figures.loaded_sorties > 0

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


def _several(mission: Mission, tried: Sequence[_Tried]) -> list[Mission]:
    """The mission with the goods of each site that asks for some, and names no airfield, through the airfield nearest by road, and
    all else through the best airfield or the one nearest to the base. Only airfields count where something lands in a plan that
    the checker accepts; nothing is listed where one is nearest to all."""
    sound = {one.mission.debarkation: one.roads for one in tried if one.roads is not None and one.lands}

    def nearest(site: str) -> str:
        return min(sound, key=lambda icao: sound[icao].leg(icao, site)[1])

    found: list[Mission] = []
    asking = {need.site for need in mission.needs} - {mission.base}
    own = {site.id: nearest(site.id) for site in mission.sites if sound and site.id in asking and site.airfield is None}
    for icao in dict.fromkeys((min(tried, key=_Tried.rank).mission.debarkation, nearest(mission.base))) if sound else ():
        several = through(mission, icao)
        other = {site: by for site, by in own.items() if by != icao}
        sites = tuple(site.model_copy(update={"airfield": other[site.id]}) if site.id in other else site for site in several.sites)
        if other:
            found.append(several.model_copy(update={"sites": sites}))
    return found
