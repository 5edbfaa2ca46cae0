"""The serial schedule generator: an order of loads and a tail for each become times under all limits.

Loads are taken in the given order. Each is flown by its tail at the earliest minutes that all earlier loads leave free: the leg
to its origin, loading, its own leg, unloading, and the leg after it (on to the tail's next load, or home), so that no aircraft
ever stands where it has no place. All reservations are kept, so a later load may use a gap but never moves an earlier one.

Everything an aircraft waits for only gets later when it comes later, so raising one arrival time until all limits hold finds the
earliest one; what then need not be so early (loading, the leg to the origin) is put off until just before it is needed.

All compiled functions stand in this one file because numba renews its stored machine code only when the file of the function
itself changes, not when that of a function it calls does.
"""

from typing import NamedTuple

import numpy as np

from .compiled import compiled
from .world import (
    AFTER, AFTER_ARRIVE, AFTER_DEPART, AFTER_OPTION, AIRCRAFT, ARRIVE, BINDS, BINDS_AT, COLUMNS, DEPART, FOREVER, FREE, FUEL, HOME,
    ITEMS, LANDING, LATE, LOADING, LOADING_TEAM, LOADING_TEAMS, MOVES, NOT_BEFORE, OPTION, PLACE, STATE, STAYS, TO_ARRIVE,
    TO_DEPART, TO_OPTION, UNLOADED, UNLOADING_TEAM, WAY_HOME, WINDOW, Ints, World,
)  # fmt: skip


class State(NamedTuple):
    """What is reserved so far, and where each tail is."""

    step_min: Ints
    step_level: Ints
    """(3 A, K) Places or teams in use as a step function of time: the minute of a step, how many are in use from then on."""
    steps: Ints
    """(3 A) How many steps there are."""
    landed: Ints
    """(A, K) Landings in ascending order."""
    landings: Ints
    """(A) How many."""
    fuel: Ints
    """(A) Fuel left on hand."""
    at: Ints
    ready: Ints
    """(T) Where each tail is and from when it may act."""
    since: Ints
    """(T) Since when it takes a place there, reserved until further notice; -1 for no place."""
    tank: Ints
    """(T) Fuel in its tanks."""


@compiled
def _segment(state: State, resource: int, minute: int) -> int:
    """The last step at or before a minute."""
    return int(np.searchsorted(state.step_min[resource, : state.steps[resource]], minute, side="right")) - 1


@compiled
def _split(state: State, resource: int, minute: int) -> int:
    """Make a step at a minute and return its index."""
    index = _segment(state, resource, minute)
    times, levels = state.step_min[resource], state.step_level[resource]
    if times[index] == minute:
        return index
    size = state.steps[resource]
    for i in range(size, index + 1, -1):
        times[i] = times[i - 1]
        levels[i] = levels[i - 1]
    times[index + 1] = minute
    levels[index + 1] = levels[index]
    state.steps[resource] = size + 1
    return index + 1


@compiled
def _hold(world: World, state: State, resource: int, start: int, end: int) -> None:
    """Take one place or team over [start, end)."""
    if start < end and world.capacity[resource] < FOREVER:
        first = _split(state, resource, start)
        state.step_level[resource, first : _split(state, resource, end)] += 1


@compiled
def _hold_open(world: World, state: State, resource: int, start: int, by: int) -> None:
    """Take one place (by = 1) or give it back (by = -1) from `start` until further notice."""
    if world.capacity[resource] < FOREVER:
        first = _split(state, resource, start)
        state.step_level[resource, first : state.steps[resource]] += by


@compiled
def _full_until(world: World, state: State, resource: int, start: int, end: int) -> int:
    """When the first stretch within [start, end) with all places or teams taken ends; -1 if there is none."""
    limit = world.capacity[resource]
    if start >= end or limit >= FOREVER:
        return -1
    times, levels = state.step_min[resource], state.step_level[resource]
    size = state.steps[resource]
    index = _segment(state, resource, start)
    while index < size and times[index] < end:
        if levels[index] >= limit:
            while index < size and levels[index] >= limit:
                index += 1
            return times[index] if index < size else FOREVER
        index += 1
    return -1


@compiled
def _full_from(world: World, state: State, resource: int, start: int, end: int) -> int:
    """When the last stretch within [start, end) with all places or teams taken begins; FOREVER if there is none."""
    limit = world.capacity[resource]
    if start >= end or limit >= FOREVER:
        return FOREVER
    times, levels = state.step_min[resource], state.step_level[resource]
    index = _segment(state, resource, end - 1)
    while index >= 0 and (index + 1 >= state.steps[resource] or times[index + 1] > start):
        if levels[index] >= limit:
            while index > 0 and levels[index - 1] >= limit:
                index -= 1
            return times[index]
        index -= 1
    return FOREVER


@compiled
def _earliest_stay(world: World, state: State, resource: int, start: int, minutes: int) -> int:
    """The earliest start, not before `start`, of a stay of so many minutes; FOREVER if there is none."""
    while start < FOREVER:
        end = _full_until(world, state, resource, start, start + minutes)
        if end < 0:
            return start
        start = end
    return FOREVER


@compiled
def _latest_stay(world: World, state: State, resource: int, start: int, floor: int, minutes: int) -> int:
    """The latest start, not after `start`, of a stay of so many minutes that is known to be possible at `floor`."""
    while start > floor:
        begin = _full_from(world, state, resource, start, start + minutes)
        if begin >= FOREVER:
            return start
        start = begin - minutes
    return floor


@compiled
def _next_slot(world: World, state: State, airfield: int, minute: int) -> int:
    """The earliest minute, not before `minute`, far enough from all landings."""
    apart = world.interval_min[airfield]
    landed = state.landed[airfield, : state.landings[airfield]]
    for i in range(np.searchsorted(landed, minute - apart, side="right"), landed.size):
        if landed[i] >= minute + apart:
            break
        minute = landed[i] + apart
    return minute


@compiled
def _previous_slot(world: World, state: State, airfield: int, minute: int) -> int:
    """The latest minute, not after `minute`, far enough from all landings."""
    apart = world.interval_min[airfield]
    landed = state.landed[airfield, : state.landings[airfield]]
    for i in range(np.searchsorted(landed, minute + apart, side="left") - 1, -1, -1):
        if landed[i] <= minute - apart:
            break
        minute = landed[i] - apart
    return minute


@compiled
def _land(state: State, airfield: int, minute: int) -> None:
    """Take a landing slot."""
    size = state.landings[airfield]
    landed = state.landed[airfield]
    i = size
    while i > 0 and landed[i - 1] > minute:
        landed[i] = landed[i - 1]
        i -= 1
    landed[i] = minute
    state.landings[airfield] = size + 1


@compiled
def _next_departure(world: World, lane: int, minute: int) -> int:
    """The earliest minute, not before `minute`, at which a lane may be departed on."""
    first, last = world.window_first[lane], world.window_first[lane + 1]
    i = first + np.searchsorted(world.window_to[first:last], minute, side="left")
    return max(minute, world.window_from[i]) if i < last else FOREVER


@compiled
def _previous_departure(world: World, lane: int, minute: int) -> int:
    """The latest minute, not after `minute`, at which a lane may be departed on; -1 if there is none."""
    first = world.window_first[lane]
    i = first + np.searchsorted(world.window_from[first : world.window_first[lane + 1]], minute, side="right") - 1
    return min(minute, world.window_to[i]) if i >= first else -1


@compiled
def _fly(world: World, state: State, options: Ints, ready: int, floor: int, airfield: int) -> tuple[int, int, int, int]:
    """The earliest landing at an airfield, not before `floor`, of a leg that departs not before `ready`.

    Returns the option, departure, arrival (FOREVER if there is none) and what it waited for.
    """
    best_option, best_depart, best_arrive, best_binds = -1, FOREVER, FOREVER, WINDOW
    for option in range(options[0], options[1]):
        lane = world.option_lane[option]
        flying = world.lane_min[lane]
        arrive = max(floor, ready + flying)
        binds = FREE
        while arrive < best_arrive:
            depart = _next_departure(world, lane, arrive - flying)
            if depart >= FOREVER:
                break
            if depart > arrive - flying:
                binds = WINDOW
            arrive = _next_slot(world, state, airfield, depart + flying)
            if arrive == depart + flying:
                if arrive < best_arrive:
                    best_option, best_depart, best_arrive, best_binds = option, depart, arrive, binds
                break
            binds = LANDING
    return best_option, best_depart, best_arrive, best_binds


@compiled
def _put_off(world: World, state: State, option: int, ready: int, latest: int, floor: int, airfield: int) -> int:
    """The latest landing, not after `latest`, of a leg that is known to be possible with a landing at `floor`."""
    lane = world.option_lane[option]
    flying = world.lane_min[lane]
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
    """The leg after unloading: on to `there` or home. Returns option, departure (FOREVER while it stays) and arrival.

    The arrival is -1 when it need not or cannot fly; a departure of -1 says that it cannot. `landed_min` is a landing at
    `landed_at` by the same tail that is not reserved yet.
    """
    if after == STAYS:
        return -1, FOREVER, -1
    if here == there:
        return (-1, ready, -1) if ready <= world.tail_end_min[tail] else (-1, -1, -1)
    floor = landed_min + world.interval_min[there] if there == landed_at else 0
    while True:
        option, depart, arrive, _ = _fly(
            world, state, world.empty_options[world.tail_class[tail], here, there], ready, floor, there
        )
        if arrive > world.tail_end_min[tail] or arrive >= FOREVER:
            return -1, -1, -1
        end = _full_until(world, state, there, arrive, FOREVER) if after == MOVES else -1
        if end < 0:
            return option, depart, arrive
        floor = end


@compiled
def _carry(
    world: World, state: State, load: int, tail: int, there: int, after: int, ready: int, binds: int, landed_min: int, row: Ints
) -> bool:
    """Load, fly, unload and leave, once the tail can be loaded at the load's origin from `ready`; fills the load's row."""
    origin, here = world.load_origin[load], world.load_destination[load]
    row[BINDS], row[BINDS_AT] = binds, origin
    if world.load_ready_min[load] > ready:
        ready, row[BINDS] = world.load_ready_min[load], ITEMS
    loading = _earliest_stay(world, state, world.interval_min.size + origin, ready, world.loading_min[origin])
    if loading >= FOREVER:
        row[STATE] = LOADING_TEAM
        return False
    if loading > ready:
        row[BINDS] = LOADING_TEAM
    ready = loading + world.loading_min[origin]
    if world.load_not_before_min[load] > ready:
        ready, row[BINDS] = world.load_not_before_min[load], NOT_BEFORE
    floor = 0
    while True:
        option, depart, arrive, waited = _fly(
            world, state, world.loaded_options[load, world.tail_class[tail]], ready, floor, here
        )
        if arrive >= FOREVER:
            row[STATE] = PLACE if floor >= FOREVER else WINDOW
            return False
        if waited != FREE:
            row[BINDS], row[BINDS_AT] = waited, here
        unloading = _earliest_stay(world, state, 2 * world.interval_min.size + here, arrive, world.unloading_min[here])
        if unloading > arrive:
            row[BINDS], row[BINDS_AT] = UNLOADING_TEAM, here
        unloaded = unloading + world.unloading_min[here]
        if unloaded > world.latest_min:
            row[STATE] = LATE if unloading < FOREVER else UNLOADING_TEAM
            return False
        after_option, after_depart, after_arrive = _leave(world, state, tail, here, there, after, unloaded, origin, landed_min)
        if after_depart < 0:
            row[STATE] = WAY_HOME
            return False
        end = _full_until(world, state, here, arrive, after_depart)
        if end < 0:
            break
        floor = end
        row[BINDS], row[BINDS_AT] = PLACE, here
    row[STATE], row[LOADING], row[OPTION], row[DEPART], row[ARRIVE], row[UNLOADED] = FREE, loading, option, depart, arrive, unloaded
    row[AFTER], row[AFTER_OPTION], row[AFTER_DEPART], row[AFTER_ARRIVE] = after, after_option, after_depart, after_arrive
    return True


@compiled
def _place(world: World, state: State, load: int, tail: int, there: int, after: int, row: Ints) -> bool:
    """Find the earliest times for a load on a tail that goes on to `there`; fills the load's row and reserves nothing."""
    row[:] = -1
    at, origin, ready = state.at[tail], world.load_origin[load], state.ready[tail]
    to_option, to_depart, to_arrive, there_min, floor, binds = -1, -1, -1, ready, 0, AIRCRAFT
    while True:
        if at != origin:
            options = world.empty_options[world.tail_class[tail], at, origin]
            to_option, to_depart, to_arrive, waited = _fly(world, state, options, ready, floor, origin)
            if to_arrive >= FOREVER:
                row[STATE] = PLACE if floor >= FOREVER else WINDOW
                return False
            if waited != FREE:
                binds = waited
            there_min = to_arrive
        if not _carry(world, state, load, tail, there, after, there_min, binds, to_arrive, row):
            return False
        end = _full_until(world, state, origin, to_arrive, row[DEPART]) if at != origin else -1
        if end < 0:
            break
        floor, binds = end, PLACE
    begin = row[DEPART] - world.loading_min[origin]
    row[LOADING] = _latest_stay(world, state, world.interval_min.size + origin, begin, row[LOADING], world.loading_min[origin])
    if to_option >= 0:
        latest = row[LOADING]
        if row[AFTER_ARRIVE] >= 0 and there == origin:
            latest = min(latest, row[AFTER_ARRIVE] - world.interval_min[origin])
        to_arrive = _put_off(world, state, to_option, ready, latest, to_arrive, origin)
        to_depart = to_arrive - world.lane_min[world.option_lane[to_option]]
    row[TO_OPTION], row[TO_DEPART], row[TO_ARRIVE] = to_option, to_depart, to_arrive
    return True


@compiled
def _refuel(world: World, state: State, tail: int, airfield: int, option: int) -> int:
    """Fill up for a leg and fly it; returns what was taken, in kg."""
    taken = max(0, world.option_block_kg[option] - state.tank[tail])
    if world.fuel_kg[airfield] < FOREVER:
        state.fuel[airfield] -= taken
    state.tank[tail] = world.option_left_kg[option]
    return taken


@compiled
def _fuelled(world: World, state: State, load: int, tail: int, row: Ints) -> bool:
    """Take the fuel of all legs of a row; takes nothing and returns False where it does not last."""
    at, origin, here = state.at[tail], world.load_origin[load], world.load_destination[load]
    tank, first, last = state.tank[tail], 0, 0
    if row[TO_OPTION] >= 0:
        first = _refuel(world, state, tail, at, row[TO_OPTION])
    middle = _refuel(world, state, tail, origin, row[OPTION])
    if row[AFTER_OPTION] >= 0:
        last = _refuel(world, state, tail, here, row[AFTER_OPTION])
    if state.fuel[at] >= 0 and state.fuel[origin] >= 0 and state.fuel[here] >= 0:
        return True
    for airfield, taken in ((at, first), (origin, middle), (here, last)):
        if world.fuel_kg[airfield] < FOREVER:
            state.fuel[airfield] += taken
    state.tank[tail] = tank
    return False


@compiled
def _reserve(world: World, state: State, load: int, tail: int, there: int, row: Ints) -> None:
    """Take the slots, places and teams of a row, and move its tail."""
    at, origin, here, airfields = state.at[tail], world.load_origin[load], world.load_destination[load], world.interval_min.size
    if row[TO_OPTION] >= 0:
        if state.since[tail] >= 0:
            _hold(world, state, at, state.since[tail], row[TO_DEPART])
        _land(state, origin, row[TO_ARRIVE])
        _hold(world, state, origin, row[TO_ARRIVE], row[DEPART])
    elif state.since[tail] >= 0:
        _hold(world, state, origin, state.since[tail], row[DEPART])
    _hold(world, state, airfields + origin, row[LOADING], row[LOADING] + world.loading_min[origin])
    _land(state, here, row[ARRIVE])
    _hold(world, state, 2 * airfields + here, row[UNLOADED] - world.unloading_min[here], row[UNLOADED])
    if row[AFTER] == STAYS:
        _hold_open(world, state, here, row[ARRIVE], 1)
    else:
        _hold(world, state, here, row[ARRIVE], row[AFTER_DEPART])
    state.at[tail], state.ready[tail], state.since[tail] = here, row[UNLOADED], row[ARRIVE]
    if row[AFTER_OPTION] >= 0:
        _land(state, there, row[AFTER_ARRIVE])
        state.at[tail], state.ready[tail], state.since[tail] = there, row[AFTER_ARRIVE], row[AFTER_ARRIVE]
        if row[AFTER] == MOVES:
            _hold_open(world, state, there, row[AFTER_ARRIVE], 1)
    if row[AFTER] == HOME:
        state.since[tail] = -1


@compiled
def _schedule(world: World, state: State, load: int, tail: int, next_load: int, row: Ints) -> bool:
    """Fly one load: on to the next load's origin where its tail may wait for it, or to wait here, or home after the last."""
    here = world.load_destination[load]
    there = world.load_origin[next_load] if next_load >= 0 else world.tail_home[tail]
    open_since = state.since[tail]
    if open_since >= 0:
        _hold_open(world, state, state.at[tail], open_since, -1)
    after, otherwise = HOME, HOME
    if next_load >= 0:
        roomier = here != there and world.capacity[there] >= world.capacity[here]
        after, otherwise = (MOVES, STAYS) if roomier else (STAYS, STAYS if here == there else MOVES)
    placed = False
    for where in (after, otherwise):
        placed = placed or _place(world, state, load, tail, there, where, row)
    if placed and not _fuelled(world, state, load, tail, row):
        row[:] = -1
        row[STATE] = FUEL
        placed = False
    if placed:
        _reserve(world, state, load, tail, there, row)
    elif open_since >= 0:
        _hold_open(world, state, state.at[tail], open_since, 1)
    return placed


@compiled
def _begin(world: World, flying: Ints) -> State:
    """The state before the first load; `flying` has 1 for each tail that flies at all."""
    airfields, loads = world.interval_min.size, world.load_origin.size
    # A load makes at most four stays at one airfield and takes back one open stay: two steps each, and two landings.
    room = 12 * loads + 2 * world.held.shape[0] + 2 * flying.size + 2
    state = State(
        np.empty((3 * airfields, room), np.int64),
        np.empty((3 * airfields, room), np.int64),
        np.ones(3 * airfields, np.int64),
        np.empty((airfields, 3 * loads + world.landed.shape[0]), np.int64),
        np.zeros(airfields, np.int64),
        world.fuel_kg.copy(),
        world.tail_at.copy(),
        world.tail_free_min.copy(),
        world.tail_since_min.copy(),
        world.tail_tank_kg.copy(),
    )
    state.step_min[:, 0] = -FOREVER
    state.step_level[:, 0] = 0
    for i in range(world.landed.shape[0]):
        _land(state, world.landed[i, 0], world.landed[i, 1])
    for i in range(world.held.shape[0]):
        _hold(world, state, world.held[i, 0], world.held[i, 1], world.held[i, 2])
    for tail in range(flying.size):
        if flying[tail] and state.since[tail] >= 0:
            _hold_open(world, state, state.at[tail], state.since[tail], 1)
    return state


@compiled
def generate(world: World, order: Ints, tail_of: Ints) -> Ints:
    """The timetable (L, COLUMNS) of the loads in `order`, each flown by `tail_of[load]`; other loads have STATE -1.

    A load that cannot fly in this order on its tail has STATE above FREE (what keeps it on the ground); the others are then
    timed anew as if it did not exist, so that no aircraft waits for it.
    """
    loads, tails = world.load_origin.size, world.tail_at.size
    timetable = np.full((loads, COLUMNS), -1, np.int64)
    grounded = np.zeros(loads, np.bool_)
    again = True
    while again:
        again = False
        next_load, following, flying = np.full(loads, -1, np.int64), np.full(tails, -1, np.int64), np.zeros(tails, np.int64)
        for i in range(order.size - 1, -1, -1):
            load = order[i]
            if not grounded[load]:
                next_load[load] = following[tail_of[load]]
                following[tail_of[load]] = load
                flying[tail_of[load]] = 1
        state = _begin(world, flying)
        for load in order:
            if not grounded[load] and not _schedule(world, state, load, tail_of[load], next_load[load], timetable[load]):
                grounded[load] = True
                again = True
    return timetable
