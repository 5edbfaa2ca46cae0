"""The rotation of a tail through a gap of its row: what it does, and all that it takes on the way.

It is a chain of at most five stages (see `timeline.elastic`): the leg to the load's origin, loading, its own leg, unloading, the
leg on to the next load or home. Before and after them stand two moments that do not move: since when the tail stands where it was
unloaded last, and when the next load departs. Stops on the way are part of their leg, which is rigid.
"""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import part
from ...timeline.elastic import HOLDS, Rotation, bound, clear, hold, room, stage
from ...timeline.elastic import draw as draw_stock
from ...timeline.reservations import Ints
from . import tables as w
from .limits import LOADING, PARKING, UNLOADING
from .rows import Flights, Rows, free_from, stands_at, stands_since, tank_kg, uplift_kg

SINCE, TO, AT, OWN, OFF, ON, UNTIL = range(7)
"""Entries of `Desk.stages`: since when the tail stands, the leg to the origin, loading, the load's own leg, unloading, the leg on,
until when it stands before the next load."""


class Desk(NamedTuple):
    """Room to work in."""

    rotation: Rotation
    stages: Ints
    """(7) The number of each stage in the rotation; -1 for none."""
    held: Ints
    """(H, 2) Of each hold of the rotation: what it waits for (as in BINDS) and at which airfield."""
    landings: Ints
    """(N, 3) Landings of the rotation on runways that need time between them: airfield, stage, steps from its begin; the last row's
    first entry is how many there are."""
    told: Ints
    """(3) What kept the last rotation that did not fit: the stage, what it waited for, at which airfield."""


def desk(flights: Flights) -> Desk:
    """An empty desk."""
    stops = flights.options[:, w.END_STOP] - flights.options[:, w.FIRST_STOP]
    uses = flights.uses[..., 1] - flights.uses[..., 0]
    most, widest = int(stops.max(initial=0)), int(uses.max(initial=1))
    landings = 3 * (1 + most)
    holds = landings + (6 + 3 * most) * widest
    rotation = room(7, 8 + landings * landings // 2, holds, 4 + 3 * most)
    return Desk(
        rotation, np.full(7, -1, np.int64), np.zeros((holds, 2), np.int64), np.zeros((landings + 1, 3), np.int64),
        np.zeros(3, np.int64),
    )  # fmt: skip


@part
def _hold(desk: Desk, view: int, binds: int, airfield: int, first: int, first_off: int, last: int, last_off: int) -> None:
    number = desk.rotation.size[HOLDS]
    desk.held[number, 0], desk.held[number, 1] = binds, airfield
    hold(desk.rotation, view, first, first_off, last, last_off)


@part
def _holds(
    flights: Flights, desk: Desk, kind: int, tail: int, airfield: int, first: int, first_off: int, last: int, last_off: int
) -> None:
    """Holds on all that a tail takes of an airfield."""
    uses = flights.uses[kind, flights.tails[tail, w.CLASS], airfield]
    for n in range(uses[0], uses[1]):
        _hold(desk, flights.use[n, 0], flights.use[n, 1], airfield, first, first_off, last, last_off)


@part
def _lands(flights: Flights, desk: Desk, airfield: int, at: int, off: int) -> None:
    """A landing so many steps after the begin of a stage, apart from the others of the rotation."""
    view, apart = flights.runway[airfield], flights.airfields[airfield, w.INTERVAL_MIN]
    if view < 0:
        return
    _hold(desk, view, w.LANDING, airfield, at, off, at, off + apart)
    count = desk.landings[-1, 0]
    for n in range(count):
        if desk.landings[n, 0] == airfield:
            bound(desk.rotation, desk.landings[n, 1], at, desk.landings[n, 2] + apart - off)
    row = desk.landings[count]
    row[0], row[1], row[2] = airfield, at, off
    desk.landings[-1, 0] = count + 1


@part
def _stops(flights: Flights, desk: Desk, tail: int, option: int, at: int) -> None:
    """The stops on the way of a leg."""
    for n in range(flights.options[option, w.FIRST_STOP], flights.options[option, w.END_STOP]):
        stop = flights.stops[n]
        _lands(flights, desk, stop[w.FIELD], at, stop[w.COMES_MIN])
        _holds(flights, desk, PARKING, tail, stop[w.FIELD], at, stop[w.COMES_MIN], at, stop[w.GOES_MIN])
        _draw(flights, desk, stop[w.FIELD], at, stop[w.UPLIFT_KG])


@part
def _draw(flights: Flights, desk: Desk, airfield: int, at: int, kg: int) -> None:
    stock = flights.stock[airfield]
    if stock >= 0 and kg > 0:
        draw_stock(desk.rotation, stock, at, kg)


@part
def _pinned(desk: Desk, at: int) -> int:
    return stage(desk.rotation, at, at, -1)


@part
def _leg(flights: Flights, desk: Desk, option: int, ready: int, latest: int) -> int:
    return stage(desk.rotation, ready, latest, flights.options[option, w.LANE])


@part
def _begin(flights: Flights, rows: Rows, desk: Desk, tail: int, before: int) -> None:
    """A new rotation of a tail that stands where it was unloaded last."""
    clear(desk.rotation)
    desk.landings[-1, 0] = 0
    for k in range(UNTIL + 1):
        desk.stages[k] = -1
    since = stands_since(flights, rows, tail, before)
    if since >= 0:
        desk.stages[SINCE] = _pinned(desk, since)


@part
def _leaves(flights: Flights, desk: Desk, tail: int, before: int, at: int) -> None:
    """It stands there until a stage begins."""
    if desk.stages[SINCE] >= 0:
        _holds(flights, desk, PARKING, tail, stands_at(flights, tail, before), desk.stages[SINCE], 0, at, 0)


@part
def _onward(flights: Flights, rows: Rows, desk: Desk, tail: int, after: int, here: int, on: int, ready: int, tank: int) -> int:
    """The leg on to the next load or home, and standing there; returns the stage at which the tail leaves where it is, -1 for none.

    `ready` is the earliest step of the leg.
    """
    last = flights.ground.state.held.shape[1] - 1
    there = flights.loads[after, w.ORIGIN] if after >= 0 else flights.tails[tail, w.TAIL_HOME]
    leaves = -1
    if after >= 0:
        desk.stages[UNTIL] = _pinned(desk, rows.row[after, w.DEPART])
        leaves = desk.stages[UNTIL]
    if on >= 0:
        flying = flights.minutes[on]
        by = rows.row[after, w.LOADING] if after >= 0 else flights.tails[tail, w.END_MIN]
        leaves = _leg(flights, desk, on, ready, min(last, by - flying))
        desk.stages[ON] = leaves
        _lands(flights, desk, there, leaves, flying)
        _draw(flights, desk, here, leaves, uplift_kg(flights, on, tank))
        _stops(flights, desk, tail, on, leaves)
        tank = flights.options[on, w.LEFT_KG]
        if after >= 0:
            _holds(flights, desk, PARKING, tail, there, leaves, flying, desk.stages[UNTIL], 0)
    if after >= 0:
        _draw(flights, desk, there, desk.stages[UNTIL], uplift_kg(flights, rows.row[after, w.OPTION], tank))
    return leaves


@part
def chain(
    flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, load: int, after: int, to: int, own: int, on: int
) -> None:
    """The rotation of a load through a gap that has been given back, by these options (-1: no leg)."""
    last = flights.ground.state.held.shape[1] - 1
    origin, here = flights.loads[load, w.ORIGIN], flights.loads[load, w.DESTINATION]
    x, free, tank = stands_at(flights, tail, before), free_from(flights, rows, tail, before), tank_kg(flights, rows, tail, before)
    loading, unloading = flights.airfields[origin, w.LOADING_MIN], flights.airfields[here, w.UNLOADING_MIN]
    rotation, stages, flying = desk.rotation, desk.stages, flights.minutes[own]
    rests, lands, leaves_from = flights.tails[tail, w.RESTS], flights.tails[tail, w.LANDS_MIN], flights.tails[tail, w.LEAVES_MIN]
    departs, to_latest, own_latest, onward = flights.loads[load, w.NOT_BEFORE_MIN], last, last, 0
    if rests == w.AT_ORIGIN:
        to_latest, departs = min(last, lands - flights.minutes[to]), max(departs, leaves_from)
    elif rests == w.AT_DESTINATION:
        own_latest, onward = min(last, lands - flying), leaves_from
    _begin(flights, rows, desk, tail, before)
    if to >= 0:
        stages[TO] = _leg(flights, desk, to, free, to_latest)
    stages[AT] = stage(rotation, max(free, flights.loads[load, w.READY_MIN]), last, -1)
    stages[OWN] = _leg(flights, desk, own, departs, own_latest)
    latest = flights.loads[load, w.LATEST_MIN] - unloading
    if on < 0:
        latest = min(latest, (rows.row[after, w.LOADING] if after >= 0 else flights.tails[tail, w.END_MIN]) - unloading)
    stages[OFF] = stage(rotation, 0, min(last, latest), -1)
    if to >= 0:
        coming = flights.minutes[to]
        bound(rotation, stages[TO], stages[AT], coming)
        _leaves(flights, desk, tail, before, stages[TO])
        _lands(flights, desk, origin, stages[TO], coming)
        _holds(flights, desk, PARKING, tail, origin, stages[TO], coming, stages[OWN], 0)
        _draw(flights, desk, x, stages[TO], uplift_kg(flights, to, tank))
        _stops(flights, desk, tail, to, stages[TO])
        tank = flights.options[to, w.LEFT_KG]
    else:
        _leaves(flights, desk, tail, before, stages[OWN])
    bound(rotation, stages[AT], stages[OWN], loading)
    bound(rotation, stages[OWN], stages[OFF], flying)
    if loading > 0:
        _holds(flights, desk, LOADING, tail, origin, stages[AT], 0, stages[AT], loading)
    _lands(flights, desk, here, stages[OWN], flying)
    if unloading > 0:
        _holds(flights, desk, UNLOADING, tail, here, stages[OFF], 0, stages[OFF], unloading)
    _draw(flights, desk, origin, stages[OWN], uplift_kg(flights, own, tank))
    _stops(flights, desk, tail, own, stages[OWN])
    leaves = _onward(flights, rows, desk, tail, after, here, on, onward, flights.options[own, w.LEFT_KG])
    if on >= 0:
        bound(rotation, stages[OFF], stages[ON], unloading)
    if leaves >= 0:
        _holds(flights, desk, PARKING, tail, here, stages[OWN], flying, leaves, 0)
    else:
        _holds(flights, desk, PARKING, tail, here, stages[OWN], flying, stages[OFF], unloading)


@part
def bridge(flights: Flights, rows: Rows, desk: Desk, tail: int, before: int, after: int, on: int) -> None:
    """The rotation of an empty leg through a gap that has been given back (-1: it stays where it is)."""
    _begin(flights, rows, desk, tail, before)
    free, tank = free_from(flights, rows, tail, before), tank_kg(flights, rows, tail, before)
    leaves = _onward(flights, rows, desk, tail, after, stands_at(flights, tail, before), on, free, tank)
    if leaves >= 0:
        _leaves(flights, desk, tail, before, leaves)
