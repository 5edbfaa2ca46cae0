"""The order of sections along the hold, and where the whole stands, so that it balances and leaves most seats (L6, L7).

The sections stand as close as their gaps allow and are moved as one block: moving the block by one centimetre moves the centre
of gravity by one, and any looser arrangement of the same order has its centre between those of the block at the front and at
the rear, while a closed block leaves the most free length in which persons can sit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import NamedTuple

from .hold import Hold
from .layout import Box

SMALL = 5
"""Up to so many sections every order is tried."""


class Section(NamedTuple):
    """Boxes between two straight cuts across the hold, x from the section's front."""

    boxes: tuple[Box, ...]
    length_cm: int
    mass_kg: int
    moment: int
    """Sum of kg x cm from the section's front."""
    front_cm: int
    rear_cm: int
    """How far gaps reach beyond its front and its rear."""

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> "Section":
        boxes = tuple(boxes)
        length = max(box.x_cm + box.length_cm for box in boxes)
        return cls(
            boxes=boxes,
            length_cm=length,
            mass_kg=sum(box.mass_kg for box in boxes),
            moment=sum(box.mass_kg * (box.x_cm + box.centre_cm) for box in boxes),
            front_cm=max(box.gap_cm - box.x_cm for box in boxes),
            rear_cm=max(box.x_cm + box.length_cm + box.gap_cm for box in boxes) - length,
        )

    @property
    def mirrored(self) -> "Section":
        """Front and rear exchanged; every item still faces the front."""
        if len(self.boxes) == 1:
            return self
        return Section.of(box._replace(x_cm=self.length_cm - box.x_cm - box.length_cm) for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A block of sections, standing where it leaves most seats, and how far it may be moved forward (below 0) and back."""

    boxes: tuple[Box, ...]
    seats: int
    balance_cm: int
    play_cm: tuple[int, int] = (0, 0)

    def settled(self, hold: Hold, persons: int) -> "Arrangement":
        """The block moved to where it balances best while so many persons, at most `seats`, still sit."""
        front = min((box.x_cm - box.gap_cm for box in self.boxes), default=0)
        rear = hold.length_cm - max((box.x_cm + box.length_cm + box.gap_cm for box in self.boxes), default=0)
        moves = sorted(range(self.play_cm[0], self.play_cm[1] + 1), key=lambda by: abs(self.balance_cm + by - hold.target_cm))
        seated = ((by, hold.seats_with(max(front + by, 0) + max(rear - by, 0))) for by in moves)
        by, seats = next((move for move in seated if move[1] >= persons), (0, self.seats))
        boxes = tuple(box._replace(x_cm=box.x_cm + by) for box in self.boxes)
        return Arrangement(boxes, seats, self.balance_cm + by)


@dataclass(frozen=True, slots=True)
class _Trial:
    """An order of sections and how good it is: distance from the balance window, then seats, then the centre."""

    order: tuple[Section, ...]
    starts: tuple[int, ...]
    play: tuple[int, int]
    """First and last place, from the front of the floor, at which the block balances."""
    place: int
    balance_cm: int
    seats: int

    @property
    def miss_cm(self) -> int:
        """By how much the centre stays outside the balance window."""
        return max(self.play[0] - self.play[1], 0)

    @property
    def rank(self) -> tuple[int, int]:
        return self.miss_cm, -self.seats


class Arranger:
    """Orders sections in one hold so that `persons` may sit."""

    def __init__(self, hold: Hold, persons: int) -> None:
        self._hold, self._persons, self._widest_cm = hold, persons, hold.gaps.widest_cm

    def arrange(self, boxes: list[list[Box]]) -> Arrangement | None:
        """The best order found of these sections, or None where none keeps them on the floor and in balance.

        The search ends as soon as there are seats for all.
        """
        parts = tuple(Section.of(section) for section in boxes)
        best: _Trial | None = None
        for order in _orders(parts):
            best = self._better(best, self._trial(order))
            if best is not None and self._perfect(best):
                break
        if best is not None and len(parts) > SMALL and not self._perfect(best):
            best = self._exchange(best)
        if best is None or best.miss_cm:
            return None
        placed = (
            box._replace(x_cm=box.x_cm + start + best.place)
            for section, start in zip(best.order, best.starts, strict=True)
            for box in section.boxes
        )
        low, high = best.play
        return Arrangement(tuple(placed), best.seats, best.balance_cm, (low - best.place, high - best.place))

    def _exchange(self, best: _Trial) -> _Trial:
        """Exchange two sections, move one elsewhere, or mirror one, as long as that helps."""
        while True:
            before = best
            for order in _neighbours(before.order):
                best = self._better(best, self._trial(order)) or best
            if best is before or self._perfect(best):
                return best

    def _trial(self, order: tuple[Section, ...]) -> _Trial | None:
        """Close the order up and choose where the block stands; None where it is longer than the floor."""
        hold, starts = self._hold, self._starts(order)
        length = starts[-1] + order[-1].length_cm
        slack = hold.length_cm - length
        if slack < 0:
            return None
        mass = sum(section.mass_kg for section in order)
        moment = sum(section.moment + section.mass_kg * start for section, start in zip(order, starts, strict=True))
        centre = (2 * moment + mass) // (2 * mass) if mass else 0
        low, high = 0, slack
        if hold.balance_cm is not None and mass:
            low, high = max(low, hold.balance_cm[0] - centre), min(high, hold.balance_cm[1] - centre)
        if low > high:
            return _Trial(order, starts, (low, high), 0, centre, 0)
        front, rear = order[0].front_cm, order[-1].rear_cm
        middle = min(max(hold.target_cm - centre, low), high)
        places = [(self._seats(place, front, slack - place, rear), -abs(place - middle), place) for place in (low, middle, high)]
        seats, _, place = max(places)
        return _Trial(order, starts, (low, high), place, centre + place, seats)

    def _seats(self, before_cm: int, front_cm: int, behind_cm: int, rear_cm: int) -> int:
        return self._hold.seats_with(max(before_cm - front_cm, 0) + max(behind_cm - rear_cm, 0))

    def _perfect(self, trial: _Trial) -> bool:
        """Whether no other order need be tried: in balance, with seats for all, or those that this block leaves at a wall."""
        slack = self._hold.length_cm - trial.starts[-1] - trial.order[-1].length_cm
        edge = min(min(section.front_cm, section.rear_cm) for section in trial.order)
        return not trial.miss_cm and trial.seats >= min(self._seats(0, 0, slack, edge), self._persons)

    def _starts(self, order: tuple[Section, ...]) -> tuple[int, ...]:
        starts: list[int] = []
        for n, section in enumerate(order):
            start = 0
            for m in reversed(range(n)):
                # Behind a section that is longer than the gaps, those before it are out of reach.
                if starts[m] + order[m].length_cm + self._widest_cm <= start:
                    break
                start = max(start, starts[m] + _distance(order[m], section))
            starts.append(start)
        return tuple(starts)

    @staticmethod
    def _better(best: _Trial | None, trial: _Trial | None) -> _Trial | None:
        if best is None or (trial is not None and trial.rank < best.rank):
            return trial
        return best


def _distance(one: Section, behind: Section) -> int:
    """Least distance from the front of a section to the front of one behind it."""
    least = one.length_cm
    for a in one.boxes:
        for b in behind.boxes:
            gap = a.gap_cm if a.gap_cm > b.gap_cm else b.gap_cm
            if a.y_cm < b.y_cm + b.width_cm + gap and b.y_cm < a.y_cm + a.width_cm + gap:
                least = max(least, a.x_cm + a.length_cm + gap - b.x_cm)
    return least


def _neighbours(order: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    for i, j in combinations(range(len(order)), 2):
        yield (*order[:i], order[j], *order[i + 1 : j], order[i], *order[j + 1 :])
        yield (*order[:i], *order[i + 1 : j + 1], order[i], *order[j + 1 :])
        yield (*order[:i], order[j], *order[i:j], *order[j + 1 :])
    for i, section in enumerate(order):
        if len(section.boxes) > 1:
            yield (*order[:i], section.mirrored, *order[i + 1 :])


def _orders(parts: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    """Orders worth trying first: as they come, mirrored, the heavy in the middle, the heavy at either end; all of few."""
    mirrored = tuple(section.mirrored for section in reversed(parts))
    yield parts
    yield mirrored
    if len(parts) <= SMALL:
        alike = [parts.index(section) for section in parts]
        for order in sorted(set(permutations(alike))):
            yield tuple(parts[i] for i in order)
            yield tuple(parts[i].mirrored for i in order)
        return
    dense = sorted(range(len(parts)), key=lambda i: (-parts[i].mass_kg / parts[i].length_cm, i))
    heavy_in_the_middle = [*reversed(dense[1::2]), *dense[0::2]]
    for order_of in (heavy_in_the_middle, heavy_in_the_middle[::-1], dense, dense[::-1]):
        yield tuple(parts[i] for i in order_of)
