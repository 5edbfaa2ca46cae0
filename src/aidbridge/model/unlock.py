"""What a group of items unlocks once all of it has arrived."""

from .noun import Id, NotNegative, Noun


class Unlock(Noun):
    """When the last of `items` arrives, coverage worth `weight` (severity x quantity x value, per hour) begins."""

    need: Id
    items: tuple[Id, ...]
    weight: NotNegative
    start_min: int = 0
    """Arriving before the need's line starts gains nothing."""
