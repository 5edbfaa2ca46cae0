"""The seam of extractors: whatever turns a report's text into claims, side by side with the engine."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from .claims import Reading
from .merging import merged
from .read import read_report


class Extractor(Protocol):
    """Reads a report. What it cannot do it says in the notes of its reading; it raises nothing for what a report holds."""

    def read(
        self,
        text: str,
        *,
        report: str = "report",
        dated: date | None = None,
        language: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> Reading:
        """The claims of a text that `plaintext.read_text` gave; every quote is `text[start:end]` of it."""


class Engine:
    """The engine of word lists: offline, the same for the same text."""

    def read(
        self,
        text: str,
        *,
        report: str = "report",
        dated: date | None = None,
        language: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> Reading:
        """The claims of a report's text; see `read.read_report`."""
        return read_report(text, report=report, dated=dated, language=language, notes=notes)


def read_by(
    extractors: Sequence[Extractor],
    text: str,
    *,
    report: str = "report",
    dated: date | None = None,
    language: str | None = None,
    notes: tuple[str, ...] = (),
) -> Reading:
    """What several extractors read in one report, the first leading. Raises ValueError without an extractor."""
    if not extractors:
        raise ValueError("no extractor was given; give at least Engine()")
    reading = extractors[0].read(text, report=report, dated=dated, language=language, notes=notes)
    for extractor in extractors[1:]:
        # Cut as the first has read it, in the language it found, so that places in the text mean the same to all.
        other = extractor.read(reading.text, report=report, dated=dated, language=reading.language if language else None)
        reading = merged(reading, other)
    return reading
