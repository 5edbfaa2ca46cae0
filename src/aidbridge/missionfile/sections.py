"""The sections of a mission that are lists, what their rows are, and what a row is called in the key of a fact."""

from collections.abc import Mapping
from dataclasses import dataclass

from aidbridge.model.mission import Mission
from aidbridge.model.noun import Noun

from .shapes import fields

_ROOMS = {
    "places": "place", "needs": "need", "offers": "offer", "reserves": "reserve", "agreements": "agreement",
    "clearances": "clearance", "restrictions": "restriction", "teams": "team", "vehicles": "vehicle", "supplies": "supply",
    "devices": "device", "fleet": "tail", "crews": "crew", "airfields": "airfield", "sites": "site", "tasks": "task",
    "roads": "road", "transfers": "transfer",
    "decisions": "decision", "assumptions": "assumption", "events": "event", "actuals": "actual", "facts": "fact",
}  # fmt: skip
_IDENTITY = {
    "reserves": ("donor", "capability"),
    "airfields": ("icao",),
    "roads": ("origin", "destination"),
    "transfers": ("airfield",),
    "actuals": ("about", "what"),
    "facts": ("key",),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the mission. `identity` are the fields that tell its rows apart; `room` begins the keys of its facts."""

    name: str
    noun: type[Noun]
    room: str
    identity: tuple[str, ...]

    def name_of(self, row: Mapping[str, object]) -> str | None:
        """What a row is called: its identifier, or `LIRE-bergamo-base` for a road. None where it is not given."""
        parts = [row.get(field) for field in self.identity]
        return "-".join(map(str, parts)) if all(isinstance(part, str) and part.strip() for part in parts) else None


def _sections() -> dict[str, Section]:
    found = {}
    for name, shape in fields(Mission).items():
        noun = shape.of.noun if shape.kind == "list" and shape.of is not None else None
        if noun is not None:
            found[name] = Section(name, noun, _ROOMS[name], _IDENTITY.get(name, ("id",)))
    return found


SECTIONS = _sections()
"""By name, in the mission's order."""

SINGLES = tuple(name for name in fields(Mission) if name not in SECTIONS)
"""Everything else at the top of a mission."""

WITHOUT_FIGURES = frozenset({"facts"})
"""Sections whose rows are provenance already."""
