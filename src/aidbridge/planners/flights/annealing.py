"""Ruin and recreate on reservations: take some rotations out, put their loads back another way, keep the result or restore.

After Schrimpf et al. 2000 (Record breaking optimization results using the ruin and recreate principle) and Christiaens and Vanden
Berghe 2020 (Slack induction by string removals), with the acceptance of simulated annealing. What is taken out lies close together
in time on one resource, on all resources of one rotation, or follows each other on what is held longest (the string of an
aircraft). What is put back goes where it costs least, with the prices of `guide` or without them; now and then the best is passed
over. Putting back never moves another rotation, so that a step costs a few microseconds.

Randomness comes from a state of its own: the same seed and steps give the same timetable, whatever else runs.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...timeline.compiled import compiled
from ...timeline.rigid import BEGIN, END, Ints, Reservations, fit, fits, take
from .airlift import MUST_FLY, Airlift, arrival_cost
from .draws import Draws, below, draw, seeded
from .guide import Floats, Guide

PASSED_OVER = 0.02
"""How often the best place is passed over."""
LEFT_BEHIND = 0.05
"""How often a load that need not fly is left behind though there is a place."""
STRINGS, RESOURCE = 0.5, 0.7
"""How often strings are taken out; of the other times, how often what is close on one resource rather than on all of one load's."""
LARGEST = 10
"""Most loads taken out at once where they are close; more where they are strings."""
LONGEST = 6
"""Most loads of a string."""
BY_PRICE_CLOSE, BY_PRICE_STRING = 0.9, 0.9
"""How often a load is put back by priced cost, after either way of taking out."""
FAR = 1 << 40


class Timetable(NamedTuple):
    """Where each of N loads is: now, and in the best timetable so far."""

    template: Ints
    """(N) -1 for a load left behind."""
    begin: Ints
    """(N)"""
    best_template: Ints
    best_begin: Ints
    cost: Ints
    """(2) Now, best."""
    draws: Draws
    """(1) The state of the random numbers."""


class _Desk(NamedTuple):
    """Room to work in: the loads taken out and where they were."""

    load: Ints
    template: Ints
    begin: Ints
    key: Floats
    out: npt.NDArray[np.bool_]
    """(N) Whether a load is taken out."""


def blank(lift: Airlift, seed: int) -> Timetable:
    """Nothing flies yet."""
    loads = lift.ready.size
    cost = int(lift.unflown.sum())
    none = np.full(loads, -1, np.int64)
    return Timetable(none, none.copy(), none.copy(), none.copy(), np.array([cost, cost], np.int64), seeded(seed))


@compiled
def _cost_of(lift: Airlift, load: int, template: int, begin: int) -> int:
    return int(lift.unflown[load]) if template < 0 else arrival_cost(lift, load, begin + lift.rigid.arrives[template])


@compiled
def _earliest(lift: Airlift, state: Reservations, times: Timetable, load: int, passing: float) -> tuple[int, int]:
    """The template and begin of the earliest arrival; template -1 where there is none."""
    rigid = lift.rigid
    end = state.held.shape[1] - rigid.reach
    template, begin, arrival = -1, -1, FAR
    for q in range(lift.first_mode[load], lift.first_mode[load + 1]):
        if passing > 0.0 and draw(times.draws) < passing:
            continue
        m = lift.modes[q]
        limit = min(end, min(arrival, lift.latest[load] + 1) - rigid.arrives[m])
        if lift.ready[load] < limit:
            at = fit(rigid, state, m, lift.ready[load], limit)
            while passing > 0.0 and at < limit and draw(times.draws) < passing:
                at = fit(rigid, state, m, at + 1, limit)
            if at < limit:
                template, begin, arrival = m, at, at + rigid.arrives[m]
    return template, begin


@compiled
def _least_priced(lift: Airlift, state: Reservations, guide: Guide, times: Timetable, load: int) -> tuple[int, int]:
    """The template and begin of the least priced cost among the places listed; template -1 where none of them is free."""
    template, begin, least = -1, -1, np.inf
    for q in range(lift.first_mode[load], lift.first_mode[load + 1]):
        for k in range(guide.begins.shape[1]):
            if guide.costs[q, k] >= least:
                break
            if fits(lift.rigid, state, lift.modes[q], guide.begins[q, k]) and draw(times.draws) >= PASSED_OVER:
                template, begin, least = lift.modes[q], guide.begins[q, k], guide.costs[q, k]
                break
    return template, begin


@compiled
def construct(lift: Airlift, state: Reservations, times: Timetable, order: Ints) -> None:
    """Fly the loads in an order, each at the earliest arrival that those before it leave free. `times` must be blank."""
    for load in order:
        template, begin = _earliest(lift, state, times, load, 0.0)
        times.template[load], times.begin[load] = template, begin
        if template >= 0:
            take(lift.rigid, state, template, begin, 1)
            times.cost[0] += _cost_of(lift, load, template, begin) - lift.unflown[load]
    if times.cost[0] < times.cost[1]:
        times.cost[1] = times.cost[0]
        times.best_template[:] = times.template
        times.best_begin[:] = times.begin


@compiled
def _remove(lift: Airlift, state: Reservations, times: Timetable, desk: _Desk, load: int, count: int) -> int:
    """Take a load out; returns how many are out then."""
    template, begin = times.template[load], times.begin[load]
    desk.load[count], desk.template[count], desk.begin[count], desk.out[load] = load, template, begin, True
    if template >= 0:
        take(lift.rigid, state, template, begin, -1)
    return count + 1


@compiled
def _distance(lift: Airlift, times: Timetable, load: int, resource: int, seed_h: int, seed: int) -> int:
    """Steps between the holds of two loads on a resource; FAR where the first holds none of it."""
    rigid, template = lift.rigid, times.template[load]
    for h in range(rigid.holds.shape[1]):
        if rigid.holds_of[template, h] == resource:
            there = times.begin[seed] + rigid.holds[times.template[seed], seed_h, BEGIN]
            return int(abs(times.begin[load] + rigid.holds[template, h, BEGIN] - there))
    return FAR


@compiled
def _ruin_close(lift: Airlift, state: Reservations, times: Timetable, desk: _Desk, seed: int) -> int:
    """Take out loads that are close to a seed on one of its resources, or on any of them; returns how many."""
    rigid, loads, width = lift.rigid, lift.ready.size, lift.rigid.holds.shape[1]
    number = 2 + below(times.draws, LARGEST - 1)
    only = below(times.draws, width) if draw(times.draws) < RESOURCE else -1
    if only >= 0 and rigid.holds_of[times.template[seed], only] < 0:
        only = rigid.longest[times.template[seed]]
    near = 0
    for load in range(loads):
        if times.template[load] < 0:
            continue
        distance = FAR
        for h in range(width):
            resource = rigid.holds_of[times.template[seed], h]
            if resource >= 0 and (only < 0 or h == only):
                distance = min(distance, _distance(lift, times, load, resource, h, seed))
        if distance < FAR:
            desk.load[near] = load
            desk.key[near] = distance * (0.3 + draw(times.draws))
            near += 1
    number = min(number, near)
    for i in range(number):
        least = i
        for j in range(i + 1, near):
            if desk.key[j] < desk.key[least]:
                least = j
        desk.key[i], desk.key[least] = desk.key[least], desk.key[i]
        desk.load[i], desk.load[least] = desk.load[least], desk.load[i]
    if number == 0:
        return _remove(lift, state, times, desk, seed, 0)
    for i in range(number):
        _remove(lift, state, times, desk, desk.load[i], i)
    return number


@compiled
def _following(lift: Airlift, times: Timetable, desk: _Desk, load: int) -> int:
    """The load that begins next, once a load has let go of what it holds longest, on the same resource; -1 for none."""
    rigid, template = lift.rigid, times.template[load]
    h = rigid.longest[template]
    if h < 0:
        return -1
    resource, end = rigid.holds_of[template, h], times.begin[load] + rigid.holds[template, h, END]
    found, soonest = -1, FAR
    for other in range(lift.ready.size):
        m = times.template[other]
        if m >= 0 and not desk.out[other] and end <= times.begin[other] < soonest:
            longest = rigid.longest[m]
            if longest >= 0 and rigid.holds_of[m, longest] == resource:
                found, soonest = other, times.begin[other]
    return found


@compiled
def _beside(lift: Airlift, times: Timetable, desk: _Desk, seed: int) -> int:
    """A load near in time to a seed that shares one of its resources, or now and then any load near in time; -1 for none."""
    rigid, template = lift.rigid, times.template[seed]
    resource = rigid.holds_of[template, below(times.draws, rigid.holds.shape[1])]
    anywhere = resource < 0 or draw(times.draws) < 0.2
    found, nearest = -1, np.inf
    for load in range(lift.ready.size):
        m = times.template[load]
        if m < 0 or desk.out[load]:
            continue
        shares = anywhere
        for h in range(rigid.holds.shape[1]):
            shares = shares or rigid.holds_of[m, h] == resource
        if shares:
            distance = abs(times.begin[load] - times.begin[seed]) * (0.2 + draw(times.draws))
            if distance < nearest:
                found, nearest = load, distance
    return found


@compiled
def _ruin_strings(lift: Airlift, state: Reservations, times: Timetable, desk: _Desk, seed: int) -> int:
    """Take out up to three strings of loads, the first from the seed on; returns how many loads."""
    count, load = 0, seed
    for string in range(1 + below(times.draws, 3)):
        length = 1 + below(times.draws, LONGEST)
        if string > 0:
            load = _beside(lift, times, desk, seed)
        while length > 0 and load >= 0:
            count = _remove(lift, state, times, desk, load, count)
            load = _following(lift, times, desk, load)
            length -= 1
    return count


@compiled
def _rank(lift: Airlift, times: Timetable, desk: _Desk, count: int, strings: bool) -> None:
    """Put what is out into the order in which it is put back."""
    how = draw(times.draws)
    for i in range(count):
        load, z = desk.load[i], draw(times.draws)
        weight = float(lift.weight[load] + lift.late_weight[load])
        if strings:
            desk.key[i] = desk.begin[i] + (4.0 if how < 0.5 else 60.0) * z
        elif how < 0.4:
            desk.key[i] = -weight * (0.3 + z)
        elif how < 0.6:
            desk.key[i] = z
        elif how < 0.8:
            desk.key[i] = -weight + z
        else:
            desk.key[i] = desk.begin[i] + 12.0 * z
    if strings and how < 0.8:
        moved = below(times.draws, count)
        desk.key[moved] = desk.key[below(times.draws, count)] + (0.5 - draw(times.draws)) * 10.0
    for i in range(1, count):
        key, load, template, begin, j = desk.key[i], desk.load[i], desk.template[i], desk.begin[i], i - 1
        while j >= 0 and desk.key[j] > key:
            desk.key[j + 1], desk.load[j + 1] = desk.key[j], desk.load[j]
            desk.template[j + 1], desk.begin[j + 1] = desk.template[j], desk.begin[j]
            j -= 1
        desk.key[j + 1], desk.load[j + 1], desk.template[j + 1], desk.begin[j + 1] = key, load, template, begin


@compiled
def _restore(lift: Airlift, state: Reservations, times: Timetable, desk: _Desk, count: int, placed: int) -> None:
    """Put everything back where it was; the first `placed` stand elsewhere by now."""
    for i in range(placed):
        load = desk.load[i]
        if times.template[load] >= 0:
            take(lift.rigid, state, times.template[load], times.begin[load], -1)
    for i in range(count):
        load = desk.load[i]
        times.template[load], times.begin[load] = desk.template[i], desk.begin[i]
        if desk.template[i] >= 0:
            take(lift.rigid, state, desk.template[i], desk.begin[i], 1)


@compiled
def _recreate(
    lift: Airlift, state: Reservations, guide: Guide, times: Timetable, desk: _Desk, count: int, by_price: float, allowed: float
) -> tuple[int, int]:
    """Put back what is out in its order while the cost stays within `allowed`; how many were placed, and their cost."""
    cost = 0
    for i in range(count):
        load = desk.load[i]
        template, begin = -1, -1
        if lift.unflown[load] >= MUST_FLY or draw(times.draws) >= LEFT_BEHIND:
            if guide.begins.shape[1] > 0 and draw(times.draws) < by_price:
                template, begin = _least_priced(lift, state, guide, times, load)
            if template < 0:
                template, begin = _earliest(lift, state, times, load, PASSED_OVER)
            if lift.unflown[load] < _cost_of(lift, load, template, begin):
                template = -1
        cost += _cost_of(lift, load, template, begin)
        if cost > allowed:
            return i, cost
        times.template[load], times.begin[load] = template, begin
        if template >= 0:
            take(lift.rigid, state, template, begin, 1)
    return count, cost


@compiled
def anneal(
    lift: Airlift, state: Reservations, guide: Guide, times: Timetable, first: int, end: int, total: int, hot: float, cold: float
) -> None:
    """Steps `first` up to `end` of a search of `total`, whose temperature falls from `hot` to `cold` (in units of cost).

    Cut into pieces or not, the same steps find the same.
    """
    loads = lift.ready.size
    room = np.empty(loads, np.int64)
    desk = _Desk(room, room.copy(), room.copy(), np.empty(loads), np.zeros(loads, np.bool_))
    temperature = hot
    for step in range(first, end):
        if step % 1024 == 0 or step == first:
            temperature = hot * (cold / hot) ** ((step // 1024 * 1024) / total)
        seed, strings = below(times.draws, loads), draw(times.draws) < STRINGS
        missing = seed if times.template[seed] < 0 else -1
        if missing >= 0:
            seed = below(times.draws, loads)
        count = 0
        if times.template[seed] >= 0:
            count = _ruin_strings(lift, state, times, desk, seed) if strings else _ruin_close(lift, state, times, desk, seed)
        if missing >= 0:
            count = _remove(lift, state, times, desk, missing, count)
        before = 0
        for i in range(count):
            desk.out[desk.load[i]] = False
            before += _cost_of(lift, desk.load[i], desk.template[i], desk.begin[i])
        _rank(lift, times, desk, count, strings)
        allowed = before - temperature * np.log(draw(times.draws) + 1e-300)
        placed, after = _recreate(lift, state, guide, times, desk, count, BY_PRICE_STRING if strings else BY_PRICE_CLOSE, allowed)
        if placed < count:
            _restore(lift, state, times, desk, count, placed)
            continue
        times.cost[0] += after - before
        if times.cost[0] < times.cost[1]:
            times.cost[1] = times.cost[0]
            times.best_template[:] = times.template
            times.best_begin[:] = times.begin
