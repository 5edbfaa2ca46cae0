"""Weights that no hold carries more of than it is worth, with every sum that limits a hold: the argument `hold_weights`.

The weights come from `generation`; the certificate holds them by item, the most that a hold of each type carries, the scales by
which its floor was measured, and prices of the limits that make the search for a heavier set short.

With w the weights, K_t the most of type t, c_t its cost, n_t how many there are and s the weight that is worth a cost of 1, loads
of y_t holds carry all weight, sum w <= sum K_t y_t <= s x cost + sum n_t max(0, K_t - s c_t), so that the cost is at least
(sum w - sum n_t max(0, K_t - s c_t)) / s.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from ....model.resolved import Item
from ..hold import Hold
from .argument import Argument
from .generation import EFFORT, Generation, Type, Weights, step
from .kinds import Kind, kinds_of, room
from .pricing import prices_of
from .scales import Scale

PARTED = 1.2
"""Parting kinds by mass is worth a second run where it makes so many times more of them."""


def hold_weights(
    items: tuple[Item, ...],
    holds: list[Hold],
    most: Mapping[str, int | None],
    costs: Mapping[str, Fraction],
    enough: Fraction | None,
    effort: int = EFFORT,
) -> tuple[Argument, Generation] | None:
    """The bound on the cost of moving all items that some hold takes, rounded up to what costs can add up to.

    most: loads by type, None for as many as it takes; costs by type. Ends early when `enough` is proven.
    """
    beyond = None if enough is None else enough - step(costs.values())
    answers: list[tuple[Weights, Generation]] = []
    for by_mass in (False, True):
        kinds = kinds_of(items, holds, by_mass)
        if answers and len(kinds) < PARTED * len(answers[0][1].kinds):
            break
        made = _generated(kinds, holds, most, costs)
        found = made.run(beyond, effort) if made else None
        if made is None or found is None or found.cost <= 0:
            break
        answers.append((found, made))
        if not _mass_fills(found, made) or made.effort >= effort or (beyond is not None and found.cost > beyond):
            break
    if not answers:
        return None
    found, made = max(answers, key=lambda answer: answer[0].cost)
    value = ceil(found.cost / step(costs.values())) * step(costs.values())
    return Argument("hold_weights", float(value), _certificate(found, made)), made


def generated(
    items: tuple[Item, ...], holds: list[Hold], most: Mapping[str, int | None], costs: Mapping[str, Fraction], enough: Fraction
) -> Generation | None:
    """A generation that has found its scales, for whoever looks for sets that pack; None where nothing goes anywhere."""
    made = _generated(kinds_of(items, holds), holds, most, costs)
    if made is not None:
        made.run(enough)
    return made


def _generated(
    kinds: list[Kind], holds: list[Hold], most: Mapping[str, int | None], costs: Mapping[str, Fraction]
) -> Generation | None:
    floor = tuple(item for kind in kinds for item in kind.items)
    rooms = [room(floor, hold) for hold in holds]
    return Generation(kinds, holds, rooms, [costs[h.type] for h in holds], [most[h.type] for h in holds]) if kinds else None


def _mass_fills(found: Weights, made: Generation) -> bool:
    """Whether the payload limits some hold, so that it matters which of the items of one size are heavy."""
    return any(prices_of(found.weights, type.sums)[-1] > 0 for type in made.types)


def _certificate(found: Weights, generation: Generation) -> dict[str, object]:
    weights = {
        item.id: int(weight) for kind, weight in zip(generation.kinds, found.weights, strict=True) for item in kind.items if weight
    }
    types = {
        type.hold.type: {"most": heaviest, "cost_thousandths": int(type.cost * 1000), "loads": type.most, **_measured(type, found)}
        for type, heaviest in zip(generation.types, found.most, strict=True)
    }
    return {"scale": found.scale, "weights": dict(sorted(weights.items())), "types": types}


def _measured(type: Type, found: Weights) -> dict[str, object]:
    """The floors by which the hold was measured, and what each limit is worth."""
    prices = [int(price) for price in prices_of(found.weights, type.sums)]
    rest = prices[len(type.floors) : -1]
    ramp = rest.pop() if type.room.ramp else 0
    seats = rest.pop() if rest else 0
    floors = [
        {"along": _told(floor.along), "across": _told(floor.across), "ramp": floor.ramp, "price": price}
        for floor, price in zip(type.floors, prices, strict=False)
    ]
    return {"floors": floors, "seats_price": seats, "ramp_price": ramp, "mass_price": prices[-1]}


def _told(scale: Scale) -> dict[str, object]:
    return {"sizes": list(scale.sizes), "values": list(scale.values), "limit": scale.limit, "by_kind": scale.by_kind}
