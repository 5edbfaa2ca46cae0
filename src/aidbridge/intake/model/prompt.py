"""What a model is told and asked."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from ..pack import concepts, languages, source

_JOURNEY = ("place.origin", "place.destination", "donor.other")


@cache
def events() -> frozenset[str]:
    """Concepts that carry no number: those that packs have words for, and those of a journey."""
    return frozenset(_JOURNEY) | {event for language in languages() for event in source(language).get("events", {})}


@cache
def kinds() -> frozenset[str]:
    """Narrower words for concepts that packs know, such as `ventilator`."""
    named = (concept.partition(":")[2] for language in languages() for concept in source(language)["concepts"])
    return frozenset(name for name in named if name)


@cache
def system() -> str:
    """The instruction, with every concept that can be claimed."""
    counted = "\n".join(f"- {concept} ({entry['unit']})" for concept, entry in concepts().items())
    listed = "\n".join(f"- {event}" for event in sorted(events()))
    text = files(__package__).joinpath("prompt.md").read_text(encoding="utf-8")
    return text.replace("{{ counted }}", counted).replace("{{ events }}", listed)


def question(piece: str, number: int, count: int) -> str:
    """One piece of a report, between two lines whose mark the report cannot hold."""
    mark = f"=== {sha256(piece.encode()).hexdigest()[:16]} ==="
    return f"Piece {number} of {count} of a report:\n{mark}\n{piece}\n{mark}\nList its claims as JSON."
