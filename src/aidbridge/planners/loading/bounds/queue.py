"""Items of which no two can stand side by side queue along the hold: the argument `queue_weights`.

The weights are such that what fits one hold of the longest and widest type sums to at most the scale. An item of length l (the
shorter side where it may be turned) and gap g takes l + g of L + the largest g, as there is no gap at the ends.
"""

from ....model.resolved import Item
from ..hold import Hold
from .argument import Argument
from .queue_weights import weigh


def queue(items: tuple[Item, ...], hold: Hold) -> list[Item]:
    """Items of which no two can stand side by side in the hold in any way: the widest ones, as many as there are."""
    floor = sorted((item for item in items if item.kind != "persons"), key=lambda item: (-_side_cm(item), item.id))
    queued: list[Item] = []
    for item in floor:
        # Those before are wider; where the narrowest of each gap is too wide for it, all are.
        if all(_too_wide(item, other, hold) for other in _narrowest_by_gap(queued, hold)):
            queued.append(item)
    return queued


def queue_weights(items: tuple[Item, ...], holds: list[Hold]) -> Argument | None:
    """The queue in the longest and widest hold; None where no hold is both, or nothing queues."""
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
    return Argument("queue_weights", weighed.loads, certificate)


def _side_cm(item: Item) -> int:
    return min(item.length_cm, item.width_cm) if item.turnable else item.width_cm


def _too_wide(one: Item, other: Item, hold: Hold) -> bool:
    a, b = hold.gaps.around(one), hold.gaps.around(other)
    return _side_cm(one) + _side_cm(other) + a + b + max(a, b) > hold.width_cm


def _narrowest_by_gap(queued: list[Item], hold: Hold) -> list[Item]:
    last: dict[int, Item] = {}
    for item in queued:
        last[hold.gaps.around(item)] = item
    return list(last.values())
