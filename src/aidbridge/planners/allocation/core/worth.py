"""What one more unit of each thing would be worth: the relaxation solved again with it where the case is small, else by price."""

from math import floor, log10

import numpy as np

from ....model.allocationcase import MEASURES, AllocationAnswer, AllocationCase
from ....model.allocationstory import Worth
from .certified import prices_of
from .master import Master
from .problem import Core, Floats
from .relax import relaxed

SMALL = 20_000
"""Columns up to which every thing with a price is tried by solving again."""
STEPS = {"kg": 1000.0, "m3": 10.0, "seats": 10.0}
"""How much more of a link on every day."""
EXACT = 1e-7


def worth_of(case: AllocationCase, core: Core, answer: AllocationAnswer) -> tuple[Worth, ...]:
    """Worth of one more unit of each offer, one unit less kept by each donor, and a step more on each link and day; what is worth
    most first, what is worth nothing left out.

    A thing whose price is 0 is in no way short, and one more of it is worth nothing. The value of the relaxation grows at most by
    the price times the step; solving again tells by how much it does.
    """
    prices = prices_of(case, core, answer.certificate)
    exact = core.columns <= SMALL
    master, base = Master(core), 0.0
    if exact:
        found = relaxed(master, close=EXACT)
        prices, base = found.prices, found.met
    rows: list[Worth] = []

    def told(kind: str, about: str, step: float, unit: str, priced: float, more: tuple[str, object]) -> None:
        worth = priced
        if exact:
            worth = min(max(master.with_more(*more, step) - base, 0.0), priced)
        if worth > EXACT:
            row = {"kind": kind, "about": about, "step": step, "unit": unit, "worth_h": round(worth, 6)}
            rows.append(Worth.model_validate(row | {"how": "solved" if exact else "price"}))

    items, offers = {item.id: item for item in case.items}, {offer.id: offer for offer in case.offers}
    for n, lot in enumerate(core.lot_offers):
        if prices.lots[n] > EXACT:
            first = offers[lot[0]]
            by_reserve = core.lot_pool[n] < 0 and core.lot_amount[n] < sum(offers[id].quantity for id in lot) - 1e-9
            unit = items[first.item].unit or first.item
            cut = by_reserve and any((r.donor, r.item) == (first.donor, first.item) for r in case.reserves)
            name = f"{first.donor}/{first.item}" if cut else ", ".join(lot)
            step = _step(sum(offers[id].quantity for id in lot), items[first.item].whole)
            told("reserve" if cut else "offer", name, step, unit, float(prices.lots[n]) * step, ("lot", n))
    for n, (donor, item) in enumerate(core.pools):
        if prices.pools[n] > EXACT:
            step = _step(float(core.pool_limit[n]), items[item].whole)
            told("reserve", f"{donor}/{item}", step, items[item].unit or item, float(prices.pools[n]) * step, ("pool", n))
    for kind, ids, table, caps in (("air", core.air_ids, prices.air, core.air), ("road", core.road_ids, prices.road, core.road)):
        for link, id in enumerate(ids):
            for m, measure in enumerate(MEASURES):
                total = float(_finite(table[link, m], caps[link, m]).sum())
                if total > EXACT:
                    step = STEPS[measure]
                    told("link", f"{id}/{measure}", step, measure, total * step, (kind, (link, m)))
    return tuple(sorted(rows, key=lambda row: (-row.worth_h, row.about)))


def _step(quantity: float, whole: bool) -> float:
    """One of people and vehicles; of goods a power of ten, 1 at least and at most a hundredth of what there is."""
    return 1.0 if whole else 10.0 ** max(floor(log10(max(quantity, 1.0) / 100)), 0)


def _finite(prices: Floats, caps: Floats) -> Floats:
    return np.where(np.isfinite(caps), prices, 0.0)
