"""Whether a set of shapes fits one hold at all: a complete search with a limit on its nodes.

Every arrangement can be pushed forward and to the left until each box touches the front or a box before it, and the wall or a box
beside it, while boxes that were apart across the hold stay so. Such arrangements are listed front to rear: a box goes to one of the
places across that sums of widths reach, and as far forward as those already there allow. An arrangement that is pushed to the rear
in the same way bounds its centre of gravity from the other side; all centres between are had by moving boxes back together.
"""

from dataclasses import dataclass

import numpy as np

from ...timeline.compiled import compiled
from .arrangement import Arrangement
from .packing import Packer, Shapes
from .setting import CENTRE, COLUMNS, GAP, LENGTH, MASS, SHAPE, WAY, WIDTH, Whole, X, Y
from .stowing import Room, window_of

FOUND, NONE, ENDED = 1, 0, -1
FINE = 1 << 20
"""Steps between the foremost and the rearmost arrangement."""
NODES = 200_000


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The search ended before it could tell."""

    nodes: int


def settle(packer: Packer, shapes: Shapes, persons: int = 0, nodes: int = NODES) -> Arrangement | Unsettled | None:
    """An arrangement of these shapes with seats for so many persons; None where there is none; `Unsettled` where `nodes` boxes set
    down did not suffice, or where limits that depend on places, the ramp, stops or seats allow no proof.

    Where a window of balance is narrower than a centimetre, or boxes of one size and different mass could be exchanged in more
    ways than are tried, the answer is never a false None.
    """
    hold, room = packer.hold, packer.room
    if persons > hold.seats:
        return None
    if not shapes:
        return Arrangement((), hold.seats, 0)
    clear = next((free for free in range(hold.length_cm + 1) if hold.seats_with(free) >= persons), hold.length_cm)
    length = hold.length_cm - (clear + int(room.gaps.max()) if clear else 0)
    numbers = np.array(
        sorted(shapes, key=lambda n: (-int(room.area[n]), int(room.kinds[n]), int(room.centres[n, 0]), -int(room.masses[n])))
    )
    boxes = np.zeros((len(shapes), COLUMNS), np.int64)
    window = np.empty(2, np.int64)
    window_of(int(room.masses[numbers].sum()), persons, room, window)
    options = _options(numbers, _alike(numbers, room), room, length, hold.width_cm)
    state, used = _search(numbers, _alike(numbers, room), options, room, window, length, hold.width_cm, nodes, boxes)
    if state == FOUND:
        found = packer.arranged(boxes)
        return found if packer.keeps_places(found) and found.seats >= persons else Unsettled(int(used))
    partial = clear > 0 or hold.ramp_cm is not None or room.allowed.shape[2] > 0 or packer.asks_places or hold.balances_by_mass
    return Unsettled(int(used)) if state == ENDED or partial else None


def _alike(numbers: Whole, room: Room) -> Whole:
    """By place in `numbers`: the first that differs in mass alone."""
    first: dict[tuple[int, int, int], int] = {}
    looks = [(int(room.kinds[n]), int(room.centres[n, 0]), int(room.centres[n, 1])) for n in numbers]
    return np.array([first.setdefault(look, place) for place, look in enumerate(looks)], np.int64)


def _options(numbers: Whole, alike: Whole, room: Room, length_cm: int, width_cm: int) -> Whole:
    """Rows of kind, way and y: the places across that sums of widths and gaps reach."""
    kinds = [(place, way) for place in sorted(set(alike.tolist())) for way in range(2)]
    sides = {(k, way): room.sides[numbers[k], 2 * way : 2 * way + 2].tolist() for k, way in kinds}
    kinds = [(k, way) for k, way in kinds if (way == 0 or sides[k, 1] != sides[k, 0]) and sides[k, way][0] <= length_cm]
    last = {kind: width_cm - int(room.gaps[numbers[kind[0]]]) - sides[kind][1] for kind in kinds}
    reached = {kind: {int(room.gaps[numbers[kind[0]]])} for kind in kinds if last[kind] >= int(room.gaps[numbers[kind[0]]])}
    fresh = [(kind, y) for kind, ys in reached.items() for y in ys]
    while fresh:
        below, y = fresh.pop()
        for kind, ys in reached.items():
            above = y + sides[below][1] + int(room.between[numbers[below[0]], numbers[kind[0]]])
            if above <= last[kind] and above not in ys:
                ys.add(above)
                fresh.append((kind, above))
    return np.array([(*kind, y) for kind in kinds if kind in reached for y in sorted(reached[kind])], np.int64).reshape(-1, 3)


@compiled
def _search(
    numbers: Whole, alike: Whole, options: Whole, room: Room, window: Whole, length_cm: int, width_cm: int, nodes: int, boxes: Whole
) -> tuple[int, int]:
    """Depth first over boxes from front to rear. Boxes of one kind take its numbers in any order: masses are dealt at the end."""
    count, used, unsure = len(numbers), 0, False
    left, chosen, tried = np.zeros(count, np.int64), np.empty(count, np.int64), np.zeros(count + 1, np.int64)
    rear, widest, area, line = np.empty(count, np.int64), 0, 0, 0
    for n in range(count):
        left[alike[n]] += 1
        area += room.area[numbers[n]]
        line += room.line[numbers[n]]
        widest = max(widest, room.gaps[numbers[n]])
    if area > (length_cm + widest) * width_cm:
        return NONE, used
    depth = 0
    while depth >= 0:
        if depth == count:
            dealt = _dealt(numbers, alike, chosen, room, window, length_cm, boxes, rear)
            if dealt == FOUND:
                return FOUND, used
            unsure = unsure or dealt == ENDED
        advanced = False
        while depth < count and tried[depth] < len(options):
            option = tried[depth]
            tried[depth] += 1
            kind, way, y = options[option, 0], options[option, 1], options[option, 2]
            if left[kind] == 0:
                continue
            shape, x = numbers[kind], 0
            long, wide = room.sides[shape, 2 * way], room.sides[shape, 2 * way + 1]
            for n in range(depth):
                clear = room.between[shape, boxes[n, SHAPE]]
                if y < boxes[n, Y] + boxes[n, WIDTH] + clear and boxes[n, Y] < y + wide + clear:
                    x = max(x, boxes[n, X] + boxes[n, LENGTH] + clear)
            if x + long > length_cm or (depth > 0 and (x, y) <= (boxes[depth - 1, X], boxes[depth - 1, Y])):
                continue
            used += 1
            if used > nodes:
                return ENDED, used
            # What is still to come stands no further forward than this box.
            free, waiting = (length_cm + widest - x) * width_cm, room.area[shape]
            for n in range(depth):
                beyond = boxes[n, X] + boxes[n, LENGTH] + boxes[n, GAP] - widest - x
                free -= max(beyond, 0) * (boxes[n, WIDTH] + boxes[n, GAP])
            for n in range(count):
                if alike[n] == n:
                    waiting += (left[n] - (1 if n == kind else 0)) * room.area[numbers[n]]
            if waiting > free:
                continue
            boxes[depth, X], boxes[depth, Y], boxes[depth, LENGTH], boxes[depth, WIDTH] = x, y, long, wide
            boxes[depth, SHAPE], boxes[depth, WAY], boxes[depth, GAP] = shape, way, room.gaps[shape]
            chosen[depth] = kind
            left[kind] -= 1
            depth += 1
            tried[depth] = 0
            advanced = True
            break
        if not advanced:
            depth -= 1
            if depth >= 0:
                left[chosen[depth]] += 1
    return ENDED if unsure else NONE, used


@compiled
def _dealt(
    numbers: Whole, alike: Whole, chosen: Whole, room: Room, window: Whole, length_cm: int, boxes: Whole, rear: Whole
) -> int:  # fmt: skip
    """Give the boxes their masses, the heavy ones foremost, and exchange neighbours of one kind until those are rearmost; FOUND as
    soon as a centre in the window is reached, NONE where none can be, ENDED where that is not sure."""
    count, mass = len(numbers), 0
    for n in range(count - 1, -1, -1):
        rear[n] = length_cm - boxes[n, LENGTH]
        for m in range(n + 1, count):
            clear = room.between[boxes[n, SHAPE], boxes[m, SHAPE]]
            if boxes[n, Y] < boxes[m, Y] + boxes[m, WIDTH] + clear and boxes[m, Y] < boxes[n, Y] + boxes[n, WIDTH] + clear:
                rear[n] = min(rear[n], rear[m] - clear - boxes[n, LENGTH])
    taken = np.zeros(count, np.uint8)
    for n in range(count):
        # The numbers of a kind come heaviest first.
        for m in range(count):
            if alike[m] == chosen[n] and taken[m] == 0:
                taken[m] = 1
                boxes[n, SHAPE] = numbers[m]
                break
        boxes[n, MASS], boxes[n, CENTRE] = room.masses[boxes[n, SHAPE]], room.centres[boxes[n, SHAPE], boxes[n, WAY]]
        mass += boxes[n, MASS]
    least, most, swapped = 0, 0, True
    for n in range(count):
        least += boxes[n, MASS] * (boxes[n, X] + boxes[n, CENTRE])
        most += boxes[n, MASS] * (rear[n] + boxes[n, CENTRE])
    foremost = least
    if least > window[1] * mass and _no_swap(chosen, count):
        return NONE
    while True:
        if least <= window[1] * mass and most >= window[0] * mass and _moved(boxes, rear, window, mass):
            return FOUND
        swapped = False
        for n in range(count):
            if swapped:
                break
            for m in range(n + 1, count):
                if chosen[m] == chosen[n]:
                    if boxes[n, MASS] > boxes[m, MASS]:
                        more = boxes[n, MASS] - boxes[m, MASS]
                        least += more * (boxes[m, X] + boxes[m, CENTRE] - boxes[n, X] - boxes[n, CENTRE])
                        most += more * (rear[m] + boxes[m, CENTRE] - rear[n] - boxes[n, CENTRE])
                        boxes[n, SHAPE], boxes[m, SHAPE] = boxes[m, SHAPE], boxes[n, SHAPE]
                        boxes[n, MASS], boxes[m, MASS] = boxes[m, MASS], boxes[n, MASS]
                        swapped = True
                    break
        if not swapped:
            break
    if _same_ways(chosen, boxes, count) and (foremost > window[1] * mass or most < window[0] * mass):
        return NONE
    return ENDED


@compiled
def _no_swap(chosen: Whole, count: int) -> bool:
    """Whether no two boxes are of one kind."""
    for n in range(count):
        for m in range(n):
            if chosen[n] == chosen[m]:
                return False
    return True


@compiled
def _same_ways(chosen: Whole, boxes: Whole, count: int) -> bool:
    """Whether boxes of one kind all stand the same way, so that heavy before light is the foremost centre there is."""
    for n in range(count):
        for m in range(n):
            if chosen[n] == chosen[m] and boxes[n, WAY] != boxes[m, WAY]:
                return False
    return True


@compiled
def _moved(boxes: Whole, rear: Whole, window: Whole, mass: int) -> bool:
    """Move the boxes back together as little as the window asks; False where whole centimetres pass it by."""
    low, high = 0, FINE
    while low < high:
        middle, moment = (low + high) // 2, 0
        for n in range(len(boxes)):
            moment += boxes[n, MASS] * (boxes[n, X] + (rear[n] - boxes[n, X]) * middle // FINE + boxes[n, CENTRE])
        if moment >= window[0] * mass:
            high = middle
        else:
            low = middle + 1
    moment = 0
    for n in range(len(boxes)):
        moment += boxes[n, MASS] * (boxes[n, X] + (rear[n] - boxes[n, X]) * low // FINE + boxes[n, CENTRE])
    if moment < window[0] * mass or moment > window[1] * mass:
        return False
    for n in range(len(boxes)):
        boxes[n, X] += (rear[n] - boxes[n, X]) * low // FINE
    return True
