"""Ruin and recreate on rows of loads: take some out, put them back another way, keep the result or undo it.

After Schrimpf et al. 2000 (Record breaking optimization results using the ruin and recreate principle) and Christiaens and Vanden
Berghe 2020 (Slack induction by string removals), with the acceptance of simulated annealing. What is taken out is close in time at
one airfield, or follows each other in rows, or unlocks something together, or is drawn at random; where there are few loads, now
and then all of them. What is put back goes where it costs least, one after the other, in an order that is drawn too.
"""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled, part
from ...timeline.reservations import Ints
from . import tables as w
from .chain import Desk, desk
from .draws import Draws, below, draw, seeded
from .inserting import remove, try_gap
from .judging import Floats, Judge, better, measure, scalar
from .placing import PASSED_OVER, Gaps, gaps, place
from .rows import BEFORE, FIRST, LAST, NEXT, TAIL, WIDTH, Flights, Rows, accept, blank, core, gap, undo

CLOSE, STRINGS, TOGETHER, ANYWHERE, ALL = range(5)
MOVES = ("close", "strings", "together", "anywhere", "all")
"""Names of the ways of taking out."""
LARGEST = 10
"""Most loads taken out at once, but for those that a tail cannot reach without them."""
LONGEST = 6
"""Most loads of a string."""
FEW = 16
"""So few loads are sometimes all taken out."""
APART = 240.0
"""Minutes by which the order in which loads were unloaded is shaken."""
TRIED, TRIED_OF_MANY, MANY = 40, 8, 100
"""Gaps that are timed for a load: of few loads, and of many."""


class Search(NamedTuple):
    """A search under way."""

    rows: Rows
    desk: Desk
    gaps: Gaps
    out: Ints
    """(L) What is taken out."""
    key: Floats
    """(L)"""
    value: Floats
    """(2, 4) The value of what was tried last, and of the best."""
    why: Ints
    """(L) What keeps a load on the ground."""
    best_row: Ints
    found: Ints
    """(2) The step that found the best, and its way of taking out."""
    draws: Draws


def search(flights: Flights, judge: Judge, seed: int) -> Search:
    """Nothing flies yet."""
    rows, loads, tails = blank(flights), flights.loads.shape[0], flights.tails.shape[0]
    return Search(
        rows, desk(flights), gaps(loads, tails, judge.weight.size), np.zeros(loads, np.int64), np.zeros(loads), np.zeros((2, 4)),
        np.zeros(loads, np.int64), rows.row.copy(), np.zeros(2, np.int64), seeded(seed),
    )  # fmt: skip


@part
def _keep(state: Search, step: int, move: int) -> None:
    """What flies now is the best."""
    for k in range(4):
        state.value[1, k] = state.value[0, k]
    for load in range(state.best_row.shape[0]):
        for column in range(WIDTH):
            state.best_row[load, column] = state.rows.row[load, column]
    state.found[0], state.found[1] = step, move


@part
def _restore(flights: Flights, state: Search) -> None:
    """Fly the best rows again."""
    rows = state.rows
    for by in range(-1, 2, 2):
        for load in range(state.key.size):
            if by > 0:
                for column in range(WIDTH):
                    rows.row[load, column] = state.best_row[load, column]
        for load in range(state.key.size):
            row = rows.row[load]
            if row[w.STATE] == w.FREE:
                core(flights, rows, load, by)
                following, ahead = row[NEXT], row[BEFORE]
                for gaps_of in range(2 if following < 0 else 1):
                    gap(flights, rows, row[TAIL], load if gaps_of else ahead, -1 if gaps_of else load, by)
    for tail in range(rows.ends.shape[0]):
        rows.ends[tail, FIRST] = rows.ends[tail, LAST] = -1
    for load in range(state.key.size):
        row = rows.row[load]
        if row[w.STATE] == w.FREE and row[BEFORE] < 0:
            rows.ends[row[TAIL], FIRST] = load
        if row[w.STATE] == w.FREE and row[NEXT] < 0:
            rows.ends[row[TAIL], LAST] = load
    accept(rows)


@part
def _why(flights: Flights, state: Search) -> None:
    """Note what keeps each load on the ground: at the end of the row in which it gets furthest."""
    rows, told = state.rows, state.desk.told
    for load in range(state.key.size):
        furthest = -1
        state.why[load] = w.WINDOW
        for tail in range(flights.tails.shape[0]):
            if rows.row[load, w.STATE] != w.FREE and flights.eligible[load, tail]:
                told[0] = -1
                try_gap(flights, rows, state.desk, tail, rows.ends[tail, LAST], load, -1)
                if told[0] > furthest:
                    furthest, state.why[load] = told[0], told[1]


@part
def _away(flights: Flights, rows: Rows, load: int, other: int) -> float:
    """Minutes between two loads that fly, where they share an airfield; infinite where they share none."""
    same = flights.loads[load, w.DESTINATION] == flights.loads[other, w.DESTINATION]
    if same or flights.loads[load, w.ORIGIN] == flights.loads[other, w.ORIGIN]:
        return float(abs(rows.row[load, w.UNLOADED] - rows.row[other, w.UNLOADED]))
    return float(np.inf)


@part
def _remove(flights: Flights, state: Search, load: int, count: int) -> int:
    if state.rows.row[load, w.STATE] == w.FREE:
        return remove(flights, state.rows, state.desk, load, state.out, count)
    return count


@part
def _ruin_close(flights: Flights, state: Search, seed: int, number: int, count: int) -> int:
    """Take out loads near a seed in time that share an airfield with it; the seed is the first."""
    loads, row = state.key.size, state.rows.row
    for load in range(loads):
        state.key[load] = np.inf
        if row[load, w.STATE] == w.FREE:
            state.key[load] = _away(flights, state.rows, seed, load) * (0.3 + draw(state.draws))
    for _ in range(number):
        nearest = 0
        for load in range(1, loads):
            if state.key[load] < state.key[nearest]:
                nearest = load
        if state.key[nearest] == np.inf:
            break
        state.key[nearest] = np.inf
        count = _remove(flights, state, nearest, count)
    return count


@part
def _ruin_strings(flights: Flights, state: Search, seed: int, number: int, count: int) -> int:
    """Take out loads that follow each other, from a seed on, then from loads near it in time, of other tails."""
    row, from_ = state.rows.row, seed
    at = row[seed, w.UNLOADED]
    first = count
    while from_ >= 0 and count - first < number:
        tail, load = row[from_, TAIL], from_
        for _ in range(1 + below(state.draws, LONGEST)):
            if load < 0 or row[load, w.STATE] != w.FREE:
                break
            following = row[load, NEXT]
            count = _remove(flights, state, load, count)
            load = following
        from_, nearest = -1, np.inf
        for other in range(state.key.size):
            if row[other, w.STATE] == w.FREE and row[other, TAIL] != tail:
                away = abs(row[other, w.UNLOADED] - at) * (0.2 + draw(state.draws))
                if away < nearest:
                    from_, nearest = other, away
    return count


@part
def _ruin(flights: Flights, judge: Judge, state: Search) -> tuple[int, int]:
    """Take loads out; how many are out, and how they were chosen."""
    loads, row = state.key.size, state.rows.row
    count, seed = 0, below(state.draws, loads)
    if row[seed, w.STATE] != w.FREE:
        state.out[0], count = seed, 1
        seed = below(state.draws, loads)
    number, how = 1 + below(state.draws, min(LARGEST, loads)), draw(state.draws)
    if loads <= FEW and how < 0.1:
        for load in range(loads):
            count = _remove(flights, state, load, count)
        return count, ALL
    if row[seed, w.STATE] != w.FREE:
        return count, ANYWHERE
    if how < 0.45:
        return _ruin_close(flights, state, seed, number, count), CLOSE
    if how < 0.7:
        return _ruin_strings(flights, state, seed, number, count), STRINGS
    if how < 0.85 and judge.first_of[seed + 1] > judge.first_of[seed]:
        k = judge.first_of[seed] + below(state.draws, judge.first_of[seed + 1] - judge.first_of[seed])
        j = judge.unlocks[k]
        for m in range(judge.first[j], min(judge.first[j + 1], judge.first[j] + LARGEST)):
            count = _remove(flights, state, judge.members[m], count)
        return count, TOGETHER
    for _ in range(number):
        count = _remove(flights, state, below(state.draws, loads), count)
    return count, ANYWHERE


@part
def _rank(judge: Judge, state: Search, before: Ints, count: int) -> None:
    """Put what is out into the order in which it is put back. `before` is when each was unloaded."""
    how = draw(state.draws)
    for i in range(count):
        load, z = state.out[i], draw(state.draws)
        if how < 0.4:
            state.key[i] = before[load] + APART * z
        elif how < 0.6:
            state.key[i] = -judge.density[load] * (0.3 + z)
        elif how < 0.8:
            state.key[i] = before[load]
        else:
            state.key[i] = z
    if 0.6 <= how < 0.8:
        state.key[below(state.draws, count)] = state.key[below(state.draws, count)] + 0.5 - draw(state.draws)
    for i in range(1, count):
        key, load, j = state.key[i], state.out[i], i - 1
        while j >= 0 and state.key[j] > key:
            state.key[j + 1], state.out[j + 1] = state.key[j], state.out[j]
            j -= 1
        state.key[j + 1], state.out[j + 1] = key, load


@compiled
def follow(flights: Flights, state: Search, other: Search) -> None:
    """Fly another search's best rows, and take them for the best."""
    for load in range(state.key.size):
        for column in range(WIDTH):
            state.best_row[load, column] = other.best_row[load, column]
    state.value[1] = other.value[1]
    state.found[:] = other.found
    _restore(flights, state)


@compiled
def advance(
    flights: Flights, judge: Judge, state: Search, order: Ints, first: int, end: int, total: int, hot: float, cold: float
) -> None:
    """Fly the loads of `order`, each where it costs least; then steps `first` up to `end` of a search of `total`, whose temperature
    falls from `hot` to `cold`, in minutes; where there are none of these, go back to the best and note why loads stay.

    Cut into pieces or not, the same steps find the same.
    """
    rows, loads = state.rows, state.key.size
    most = TRIED if loads <= MANY else TRIED_OF_MANY
    measure(flights, rows, judge, state.value[0])
    now = scalar(judge, state.value[0])
    if first == end and order.size == 0:
        _restore(flights, state)
        _why(flights, state)
    before = np.empty(loads, np.int64)
    for step in range(first - 1 if order.size else first, end):
        building = step < first
        if building:
            count, move, passing, allowed = order.size, 0, 0.0, np.inf
            for i in range(count):
                state.out[i] = order[i]
        else:
            for load in range(loads):
                before[load] = rows.row[load, w.UNLOADED]
            count, move = _ruin(flights, judge, state)
            if count == 0:
                continue
            _rank(judge, state, before, count)
            temperature = hot * (cold / hot) ** (step / total)
            passing, allowed = PASSED_OVER, now - temperature * np.log(draw(state.draws) + 1e-300)
        for i in range(count):
            place(flights, rows, judge, state.desk, state.gaps, state.out[i], most, passing, state.draws)
        measure(flights, rows, judge, state.value[0])
        after = scalar(judge, state.value[0])
        if after <= allowed:
            accept(rows)
            now = after
            if building or better(state.value[0], state.value[1]):
                _keep(state, step + 1, move)
        else:
            undo(flights, rows)
