"""A plan with its mission and verdict, and what every paper looks up in them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..model.fleet import AircraftType, Tail
from ..model.needs import Capability, Need
from ..model.places import Place, Site
from ..model.plan import Leg, Load, Phase, Plan, Sortie
from ..model.resolved import Item, Resolved
from ..model.tasks import Task
from ..model.verdict import Finding, Verdict
from .clock import Clock
from .messages import knows
from .voice import Voice

PHASES: tuple[Phase, ...] = ("trunk", "out", "home")


@dataclass(frozen=True, slots=True)
class Flown:
    """A leg with the sortie it belongs to."""

    sortie: Sortie
    leg: Leg


@dataclass(frozen=True)
class Dossier:
    """Everything a paper may draw on. Looking a name up never fails: what a plan names wrongly is shown as it stands."""

    resolved: Resolved
    plan: Plan
    verdict: Verdict
    voice: Voice
    labels: Mapping[str, str] = field(default_factory=dict)
    """What items are called where it is not their identifier."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What items are, in the words of whoever listed them."""

    @property
    def is_draft(self) -> bool:
        """Whether the mission was drafted from reports and rows of its review are open."""
        return self.resolved.mission.draft is not None and not self.resolved.mission.draft.confirmed

    def label(self, item: str) -> str:
        """What an item is called."""
        return self.labels.get(item, item)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.resolved.items}

    @cached_property
    def loads(self) -> Mapping[str, Load]:
        return {load.id: load for load in self.plan.loads}

    @cached_property
    def tails(self) -> Mapping[str, Tail]:
        return {tail.id: tail for tail in self.resolved.mission.fleet}

    @cached_property
    def aircraft_types(self) -> Mapping[str, AircraftType]:
        return {type.id: type for type in self.resolved.aircraft_types}

    @cached_property
    def needs(self) -> Mapping[str, Need]:
        return {need.id: need for need in self.resolved.mission.needs}

    @cached_property
    def sites(self) -> Mapping[str, Site]:
        return {site.id: site for site in self.resolved.mission.sites}

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        return {task.id: task for task in self.resolved.mission.tasks}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.resolved.mission.places}

    @cached_property
    def capabilities(self) -> Mapping[str, Capability]:
        return {capability.id: capability for capability in self.resolved.capabilities}

    @cached_property
    def flown(self) -> tuple[Flown, ...]:
        """All legs by time of departure."""
        legs = [Flown(sortie, leg) for sortie in self.plan.sorties for leg in sortie.legs]
        return tuple(sorted(legs, key=lambda flown: (flown.leg.depart_min, flown.leg.id)))

    @cached_property
    def flight_of(self) -> Mapping[str, Flown]:
        """The leg that carries each load."""
        return {flown.leg.load: flown for flown in self.flown if flown.leg.load}

    @cached_property
    def findings_about(self) -> Mapping[str, tuple[Finding, ...]]:
        about: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.verdict.findings:
            about[finding.about].append(finding)
        return {id: tuple(findings) for id, findings in about.items()}

    @cached_property
    def _zones(self) -> Mapping[str, str]:
        return {airfield.icao: airfield.time_zone for airfield in self.resolved.airfields}

    def zone(self, place: str) -> str:
        """Time zone of an airfield; of anything else that of the mission."""
        return self._zones.get(place, self.resolved.mission.time_zone)

    def place_name(self, place: str) -> str:
        """An airfield, site or area by its name: `LIRE Pratica di Mare`, `Orio al Serio`, `Bergamo`."""
        airfield = next((a for a in self.resolved.airfields if a.icao == place), None)
        if airfield:
            return f"{airfield.icao} {airfield.name}"
        named = self.sites.get(place) or self.places.get(place)
        return named.name if named else place

    def capability_name(self, capability: str) -> str:
        found = self.capabilities.get(capability)
        return self.voice.text(found.name) if found else capability

    def unit(self, capability: str) -> str:
        """The unit a capability is counted in, in the reader's language where the catalogue knows it."""
        found = self.capabilities.get(capability)
        key = f"unit.{found.unit}" if found else ""
        return self.voice.say(key) if knows(key) else found.unit if found else ""

    def type_name(self, tail: str) -> str:
        """Aircraft type of a tail."""
        found = self.tails.get(tail)
        return self.aircraft_name(found.type) if found else ""

    def aircraft_name(self, type: str) -> str:
        return self.aircraft_types[type].name if type in self.aircraft_types else type


def dossier(resolved: Resolved, plan: Plan, verdict: Verdict, language: str = "en") -> Dossier:
    """A dossier for a reader of that language."""
    clock = Clock(resolved.mission.start, resolved.mission.time_zone, language)
    return Dossier(resolved, plan, verdict, Voice(language, clock))
