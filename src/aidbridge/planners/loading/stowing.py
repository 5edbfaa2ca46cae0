"""Whether a set of shapes fits one hold together, and how: compiled, with a memory of sets that were asked before."""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled
from .ordering import BALANCES, FITS, WIDEST_CM, arrange
from .sections import Flags, copy
from .setting import CENTRE, COLUMNS, LENGTH, MASS, SHAPE, WAY, Whole, X, set_down

UNBALANCED, NOWHERE = -1, -2
"""Answers instead of seats: the set stands on the floor but does not balance; it was not found to stand."""
FORBIDDEN = -3
"""The arrangement that was found breaks a limit that only finished arrangements are asked about."""
SWAPS = 12
"""Orders tried beyond the fixed ones, each with some shapes exchanged."""
FAR = 1_000_000
"""More than any length in cm: it makes one number of two."""


class Room(NamedTuple):
    """A hold and the shapes that may stand in it, as arrays."""

    figures: Whole
    """What `ordering` reads: floor length, seats in the hold and in the cabin, the best centre, the widest gap; then the floor's
    width, from where to where items may stand on the ramp (0 and 0: nowhere), its limit in kg, the door (1 rear, 2 nose, 0 no
    matter), and 1 where the balance window depends on masses."""
    sides: Whole
    centres: Whole
    """By shape: its own centre from its front end, standing on its first and on its last footprint."""
    masses: Whole
    gaps: Whole
    between: Whole
    line: Whole
    """By shape: the length with a gap that it takes for itself alone; 0 where another of its kind may stand beside it."""
    area: Whole
    """By shape: its floor with half its gap on every side; these areas do not overlap in any arrangement."""
    stops: Whole
    allowed: Flags
    """By shape, footprint and x whether it may stand there; without any x it may stand everywhere on the floor."""
    on_ramp: Flags
    """The same for the ramp, x counted from its front end."""
    windows: Whole
    """By floor load and by persons, in steps: least and largest centre."""
    signs: Whole
    """By shape a random number; their sum tells sets apart."""
    known: Whole
    """The memory: a set's number, its answer, and for how many persons, and one more, it was asked. Of two sets with one place
    the later stays."""
    kinds: Whole
    """By shape a number that is the same for those that differ in mass and centre alone."""
    kind_signs: Whole
    """By kind a random number."""
    nowhere: Whole
    """Sets of kinds that were not found to stand, whatever they weigh."""


WIDTH_CM, RAMP_FROM_CM, RAMP_TO_CM, RAMP_KG, DOOR, BY_MASS, STEP_KG, STEP_PERSONS = range(WIDEST_CM + 1, WIDEST_CM + 9)


@compiled
def stowed(numbers: Whole, persons: int, room: Room) -> int:
    """Seats that an arrangement of these shapes leaves (the search ends when there are enough), or a negative answer."""
    sign = _sign(numbers, persons, room)
    place = (sign ^ (sign >> 29)) & np.int64(len(room.known) - 1)
    if room.known[place, 0] == sign and room.known[place, 2] > 0:
        seats, asked = room.known[place, 1], room.known[place, 2] - 1
        # With a ramp, seats that are too few for those who asked are not told, and fewer persons may yet sit.
        fewer = room.figures[RAMP_TO_CM] > 0 and seats == UNBALANCED and persons < asked
        if not fewer and (seats < 0 or seats >= persons or asked >= persons):
            return int(seats)
    kinds = np.int64(len(numbers))
    for number in numbers:
        kinds += room.kind_signs[room.kinds[number]]
    stands = (kinds ^ (kinds >> 29)) & np.int64(len(room.nowhere) - 1)
    if room.nowhere[stands] == kinds:
        return NOWHERE
    seats = stow(numbers, persons, room, np.empty((len(numbers), COLUMNS), np.int64), np.zeros(4, np.int64))
    if seats == NOWHERE:
        room.nowhere[stands] = kinds
    room.known[place, 0], room.known[place, 1], room.known[place, 2] = sign, seats, persons + 1
    return seats


@compiled
def forbid(numbers: Whole, persons: int, room: Room) -> None:
    """Remember that the set is forbidden."""
    sign = _sign(numbers, persons, room)
    place = (sign ^ (sign >> 29)) & np.int64(len(room.known) - 1)
    room.known[place, 0], room.known[place, 1], room.known[place, 2] = sign, FORBIDDEN, 2**31


@compiled
def _sign(numbers: Whole, persons: int, room: Room) -> int:
    """A number that tells the set from others."""
    sign = np.int64(0)
    for number in numbers:
        sign += room.signs[number]
    if room.figures[BY_MASS]:
        sign += np.int64(persons) * np.int64(7046029254386353131)
    return int(sign)


@compiled
def stow(numbers: Whole, persons: int, room: Room, boxes: Whole, answer: Whole) -> int:
    """The same, sought anew; the boxes and `answer` (seats, centre, play forward and back) are filled where it balances.

    With a ramp: where the floor alone does not do, one shape, or two, stand on the ramp, at its rear end or at its front end.
    """
    figures, count, mass = room.figures, len(numbers), 0
    for number in numbers:
        mass += room.masses[number]
    window, ramp, best = np.empty(2, np.int64), np.empty(3, np.int64), NOWHERE
    window_of(mass, persons, room, window)
    turns = 1 if figures[RAMP_TO_CM] == 0 else 1 + 2 * count * count
    aloft, rest, upper = np.empty(2, np.int64), np.empty(count, np.int64), np.empty((2, COLUMNS), np.int64)
    for turn in range(turns):
        i, j, rearmost = (turn - 1) // 2 // count, (turn - 1) // 2 % count, turn % 2
        above, left = 0, count
        ramp[0], ramp[1], ramp[2] = 0, 0, figures[0]
        if turn > 0:
            if j < i or (i > 0 and numbers[i] == numbers[i - 1]) or (j > i + 1 and numbers[j] == numbers[j - 1]):
                continue
            above = 1 if i == j else 2
            aloft[0], aloft[1] = numbers[i], numbers[j]
            if above == count or not _on_ramp(aloft[:above], rearmost, room, upper, ramp):
                continue
        left = 0
        for k in range(count):
            if turn == 0 or k not in (i, j):
                rest[left] = numbers[k]
                left += 1
        for n in range(above):
            for k in range(left):
                ramp[2] = min(ramp[2], upper[n, X] - room.between[upper[n, SHAPE], rest[k]])
        found = _stow_floor(rest[:left], persons, room, window, ramp, boxes[:left], answer)
        best = max(best, found)
        if found >= persons:
            for n in range(above):
                copy(upper[n], boxes[left + n])
                answer[2], answer[3] = 0, 0
            return found
    # Boxes of an earlier turn are gone: a set that leaves too few seats counts with the seats of its last turn.
    return best if figures[RAMP_TO_CM] == 0 else min(best, UNBALANCED)


@compiled
def window_of(mass: int, persons: int, room: Room, window: Whole) -> None:
    """Least and largest centre of a floor load; of a step the stricter of both ends."""
    last = room.windows.shape[0] - 1
    below = min(mass // room.figures[STEP_KG], last)
    above = min(below + 1, last)
    aboard = min((persons + room.figures[STEP_PERSONS] - 1) // room.figures[STEP_PERSONS], room.windows.shape[1] - 1)
    window[0] = max(room.windows[below, aboard, 0], room.windows[above, aboard, 0])
    window[1] = min(room.windows[below, aboard, 1], room.windows[above, aboard, 1])


@compiled
def _on_ramp(aloft: Whole, rearmost: int, room: Room, upper: Whole, ramp: Whole) -> bool:
    """Set the shapes down on the ramp: their boxes, and in `ramp` their mass and moment. False where they may not stand there."""
    figures = room.figures
    length, reach = figures[RAMP_TO_CM] - figures[RAMP_FROM_CM], 0
    if not set_down(aloft, room.sides, room.gaps, room.between, length, figures[WIDTH_CM], upper):
        return False
    for n in range(len(aloft)):
        reach = max(reach, upper[n, X] + upper[n, LENGTH])
    for n in range(len(aloft)):
        shape, way, at = upper[n, SHAPE], upper[n, WAY], upper[n, X] + (length - reach if rearmost else 0)
        if room.on_ramp[shape, way, at] == 0:
            return False
        upper[n, X] = at + figures[RAMP_FROM_CM]
        upper[n, MASS], upper[n, CENTRE] = room.masses[shape], room.centres[shape, way]
        ramp[0] += room.masses[shape]
        ramp[1] += room.masses[shape] * (upper[n, X] + room.centres[shape, way])
    return bool(ramp[0] <= figures[RAMP_KG])


@compiled
def _stow_floor(numbers: Whole, persons: int, room: Room, window: Whole, ramp: Whole, boxes: Whole, answer: Whole) -> int:
    """Set the shapes down in some orders and arrange what comes of it, until there are seats enough."""
    figures, count = room.figures, len(numbers)
    widest, line, area = 0, 0, 0
    for number in numbers:
        widest = max(widest, room.gaps[number])
        line += room.line[number]
        area += room.area[number]
    if line > ramp[2] + widest or area > (ramp[2] + widest) * figures[WIDTH_CM]:
        return NOWHERE
    best, state, kept = NOWHERE, np.uint64(count * 2654435761 + 1), np.empty((count, COLUMNS), np.int64)
    result, order, narrow = np.zeros(4, np.int64), np.empty(count, np.int64), area * 10 > 5 * (ramp[2] + widest) * figures[WIDTH_CM]
    in_file = True
    for number in numbers:
        in_file = in_file and room.line[number] > 0
    for kind in range(3 + (SWAPS if narrow and not in_file else 0)):
        if kind < 3:
            _sorted(numbers, kind, room, order)
        else:
            # One of the fixed orders with a few neighbours and strangers exchanged.
            _sorted(numbers, kind % 3, room, order)
            for _ in range(1 + kind // 6):
                state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                i, j = np.int64((state >> np.uint64(33)) % np.uint64(count)), np.int64((state >> np.uint64(45)) % np.uint64(count))
                order[i], order[j] = order[j], order[i]
            _by_stop(order, room)
        if not set_down(order, room.sides, room.gaps, room.between, ramp[2], figures[WIDTH_CM], boxes):
            if in_file:
                break
            continue
        for n in range(count):
            boxes[n, MASS], boxes[n, CENTRE] = room.masses[boxes[n, SHAPE]], room.centres[boxes[n, SHAPE], boxes[n, WAY]]
        found = arrange(
            boxes, figures[WIDTH_CM], figures, room.between, window, ramp, persons, room.allowed, room.stops, figures[DOOR], result
        )
        if found == FITS:
            best = max(best, UNBALANCED)
        elif found == BALANCES and result[0] > best:
            best = result[0]
            copy(result, answer)
            copy(boxes.ravel(), kept.ravel())
            if best >= persons:
                break
        if in_file:
            break
    if best >= 0:
        copy(kept.ravel(), boxes.ravel())
    return best


@compiled
def _sorted(numbers: Whole, kind: int, room: Room, order: Whole) -> None:
    """Long, large or wide first; what leaves last first where the door is behind it."""
    keys = np.empty(len(numbers), np.int64)
    for n in range(len(numbers)):
        length, width = room.sides[numbers[n], 0], room.sides[numbers[n], 1]
        key = length * FAR + width if kind == 0 else (length * width if kind == 1 else width * FAR + length)
        at = n
        while at > 0 and keys[at - 1] < key:
            keys[at], order[at] = keys[at - 1], order[at - 1]
            at -= 1
        keys[at], order[at] = key, numbers[n]
    _by_stop(order, room)


@compiled
def _by_stop(order: Whole, room: Room) -> None:
    """Stable: what leaves last first with a rear door, what leaves first first with a nose door."""
    door = room.figures[DOOR]
    if door == 0:
        return
    for n in range(1, len(order)):
        at, one = n, order[n]
        while at > 0 and (room.stops[order[at - 1]] - room.stops[one]) * (1 if door == 2 else -1) > 0:
            order[at] = order[at - 1]
            at -= 1
        order[at] = one
