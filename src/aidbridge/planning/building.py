"""Packages put onto units."""

from collections.abc import Sequence

from ..engines.stopping import Stop
from .alike import built_alike
from .built import Built, Choice, Left, Lot, Rules
from .searched import searched


def build(lots: Sequence[Lot], choices: Sequence[Choice], rules: Rules, stop: Stop, seed: int) -> tuple[list[Built], list[Left]]:
    """All packages onto the least cost of units, and those that no unit takes. Units built alike are told once."""
    if len(lots) == 1 and len(choices) == 1 and choices[0][1] is None:
        (package, count), (shape, _, _) = lots[0], choices[0]
        found = built_alike(package, count, shape, rules, stop, seed)
        if sum(len(built.spots) * built.times for built in found) == count:
            return found, []
    return searched(lots, choices, rules, stop, seed)
