"""A table of plain values, to be shown or exported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..voice import Voice

Cell = str | int | float | datetime | None
"""A datetime is in UTC; local times are told as text with their zone. None is unknown or does not apply."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headers with units and rows of the same width."""

    id: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(voice: Voice, id: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table of the given columns (names of `column.*` in the message catalogue, separated by blanks)."""
    headers = tuple(voice.say(f"column.{name}") for name in columns.split())
    return Table(id, voice.say(f"table.{id}"), headers, tuple(rows))
