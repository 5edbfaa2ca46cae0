"""The least weighted hours that any tours could leave unmet.

Relaxation. Work is a fluid: crews need no way between tasks, parts may be as small as one likes, any crew of a
capability may do any of its tasks, agreements and closures are forgotten. Three things stay. A crew works only inside
its shifts, and each loses at least the way to the nearest of its tasks, the least preparation and the way back; what is
left of a shift is worked at once, from its earliest minute on, which only makes work earlier. A task is not begun before it
opens; opening inside a shift counts as open from that shift's start, so that the first relaxation stays one. Work counts
once the least airing time of its line has passed.

Two bounds are taken of this relaxation, and the greater is stated. `apart`: each line has all crews for itself. `together`:
the lines share them; every line is then credited from the first opening of its tasks to the latest end of all lines, which
only credits more. At every instant the crews do the released task of greatest weight per unit. No schedule has more
weight done at any instant: let another one differ first at an instant at which it works on j and this one on h, of no less
weight. If it does h later, exchange the two; if it never does, do h instead of j. Nothing is lost, and so on for
all instants. Credit is the integral of the weight done, so the credit is the greatest there is.
"""

from dataclasses import dataclass
from itertools import pairwise

from .world import Field


@dataclass(frozen=True, slots=True)
class Pool:
    """The parts of one line that open together."""

    need: str
    opens_min: int
    quantity: float
    value: float
    """Weight of one unit, per hour."""


@dataclass(frozen=True, slots=True)
class Span:
    """When work of a line is credited."""

    start_min: int
    end_min: int
    airing_min: int

    def credited_hours(self, first: float, last: float) -> float:
        """Mean hours credited to work done evenly from `first` to `last`, times its minutes."""
        full = min(max(self.start_min - self.airing_min, first), last)
        none = min(max(self.end_min - self.airing_min, full), last)
        whole = self.end_min - self.start_min
        at = [self.end_min - max(moment + self.airing_min, self.start_min) for moment in (full, none)]
        return ((full - first) * whole + (none - full) * (at[0] + at[1]) / 2) / 60


def least_unmet(field: Field) -> float:
    """Weighted hours unmet at least, over the lines of the tasks."""
    capability = {need.id: need.capability for need in field.resolved.mission.needs}
    idle, spans, pools = _lines(field)
    total = 0.0
    for one in sorted({capability[id] for id in idle}):
        crews = [k for k, team in enumerate(field.teams) if team.capability == one]
        mine = [pool for pool in pools if capability[pool.need] == one]
        rates = _rates(field, crews)
        lines = [id for id in idle if capability[id] == one]
        apart = sum(max(idle[id] - _credit([pool for pool in mine if pool.need == id], spans, rates), 0.0) for id in lines)
        last = max(spans[id].end_min for id in lines)
        wide = {
            id: Span(
                min([spans[id].start_min, *(pool.opens_min + spans[id].airing_min for pool in mine if pool.need == id)]),
                last,
                spans[id].airing_min,
            )
            for id in lines
        }
        together = sum(idle[id] for id in lines) - _credit(mine, wide, rates)
        total += max(apart, together)
    return max(total, 0.0)


def _lines(field: Field) -> tuple[dict[str, float], dict[str, Span], list[Pool]]:
    """Idle weighted hours and span of each line, and its pools of work."""
    world = field.world
    idle: dict[str, float] = {}
    airing: dict[str, int] = {}
    quantities: dict[tuple[str, int], float] = {}
    bounds: dict[str, tuple[int, int]] = {}
    values: dict[str, float] = {}
    asked = {need.id: need.quantity for need in field.resolved.mission.needs}
    starts = sorted({shift for shifts in field.shifts for shift in shifts}, key=lambda shift: (shift.start_min, shift.last_min))
    for j, task in enumerate(field.tasks):
        bounds[task.need] = (int(world.line_start[j]), int(world.line_end[j]))
        values[task.need] = float(world.value[j])
        airing[task.need] = min(airing.get(task.need, task.airing_min), task.airing_min)
        opens = max(field.resolved.minute(task.start), 0)
        opens = min([opens, *(shift.start_min for shift in starts if shift.start_min <= opens < shift.last_min)])
        quantities[task.need, opens] = quantities.get((task.need, opens), 0.0) + task.quantity
    for id, (start, end) in bounds.items():
        idle[id] = values[id] * asked[id] * (end - start) / 60
    spans = {id: Span(start, end, airing[id]) for id, (start, end) in bounds.items()}
    pools = [Pool(id, opens, quantity, values[id]) for (id, opens), quantity in sorted(quantities.items())]
    return idle, spans, pools


def _rates(field: Field, crews: list[int]) -> list[tuple[int, int, float]]:
    """Intervals (from, until, quantity a minute) of all crews' work together, ascending."""
    world = field.world
    changes: dict[int, float] = {}
    for k in crews:
        mine = [j for j in range(len(field.tasks)) if world.able[k, j]]
        if not mine:
            continue
        lead = min(int(world.travel[0, world.place[j]] + world.preparation[j]) for j in mine)
        back = min(int(world.travel[world.place[j], 0]) for j in mine)
        rate = float(world.capacity[k]) / 60
        for shift in field.shifts[k]:
            length = min(shift.last_min - shift.start_min, int(world.shift_min[k])) - lead - back
            if length > 0:
                begin = shift.start_min + lead
                changes[begin] = changes.get(begin, 0.0) + rate
                changes[begin + length] = changes.get(begin + length, 0.0) - rate
    rate, intervals = 0.0, []
    for first, last in pairwise(sorted(changes)):
        rate += changes[first]
        if rate > 1e-12:
            intervals.append((first, last, rate))
    return intervals


def _credit(pools: list[Pool], spans: dict[str, Span], rates: list[tuple[int, int, float]]) -> float:
    """Weight x hours credited when the released pool of greatest value is always worked on."""
    left = {number: pool.quantity for number, pool in enumerate(pools)}
    order = sorted(left, key=lambda number: -pools[number].value)
    opens = sorted({pool.opens_min for pool in pools})
    credit = 0.0
    for first, last, rate in rates:
        now = float(first)
        while now < last:
            released = [number for number in order if left[number] > 1e-9 and pools[number].opens_min <= now]
            next_open = min((moment for moment in opens if moment > now), default=last)
            if not released:
                now = float(min(next_open, last))
                continue
            number = released[0]
            until = min(float(last), float(next_open), now + left[number] / rate)
            credit += pools[number].value * rate * spans[pools[number].need].credited_hours(now, until)
            left[number] = 0.0 if until == now + left[number] / rate else left[number] - rate * (until - now)
            now = until
    return credit
