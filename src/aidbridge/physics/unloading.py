"""What stands in the way of what leaves first (rule L9): items leave straight towards a door."""

from collections.abc import Iterable

from ..model.fleet import AircraftType
from .standing import Stood


def in_the_way(type: AircraftType, first: Stood, later: Iterable[Stood]) -> tuple[Stood, ...] | None:
    """Those of `later` that block `first` on its easiest way out; None where no door is known to be at an end of the hold.

    An item leaves along the hold without moving aside, so that whatever overlaps it across the hold and is nearer to the door
    blocks it. With doors at both ends the way with less before it counts.
    """
    beside = [one for one in later if one.y_cm < first.y_to_cm and first.y_cm < one.y_to_cm]
    rear = tuple(one for one in beside if one.x_to_cm > first.x_to_cm)
    nose = tuple(one for one in beside if one.x_cm < first.x_cm)
    match type.loads_through:
        case "rear":
            return rear
        case "nose":
            return nose
        case "both":
            return min(rear, nose, key=len)
        case _:
            return None
