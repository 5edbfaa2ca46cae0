"""How little unmet need any plan could leave: the argument `earliest_work`.

Relaxation: every resource is at work from the earliest minute at which it could be if no other were in its way: the first free
aircraft flies it at once, no slot, parking place, seat or hold is taken, no driver rests. Of a stock, a rate or a presence
each unit serves one line, whichever gains most by it, parted at will. A team with a backlog works whole shifts with the
least rest between, at full rate, without a way to drive, and for every line at once. Each line is then covered at least as
well at every minute as in any plan, so the weighted hours left unmet are at most what any plan reaches.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations

from ..model.fleet import AircraftType
from ..model.needs import Measure, Need
from ..model.plan import Bound
from ..model.resolved import Item, Resolved
from ..model.resources import Device, Supply, Team
from ..physics.speed import flying_min
from ..planners.stops import ways_by_ends
from .coverage import amount, eligible, line_interval, line_weights, measure_of, serving


def earliest_work(resolved: Resolved) -> Bound:
    """The bound on `unmet_weighted_h` over eligible lines, with the earliest minute of each line's resources as certificate."""
    earliest: dict[str, dict[str, int]] = {}
    ways = _Ways(resolved)
    for need in resolved.mission.needs:
        if eligible(resolved, need):
            earliest[need.id] = {
                resource.id: minute
                for resource in serving(resolved, need)
                if (minute := _earliest(resolved, ways, need, resource)) is not None
            }
    value = least_unmet_weighted_h(resolved, earliest)
    return Bound(
        figure="unmet_weighted_h",
        value=max(round(value - 1e-6, 6), 0.0),
        argument="relaxation",
        name="earliest_work",
        certificate={"earliest": earliest},
    )


def least_unmet_weighted_h(resolved: Resolved, earliest: Mapping[str, Mapping[str, int]]) -> float:
    """Weighted hours left unmet over the lines of `earliest` (earliest minutes by need and resource) under the relaxation."""
    needs = [need for need in resolved.mission.needs if need.id in earliest]
    weights = line_weights(resolved)
    idle = {need.id: weights[need.id] * (end - start) / 60 for need in needs for start, end in [line_interval(resolved, need)]}
    met = 0.0
    for capability in dict.fromkeys(need.capability for need in needs):
        lines = [need for need in needs if need.capability == capability]
        if measure_of(resolved, lines[0]) is Measure.BACKLOG:
            met += sum(weights[need.id] * _worked_h(resolved, need, earliest[need.id]) for need in lines)
        else:
            met += _parted(resolved, lines, weights, earliest)
    return sum(idle.values()) - met


def _parted(
    resolved: Resolved, lines: list[Need], weights: Mapping[str, float], earliest: Mapping[str, Mapping[str, int]]
) -> float:
    """Most weighted hours met when each unit of what is accepted goes to one line: those that gain most a unit come first."""
    left = _accepted(resolved, {id for need in lines for id in earliest[need.id]}, lines[0].capability)
    gains = []
    for need in lines:
        start, end = line_interval(resolved, need)
        first = min(earliest[need.id].values(), default=end)
        gains.append((weights[need.id] / need.quantity * max(end - max(first, start), 0) / 60, need.quantity))
    met = 0.0
    for gain, asked in sorted(gains, reverse=True):
        part = min(asked, left)
        met, left = met + gain * part, left - part
    return met


def _accepted(resolved: Resolved, ids: set[str], capability: str) -> float:
    """What these resources are together to needs of a capability, of each donor no more than it can spare. A substitute is
    counted for every capability whose job it does."""
    donors = {offer.id: offer.donor for offer in resolved.mission.offers}
    given: dict[tuple[str, str], float] = {}
    for resource in resolved.mission.providers:
        if resource.id in ids and resource.capability:
            key = donors[resource.offer], resource.capability
            given[key] = given.get(key, 0.0) + amount(resource)
    spare = {(r.donor, r.capability): r.spare for r in resolved.mission.reserves}
    rate = resolved.mission.policy.counts_as
    return sum(rate(key[1], capability) * min(quantity, spare.get(key, quantity)) for key, quantity in given.items())


def _earliest(resolved: Resolved, ways: "_Ways", need: Need, resource: Team | Supply | Device) -> int | None:
    """The earliest minute at which the resource could be at work for the line; None when it can never get there."""
    mission = resolved.mission
    parts = (resource.id, *resource.kit) if isinstance(resource, Team) else (resource.id,)
    own = [item for item in resolved.items if item.resource == resource.id]
    needed = [item for item in resolved.items if item.resource in parts]
    free = [(item, at) for item in needed if (at := ways.at_debarkation(item)) is not None]
    # Of goods any one unit may come first; a team needs all of its kit.
    if not own or not free or (len(free) < len(needed) and not isinstance(resource, Supply)):
        return None
    backlog = measure_of(resolved, need) is Measure.BACKLOG
    starts = mission.debarkations if own[0].flies else (own[0].origin,)
    roads = [road for start in starts if (road := _road(resolved, need, resource, own[0], start)) is not None]
    if not roads:
        return None
    road = min(roads)
    # What is already where it works neither flies nor marches.
    assembly = mission.policy.road.assembly_min if road or own[0].flies else 0
    # Kit that waits elsewhere has a road of its own, perhaps none at all: that is not reckoned.
    along = [(item.flies, item.origin) == (own[0].flies, own[0].origin) for item, _ in free]
    there = [at + (assembly + road if goes else 0) for (_, at), goes in zip(free, along, strict=True)]
    ready = (min(there) if isinstance(resource, Supply) else max(there)) + resource.setup_min
    opens = [resolved.minute(task.start) for task in mission.tasks if task.need == need.id] if backlog else []
    return max(ready, min(opens, default=ready))


def _road(resolved: Resolved, need: Need, resource: Team | Supply | Device, first: Item, start: str) -> int | None:
    """Minutes of driving from where it lands or waits to where it works; None where the mission's roads do not join them."""
    mission, backlog = resolved.mission, measure_of(resolved, need) is Measure.BACKLOG
    legs = [(start, need.site)] if need.site else []
    if isinstance(resource, Team):
        legs = [(start, mission.base)]
        if need.site and not backlog:
            legs.append((mission.base, need.site))
        if not first.flies and not backlog and need.site in (None, start):
            # It may wait where it is to work.
            legs = []
    if any(place not in resolved.roads.places for leg in legs for place in leg):
        return None
    return sum(resolved.roads.leg(*leg)[1] for leg in legs)


class _Ways:
    """How soon things could be where they land, each question answered once."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved, self._routes = resolved, ways_by_ends(resolved)
        self._minutes: dict[tuple[str, str, str], int | None] = {}
        self._landed: dict[tuple[str, int, str], int | None] = {}

    def at_debarkation(self, item: Item) -> int | None:
        """The earliest minute the item is unloaded at an airfield of debarkation, directly or over where it may change aircraft; or
        ready where it waits if it does not fly."""
        if not item.flies:
            return item.ready_min
        resolved, mission = self._resolved, self._resolved.mission
        found: list[int] = []
        for icao in mission.debarkations:
            unloading = resolved.airfield(icao).unloading_min or 0
            direct = self.landed(item, icao)
            if direct is not None:
                found.append(direct + unloading)
            for transfer in mission.transfers:
                there = self.landed(item, transfer.at) if transfer.airfield == icao else None
                onward = [m for type in resolved.aircraft_types if (m := self.minutes(type, transfer.at, icao)) is not None]
                if there is not None and onward:
                    at = resolved.airfield(transfer.at)
                    across = (at.unloading_min or 0) + transfer.minutes + (at.loading_min or 0)
                    found.append(there + across + min(onward) + unloading)
        return min(found, default=None)

    def landed(self, item: Item, icao: str) -> int | None:
        """The earliest landing with the item at an airfield, by whichever tail is first."""
        key = item.origin, item.ready_min, icao
        if key not in self._landed:
            self._landed[key] = min(self._landings(item, icao), default=None)
        return self._landed[key]

    def _landings(self, item: Item, icao: str) -> Iterator[int]:
        resolved = self._resolved
        for tail in resolved.mission.fleet:
            aircraft = resolved.aircraft_type(tail.type)
            empty = 0 if tail.at == item.origin else self.minutes(aircraft, tail.at, item.origin)
            loaded = self.minutes(aircraft, item.origin, icao)
            if loaded is not None and empty is not None:
                start = max(max(resolved.minute(tail.available_from), 0) + empty, item.ready_min)
                yield start + (resolved.airfield(item.origin).loading_min or 0) + loaded

    def minutes(self, type: AircraftType, origin: str, destination: str) -> int | None:
        """Least minutes of flying, with up to two stops for fuel on the way; None where there is no way."""
        key = type.id, origin, destination
        if key not in self._minutes:
            stops, stop_min = self._resolved.mission.fuel_stops, self._resolved.mission.policy.fuel.stop_min
            found: list[int] = []
            for chain in ((origin, *via, destination) for count in (0, 1, 2) for via in permutations(stops, count)):
                hops = [self._routes.get(hop) for hop in pairwise(chain)]
                shortest = [flying_min(type, routes[0].distance_km) for routes in hops if routes]
                if len(shortest) == len(hops):
                    found.append(sum(shortest) + stop_min * (len(hops) - 1))
            self._minutes[key] = min(found, default=None)
        return self._minutes[key]


def _worked_h(resolved: Resolved, need: Need, earliest: Mapping[str, int]) -> float:
    """Hours of share of a backlog if its teams worked shift after shift with the least rest between, from their first minute on."""
    start, end = line_interval(resolved, need)
    teams = {team.id: team for team in resolved.mission.teams}
    changes: list[tuple[int, float]] = [(end, 0.0)]
    for id, minute in earliest.items():
        team = teams[id]
        for begins in range(minute, end, max(team.shift_min + team.rest_min, 1)):
            changes += [(begins, team.capacity / 60), (min(begins + team.shift_min, end), -team.capacity / 60)]
    met, at, level, rate = 0.0, min(min(earliest.values(), default=start), start), 0.0, 0.0
    for minute, change in sorted([*changes, (start, 0.0)]):
        if at >= start:
            met += _share_minutes(need.quantity, level, rate, minute - at)
        level, at, rate = level + rate * (minute - at), minute, rate + change
    return met / 60


def _share_minutes(asked: float, level: float, rate: float, minutes: float) -> float:
    """Minutes x share over an interval in which the covered quantity grows from `level` at `rate` a minute, up to `asked`."""
    level = min(level, asked)
    growing = min(minutes, (asked - level) / rate) if rate > 1e-12 else 0.0
    full = level + rate * growing
    return ((level + full) / 2 * growing + full * (minutes - growing)) / asked
