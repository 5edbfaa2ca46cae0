"""How many loads any plan needs: the best of four arguments, each with a certificate that can be verified without planning.

Every argument takes the best hold of the fleet for all loads.

queue_weights: items of which no two can stand side by side queue along the hold. `weights` are such that what fits one hold of
    `type` sums to at most `scale`. An item of length l (the shorter side where it may be turned) and gap g takes l + g of
    L + the largest g, as there is no gap at the ends. The type must be the longest and the widest of the fleet.
mass, seats, area: the sum of `masses_kg`, `persons`, or floor areas with half a gap around each item (`areas_cm2`), over the
    largest `limit` of a type. The floor's limit is (L + the largest gap) x W: the outer halves of the gaps lie beyond the ends,
    and inside the side walls.
"""

from collections.abc import Callable

from ...model.plan import Bound
from ...model.resolved import Item
from .hold import Hold
from .problem import LoadingProblem
from .queue_weights import weigh

FIGURES = {"out": "loaded_sorties", "home": "loaded_sorties_home"}


def bound(problem: LoadingProblem, items: tuple[Item, ...], holds: list[Hold]) -> Bound:
    """The least loads for moving all of `items`, each of which some hold takes; the strongest argument that is found."""
    arguments: tuple[Callable[[tuple[Item, ...], list[Hold]], tuple[str, int, dict[str, object]] | None], ...] = (
        _queue_weights,
        _mass,
        _seats,
        _area,
    )
    found = [answer for argument in arguments if (answer := argument(items, holds)) is not None]
    name, value, certificate = max(found, key=lambda answer: answer[1], default=("mass", 0, {"masses_kg": {}, "limit_kg": 0}))
    return Bound.model_validate(
        {
            "figure": FIGURES[problem.phase],
            "value": value,
            "argument": "combinatorial",
            "name": name,
            "certificate": certificate,
        }
    )


def queue(items: tuple[Item, ...], hold: Hold) -> list[Item]:
    """Items of which no two can stand side by side in the hold in any way: the widest ones, as many as there are."""
    floor = sorted((item for item in items if item.kind != "persons"), key=lambda item: (-_side_cm(item), item.id))
    queued: list[Item] = []
    for item in floor:
        if all(_too_wide(item, other, hold) for other in queued):
            queued.append(item)
    return queued


def _side_cm(item: Item) -> int:
    return min(item.length_cm, item.width_cm) if item.turnable else item.width_cm


def _too_wide(one: Item, other: Item, hold: Hold) -> bool:
    a, b = hold.gaps.around(one), hold.gaps.around(other)
    return _side_cm(one) + _side_cm(other) + a + b + max(a, b) > hold.width_cm


def _queue_weights(items: tuple[Item, ...], holds: list[Hold]) -> tuple[str, int, dict[str, object]] | None:
    floors = [hold for hold in holds if hold.length_cm]
    longest, widest = max((h.length_cm for h in floors), default=0), max((h.width_cm for h in floors), default=0)
    hold = next((h for h in floors if (h.length_cm, h.width_cm) == (longest, widest)), None)
    queued = queue(items, hold) if hold else []
    if hold is None or not queued:
        return None
    takes = {
        item.id: (min(item.length_cm, item.width_cm) if item.turnable else item.length_cm) + hold.gaps.around(item)
        for item in queued
    }
    sizes = sorted(set(takes.values()))
    counts = [sum(size == taken for taken in takes.values()) for size in sizes]
    weighed = weigh(sizes, counts, hold.length_cm + max(hold.gaps.around(item) for item in queued))
    weight = dict(zip(sizes, weighed.weights, strict=True))
    certificate: dict[str, object] = {
        "type": hold.type,
        "scale": weighed.scale,
        "weights": {id: weight[taken] for id, taken in sorted(takes.items()) if weight[taken]},
        "length_cm": hold.length_cm,
    }
    return "queue_weights", weighed.loads, certificate


def _mass(items: tuple[Item, ...], holds: list[Hold]) -> tuple[str, int, dict[str, object]] | None:
    hold = max(holds, key=lambda h: h.structural_kg, default=None)
    masses = {item.id: item.mass_kg for item in items}
    return _sum("mass", "masses_kg", masses, hold, hold.structural_kg if hold else 0, "kg")


def _seats(items: tuple[Item, ...], holds: list[Hold]) -> tuple[str, int, dict[str, object]] | None:
    hold = max(holds, key=lambda h: h.seats, default=None)
    persons = {item.id: item.persons for item in items if item.persons}
    return _sum("seats", "persons", persons, hold, hold.seats if hold else 0, "persons")


def _area(items: tuple[Item, ...], holds: list[Hold]) -> tuple[str, int, dict[str, object]] | None:
    floor = [item for item in items if item.kind != "persons"]
    if not floor or not holds:
        return None
    gap = max(holds[0].gaps.around(item) for item in floor)
    hold = max(holds, key=lambda h: (h.length_cm + gap) * h.width_cm)
    areas = {i.id: (i.length_cm + hold.gaps.around(i)) * (i.width_cm + hold.gaps.around(i)) for i in floor}
    return _sum("area", "areas_cm2", areas, hold, (hold.length_cm + gap) * hold.width_cm if hold.length_cm else 0, "cm2")


def _sum(
    name: str, what: str, amounts: dict[str, int], hold: Hold | None, limit: int, unit: str
) -> tuple[str, int, dict[str, object]] | None:
    if hold is None or limit <= 0 or not amounts:
        return None
    certificate: dict[str, object] = {"type": hold.type, what: dict(sorted(amounts.items())), f"limit_{unit}": limit}
    return name, -(-sum(amounts.values()) // limit), certificate
