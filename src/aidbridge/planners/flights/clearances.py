"""Which clearance covers a crossing or a landing, and when a route may be departed on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ...model.agreements import Clearance
from ...model.fleet import AircraftType
from ...model.messages import Message
from ...model.places import Airfield
from ...model.resolved import Resolved, Route
from ...physics.speed import crossing_min, flying_min
from ..scope import USABLE, covers_until
from .hours import opening
from .spans import Spans, common, shifted, union, without


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one operator may do when, within [first_min, last_min]."""

    resolved: Resolved
    operator: str
    """The donor whose aircraft it is."""
    first_min: int
    last_min: int
    opened: dict[str, Spans] = field(default_factory=dict, compare=False)
    """Opening hours by airfield, once they have been reckoned; operators may share them."""
    used: dict[str, Spans | Message] = field(default_factory=dict, compare=False)
    """When each airfield is usable, once it has been reckoned."""
    over: dict[str, tuple[Spans, Spans]] = field(default_factory=dict, compare=False)
    """When each state may be flown over, by clearance, and when it is closed, once they have been reckoned."""

    def overflight(self, state: str) -> tuple[Clearance, ...]:
        """Granted clearances to fly over a state, by identifier."""
        return self._granted(c for c in self.resolved.mission.clearances if c.kind == "overflight" and c.state == state)

    def landing(self, icao: str) -> tuple[Clearance, ...]:
        """Granted clearances to land at an airfield, by identifier."""
        return self._granted(c for c in self.resolved.mission.clearances if c.kind == "landing" and c.airfield == icao)

    def valid(self, clearance: Clearance) -> tuple[int, int]:
        """First and last minute of a clearance."""
        first = self.first_min if clearance.valid_from is None else self.resolved.minute(clearance.valid_from)
        until = covers_until(self.resolved.mission.clearances, clearance)
        last = self.last_min if until is None else self._floor(until)
        return first, last

    def covering(self, clearances: tuple[Clearance, ...], first: int, last: int) -> str | None:
        """The first clearance that is valid from `first` to `last`."""
        for clearance in clearances:
            start, end = self.valid(clearance)
            endless = covers_until(self.resolved.mission.clearances, clearance) is None
            if (clearance.valid_from is None or start <= first) and (endless or last <= end):
                return clearance.id
        return None

    def foreign(self, airfield: Airfield) -> bool:
        """Whether landing there needs a clearance."""
        return airfield.country != self.operator

    def usable(self, airfield: Airfield) -> Spans | Message:
        """When the operator's aircraft may land at an airfield and depart from it, or why never."""
        if airfield.icao not in self.used:
            self.used[airfield.icao] = self._usable(airfield)
        return self.used[airfield.icao]

    def _usable(self, airfield: Airfield) -> Spans | Message:
        if airfield.icao not in self.opened:
            self.opened[airfield.icao] = opening(self.resolved, airfield, self.first_min, self.last_min)
        spans = self.opened[airfield.icao]
        if self.foreign(airfield):
            cleared = self.landing(airfield.icao)
            if not cleared:
                return Message(key="flights.no_landing_clearance", params={"airfield": airfield.icao, "operator": self.operator})
            spans = common(spans, union(self.valid(c) for c in cleared))
        spans = without(spans, self._closed(f"airfield:{airfield.icao}"))
        return spans or Message(key="flights.airfield_never_usable", params={"airfield": airfield.icao, "operator": self.operator})

    def departures(self, type: AircraftType, route: Route) -> Spans | Message:
        """When a route may be departed on so that both airfields are usable and each crossing lies within one clearance."""
        origin, destination = (self.usable(self.resolved.airfield(icao)) for icao in (route.origin, route.destination))
        if isinstance(origin, Message):
            return origin
        if isinstance(destination, Message):
            return destination
        spans = common(origin, shifted(destination, -flying_min(type, route.distance_km)))
        avoided = {d.state for d in self.resolved.mission.decisions if d.kind == "avoid_state"}
        about = {"route": route.id, "operator": self.operator}
        for crossing in route.crossings:
            if crossing.state is None:
                continue
            if crossing.state in avoided:
                return Message(key="flights.state_avoided", params=about | {"state": crossing.state})
            enter, leave = crossing_min(type, 0, crossing)
            if crossing.state != self.operator:
                valid = self._over(crossing.state)[0]
                if not valid:
                    return Message(key="flights.not_cleared", params=about | {"state": crossing.state})
                spans = common(spans, union((first - enter, last - leave) for first, last in valid))
            shut = self._over(crossing.state)[1]
            spans = without(spans, union((first - leave, last - enter) for first, last in shut))
        return spans or Message(key="flights.no_window", params=about)

    def _over(self, state: str) -> tuple[Spans, Spans]:
        """When a state may be flown over, a span for each clearance, and when it is closed."""
        if state not in self.over:
            self.over[state] = tuple(self.valid(c) for c in self.overflight(state)), self._closed(f"state:{state}")
        return self.over[state]

    def _closed(self, key: str) -> Spans:
        return union((first, end - 1) for first, end in self.resolved.closed.get(key, ()))

    def _granted(self, clearances: Iterable[Clearance]) -> tuple[Clearance, ...]:
        fitting = (c for c in clearances if c.status in USABLE and c.operator in (None, self.operator))
        return tuple(sorted(fitting, key=lambda c: c.id))

    def _floor(self, moment: datetime) -> int:
        return int((moment - self.resolved.mission.start).total_seconds() // 60)
