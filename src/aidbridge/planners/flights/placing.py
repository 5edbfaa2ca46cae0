"""Where a load is best put among all gaps of all rows."""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import part
from ...timeline.elastic import NEVER
from ...timeline.reservations import Ints
from . import tables as w
from .chain import Desk
from .draws import Draws, draw
from .inserting import insert, try_gap
from .judging import Floats, Judge
from .objective import LAST_LANDING, MINUTE_FLOWN
from .rows import FIRST, NEXT, Flights, Rows, free_from, stands_at

PASSED_OVER = 0.02
"""How often a gap is passed over while searching."""
SOONER = 1e-4
"""What a minute of unloading sooner is worth where nothing waits for it."""


class Gaps(NamedTuple):
    """Room for the gaps that a load may go into."""

    least: Floats
    """What it costs there at least."""
    place: Ints
    """(N, 3) Tail, load before, load after."""
    seen: Ints
    """(T) By kind of tails: the load for which one that does not fly yet was seen last."""
    part: Floats
    """Of each unlock of the load: when the others are complete."""


def gaps(loads: int, tails: int, unlocks: int) -> Gaps:
    """Room for so many."""
    count = loads + tails
    return Gaps(np.zeros(count), np.zeros((count, 3), np.int64), np.full(tails, -1, np.int64), np.zeros(unlocks + 1))


@part
def _others(flights: Flights, rows: Rows, judge: Judge, load: int, part: Floats) -> float:
    """When the others of each of its unlocks are complete, as far as they fly; returns the last landing of all."""
    for k in range(judge.first_of[load], judge.first_of[load + 1]):
        j = judge.unlocks[k]
        complete = judge.start[j]
        for m in range(judge.first[j], judge.first[j + 1]):
            if rows.row[judge.members[m], w.STATE] == w.FREE:
                complete = max(complete, rows.row[judge.members[m], w.UNLOADED])
        part[k - judge.first_of[load]] = complete
    last = 0
    for other in range(rows.row.shape[0]):
        last = max(last, rows.row[other, w.ARRIVE])
    return float(last)


@part
def _cost(judge: Judge, load: int, part: Floats, last: float, unloaded: int, landed: int, flown: int) -> float:
    """What it costs to unload a load at a step, with so many minutes flown more."""
    cost = 0.0
    for k in range(judge.first_of[load], judge.first_of[load + 1]):
        cost += judge.weight[judge.unlocks[k]] * max(part[k - judge.first_of[load]], float(unloaded))
    last = max(last, float(landed))
    if judge.weight.size == 0:
        cost += last
    return cost + LAST_LANDING * last + MINUTE_FLOWN * flown + SOONER * unloaded


@part
def _next_slot(flights: Flights, view: int, at: int, apart: int) -> int:
    """The first step, not before `at`, from which a runway is free for so long."""
    state, steps = flights.ground.state, flights.ground.state.held.shape[1]
    while at < steps:
        full = state.next_full[view, at]
        if full >= min(at + apart, steps):
            break
        at = state.next_free[view, full]
    return at


@part
def _soonest(flights: Flights, rows: Rows, tail: int, before: int, load: int, after: int) -> tuple[int, int]:
    """A step that a load cannot be unloaded before in a gap (NEVER where it does not fit), and the minutes flown more there."""
    kind, origin, here = flights.tails[tail, w.CLASS], flights.loads[load, w.ORIGIN], flights.loads[load, w.DESTINATION]
    rests = flights.tails[tail, w.RESTS]
    if rests != w.NOWHERE and (before >= 0 or after >= 0):
        return NEVER, 0
    there = flights.loads[after, w.ORIGIN] if after >= 0 else flights.tails[tail, w.TAIL_HOME]
    to = flights.empty_min[kind, stands_at(flights, tail, before), origin]
    own, on = flights.loaded_min[load, kind], flights.empty_min[kind, here, there]
    if max(to, own, on) >= NEVER:
        return NEVER, 0
    ready = max(free_from(flights, rows, tail, before) + to, flights.loads[load, w.READY_MIN])
    ready = max(ready + flights.airfields[origin, w.LOADING_MIN], flights.loads[load, w.NOT_BEFORE_MIN])
    if rests == w.AT_ORIGIN:
        ready = max(ready, flights.tails[tail, w.LEAVES_MIN])
    landing = ready + own
    if rests == w.AT_DESTINATION and landing > flights.tails[tail, w.LANDS_MIN]:
        return NEVER, 0
    view = flights.runway[here]
    if view >= 0 and there != here:
        landing = _next_slot(flights, view, landing, flights.airfields[here, w.INTERVAL_MIN])
    unloaded = landing + flights.airfields[here, w.UNLOADING_MIN]
    by = rows.row[after, w.LOADING] if after >= 0 else flights.tails[tail, w.END_MIN]
    if unloaded > flights.loads[load, w.LATEST_MIN] or unloaded + on > by:
        return NEVER, 0
    saved = 0
    if after >= 0:
        saved = flights.minutes[rows.row[after, w.TO_OPTION]]
    elif before >= 0:
        saved = flights.minutes[rows.row[before, w.AFTER_OPTION]]
    return int(unloaded), int(to + own + on - saved)


@part
def _list_gaps(flights: Flights, rows: Rows, judge: Judge, gaps: Gaps, load: int, last: float, passing: float, draws: Draws) -> int:
    """List the gaps a load might go into; returns how many."""
    count = 0
    unloading = flights.airfields[flights.loads[load, w.DESTINATION], w.UNLOADING_MIN]
    for kind in range(gaps.seen.size):
        gaps.seen[kind] = -1
    for tail in range(flights.tails.shape[0]):
        if not flights.eligible[load, tail]:
            continue
        before, after = -1, rows.ends[tail, FIRST]
        if after < 0:
            if gaps.seen[flights.alike[tail]] >= 0:
                continue
            gaps.seen[flights.alike[tail]] = tail
        while True:
            unloaded, flown = _soonest(flights, rows, tail, before, load, after)
            if unloaded < NEVER and (passing <= 0.0 or draw(draws) >= passing):
                gaps.place[count, 0], gaps.place[count, 1], gaps.place[count, 2] = tail, before, after
                gaps.least[count] = _cost(judge, load, gaps.part, last, unloaded, unloaded - unloading, flown)
                count += 1
            if after < 0:
                break
            before, after = after, rows.row[after, NEXT]
    return count


@part
def place(
    flights: Flights, rows: Rows, judge: Judge, desk: Desk, gaps: Gaps, load: int, most: int, passing: float, draws: Draws
) -> bool:
    """Put a load where it costs least, of the `most` gaps that fit and promise most; False where it fits nowhere."""
    last = _others(flights, rows, judge, load, gaps.part)
    count = _list_gaps(flights, rows, judge, gaps, load, last, passing, draws)
    unloading = flights.airfields[flights.loads[load, w.DESTINATION], w.UNLOADING_MIN]
    least, chosen, best_to, best_own, best_on, tried = np.inf, -1, -1, -1, -1, 0
    while tried < most:
        k = -1
        for other in range(count):
            if gaps.least[other] < least and (k < 0 or gaps.least[other] < gaps.least[k]):
                k = other
        if k < 0:
            break
        gaps.least[k] = np.inf
        tail, before, after = gaps.place[k, 0], gaps.place[k, 1], gaps.place[k, 2]
        unloaded, to, own, on = try_gap(flights, rows, desk, tail, before, load, after)
        if unloaded >= NEVER:
            continue
        tried += 1
        flown = flights.minutes[to] + flights.minutes[own] + flights.minutes[on]
        if after >= 0:
            flown -= flights.minutes[rows.row[after, w.TO_OPTION]]
        elif before >= 0:
            flown -= flights.minutes[rows.row[before, w.AFTER_OPTION]]
        cost = _cost(judge, load, gaps.part, last, unloaded, unloaded - unloading, flown)
        if cost < least:
            least, chosen, best_to, best_own, best_on = cost, k, to, own, on
    if chosen < 0:
        return False
    tail, before, after = gaps.place[chosen, 0], gaps.place[chosen, 1], gaps.place[chosen, 2]
    insert(flights, rows, desk, tail, before, load, after, best_to, best_own, best_on)
    return True
