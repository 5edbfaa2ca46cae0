"""What is offered: teams, vehicles, supplies, devices. Each row belongs to one offer."""

from typing import Annotated

from pydantic import Field

from .noun import Count, Id, NotNegative, Noun, Positive, Utc
from .specification import Classification, Specification, Staffing

Stop = Annotated[int, Field(ge=1)]
"""Where a thing leaves the aircraft: 1 is the first stop of the flight."""


class Team(Noun):
    """People who work together. A team flies as one item and is at work once it and its kit have arrived."""

    id: Id
    offer: Id
    name: str = ""
    people: Count
    capability: Id | None = None
    """What it provides; `None` for command and support, which travel and are no line of coverage."""
    capacity: NotNegative = 1.0
    """Units of the capability it provides at once (presence, rate), or per working hour (backlog)."""
    skills: tuple[str, ...] = ()
    experience_years: NotNegative | None = None
    languages: tuple[str, ...] = ()
    classification: Classification | None = None
    staff: tuple[Staffing, ...] = ()
    """Its people by profession, as far as stated."""
    document: str = ""
    """Paper that names it; the same paper in two offers is the same team."""
    self_sufficiency_days: NotNegative | None = None
    kit: tuple[Id, ...] = ()
    """Vehicles, supplies and devices without which it cannot work."""
    drivers: Count = 0
    """How many of the people may drive the mission's vehicles."""
    setup_min: Count = 0
    """Minutes from arrival at the site until it is at work."""
    shift_min: Count = 600
    """Longest time from leaving the base to being back, or a shift's length."""
    rest_min: Count = 660
    """Least rest between two shifts."""
    at: str = ""
    """Where it waits: an airfield or a site; empty means the offer's airfield of embarkation."""
    ready: Utc | None = None
    returns: bool = True
    stop: Stop = 1
    kit_within_h: Positive | None = None
    """Hours between the first and the last arrival of the team and its kit; `None` means the policy's."""


class Vehicle(Noun):
    """A vehicle or trailer of a catalogue type that drives itself, or is towed, into the hold."""

    id: Id
    offer: Id
    equipment: Id
    """Type in the equipment catalogue."""
    at: str = ""
    ready: Utc | None = None
    flies: bool = True
    """False for vehicles of the host nation that only drive."""
    drivers_needed: Count = 1
    seats: Count | None = None
    """Seats on the road, driver's included; `None` means the catalogue's."""
    payload_kg: NotNegative | None = None
    """What it may carry on the road; `None` means gross less empty mass of the catalogue, or nothing."""
    pallet_places: Count = 0
    """Pallets it takes on the road."""
    towed_by: Id | None = None
    mass_kg: Positive | None = None
    returns: bool = True
    stop: Stop = 1


class Supply(Noun):
    """Goods of one kind. Packages are built onto pallets when the mission is resolved."""

    id: Id
    offer: Id
    name: str = ""
    capability: Id | None = None
    """What a piece counts as; `None` for kit, consumables and baggage."""
    quantity: Positive
    package: Id
    """Package type in the equipment catalogue (a carton, crate, drum)."""
    per_package: Positive = 1.0
    """Pieces in a package."""
    specification: Specification = Specification()
    pallet: Id = "p463l_built"
    """Type of pallet or container that packages are built on (`aidbridge catalogue units`); `none` means they fly loose."""
    at: str = ""
    ready: Utc | None = None
    returns: bool = False
    setup_min: Count = 0
    stop: Stop = 1


class Device(Noun):
    """A machine that provides a capability once it stands at a site and is staffed."""

    id: Id
    offer: Id
    name: str = ""
    capability: Id
    capacity: Positive
    """Units of the capability it provides a day (rate) or at once (presence)."""
    equipment: Id
    specification: Specification = Specification()
    operated_by: Id | None = None
    """The team that must be with it; `None` means the receiving site's own staff."""
    setup_min: Count = 0
    at: str = ""
    ready: Utc | None = None
    returns: bool = False
    stop: Stop = 1
