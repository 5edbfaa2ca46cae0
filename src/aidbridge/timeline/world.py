"""What the kernel works on: airfields, ways to fly, tails and loads as arrays of whole numbers.

Everything is int64: minutes since the mission's start, kilograms, and indices into the other arrays. An airfield, tail, class
of aircraft, load, lane or option is its index. A lane is one route flown by one class of aircraft (a type and whose it is), with
the minutes at which it may depart; an option is a lane with the fuel that one leg on it needs.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

FOREVER = 1 << 40
"""Later than every minute, and more than every amount: no limit."""

PARKING, LOADING_TEAMS, UNLOADING_TEAMS = 0, 1, 2
"""What an airfield has so many of: rows of `World.capacity`."""

FREE, AIRCRAFT, ITEMS, NOT_BEFORE, LOADING_TEAM, WINDOW, LANDING, PLACE, UNLOADING_TEAM, LATE, FUEL, WAY_HOME = range(12)
"""What holds a load back: nothing, its aircraft, its items, a decision, a loading team, clearances or hours or closures, a
landing slot, a parking place, an unloading team; and what else can keep it on the ground: the latest minute, fuel on hand, no
way for the aircraft to be home in time."""

STAYS, MOVES, HOME = 0, 1, 2
"""Where an aircraft goes once unloaded: nowhere yet, on to its next load, home."""

(
    STATE,
    BINDS,
    BINDS_AT,
    TO_OPTION,
    TO_DEPART,
    TO_ARRIVE,
    LOADING,
    OPTION,
    DEPART,
    ARRIVE,
    UNLOADED,
    AFTER,
    AFTER_OPTION,
    AFTER_DEPART,
    AFTER_ARRIVE,
) = range(15)
"""Columns of a timetable, one row a load; -1 where there is nothing. STATE: FREE for a load that flies, else what keeps it on the
ground. BINDS and BINDS_AT: what its unloading waited for last, and at which airfield. TO_*: the leg to its origin. LOADING: when
loading starts. OPTION, DEPART, ARRIVE, UNLOADED: its own leg. AFTER and AFTER_*: the leg flown once it is unloaded."""
COLUMNS = 15


class World(NamedTuple):
    """A airfields, C classes, W lanes, O options, T tails, L loads, R landings and H stays already planned."""

    interval_min: Ints
    """(A) Least minutes between two landings; 0 for no limit."""
    capacity: Ints
    """(3, A) Parking places, loading teams, unloading teams; FOREVER for no limit."""
    loading_min: Ints
    unloading_min: Ints
    """(A) Minutes to load and to unload one aircraft."""
    fuel_kg: Ints
    """(A) Fuel on hand; FOREVER for no limit."""
    lane_min: Ints
    """(W) Flying minutes."""
    window_first: Ints
    """(W + 1) Where the windows of each lane begin in the next two."""
    window_from: Ints
    window_to: Ints
    """First and last minute of departure, ascending and apart within a lane."""
    option_lane: Ints
    option_block_kg: Ints
    option_left_kg: Ints
    """(O) The lane, fuel on board at the ramp, and fuel left after landing."""
    empty_options: Ints
    """(C, A, A, 2) First option and the one after the last, for an empty leg."""
    loaded_options: Ints
    """(L, C, 2) The same for each load's own leg."""
    tail_class: Ints
    tail_at: Ints
    tail_home: Ints
    """(T)"""
    tail_free_min: Ints
    """(T) From when it may load or depart."""
    tail_end_min: Ints
    """(T) When it must be home; FOREVER for no limit."""
    tail_since_min: Ints
    """(T) When it landed where it stands, on a flight planned before; -1 for an aircraft that takes no place until it flies."""
    tail_tank_kg: Ints
    """(T) Fuel in its tanks."""
    load_origin: Ints
    load_destination: Ints
    load_ready_min: Ints
    """(L) From when loading may begin."""
    load_not_before_min: Ints
    """(L) From when it may depart."""
    latest_min: int
    """When every load must be unloaded."""
    landed: Ints
    """(R, 2) Landings planned before: airfield and minute."""
    held: Ints
    """(H, 4) Places and teams taken before: row of `capacity`, airfield, from, to."""
