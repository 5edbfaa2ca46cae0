"""A rule: its identifier, its sentence, its family, and the function that judges a plan by it."""

from collections.abc import Callable
from dataclasses import dataclass

from .docket import Docket
from .world import World


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checker. `judge` enters what it finds into the docket and raises nothing, whatever the plan holds."""

    id: str
    sentence: str
    """Key of the plain sentence in the message catalogue."""
    family: str
    """allocation, load, flight, road, field, whole."""
    safety: bool
    """A safety rule passes on an estimated value only where the mission names the assumption."""
    judge: Callable[[World, Docket], None]
    flights: bool = True
    """Whether it speaks of flights, or of anything after them, so that loads alone cannot be judged by it."""
