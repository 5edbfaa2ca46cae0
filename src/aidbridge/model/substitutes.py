"""What does another thing's job."""

from .noun import Id, Noun, Positive


class Substitute(Noun):
    """An item or capability that does another's job: one unit of `item` counts as `rate` units of `stands_for`."""

    item: Id
    stands_for: Id
    rate: Positive = 1.0
