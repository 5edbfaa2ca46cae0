"""What donors offer and what they keep at home."""

from typing import Literal

from .noun import Id, NotNegative, Noun, State, Utc
from .specification import OwnNeed

CHANNELS = ("bilateral", "UCPM", "EADRCC", "UN", "NGO", "commercial", "host nation", "unsolicited")
"""Channels by which offers usually come; any other name is taken as well."""
COMMERCIAL = "commercial"
"""What comes or is carried by business: suspended lift and closed businesses stop it."""


class Offer(Noun):
    """One donor's offer. Its teams, vehicles, supplies, devices and aircraft name it by its identifier."""

    id: Id
    donor: State
    channel: str = "bilateral"
    """One of `CHANNELS`, or another name."""
    status: Literal["offered", "accepted", "declined", "withdrawn", "illustrative"] = "offered"
    """Only accepted offers move; `illustrative` marks one that shows how it would look and is off."""
    made: Utc | None = None
    conditions: str = ""
    """What the donor asks in return, in words."""
    only_places: tuple[Id, ...] = ()
    """The donor gives it to these places (with all their parts) only; empty means anywhere."""
    separate_from: tuple[Id, ...] = ()
    """Offers that somebody has checked not to be the same as this one, however alike their lines are."""
    solicited: bool = True
    """False where nobody asked for it."""
    source: str = ""


class Reserve(Noun):
    """What a donor has of a capability and must keep at home; it can give at most the difference."""

    donor: State
    capability: Id
    has: NotNegative
    keeps: NotNegative | None = None
    """`None` in a mission as written: reckoned from `own`, and then at most what it has. Always a number once resolved."""
    own: OwnNeed | None = None
    """The donor's own figures. Where `keeps` is stated too, `keeps` is what the donor has decided."""
    reason: str = ""

    @property
    def spare(self) -> float:
        """What it can give; nothing as long as nobody has said or reckoned what it keeps."""
        return 0.0 if self.keeps is None else max(self.has - self.keeps, 0.0)
