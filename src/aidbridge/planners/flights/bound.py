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
the parts add up. Nothing here exceeds the last minute allowed, at which a load counts that does not fly.
"""

from itertools import groupby

import numpy as np
import numpy.typing as npt

from ...timeline import world as w
from ...timeline.world import Ints, World
from .instance import Instance
from .objective import Objective

TOGETHER = 16
"""Sets of loads whose orders are compared at once: 2 to this power subsets."""

Floats = npt.NDArray[np.float64]


def weighted_bound(instance: Instance, objective: Objective) -> float:
    """A number that the weighted minutes of no timetable are below; the module's text is the proof."""
    distances = _distances(instance.world)
    loaded = _loaded_alone(instance, distances)
    alone = _alone(instance, loaded)
    limit = instance.limit_min
    slots = [min(slot, limit) for slot in _slots(instance, loaded, alone, distances)]
    soonest = [min(*of_tail.values(), limit) for of_tail in alone] + [limit]
    groups = _groups(objective)
    parts = [groups[i : i + TOGETHER] for i in range(0, len(groups), TOGETHER)]
    return sum(_best_order(objective, part, slots, soonest, len(instance.loads)) for part in parts)


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
    for load in range(loads):
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


def _loaded_alone(instance: Instance, distances: Ints) -> list[dict[int, int]]:
    """Of each load, by tail: the earliest end of its loading if nothing else flew."""
    world = instance.world
    found: list[dict[int, int]] = []
    for load, tails in enumerate(instance.eligible):
        origin, ready = world.loads[load, w.ORIGIN], int(world.loads[load, w.READY_MIN])
        there = {t: world.tails[t, w.FREE_MIN] + distances[world.tails[t, w.CLASS], world.tails[t, w.AT], origin] for t in tails}
        found.append({t: max(int(there[t]), ready) + int(world.airfields[origin, w.LOADING_MIN]) for t in tails})
    return found


def _alone(instance: Instance, loaded: list[dict[int, int]]) -> list[dict[int, int]]:
    """Of each load, by tail: the earliest minute of its unloading if nothing else flew."""
    world = instance.world
    found: list[dict[int, int]] = []
    for load, of_tail in enumerate(loaded):
        not_before = int(world.loads[load, w.NOT_BEFORE_MIN])
        ways = {tail: [tuple(world.loaded[load, world.tails[tail, w.CLASS]])] for tail in of_tail}
        landings = {tail: _landing(world, ways[tail], max(end, not_before), 0) for tail, end in of_tail.items()}
        found.append({tail: landing + _unloading_min(world, load) for tail, landing in landings.items()})
    return found


def _slots(instance: Instance, loaded: list[dict[int, int]], alone: list[dict[int, int]], distances: Ints) -> list[int]:
    """s_1, s_2, ...: see the module."""
    world = instance.world
    by_destination: list[int] = []
    by_origin: list[int] = []
    for airfield in range(world.airfields.shape[0]):
        loads = [i for i in range(len(alone)) if world.loads[i, w.DESTINATION] == airfield]
        by_destination += _unloadings(world, airfield, loads, sorted(min(alone[i].values()) for i in loads))
        loads = [i for i in range(len(alone)) if world.loads[i, w.ORIGIN] == airfield]
        by_origin += _after_loading(instance, airfield, loads, sorted(min(loaded[i].values()) for i in loads))
    rounds = _rounds(instance, distances)
    by_tail: list[int] = []
    for tail in range(world.tails.shape[0]):
        firsts = [of_tail[tail] for of_tail in alone if tail in of_tail]
        if firsts:
            by_tail += [min(firsts) + k * rounds[tail] for k in range(len(firsts))]
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
    pairs = ((load, tail) for load in loads for tail in instance.eligible[load])
    after = min((_flying_min(instance, load, tail) + _unloading_min(world, load) for load, tail in pairs), default=0)
    return [end + after for end in ends]


def _flying_min(instance: Instance, load: int, tail: int) -> int:
    """The shortest of a load's own legs by a tail."""
    world = instance.world
    return min(_minutes(world, option) for option in range(*world.loaded[load, world.tails[tail, w.CLASS]]))


def _rounds(instance: Instance, distances: Ints) -> list[int]:
    """Of each tail, the shortest time from one unloading to the next."""
    world = instance.world
    destinations = sorted({int(d) for d in world.loads[:, w.DESTINATION]})
    rounds: list[int] = []
    for tail in range(world.tails.shape[0]):
        c, shortest = world.tails[tail, w.CLASS], w.FOREVER
        for load, tails in enumerate(instance.eligible):
            if tail in tails:
                origin = world.loads[load, w.ORIGIN]
                back = min(int(distances[c, d, origin]) for d in destinations)
                work = int(world.airfields[origin, w.LOADING_MIN]) + _unloading_min(world, load)
                shortest = min(shortest, back + work + _flying_min(instance, load, tail))
        rounds.append(shortest)
    return rounds


def _distances(world: World) -> Ints:
    """(C, A, A) Least flying minutes between airfields by each class, with stops on the way (Floyd and Warshall)."""
    classes, count = world.empty.shape[:2]
    least = np.full((classes, count, count), w.FOREVER, np.int64)
    for c in range(classes):
        np.fill_diagonal(least[c], 0)
        legs = [(i, j, world.empty[c, i, j]) for i in range(count) for j in range(count)]
        legs += [(*world.loads[load, [w.ORIGIN, w.DESTINATION]], world.loaded[load, c]) for load in range(world.loads.shape[0])]
        for i, j, options in legs:
            for option in range(*options):
                least[c, i, j] = min(least[c, i, j], _minutes(world, option))
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
    return soonest


def _minutes(world: World, option: int) -> int:
    return int(world.lanes[world.options[option, w.LANE], w.FLYING_MIN])


def _unloading_min(world: World, load: int) -> int:
    return int(world.airfields[world.loads[load, w.DESTINATION], w.UNLOADING_MIN])
