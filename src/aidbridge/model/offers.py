"""What donors offer and what they keep at home."""

from typing import Literal

from .noun import Id, NotNegative, Noun, State, Utc


class Offer(Noun):
    """One donor's offer. Its teams, vehicles, supplies, devices and aircraft name it by its identifier."""

    id: Id
    donor: State
    channel: str = "bilateral"
    """bilateral, UCPM, EADRCC, commercial, ..."""
    status: Literal["offered", "accepted", "declined", "withdrawn", "illustrative"] = "offered"
    """Only accepted offers move; `illustrative` marks one that shows how it would look and is off."""
    made: Utc | None = None
    conditions: str = ""
    solicited: bool = True
    source: str = ""


class Reserve(Noun):
    """What a donor has of a capability and must keep at home; it can give at most the difference."""

    donor: State
    capability: Id
    has: NotNegative
    keeps: NotNegative
    reason: str = ""
