"""Whether a set of items fits one hold together, and how; remembered by the shapes of the items."""

import random
from functools import cached_property

import numpy as np

from ...model.resolved import Item
from ...physics.seats import free_length_cm
from ...physics.standing import Stood
from .arrangement import Arrangement
from .fit import footprints, traits
from .hold import Hold
from .layout import Box, Shape, must_queue
from .places import kept_cm, place_breaks, windows
from .setting import COLUMNS, SHAPE, WAY, Whole, X, Y
from .stowing import Room, forbid, stow, stowed

Shapes = tuple[int, ...]
"""Numbers of shapes, ascending."""
DOORS = {"rear": 1, "both": 1, "nose": 2}
"""Which way items leave; through both ends the rear is taken."""
MEMORY = 1 << 16
"""Sets that are remembered; one place for several, so that it needs no care."""
FAR_CM = 10**6
SEED = 5
"""Of the numbers that tell sets of shapes apart."""
MASS_STEPS, PERSONS_STEPS = 120, 12
"""Steps of the balance windows of a hold whose window depends on masses."""


class Packer:
    """Packs one hold with some of a fixed list of items. The same shapes get the same answer at once."""

    def __init__(self, hold: Hold, items: tuple[Item, ...]) -> None:
        self.hold = hold
        traits = _traits(items, hold)
        found = {item.id: shape for item in items if (shape := _shape(item, hold, traits.get(item.id, 0))) is not None}
        self.shapes = sorted(set(found.values()))
        number = {shape: n for n, shape in enumerate(self.shapes)}
        self._number = {id: number[shape] for id, shape in found.items()}
        alike = {self._number[item.id]: item for item in reversed(items) if item.id in self._number}
        self._items = [alike[n] for n in range(len(self.shapes))]
        """By shape, one item of it."""
        self._known: dict[tuple[Shapes, int], Arrangement] = {}

    def shape(self, id: str) -> int | None:
        """Number of the item's shape; None where it cannot stand in this hold in any way."""
        return self._number.get(id)

    def pack(self, shapes: Shapes, persons: int) -> Arrangement | None:
        """An arrangement of these shapes that leaves seats for so many persons, or None where none was found."""
        if persons > self.hold.seats:
            return None
        if not shapes:
            return Arrangement((), self.hold.seats, 0)
        if (shapes, persons) not in self._known:
            numbers = np.array(shapes, dtype=np.int64)
            made = self._made(numbers, persons) if stowed(numbers, persons, self.room) >= persons else None
            if made is None:
                return None
            if not self.keeps_places(made):
                forbid(numbers, persons, self.room)
                return None
            self._known[shapes, persons] = made
        return self._known[shapes, persons]

    def learn(self, shapes: Shapes, persons: int, made: Arrangement) -> None:
        """Keep an arrangement that a deeper search found."""
        self._known[shapes, persons] = made

    def fits(self, shapes: Shapes, persons: int) -> bool:
        """Whether an arrangement is found."""
        if persons > self.hold.seats:
            return False
        if self.asks_places or (shapes, persons) in self._known:
            return self.pack(shapes, persons) is not None
        return not shapes or stowed(np.array(shapes, dtype=np.int64), persons, self.room) >= persons

    def seats(self, shapes: Shapes) -> int:
        """The most seats that an arrangement of these shapes was found to leave; 0 where there is none."""
        return max(stowed(np.array(shapes, dtype=np.int64), self.hold.seats, self.room), 0) if shapes else self.hold.seats

    def kinds(self, shapes: Shapes) -> tuple[int, ...]:
        """Numbers that are the same for shapes that differ in mass and centre alone."""
        return tuple(self._kinds[n] for n in shapes)

    @cached_property
    def room(self) -> Room:
        """The hold and its shapes as the compiled search reads them."""
        hold, shapes = self.hold, self.shapes
        rng = random.Random(SEED)
        ramp = hold.ramp_cm or (0, 0)
        everywhere = not hold.by_place or all(self._everywhere(shape) for shape in shapes)
        between = self._between()
        stops = {shape.stop for shape in shapes}
        door = DOORS.get(hold.noun.loads_through or "", 0) if hold.noun is not None and len(stops) > 1 else 0
        windows_cm, step_kg, step_persons = self._windows()
        figures = (hold.length_cm, hold.troop_seats, hold.cabin_seats, hold.target_cm, int(between.max(initial=0)), hold.width_cm,
                   *ramp, hold.ramp_limit_kg, door, int(hold.balances_by_mass), step_kg, step_persons)  # fmt: skip
        return Room(
            figures=np.array(figures, np.int64),
            sides=_rows([(*s.footprints[0][:2], *s.footprints[-1][:2]) for s in shapes], 4),
            centres=_rows([(s.footprints[0].centre_cm, s.footprints[-1].centre_cm) for s in shapes], 2),
            masses=np.array([s.mass_kg for s in shapes], np.int64),
            gaps=np.array([s.gap_cm for s in shapes], np.int64),
            between=between,
            line=np.array(self._line, np.int64),
            area=np.array(self._area, np.int64),
            stops=np.array([s.stop for s in shapes], np.int64),
            allowed=self._allowed(0, 0 if everywhere else hold.length_cm),
            on_ramp=self._allowed(*ramp),
            windows=windows_cm,
            signs=np.array([rng.getrandbits(63) for _ in shapes], np.int64),
            known=np.zeros((MEMORY, 3), np.int64),
            kinds=np.array(self._kinds, np.int64),
            kind_signs=np.array([rng.getrandbits(63) for _ in shapes], np.int64),
            nowhere=np.zeros(MEMORY, np.int64),
        )

    @cached_property
    def floor_shares(self) -> list[float]:
        """By shape: the share of the floor that it takes; beside what must queue nothing of note is thought to stand."""
        lines = [line / (self.hold.length_cm + s.gap_cm) for line, s in zip(self._line, self.shapes, strict=True)]
        areas = [area / self._room_cm2(s.gap_cm) for area, s in zip(self._area, self.shapes, strict=True)]
        return [line or area for line, area in zip(lines, areas, strict=True)]

    def _made(self, numbers: Whole, persons: int) -> Arrangement | None:
        boxes, answer = np.empty((len(numbers), COLUMNS), np.int64), np.zeros(4, np.int64)
        seats = stow(numbers, persons, self.room, boxes, answer)
        if seats < persons:
            return None
        placed = tuple(self._box(*row) for row in boxes[:, [SHAPE, WAY, X, Y]].tolist())
        play = (0, 0) if self.hold.by_place else (int(answer[2]), int(answer[3]))
        return Arrangement(placed, int(answer[0]), int(answer[1]), play)

    def _box(self, number: int, way: int, x: int, y: int) -> Box:
        shape = self.shapes[number]
        stands = shape.footprints[-way]
        length, width, centre, turned = stands.length_cm, stands.width_cm, stands.centre_cm, stands.turned
        return Box(x, y, length, width, shape.gap_cm, shape.mass_kg, centre, number, turned)

    @cached_property
    def asks_places(self) -> bool:
        """Whether a finished arrangement must be asked about limits that depend on places."""
        return self.hold.noun is not None and (self.hold.by_place or any(shape.traits for shape in self.shapes))

    def keeps_places(self, made: Arrangement) -> bool:
        """Whether the arrangement keeps every limit that depends on places."""
        if not self.asks_places:
            return True
        return not place_breaks(self.hold, [Stood.at(self._items[box.shape], box.x_cm, box.y_cm, box.turned) for box in made.boxes])

    def arranged(self, boxes: Whole) -> Arrangement:
        """Boxes where they stand, with the seats that they leave."""
        placed = tuple(self._box(*row) for row in boxes[:, [SHAPE, WAY, X, Y]].tolist())
        blocked = [(box.x_cm - box.gap_cm, box.x_cm + box.length_cm + box.gap_cm) for box in placed]
        mass = sum(box.mass_kg for box in placed)
        moment = sum(box.mass_kg * (box.x_cm + box.centre_cm) for box in placed)
        seats = self.hold.seats_with(free_length_cm(self.hold.length_cm, blocked))
        return Arrangement(placed, seats, (2 * moment + mass) // (2 * mass) if mass else 0)

    def _everywhere(self, shape: Shape) -> bool:
        whole = [((0, self.hold.length_cm - way.length_cm),) for way in shape.footprints]
        return all(places[:1] == full for places, full in zip(shape.places, whole, strict=True))

    def _allowed(self, start: int, end: int) -> "np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]":
        """By shape, footprint and x from `start`, whether all of it may stand there before `end`."""
        found = np.zeros((len(self.shapes), 2, end - start + 1 if end > start else 0), np.uint8)
        if not found.size:
            return found
        for n, shape in enumerate(self.shapes):
            for way, stands in enumerate((shape.footprints[0], shape.footprints[-1])):
                for first, last in shape.places[-way]:
                    found[n, way, max(first - start, 0) : max(min(last, end - stands.length_cm) - start + 1, 0)] = 1
        return found

    def _between(self) -> Whole:
        gaps = np.array([s.gap_cm for s in self.shapes], np.int64)
        between = np.maximum(gaps[:, None], gaps[None, :]) if len(gaps) else np.zeros((0, 0), np.int64)
        risky = [n for n, shape in enumerate(self.shapes) if shape.traits]
        for a in risky:
            for b in risky:
                between[a, b] = max(between[a, b], kept_cm(self._items[a], self._items[b], self.hold))
        return between

    def _windows(self) -> tuple[Whole, int, int]:
        """Balance windows by floor load and persons, and the steps of both."""
        hold = self.hold
        if not hold.balances_by_mass:
            low, high = hold.balance_cm or (-FAR_CM, FAR_CM)
            return np.array([[[low, high]]], np.int64), 1, 1
        step_kg, step_persons = hold.payload_kg // MASS_STEPS + 1, hold.seats // PERSONS_STEPS + 1
        person_kg = hold.leg.hold.person_kg
        rows = [
            [
                hold.balance_for(kg, round(persons * person_kg)) or (-FAR_CM, FAR_CM)
                for persons in range(0, hold.seats + step_persons, step_persons)
            ]
            for kg in [1, *range(step_kg, hold.payload_kg + step_kg, step_kg)]
        ]
        return np.array(rows, np.int64), step_kg, step_persons

    @cached_property
    def _kinds(self) -> list[int]:
        """By shape: a number that is the same for those that differ in mass and centre alone."""
        numbers: dict[object, int] = {}
        looks = [
            (s.gap_cm, s.stop, s.places, s.traits, *(way[:2] for way in s.footprints), s.mass_kg if self.hold.ramp_cm else 0)
            for s in self.shapes
        ]
        return [numbers.setdefault(look, len(numbers)) for look in looks]

    @cached_property
    def _line(self) -> list[int]:
        """By shape: the length with a gap that it takes for itself alone; 0 where another of its kind may stand beside it."""
        width = self.hold.width_cm
        return [s.footprints[0].length_cm + s.gap_cm if must_queue(s, s, width) else 0 for s in self.shapes]

    @cached_property
    def _area(self) -> list[int]:
        """By shape: its floor with half its gap on every side; these areas do not overlap in any arrangement."""
        return [(s.footprints[0].length_cm + s.gap_cm) * (s.footprints[0].width_cm + s.gap_cm) for s in self.shapes]

    def _room_cm2(self, gap_cm: int) -> int:
        """The floor with half a gap beyond both ends (at the walls the gaps lie inside)."""
        return (self.hold.length_cm + gap_cm) * self.hold.width_cm


def _rows(rows: list[tuple[int, ...]], width: int) -> Whole:
    return np.array(rows, np.int64).reshape(len(rows), width)


def _traits(items: tuple[Item, ...], hold: Hold) -> dict[str, int]:
    """Numbers from 1, by item, of what else tells items apart; none for plain items in plain holds."""
    kinds: dict[object, int] = {}
    found = {item.id: traits(item, hold) for item in items}
    return {id: kinds.setdefault(own, len(kinds) + 1) for id, own in found.items() if own}


def _shape(item: Item, hold: Hold, own: int) -> Shape | None:
    ways = tuple(sorted(footprints(item, hold)))
    if not ways:
        return None
    places = tuple(windows(item, way.turned, hold) for way in ways) if hold.by_place or hold.ramp_cm is not None else ()
    return Shape(ways, min(way.width_cm for way in ways), hold.gaps.around(item), item.mass_kg, item.stop, places, own)
