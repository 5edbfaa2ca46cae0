"""The mission: everything that was asked, offered, agreed and decided, before any planning."""

from typing import Literal

from pydantic import Field

from .agreements import Agreement, Clearance, Restriction
from .crews import Crew
from .decisions import Decision
from .draft import DraftState
from .events import Actual, Event
from .facts import Assumption, Fact
from .fleet import Tail
from .needs import Need, Request
from .noun import Icao, Id, Noun, Texts, Utc
from .offers import Offer, Reserve
from .places import AirfieldSetting, Place, Road, Site, Transfer
from .policy import Policy, Rates
from .resources import Device, Supply, Team, Vehicle
from .tasks import Task, WayHome

FORMAT = 1


class Mission(Noun):
    """A mission as a person wrote it. Sections with many rows may stand in CSV tables of the section's name."""

    format: Literal[1] = Field(description="Version of the mission file's format.")
    id: Id
    title: Texts
    slogan: Texts = {}
    start: Utc
    """The clock's zero; nothing happens before."""
    horizon: Utc
    """Until when unmet need is counted."""
    time_zone: str
    """Of the receiving places: local days, shifts and hours are told in it."""
    embarkation: Icao
    """Airfield of embarkation (APOE) of resources that name no other place."""
    debarkation: Icao
    """Airfield of debarkation (APOD)."""
    hubs: tuple[Icao, ...] = ()
    """Other airfields of debarkation that a plan may choose instead."""
    transfers: tuple[Transfer, ...] = ()
    """Where what flies out changes from one aircraft to another."""
    fuel_stops: tuple[Icao, ...] = ()
    """Airfields at which aircraft may take on fuel on their way."""
    base: Id
    """Site where the convoy goes and from which tours start."""
    draft: DraftState | None = None
    """What a person still has to decide, where the mission was drafted from reports; None for one that people wrote."""
    request: Request
    places: tuple[Place, ...]
    needs: tuple[Need, ...]
    offers: tuple[Offer, ...]
    reserves: tuple[Reserve, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    teams: tuple[Team, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    supplies: tuple[Supply, ...] = ()
    devices: tuple[Device, ...] = ()
    fleet: tuple[Tail, ...] = ()
    crews: tuple[Crew, ...] = ()
    airfields: tuple[AirfieldSetting, ...] = ()
    sites: tuple[Site, ...] = ()
    tasks: tuple[Task, ...] = ()
    roads: tuple[Road, ...] = ()
    way_home: WayHome | None = None
    decisions: tuple[Decision, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    policy: Policy = Policy()
    rates: Rates = Rates()
    events: tuple[Event, ...] = ()
    actuals: tuple[Actual, ...] = ()
    facts: tuple[Fact, ...] = ()
    """Provenance of figures above, gathered by the reader: a figure written as `{value: ..., source: ...}` leaves its
    value in its place and its provenance here."""

    @property
    def debarkations(self) -> tuple[Icao, ...]:
        """All airfields of debarkation, the mission's own first: those of its sites too."""
        return tuple(dict.fromkeys((self.debarkation, *(site.airfield for site in self.sites if site.airfield))))

    @property
    def providers(self) -> tuple[Team | Supply | Device, ...]:
        """Everything offered that can count as a capability."""
        return (*self.teams, *self.supplies, *self.devices)
