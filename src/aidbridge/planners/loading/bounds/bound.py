"""How many loads any plan needs, or what they cost at least: the strongest argument found, with a certificate.

Each argument is verified by the checker without planning. Sums (`mass`, `seats`, `area`) and the queue of what is wider than half
the floor (`queue_weights`) are had at once and take the best hold of the fleet for all loads. `hold_weights` measures each hold
by all of its limits together and knows counts and costs of a mixed fleet.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from ....model.plan import Bound
from ....model.resolved import Item
from ..hold import Hold
from ..problem import LoadingProblem
from .argument import Argument
from .generation import EFFORT
from .hold_weights import hold_weights
from .queue import queue_weights
from .totals import area, mass, seats

FIGURES = {"trunk": "loaded_sorties", "out": "loaded_sorties", "home": "loaded_sorties_home"}
NOTHING = Argument("mass", 0, {"masses_kg": {}, "limit_kg": 0})


def bound(
    problem: LoadingProblem, items: tuple[Item, ...], holds: list[Hold], enough: float | None = None, effort: int = EFFORT
) -> Bound:
    """The least loads, or their least cost, for moving all of `items`, each of which some hold takes.

    enough: the value of a plan that is known; the search for a proof ends when it is met. effort: about 50 million steps a second;
    the default does for items of some dozen sizes, hundreds of sizes on a mixed fleet gain by four times as much.
    """
    costs = stated_costs(problem, holds)
    quick = quick_argument(items, holds)
    plain = set(costs.values()) <= {Fraction(1)}
    if plain and enough is not None and quick.value >= enough:
        return stated(problem, quick)
    most = {hold.type: problem.fleet.get(hold.type) for hold in holds}
    deep = hold_weights(items, holds, most, costs, None if enough is None else Fraction(enough), effort)
    if deep is None or (plain and quick.value >= deep[0].value):
        return stated(problem, quick if plain else NOTHING, plain)
    return stated(problem, deep[0], plain)


def quick_bound(problem: LoadingProblem, items: tuple[Item, ...], holds: list[Hold]) -> Bound:
    """The least number of loads by sums and the queue alone, whatever they cost: at once."""
    return stated(problem, quick_argument(items, holds))


def quick_argument(items: tuple[Item, ...], holds: list[Hold]) -> Argument:
    """The strongest of the arguments that are had at once. What may stand on the ramp is beside the queue and the floor."""
    arguments = (mass, seats) if any(hold.ramp_cm for hold in holds) else (queue_weights, mass, seats, area)
    found = [answer for argument in arguments if (answer := argument(items, holds)) is not None]
    return max(found, key=lambda answer: answer.value, default=NOTHING)


def stated(problem: LoadingProblem, argument: Argument, plain: bool = True) -> Bound:
    """The argument as a bound of the plan: on the number of its loads, or on what they cost."""
    return Bound.model_validate(
        {
            "figure": FIGURES[problem.phase] if plain else "loading_cost",
            "value": argument.value,
            "argument": "combinatorial",
            "name": argument.name,
            "certificate": argument.certificate,
        }
    )


def stated_costs(problem: LoadingProblem, holds: list[Hold]) -> Mapping[str, Fraction]:
    """By type, in whole thousandths, rounded down; what has no cost of its own costs 1."""
    return {hold.type: Fraction(floor(round(problem.cost.get(hold.type, 1.0) * 1000, 3)), 1000) for hold in holds}
