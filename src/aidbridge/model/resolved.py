"""The resolved mission: everything planners and checker may look at, frozen, with a hash.

The kernel's units: instants are whole minutes since `Mission.start`, lengths in the hold whole centimetres (rounded up),
masses whole kilograms (rounded up).
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from .facts import Fact
from .fleet import AircraftType
from .mission import Mission
from .needs import Capability
from .noun import Count, Icao, Id, Latitude, Longitude, NotNegative, Noun, State
from .places import Airfield
from .policy import Segregation
from .units import Building, UnitShape


class Axle(Noun):
    """One axle of a vehicle."""

    at_cm: Count
    """From the vehicle's front."""
    load_kg: Count


class Content(Noun):
    """Pieces of a supply on a pallet."""

    supply: Id
    quantity: NotNegative


class Stretch(Noun):
    """Height of a vehicle over part of its length, from its front."""

    from_cm: Count
    to_cm: Count
    height_cm: Count


class DangerousGoods(Noun):
    """Dangerous goods in or on an item. A limit of None is none set; what nobody knows has no fact, or none but `missing`."""

    un: str
    hazard_class: str
    """With subsidiary hazards: `2.2 (5.1)`."""
    with_persons: bool
    """Whether persons other than crew and attendants may fly with it."""
    per_package: NotNegative | None = None
    """Net quantity in one package, in `unit`; None: nobody knows."""
    unit: Literal["kg", "l"] = "kg"
    most_with_persons: NotNegative | None = None
    """Largest net quantity a package where persons fly."""
    most_without_persons: NotNegative | None = None
    """The same on a cargo aircraft."""
    limits_known: bool = False
    """Whether the two limits are known, or known not to exist."""


class Item(Noun):
    """One thing to be moved: a vehicle, a pallet or loose package, a device, or a team's persons."""

    id: Id
    kind: Literal["vehicle", "trailer", "cargo", "device", "persons"]
    resource: Id
    """The team, vehicle, supply or device it is or carries."""
    offer: Id
    flies: bool
    """False for what is already in the receiving country and only drives or works."""
    origin: str
    """Airfield or site where it waits."""
    ready_min: int
    length_cm: Count = 0
    width_cm: Count = 0
    height_cm: Count = 0
    mass_kg: Count
    axles: tuple[Axle, ...] = ()
    turnable: bool = False
    """May be turned by 90 degrees in the hold."""
    persons: Count = 0
    seats_on_road: Count = 0
    drivers: Count = 0
    """How many of its persons may drive."""
    pallet_places: Count = 0
    payload_kg: Count = 0
    """What it may carry on the road."""
    towed_by: Id | None = None
    dangerous: tuple[DangerousGoods, ...] = ()
    contents: tuple[Content, ...] = ()
    building: Id | None = None
    """How it was built, of units built from packages: one of `Resolved.buildings`."""
    centre_x_cm: Count | None = None
    """Its own centre of gravity along its length, from its front; None: not known, its middle is taken."""
    centre_y_cm: Count | None = None
    """Across its width. A unit that is turned stands so that its y runs along the hold."""
    centre_z_cm: Count | None = None
    """Above the floor."""
    stretches: tuple[Stretch, ...] = ()
    """Of a vehicle that is not equally high all along; `height_cm` is its greatest height."""
    clearance_cm: Count | None = None
    """Between the ground and what lies lowest between and beyond the axles."""
    approach_deg: NotNegative | None = None
    """Steepest ramp that its front clears, where its maker states it; departure and break-over alike."""
    departure_deg: NotNegative | None = None
    breakover_deg: NotNegative | None = None
    stop: Annotated[int, Field(ge=1)] = 1
    """Where it leaves the aircraft: 1 is the first stop."""
    returns: bool = False
    basis: str = ""
    """Prefix of the fact keys its dimensions and mass rest on: `equipment:ars14km`."""

    @property
    def resources(self) -> tuple[str, ...]:
        """What it is or carries: its resource, then every other supply on it."""
        return tuple(dict.fromkeys((self.resource, *(content.supply for content in self.contents))))


class Waypoint(Noun):
    """A point of a route."""

    lat: Latitude
    lon: Longitude


class Crossing(Noun):
    """A stretch of a route above one state's territory or territorial sea; `state` None is the high seas."""

    state: State | None
    enter_km: NotNegative
    leave_km: NotNegative


class Route(Noun):
    """A flyable way between two airfields: geodesics between waypoints, and the airspace it crosses in order."""

    id: Id
    """`UUMU-LIRE`; a second way of the same pair is `UUMU-LIRE.2`."""
    origin: Icao
    destination: Icao
    distance_km: NotNegative
    waypoints: tuple[Waypoint, ...]
    """From the origin airfield to the destination airfield, both included."""
    crossings: tuple[Crossing, ...]
    direct_km: NotNegative
    """Geodesic distance, for comparison."""


class NoRoute(Noun):
    """Why two airfields cannot be joined under the clearances."""

    origin: Icao
    destination: Icao
    reason: str
    states: tuple[State, ...] = ()
    """States whose clearance would open the shortest way."""


class RoadMatrix(Noun):
    """Road distances between all places of the mission: `km[i][j]` and `minutes[i][j]` from `places[i]` to `places[j]`."""

    router: str
    """Name of what reckoned the pairs that the mission does not state."""
    places: tuple[str, ...]
    km: tuple[tuple[float, ...], ...]
    minutes: tuple[tuple[int, ...], ...]
    stated: tuple[tuple[str, str], ...] = ()
    """Pairs whose figures the mission states; all others are estimated."""

    def leg(self, origin: str, destination: str) -> tuple[float, int]:
        """Road km and driving minutes without breaks. Raises KeyError for a place that is not in the matrix."""
        index = self._index()
        i, j = index[origin], index[destination]
        return self.km[i][j], self.minutes[i][j]

    def _index(self) -> dict[str, int]:
        # A copy with other places carries this cache along, so it is good only for the very tuple it was made from.
        cached: tuple[tuple[str, ...], dict[str, int]] | None = self.__dict__.get("_places_index")
        if cached is None or cached[0] is not self.places:
            cached = self.places, {place: i for i, place in enumerate(self.places)}
            self.__dict__["_places_index"] = cached
        return cached[1]


class Resolved(Noun):
    """A mission with its world frozen into it."""

    mission: Mission
    capabilities: tuple[Capability, ...]
    airfields: tuple[Airfield, ...]
    aircraft_types: tuple[AircraftType, ...]
    items: tuple[Item, ...]
    unit_types: tuple[UnitShape, ...] = ()
    """Types of pallets and containers that items are built on."""
    buildings: tuple[Building, ...] = ()
    segregation: tuple[Segregation, ...] = ()
    """Which dangerous goods are kept apart: the mission's rows, then the catalogue's; the first that speaks of both holds."""
    routes: tuple[Route, ...]
    no_routes: tuple[NoRoute, ...] = ()
    roads: RoadMatrix
    facts: tuple[Fact, ...]
    """All facts in use, one a key: the catalogue's, the mission's and those that assumptions set."""
    outlines: str
    """Name and version of the country outlines."""
    closed: dict[str, tuple[tuple[int, int], ...]] = {}
    """Restrictions by what they shut (`airfield:LIRE`, `state:PL`, `site:...`): [from, to) in minutes."""
    impossible: dict[str, str] = {}
    """Items that cannot move at all, found while resolving, with the reason."""
    hash: str = ""
    """SHA-256 over everything else, in canonical JSON."""

    def minute(self, moment: datetime) -> int:
        """Whole minutes since the mission's start, rounded up."""
        return -int((self.mission.start - moment).total_seconds() // 60)

    def moment(self, minute: int) -> datetime:
        """The UTC instant of a minute."""
        return self.mission.start + timedelta(minutes=minute)

    @property
    def horizon_min(self) -> int:
        return self.minute(self.mission.horizon)

    def item(self, id: str) -> Item:
        return self._by("items", id)  # type: ignore[return-value]

    def airfield(self, icao: str) -> Airfield:
        return self._by("airfields", icao)  # type: ignore[return-value]

    def aircraft_type(self, id: str) -> AircraftType:
        return self._by("aircraft_types", id)  # type: ignore[return-value]

    def route(self, id: str) -> Route:
        return self._by("routes", id)  # type: ignore[return-value]

    def fact(self, key: str) -> Fact | None:
        """The fact of that key, or None."""
        try:
            return self._by("facts", key)  # type: ignore[return-value]
        except KeyError:
            return None

    def _by(self, section: str, id: str) -> object:
        """Look a noun up by its identifier, through an index made once. Raises KeyError."""
        rows = getattr(self, section)
        cached: tuple[object, dict[str, object]] | None = self.__dict__.get(f"_index_{section}")
        if cached is None or cached[0] is not rows:
            name = {"airfields": "icao", "facts": "key"}.get(section, "id")
            cached = rows, {getattr(noun, name): noun for noun in rows}
            self.__dict__[f"_index_{section}"] = cached
        return cached[1][id]
