"""Whether a set of items fits one hold together, and how; remembered by the shapes of the items."""

from itertools import combinations

from ...model.resolved import Item
from .arrangement import Arrangement, Arranger
from .fit import footprints
from .hold import Hold
from .layout import Shape, in_file, must_queue, sections, set_down

Shapes = tuple[int, ...]
"""Numbers of shapes, ascending."""


class Packer:
    """Packs one hold. The same shapes get the same answer at once."""

    def __init__(self, hold: Hold) -> None:
        self.hold = hold
        self._shapes: list[Shape] = []
        self._number: dict[Shape, int] = {}
        self._known: dict[Shapes, Arrangement | None] = {(): Arrangement((), hold.seats, 0)}
        self._arranger = Arranger(hold)

    def shape(self, item: Item) -> int | None:
        """Number of the item's shape; None where it cannot stand in this hold in any way."""
        ways = footprints(item, self.hold)
        if not ways:
            return None
        shape = Shape(tuple(sorted(ways)), self.hold.gaps.around(item), item.mass_kg)
        if shape not in self._number:
            self._number[shape] = len(self._shapes)
            self._shapes.append(shape)
        return self._number[shape]

    def floor_share(self, number: int) -> float:
        """The share of the floor that a shape takes: beside what is wider than half the hold, nothing of note can stand."""
        shape, hold = self._shapes[number], self.hold
        length = shape.shortest.length_cm + shape.gap_cm
        if must_queue(shape, shape, hold.width_cm):
            return length / (hold.length_cm + shape.gap_cm)
        return self._area(shape) / self._room(shape.gap_cm)

    def pack(self, shapes: Shapes) -> Arrangement | None:
        """The arrangement with most seats that was found for these shapes, or None."""
        if shapes not in self._known:
            self._known[shapes] = self._pack(shapes)
        return self._known[shapes]

    def _pack(self, numbers: Shapes) -> Arrangement | None:
        shapes = [self._shapes[number] for number in numbers]
        width, gap = self.hold.width_cm, max(shape.gap_cm for shape in shapes)
        in_line = sum(shape.shortest.length_cm + shape.gap_cm for shape in shapes if must_queue(shape, shape, width))
        if in_line > self.hold.length_cm + gap or sum(map(self._area, shapes)) > self._room(gap):
            return None
        if all(must_queue(a, b, width) for a, b in combinations(shapes, 2)):
            return self._arranger.arrange(in_file(list(numbers), self._shapes, width))
        best: Arrangement | None = None
        for order in self._orders(numbers):
            boxes = set_down(order, self._shapes, self.hold.length_cm, width)
            found = self._arranger.arrange(sections(boxes, width)) if boxes else None
            if found is not None and (best is None or found.seats > best.seats):
                best = found
        return best

    def _area(self, shape: Shape) -> int:
        """Floor of a shape with half its gap on every side; these areas do not overlap in any arrangement."""
        way = shape.footprints[0]
        return (way.length_cm + shape.gap_cm) * (way.width_cm + shape.gap_cm)

    def _room(self, gap_cm: int) -> int:
        """The floor with half a gap beyond both ends (at the walls the gaps lie inside)."""
        return (self.hold.length_cm + gap_cm) * self.hold.width_cm

    def _orders(self, numbers: Shapes) -> list[list[int]]:
        """Orders in which to set the shapes down: long, large and wide first."""
        way = {number: self._shapes[number].shortest for number in numbers}
        keys = (
            lambda n: (-way[n].length_cm, -way[n].width_cm, n),
            lambda n: (-way[n].length_cm * way[n].width_cm, n),
            lambda n: (-way[n].width_cm, -way[n].length_cm, n),
        )
        found: list[list[int]] = []
        for key in keys:
            order = sorted(numbers, key=key)
            if order not in found:
                found.append(order)
        return found
