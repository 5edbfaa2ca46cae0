"""The serial schedule generator: an order of loads and a tail for each become times under all limits.

Loads are taken in the given order. Each is flown by its tail at the earliest minutes that all earlier loads leave free: the leg
to its origin, loading, its own leg, unloading, and the leg after it (on to the tail's next load, or home), so that no aircraft
ever stands where it has no place. All reservations are kept, so a later load may use a gap but never moves an earlier one.

Everything an aircraft waits for only gets later when it comes later, so raising one arrival time until all limits hold finds the
earliest one. (A place is taken for at least a minute: were it taken for none, a later landing could need less.) What then need
not be so early, loading and the leg to the origin, is put off until just before it is needed.

All compiled functions stand in this one file because numba renews its stored machine code only when the file of the function
itself changes, not when that of a function it calls, or of a number it uses, does.
"""

from typing import NamedTuple

import numpy as np

from . import world as w
from .compiled import compiled
from .world import Ints, World


class State(NamedTuple):
    """What is reserved so far, and where each tail is."""

    step_min: Ints
    step_level: Ints
    """(3 A, K) How many of each resource are in use, as a step function: the minute of a step, the number from then on."""
    steps: Ints
    """(3 A) How many steps there are."""
    landed: Ints
    """(A, K) Landings, ascending."""
    landings: Ints
    """(A) How many."""
    fuel: Ints
    """(A) Fuel left on hand."""
    tails: Ints
    """(T, 7) As in the world, for the moment reached: AT, FREE_MIN, TANK_KG change, and SINCE_MIN, from which its place is
    reserved until further notice."""


@compiled
def _segment(state: State, resource: int, minute: int) -> int:
    """The last step at or before a minute."""
    return int(np.searchsorted(state.step_min[resource, : state.steps[resource]], minute, side="right")) - 1


@compiled
def _split(state: State, resource: int, minute: int) -> int:
    """Make a step at a minute and return its index."""
    index = _segment(state, resource, minute)
    times, levels, size = state.step_min[resource], state.step_level[resource], state.steps[resource]
    if times[index] == minute:
        return index
    for i in range(size, index + 1, -1):
        times[i], levels[i] = times[i - 1], levels[i - 1]
    times[index + 1], levels[index + 1] = minute, levels[index]
    state.steps[resource] = size + 1
    return index + 1


@compiled
def _hold(world: World, state: State, resource: int, start: int, end: int) -> None:
    """Take one of a resource over [start, end)."""
    if start < end and world.capacity[resource] < w.FOREVER:
        first = _split(state, resource, start)
        for i in range(first, _split(state, resource, end)):
            state.step_level[resource, i] += 1


@compiled
def _park(world: World, state: State, airfield: int, arrive: int, depart: int) -> None:
    """Take a parking place, for at least the minute of the landing."""
    _hold(world, state, airfield, arrive, max(depart, arrive + 1))


@compiled
def _hold_open(world: World, state: State, resource: int, start: int, by: int) -> None:
    """Take one of a resource (by = 1) or give it back (by = -1) from `start` until further notice."""
    if world.capacity[resource] < w.FOREVER:
        for i in range(_split(state, resource, start), state.steps[resource]):
            state.step_level[resource, i] += by


@compiled
def _full_until(world: World, state: State, resource: int, start: int, end: int) -> int:
    """When the first stretch within [start, end) with all of a resource taken ends; -1 if there is none."""
    limit, size = world.capacity[resource], state.steps[resource]
    if start >= end or limit >= w.FOREVER:
        return -1
    times, levels = state.step_min[resource], state.step_level[resource]
    index = _segment(state, resource, start)
    while index < size and times[index] < end:
        if levels[index] >= limit:
            while index < size and levels[index] >= limit:
                index += 1
            return int(times[index]) if index < size else w.FOREVER
        index += 1
    return -1


@compiled
def _full_from(world: World, state: State, resource: int, start: int, end: int) -> int:
    """When the last stretch within [start, end) with all of a resource taken begins; FOREVER if there is none."""
    limit, size = world.capacity[resource], state.steps[resource]
    if start >= end or limit >= w.FOREVER:
        return w.FOREVER
    times, levels = state.step_min[resource], state.step_level[resource]
    index = _segment(state, resource, end - 1)
    while index >= 0 and (index + 1 >= size or times[index + 1] > start):
        if levels[index] >= limit:
            while index > 0 and levels[index - 1] >= limit:
                index -= 1
            return int(times[index])
        index -= 1
    return w.FOREVER


@compiled
def _earliest_stay(world: World, state: State, resource: int, start: int, minutes: int) -> int:
    """The earliest start, not before `start`, of a stay of so many minutes; FOREVER if there is none."""
    while start < w.FOREVER:
        end = _full_until(world, state, resource, start, start + minutes)
        if end < 0:
            return start
        start = end
    return w.FOREVER


@compiled
def _latest_stay(world: World, state: State, resource: int, start: int, floor: int, minutes: int) -> int:
    """The latest start, not after `start`, of a stay of so many minutes that is known to be possible at `floor`."""
    while start > floor:
        begin = _full_from(world, state, resource, start, start + minutes)
        if begin >= w.FOREVER:
            return start
        start = begin - minutes
    return floor


@compiled
def _next_slot(world: World, state: State, airfield: int, minute: int) -> int:
    """The earliest minute, not before `minute`, far enough from all landings."""
    apart = world.airfields[airfield, w.INTERVAL_MIN]
    landed = state.landed[airfield, : state.landings[airfield]]
    for i in range(np.searchsorted(landed, minute - apart, side="right"), landed.size):
        if landed[i] >= minute + apart:
            break
        minute = landed[i] + apart
    return minute


@compiled
def _previous_slot(world: World, state: State, airfield: int, minute: int) -> int:
    """The latest minute, not after `minute`, far enough from all landings."""
    apart = world.airfields[airfield, w.INTERVAL_MIN]
    landed = state.landed[airfield, : state.landings[airfield]]
    for i in range(np.searchsorted(landed, minute + apart, side="left") - 1, -1, -1):
        if landed[i] <= minute - apart:
            break
        minute = landed[i] - apart
    return minute


@compiled
def _land(state: State, airfield: int, minute: int) -> None:
    """Take a landing slot."""
    landed, i = state.landed[airfield], state.landings[airfield]
    state.landings[airfield] += 1
    while i > 0 and landed[i - 1] > minute:
        landed[i] = landed[i - 1]
        i -= 1
    landed[i] = minute


@compiled
def _next_departure(world: World, lane: int, minute: int) -> int:
    """The earliest minute, not before `minute`, at which a lane may be departed on; FOREVER if there is none."""
    first, end = world.lanes[lane, w.FIRST_WINDOW], world.lanes[lane, w.END_WINDOW]
    i = first + np.searchsorted(world.windows[w.TO_MIN, first:end], minute, side="left")
    return max(minute, int(world.windows[w.FROM_MIN, i])) if i < end else w.FOREVER


@compiled
def _previous_departure(world: World, lane: int, minute: int) -> int:
    """The latest minute, not after `minute`, at which a lane may be departed on; -1 if there is none."""
    first, end = world.lanes[lane, w.FIRST_WINDOW], world.lanes[lane, w.END_WINDOW]
    i = first + np.searchsorted(world.windows[w.FROM_MIN, first:end], minute, side="right") - 1
    return min(minute, int(world.windows[w.TO_MIN, i])) if i >= first else -1


@compiled
def _fly(world: World, state: State, options: Ints, ready: int, floor: int, airfield: int) -> tuple[int, int, int, int]:
    """The earliest landing at an airfield, not before `floor`, of a leg that departs not before `ready`.

    Returns the option, departure, arrival (FOREVER if there is none) and what it waited for.
    """
    best_option, best_depart, best_arrive, best_binds = -1, w.FOREVER, w.FOREVER, w.WINDOW
    for option in range(options[0], options[1]):
        lane = world.options[option, w.LANE]
        flying = world.lanes[lane, w.FLYING_MIN]
        arrive, binds = max(floor, ready + flying), w.FREE
        while arrive < best_arrive:
            depart = _next_departure(world, lane, arrive - flying)
            if depart >= w.FOREVER:
                break
            if depart > arrive - flying:
                binds = w.WINDOW
            arrive = _next_slot(world, state, airfield, depart + flying)
            if arrive == depart + flying:
                if arrive < best_arrive:
                    best_option, best_depart, best_arrive, best_binds = option, depart, arrive, binds
                break
            binds = w.LANDING
    return best_option, best_depart, best_arrive, best_binds


@compiled
def _put_off(world: World, state: State, option: int, ready: int, latest: int, floor: int, airfield: int) -> int:
    """The latest landing, not after `latest`, of a leg that is known to be possible with a landing at `floor`."""
    lane = world.options[option, w.LANE]
    flying = world.lanes[lane, w.FLYING_MIN]
    arrive = latest
    while arrive > floor:
        depart = _previous_departure(world, lane, arrive - flying)
        if depart < ready:
            return floor
        arrive = _previous_slot(world, state, airfield, depart + flying)
        if arrive == depart + flying:
            return max(arrive, floor)
    return floor


@compiled
def _leave(
    world: World, state: State, tail: int, here: int, there: int, after: int, ready: int, landed_at: int, landed_min: int
) -> tuple[int, int, int]:
    """The leg after unloading: option (-1 for none), departure and arrival.

    A tail that stays departs FOREVER, one that has no way departs at -1. `landed_min` is a landing at `landed_at` by the
    same tail that is not reserved yet.
    """
    end_min = world.tails[tail, w.END_MIN]
    if after == w.STAYS:
        return -1, w.FOREVER, -1
    if here == there:
        return -1, ready if ready <= end_min else -1, -1
    options = world.empty[world.tails[tail, w.CLASS], here, there]
    floor = landed_min + world.airfields[there, w.INTERVAL_MIN] if there == landed_at else 0
    while True:
        option, depart, arrive, _ = _fly(world, state, options, ready, floor, there)
        if arrive >= w.FOREVER or arrive > end_min:
            return -1, -1, -1
        end = _full_until(world, state, there, arrive, w.FOREVER) if after == w.MOVES else -1
        if end < 0:
            return option, depart, arrive
        floor = end


@compiled
def _carry(
    world: World, state: State, load: int, tail: int, there: int, after: int, ready: int, binds: int, landed_min: int, row: Ints
) -> bool:
    """Load, fly, unload and leave, once the tail can be loaded at the load's origin from `ready`; fills the load's row."""
    airfields, origin, here = world.airfields.shape[0], world.loads[load, w.ORIGIN], world.loads[load, w.DESTINATION]
    loading_min, unloading_min = world.airfields[origin, w.LOADING_MIN], world.airfields[here, w.UNLOADING_MIN]
    options = world.loaded[load, world.tails[tail, w.CLASS]]
    row[w.BINDS], row[w.BINDS_AT] = binds, origin
    if world.loads[load, w.READY_MIN] > ready:
        ready, row[w.BINDS] = world.loads[load, w.READY_MIN], w.ITEMS
    loading = _earliest_stay(world, state, airfields + origin, ready, loading_min)
    if loading >= w.FOREVER:
        row[w.STATE] = w.LOADING_TEAM
        return False
    if loading > ready:
        row[w.BINDS] = w.LOADING_TEAM
    ready = loading + loading_min
    if world.loads[load, w.NOT_BEFORE_MIN] > ready:
        ready, row[w.BINDS] = world.loads[load, w.NOT_BEFORE_MIN], w.NOT_BEFORE
    floor = 0
    while True:
        option, depart, arrive, waited = _fly(world, state, options, ready, floor, here)
        if arrive >= w.FOREVER:
            row[w.STATE] = w.PLACE if floor >= w.FOREVER else w.WINDOW
            return False
        if waited != w.FREE:
            row[w.BINDS], row[w.BINDS_AT] = waited, here
        unloading = _earliest_stay(world, state, 2 * airfields + here, arrive, unloading_min)
        if unloading > arrive:
            row[w.BINDS], row[w.BINDS_AT] = w.UNLOADING_TEAM, here
        unloaded = unloading + unloading_min
        if unloaded > world.latest_min:
            row[w.STATE] = w.LATE if unloading < w.FOREVER else w.UNLOADING_TEAM
            return False
        after_option, after_depart, after_arrive = _leave(world, state, tail, here, there, after, unloaded, origin, landed_min)
        if after_depart < 0:
            row[w.STATE] = w.WAY_HOME
            return False
        floor = _full_until(world, state, here, arrive, max(after_depart, arrive + 1))
        if floor < 0:
            break
        row[w.BINDS], row[w.BINDS_AT] = w.PLACE, here
    row[w.STATE], row[w.LOADING], row[w.OPTION] = w.FREE, loading, option
    row[w.DEPART], row[w.ARRIVE], row[w.UNLOADED] = depart, arrive, unloaded
    row[w.AFTER], row[w.AFTER_OPTION], row[w.AFTER_DEPART], row[w.AFTER_ARRIVE] = after, after_option, after_depart, after_arrive
    return True


@compiled
def _place(world: World, state: State, load: int, tail: int, there: int, after: int, row: Ints) -> bool:
    """Find the earliest times for a load on a tail that then stays, moves to `there` or is home there; reserves nothing."""
    row[:] = -1
    at, origin, ready = state.tails[tail, w.AT], world.loads[load, w.ORIGIN], state.tails[tail, w.FREE_MIN]
    options = world.empty[world.tails[tail, w.CLASS], at, origin]
    to_option, to_depart, to_arrive, begin, floor, binds = -1, -1, -1, ready, 0, w.AIRCRAFT
    while True:
        if at != origin:
            to_option, to_depart, to_arrive, waited = _fly(world, state, options, ready, floor, origin)
            if to_arrive >= w.FOREVER:
                row[w.STATE] = w.PLACE if floor >= w.FOREVER else w.WINDOW
                return False
            begin, binds = to_arrive, waited if waited != w.FREE else binds
        if not _carry(world, state, load, tail, there, after, begin, binds, to_arrive, row):
            return False
        floor = _full_until(world, state, origin, to_arrive, max(row[w.DEPART], to_arrive + 1)) if at != origin else -1
        if floor < 0:
            break
        binds = w.PLACE
    loading_min = world.airfields[origin, w.LOADING_MIN]
    latest = row[w.DEPART] - loading_min
    row[w.LOADING] = _latest_stay(world, state, world.airfields.shape[0] + origin, latest, row[w.LOADING], loading_min)
    if to_option >= 0:
        latest = row[w.LOADING]
        if row[w.AFTER_OPTION] >= 0 and there == origin:
            latest = min(latest, row[w.AFTER_ARRIVE] - world.airfields[origin, w.INTERVAL_MIN])
        to_arrive = _put_off(world, state, to_option, ready, latest, to_arrive, origin)
        to_depart = to_arrive - world.lanes[world.options[to_option, w.LANE], w.FLYING_MIN]
    row[w.TO_OPTION], row[w.TO_DEPART], row[w.TO_ARRIVE] = to_option, to_depart, to_arrive
    return True


@compiled
def _refuel(world: World, state: State, tail: int, airfield: int, option: int) -> int:
    """Fill up for a leg and fly it; returns what was taken, in kg. Without an option nothing is flown."""
    if option < 0:
        return 0
    taken = max(0, world.options[option, w.BLOCK_KG] - state.tails[tail, w.TANK_KG])
    state.fuel[airfield] -= taken
    state.tails[tail, w.TANK_KG] = world.options[option, w.LEFT_KG]
    return int(taken)


@compiled
def _fuelled(world: World, state: State, load: int, tail: int, row: Ints) -> bool:
    """Take the fuel of all legs of a row; takes nothing and returns False where it does not last."""
    at, origin, here = state.tails[tail, w.AT], world.loads[load, w.ORIGIN], world.loads[load, w.DESTINATION]
    tank = state.tails[tail, w.TANK_KG]
    first = _refuel(world, state, tail, at, row[w.TO_OPTION])
    second = _refuel(world, state, tail, origin, row[w.OPTION])
    third = _refuel(world, state, tail, here, row[w.AFTER_OPTION])
    if state.fuel[at] >= 0 and state.fuel[origin] >= 0 and state.fuel[here] >= 0:
        return True
    state.fuel[at] += first
    state.fuel[origin] += second
    state.fuel[here] += third
    state.tails[tail, w.TANK_KG] = tank
    return False


@compiled
def _reserve(world: World, state: State, load: int, tail: int, there: int, row: Ints) -> None:
    """Take the slots, places and teams of a row, and move its tail."""
    airfields, origin, here = world.airfields.shape[0], world.loads[load, w.ORIGIN], world.loads[load, w.DESTINATION]
    if state.tails[tail, w.SINCE_MIN] >= 0:
        leaves = row[w.TO_DEPART] if row[w.TO_OPTION] >= 0 else row[w.DEPART]
        _park(world, state, state.tails[tail, w.AT], state.tails[tail, w.SINCE_MIN], leaves)
    if row[w.TO_OPTION] >= 0:
        _land(state, origin, row[w.TO_ARRIVE])
        _park(world, state, origin, row[w.TO_ARRIVE], row[w.DEPART])
    _hold(world, state, airfields + origin, row[w.LOADING], row[w.LOADING] + world.airfields[origin, w.LOADING_MIN])
    _land(state, here, row[w.ARRIVE])
    _hold(world, state, 2 * airfields + here, row[w.UNLOADED] - world.airfields[here, w.UNLOADING_MIN], row[w.UNLOADED])
    at, since, ready = here, row[w.ARRIVE], row[w.UNLOADED]
    if row[w.AFTER] != w.STAYS:
        _park(world, state, here, row[w.ARRIVE], row[w.AFTER_DEPART])
    if row[w.AFTER_OPTION] >= 0:
        _land(state, there, row[w.AFTER_ARRIVE])
        at, since, ready = there, row[w.AFTER_ARRIVE], row[w.AFTER_ARRIVE]
    if row[w.AFTER] == w.HOME:
        since = -1
    else:
        _hold_open(world, state, at, since, 1)
    state.tails[tail, w.AT], state.tails[tail, w.SINCE_MIN], state.tails[tail, w.FREE_MIN] = at, since, ready


@compiled
def _schedule(world: World, state: State, load: int, tail: int, next_load: int, row: Ints) -> bool:
    """Fly one load, and its tail on to the next load or home. A tail waits for its next load where there is more room."""
    here, since = world.loads[load, w.DESTINATION], state.tails[tail, w.SINCE_MIN]
    there = world.loads[next_load, w.ORIGIN] if next_load >= 0 else world.tails[tail, w.TAIL_HOME]
    after, otherwise = w.HOME, w.HOME
    if next_load >= 0:
        roomier = here != there and world.capacity[there] >= world.capacity[here]
        after, otherwise = (w.MOVES, w.STAYS) if roomier else (w.STAYS, w.STAYS if here == there else w.MOVES)
    if since >= 0:
        _hold_open(world, state, state.tails[tail, w.AT], since, -1)
    placed = False
    for choice in (after, otherwise):
        placed = placed or _place(world, state, load, tail, there, choice, row)
    if placed and not _fuelled(world, state, load, tail, row):
        row[:] = -1
        row[w.STATE] = w.FUEL
        placed = False
    if placed:
        _reserve(world, state, load, tail, there, row)
    elif since >= 0:
        _hold_open(world, state, state.tails[tail, w.AT], since, 1)
    return placed


@compiled
def _begin(world: World, flying: Ints) -> State:
    """The state before the first load; `flying` has 1 for each tail that flies at all."""
    airfields, tails, loads = world.airfields.shape[0], world.tails.shape[0], world.loads.shape[0]
    # A load makes at most five new stays at one airfield, of two steps each, and three landings.
    steps = 2 * (5 * loads + world.held.shape[0] + tails) + 1
    state = State(
        np.full((3 * airfields, steps), -w.FOREVER),
        np.zeros((3 * airfields, steps), np.int64),
        np.ones(3 * airfields, np.int64),
        np.empty((airfields, 3 * loads + world.landed.shape[0]), np.int64),
        np.zeros(airfields, np.int64),
        world.airfields[:, w.FUEL_KG].copy(),
        world.tails.copy(),
    )
    for airfield, minute in world.landed:
        _land(state, airfield, minute)
    for resource, start, end in world.held:
        _hold(world, state, resource, start, end)
    for tail in range(tails):
        if flying[tail] and state.tails[tail, w.SINCE_MIN] >= 0:
            _hold_open(world, state, state.tails[tail, w.AT], state.tails[tail, w.SINCE_MIN], 1)
    return state


@compiled
def generate(world: World, order: Ints, tail_of: Ints) -> Ints:
    """The timetable (L, COLUMNS) of the loads in `order`, each flown by `tail_of[load]`; other loads have STATE -1.

    A load that cannot fly in this order on its tail has STATE above FREE (what keeps it on the ground); the others are then
    timed anew as if it did not exist, so that no aircraft waits for it.
    """
    loads, tails = world.loads.shape[0], world.tails.shape[0]
    timetable = np.full((loads, w.COLUMNS), -1, np.int64)
    grounded = np.zeros(loads, np.bool_)
    again = True
    while again:
        again = False
        next_load, following, flying = np.full(loads, -1, np.int64), np.full(tails, -1, np.int64), np.zeros(tails, np.int64)
        for load in order[::-1]:
            if not grounded[load]:
                next_load[load] = following[tail_of[load]]
                following[tail_of[load]] = load
                flying[tail_of[load]] = 1
        state = _begin(world, flying)
        for load in order:
            if not grounded[load] and not _schedule(world, state, load, tail_of[load], next_load[load], timetable[load]):
                grounded[load] = again = True
    return timetable
