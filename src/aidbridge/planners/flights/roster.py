"""Duties of tails: who flies which tail in which span of the clock, so that duty and rest hold whatever is flown within (rule F6),
and nothing flies in its maintenance (rule F4).

A tail is flown by crews of its own operator, one duty after the other. Each duty has a span of the clock: from when the tail may be
loaded or leave, and by when it must be home. No leg of a duty lies outside it, the span is no longer than the crew's duty allows,
and a crew's next span begins only after its rest. So the search need know nothing of crews: to it each duty is a tail that must be
home in time. Where duties begin is taken from flights planned as if there were crews enough.

A tail that carries, in those flights, what no duty has room for, is flown in pairs of duties: out, a rest at one end of its load's
leg, and home. What this leaves out: change of crew on the way, and rest at a stop for fuel. A rotation that no pair of duties has
room for does not fly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ...model.crews import Crew
from ...model.fleet import Tail
from ...model.messages import Message
from ...model.plan import Leg, Load, Sortie
from ...model.resolved import Resolved
from ...physics.speed import flying_min
from ..stops import ways_by_ends, ways_with_stops
from .legs import leg_needs
from .limits import PARKING, Limits
from .problem import FlightProblem, Rest, TailState

SLACKS_MIN = (480, 60)
"""Waiting for slots, places and teams that a rotation has room for beyond its own minutes, where the duty is long enough: with
much, more rotations find room; with little, the next duty begins sooner."""
SPARE_DUTIES = 4
"""Duties of a tail beyond three for each load that falls to it: days on which clearances, hours or readiness let nothing fly."""
VISITS = 1
"""Places of a home with few of them that its own tails leave to those that come to load."""


@dataclass(slots=True)
class _Rested:
    """A crew, where it is, and from when it may report."""

    crew: Crew
    at: str
    ready_min: int


@dataclass(frozen=True, slots=True)
class Uncrewed:
    """What a tail does in flights planned as if there were crews enough."""

    begins_min: int
    """Its first loading or leg."""
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class _Rotation:
    """Least minutes of each part of a tail's way with a load, from home to home; 0 for a leg that is not needed."""

    origin: str
    destination: str
    to_min: int
    loading_min: int
    own_min: int
    unloading_min: int
    on_min: int

    @property
    def whole_min(self) -> int:
        """From home to home, loading included."""
        return self.to_min + self.loading_min + self.own_min + self.unloading_min + self.on_min

    def parted(self, flies: int, shut: frozenset[str]) -> tuple[Literal["origin", "destination"], int, int] | None:
        """Where its crew rests, and the minutes flown before and after, in two duties of at most so many minutes each; None where
        that is not enough. At airfields that are `shut` there is no lodging."""
        out = self.own_min + (self.to_min + self.loading_min if self.to_min else 0)
        if self.on_min and max(out, self.on_min) <= flies and self.destination not in shut:
            return "destination", out, self.on_min
        back = self.own_min + (self.unloading_min + self.on_min if self.on_min else 0)
        if self.to_min and max(self.to_min, back) <= flies and self.origin not in shut:
            return "origin", self.to_min, back
        return None


@dataclass(frozen=True, slots=True)
class _Span:
    """How long a duty should be."""

    rotations: tuple[_Rotation, ...]
    """With each load that the tail may carry."""
    carried: tuple[_Rotation, ...]
    """With those that it carries where there are crews enough."""
    slack_min: int
    away_min: int
    """From the last landing of one duty to the first departure of the next."""
    shut: frozenset[str]
    """Airfields without lodging."""

    def minutes(self, flies: int, loading: int) -> tuple[int, Rest | None]:
        """From the first departure until the tail is free at home: as many whole rotations as the duty has room for, and some
        slack. With the rest on the way, its minutes counted from the same departure, where a rotation that is carried must be
        parted. Where all end at home, the last unloading follows the duty.

        flies: the most minutes between the first departure and the last landing of one duty. loading: minutes of the loading
        that are no part of it.
        """
        at_home = all(not rotation.on_min for rotation in self.rotations)
        after = min((rotation.unloading_min for rotation in self.rotations), default=0) if at_home else 0
        far = [rotation for rotation in self.carried if rotation.whole_min - loading - after > flies]
        parted = [parts for rotation in far if (parts := rotation.parted(flies, self.shut)) is not None]
        if parted:
            at = parted[0][0]
            lands = min(flies, max(out for where, out, _ in parted if where == at) + self.slack_min)
            leaves, back = lands + self.away_min, max(back for where, _, back in parted if where == at) + self.slack_min
            # After a rest at the destination one leg is left, however long it waits; after one at the origin all counts.
            return leaves + (back if at == "destination" else min(flies, back)) + after, Rest(at, lands, leaves)
        whole = [rotation.whole_min - loading - after for rotation in self.rotations]
        longest = max((one for one in whole if one <= flies), default=max(whole, default=0))
        longest = max(longest, 1)
        return min(flies, max(1, flies // longest) * longest + self.slack_min) + after, None


def manned_operators(resolved: Resolved) -> frozenset[str]:
    """The states whose operators name crews; the others fly as if each flight had one."""
    donors = {offer.id: offer.donor for offer in resolved.mission.offers}
    return frozenset(donors[crew.offer] for crew in resolved.mission.crews if crew.offer in donors)


def needs_duties(resolved: Resolved, tails: Iterable[Tail]) -> bool:
    """Whether some of the tails are flown by named crews, or go into maintenance."""
    donors, manned = {offer.id: offer.donor for offer in resolved.mission.offers}, manned_operators(resolved)
    return any(donors[tail.offer] in manned or tail.maintenance for tail in tails)


def rostered(resolved: Resolved, problem: FlightProblem, uncrewed: Mapping[str, Uncrewed], slack_min: int) -> FlightProblem:
    """The problem with a tail state for each duty of tails whose operator names crews; a tail without a crew is not among them.

    `uncrewed`: by tail, flights without crews; nothing for a tail that did not fly.
    `slack_min`: see `SLACKS_MIN`. At a home with few places each of its tails keeps one all the time, and those for which there is
    none do not fly. A tail that stands elsewhere than at its home has one duty only: whether it has come home by then, and so
    could leave from there again, is for the search to decide.
    """
    donors = {offer.id: offer.donor for offer in resolved.mission.offers}
    manned = manned_operators(resolved)
    fleet = {tail.id: tail for tail in resolved.mission.fleet}
    starts = {tail: one.begins_min for tail, one in uncrewed.items()}
    states = sorted(problem.tails, key=lambda state: (starts.get(state.tail, resolved.horizon_min), state.tail))
    mine = [state for state in states if donors[fleet[state.tail].offer] in manned]
    left = _rested(resolved, problem.flown)
    crews = _one_each(resolved, [(state, fleet[state.tail]) for state in mine], left)
    found: list[TailState] = []
    kept: dict[str, list[str]] = {}
    known: dict[tuple[str, str], tuple[_Rotation, ...]] = {}
    policy, flying = resolved.mission.policy.crew, _Flying(resolved)
    away_min = policy.release_min + policy.rest_min + policy.report_min
    shut = frozenset(field.icao for field in resolved.airfields if field.lodging is False)
    for state in states:
        tail = fleet[state.tail]
        home = tail.home or tail.at
        keeps = kept.setdefault(home, [])
        if state.tail not in crews:
            spells = _between(resolved, problem, state, tail)
            if len(spells) > 1 and not _has_place(resolved, home, keeps, tail.type):
                spells = spells[:1]
            keeps += [tail.type] * (len(spells) > 1)
            found += spells
            continue
        if not crews[state.tail] or not _has_place(resolved, home, keeps, tail.type):
            continue
        kind = tail.type, home
        if kind not in known:
            known[kind] = _rotations(resolved, problem.loads, tail, flying)
        carries = uncrewed[state.tail].loads if state.tail in uncrewed else ()
        carried = _rotations(resolved, carries, tail, flying)
        span = _Span(known[kind], carried, slack_min, away_min, shut)
        duties = _duties(resolved, problem, state, tail, crews[state.tail], starts.get(state.tail), span)
        if duties:
            keeps.append(tail.type)
            found += duties
    limited = {home: tuple(types) for home, types in kept.items() if types}
    return replace(problem, tails=tuple(found), crewed=True, kept_places=limited)


def _has_place(resolved: Resolved, home: str, keeps: list[str], type: str) -> bool:
    """Whether a home has a place left to keep for a tail of a type, beside those that it keeps for others."""
    limits = Limits([resolved.airfield(home)])
    taken = [resource for other in keeps for resource, _ in limits.taken(PARKING, resolved.aircraft_type(other), 0)]
    mine = limits.taken(PARKING, resolved.aircraft_type(type), 0)
    return all(
        taken.count(resource) < min(limits.capacity[resource], max(1, limits.capacity[resource] - VISITS)) for resource, _ in mine
    )


def _rested(resolved: Resolved, flown: Iterable[Sortie]) -> list[_Rested]:
    """Every crew after what it has flown already."""
    policy = resolved.mission.policy.crew
    last: dict[str, Leg] = {}
    for sortie in flown:
        for leg in sortie.legs:
            if leg.crew and (leg.crew not in last or leg.arrive_min > last[leg.crew].arrive_min):
                last[leg.crew] = leg
    found = []
    for crew in resolved.mission.crews:
        at, ready = crew.at, resolved.minute(crew.available_from)
        if crew.id in last:
            at = last[crew.id].destination
            ready = max(ready, last[crew.id].arrive_min + policy.release_min + policy.rest_min)
        found.append(_Rested(crew, at, ready))
    return found


def _one_each(resolved: Resolved, tails: list[tuple[TailState, Tail]], crews: list[_Rested]) -> dict[str, list[_Rested]]:
    """Crews by tail: first one each where the tail stands, those ready soonest and rated on least first; the others join the
    tails of their home that have fewest."""
    donors = {offer.id: offer.donor for offer in resolved.mission.offers}
    left = sorted(crews, key=lambda one: (one.ready_min, len(one.crew.types), not one.crew.augmented, one.crew.id))
    found: dict[str, list[_Rested]] = {state.tail: [] for state, _ in tails}

    def suits(one: _Rested, tail: Tail, at: str) -> bool:
        return tail.type in one.crew.types and donors.get(one.crew.offer) == donors[tail.offer] and one.at == at

    for state, tail in tails:
        first = next((one for one in left if suits(one, tail, state.at)), None)
        if first is not None:
            left.remove(first)
            found[state.tail].append(first)
    for one in left:
        open_to = [(len(found[s.tail]), n) for n, (s, t) in enumerate(tails) if found[s.tail] and suits(one, t, t.home or t.at)]
        if open_to:
            found[tails[min(open_to)[1]][0].tail].append(one)
    return found


def _between(resolved: Resolved, problem: FlightProblem, state: TailState, tail: Tail) -> list[TailState]:
    """A tail that nobody's duty binds, from one maintenance to the next."""
    free = max(state.free_min, problem.earliest_min, resolved.minute(tail.available_from))
    found: list[TailState] = []
    for start, end in _maintained(resolved, tail):
        if start > free:
            found.append(replace(state, free_min=free, until_min=start, again=bool(found)))
            if state.at != (tail.home or tail.at):
                return found
        free = max(free, end)
    return [*found, replace(state, free_min=free, again=bool(found))]


def _maintained(resolved: Resolved, tail: Tail) -> list[tuple[int, int]]:
    return sorted((resolved.minute(span.start), resolved.minute(span.end)) for span in tail.maintenance)


def _duties(
    resolved: Resolved, problem: FlightProblem, state: TailState, tail: Tail, crews: list[_Rested], start: int | None, span: "_Span"
) -> list[TailState]:
    """The duties of one tail, one after the other, each by the crew that is ready soonest."""
    policy = resolved.mission.policy.crew
    loads = [load for load in problem.loads if load.aircraft_type == tail.type]
    here = [n for n, one in enumerate(crews) if one.at == state.at]
    if not loads or not here:
        return []
    # A tail that waits where its loads do flies first when it is loaded: loading is no part of the duty.
    loading = min((resolved.airfield(load.origin).loading_min or 0) for load in loads)
    horizon = resolved.horizon_min if problem.latest_min is None else problem.latest_min
    free = max(state.free_min, problem.earliest_min, resolved.minute(tail.available_from), start or 0)
    ready = [one.ready_min for one in crews]
    fleet = sum(other.type == tail.type for other in resolved.mission.fleet)
    most_duties = SPARE_DUTIES + 3 * -(-len(loads) // fleet)
    maintained = _maintained(resolved, tail)
    before = loading if all(load.origin == state.at for load in loads) else 0
    found: list[TailState] = []
    lasts: dict[int, tuple[int, Rest | None]] = {}
    while free <= horizon and len(found) < most_duties:
        number = min(here, key=lambda n: (max(ready[n] + policy.report_min - before, free), not crews[n].crew.augmented, n))
        crew = crews[number].crew
        first = max(free, ready[number] + policy.report_min - before)
        for shut, opened in maintained:
            first = opened if shut <= first < opened else first
        most = policy.augmented_duty_max_min if crew.augmented else policy.duty_max_min
        flies = most - policy.report_min - policy.release_min
        if flies not in lasts:
            lasts[flies] = span.minutes(flies, before)
        minutes, parted = lasts[flies]
        begins, end = first + before, first + before + minutes
        if crew.available_to is not None:
            end = min(end, resolved.minute(crew.available_to) - policy.release_min)
        if tail.available_to is not None:
            end = min(end, resolved.minute(tail.available_to))
        end = min([end, *(shut for shut, _ in maintained if shut > first)])
        if first > horizon:
            break
        if end <= first:
            # It is over for this crew, or the tail.
            ready[number] = horizon + policy.rest_min
            continue
        rest = replace(parted, lands_min=begins + parted.lands_min, leaves_min=begins + parted.leaves_min) if parted else None
        found.append(TailState(state.tail, state.at, first, until_min=end, crew=crew.id, rest=rest, again=bool(found)))
        ready[number] = end + policy.release_min + policy.rest_min
        if state.at != (tail.home or tail.at):
            break
        free = end
    return found


def _rotations(resolved: Resolved, loads: Iterable[Load], tail: Tail, flying: "_Flying") -> tuple[_Rotation, ...]:
    """Of each lane of the loads that the tail may carry, with the heaviest."""
    home = tail.home or tail.at
    heaviest: dict[tuple[str, str], int] = {}
    for load in loads:
        if load.aircraft_type == tail.type:
            lane = load.origin, load.destination
            heaviest[lane] = max(load.payload_kg, heaviest.get(lane, 0))
    return tuple(
        _Rotation(
            origin=origin,
            destination=destination,
            to_min=flying.minutes(tail.type, home, origin),
            loading_min=resolved.airfield(origin).loading_min or 0,
            own_min=flying.minutes(tail.type, origin, destination, payload_kg),
            unloading_min=resolved.airfield(destination).unloading_min or 0,
            on_min=flying.minutes(tail.type, destination, home),
        )
        for (origin, destination), payload_kg in sorted(heaviest.items())
    )


class _Flying:
    """Minutes from one airfield to another, with stops for fuel where there must be some; each reckoned once."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved, self._routes = resolved, ways_by_ends(resolved)
        self._known: dict[tuple[str, str, str, int], int] = {}

    def minutes(self, type: str, origin: str, destination: str, payload_kg: int = 0) -> int:
        """0 where there is no way, or none is needed."""
        key = type, origin, destination, payload_kg
        if key not in self._known:
            self._known[key] = self._reckoned(*key) if origin != destination else 0
        return self._known[key]

    def _reckoned(self, type: str, origin: str, destination: str, payload_kg: int) -> int:
        resolved, aircraft = self._resolved, self._resolved.aircraft_type(type)
        stops, stop_min = resolved.mission.fuel_stops, resolved.mission.policy.fuel.stop_min
        direct = [(route,) for route in self._routes.get((origin, destination), ())]
        for way in (*direct, *ways_with_stops(resolved, self._routes, origin, destination)):
            if not stops or not any(isinstance(leg_needs(resolved, aircraft, route, payload_kg), Message) for route in way):
                return sum(flying_min(aircraft, route.distance_km) + stop_min for route in way) - stop_min
        return 0
