"""Free spaces: the largest empty cuboids of a unit, overlapping each other.

With a rule of full support a space stands on the floor or on the full flat top of one block, so that whatever is put down in
it is supported (Parreno, Alvarez-Valdes, Tamarit and Oliveira 2008; Zhu and Lim 2012).
"""

from ...timeline.compiled import compiled
from .world import Ints, Room

MOST_SPACES = 512
"""Spaces kept at a time; more than 200 were never seen."""


@compiled
def _room_left(spaces: Ints, count: int, space: Ints, least: Ints) -> bool:
    """Whether a space can take the least extents and lies in no other."""
    if space[3] - space[0] < least[0] or space[4] - space[1] < least[1] or space[5] - space[2] < least[2]:
        return False
    for i in range(count):
        if (
            spaces[i, 0] <= space[0]
            and spaces[i, 1] <= space[1]
            and spaces[i, 2] <= space[2]
            and spaces[i, 3] >= space[3]
            and spaces[i, 4] >= space[4]
            and spaces[i, 5] >= space[5]
        ):
            return False
    return True


@compiled
def carve(spaces: Ints, count: int, taken: Ints, top: Ints, standing: bool, least: Ints, scratch: Ints) -> int:
    """Take a cuboid (x1, y1, z1, x2, y2, z2) out of the spaces; returns their new number.

    `top` is the rectangle (x1, y1, x2, y2) on it that bears; `standing`: above it only spaces over that rectangle are kept.
    Spaces that cannot take `least` (dx, dy, dz) are dropped. `scratch` is room to work in, shaped like `spaces`.
    """
    cut = 0
    kept = 0
    for i in range(count):
        if (
            spaces[i, 3] <= taken[0]
            or spaces[i, 0] >= taken[3]
            or spaces[i, 4] <= taken[1]
            or spaces[i, 1] >= taken[4]
            or spaces[i, 5] <= taken[2]
            or spaces[i, 2] >= taken[5]
        ):
            if kept != i:
                for k in range(6):
                    spaces[kept, k] = spaces[i, k]
            kept += 1
        elif cut < len(scratch):
            for k in range(6):
                scratch[cut, k] = spaces[i, k]
            cut += 1
    count = kept
    for i in range(cut):
        whole = scratch[i].copy()
        for side in range(6):
            if count >= len(spaces):
                break
            axis = side % 3
            part = spaces[count]
            part[:] = whole
            if side < 3:
                if whole[axis] >= taken[axis]:
                    continue
                part[axis + 3] = taken[axis]
            else:
                if whole[axis + 3] <= taken[axis + 3]:
                    continue
                part[axis] = taken[axis + 3]
                if axis == 2 and standing:
                    part[0], part[1] = max(whole[0], top[0]), max(whole[1], top[1])
                    part[3], part[4] = min(whole[3], top[2]), min(whole[4], top[3])
            if _room_left(spaces, count, part, least):
                count += 1
    if standing:
        count = _joined(spaces, count, taken[5], kept, least)
    return count


@compiled
def _joined(spaces: Ints, count: int, floor: int, begin: int, least: Ints) -> int:
    """Join the spaces from `begin` on that stand on `floor` with their neighbours that stand as high; returns the new number."""
    i = begin
    while i < count:
        if spaces[i, 2] == floor:
            j = 0
            while j < count:
                if j != i and spaces[j, 2] == floor:
                    for axis in range(2):
                        other = 1 - axis
                        if count >= len(spaces):
                            break
                        low, high = max(spaces[i, other], spaces[j, other]), min(spaces[i, other + 3], spaces[j, other + 3])
                        if low >= high or max(spaces[i, axis], spaces[j, axis]) > min(spaces[i, axis + 3], spaces[j, axis + 3]):
                            continue
                        both = spaces[count]
                        both[axis], both[axis + 3] = (
                            min(spaces[i, axis], spaces[j, axis]),
                            max(spaces[i, axis + 3], spaces[j, axis + 3]),
                        )
                        both[other], both[other + 3] = low, high
                        both[2], both[5] = floor, min(spaces[i, 5], spaces[j, 5])
                        if _room_left(spaces, count, both, least):
                            count += 1
                j += 1
        i += 1
    kept = 0
    for i in range(count):
        hidden = False
        if spaces[i, 2] == floor:
            for j in range(count):
                if (
                    j != i
                    and spaces[j, 2] == floor
                    and spaces[j, 0] <= spaces[i, 0]
                    and spaces[j, 1] <= spaces[i, 1]
                    and spaces[j, 3] >= spaces[i, 3]
                    and spaces[j, 4] >= spaces[i, 4]
                    and spaces[j, 5] >= spaces[i, 5]
                ):
                    hidden = True
                    break
        if not hidden:
            if kept != i:
                spaces[kept] = spaces[i]
            kept += 1
    return kept


@compiled
def first_spaces(room: Room, standing: bool, spaces: Ints, least: Ints, scratch: Ints) -> int:
    """The spaces of the empty unit; returns their number."""
    spaces[0, 0], spaces[0, 1], spaces[0, 2] = room.margin, room.margin, 0
    spaces[0, 3], spaces[0, 4], spaces[0, 5] = room.size[0] - room.margin, room.size[1] - room.margin, room.size[2]
    count = 1
    for i in range(len(room.solids)):
        solid = room.solids[i]
        if solid[6]:
            rectangle = solid[:5].copy()
            rectangle[2], rectangle[3] = solid[3], solid[4]
        else:
            rectangle = solid[:5].copy()
            rectangle[2], rectangle[3] = solid[0], solid[1]
        count = carve(spaces, count, solid[:6], rectangle[:4], standing, least, scratch)
    return count
