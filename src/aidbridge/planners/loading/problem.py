"""What loading is asked and what it answers."""

from ...model.noun import Count, Icao, Id, NotNegative, Noun
from ...model.plan import Bound, Explanation, LeftBehind, Load, Phase, Progress
from ...model.resolved import Item
from ...model.unlock import Unlock


class LoadingProblem(Noun):
    """Items that wait at one airfield and fly to another, in one phase of the mission."""

    phase: Phase
    origin: Icao
    destination: Icao
    items: tuple[Item, ...]
    """Those that fly in this phase."""
    fleet: dict[Id, Count | None]
    """Aircraft types that may fly, with the most loads of each; None means as many as it takes."""
    cost: dict[Id, NotNegative] = {}
    """What one load of a type costs; those not named cost 1. The least sum is wanted, then the fewest loads."""
    unlocks: tuple[Unlock, ...] = ()
    """What arrives together and is worth what; loads are filled and numbered so that the most is worth soonest."""
    first_number: int = 1


class LoadingSolution(Noun):
    """The loads, most valuable first, what stays behind, and how many loads any plan needs for what is loaded."""

    loads: tuple[Load, ...]
    left_behind: tuple[LeftBehind, ...]
    bound: Bound
    explanations: tuple[Explanation, ...]
    progress: tuple[Progress, ...]
