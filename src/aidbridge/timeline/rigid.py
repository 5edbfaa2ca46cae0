"""Rigid rotations on dense reservations: everything an airlift waits for is a hold on a resource, and nothing waits on the way.

Time is in whole steps 0 .. T-1 of a length that the caller chooses. A *resource* is something of which at most `capacity` may be in
use at one step: parking places, a pool of alike aircraft, crews. A *template* is one way of flying a load; begun at step t it holds
an amount of resources over [t + begin, t + end) each, and its load arrives at t + `arrives`. A resource of which nothing is ever
taken is a calendar: full where it is closed.

The earliest begin is found in a few jumps along the views of `reservations`.

Compiled functions of other files that call these are renewed by numba only when their own file changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .compiled import compiled
from .reservations import Ints, Reservations, Steps, Views, occupy, reserved, views_of

__all__ = [
    "BEGIN",
    "END",
    "VIEW",
    "Hold",
    "Ints",
    "Reservations",
    "Rotations",
    "Steps",
    "Template",
    "fit",
    "fits",
    "reservations",
    "rotations",
    "take",
]

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

    views: Views
    calendar: npt.NDArray[np.bool_]
    """(R) Whether nothing is ever taken of it."""
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
    return Rotations(
        views_of(capacity, views),
        np.isin(np.arange(len(capacity)), list(fixed)),
        table,
        resources,
        longest,
        np.array([template.arrives for template in templates], np.int64),
        max((max(template.arrives + 1, *(hold.end for hold in template.holds), 1) for template in templates), default=1),
    )


def reservations(rigid: Rotations, held: npt.NDArray[np.integer]) -> Reservations:
    """Reservations of which `held` (R, T) is in use beforehand."""
    return reserved(rigid.views, held)


@compiled
def take(rigid: Rotations, state: Reservations, template: int, begin: int, sign: int) -> None:
    """Take (sign 1) or give back (sign -1) all that a template begun at a step holds."""
    for h in range(rigid.holds.shape[1]):
        resource = rigid.holds_of[template, h]
        if resource >= 0:
            first, end = begin + rigid.holds[template, h, BEGIN], begin + rigid.holds[template, h, END]
            occupy(rigid.views, state, resource, first, end, sign * rigid.views.amount[rigid.holds[template, h, VIEW]])


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
