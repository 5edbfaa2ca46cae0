"""Rigid rotations on dense reservations: everything an airlift waits for is a hold on a resource, and nothing waits on the way.

Time is in whole steps 0 .. T-1 of a length that the caller chooses. A *resource* is something of which at most `capacity` may be in
use at one step: parking places, a pool of alike aircraft, crews. A *template* is one way of flying a load; begun at step t it holds
an amount of resources over [t + begin, t + end) each, and its load arrives at t + `arrives`. A resource of which nothing is ever
taken is a calendar: full where it is closed.

So that the earliest begin is found in a few jumps, each pair of a resource and an amount asked of it (a *view*) keeps two rows:
the first step, at or after each, at which the amount no longer fits, and the first at which it fits again. Taking and giving back
renews only the steps whose state changed and the run before them.

Compiled functions of other files that call these are renewed by numba only when their own file changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .compiled import compiled

Ints = npt.NDArray[np.int64]
Steps = npt.NDArray[np.int32]

VIEW, BEGIN, END = range(3)
"""Columns of `Rotations.holds`."""


@dataclass(frozen=True, slots=True)
class Hold:
    """An amount of a resource over [begin, end), in steps from the begin of the rotation."""

    resource: int
    begin: int
    end: int
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Template:
    """One way of flying a load; `arrives` is the step, from the begin, that counts for the load."""

    holds: tuple[Hold, ...]
    arrives: int


class Rotations(NamedTuple):
    """M templates of at most H holds on R resources, seen in V views."""

    capacity: Ints
    """(R)"""
    calendar: npt.NDArray[np.bool_]
    """(R) Whether nothing is ever taken of it."""
    view_resource: Ints
    """(V) Ascending."""
    view_amount: Ints
    """(V)"""
    first_view: Ints
    """(R + 1) The views of resource r are first_view[r] up to first_view[r + 1]."""
    holds: Ints
    """(M, H, 3) View (-1 for none), begin, end."""
    holds_of: Ints
    """(M, H) The resource of each hold; -1 for none and for calendars."""
    longest: Ints
    """(M) Which hold on a resource that is no calendar lasts longest; -1 for none."""
    arrives: Ints
    """(M)"""
    reach: int
    """The furthest step from its begin that any template touches."""


class Reservations(NamedTuple):
    """What is in use, and where the next change is."""

    held: Steps
    """(R, T)"""
    next_full: Steps
    """(V, T) The first step from each on at which the view's amount does not fit; T for none."""
    next_free: Steps
    """(V, T) The first step from each on at which it fits; T for none."""


def rotations(capacity: Sequence[int], calendars: Sequence[int], templates: Sequence[Template]) -> Rotations:
    """The tables of these templates; `calendars` are resources of which nothing is ever taken.

    Raises ValueError where a hold names a resource that does not exist, begins before its rotation, or asks for less than one, and
    where two holds of one template are on the same resource at the same time: make them one hold of the sum.
    """
    faults = [
        f"template {number}: {hold} needs a resource below {len(capacity)}, a begin of at least 0 and an amount of at least 1"
        for number, template in enumerate(templates)
        for hold in template.holds
        if not 0 <= hold.resource < len(capacity) or hold.begin < 0 or hold.amount < 1
    ]
    faults += [
        f"template {number}: two holds on resource {a.resource} at the same time: make them one hold of the sum"
        for number, template in enumerate(templates)
        for a, b in combinations(template.holds, 2)
        if a.resource == b.resource and a.begin < b.end and b.begin < a.end
    ]
    if faults:
        raise ValueError("; ".join(faults))
    asked = [[hold for hold in template.holds if hold.end > hold.begin] for template in templates]
    views = sorted({(hold.resource, hold.amount) for holds in asked for hold in holds})
    number_of = {view: number for number, view in enumerate(views)}
    width = max((len(holds) for holds in asked), default=1) or 1
    table = np.full((len(asked), width, 3), -1, np.int64)
    resources = np.full((len(asked), width), -1, np.int64)
    longest = np.full(len(asked), -1, np.int64)
    fixed = set(calendars)
    for m, holds in enumerate(asked):
        for h, hold in enumerate(holds):
            table[m, h] = number_of[hold.resource, hold.amount], hold.begin, hold.end
            resources[m, h] = -1 if hold.resource in fixed else hold.resource
        taken = [h for h in range(len(holds)) if resources[m, h] >= 0]
        longest[m] = max(taken, key=lambda h, holds=holds: (holds[h].end - holds[h].begin, -h), default=-1)  # type: ignore[misc]
    view_resource = np.array([resource for resource, _ in views], np.int64)
    return Rotations(
        np.array(capacity, np.int64),
        np.isin(np.arange(len(capacity)), list(fixed)),
        view_resource,
        np.array([amount for _, amount in views], np.int64),
        np.searchsorted(view_resource, np.arange(len(capacity) + 1)).astype(np.int64),
        table,
        resources,
        longest,
        np.array([template.arrives for template in templates], np.int64),
        max((max(template.arrives + 1, *(hold.end for hold in template.holds), 1) for template in templates), default=1),
    )


def reservations(rigid: Rotations, held: npt.NDArray[np.integer]) -> Reservations:
    """Reservations of which `held` (R, T) is in use beforehand."""
    views, steps = rigid.view_resource.size, held.shape[1]
    state = Reservations(held.astype(np.int32), np.empty((views, steps), np.int32), np.empty((views, steps), np.int32))
    _look_ahead(rigid, state)
    return state


@compiled
def _look_ahead(rigid: Rotations, state: Reservations) -> None:
    """Fill both rows of every view."""
    steps = state.held.shape[1]
    for view in range(rigid.view_resource.size):
        resource = rigid.view_resource[view]
        room = rigid.capacity[resource] - rigid.view_amount[view]
        full, free = steps, steps
        for step in range(steps - 1, -1, -1):
            if state.held[resource, step] > room:
                full = step
            else:
                free = step
            state.next_full[view, step] = full
            state.next_free[view, step] = free


@compiled
def _renew(rigid: Rotations, state: Reservations, view: int, first: int, end: int) -> None:
    """Bring a view's rows up to date after a change of the resource within [first, end)."""
    resource = rigid.view_resource[view]
    room = rigid.capacity[resource] - rigid.view_amount[view]
    held, next_full, next_free = state.held[resource], state.next_full[view], state.next_free[view]
    steps = held.size
    full = next_full[end] if end < steps else np.int32(steps)
    free = next_free[end] if end < steps else np.int32(steps)
    for step in range(end - 1, first - 1, -1):
        if held[step] > room:
            full = np.int32(step)
        else:
            free = np.int32(step)
        next_full[step] = full
        next_free[step] = free
    step = first - 1
    if step >= 0 and held[step] > room:
        while step >= 0 and held[step] > room and next_free[step] != free:
            next_free[step] = free
            step -= 1
    else:
        while step >= 0 and held[step] <= room and next_full[step] != full:
            next_full[step] = full
            step -= 1


@compiled
def take(rigid: Rotations, state: Reservations, template: int, begin: int, sign: int) -> None:
    """Take (sign 1) or give back (sign -1) all that a template begun at a step holds."""
    for h in range(rigid.holds.shape[1]):
        resource = rigid.holds_of[template, h]
        if resource < 0:
            continue
        first, end = begin + rigid.holds[template, h, BEGIN], begin + rigid.holds[template, h, END]
        by = np.int32(sign * rigid.view_amount[rigid.holds[template, h, VIEW]])
        held = state.held[resource]
        for step in range(first, end):
            held[step] += by
        for view in range(rigid.first_view[resource], rigid.first_view[resource + 1]):
            room = rigid.capacity[resource] - rigid.view_amount[view]
            low, high = -1, -1
            for step in range(first, end):
                if (held[step] > room) != (held[step] - by > room):
                    if low < 0:
                        low = step
                    high = step
            if low >= 0:
                _renew(rigid, state, view, low, high + 1)


@compiled
def fits(rigid: Rotations, state: Reservations, template: int, begin: int) -> bool:
    """Whether a template may begin at a step."""
    for h in range(rigid.holds.shape[1]):
        view = rigid.holds[template, h, VIEW]
        if view >= 0 and state.next_full[view, begin + rigid.holds[template, h, BEGIN]] < begin + rigid.holds[template, h, END]:
            return False
    return True


@compiled
def fit(rigid: Rotations, state: Reservations, template: int, ready: int, limit: int) -> int:
    """The earliest begin of a template within [ready, limit); `limit` where there is none.

    `limit` may be at most T less `reach`.
    """
    holds, count = rigid.holds[template], rigid.holds.shape[1]
    begin, agreed, h = ready, 0, 0
    while agreed < count and begin < limit:
        view = holds[h, VIEW]
        full = state.next_full[view, begin + holds[h, BEGIN]] if view >= 0 else np.int32(2147483647)
        if full < begin + holds[h, END]:
            begin, agreed = state.next_free[view, full] - holds[h, BEGIN], 0
            continue
        agreed += 1
        h = h + 1 if h + 1 < count else 0
    return min(begin, limit)
