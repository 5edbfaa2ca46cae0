"""What flights are planned on and what comes out: tables of whole numbers, one row a thing, with named columns.

Everything is int64: minutes since the mission's start, kilograms, and row numbers of other tables. An airfield, a tail, a class of
aircraft (a type and whose it is), a load, a lane and an option is its row. A lane is one route flown by one class, with the
minutes at which it may be departed on; an option is a lane with the fuel that one leg on it needs. A lane may touch down on its
way: its flying minutes are then those from the first departure to the last landing, stops included.

A resource is what an airfield has so many of (see `limits`).

The numbers below are compiled into the kernel: after a change here, delete its stored machine code (`__pycache__`).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

FOREVER = 1 << 40
"""Later than every minute and more than every amount: no limit."""

INTERVAL_MIN, LOADING_MIN, UNLOADING_MIN, FUEL_KG = range(4)
"""Columns of `World.airfields`: least minutes between two landings (0 for no limit), minutes to load and to unload one aircraft,
fuel on hand (FOREVER for no limit)."""
FLYING_MIN, FIRST_WINDOW, END_WINDOW = range(3)
"""Columns of `World.lanes`: flying minutes, and which columns of `World.windows` are its own."""
FROM_MIN, TO_MIN = range(2)
"""Rows of `World.windows`."""
LANE, BLOCK_KG, LEFT_KG, FIRST_STOP, END_STOP = range(5)
"""Columns of `World.options`: the lane, fuel on board at the ramp, fuel left after the last landing, and which rows of
`World.stops` are its stops on the way."""
FIELD, COMES_MIN, GOES_MIN, UPLIFT_KG = range(4)
"""Columns of `World.stops`: the airfield, minutes from the departure until it lands and leaves there, fuel taken on there."""
CLASS, AT, TAIL_HOME, FREE_MIN, END_MIN, SINCE_MIN, TANK_KG, RESTS, LANDS_MIN, LEAVES_MIN = range(10)
"""Columns of `World.tails`: its class; where it stands; its home; from when it may load or depart; when it must be home
(FOREVER for no limit); when it landed where it stands on a flight planned before (-1: it takes no place until it flies); fuel in
its tanks; where its crew rests on the way, and then by when it has landed there and from when it may leave. A tail whose crew
rests on the way flies one load."""
NOWHERE, AT_ORIGIN, AT_DESTINATION = range(3)
"""Where a crew rests on the way: nowhere, before its load's own leg, after it."""
ORIGIN, DESTINATION, READY_MIN, NOT_BEFORE_MIN, LATEST_MIN = range(5)
"""Columns of `World.loads`: from where and to where, when loading may begin, when it may depart, by when it must be unloaded."""

STATE, BINDS, BINDS_AT, TO_OPTION, TO_DEPART, TO_ARRIVE, LOADING, OPTION, DEPART, ARRIVE, UNLOADED = range(11)
AFTER, AFTER_OPTION, AFTER_DEPART, AFTER_ARRIVE = range(11, 15)
COLUMNS = 15
"""Columns of a timetable, one row a load, -1 where there is nothing. STATE: FREE for a load that flies, else what keeps it on the
ground. BINDS and BINDS_AT: what its unloading waited for last, and at which airfield. TO_*: the leg to its origin. LOADING: when
loading starts. OPTION, DEPART, ARRIVE, UNLOADED: its own leg. AFTER and AFTER_*: what its tail does then, and the leg it flies."""

FREE, AIRCRAFT, ITEMS, NOT_BEFORE, LOADING_TEAM, WINDOW, LANDING, PLACE, UNLOADING_TEAM, LATE, FUEL, WAY_HOME, EQUIPMENT = range(13)
"""What holds a load back: nothing, its aircraft, its items, a decision, a loading team, departure windows (clearances, hours,
closures), a landing slot, a parking place, an unloading team; what else keeps one on the ground: the latest minute, fuel on hand,
no way for its aircraft to be home in time; and ground equipment."""

STAYS, MOVES, HOME = range(3)
"""What a tail does once unloaded: it stays until its next load, moves to where that waits, or goes home."""


class World(NamedTuple):
    """A airfields, C classes, W lanes, N windows, O options, S stops, T tails, L loads; R landings and H stays planned before."""

    airfields: Ints
    """(A, 4)"""
    capacity: Ints
    """(G) How many of each resource there are; FOREVER for no limit."""
    uses: Ints
    """(3, C, A, 2) Which rows of `taken` an aircraft of a class takes at an airfield while it stands, is loaded or is unloaded."""
    taken: Ints
    """(U, 2) Resource and amount."""
    lanes: Ints
    """(W, 3)"""
    windows: Ints
    """(2, N) First and last minute of departure, ascending and apart within a lane."""
    options: Ints
    """(O, 5)"""
    stops: Ints
    """(S, 4)"""
    empty: Ints
    """(C, A, A, 2) First option, and the one after the last, of an empty leg."""
    loaded: Ints
    """(L, C, 2) The same for each load's own leg."""
    tails: Ints
    """(T, 10)"""
    loads: Ints
    """(L, 5)"""
    latest_min: int
    """When every load must be unloaded."""
    landed: Ints
    """(R, 2) Airfield and minute."""
    held: Ints
    """(H, 3) Resource, from, to."""
