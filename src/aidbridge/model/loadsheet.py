"""The load sheet: load plans of a bare list of items, with all that a paper about them needs."""

from typing import Literal

from .messages import Message
from .noun import Count, Id, Noun
from .plan import Bound, Explanation, LeftBehind, Load, Progress
from .resolved import Resolved
from .verdict import Verdict

SHEET_FORMAT = 1


class AircraftCount(Noun):
    """How many aircraft a list needs, reckoned before any search."""

    least: Count
    """No plan that takes all along needs fewer."""
    most: Count | None
    """So many are surely enough; None where the fleet does not take all."""
    argument: str
    """Name of the bound behind `least`, a word of the message catalogue."""
    left: Count = 0
    """Items that stay behind."""
    by_type: dict[Id, Count] = {}
    """Aircraft of each type in the answer that needs `most`."""


class NotBuilt(Noun):
    """Boxes that no unit takes, with the reason and the smallest change that would help."""

    label: str
    count: Count
    reason: Message
    relaxation: Message


class LoadSheet(Noun):
    """Loads, what stays behind, and the verdict on them, beside the world they were planned in."""

    format: Literal[1] = 1
    title: str
    resolved: Resolved
    seed: int
    iterations: int
    versions: dict[str, str]
    labels: dict[Id, str] = {}
    """What each item is called in the list, where its identifier differs."""
    names: dict[Id, str] = {}
    """What each item is, in the list's words."""
    tails: dict[Id, Id] = {}
    """The aircraft of each load, where the fleet names its tails."""
    cost: dict[Id, float] = {}
    """What one load of each type costs, against the others; types that are missing cost 1."""
    counted: AircraftCount
    loads: tuple[Load, ...]
    left_behind: tuple[LeftBehind, ...]
    not_built: tuple[NotBuilt, ...] = ()
    bounds: tuple[Bound, ...]
    explanations: tuple[Explanation, ...] = ()
    progress: tuple[Progress, ...] = ()
    remarks: tuple[Message, ...] = ()
    """What the reader should know of how the list was taken."""
    verdict: Verdict

    def value_of(self, bound: Bound) -> float:
        """What the loads come to in a bound's figure: their number, or their cost."""
        if bound.figure == "loading_cost":
            return round(sum(self.cost.get(load.aircraft_type, 1.0) for load in self.loads), 6)
        return len(self.loads)

    @property
    def complete(self) -> bool:
        """Whether everything is loaded and the checker accepts it."""
        return self.verdict.accepted and not self.left_behind and not self.not_built
