"""What is to march, and the answer."""

from dataclasses import dataclass
from typing import Literal

from ...model.messages import Message
from ...model.plan import Convoy, Explanation, Progress
from ...model.unlock import Unlock


@dataclass(frozen=True, slots=True)
class Marcher:
    """An item that waits at one place and must get to another by road."""

    item: str
    origin: str
    destination: str
    ready_min: int
    """When it is unloaded, or ready where it waits."""


@dataclass(frozen=True, slots=True)
class Host:
    """A vehicle that brings its own drivers and goes where it is needed, once in a phase, or nowhere."""

    vehicle: str
    origin: str
    ready_min: int = 0


@dataclass(frozen=True, slots=True)
class ConvoyProblem:
    """Everything that takes the road in one phase. What is already where it must be is passed over."""

    phase: Literal["out", "home"]
    vehicles: tuple[Marcher, ...] = ()
    """The mission's vehicles and trailers: the teams of their convoy drive them. A trailer goes with its tractor."""
    persons: tuple[Marcher, ...] = ()
    cargo: tuple[Marcher, ...] = ()
    """Pallets, loose packages and devices: each takes one pallet place."""
    hosts: tuple[Host, ...] = ()
    unlocks: tuple[Unlock, ...] = ()
    first_number: int = 1


@dataclass(frozen=True, slots=True)
class ConvoySolution:
    """The marches of one phase."""

    convoys: tuple[Convoy, ...]
    """In order of departure."""
    left: dict[str, Message]
    """Items that cannot march, with the reason."""
    value: float
    """Sum over unlocks of weight x the hour when their last item arrives, not before `start_min`; an unlock with an item left
    counts as met later than anything arrives."""
    bound_value: float
    """No convoys that take everybody have a smaller value."""
    explanations: tuple[Explanation, ...]
    progress: tuple[Progress, ...]
