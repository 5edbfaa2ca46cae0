"""A load into a gap of a tail's row, and out of it again, at the earliest that all else in the air and on the ground allows."""

from ...timeline.compiled import part
from ...timeline.elastic import CALENDAR, DRAWN, HELD, KINDS, NEVER, fit, put_off
from ...timeline.reservations import Ints
from . import tables as w
from .chain import AT, OFF, ON, OWN, TO, Desk, bridge, chain
from .rows import (
    BEFORE,
    FIRST,
    LAST,
    LOGGING,
    NEXT,
    TAIL,
    WIDTH,
    Flights,
    Rows,
    core,
    free_from,
    gap,
    keep_load,
    keep_tail,
    stands_at,
)  # fmt: skip


@part
def _waited(flights: Flights, desk: Desk, load: int, tail: int, before: int, free: int, k: int) -> tuple[int, int]:
    """What a stage of a load's rotation waits for, and at which airfield."""
    reason = desk.rotation.reason[k]
    kind, number = reason % KINDS, reason // KINDS
    origin, here = flights.loads[load, w.ORIGIN], flights.loads[load, w.DESTINATION]
    if kind == HELD:
        return int(desk.held[number, 0]), int(desk.held[number, 1])
    if kind == CALENDAR:
        return w.WINDOW, int(origin if number == desk.stages[TO] else here)
    if kind == DRAWN:
        return w.FUEL, int(origin)
    if number == desk.stages[AT] and flights.loads[load, w.READY_MIN] > free:
        return w.ITEMS, int(origin)
    if number == desk.stages[OWN]:
        return w.NOT_BEFORE, int(origin)
    return w.AIRCRAFT, int(origin)


@part
def _before_rest(flights: Flights, desk: Desk, tail: int) -> int:
    """The stage after which the crew rests on the way; -2 for none."""
    rests = flights.tails[tail, w.RESTS]
    if rests == w.NOWHERE:
        return -2
    return int(desk.stages[OWN] if rests == w.AT_DESTINATION else desk.stages[TO])


@part
def _tell(flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, load: int, failed: int) -> None:
    """Note what kept a rotation that did not fit."""
    binds, at = _waited(flights, desk, load, tail, before, free_from(flights, rows, tail, before), failed)
    if failed == desk.stages[ON]:
        binds = w.FUEL if binds == w.FUEL else w.WAY_HOME
    elif desk.rotation.begin[failed] < NEVER and failed == desk.stages[OFF]:
        unloading = flights.airfields[flights.loads[load, w.DESTINATION], w.UNLOADING_MIN]
        late = desk.rotation.begin[failed] + unloading > flights.loads[load, w.LATEST_MIN]
        binds = w.LATE if late else w.WAY_HOME
    elif failed == _before_rest(flights, desk, tail):
        binds = w.WAY_HOME
    elif binds == w.LANDING or binds < w.LOADING_TEAM:
        binds = w.WINDOW
    desk.told[0], desk.told[1], desk.told[2] = failed, binds, at


@part
def ways_on(flights: Flights, tail: int, after: int, here: int) -> tuple[int, int]:
    """The options of the leg on from an airfield, as first and the one after the last; (-1, 0) where the tail stays there."""
    there = flights.loads[after, w.ORIGIN] if after >= 0 else flights.tails[tail, w.TAIL_HOME]
    if there == here:
        return -1, 0
    ways = flights.empty[flights.tails[tail, w.CLASS], here, there]
    return int(ways[0]), int(ways[1])


@part
def try_gap(flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, load: int, after: int) -> tuple[int, int, int, int]:
    """The earliest unloading of a load put into a gap (NEVER where it does not fit) and the options of its legs.

    Nothing changes. Ties go to less flying.
    """
    origin, here = flights.loads[load, w.ORIGIN], flights.loads[load, w.DESTINATION]
    if flights.tails[tail, w.RESTS] != w.NOWHERE and (before >= 0 or after >= 0):
        desk.told[0], desk.told[1], desk.told[2] = 0, w.WAY_HOME, origin
        return NEVER, -1, -1, -1
    to_first, to_end = -1, 0
    x = stands_at(flights, tail, before)
    if x != origin:
        ways = flights.empty[flights.tails[tail, w.CLASS], x, origin]
        to_first, to_end = ways[0], ways[1]
    own_ways = flights.loaded[load, flights.tails[tail, w.CLASS]]
    own_first, own_end = own_ways[0], own_ways[1]
    on_first, on_end = ways_on(flights, tail, after, here)
    unloading = flights.airfields[here, w.UNLOADING_MIN]
    best, best_to, best_own, best_on, least = NEVER, -1, -1, -1, NEVER
    logging = rows.cursor[LOGGING]
    rows.cursor[LOGGING] = 0
    gap(flights, rows, tail, before, after, -1)
    for to in range(to_first, to_end):
        for own in range(own_first, own_end):
            for on in range(on_first, on_end):
                chain(flights, rows, desk, tail, before, load, after, to, own, on)
                failed = fit(flights.ground, desk.rotation)
                if failed >= 0:
                    _tell(flights, rows, desk, tail, before, load, failed)
                    continue
                unloaded = desk.rotation.begin[desk.stages[OFF]] + unloading
                flown = flights.minutes[to] + flights.minutes[own] + flights.minutes[on]
                if unloaded < best or (unloaded == best and flown < least):
                    best, best_to, best_own, best_on, least = unloaded, to, own, on, flown
    gap(flights, rows, tail, before, after, 1)
    rows.cursor[LOGGING] = logging
    return best, best_to, best_own, best_on


@part
def _wipe(rows: Rows, load: int) -> None:
    for column in range(WIDTH):
        rows.row[load, column] = -1


@part
def _set_leg(flights: Flights, desk: Desk, row: Ints, column: int, option: int, k: int) -> None:
    """Write an empty leg: option, departure, arrival."""
    row[column] = row[column + 1] = row[column + 2] = -1
    if option >= 0:
        depart = desk.rotation.begin[desk.stages[k]]
        row[column], row[column + 1], row[column + 2] = option, depart, depart + flights.minutes[option]


@part
def _link(flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, after: int, option: int, k: int) -> None:
    """Write the leg between two loads that follow each other, which is stage `k`, and that they do."""
    if after >= 0:
        _set_leg(flights, desk, rows.row[after], w.TO_OPTION, option, k)
        rows.row[after, BEFORE] = before
    else:
        rows.ends[tail, LAST] = before
    if before >= 0:
        row = rows.row[before]
        row[w.AFTER_OPTION] = row[w.AFTER_DEPART] = row[w.AFTER_ARRIVE] = -1
        row[w.AFTER] = w.STAYS if after >= 0 else w.HOME
        if after < 0:
            _set_leg(flights, desk, row, w.AFTER_OPTION, option, k)
        row[NEXT] = after
    else:
        rows.ends[tail, FIRST] = after


@part
def _late_on(flights: Flights, tail: int, before: int, after: int, here: int) -> bool:
    """Whether a tail waits for its next load where it is rather than there: where there is more room."""
    return after >= 0 and (before < 0 or flights.places[flights.loads[after, w.ORIGIN]] < flights.places[here])


@part
def insert(
    flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, load: int, after: int, to: int, own: int, on: int
) -> None:
    """Put a load into a gap by options that `try_gap` has found."""
    origin, here = flights.loads[load, w.ORIGIN], flights.loads[load, w.DESTINATION]
    keep_tail(rows, tail)
    keep_load(rows, before)
    keep_load(rows, load)
    keep_load(rows, after)
    gap(flights, rows, tail, before, after, -1)
    chain(flights, rows, desk, tail, before, load, after, to, own, on)
    fit(flights.ground, desk.rotation)
    stages, begin, row = desk.stages, desk.rotation.begin, rows.row[load]
    binds, at = _waited(flights, desk, load, tail, before, free_from(flights, rows, tail, before), stages[OFF])
    x = stands_at(flights, tail, before)
    late = to >= 0 and (before < 0 or flights.places[origin] < flights.places[x])
    put_off(flights.ground, desk.rotation, stages[TO] if late else stages[AT], stages[OWN])
    if on >= 0 and _late_on(flights, tail, load, after, here):
        put_off(flights.ground, desk.rotation, stages[ON], stages[ON] + 1)
    _wipe(rows, load)
    row[w.STATE], row[w.BINDS], row[w.BINDS_AT], row[TAIL] = w.FREE, binds, at, tail
    row[w.LOADING], row[w.OPTION], row[w.DEPART] = begin[stages[AT]], own, begin[stages[OWN]]
    row[w.ARRIVE] = row[w.DEPART] + flights.minutes[own]
    row[w.UNLOADED] = begin[stages[OFF]] + flights.airfields[here, w.UNLOADING_MIN]
    _link(flights, rows, desk, tail, load, after, on, ON)
    _link(flights, rows, desk, tail, before, load, to, TO)
    core(flights, rows, load, 1)
    gap(flights, rows, tail, before, load, 1)
    gap(flights, rows, tail, load, after, 1)


@part
def _close(flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, after: int) -> bool:
    """Join two neighbours of a gap that has been given back; False, and nothing changes, where there is no way."""
    if before < 0 and after < 0:
        rows.ends[tail, FIRST], rows.ends[tail, LAST] = -1, -1
        return True
    here = stands_at(flights, tail, before)
    first, end = ways_on(flights, tail, after, here)
    for on in range(first, end):
        bridge(flights, rows, desk, tail, before, after, on)
        if fit(flights.ground, desk.rotation) < 0:
            if on >= 0 and _late_on(flights, tail, before, after, here):
                put_off(flights.ground, desk.rotation, desk.stages[ON], desk.stages[ON] + 1)
            keep_load(rows, before)
            keep_load(rows, after)
            _link(flights, rows, desk, tail, before, after, on, ON)
            gap(flights, rows, tail, before, after, 1)
            return True
    return False


@part
def _out(flights: Flights, rows: Rows, load: int, out: Ints, count: int) -> int:
    """A load whose gaps have been given back flies no more."""
    core(flights, rows, load, -1)
    keep_load(rows, load)
    _wipe(rows, load)
    out[count] = load
    return count + 1


@part
def remove(flights: Flights, rows: Rows, desk: Desk, load: int, out: Ints, count: int) -> int:
    """Take a load out, and with it those after it (then before it) that its tail could not reach without it.

    Writes what is out to `out` from entry `count` on; returns the entry after the last.
    """
    tail, before, after = rows.row[load, TAIL], rows.row[load, BEFORE], rows.row[load, NEXT]
    keep_tail(rows, tail)
    gap(flights, rows, tail, before, load, -1)
    gap(flights, rows, tail, load, after, -1)
    count = _out(flights, rows, load, out, count)
    while not _close(flights, rows, desk, tail, before, after):
        if after >= 0:
            following = rows.row[after, NEXT]
            gap(flights, rows, tail, after, following, -1)
            count = _out(flights, rows, after, out, count)
            after = following
        else:
            leading = rows.row[before, BEFORE]
            gap(flights, rows, tail, leading, before, -1)
            count = _out(flights, rows, before, out, count)
            before = leading
    return count
