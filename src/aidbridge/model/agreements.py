"""What has been agreed between parties, and what states and airfields have cleared or closed."""

from typing import Literal

from .noun import Icao, Id, Noun, State, Utc


class Agreement(Noun):
    """An agreement that puts offers into force. Only what an agreement in force covers is moved."""

    id: Id
    parties: tuple[State, ...]
    version: int = 1
    status: Literal["draft", "in_force", "ended"] = "in_force"
    valid_from: Utc
    valid_to: Utc | None = None
    offers: tuple[Id, ...] = ()
    """The offers it covers; empty means all offers between the parties."""
    capabilities: tuple[Id, ...] = ()
    """The capabilities in scope; empty means all."""
    places: tuple[Id, ...] = ()
    """The places it reaches (with all their parts); empty means the whole receiving state."""
    pays: dict[str, str] = {}
    """Who pays what: `fuel: RU`, `road: IT`, ..."""
    source: str = ""


class Clearance(Noun):
    """Leave to fly over a state or to land at an airfield."""

    id: Id
    kind: Literal["overflight", "landing"]
    state: State | None = None
    airfield: Icao | None = None
    operator: State | None = None
    """Whose aircraft; `None` means every donor's."""
    status: Literal["asked", "granted", "refused", "not_asked"]
    number: str = ""
    valid_from: Utc | None = None
    valid_to: Utc | None = None
    source: str = ""


class Restriction(Noun):
    """Something closed or forbidden at a place for a time."""

    id: Id
    effect: Literal["airfield_closed", "airspace_closed", "site_shut", "road_ban", "lift_suspended", "business_closed"]
    place: str
    """An airfield, state, site, or place identifier, as the effect needs."""
    start: Utc
    end: Utc
    reason: str = ""
    source: str = ""
