"""The order of sections along the hold, and where the whole stands, so that it balances and leaves most seats (L6, L7).

The floor is cut straight across wherever no box is cut. The sections stand as close as their gaps allow and are moved as one block:
moving the block by one centimetre moves the centre of gravity by one, and any looser arrangement of the same order has its
centre between those of the block at the front and at the rear, while a closed block leaves the most free length in which
persons can sit. Where items may not stand everywhere, each section is moved back to the first place that all of it may take.
"""

import numpy as np

from ...timeline.compiled import compiled
from .sections import Flags, Sections, copy, measured
from .setting import SHAPE, WAY, Whole, X

FIXED = 6
"""Orders of more sections that are tried before exchanges."""
SMALL = 5
"""Up to so many sections every order is tried."""
ROUNDS = 6
"""Rounds of exchanges between more sections."""
STEPS = 40
"""Places tried for a block whose items may not stand everywhere."""
FITS, BALANCES = 1, 2
"""Answers: the boxes stand on the floor; they also balance. 0: they do not stand."""
LENGTH_CM, TROOPS, CABIN, TARGET_CM, WIDEST_CM = range(5)
"""Figures of a hold that ordering reads: floor length, seats in the hold and in the cabin, the best centre, the widest gap."""


@compiled
def arrange(
    boxes: Whole,
    width_cm: int,
    figures: Whole,
    between: Whole,
    window: Whole,
    ramp: Whole,
    persons: int,
    allowed: Flags,
    stops: Whole,
    door: int,
    answer: Whole,
) -> int:
    """Order the sections of `boxes` and place them: 0, FITS or BALANCES.

    window: least and largest centre of gravity; ramp: mass and moment of what stands on the ramp already, and where the floor ends
    before it. allowed: by shape, footprint and x whether it may stand there; without any x it may stand everywhere. stops: by
    shape, where it leaves; door: 1 rear, 2 nose, 0 no matter. answer: seats, centre, and how far the block may be moved forward
    (below 0) and back. On success the boxes stand where they belong.
    """
    context = measured(boxes, width_cm, figures, between, window, ramp, allowed, stops, door)
    parts, order, starts, at = len(context.lengths), context.order, context.starts, context.at
    perm, best = np.empty(parts, np.int64), np.empty(parts, np.int64)
    places, best_places = np.empty(parts, np.int64), np.empty(parts, np.int64)
    trial, rank = np.empty(6, np.int64), np.zeros(6, np.int64)
    rank[0] = 2**40
    base, number, changed, done = np.empty(parts, np.int64), 0, 0, False
    while not done and _propose(number, parts, context.lengths, context.masses, best, base, perm):
        if parts > SMALL and number >= FIXED and (number - FIXED) % (parts * parts) == 0:
            # A round of exchanges; one without gain is the last, and where nothing fits there is none.
            if rank[0] >= 2**40 or (number > FIXED and not changed):
                break
            changed = 0
            copy(best, base)
            copy(base, perm)
        number += 1
        if _weigh(perm, places, trial, context) and (trial[0], trial[1]) < (rank[0], rank[1]):
            copy(trial, rank)
            copy(perm, best)
            copy(places, best_places)
            changed = 1
            # In balance, with seats for all, or with as many as a closed block leaves at a wall.
            done = rank[0] == 0 and -rank[1] >= min(persons, rank[5])
    if rank[0] >= 2**40:
        return 0
    if rank[0] > 0:
        return FITS
    for n in range(parts):
        part, way = best[n] // 2, best[n] % 2
        for m in range(starts[part], starts[part + 1]):
            boxes[order[m], X] = best_places[n] + at[order[m], way]
    answer[0], answer[1], answer[2], answer[3] = -rank[1], rank[2], rank[3], rank[4]
    return BALANCES


@compiled
def _propose(number: int, parts: int, lengths: Whole, masses: Whole, best: Whole, base: Whole, perm: Whole) -> bool:
    """The order with this number; False after the last. As the sections come, mirrored; of few sections all orders, plain and
    mirrored; of more the heavy in the middle and the heavy at either end, then exchanges in `base`: of two, of one moved
    elsewhere, of one mirrored."""
    if number < 2:
        for n in range(parts):
            perm[n] = 2 * n if number == 0 else 2 * (parts - 1 - n) + 1
        return True
    if parts <= SMALL:
        left, many = (number - 2) // 2, 1
        for n in range(2, parts + 1):
            many *= n
        if left >= many:
            return False
        for n in range(parts):
            many //= parts - n
            chosen = left // many
            left %= many
            # The chosen one of those not taken yet.
            part = 0
            while True:
                taken = False
                for m in range(n):
                    taken = taken or perm[m] // 2 == part
                if not taken:
                    if chosen == 0:
                        break
                    chosen -= 1
                part += 1
            perm[n] = 2 * part + number % 2
        return True
    if number < FIXED:
        for n in range(parts):
            at = n
            while at > 0 and masses[base[at - 1]] * lengths[n] < masses[n] * lengths[base[at - 1]]:
                base[at] = base[at - 1]
                at -= 1
            base[at] = n
        odd = parts // 2
        for n in range(parts):
            # In the middle: every other one from the rear, then every other one from the front.
            source = base[n] if number >= 4 else (base[2 * (odd - 1 - n) + 1] if n < odd else base[2 * (n - odd)])
            perm[n if number % 2 == 0 else parts - 1 - n] = 2 * source
        return True
    turn = (number - FIXED) % (parts * parts)
    i, j = turn // parts, turn % parts
    for n in range(parts):
        perm[n] = base[n]
    if i == j:
        perm[i] ^= 1
    elif i < j:
        perm[i], perm[j] = base[j], base[i]
    else:
        for n in range(i, j, -1):
            perm[n] = base[n - 1]
        perm[j] = base[i]
    return number < FIXED + ROUNDS * parts * parts


@compiled
def _weigh(perm: Whole, places: Whole, trial: Whole, context: Sections) -> bool:
    """Close the order up and choose where it stands: distance from the balance window, seats (below 0), centre, play forward and
    back, most seats at a wall. False where it does not fit."""
    lengths, masses, moments, fronts, rears, distances, blocked, figures, window, ramp, allowed = (
        context.lengths,
        context.masses,
        context.moments,
        context.fronts,
        context.rears,
        context.distances,
        context.blocked,
        context.figures,
        context.window,
        context.ramp,
        context.allowed,
    )
    parts = len(perm)
    mass, moment = ramp[0], ramp[1]
    for n in range(parts):
        if blocked[perm[n], perm[n]]:
            return False
        start = 0
        for m in range(n - 1, -1, -1):
            if blocked[perm[m], perm[n]]:
                return False
        for m in range(n - 1, -1, -1):
            # Behind a section that is longer than the gaps, those before it are out of reach.
            if places[m] + lengths[perm[m] // 2] + figures[WIDEST_CM] <= start:
                break
            start = max(start, places[m] + distances[perm[m], perm[n]])
        places[n] = start
        mass += masses[perm[n] // 2]
        moment += moments[perm[n] // 2, perm[n] % 2] + masses[perm[n] // 2] * start
    last = perm[parts - 1]
    slack = ramp[2] - places[parts - 1] - lengths[last // 2]
    if slack < 0:
        return False
    front, rear = fronts[perm[0] // 2, perm[0] % 2], rears[last // 2, last % 2]
    beyond = figures[LENGTH_CM] - ramp[2] if ramp[0] == 0 else 0
    trial[5] = _seats(figures, max(slack + beyond - max(min(front, rear), 0), 0))
    if allowed.shape[2]:
        return _weigh_places(perm, places, trial, slack, context)
    block = mass - ramp[0]
    # Moving the block by s moves the centre by s x block / mass.
    low, high = 0, slack
    if mass > 0 and block > 0:
        low = max(low, -((moment - window[0] * mass) // block))
        high = min(high, (window[1] * mass - moment) // block)
    centre = (2 * moment + mass) // (2 * mass) if mass else 0
    if low > high:
        trial[0], trial[1], trial[2], trial[3], trial[4] = low - high, 0, centre, 0, 0
        return True
    middle = low if block == 0 else min(max((figures[TARGET_CM] * mass - moment) // block, low), high)
    best_seats, best_off, place = -1, 0, low
    for k in range(3):
        by = low if k == 0 else (middle if k == 1 else high)
        seats = _seats(figures, max(by - front, 0) + max(slack - by + beyond - rear, 0))
        off = abs(by - middle)
        if seats > best_seats or (seats == best_seats and (off < best_off or (off == best_off and by > place))):
            best_seats, best_off, place = seats, off, by
    for n in range(parts):
        places[n] += place
    trial[0], trial[1] = 0, -best_seats
    trial[2] = (2 * (moment + block * place) + mass) // (2 * mass) if mass else 0
    trial[3], trial[4] = low - place, high - place
    return True


@compiled
def _seats(figures: Whole, free_cm: int) -> int:
    """Persons that may sit when so much of the length is free."""
    return int(figures[CABIN] + (figures[TROOPS] * free_cm // figures[LENGTH_CM] if figures[LENGTH_CM] else 0))


@compiled
def _weigh_places(perm: Whole, places: Whole, trial: Whole, slack: int, context: Sections) -> bool:
    """The same where items may not stand everywhere: of some places of the first section, the best from which the others follow."""
    lengths, masses, moments, fronts, rears, distances, figures, window, ramp = (
        context.lengths,
        context.masses,
        context.moments,
        context.fronts,
        context.rears,
        context.distances,
        context.figures,
        context.window,
        context.ramp,
    )
    parts = len(perm)
    kept = np.empty(parts, np.int64)
    spread = np.empty(parts, np.int64)
    found, tried = False, -1
    step = max(slack // STEPS, 1)
    trial[0] = 2**40
    for s in range(0, slack + step, step):
        from_cm = min(s, slack)
        mass, moment, free, reached = ramp[0], ramp[1], 0, 0
        good = True
        for n in range(parts):
            part, way = perm[n] // 2, perm[n] % 2
            start = from_cm if n == 0 else 0
            for m in range(n - 1, -1, -1):
                start = max(start, spread[m] + distances[perm[m], perm[n]])
            while start + lengths[part] <= ramp[2] and not _may_stand(part, way, start, context):
                start += 1
            if start + lengths[part] > ramp[2]:
                good = False
                break
            spread[n] = start
            mass += masses[part]
            moment += moments[part, way] + masses[part] * start
            free += max(start - fronts[part, way] - reached, 0)
            reached = start + lengths[part] + rears[part, way]
        if not good or spread[0] == tried:
            continue
        tried = spread[0]
        free += max(figures[LENGTH_CM] - reached, 0) if ramp[0] == 0 else max(ramp[2] - reached, 0)
        centre = (2 * moment + mass) // (2 * mass) if mass else 0
        miss = 0
        if mass and (moment < window[0] * mass or moment > window[1] * mass):
            miss = max(window[0] - centre, centre - window[1], 1)
        seats = _seats(figures, free)
        if (miss, -seats, abs(centre - figures[TARGET_CM])) < (trial[0], trial[1], abs(trial[2] - figures[TARGET_CM])):
            trial[0], trial[1], trial[2], trial[3], trial[4] = miss, -seats, centre, 0, 0
            copy(spread, kept)
            found = True
    if found:
        copy(kept, places)
        trial[5] = -trial[1]
    return found


@compiled
def _may_stand(part: int, way: int, start: int, context: Sections) -> bool:
    """Whether every box of the section may stand where it would."""
    boxes, order, starts, at, allowed = context.boxes, context.order, context.starts, context.at, context.allowed
    for n in range(starts[part], starts[part + 1]):
        box = order[n]
        if not allowed[boxes[box, SHAPE], boxes[box, WAY], start + at[box, way]]:
            return False
    return True
