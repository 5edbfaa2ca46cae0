"""An item where it stands in a hold, in whole centimetres: what every rule about places looks at."""

from typing import NamedTuple

from ..model.plan import Placement
from ..model.resolved import Item


class Stood(NamedTuple):
    """An item from `x_cm` to `x_to_cm` along the hold and from `y_cm` to `y_to_cm` across it."""

    item: Item
    x_cm: int
    x_to_cm: int
    y_cm: int
    y_to_cm: int
    turned: bool

    @classmethod
    def of(cls, item: Item, placement: Placement) -> "Stood":
        return cls.at(item, placement.x_cm, placement.y_cm, placement.turned)

    @classmethod
    def at(cls, item: Item, x_cm: int, y_cm: int, turned: bool) -> "Stood":
        """The item with its front left corner at x, y."""
        along, across = (item.width_cm, item.length_cm) if turned else (item.length_cm, item.width_cm)
        return cls(item, x_cm, x_cm + along, y_cm, y_cm + across, turned)

    @property
    def parts(self) -> tuple[tuple[int, int, int], ...]:
        """Stretches of the item along the hold with their heights: from, to, height. What is turned is as high as its highest."""
        whole = (self.x_cm, self.x_to_cm, self.item.height_cm)
        if self.turned or not self.item.stretches:
            return (whole,)
        return tuple((self.x_cm + part.from_cm, self.x_cm + part.to_cm, part.height_cm) for part in self.item.stretches)


def between_cm(one: Stood, other: Stood) -> int:
    """How far two items are apart along the hold or across it, whichever is more; below 0 where they overlap."""
    along = max(other.x_cm - one.x_to_cm, one.x_cm - other.x_to_cm)
    across = max(other.y_cm - one.y_to_cm, one.y_cm - other.y_to_cm)
    return max(along, across)
