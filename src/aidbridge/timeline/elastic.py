"""Elastic rotations on dense reservations: what waits, where and for how long, follows from the limits.

Time is in whole steps 0 .. T-1. A rotation is a chain of M *stages*; stage k begins at b[k], takes so many steps, and may wait
before it begins, where it stands, with what it holds there. What it must keep:

- bounds: b[v] >= b[u] + steps. The chain itself (steps: the duration of u), the most waiting before a stage (from it back to the
  one before, steps below 0) and the most from the begin of one stage to the end of another (a duty: likewise) are of this form;
- from `earliest` to `latest` for each stage, and only within the open spans of its calendar, if it has one;
- holds: an amount of a resource over [b[i] + x, b[j] + y), within the horizon and for at least one step: what comes needs a place,
  however soon it leaves. Two holds of one rotation on one resource do not see each other: bounds must keep them apart;
- draws: an amount taken off a stock at the begin of a stage. A stock grows only by deliveries at known steps, and never falls below
  nothing. Draws of one rotation on one stock stand in the order of their stages.

`fit` finds the earliest begins. Every rule is of the form b[v] >= f(b) with f monotone (it never falls when another stage begins
later): a bound plainly; a calendar by its next open step; a hold that meets a full step, because each feasible answer at or above
the present begins ends its hold after that step too, so must begin it after the full run, b[i] + x >= the next free step; a draw,
because what is asked of the stock (its own amount and those drawn before it) is asked of all later steps, so that once it lasts it
lasts from every later step. So the begins at or above `earliest` that keep all rules are closed under the componentwise least, and
raising one begin after another from `earliest` on ends in the least of them, or beyond a `latest`, and then there are none (Knaster
and Tarski). Each raise hands on the reason of the begin that it came from, so the reason of a stage is what really binds it.

`put_off` then moves some stages as late as they can without moving the others: the same rules mirrored, each of the form b[u] <=
g(b), lowered from `latest` to the greatest fixed point, which is at or above the earliest begins. (A hold that meets a full step
must end before it, and begin before it. A draw is never harder later.)

`take` reserves and frees a rotation exactly.

The numbers of the columns are compiled in. Compiled functions of other files that call these are renewed by numba only when their
own file changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .compiled import lean, part
from .reservations import Ints, Reservations, Views, occupy

NEVER = 1 << 40
"""Later than every step and more than every amount: no limit."""

FROM, TO, STEPS = range(3)
"""Columns of `Rotation.bounds`."""
VIEW, FIRST, FIRST_OFF, LAST, LAST_OFF = range(5)
"""Columns of `Rotation.holds`: the view; the stage it begins with, and the steps from its begin; the same of its end."""
STOCK, STAGE, AMOUNT = range(3)
"""Columns of `Rotation.draws`."""
STAGES, BOUNDS, HOLDS, DRAWS = range(4)
"""Entries of `Rotation.size`."""
EARLIEST, CALENDAR, HELD, DRAWN = range(4)
"""Why a stage cannot begin sooner: its own earliest step, its calendar, a hold, a draw. A reason is kind + 4 x number, where the
number is that of the stage, the hold or the draw."""
KINDS = 4


class Calendars(NamedTuple):
    """K calendars of N open spans in all."""

    spans: Ints
    """(2, N) First and last open step, ascending and apart within a calendar."""
    first: Ints
    """(K + 1) The spans of calendar k are first[k] up to first[k + 1]."""


class Stocks(NamedTuple):
    """S stocks, each with at most E deliveries."""

    since: Ints
    """(S, E) The step of each delivery, ascending; the first is 0, and NEVER where there are no more."""
    left: Ints
    """(S, E) What is left of all deliveries until then, less all that is drawn before the next one."""


class Ground(NamedTuple):
    """What all rotations share."""

    views: Views
    state: Reservations
    calendars: Calendars
    stocks: Stocks


class Rotation(NamedTuple):
    """Room for one rotation; rows beyond `size` mean nothing."""

    earliest: Ints
    """(M)"""
    latest: Ints
    """(M) Below T."""
    calendar: Ints
    """(M) -1 for none."""
    bounds: Ints
    """(B, 3)"""
    holds: Ints
    """(H, 5)"""
    draws: Ints
    """(D, 3)"""
    size: Ints
    """(4) How many stages, bounds, holds and draws."""
    begin: Ints
    """(M) The answer."""
    reason: Ints
    """(M) Why not sooner."""


def room(stages: int, bounds: int, holds: int, draws: int) -> Rotation:
    """An empty rotation with room for so many of each."""
    return Rotation(
        np.zeros(stages, np.int64), np.zeros(stages, np.int64), np.zeros(stages, np.int64), np.zeros((bounds, 3), np.int64),
        np.zeros((holds, 5), np.int64), np.zeros((draws, 3), np.int64), np.zeros(4, np.int64), np.zeros(stages, np.int64),
        np.zeros(stages, np.int64),
    )  # fmt: skip


@lean
def clear(rotation: Rotation) -> None:
    """Begin a new rotation."""
    rotation.size[:] = 0


@lean
def stage(rotation: Rotation, earliest: int, latest: int, calendar: int) -> int:
    """Add a stage; returns its number."""
    k = rotation.size[STAGES]
    rotation.earliest[k], rotation.latest[k], rotation.calendar[k] = earliest, latest, calendar
    rotation.size[STAGES] = k + 1
    return int(k)


@lean
def bound(rotation: Rotation, before: int, after: int, steps: int) -> None:
    """Stage `after` begins no sooner than so many steps after the begin of `before`."""
    k = rotation.size[BOUNDS]
    row = rotation.bounds[k]
    row[FROM], row[TO], row[STEPS] = before, after, steps
    rotation.size[BOUNDS] = k + 1


@lean
def hold(rotation: Rotation, view: int, first: int, first_off: int, last: int, last_off: int) -> None:
    """Add a hold of a view's amount, from `first_off` steps after the begin of stage `first` to `last_off` after that of `last`."""
    k = rotation.size[HOLDS]
    row = rotation.holds[k]
    row[VIEW], row[FIRST], row[FIRST_OFF], row[LAST], row[LAST_OFF] = view, first, first_off, last, last_off
    rotation.size[HOLDS] = k + 1


@lean
def draw(rotation: Rotation, stock: int, at: int, amount: int) -> None:
    """Add a draw at the begin of a stage."""
    k = rotation.size[DRAWS]
    row = rotation.draws[k]
    row[STOCK], row[STAGE], row[AMOUNT] = stock, at, amount
    rotation.size[DRAWS] = k + 1


@part
def _past(row: Ints, low: int, high: int, step: int) -> int:
    """The first entry, from `low` up to `high`, that is not below a step."""
    while low < high:
        middle = (low + high) // 2
        if row[middle] < step:
            low = middle + 1
        else:
            high = middle
    return low


@part
def next_open(calendars: Calendars, calendar: int, step: int) -> int:
    """The first open step, not before `step`; NEVER if there is none."""
    first, end = calendars.first[calendar], calendars.first[calendar + 1]
    i = _past(calendars.spans[1], first, end, step)
    return max(step, int(calendars.spans[0, i])) if i < end else NEVER


@part
def last_open(calendars: Calendars, calendar: int, step: int) -> int:
    """The last open step, not after `step`; -1 if there is none."""
    first, end = calendars.first[calendar], calendars.first[calendar + 1]
    i = _past(calendars.spans[0], first, end, step + 1) - 1
    return min(step, int(calendars.spans[1, i])) if i >= first else -1


@part
def _lasts_from(stocks: Stocks, stock: int, step: int, amount: int) -> int:
    """The first step, not before `step`, from which a stock never falls below an amount; NEVER if there is none."""
    since, left = stocks.since[stock], stocks.left[stock]
    for k in range(since.size - 1, -1, -1):
        if since[k] < NEVER and left[k] < amount:
            return max(step, int(since[k + 1])) if k + 1 < since.size else NEVER
        if since[k] <= step:
            break
    return step


@lean
def fit(ground: Ground, rotation: Rotation) -> int:
    """Fill `begin` with the earliest begins and `reason` with what they wait for; returns -1.

    Where there are none, returns a stage that would have to begin after its `latest`, with the reason why.
    """
    begin, reason, steps = rotation.begin, rotation.reason, ground.state.held.shape[1]
    for k in range(rotation.size[STAGES]):
        begin[k], reason[k] = rotation.earliest[k], EARLIEST + KINDS * k
    moved = True
    while moved:
        moved = False
        for h in range(rotation.size[BOUNDS]):
            u, v = rotation.bounds[h, FROM], rotation.bounds[h, TO]
            at = begin[u] + rotation.bounds[h, STEPS]
            if at > begin[v]:
                begin[v], reason[v], moved = at, reason[u], True
        for k in range(rotation.size[STAGES]):
            if begin[k] <= rotation.latest[k] and rotation.calendar[k] >= 0:
                at = next_open(ground.calendars, rotation.calendar[k], begin[k])
                if at > begin[k]:
                    begin[k], reason[k], moved = at, CALENDAR + KINDS * k, True
            if begin[k] > rotation.latest[k]:
                return k
        for h in range(rotation.size[HOLDS]):
            row = rotation.holds[h]
            i = row[FIRST]
            start = begin[i] + row[FIRST_OFF]
            end = max(start + 1, begin[row[LAST]] + row[LAST_OFF])
            if start < 0:
                begin[i], reason[i], moved = -row[FIRST_OFF], HELD + KINDS * h, True
                continue
            full = ground.state.next_full[row[VIEW], start] if start < steps else steps
            if full < end:
                free = ground.state.next_free[row[VIEW], full] if full < steps else steps
                begin[i] = free - row[FIRST_OFF] if free < steps else NEVER
                reason[i], moved = HELD + KINDS * h, True
        for h in range(rotation.size[DRAWS]):
            stock, k, amount = rotation.draws[h, STOCK], rotation.draws[h, STAGE], 0
            for other in range(h + 1):
                if rotation.draws[other, STOCK] == stock:
                    amount += rotation.draws[other, AMOUNT]
            at = _lasts_from(ground.stocks, stock, begin[k], amount)
            if at > begin[k]:
                begin[k], reason[k], moved = at, DRAWN + KINDS * h, True
    return -1


@part
def _before_full(state: Reservations, view: int, step: int) -> int:
    """The last step before `step`, full or beyond the horizon, at which a view's amount fits; -1 for none."""
    step = min(step, state.held.shape[1]) - 1
    while step >= 0 and state.next_full[view, step] == step:
        step -= 1
    return step


@lean
def put_off(ground: Ground, rotation: Rotation, first: int, end: int) -> None:
    """Move the stages from `first` up to `end`, after `fit`, as late as they can while all others stay where they are."""
    begin, steps = rotation.begin, ground.state.held.shape[1]
    for k in range(first, end):
        begin[k] = rotation.latest[k]
    moved = True
    while moved:
        moved = False
        for h in range(rotation.size[BOUNDS] - 1, -1, -1):
            u, v = rotation.bounds[h, FROM], rotation.bounds[h, TO]
            at = begin[v] - rotation.bounds[h, STEPS]
            if first <= u < end and at < begin[u]:
                begin[u], moved = at, True
        for k in range(first, end):
            if rotation.calendar[k] >= 0:
                at = last_open(ground.calendars, rotation.calendar[k], begin[k])
                if at < begin[k]:
                    begin[k], moved = at, True
        for h in range(rotation.size[HOLDS]):
            row = rotation.holds[h]
            i, j = row[FIRST], row[LAST]
            start = begin[i] + row[FIRST_OFF]
            full = ground.state.next_full[row[VIEW], start] if start < steps else steps
            if first <= j < end and full < begin[j] + row[LAST_OFF]:
                begin[j], moved = full - row[LAST_OFF], True
            if first <= i < end and full <= start:
                begin[i], moved = _before_full(ground.state, row[VIEW], start) - row[FIRST_OFF], True


@lean
def take(ground: Ground, rotation: Rotation, sign: int) -> None:
    """Take (sign 1) or give back (sign -1) all that a rotation holds and draws at its begins."""
    begin = rotation.begin
    for h in range(rotation.size[HOLDS]):
        row = rotation.holds[h]
        view, start = row[VIEW], begin[row[FIRST]] + row[FIRST_OFF]
        end = max(start + 1, begin[row[LAST]] + row[LAST_OFF])
        occupy(ground.views, ground.state, ground.views.resource[view], start, end, sign * ground.views.amount[view])
    for h in range(rotation.size[DRAWS]):
        take_stock(ground.stocks, rotation.draws[h, STOCK], begin[rotation.draws[h, STAGE]], sign * rotation.draws[h, AMOUNT])


@part
def take_stock(stocks: Stocks, stock: int, step: int, amount: int) -> None:
    """Draw an amount off a stock at a step; below 0, give it back."""
    since, left = stocks.since[stock], stocks.left[stock]
    for k in range(since.size):
        if k + 1 == since.size or since[k + 1] > step:
            left[k] -= amount


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, told plainly."""

    steps: int
    earliest: int = 0
    latest: int = NEVER
    calendar: int = -1
    wait: int | None = None
    """The most waiting before it; None for any."""


@dataclass(frozen=True, slots=True)
class Duty:
    """From the begin of one stage to the end of another at most so many steps."""

    first: int
    last: int
    most: int


@dataclass(frozen=True, slots=True)
class Held:
    """An amount of a resource, from `before` steps before stage `first` until `after` steps after the end of `last`, or after its
    begin where `until_begin`."""

    resource: int
    first: int
    last: int
    amount: int = 1
    before: int = 0
    after: int = 0
    until_begin: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """An amount taken off a stock at the begin of a stage."""

    stock: int
    stage: int
    amount: int


def rotation(
    ground: Ground, stages: Sequence[Stage], duties: Sequence[Duty] = (), holds: Sequence[Held] = (), draws: Sequence[Drawn] = ()
) -> Rotation:
    """The rows of a rotation. Raises ValueError where a hold has no view, or draws on a stock are not in the order of stages."""
    views = {pair: v for v, pair in enumerate(zip(ground.views.resource.tolist(), ground.views.amount.tolist(), strict=True))}
    faults = [f"{held}: no view of its resource and amount; name it when the views are made"
              for held in holds if (held.resource, held.amount) not in views]  # fmt: skip
    faults += [
        f"{two}: drawn before {one}; give the draws on one stock in the order of their stages"
        for n, two in enumerate(draws)
        for one in draws[:n]
        if one.stock == two.stock and one.stage > two.stage
    ]
    if faults:
        raise ValueError("; ".join(faults))
    made = room(len(stages), 2 * len(stages) + len(duties), len(holds), len(draws))
    horizon = ground.state.held.shape[1]
    for k, one in enumerate(stages):
        stage(made, one.earliest, min(one.latest, horizon - 1), one.calendar)
        if k:
            bound(made, k - 1, k, stages[k - 1].steps)
            if one.wait is not None:
                bound(made, k, k - 1, -one.wait - stages[k - 1].steps)
    for duty in duties:
        bound(made, duty.last, duty.first, stages[duty.last].steps - duty.most)
    for held in holds:
        last_off = held.after if held.until_begin else stages[held.last].steps + held.after
        hold(made, views[held.resource, held.amount], held.first, -held.before, held.last, last_off)
    for drawn in draws:
        draw(made, drawn.stock, drawn.stage, drawn.amount)
    return made
