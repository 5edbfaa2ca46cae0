"""What flies when: each tail's loads in a row, and what they take of airfields.

A tail's row alternates between standing at an airfield, where it takes a parking place, and legs. What it takes is told in two
parts. The *core* of a load: its loading team, the landing of its own leg, its unloading team. The *gap* between two loads of a row
(or before the first, or after the last): standing where the load before was unloaded, the empty leg on, if there is one, with its
landing, standing where the next load waits until that departs, and the fuel of that departure, which depends on what the leg before
left in the tanks. So to put a load into a gap, or to take one out, is to give back one gap and take two, or the other way round,
and nothing else in the row moves.

All figures are in steps of the ground (see `field`). Whatever is taken or given back is also written into a log, so that a search
can undo what it tried.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...timeline.compiled import part
from ...timeline.elastic import Ground, take_stock
from ...timeline.reservations import Ints, occupy
from . import tables as w
from .limits import LOADING, PARKING, UNLOADING

TAIL, BEFORE, NEXT = range(w.COLUMNS, w.COLUMNS + 3)
"""Columns of `Rows.row` beyond those of a timetable: its tail, the loads before and after it in the row; -1 for none."""
WIDTH = w.COLUMNS + 3
FIRST, LAST = range(2)
"""Columns of `Rows.ends`."""
LOGGED, SAVED, LOGGING = range(3)
"""Entries of `Rows.cursor`: how much of `log` and `saved` is in use, and whether anything is written there."""
USE, DRAWN, LOAD_ROW, TAIL_ROW = range(4)
"""Kinds of entries of the log."""


class Flights(NamedTuple):
    """What does not change while searching: A airfields, C classes, W lanes, O options, T tails, L loads."""

    ground: Ground
    uses: Ints
    """(3, C, A, 2) Which rows of `use` an aircraft takes while it stands, is loaded or is unloaded."""
    use: Ints
    """(U, 2) The view of what an airfield has few of, and what waits for it (as in BINDS)."""
    runway: Ints
    """(A) The view of the runway; -1 where landings need no time between them."""
    stock: Ints
    """(A) The stock of fuel on hand; -1 where there is no limit."""
    places: Ints
    """(A) Parking places."""
    airfields: Ints
    lanes: Ints
    options: Ints
    stops: Ints
    minutes: Ints
    """(O + 1) Minutes from the departure of each option to its last landing; 0 for option -1."""
    empty: Ints
    loaded: Ints
    tails: Ints
    loads: Ints
    """As in `tables.World`, with steps for minutes."""
    empty_min: Ints
    """(C, A, A) Least flying minutes of an empty leg; NONE where there is no way, 0 from an airfield to itself."""
    loaded_min: Ints
    """(L, C) The same of a load's own leg."""
    eligible: npt.NDArray[np.bool_]
    """(L, T)"""
    alike: Ints
    """(T) Tails of one number differ in nothing but their name."""
    latest: int
    """When every load must be unloaded."""


class Rows(NamedTuple):
    """The rows of all tails."""

    row: Ints
    """(L, WIDTH) As in a timetable, and the place in the row; STATE is -1 for a load that does not fly."""
    ends: Ints
    """(T, 2) The first and the last load of each tail; -1 for none."""
    log: Ints
    """(N, 5)"""
    saved: Ints
    """(N, WIDTH)"""
    cursor: Ints
    """(3)"""


def blank(flights: Flights) -> Rows:
    """Nothing flies."""
    loads, tails = flights.loads.shape[0], flights.tails.shape[0]
    row = np.full((loads, WIDTH), -1, np.int64)
    stops = flights.options[:, w.END_STOP] - flights.options[:, w.FIRST_STOP]
    widest = int((flights.uses[..., 1] - flights.uses[..., 0]).max(initial=1)) + int(stops.max(initial=0))
    room = 200 * (loads + 1) * widest
    log, saved = np.zeros((room, 5), np.int64), np.zeros((room // 10, WIDTH), np.int64)
    return Rows(row, np.full((tails, 2), -1, np.int64), log, saved, np.array([0, 0, 1], np.int64))


@part
def _note(rows: Rows, kind: int, a: int, b: int, c: int, d: int) -> None:
    if rows.cursor[LOGGING]:
        entry = rows.log[rows.cursor[LOGGED]]
        entry[0], entry[1], entry[2], entry[3], entry[4] = kind, a, b, c, d
        rows.cursor[LOGGED] += 1


@part
def keep_load(rows: Rows, load: int) -> None:
    """Keep a load's row in the log before it is changed."""
    if load >= 0:
        for column in range(WIDTH):
            rows.saved[rows.cursor[SAVED], column] = rows.row[load, column]
        _note(rows, LOAD_ROW, load, rows.cursor[SAVED], 0, 0)
        rows.cursor[SAVED] += 1


@part
def keep_tail(rows: Rows, tail: int) -> None:
    """Keep the ends of a tail's row in the log before they are changed."""
    _note(rows, TAIL_ROW, tail, rows.ends[tail, FIRST], rows.ends[tail, LAST], 0)


@part
def undo(flights: Flights, rows: Rows) -> None:
    """Undo all that stands in the log, and empty it."""
    ground = flights.ground
    for n in range(rows.cursor[LOGGED] - 1, -1, -1):
        entry = rows.log[n]
        kind, a, b, c, d = entry[0], entry[1], entry[2], entry[3], entry[4]
        if kind == USE:
            occupy(ground.views, ground.state, a, b, c, -d)
        elif kind == DRAWN:
            take_stock(ground.stocks, a, b, -c)
        elif kind == LOAD_ROW:
            for column in range(WIDTH):
                rows.row[a, column] = rows.saved[b, column]
        else:
            rows.ends[a, FIRST], rows.ends[a, LAST] = b, c
    rows.cursor[LOGGED], rows.cursor[SAVED] = 0, 0


@part
def accept(rows: Rows) -> None:
    """Empty the log."""
    rows.cursor[LOGGED], rows.cursor[SAVED] = 0, 0


@part
def _take(flights: Flights, rows: Rows, view: int, start: int, end: int, by: int) -> None:
    """Take (by 1) or give back (by -1) the amount of a view, for at least one step."""
    views, end = flights.ground.views, max(end, start + 1)
    resource, amount = views.resource[view], by * views.amount[view]
    occupy(views, flights.ground.state, resource, start, end, amount)
    _note(rows, USE, resource, start, end, amount)


@part
def _use(flights: Flights, rows: Rows, kind: int, tail: int, airfield: int, start: int, end: int, by: int) -> None:
    """Take or give back what a tail takes of an airfield."""
    uses = flights.uses[kind, flights.tails[tail, w.CLASS], airfield]
    for n in range(uses[0], uses[1]):
        _take(flights, rows, flights.use[n, 0], start, end, by)


@part
def _land(flights: Flights, rows: Rows, airfield: int, at: int, by: int) -> None:
    if flights.runway[airfield] >= 0:
        _take(flights, rows, flights.runway[airfield], at, at + flights.airfields[airfield, w.INTERVAL_MIN], by)


@part
def _refuel(flights: Flights, rows: Rows, airfield: int, at: int, kg: int, by: int) -> None:
    stock = flights.stock[airfield]
    if stock >= 0 and kg > 0:
        take_stock(flights.ground.stocks, stock, at, by * kg)
        _note(rows, DRAWN, stock, at, by * kg, 0)


@part
def _stop_over(flights: Flights, rows: Rows, tail: int, option: int, depart: int, by: int) -> None:
    """What an option's stops on the way take."""
    for n in range(flights.options[option, w.FIRST_STOP], flights.options[option, w.END_STOP]):
        stop = flights.stops[n]
        airfield, comes = stop[w.FIELD], depart + stop[w.COMES_MIN]
        _land(flights, rows, airfield, comes, by)
        _use(flights, rows, PARKING, tail, airfield, comes, depart + stop[w.GOES_MIN], by)
        _refuel(flights, rows, airfield, depart, stop[w.UPLIFT_KG], by)


@part
def uplift_kg(flights: Flights, option: int, tank_kg: int) -> int:
    """What is taken on for a leg."""
    return max(0, int(flights.options[option, w.BLOCK_KG]) - tank_kg)


@part
def stands_at(flights: Flights, tail: int, before: int) -> int:
    """Where a tail stands after a load, or before its first."""
    return int(flights.loads[before, w.DESTINATION] if before >= 0 else flights.tails[tail, w.AT])


@part
def stands_since(flights: Flights, rows: Rows, tail: int, before: int) -> int:
    """From when it takes a place there; -1 for none."""
    return int(rows.row[before, w.ARRIVE] if before >= 0 else flights.tails[tail, w.SINCE_MIN])


@part
def free_from(flights: Flights, rows: Rows, tail: int, before: int) -> int:
    """From when it may leave."""
    return int(rows.row[before, w.UNLOADED] if before >= 0 else flights.tails[tail, w.FREE_MIN])


@part
def tank_kg(flights: Flights, rows: Rows, tail: int, before: int) -> int:
    """Fuel in its tanks there."""
    return int(flights.options[rows.row[before, w.OPTION], w.LEFT_KG] if before >= 0 else flights.tails[tail, w.TANK_KG])


@part
def core(flights: Flights, rows: Rows, load: int, by: int) -> None:
    """Take (by 1) or give back (by -1) a load's teams, the landing of its own leg, and its stops on the way."""
    row, origin, here = rows.row[load], flights.loads[load, w.ORIGIN], flights.loads[load, w.DESTINATION]
    tail = row[TAIL]
    loading, unloading = flights.airfields[origin, w.LOADING_MIN], flights.airfields[here, w.UNLOADING_MIN]
    if loading > 0:
        _use(flights, rows, LOADING, tail, origin, row[w.LOADING], row[w.LOADING] + loading, by)
    _land(flights, rows, here, row[w.ARRIVE], by)
    if unloading > 0:
        _use(flights, rows, UNLOADING, tail, here, row[w.UNLOADED] - unloading, row[w.UNLOADED], by)
    _stop_over(flights, rows, tail, row[w.OPTION], row[w.DEPART], by)


@part
def gap(flights: Flights, rows: Rows, tail: int, before: int, after: int, by: int) -> None:
    """Take (by 1) or give back (by -1) what a tail takes between two loads of its row; -1 for the begin and the end of the row."""
    if before < 0 and after < 0:
        return
    here, since = stands_at(flights, tail, before), stands_since(flights, rows, tail, before)
    tank = tank_kg(flights, rows, tail, before)
    if after >= 0:
        row, there = rows.row[after], flights.loads[after, w.ORIGIN]
        option, depart, arrive, leaves = row[w.TO_OPTION], row[w.TO_DEPART], row[w.TO_ARRIVE], row[w.DEPART]
    else:
        row, there = rows.row[before], flights.tails[tail, w.TAIL_HOME]
        option, depart, arrive, leaves = row[w.AFTER_OPTION], row[w.AFTER_DEPART], row[w.AFTER_ARRIVE], row[w.UNLOADED]
    if since >= 0:
        _use(flights, rows, PARKING, tail, here, since, depart if option >= 0 else leaves, by)
    if option >= 0:
        _refuel(flights, rows, here, depart, uplift_kg(flights, option, tank), by)
        _stop_over(flights, rows, tail, option, depart, by)
        tank = int(flights.options[option, w.LEFT_KG])
        _land(flights, rows, there, arrive, by)
        if after >= 0:
            _use(flights, rows, PARKING, tail, there, arrive, leaves, by)
    if after >= 0:
        _refuel(flights, rows, there, leaves, uplift_kg(flights, row[w.OPTION], tank), by)
