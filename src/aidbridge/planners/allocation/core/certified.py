"""The certificate of an answer back as prices."""

import numpy as np

from ....model.allocationcase import MEASURES, AllocationCase, DualPrices
from .prices import Prices, free
from .problem import Core


def prices_of(case: AllocationCase, core: Core, told: DualPrices) -> Prices:
    """Prices shaped as the core problem's; of a lot priced by its donor's reserve that price."""
    prices = free(core)
    offers = {offer.id: offer for offer in case.offers}
    for n, lot in enumerate(core.lot_offers):
        first = offers[lot[0]]
        own = told.donors.get(f"{first.donor}/{first.item}", 0.0) if core.lot_pool[n] < 0 else 0.0
        prices.lots[n] = told.offers.get(lot[0], 0.0) + own
    for n, (donor, item) in enumerate(core.pools):
        prices.pools[n] = told.donors.get(f"{donor}/{item}", 0.0)
    at = {id: (prices.air, n) for n, id in enumerate(core.air_ids)} | {id: (prices.road, n) for n, id in enumerate(core.road_ids)}
    for name, price in told.links.items():
        link, measure, day = name.rsplit("/", 2)
        table, n = at[link]
        table[n, MEASURES.index(measure), int(day)] = price
    return Prices(np.asarray(prices.lots), np.asarray(prices.pools), prices.air, prices.road)
