"""What flights are judged by: first what they unlock and when, then the last landing, then flying minutes."""

from typing import NamedTuple

import numpy as np

from . import tables as w
from .instance import Instance
from .tables import Ints

GROUNDED, LAST_LANDING, MINUTE_FLOWN = 1e6, 1e-2, 1e-4
"""What a load that does not fly, a minute of the last landing and a flying minute weigh beside a minute of the mean completion."""


class Value(NamedTuple):
    """The value of a timetable; the smaller, the better, in this order."""

    grounded: int
    """Loads that do not fly."""
    weighted: float
    """Sum over unlocks of weight x the minute when the last of their loads is unloaded, not before their start."""
    last_landing_min: int
    """Of the loaded legs; 0 if there are none."""
    flying_min: int
    """Of all legs, empty ones included."""


class Objective:
    """Judges timetables of one instance. A load that does not fly counts as unloaded at the last minute allowed."""

    def __init__(self, instance: Instance) -> None:
        world, index = instance.world, {load.id: i for i, load in enumerate(instance.loads)}
        load_of = {
            item: index.get(load.id, len(index))
            for load in instance.problem.loads
            for item in [placement.item for placement in load.placements] + list(load.persons)
        }
        unlocks = sorted(instance.problem.unlocks, key=lambda unlock: (unlock.need, unlock.items))
        flown = [(unlock, tuple(sorted({load_of[i] for i in unlock.items if i in load_of}))) for unlock in unlocks]
        self.limit_min = instance.limit_min
        self.loads_of = [loads for _, loads in flown if loads]
        """The loads of each unlock that has items on loads; the number after the last load stands for one that cannot fly."""
        self.needs = [unlock.need for unlock, loads in flown if loads]
        self.weights = np.array([unlock.weight for unlock, loads in flown if loads], float)
        self.starts = np.array([unlock.start_min for unlock, loads in flown if loads], np.int64)
        self._members = np.array([load for loads in self.loads_of for load in loads], np.int64)
        self._firsts = np.cumsum([0, *(len(loads) for loads in self.loads_of)], dtype=np.int64)[:-1]
        # The entry after the last stands for "no leg", which timetables write as option -1.
        self._minutes = np.append(world.lanes[world.options[:, w.LANE], w.FLYING_MIN], 0)

    def value(self, timetable: Ints) -> Value:
        """Judge a timetable (see `tables` for its columns)."""
        flies = timetable[:, w.STATE] == w.FREE
        weighted = 0.0
        if self.loads_of:
            unloaded = np.append(np.where(flies, timetable[:, w.UNLOADED], self.limit_min), self.limit_min)
            complete = np.maximum.reduceat(unloaded[self._members], self._firsts)
            weighted = float((self.weights * np.maximum(complete, self.starts)).sum())
        last = int(timetable[:, w.ARRIVE].max(initial=0))
        return Value(int(flies.size - flies.sum()), weighted, last, self.flying_min(timetable))

    def idle(self) -> float:
        """Weighted minutes if nothing flies."""
        return float((self.weights * np.maximum(self.limit_min, self.starts)).sum())

    def flying_min(self, timetable: Ints) -> int:
        """Minutes of all legs."""
        return int(self._minutes[timetable[:, (w.TO_OPTION, w.OPTION, w.AFTER_OPTION)]].sum())

    def scalar(self, value: Value) -> float:
        """The value as one figure in minutes, for a search that must weigh one against another."""
        total = float(self.weights.sum())
        soonest = value.weighted / total if total > 0 else float(value.last_landing_min)
        return GROUNDED * value.grounded + soonest + LAST_LANDING * value.last_landing_min + MINUTE_FLOWN * value.flying_min
