"""Whether a set of items fits one hold together, and how; remembered by the shapes of the items."""

from functools import cached_property
from itertools import combinations

from ...model.resolved import Item
from .arrangement import Arrangement, Arranger
from .fit import footprints
from .hold import Hold
from .layout import Floor, Shape, must_queue, sections

Shapes = tuple[int, ...]
"""Numbers of shapes, ascending."""


class Packer:
    """Packs one hold with some of a fixed list of items. The same shapes get the same answer at once."""

    def __init__(self, hold: Hold, items: tuple[Item, ...]) -> None:
        self.hold = hold
        self._shape_of = {item.id: shape for item in items if (shape := _shape(item, hold)) is not None}
        self._shapes = sorted(set(self._shape_of.values()))
        self._number = {shape: n for n, shape in enumerate(self._shapes)}
        self._known: dict[Shapes, tuple[Arrangement | None, int]] = {(): (Arrangement((), hold.seats, 0), hold.seats)}
        """The answer, and for how many persons it was sought."""

    def shape(self, id: str) -> int | None:
        """Number of the item's shape; None where it cannot stand in this hold in any way."""
        return self._number[self._shape_of[id]] if id in self._shape_of else None

    def pack(self, shapes: Shapes, persons: int) -> Arrangement | None:
        """An arrangement of these shapes that leaves seats for so many persons, or None where none was found."""
        if persons > self.hold.seats:
            return None
        if shapes not in self._known:
            self._known[shapes] = self._pack(shapes, persons), persons
        found, sought = self._known[shapes]
        if found is not None and found.seats < persons and sought < persons:
            found = self._pack(shapes, persons)
            self._known[shapes] = found, persons
        return found if found is not None and found.seats >= persons else None

    def seats(self, shapes: Shapes) -> int:
        """The most seats that an arrangement of these shapes was found to leave; 0 where there is none."""
        if self.pack(shapes, self.hold.seats) is not None:
            return self.hold.seats
        found, _ = self._known[shapes]
        return found.seats if found else 0

    def _pack(self, numbers: Shapes, persons: int) -> Arrangement | None:
        arranger = Arranger(self.hold, persons)
        gap = max(self._shapes[n].gap_cm for n in numbers)
        in_line = sum(self._line[n] for n in numbers)
        if in_line > self.hold.length_cm + gap or sum(self._area[n] for n in numbers) > self._room(gap):
            return None
        kinds, width = [self._shapes[n] for n in set(numbers)], self.hold.width_cm
        alone = all(must_queue(self._shapes[n], self._shapes[n], width) for n in numbers)
        if alone and all(must_queue(a, b, width) for a, b in combinations(kinds, 2)):
            return arranger.arrange(self._floor.in_file(list(numbers)))
        best: Arrangement | None = None
        for order in self._orders(numbers):
            boxes = self._floor.set_down(order)
            found = arranger.arrange(sections(boxes, width)) if boxes else None
            if found is not None and (best is None or found.seats > best.seats):
                best = found
                if best.seats >= persons:
                    break
        return best

    @cached_property
    def _floor(self) -> Floor:
        return Floor(self.hold.length_cm, self.hold.width_cm, self._shapes)

    @cached_property
    def _line(self) -> list[int]:
        """By shape: the length with a gap that it takes for itself alone; 0 where another of its kind may stand beside it."""
        width = self.hold.width_cm
        return [s.footprints[0].length_cm + s.gap_cm if must_queue(s, s, width) else 0 for s in self._shapes]

    @cached_property
    def floor_shares(self) -> list[float]:
        """By shape: the share of the floor that it takes; beside what must queue nothing of note is thought to stand."""
        lines = [line / (self.hold.length_cm + s.gap_cm) for line, s in zip(self._line, self._shapes, strict=True)]
        areas = [area / self._room(s.gap_cm) for area, s in zip(self._area, self._shapes, strict=True)]
        return [line or area for line, area in zip(lines, areas, strict=True)]

    @cached_property
    def _area(self) -> list[int]:
        """By shape: its floor with half its gap on every side; these areas do not overlap in any arrangement."""
        return [(s.footprints[0].length_cm + s.gap_cm) * (s.footprints[0].width_cm + s.gap_cm) for s in self._shapes]

    def _room(self, gap_cm: int) -> int:
        """The floor with half a gap beyond both ends (at the walls the gaps lie inside)."""
        return (self.hold.length_cm + gap_cm) * self.hold.width_cm

    def _orders(self, numbers: Shapes) -> list[list[int]]:
        """Orders in which to set the shapes down: long, large and wide first."""
        way = {number: self._shapes[number].footprints[0] for number in numbers}
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


def _shape(item: Item, hold: Hold) -> Shape | None:
    ways = tuple(sorted(footprints(item, hold)))
    if not ways:
        return None
    return Shape(ways, min(way.width_cm for way in ways), hold.gaps.around(item), item.mass_kg)
