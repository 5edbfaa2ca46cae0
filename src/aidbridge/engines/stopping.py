"""When a search ends, and how it tells of its progress."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event


@dataclass(frozen=True, slots=True)
class Report:
    """One step of a search, for the person who waits: the best value so far, the bound, and who found it."""

    stage: str
    iteration: int
    value: float
    bound: float | None
    found_by: str


@dataclass(slots=True)
class Stop:
    """Ends a search after `iterations`, or sooner at the wall clock `seconds` or when `interrupted` is set.

    Only the iterations decide what a search finds; the clock and an interruption merely cut it short.
    """

    iterations: int = 2_000
    seconds: float | None = None
    interrupted: Event = field(default_factory=Event)
    tell: Callable[[Report], None] | None = None
    _deadline: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if self.iterations < 0:
            raise ValueError(f"iterations is {self.iterations}: give 0 or more")
        if self.seconds is not None:
            self._deadline = time.monotonic() + self.seconds

    def now(self, iteration: int) -> bool:
        """Whether the search must end before doing this iteration (counted from 0)."""
        return (
            iteration >= self.iterations
            or self.interrupted.is_set()
            or (self._deadline is not None and time.monotonic() >= self._deadline)
        )

    def report(self, stage: str, iteration: int, value: float, bound: float | None = None, found_by: str = "") -> None:
        """Pass a step on to whoever listens."""
        if self.tell is not None:
            self.tell(Report(stage, iteration, value, bound, found_by))
