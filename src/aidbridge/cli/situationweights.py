"""The formula of severity as it is written on the command line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..model.errors import Fault, InputError

if TYPE_CHECKING:
    from ..situation.indicators import Indicator


def weights_of(text: str) -> "Mapping[Indicator, float]":
    """`level=0.4,growth=0.1` as weights, `growth` as that alone; the default ones for an empty text. Raises InputError with
    every fault of it."""
    from ..situation.indicators import Indicator
    from ..situation.severity import DEFAULT

    if not text.strip():
        return DEFAULT
    weights: dict[Indicator, float] = {}
    faults = []
    for part in text.split(","):
        name, equals, number = (piece.strip() for piece in part.partition("="))
        number = number if equals else "1"
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if name not in set(Indicator) or not 0 <= weight < float("inf"):
            limit = f"one of {', '.join(Indicator)}, and a weight of at least 0"
            faults.append(Fault("--formula", part.strip(), limit, "Write it as `level=0.4,growth=0.1`."))
        else:
            weights[Indicator(name)] = weight
    if not faults and not sum(weights.values()):
        faults.append(Fault("--formula", text, "one weight above 0 at least", "A formula of nothing ranks nothing."))
    if faults:
        raise InputError(faults)
    return weights
