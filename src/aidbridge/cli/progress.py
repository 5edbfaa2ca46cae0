"""Progress of a long search on the terminal's error stream: stage, best value, bound, gap. Plain lines where it is no terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.text import Text

from ..engines.stopping import Report


class Progress:
    """Shows each report of a search. Use as a context; `quiet` shows nothing, `waiting` is told before the first report."""

    def __init__(self, quiet: bool = False, waiting: str = "resolving the mission") -> None:
        self._console = Console(stderr=True, quiet=quiet, highlight=False)
        self._live = self._console.status(waiting) if self._console.is_terminal else None
        self._stage = ""
        self._last: Report | None = None

    def __enter__(self) -> "Progress":
        if self._live:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close_stage()
        if self._live:
            self._live.stop()

    def tell(self, report: Report) -> None:
        """Take one report of a search."""
        if report.stage != self._stage:
            self._close_stage()
            self._stage = report.stage
        self._last = report
        if self._live:
            self._live.update(_line(report))

    def _close_stage(self) -> None:
        if self._last:
            self._console.print(_line(self._last))
        self._last = None


def _line(report: Report) -> Text:
    text = Text(f"{report.stage:<15}", style="bold")
    text.append(f"best {report.value:>14,.2f}", style="")
    if report.bound is not None:
        gap = (report.value - report.bound) / report.value if report.value else 0.0
        text.append(f"   bound {report.bound:>14,.2f}   gap {max(gap, 0.0):6.1%}")
    text.append(f"   iteration {report.iteration:,}", style="dim")
    if report.found_by:
        text.append(f"   {report.found_by}", style="dim")
    return text


@contextmanager
def interruptible(stop_event: object) -> Iterator[None]:
    """The first interruption (Ctrl-C) sets the event, so that a search ends with its best plan; a second one ends at once."""
    import signal

    def on_signal(number: int, frame: object) -> None:
        if stop_event.is_set():  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        stop_event.set()  # type: ignore[attr-defined]

    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
