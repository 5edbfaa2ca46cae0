"""Rectangles on a floor: items set down one after another, as far forward as the gaps to those already standing allow."""

from typing import NamedTuple

from .fit import Footprint


class Shape(NamedTuple):
    """All that placing needs to know of an item; items of one shape are interchangeable."""

    footprints: tuple[Footprint, ...]
    gap_cm: int
    mass_kg: int

    @property
    def shortest(self) -> Footprint:
        """The way to stand that takes the least length of the hold."""
        return min(self.footprints)

    @property
    def narrowest_cm(self) -> int:
        return min(way.width_cm for way in self.footprints)


class Box(NamedTuple):
    """A shape standing on the floor, its front left corner at x, y."""

    x_cm: int
    y_cm: int
    length_cm: int
    width_cm: int
    gap_cm: int
    mass_kg: int
    centre_cm: int
    """Its own centre of gravity from its front end."""
    shape: int
    """Number of its shape."""
    turned: bool


def set_down(order: list[int], shapes: list[Shape], floor_length_cm: int, floor_width_cm: int) -> list[Box] | None:
    """Place the shapes in this order, each where its rear end comes least far back; None when one runs over the floor's end.

    Places beside the left wall, beside the right wall and beside what stands already are tried, in every way to stand.
    """
    boxes: list[Box] = []
    for number in order:
        shape = shapes[number]
        best: tuple[int, int, int] | None = None
        chosen: Footprint | None = None
        for way in shape.footprints:
            furthest = floor_width_cm - shape.gap_cm - way.width_cm
            for y in _places_across(boxes, shape.gap_cm, way.width_cm, furthest):
                x = _least_x(boxes, y, way.width_cm, shape.gap_cm)
                if best is None or (x + way.length_cm, x, y) < best:
                    best, chosen = (x + way.length_cm, x, y), way
        if best is None or chosen is None or best[0] > floor_length_cm:
            return None
        boxes.append(_box(shape, number, chosen, best[1], best[2]))
    return boxes


def in_file(order: list[int], shapes: list[Shape], floor_width_cm: int) -> list[list[Box]]:
    """Each shape alone across the hold, on the centre line, the short way along it: one section an item."""
    ways = [(shapes[number], number, shapes[number].shortest) for number in order]
    return [[_box(shape, number, way, 0, (floor_width_cm - way.width_cm) // 2)] for shape, number, way in ways]


def sections(boxes: list[Box], floor_width_cm: int) -> list[list[Box]]:
    """Cut the floor straight across wherever no box is cut; each section starts at x 0 and stands in the middle across."""
    found: list[list[Box]] = []
    reached = -1
    for box in sorted(boxes):
        if box.x_cm >= reached:
            found.append([])
        found[-1].append(box)
        reached = max(reached, box.x_cm + box.length_cm)
    return [_centred(section, floor_width_cm) for section in found]


def must_queue(one: Shape, other: Shape, floor_width_cm: int) -> bool:
    """Whether the two can never stand side by side."""
    between = max(one.gap_cm, other.gap_cm)
    return one.narrowest_cm + other.narrowest_cm + one.gap_cm + other.gap_cm + between > floor_width_cm


def _box(shape: Shape, number: int, way: Footprint, x: int, y: int) -> Box:
    return Box(x, y, way.length_cm, way.width_cm, shape.gap_cm, shape.mass_kg, way.centre_cm, number, way.turned)


def _places_across(boxes: list[Box], gap: int, width: int, furthest: int) -> list[int]:
    """Values of y worth trying: at a wall, or just clear of a box on either side."""
    places = {gap, furthest}
    for box in boxes:
        between = max(gap, box.gap_cm)
        places.add(box.y_cm + box.width_cm + between)
        places.add(box.y_cm - between - width)
    return sorted(y for y in places if gap <= y <= furthest)


def _least_x(boxes: list[Box], y: int, width: int, gap: int) -> int:
    """The least x behind every box that stands in the way at this y."""
    x = 0
    for box in boxes:
        between = gap if gap > box.gap_cm else box.gap_cm
        if y < box.y_cm + box.width_cm + between and box.y_cm < y + width + between:
            behind = box.x_cm + box.length_cm + between
            x = max(x, behind)
    return x


def _centred(section: list[Box], floor_width_cm: int) -> list[Box]:
    left = min(box.y_cm - box.gap_cm for box in section)
    right = min(floor_width_cm - box.y_cm - box.width_cm - box.gap_cm for box in section)
    front, aside = min(box.x_cm for box in section), (right - left) // 2
    return [box._replace(x_cm=box.x_cm - front, y_cm=box.y_cm + aside) for box in section]
