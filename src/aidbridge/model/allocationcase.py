"""The allocation case: what is needed where, what is offered by whom, and what airlift and roads carry, by day; and its answer.

A case stands by itself: it can be written by hand or by another program, read from a JSON file, or made of a mission. Days are
whole numbers from 0; day `t` lasts from `24 t` to `24 (t + 1)` hours after the case's start.
"""

from typing import Literal

from pydantic import Field

from .messages import Message
from .noun import Count, Id, NotNegative, Noun, Positive, Share
from .substitutes import Substitute

CASE_FORMAT = 1
MEASURES = ("kg", "m3", "seats")
"""What links have a limit of."""

Capacity = NotNegative | tuple[NotNegative, ...] | None
"""A day's limit: one number for every day, one number a day, or None where there is no limit."""


class CasePlace(Noun):
    """Where something is needed."""

    id: Id
    name: str = ""
    severity: NotNegative = 1.0
    population: NotNegative | None = None
    """Used only by the per-capita rule that answers are compared with."""
    floor: Share = 0.0
    """Least share of each of its lines to be reached by the line's end, where the line says nothing else."""
    road: Id | None = None
    """The link that reaches it from the airfields; None has no limit."""
    road_days: Count = 0


class CaseItem(Noun):
    """A kind of thing: teams of a type, devices, goods."""

    id: Id
    name: str = ""
    unit: str = ""
    whole: bool = False
    """People and vehicles: given in whole units only."""
    kg: NotNegative = 0.0
    m3: NotNegative = 0.0
    seats: NotNegative = 0.0
    """Mass, volume and seats of one unit."""
    setup_days: Count = 0
    unit_value: NotNegative | None = None
    """Value of one unit; None: all that is asked of the item is worth 1 together."""


class Link(Noun):
    """An air bridge or a road, with what it carries a day."""

    id: Id
    kind: Literal["air", "road"]
    days: Count = 0
    """Of an air bridge: from departure to landing. A road's days are the places' `road_days`."""
    kg: Capacity = None
    m3: Capacity = None
    seats: Capacity = None


class CaseDonor(Noun):
    """Who offers."""

    id: Id
    name: str = ""
    air: Id | None = None
    """The air bridge that takes what it gives; None has no limit and lands on the day of departure."""
    places: tuple[Id, ...] | None = None
    """Where its agreement reaches; None: everywhere."""


class CaseOffer(Noun):
    """So much of an item, from a day on."""

    id: Id
    donor: Id
    item: Id
    quantity: Positive
    ready_day: Count = 0


class CaseReserve(Noun):
    """What a donor has of an item and keeps: it gives at most the difference."""

    donor: Id
    item: Id
    has: NotNegative
    keeps: NotNegative


class CaseNeed(Noun):
    """So much of an item at a place, from the start of a day on."""

    id: Id
    place: Id
    item: Id
    quantity: Positive
    from_day: Count = 0
    until_day: Count | None = None
    """The first day on which it is no longer needed; None: the horizon."""
    severity: NotNegative | None = None
    floor: Share | None = None


class AllocationCase(Noun):
    """Everything that an allocation is decided on. `missionfile.allocationcase.case_faults` tells what does not fit together."""

    format: Literal[1] = 1
    name: str
    days: int = Field(ge=1, le=3660)
    places: tuple[CasePlace, ...]
    items: tuple[CaseItem, ...]
    donors: tuple[CaseDonor, ...]
    offers: tuple[CaseOffer, ...]
    needs: tuple[CaseNeed, ...]
    reserves: tuple[CaseReserve, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    links: tuple[Link, ...] = ()


class Sent(Noun):
    """So much of an offer for a need, leaving on a day."""

    need: Id
    offer: Id
    depart_day: Count
    quantity: Positive
    """In units of the offered item."""


class DualPrices(Noun):
    """The certificate of an allocation's bound: what one more unit of each limited thing is worth, in weighted hours.

    Whatever numbers of 0 and more stand here, they prove a bound by weak duality (see `checker.allotment`); what is not listed
    has the price 0.
    """

    offers: dict[str, NotNegative] = {}
    """By offer: of one unit more of it."""
    donors: dict[str, NotNegative] = {}
    """By `donor/item`: of one unit less to be kept at home."""
    links: dict[str, NotNegative] = {}
    """By `link/measure/day`: of one kg, cubic metre or seat more on that day."""


class NeedShare(Noun):
    """How far one need is met."""

    need: Id
    share: Share
    """By its end."""
    idle_weighted_h: NotNegative
    """Weighted hours of unmet need were nothing done."""
    unmet_weighted_h: NotNegative
    eligible: bool
    """Whether any offer could reach it in time; other lines are left out of the gap."""
    below_floor: NotNegative
    """The share that it lacks to its floor."""


class AllocationAnswer(Noun):
    """Who gets what and when, how good that is, and how much better anything could be."""

    case: str
    sent: tuple[Sent, ...]
    needs: tuple[NeedShare, ...]
    idle_weighted_h: NotNegative
    """Sums over the eligible needs."""
    unmet_weighted_h: NotNegative
    unmet_weighted_h_others: NotNegative
    below_floors_h: NotNegative
    """What the eligible needs lack to their floors, each unit counted ten times the most that a unit of its item could be worth
    anywhere: the floors come first."""
    bound: float
    """No allocation has less unmet_weighted_h + below_floors_h."""
    certificate: DualPrices
    seed: int
    method: str
    columns: Count
    """How many (offer, need, day) there are to choose from."""
    remarks: tuple[Message, ...] = ()

    @property
    def value(self) -> float:
        """What the bound speaks of."""
        return self.unmet_weighted_h + self.below_floors_h

    @property
    def gap(self) -> float:
        """(value - bound) over (value of doing nothing - bound); where a floor stays unmet its price is left out of the
        divisor, so that it cannot hide a gap."""
        above = self.value - self.bound
        met = self.idle_weighted_h - self.unmet_weighted_h
        # Less than this comes from adding decimal fractions.
        return above / (met + above) if above > 1e-6 * (1 + self.idle_weighted_h) else 0.0
