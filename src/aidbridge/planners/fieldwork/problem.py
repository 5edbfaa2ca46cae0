"""What teams have to work off, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...model.messages import Message
from ...model.plan import Explanation, Progress, Tour


@dataclass(frozen=True, slots=True)
class Crew:
    """A team that tours from the mission's base."""

    team: str
    available_min: int
    """From then on it may leave the base: arrived, with its kit, and set up."""
    until_min: int
    """By then it is back for good."""
    needs: tuple[str, ...] = ()
    """Need lines it may work for; empty means every line of its capability."""


@dataclass(frozen=True, slots=True)
class FieldworkProblem:
    """Crews and tasks."""

    crews: tuple[Crew, ...]
    tasks: tuple[str, ...]
    """Identifiers of the mission's tasks."""
    weights: Mapping[str, float]
    """Weight of each need line of the tasks: severity x quantity x value of a unit (`planning.coverage.line_weights`)."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What is not done of a task."""

    task: str
    quantity: float
    reason: Message


@dataclass(frozen=True, slots=True)
class FieldworkSolution:
    """The tours."""

    tours: tuple[Tour, ...]
    """By date, then team."""
    undone: tuple[Undone, ...]
    value: float
    """Weighted hours of unmet need over the lines of the tasks, as the ledger counts them."""
    bound_value: float
    """No tours have a smaller value."""
    explanations: tuple[Explanation, ...]
    progress: tuple[Progress, ...]
