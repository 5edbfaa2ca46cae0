"""Work at sites, and the way home."""

from .noun import Count, Icao, Id, Noun, Positive, Utc


class Task(Noun):
    """A job at a site: so much of a backlog capability to be done in a window."""

    id: Id
    site: Id
    need: Id
    """The need line it counts towards; its capability is the need's."""
    quantity: Positive
    start: Utc
    end: Utc
    preparation_min: Count = 0
    """From arrival until work begins."""
    airing_min: Count = 0
    """From the end of work until the place may be used; the job counts as done then."""
    skill: str = ""


class WayHome(Noun):
    """How the mission ends: where people and vehicles that return embark, from when, and where they go."""

    airfield: Icao
    destination: Icao
    start: Utc
    """Nobody leaves the last base before."""
    end: Utc
    """Everybody has landed by then."""
