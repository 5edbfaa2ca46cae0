"""Dense reservations: how much of each resource is in use at each step, and where the next change is.

A *resource* is something of which at most `capacity` may be in use at one step. So that the earliest place is found in a few
jumps, each pair of a resource and an amount asked of it (a *view*) keeps two rows: the first step, at or after each, at which the
amount no longer fits, and the first at which it fits again. Taking and giving back renews only the steps whose state changed and
the run before them.

Compiled functions of other files that call these are renewed by numba only when their own file changes.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .compiled import lean, part

Ints = npt.NDArray[np.int64]
Steps = npt.NDArray[np.int32]


class Views(NamedTuple):
    """R resources, seen in V views."""

    capacity: Ints
    """(R)"""
    resource: Ints
    """(V) Ascending."""
    amount: Ints
    """(V)"""
    first: Ints
    """(R + 1) The views of resource r are first[r] up to first[r + 1]."""


class Reservations(NamedTuple):
    """What is in use, and where the next change is."""

    held: Steps
    """(R, T)"""
    next_full: Steps
    """(V, T) The first step from each on at which the view's amount does not fit; T for none."""
    next_free: Steps
    """(V, T) The first step from each on at which it fits; T for none."""


def views_of(capacity: Sequence[int], asked: Iterable[tuple[int, int]]) -> Views:
    """The views of these pairs of a resource and an amount, ordered by both."""
    pairs = sorted(set(asked))
    resource = np.array([resource for resource, _ in pairs], np.int64)
    first = np.searchsorted(resource, np.arange(len(capacity) + 1)).astype(np.int64)
    return Views(np.array(capacity, np.int64), resource, np.array([amount for _, amount in pairs], np.int64), first)


def reserved(views: Views, held: npt.NDArray[np.integer]) -> Reservations:
    """Reservations of which `held` (R, T) is in use beforehand."""
    count, steps = views.resource.size, held.shape[1]
    state = Reservations(held.astype(np.int32), np.empty((count, steps), np.int32), np.empty((count, steps), np.int32))
    _look_ahead(views, state)
    return state


@lean
def _look_ahead(views: Views, state: Reservations) -> None:
    """Fill both rows of every view."""
    steps = state.held.shape[1]
    for view in range(views.resource.size):
        resource = views.resource[view]
        room = views.capacity[resource] - views.amount[view]
        full, free = steps, steps
        for step in range(steps - 1, -1, -1):
            if state.held[resource, step] > room:
                full = step
            else:
                free = step
            state.next_full[view, step] = full
            state.next_free[view, step] = free


@part
def _renew(views: Views, state: Reservations, view: int, first: int, end: int) -> None:
    """Bring a view's rows up to date after a change of the resource within [first, end)."""
    resource = views.resource[view]
    room = views.capacity[resource] - views.amount[view]
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
    if first > 0 and held[first - 1] > room:
        _refill(next_free, first, free)
    elif first > 0:
        _refill(next_full, first, full)


@part
def _refill(row: Steps, end: int, value: np.int32) -> None:
    """Set the run of equal figures that ends before `end` to a value. Rows never fall, so its begin is found by halving."""
    old, low, high = row[end - 1], 0, end - 1
    while low < high:
        middle = (low + high) // 2
        if row[middle] < old:
            low = middle + 1
        else:
            high = middle
    if old != value:
        for step in range(low, end):
            row[step] = value


@part
def occupy(views: Views, state: Reservations, resource: int, first: int, end: int, by: int) -> None:
    """Take so much more (or, below 0, less) of a resource over [first, end), which lies within the horizon."""
    held, change, most = state.held[resource], np.int32(by), np.int32(0)
    for step in range(first, end):
        held[step] += change
        most = max(most, held[step])
    most = max(most, most - change)
    for view in range(views.first[resource], views.first[resource + 1]):
        room = views.capacity[resource] - views.amount[view]
        if most <= room:
            continue
        low, high = -1, -1
        for step in range(first, end):
            if (held[step] > room) != (held[step] - change > room):
                if low < 0:
                    low = step
                high = step
        if low >= 0:
            _renew(views, state, view, low, high + 1)
