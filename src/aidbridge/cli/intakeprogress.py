"""Progress over many reports on the terminal's error stream; where it is no terminal, a line for each tenth of them."""

from types import TracebackType

from rich.console import Console
from rich.text import Text

from ..documents.voice import Voice

FEW = 20
"""Fewer reports are read before a line about them could be."""


class ReadingProgress:
    """Shows which report is being read. Use as a context; `quiet` shows nothing."""

    def __init__(self, reports: int, voice: Voice, quiet: bool = False) -> None:
        self._reports, self._voice = reports, voice
        self._console = Console(stderr=True, quiet=quiet, highlight=False)
        self._live = self._console.status("") if self._console.is_terminal else None

    def __enter__(self) -> "ReadingProgress":
        if self._live:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def tell(self, done: int, report: str, piece: str = "") -> None:
        """So many are read; this one is next, or a piece of it."""
        line = Text(f"{self._voice.say('intake.progress', n=done + 1, all=self._reports)}  {report} {piece}".rstrip())
        if self._live:
            self._live.update(line)
        elif self._reports >= FEW and not piece and done % max(self._reports // 10, 1) == 0:
            self._console.print(line)
