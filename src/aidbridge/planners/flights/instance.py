"""The problem as the kernel's tables of numbers, with the way back from numbers to nouns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from ...model.fleet import AircraftType, Tail
from ...model.messages import Message
from ...model.plan import Load
from ...model.resolved import Resolved, Route
from ...physics.speed import flying_min
from ..stops import Way, ways_by_ends, ways_with_stops
from . import tables as w
from .clearances import Calendar
from .earlier import Earlier, earlier_flights
from .legs import Hop, LegNeeds, leg_needs
from .limits import LOADING, PARKING, UNLOADING, Limits
from .problem import FlightProblem, TailState
from .spans import Spans, common, shifted
from .tables import Ints, World

RESTS = {"origin": w.AT_ORIGIN, "destination": w.AT_DESTINATION}
MARGIN_MIN = 14 * 24 * 60
"""Aircraft may fly home for so long after the last minute of unloading."""


@dataclass(frozen=True, slots=True)
class Option:
    """A way to fly a leg, perhaps with stops on the way: what an option of the kernel stands for."""

    hops: tuple[Hop, ...]
    offsets_min: tuple[int, ...]
    """From the first departure to that of each hop."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One problem ready for search. Loads, tails and airfields are their index in these tuples."""

    resolved: Resolved
    problem: FlightProblem
    loads: tuple[Load, ...]
    """Those that some tail can fly when it has everything to itself, by identifier."""
    tails: tuple[Tail, ...]
    """By identifier; one of each duty where a tail is flown by crews (see `roster`)."""
    crews: tuple[str | None, ...]
    """By tail: who flies it."""
    airfields: tuple[str, ...]
    calendars: tuple[Calendar, ...]
    """By class."""
    options: tuple[Option, ...]
    eligible: tuple[tuple[int, ...], ...]
    """The tails that may fly each load."""
    grounded: dict[str, Message]
    """Loads that nothing can fly, with the reason."""
    limit_min: int
    """When every load must be unloaded."""
    world: World


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What has been reckoned of a mission's ways, whoever asks again."""

    needs: dict[tuple[str, str, int], LegNeeds | Message] = field(default_factory=dict)
    """By type, route and payload."""
    calendars: dict[tuple[str, int], Calendar] = field(default_factory=dict)
    """By operator and last minute."""
    departures: dict[tuple[str, str, str, int], Spans | Message] = field(default_factory=dict)
    """By operator, type, route and last minute."""


def build(resolved: Resolved, problem: FlightProblem, reckoned: Reckoned | None = None) -> Instance:
    """Reckon all ways to fly all legs, and put aside the loads that have none. What is in `reckoned` is not reckoned again."""
    return _Builder(resolved, problem, reckoned or Reckoned()).build()


class _Builder:
    """Gathers lanes and options while the tables are filled."""

    def __init__(self, resolved: Resolved, problem: FlightProblem, reckoned: Reckoned) -> None:
        self.resolved, self.problem = resolved, problem
        self.limit_min = resolved.horizon_min if problem.latest_min is None else problem.latest_min
        states = sorted(problem.tails, key=lambda state: (state.tail, state.free_min))
        fleet = {tail.id: tail for tail in resolved.mission.fleet}
        donors = {offer.id: offer.donor for offer in resolved.mission.offers}
        self.states = tuple(states)
        self.crewed, self.rests = problem.crewed, any(state.rest for state in states)
        self.tails = tuple(fleet[state.tail] for state in states)
        self.class_names = sorted({(donors[tail.offer], tail.type) for tail in self.tails})
        self.class_of = [self.class_names.index((donors[tail.offer], tail.type)) for tail in self.tails]
        last_min = self.limit_min + MARGIN_MIN
        self.last_min, self.reckoned = last_min, reckoned
        opened: dict[str, Spans] = {}
        for operator, _ in self.class_names:
            if (operator, last_min) not in reckoned.calendars:
                reckoned.calendars[operator, last_min] = Calendar(resolved, operator, 0, last_min, opened)
        self.calendars = tuple(reckoned.calendars[operator, last_min] for operator, _ in self.class_names)
        self.loads = tuple(sorted(problem.loads, key=lambda load: load.id))
        named = {load.origin for load in self.loads} | {load.destination for load in self.loads}
        named |= {state.at for state in states} | {_home(tail) for tail in self.tails} | set(resolved.mission.fuel_stops)
        self.airfields = tuple(sorted(named))
        self.index = {icao: i for i, icao in enumerate(self.airfields)}
        self.ends = {self.index[load.destination] for load in self.loads}
        self.comes: dict[tuple[int, int, int], bool] = {}
        """By class, where a tail stands and where a load waits: whether it can come there empty."""
        self.of_type: dict[str, list[int]] = {}
        for i, tail in enumerate(self.tails):
            self.of_type.setdefault(tail.type, []).append(i)
        self.kinds = [(self.class_of[i], state.at, _home(self.tails[i])) for i, state in enumerate(states)]
        self.tails_of_lane: dict[tuple[str, str, str, frozenset[int]], tuple[int, ...]] = {}
        """Of loads that no decision is about."""
        self.routes = ways_by_ends(resolved)
        self.lane_of: dict[tuple[int, str], int] = {}
        self.lanes: list[tuple[int, Way]] = []
        self.options: list[Option] = []
        self.option_rows: list[tuple[int, ...]] = []
        self.stop_rows: list[tuple[int, ...]] = []
        self.limits = Limits([resolved.airfield(icao) for icao in self.airfields])

    def build(self) -> Instance:
        empty = self._empty()
        reasons: dict[str, Message] = {}
        flown: list[tuple[Load, list[tuple[int, int]], tuple[int, ...]]] = []
        for load in self.loads:
            ways = [self._loaded_ways(c, load) for c in range(len(self.class_names))]
            eligible = self._eligible(load, ways, empty)
            if isinstance(eligible, Message):
                reasons[load.id] = eligible
            else:
                flown.append((load, [way if isinstance(way, tuple) else (0, 0) for way in ways], eligible))
        lanes, windows = self._lane_tables()
        loads = tuple(load for load, _, _ in flown)
        earlier = earlier_flights(self.resolved, self.problem.flown, self.airfields, self.limits)
        uses, taken = self._uses()
        world = World(
            airfields=_table([self._airfield_row(icao, earlier) for icao in self.airfields], 4),
            capacity=np.array(self.limits.capacity, np.int64),
            uses=uses,
            taken=taken,
            lanes=lanes,
            windows=windows,
            options=_table(self.option_rows, 5),
            stops=_table(self.stop_rows, 4),
            empty=empty,
            loaded=np.array([ways for _, ways, _ in flown], np.int64).reshape(len(loads), len(self.class_names), 2),
            tails=_table([self._tail_row(i, state, earlier) for i, state in enumerate(self.states)], 10),
            loads=_table([self._load_row(load) for load in loads], 5),
            latest_min=self.limit_min,
            landed=_table(earlier.landed, 2),
            held=_table([*earlier.held, *self._kept()], 3),
        )
        return Instance(
            self.resolved, self.problem, loads, self.tails, tuple(state.crew for state in self.states), self.airfields,
            self.calendars, tuple(self.options),
            tuple(eligible for _, _, eligible in flown), reasons, self.limit_min, world,
        )  # fmt: skip

    def _kept(self) -> Iterator[tuple[int, int, int]]:
        """Places that stay with the tails of a home."""
        for icao, types in sorted(self.problem.kept_places.items()):
            for type in types if icao in self.index else ():
                for resource, amount in self.limits.taken(PARKING, self.resolved.aircraft_type(type), self.index[icao]):
                    yield from [(resource, 0, self.limit_min + MARGIN_MIN)] * amount

    def _uses(self) -> tuple[Ints, Ints]:
        """What aircraft of each class take of each airfield: see `World.uses`."""
        uses = np.zeros((3, len(self.class_names), len(self.airfields), 2), np.int64)
        taken: list[tuple[int, int]] = []
        for kind in (PARKING, LOADING, UNLOADING):
            for c in range(len(self.class_names)):
                for a in range(len(self.airfields)):
                    first = len(taken)
                    taken += self.limits.taken(kind, self._type(c), a)
                    uses[kind, c, a] = first, len(taken)
        return uses, _table(taken, 2)

    def _empty(self) -> Ints:
        """Options of the empty legs that a tail of each class may fly: to where its loads wait, and home."""
        table = np.zeros((len(self.class_names), len(self.airfields), len(self.airfields), 2), np.int64)
        for c, (_, type) in enumerate(self.class_names):
            mine = [i for i in range(len(self.tails)) if self.class_of[i] == c]
            loads = [load for load in self.loads if load.aircraft_type == type]
            ends = {load.destination for load in loads}
            pairs = {(a, load.origin) for load in loads for a in {self.states[i].at for i in mine} | ends}
            pairs |= {(a, _home(self.tails[i])) for i in mine for a in ends}
            for origin, destination in sorted(pairs):
                ways = self._ways(c, origin, destination, 0) if origin != destination else None
                if isinstance(ways, tuple):
                    table[c, self.index[origin], self.index[destination]] = ways
        return table

    def _ways(self, c: int, origin: str, destination: str, payload_kg: int) -> tuple[int, int] | Message:
        """Options to fly a leg, as first and the one after the last, or why there is none."""
        first, reasons = len(self.options), []
        for route in self.routes.get((origin, destination), []):
            needs = self._needs(c, route, payload_kg)
            reasons.append(needs if isinstance(needs, Message) else self._add(c, (Hop(route, needs),)))
        if len(self.options) == first:
            # Stops only where there is no way without: they cost time.
            for way in ways_with_stops(self.resolved, self.routes, origin, destination):
                hops = [(route, self._needs(c, route, payload_kg)) for route in way]
                flown = tuple(Hop(route, needs) for route, needs in hops if not isinstance(needs, Message))
                why = next((needs for _, needs in hops if isinstance(needs, Message)), None)
                reasons.append(why or self._add(c, flown))
        if len(self.options) > first:
            return first, len(self.options)
        return next((reason for reason in reasons if reason is not None), self._no_route(origin, destination))

    def _add(self, c: int, hops: tuple[Hop, ...]) -> Message | None:
        """Make a way an option; the reason where it can never be departed on."""
        way = tuple(hop.route for hop in hops)
        spans = self._departures(c, way)
        if isinstance(spans, Message):
            return spans
        offsets, first = self._offsets(c, way), len(self.stop_rows)
        for before, hop, goes in zip(hops, hops[1:], offsets[1:], strict=False):
            uplift = max(0, hop.needs.fuel.block_kg - before.needs.left_kg)
            comes = goes - self.resolved.mission.policy.fuel.stop_min
            self.stop_rows.append((self.index[hop.route.origin], comes, goes, uplift))
        self.options.append(Option(hops, offsets))
        block, left = hops[0].needs.fuel.block_kg, hops[-1].needs.left_kg
        self.option_rows.append((self._lane(c, way), block, left, first, len(self.stop_rows)))
        return None

    def _offsets(self, c: int, way: Way) -> tuple[int, ...]:
        """From the first departure to each."""
        stop_min, at, found = self.resolved.mission.policy.fuel.stop_min, 0, []
        for route in way:
            found.append(at)
            at += flying_min(self._type(c), route.distance_km) + stop_min
        return tuple(found)

    def _needs(self, c: int, route: Route, payload_kg: int) -> LegNeeds | Message:
        key = (self.class_names[c][1], route.id, payload_kg)
        needs = self.reckoned.needs
        if key not in needs:
            needs[key] = leg_needs(self.resolved, self._type(c), route, payload_kg)
        return needs[key]

    def _loaded_ways(self, c: int, load: Load) -> tuple[int, int] | Message:
        if self.class_names[c][1] != load.aircraft_type:
            return (0, 0)
        return self._ways(c, load.origin, load.destination, load.payload_kg)

    def _no_route(self, origin: str, destination: str) -> Message:
        why = next((n for n in self.resolved.no_routes if (n.origin, n.destination) == (origin, destination)), None)
        states = ", ".join(why.states) if why else ""
        if why and not why.states:
            return Message(key="flights.no_way", params={"origin": origin, "destination": destination})
        return Message(key="flights.no_route", params={"origin": origin, "destination": destination, "states": states})

    def _type(self, c: int) -> AircraftType:
        return self.resolved.aircraft_type(self.class_names[c][1])

    def _departures(self, c: int, way: Way) -> Spans | Message:
        key, departures = (*self.class_names[c], _name(way), self.last_min), self.reckoned.departures
        if key not in departures:
            departures[key] = self._all_open(c, way)
        return departures[key]

    def _all_open(self, c: int, way: Way) -> Spans | Message:
        """When the first hop may be departed on so that each finds its airfields and states open."""
        spans: Spans | None = None
        for route, offset in zip(way, self._offsets(c, way), strict=True):
            of_hop = self.calendars[c].departures(self._type(c), route)
            if isinstance(of_hop, Message):
                return of_hop
            spans = of_hop if spans is None else common(spans, shifted(of_hop, -offset))
        return spans or Message(key="flights.no_window", params={"route": _name(way), "operator": self.class_names[c][0]})

    def _lane(self, c: int, way: Way) -> int:
        if (c, _name(way)) not in self.lane_of:
            self.lane_of[c, _name(way)] = len(self.lanes)
            self.lanes.append((c, way))
        return self.lane_of[c, _name(way)]

    def _lane_tables(self) -> tuple[Ints, Ints]:
        rows: list[tuple[int, int, int]] = []
        spans: list[tuple[int, int]] = []
        for c, way in self.lanes:
            departures = self._departures(c, way)
            first = len(spans)
            spans += departures if isinstance(departures, tuple) else ()
            minutes = self._offsets(c, way)[-1] + flying_min(self._type(c), way[-1].distance_km)
            rows.append((minutes, first, len(spans)))
        return _table(rows, 3), np.ascontiguousarray(_table(spans, 2).T)

    def _eligible(self, load: Load, ways: list[tuple[int, int] | Message], empty: Ints) -> tuple[int, ...] | Message:
        """The tails that may fly a load, or why none may."""
        about = {"load": load.id, "aircraft": load.aircraft_type}
        of_type = self.of_type.get(load.aircraft_type, [])
        if not of_type:
            named = any(tail.type == load.aircraft_type for tail in self.resolved.mission.fleet)
            return Message(key="flights.no_crew" if named and self.crewed else "flights.no_tail_of_type", params=about)
        allowed = self._allowed(load, of_type)
        if not allowed:
            return Message(key="flights.no_tail_by_decision", params=about)
        flown = frozenset(c for c, way in enumerate(ways) if isinstance(way, tuple))
        lane = (load.origin, load.destination, load.aircraft_type, flown)
        if allowed is of_type and lane in self.tails_of_lane:
            return self.tails_of_lane[lane]
        flyable = [i for i in allowed if self.class_of[i] in flown]
        if self.rests:
            flyable = [i for i in flyable if self._sleeps(self.states[i], load)]
        if not flyable:
            no_way = (way for way in (ways[self.class_of[i]] for i in allowed) if isinstance(way, Message))
            return next(no_way, Message(key="flights.no_crew", params=about))
        # Tails of one class, place and home, such as the duties of one, reach the same.
        reach = {kind: self._reaches(i, load, empty) for kind, i in {self.kinds[i]: i for i in flyable}.items()}
        found = tuple(i for i in flyable if reach[self.kinds[i]])
        if found and allowed is of_type:
            self.tails_of_lane[lane] = found
        return found or Message(
            key="flights.no_positioning", params=about | {"origin": load.origin, "destination": load.destination}
        )

    def _sleeps(self, state: TailState, load: Load) -> bool:
        """Whether there may be lodging where the crew rests on the way."""
        at = {"origin": load.origin, "destination": load.destination}
        return state.rest is None or self.resolved.airfield(at[state.rest.at]).lodging is not False

    def _allowed(self, load: Load, tails: list[int]) -> list[int]:
        """The tails that people's decisions let fly a load."""
        items = {placement.item for placement in load.placements} | set(load.persons)
        decisions = [d for d in self.resolved.mission.decisions if items.intersection(d.items)]
        if not decisions:
            return tails
        on = {d.tail for d in decisions if d.kind == "item_on_tail"}
        off = {d.tail for d in decisions if d.kind == "item_not_on_tail"}
        return [i for i in tails if on <= {self.tails[i].id} and self.tails[i].id not in off]

    def _reaches(self, i: int, load: Load, empty: Ints) -> bool:
        """Whether a tail can come empty to the load's origin, from where it is or from some load's destination, and home after."""
        options = empty[self.class_of[i]]
        origin, destination, home = (self.index[a] for a in (load.origin, load.destination, _home(self.tails[i])))
        key = (self.class_of[i], self.index[self.states[i].at], origin)
        if key not in self.comes:
            starts = {key[1], *self.ends}
            self.comes[key] = any(start == origin or options[start, origin, 1] > options[start, origin, 0] for start in starts)
        return self.comes[key] and (destination == home or bool(options[destination, home, 1] > options[destination, home, 0]))

    def _airfield_row(self, icao: str, earlier: Earlier) -> tuple[int, ...]:
        field = self.resolved.airfield(icao)
        fuel = w.FOREVER if field.fuel_kg is None else max(0, int(field.fuel_kg) - earlier.uplift_kg.get(icao, 0))
        return field.landing_interval_min or 0, field.loading_min or 0, field.unloading_min or 0, fuel

    def _tail_row(self, i: int, state: TailState, earlier: Earlier) -> tuple[int, ...]:
        tail = self.tails[i]
        free = max(state.free_min, self.problem.earliest_min, self.resolved.minute(tail.available_from))
        end = w.FOREVER if tail.available_to is None else _floor(self.resolved, tail.available_to)
        end = end if state.until_min is None else min(end, state.until_min)
        since, tank = (-1, 0) if state.again else earlier.standing.get(tail.id, (-1, 0))
        at, home = self.index[state.at], self.index[_home(tail)]
        rest = (w.NOWHERE, w.FOREVER, 0)
        if state.rest is not None:
            rest = (RESTS[state.rest.at], state.rest.lands_min, state.rest.leaves_min)
        return self.class_of[i], at, home, free, end, since, tank, *rest

    def _load_row(self, load: Load) -> tuple[int, ...]:
        items = [placement.item for placement in load.placements] + list(load.persons)
        ready = [self.problem.ready_min.get(item, self.resolved.item(item).ready_min) for item in items]
        begin = list(self._not_before(set(items)))
        return (
            self.index[load.origin],
            self.index[load.destination],
            max([self.problem.earliest_min, *ready]),
            max([0, *begin]),
            min([self.limit_min, *self._not_after(load, set(items))]),
        )

    def _not_after(self, load: Load, items: set[str]) -> Iterator[int]:
        """Deadlines are of the way out."""
        for decision in self.resolved.mission.decisions:
            if decision.kind == "not_after" and load.phase == "out" and decision.at and items.intersection(decision.items):
                yield _floor(self.resolved, decision.at)

    def _not_before(self, items: set[str]) -> Iterator[int]:
        for decision in self.resolved.mission.decisions:
            if decision.kind == "not_before" and decision.at is not None and items.intersection(decision.items):
                yield self.resolved.minute(decision.at)


def _name(way: Way) -> str:
    return " ".join(route.id for route in way)


def _home(tail: Tail) -> str:
    return tail.home or tail.at


def _floor(resolved: Resolved, moment: datetime) -> int:
    return int((moment - resolved.mission.start).total_seconds() // 60)


def _table(rows: object, width: int) -> Ints:
    return np.array(rows, np.int64).reshape(-1, width)
