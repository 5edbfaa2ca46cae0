"""A lower bound on the weighted minutes at which unlocks are complete.

Slots. Let s_k be a number that the k-th earliest of all unloadings cannot be before, in any timetable.

- Alone: no load is unloaded before it would be with the best of its tails, had that tail all airfields to itself (`_alone`). Where
  the k-th of so many numbers is concerned, sorting keeps every inequality.
- An airfield's landings: the k-th is no sooner than the k-th of the earliest landings alone; than the landing before plus the least
  interval; than the landing `parking places` before plus the minutes of unloading (each aircraft stands at least so long, and
  were it sooner there would be one more than places standing at once); and it falls on a minute at which some route allows a
  landing. The k-th unloading is no sooner than the k-th landing plus the minutes of unloading, nor than the unloading `unloading
  teams` before plus these minutes (as with places). The unloadings of all airfields sorted together bound the whole.
- An airfield's loadings: the k-th ends no sooner than the k-th alone, nor than the one `loading teams` before plus the minutes of
  loading; the k-th unloading of what was loaded there is later by the shortest flight and unloading. The unloadings of what all
  airfields loaded, sorted together, bound the whole.
- Tails: a tail's first unloading is no sooner than alone, and each further one no sooner than the shortest round after it:
  from an airfield where loads go, empty to a load's origin, loading, the flight, unloading. The unloadings of all tails sorted
  together bound the whole. s_k is the largest of the three.

Sets. Order the unlocks as a timetable completes them. When the j-th is complete, all loads of the first j are unloaded; if those
are m loads, it is complete no sooner than s_m, and no sooner than each of its own loads alone. So the sum of weight x
max(start, s_m, its loads alone) over the unlocks in that order is no more than the timetable's value, and the smallest such
sum over all orders is no more than the value of any timetable. It is found exactly, over subsets of unlocks (dynamic programming).
Unlocks are taken sixteen sets of loads at a time, the heaviest first; as weights and minutes are not negative, the bounds of
the parts add up.

Single loads. An unlock is complete no sooner than any convex combination of the unloadings of its loads. So with its weight shared
alike by them, the timetable's value is at least the sum over loads of share x unloading, and that is least where the largest share
has the first slot (rearrangement inequality). Nor is it less than if each load were unloaded as alone. The largest bound counts.

Nothing here exceeds the last minute allowed, at which a load counts that does not fly.
"""

from itertools import groupby

import numpy as np
import numpy.typing as npt

from ...physics.speed import flying_min
from . import tables as w
from .instance import Instance
from .objective import Objective
from .tables import Ints, World

TOGETHER = 16
"""Sets of loads whose orders are compared at once: 2 to this power subsets."""
MANY, TOGETHER_OF_MANY = 64, 8
"""Of more sets than these, so few are compared at once."""

Floats = npt.NDArray[np.float64]
Start = tuple[int, int, int]
"""Class, airfield, minute."""


def weighted_bound(instance: Instance, objective: Objective) -> float:
    """A number that the weighted minutes of no timetable are below; the module's text is the proof."""
    distances = _distances(instance)
    loaded = _loaded_alone(instance, distances)
    alone = _alone(instance, loaded)
    limit = instance.limit_min
    slots = [min(slot, limit) for slot in _slots(instance, loaded, alone, distances)]
    soonest = [min(*of_tail.values(), limit) for of_tail in alone] + [limit]
    groups = _groups(objective)
    together = TOGETHER if len(groups) <= MANY else TOGETHER_OF_MANY
    parts = [groups[i : i + together] for i in range(0, len(groups), together)]
    by_sets = sum(_best_order(objective, part, slots, soonest, len(instance.loads)) for part in parts)
    return max(by_sets, _by_loads(objective, slots, soonest, limit))


def _by_loads(objective: Objective, slots: list[int], soonest: list[int], limit: int) -> float:
    """The bound by single loads: see the module."""
    count = len(soonest) - 1
    share = np.zeros(count + 1)
    alone = 0.0
    for members, weight, start in zip(objective.loads_of, objective.weights, objective.starts, strict=True):
        alone += float(weight) * max(int(start), *(soonest[load] for load in members))
        share[list(members)] += float(weight) / len(members)
    by_slots = float(np.sort(share[:count])[::-1] @ np.array(slots[:count], float)) + float(share[count]) * limit
    return max(by_slots, alone)


def _groups(objective: Objective) -> list[tuple[tuple[int, ...], list[int]]]:
    """Unlocks that need the same loads together, the heaviest first."""
    members = objective.loads_of
    indices = sorted(range(len(members)), key=lambda i: (members[i], i))
    groups = [(loads, list(same)) for loads, same in groupby(indices, key=lambda i: members[i])]
    return sorted(groups, key=lambda group: (-float(objective.weights[group[1]].sum()), group[0]))


def _best_order(
    objective: Objective, groups: list[tuple[tuple[int, ...], list[int]]], slots: list[int], soonest: list[int], loads: int
) -> float:
    """The smallest sum over all orders of the groups."""
    count = len(groups)
    subsets = np.arange(1 << count)
    size = np.zeros(1 << count, np.int64)
    for load in sorted({load for members, _ in groups for load in members if load < loads}):
        users = sum(1 << g for g, (members, _) in enumerate(groups) if load in members)
        size += (subsets & users) != 0
    slot = np.array([0, *slots], np.int64)[size]
    cost: list[Floats] = []
    for members, unlocks in groups:
        complete = np.maximum(slot, max(soonest[load] for load in members))
        terms = [objective.weights[i] * np.maximum(complete, objective.starts[i]) for i in unlocks]
        cost.append(np.sum(terms, axis=0))
    best = np.zeros(1 << count)
    sizes = np.bitwise_count(subsets)
    for chosen in range(1, count + 1):
        layer = subsets[sizes == chosen]
        least = np.full(layer.size, np.inf)
        for g in range(count):
            has = (layer >> g) & 1 == 1
            least[has] = np.minimum(least[has], best[layer[has] ^ (1 << g)] + cost[g][layer[has]])
        best[layer] = least
    return float(best[-1])


def _starts(instance: Instance) -> list[tuple[int, int, int]]:
    """Of each tail: its class, where it stands, from when it is free. Tails that share these are alike here, and told as one."""
    return [(int(tail[w.CLASS]), int(tail[w.AT]), int(tail[w.FREE_MIN])) for tail in instance.world.tails]


def _loaded_alone(instance: Instance, distances: Ints) -> list[dict[Start, int]]:
    """Of each load, by where a tail starts: the earliest end of its loading if nothing else flew."""
    world, starts = instance.world, _starts(instance)
    found: list[dict[Start, int]] = []
    for load, tails in enumerate(instance.eligible):
        origin, ready = int(world.loads[load, w.ORIGIN]), int(world.loads[load, w.READY_MIN])
        loading = int(world.airfields[origin, w.LOADING_MIN])
        mine = sorted({starts[tail] for tail in tails})
        found.append({(c, at, free): max(free + int(distances[c, at, origin]), ready) + loading for c, at, free in mine})
    return found


def _alone(instance: Instance, loaded: list[dict[Start, int]]) -> list[dict[Start, int]]:
    """Of each load, by where a tail starts: the earliest minute of its unloading if nothing else flew."""
    world = instance.world
    found: list[dict[Start, int]] = []
    for load, of_start in enumerate(loaded):
        not_before, unloading = int(world.loads[load, w.NOT_BEFORE_MIN]), _unloading_min(world, load)
        ends = {start: (start[0], max(end, not_before)) for start, end in of_start.items()}
        landing = {(c, end): _landing(world, [tuple(world.loaded[load, c])], end, 0) for c, end in set(ends.values())}
        found.append({start: landing[end] + unloading for start, end in ends.items()})
    return found


def _slots(instance: Instance, loaded: list[dict[Start, int]], alone: list[dict[Start, int]], distances: Ints) -> list[int]:
    """s_1, s_2, ...: see the module."""
    world = instance.world
    by_destination: list[int] = []
    by_origin: list[int] = []
    for airfield in range(world.airfields.shape[0]):
        loads = [i for i in range(len(alone)) if world.loads[i, w.DESTINATION] == airfield]
        by_destination += _unloadings(world, airfield, loads, sorted(min(alone[i].values()) for i in loads))
        loads = [i for i in range(len(alone)) if world.loads[i, w.ORIGIN] == airfield]
        by_origin += _after_loading(instance, airfield, loads, sorted(min(loaded[i].values()) for i in loads))
    rounds, starts = _rounds(instance, distances), _starts(instance)
    soonest: dict[Start, list[int]] = {}
    for of_start in alone:
        for start, unloaded in of_start.items():
            soonest.setdefault(start, []).append(unloaded)
    firsts = {start: (min(unloaded), len(unloaded)) for start, unloaded in soonest.items()}
    by_tail = [first + k * rounds[s[0]] for s in starts if s in firsts for first, count in [firsts[s]] for k in range(count)]
    return [max(slots) for slots in zip(sorted(by_destination), sorted(by_origin), sorted(by_tail), strict=False)]


def _unloadings(world: World, airfield: int, loads: list[int], alone: list[int]) -> list[int]:
    """The earliest k-th unloadings at one airfield, from the sorted unloadings alone."""
    ways = sorted({tuple(way) for load in loads for way in world.loaded[load].tolist() if way[1] > way[0]})
    interval, unloading = int(world.airfields[airfield, w.INTERVAL_MIN]), int(world.airfields[airfield, w.UNLOADING_MIN])
    count = world.airfields.shape[0]
    places, teams = int(world.capacity[airfield]), int(world.capacity[2 * count + airfield])
    landings: list[int] = []
    unloadings: list[int] = []
    for k, soonest in enumerate(alone):
        floor = soonest - unloading
        if k:
            floor = max(floor, landings[-1] + interval)
        if 0 < places <= k:
            floor = max(floor, landings[k - places] + unloading)
        landings.append(_landing(world, ways, 0, floor))
        unloaded = landings[-1] + unloading
        unloadings.append(max(unloaded, unloadings[k - teams] + unloading) if 0 < teams <= k else unloaded)
    return unloadings


def _after_loading(instance: Instance, airfield: int, loads: list[int], alone: list[int]) -> list[int]:
    """The earliest k-th unloadings of what is loaded at one airfield, from the sorted ends of loading alone."""
    world = instance.world
    loading, teams = int(world.airfields[airfield, w.LOADING_MIN]), int(world.capacity[world.airfields.shape[0] + airfield])
    ends: list[int] = []
    for k, soonest in enumerate(alone):
        ends.append(max(soonest, ends[k - teams] + loading) if 0 < teams <= k else soonest)
    pairs = {(load, int(world.tails[tail, w.CLASS])) for load in loads for tail in instance.eligible[load]}
    after = min((_flying_min(world, load, c) + _unloading_min(world, load) for load, c in pairs), default=0)
    return [end + after for end in ends]


def _flying_min(world: World, load: int, c: int) -> int:
    """The shortest of a load's own legs by a class."""
    return min(_minutes(world, option) for option in range(*world.loaded[load, c]))


def _rounds(instance: Instance, distances: Ints) -> dict[int, int]:
    """Of each class, the shortest time from one unloading to the next."""
    world = instance.world
    destinations = sorted({int(d) for d in world.loads[:, w.DESTINATION]})
    back = distances[:, destinations].min(axis=1)
    rounds: dict[int, int] = {}
    for load, tails in enumerate(instance.eligible):
        origin = int(world.loads[load, w.ORIGIN])
        work = int(world.airfields[origin, w.LOADING_MIN]) + _unloading_min(world, load)
        for c in {int(world.tails[tail, w.CLASS]) for tail in tails}:
            rounds[c] = min(rounds.get(c, w.FOREVER), int(back[c, origin]) + work + _flying_min(world, load, c))
    return rounds


def _distances(instance: Instance) -> Ints:
    """(C, A, A) Least flying minutes between airfields by each class, with stops on the way (Floyd and Warshall), were all routes
    open to it."""
    world, index = instance.world, {icao: i for i, icao in enumerate(instance.airfields)}
    classes, count = world.empty.shape[:2]
    least = np.full((classes, count, count), w.FOREVER, np.int64)
    types = {int(world.tails[i, w.CLASS]): tail.type for i, tail in enumerate(instance.tails)}
    for c, type in types.items():
        np.fill_diagonal(least[c], 0)
        aircraft = instance.resolved.aircraft_type(type)
        for route in instance.resolved.routes:
            if route.origin in index and route.destination in index:
                i, j = index[route.origin], index[route.destination]
                least[c, i, j] = min(least[c, i, j], flying_min(aircraft, route.distance_km))
        for via in range(count):
            least[c] = np.minimum(least[c], least[c][:, via, None] + least[c][None, via, :])
    return least


def _landing(world: World, ways: list[tuple[int, ...]], ready: int, floor: int) -> int:
    """The earliest landing on some option, not before `floor`, departing not before `ready`, with all slots free."""
    soonest = w.FOREVER
    for first, end in ways:
        for option in range(first, end):
            lane, flying = world.options[option, w.LANE], _minutes(world, option)
            depart = max(ready, floor - flying)
            of_lane = slice(world.lanes[lane, w.FIRST_WINDOW], world.lanes[lane, w.END_WINDOW])
            i = int(np.searchsorted(world.windows[w.TO_MIN, of_lane], depart))
            if i < of_lane.stop - of_lane.start:
                soonest = min(soonest, max(depart, int(world.windows[w.FROM_MIN, of_lane][i])) + flying)
            if soonest <= floor:
                return floor
    return soonest


def _minutes(world: World, option: int) -> int:
    return int(world.lanes[world.options[option, w.LANE], w.FLYING_MIN])


def _unloading_min(world: World, load: int) -> int:
    return int(world.airfields[world.loads[load, w.DESTINATION], w.UNLOADING_MIN])
