"""What really happened: events that disturb a plan, and actual times beside planned ones."""

from typing import Literal

from .noun import Id, Noun, Utc


class Actual(Noun):
    """An observed instant of something a plan names: when, or between when, by whose word."""

    about: Id
    """Identifier in the plan: a leg, load, convoy, tour, item."""
    what: Literal["ready", "loaded", "departed", "arrived", "unloaded", "at_work", "done", "left", "home"]
    at: Utc | None = None
    between: tuple[Utc, Utc] | None = None
    """Earliest and latest, where the instant itself is not known."""
    source: str = ""


class Event(Noun):
    """Something that changes the world a plan was made for."""

    id: Id
    what: Literal[
        "aircraft_down", "airfield_closed", "clearance_refused", "clearance_granted", "item_late", "item_lost",
        "need_added", "need_ended", "road_closed", "team_sick", "other",
    ]  # fmt: skip
    about: tuple[str, ...] = ()
    at: Utc
    until: Utc | None = None
    delay_min: int | None = None
    source: str = ""
    note: str = ""
