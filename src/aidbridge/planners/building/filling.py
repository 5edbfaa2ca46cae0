"""One unit filled block by block: the compiled heart of building.

The next space is the one whose corner is nearest to a corner of the unit (Zhu and Lim 2012). The next block is the one with the
greatest value x (share of its surface that touches walls and cargo)^a x (1 - share of the space it wastes) / boxes^0.2: the
function VCS of Araya, Guerrero and Nunez (2017), where waste is what the remaining extents of the boxes cannot fill.
"""

from typing import NamedTuple

import numpy as np

from ...timeline.compiled import compiled
from .blocks import LEAST_FILL, Blocks, boxes_of
from .spaces import MOST_SPACES, carve, first_spaces
from .strength import Standing, stands_well
from .world import NO_LIMIT, Floats, Ints, Room, Stock

NEAR = 0.04
"""Share of a block's extent that may be free between it and what it still counts as touching (VCS: p)."""
REFRESH = 4
"""Blocks put down between two reckonings of what lengths the remaining boxes can make up."""


class Style(NamedTuple):
    """How the next space and block are chosen; every style keeps all rules."""

    standing: bool
    """Spaces stand on the floor or on one flat top (always so with full support)."""
    hanging: bool
    """The upper corners of the unit count too (never with a rule of support)."""
    touch: float
    """Exponent of the share of a block's surface that touches (VCS: alpha)."""
    rise: int
    """What a cm of height counts against a cm along or across in the distance to the nearest corner."""


class World(NamedTuple):
    """Everything that does not change while a unit is filled."""

    stock: Stock
    room: Room
    blocks: Blocks
    ranked: Ints
    """Rows (block, dx, dy, dz), by falling `rank`."""
    rank: Floats
    """value / boxes^0.2: no block scores higher."""
    even: Floats
    """Share of the block's upper face on which something may stand, in the order of `ranked`."""
    near: float
    style: Style
    fragile: bool
    """Whether a box has a load limit."""
    exact: bool
    """Whether every box must be judged by itself: limits of load, or partial support."""


class State(NamedTuple):
    """A unit while it is filled."""

    spaces: Ints
    left: Ints
    """Boxes of each type still to be had."""
    placed: Ints
    """Rows (block, x, y, z)."""
    held: Standing
    tally: Ints
    """Number of spaces, of placed blocks, of boxes in `held`; mass."""
    worth: Floats
    """Value on board."""
    reach: Ints
    """`reach[axis, d]`: the greatest sum of extents of remaining boxes that is at most d."""
    follow: Ints
    """`follow[i]`: the next row of `ranked` after i that may still fit; row 0 stands for the start."""


@compiled
def least_extents(world: World, left: Ints, least: Ints) -> None:
    """The least extents of what is left, by axis."""
    least[:] = NO_LIMIT
    stands = world.stock.stands
    for s in range(len(stands)):
        if left[stands[s, 0]] > 0:
            for axis in range(3):
                least[axis] = min(least[axis], stands[s, 1 + axis])


@compiled
def refresh(world: World, state: State) -> None:
    """Reckon `reach` anew: subset sums of the remaining extents along each axis, each box free to stand in any of its ways."""
    stands = world.stock.stands
    for axis in range(3):
        longest = world.room.size[axis]
        many = np.zeros(longest + 1, np.int64)
        for s in range(len(stands)):
            if stands[s, 1 + axis] <= longest:
                many[stands[s, 1 + axis]] += state.left[stands[s, 0]]
        reached = np.zeros(longest + 1, np.bool_)
        reached[0] = True
        top = 0
        used = np.zeros(longest + 1, np.int64)
        for extent in range(1, longest + 1):
            if many[extent] == 0:
                continue
            used[:] = 0
            for d in range(extent, min(longest, top + extent * many[extent]) + 1):
                if not reached[d] and reached[d - extent] and used[d - extent] < many[extent]:
                    reached[d] = True
                    used[d] = used[d - extent] + 1
                    top = max(top, d)
        best = 0
        for d in range(longest + 1):
            if reached[d]:
                best = d
            state.reach[axis, d] = best


@compiled
def begin(world: World, left: Ints, state: State) -> None:
    """An empty unit."""
    state.left[:] = left
    state.tally[:] = 0
    state.worth[:] = 0.0
    state.held.first[0] = 0
    least = np.zeros(3, np.int64)
    least_extents(world, left, least)
    state.tally[0] = first_spaces(world.room, world.style.standing, state.spaces, least, np.empty((MOST_SPACES, 6), np.int64))
    for i in range(len(state.follow)):
        state.follow[i] = i + 1
    refresh(world, state)


@compiled
def nearest_space(world: World, state: State) -> int:
    """The space nearest to a corner of the unit; of equally near ones the largest; -1 when there is none."""
    best, best_distance, best_volume = -1, 0, 0
    size, margin = world.room.size, world.room.margin
    for i in range(state.tally[0]):
        space = state.spaces[i]
        distance = min(space[0] - margin, size[0] - margin - space[3]) + min(space[1] - margin, size[1] - margin - space[4])
        distance += world.style.rise * (min(space[2], size[2] - space[5]) if world.style.hanging else space[2])
        volume = (space[3] - space[0]) * (space[4] - space[1]) * (space[5] - space[2])
        if best < 0 or distance < best_distance or (distance == best_distance and volume > best_volume):
            best, best_distance, best_volume = i, distance, volume
    return best


@compiled
def _within_cuts(room: Room, low: Ints, high: Ints, z1: int, z2: int) -> None:
    """Draw `low` and `high` (x, y) in to what all cuts leave at every height from z1 to z2."""
    for i in range(len(room.cuts)):
        axis, a, b, c = room.cuts[i, 0], room.cuts[i, 1], room.cuts[i, 2], room.cuts[i, 3]
        least = c - max(b * z1, b * z2)
        if a > 0:
            high[axis] = min(high[axis], least // a)
        elif a < 0:
            low[axis] = max(low[axis], -(least // -a))
        elif least < 0:
            high[axis] = low[axis] - 1


@compiled
def _available(world: World, state: State, block: int) -> bool:
    blocks = world.blocks
    for k in range(blocks.start[block], blocks.start[block + 1]):
        if state.left[blocks.kinds[k]] < blocks.counts[k]:
            return False
    heavy: bool = state.tally[3] + blocks.mass[block] > world.room.payload
    return not heavy


@compiled
def _touching(world: World, state: State, block: int, x: int, y: int, z: int) -> float:
    """Share of the block's surface that touches a wall or a placed block, or nearly does."""
    size = world.blocks.size
    dx, dy, dz = size[block, 0], size[block, 1], size[block, 2]
    x2, y2, z2 = x + dx, y + dy, z + dz
    nx, ny, nz = int(world.near * dx), int(world.near * dy), int(world.near * dz)
    room, margin = world.room.size, world.room.margin
    yz, xz, xy = dy * dz, dx * dz, dx * dy
    area = 0
    west, east, south, north, below, above = False, False, False, False, False, False
    if x - margin <= nx:
        area += yz
        west = True
    if room[0] - margin - x2 <= nx:
        area += yz
        east = True
    if y - margin <= ny:
        area += xz
        south = True
    if room[1] - margin - y2 <= ny:
        area += xz
        north = True
    if z <= nz:
        area += xy
        below = True
    if room[2] - z2 <= nz:
        area += xy
        above = True
    for p in range(state.tally[1]):
        other, px, py, pz = state.placed[p, 0], state.placed[p, 1], state.placed[p, 2], state.placed[p, 3]
        px2, py2, pz2 = px + size[other, 0], py + size[other, 1], pz + size[other, 2]
        ox = min(x2, px2) - max(x, px)
        if ox < -nx:
            continue
        oy = min(y2, py2) - max(y, py)
        if oy < -ny:
            continue
        oz = min(z2, pz2) - max(z, pz)
        if oz < -nz:
            continue
        if oy > 0 and oz > 0:
            if (not west and px2 <= x) or (not east and px >= x2):
                area += oy * oz
        elif ox > 0 and oz > 0:
            if (not south and py2 <= y) or (not north and py >= y2):
                area += ox * oz
        elif ox > 0 and oy > 0 and ((not below and pz2 <= z) or (not above and pz >= z2)):
            area += ox * oy
    share: float = area / (2.0 * (yz + xz + xy))
    return share


@compiled
def _tops(world: World, state: State, space: Ints) -> Ints:
    """What bears at the floor of a space: rectangles (x1, y1, x2, y2) within it."""
    boxes, rims = state.held.boxes, world.room.rims
    found = np.empty((state.tally[2] + len(rims), 4), np.int64)
    count = 0
    for i in range(state.tally[2] + len(rims)):
        if i < state.tally[2]:
            if boxes[i, 6] != space[2]:
                continue
            x1, y1, x2, y2 = boxes[i, 1], boxes[i, 2], boxes[i, 4], boxes[i, 5]
        else:
            r = i - state.tally[2]
            if rims[r, 4] != space[2]:
                continue
            x1, y1, x2, y2 = rims[r, 0], rims[r, 1], rims[r, 2], rims[r, 3]
        x1, y1, x2, y2 = max(x1, space[0]), max(y1, space[1]), min(x2, space[3]), min(y2, space[4])
        if x1 < x2 and y1 < y2:
            found[count, 0], found[count, 1], found[count, 2], found[count, 3] = x1, y1, x2, y2
            count += 1
    return found[:count]


@compiled
def _covered(tops: Ints, x1: int, y1: int, x2: int, y2: int) -> int:
    """cm2 of a rectangle that lie on others, which do not overlap each other."""
    area = 0
    for i in range(len(tops)):
        dx = min(x2, tops[i, 2]) - max(x1, tops[i, 0])
        dy = min(y2, tops[i, 3]) - max(y1, tops[i, 1])
        if dx > 0 and dy > 0:
            area += dx * dy
    return area


@compiled
def best_blocks(  # noqa: PLR0915 - the inner loop of everything
    world: World, state: State, space: Ints, found: Ints, scores: Floats, load: Floats
) -> int:
    """The best blocks for a space, at most `len(scores)`, best first: rows (block, x, y, z) of `found`. Returns their number."""
    room = world.room
    size, margin = room.size, room.margin
    sx, sy, sz = space[3] - space[0], space[4] - space[1], space[5] - space[2]
    east = size[0] - margin - space[3] < space[0] - margin
    north = size[1] - margin - space[4] < space[1] - margin
    up = world.style.hanging and size[2] - space[5] < space[2]
    volume = float(sx) * sy * sz
    partly = 0.0 < room.share < 1.0 and space[2] > 0
    tops = _tops(world, state, space) if partly else np.empty((0, 4), np.int64)
    if partly and len(tops) == 0:
        return 0
    corners = 4 if partly else 1
    low, high = np.zeros(2, np.int64), np.zeros(2, np.int64)
    most, count = len(scores), 0
    bar = 0.0
    before = 0
    row = state.follow[0]
    while row <= len(world.ranked):
        i = row - 1
        if count == most and world.rank[i] <= bar:
            break
        block, dx, dy, dz = world.ranked[i, 0], world.ranked[i, 1], world.ranked[i, 2], world.ranked[i, 3]
        here, row = row, state.follow[row]
        if dx > sx or dy > sy or dz > sz:
            before = here
            continue
        if not _available(world, state, block):
            state.follow[before] = row
            continue
        before = here
        low[0], low[1], high[0], high[1] = space[0], space[1], space[3], space[4]
        z = space[5] - dz if up else space[2]
        if len(room.cuts) > 0:
            _within_cuts(room, low, high, z, z + dz)
            if high[0] - low[0] < dx or high[1] - low[1] < dy:
                continue
        wide_x, wide_y = high[0] - low[0], high[1] - low[1]
        even = world.even[i] if world.style.standing else 1.0
        filled = (
            float(dx + state.reach[0, wide_x - dx]) * (dy + state.reach[1, wide_y - dy]) * (dz + even * state.reach[2, sz - dz])
        )
        bound = world.rank[i] * (filled / volume)
        if count == most and bound <= bar:
            continue
        for corner in range(corners):
            x = high[0] - dx if east != (corner & 1 == 1) else low[0]
            y = high[1] - dy if north != (corner & 2 == 2) else low[1]
            if partly and _covered(tops, x, y, x + dx, y + dy) < room.share * LEAST_FILL * (dx * dy):
                continue
            share = _touching(world, state, block, x, y, z)
            score = bound * share**world.style.touch
            if count == most and score <= bar:
                continue
            if world.exact and not _stands(world, state, block, x, y, z, load):
                continue
            at = count if count < most else most - 1
            while at > 0 and scores[at - 1] < score:
                if at < most:
                    scores[at] = scores[at - 1]
                    found[at] = found[at - 1]
                at -= 1
            scores[at] = score
            found[at, 0], found[at, 1], found[at, 2], found[at, 3] = block, x, y, z
            count = min(count + 1, most)
            bar = scores[count - 1]
            break
    return count


@compiled
def _stands(world: World, state: State, block: int, x: int, y: int, z: int, load: Floats) -> bool:
    old = state.tally[2]
    new = boxes_of(world.blocks, world.stock, block, x, y, z, state.held.boxes, old)
    return new >= 0 and stands_well(world.stock, world.room, state.held, old, new, world.fragile, load)


@compiled
def put(world: World, state: State, chosen: Ints, load: Floats, scratch: Ints) -> None:
    """Put a block (block, x, y, z) down."""
    blocks, stock = world.blocks, world.stock
    block, x, y, z = chosen[0], chosen[1], chosen[2], chosen[3]
    if world.exact:
        old = state.tally[2]
        new = boxes_of(blocks, stock, block, x, y, z, state.held.boxes, old)
        stands_well(stock, world.room, state.held, old, new, world.fragile, load)
        if world.fragile:
            state.held.load[:new] = load[:new]
        state.tally[2] = new
    for k in range(blocks.start[block], blocks.start[block + 1]):
        kind = blocks.kinds[k]
        state.left[kind] -= blocks.counts[k]
        for t in range(len(state.left)):
            if stock.apart[stock.group[kind], stock.group[t]]:
                state.left[t] = 0
    state.placed[state.tally[1]] = chosen
    state.tally[1] += 1
    state.tally[3] += blocks.mass[block]
    state.worth[0] += blocks.value[block]
    taken = np.empty(6, np.int64)
    taken[0], taken[1], taken[2] = x, y, z
    taken[3], taken[4], taken[5] = x + blocks.size[block, 0], y + blocks.size[block, 1], z + blocks.size[block, 2]
    top = np.empty(4, np.int64)
    top[0], top[1], top[2], top[3] = x, y, x + blocks.top[block, 0], y + blocks.top[block, 1]
    least = np.empty(3, np.int64)
    least_extents(world, state.left, least)
    state.tally[0] = carve(state.spaces, state.tally[0], taken, top, world.style.standing, least, scratch)


@compiled
def next_blocks(world: World, state: State, found: Ints, scores: Floats, load: Floats) -> int:
    """The best blocks for the nearest space that takes one; spaces that take none are dropped. Returns their number."""
    while state.tally[0] > 0 and state.tally[1] < len(state.placed):
        at = nearest_space(world, state)
        count = best_blocks(world, state, state.spaces[at], found, scores, load)
        if count > 0:
            return count
        state.tally[0] -= 1
        state.spaces[at] = state.spaces[state.tally[0]]
    return 0


@compiled
def fill(world: World, state: State) -> float:
    """Put the best block down until none fits; returns the value on board."""
    found, scores = np.zeros((1, 4), np.int64), np.zeros(1)
    load = np.zeros(len(state.held.load))
    scratch = np.empty((MOST_SPACES, 6), np.int64)
    since = 0
    while next_blocks(world, state, found, scores, load) > 0:
        put(world, state, found[0], load, scratch)
        since += 1
        if since % REFRESH == 0:
            refresh(world, state)
    value: float = state.worth[0]
    return value
