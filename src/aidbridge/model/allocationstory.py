"""Why an allocation is as it is: of every line, unmet need and unused offer; and what one more of each thing would be worth."""

from typing import Literal

from .messages import Message
from .noun import Id, NotNegative, Noun, Positive


class LineReason(Noun):
    """Why so much of an offer goes to a need on a day: why here, why then, what it displaced, what would change it."""

    need: Id
    offer: Id
    depart_day: int
    quantity: Positive
    gain_h: NotNegative
    """Weighted hours that it meets."""
    here: Message
    when: Message
    change: Message


class NeedReason(Noun):
    """Why a need is not met, not wholly, or late."""

    need: Id
    share: NotNegative
    unmet_weighted_h: NotNegative
    reason: Message


class OfferReason(Noun):
    """Why part of an offer is not used."""

    offer: Id
    quantity: Positive
    reason: Message


class Worth(Noun):
    """What one more of a thing would be worth, in weighted hours of unmet need."""

    kind: Literal["offer", "reserve", "link"]
    about: str
    """`offer`, `donor/item` or `link/measure`."""
    step: Positive
    """So much more: one of people and vehicles, of goods a power of ten; of a link 1,000 kg, 10 cubic metres or 10 seats on every
    day."""
    unit: str
    worth_h: NotNegative
    how: Literal["solved", "price"]
    """solved: the relaxation solved again with so much more. price: the dual price times the step, true for small steps alone."""


class AllocationStory(Noun):
    """All of it."""

    lines: tuple[LineReason, ...]
    unmet: tuple[NeedReason, ...]
    unused: tuple[OfferReason, ...]
    worth: tuple[Worth, ...]
