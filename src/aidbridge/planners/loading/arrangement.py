"""A hold's floor load in its place."""

from dataclasses import dataclass

from .hold import Hold
from .layout import Box


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
