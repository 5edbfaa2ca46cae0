"""Dual prices of a core problem, the columns they call for, and the bound they prove."""

from dataclasses import dataclass

import numpy as np

from .problem import FAR, Core, Floats


@dataclass(frozen=True, slots=True)
class Prices:
    """Weighted hours that one more unit of each limited thing is worth; none below 0."""

    lots: Floats
    pools: Floats
    air: Floats
    """Shaped as `Core.air`."""
    road: Floats


def free(core: Core) -> Prices:
    """No price on anything."""
    return Prices(np.zeros(len(core.lot_amount)), np.zeros(len(core.pool_limit)), np.zeros_like(core.air), np.zeros_like(core.road))


def left_over(core: Core, gains: Floats, prices: Prices) -> Floats:
    """P x T: what a unit of each column gains beyond the prices of its stock, reserve and links."""
    own = prices.lots.copy()
    pooled = core.lot_pool >= 0
    own[pooled] += prices.pools[core.lot_pool[pooled]]
    return gains - core.charges(prices.air, prices.road) - own[core.pair_lot][:, None]


def line_prices(core: Core, best: Floats) -> Floats:
    """By line: the least price of a unit asked that makes every column unprofitable; `best` is the most left over by pair. FAR
    where no column reaches the line."""
    found = np.full(len(core.line_quantity), FAR)
    np.maximum.at(found, core.pair_line, best / core.pair_rate)
    return found


def most_met(core: Core, prices: Prices, lines: Floats) -> float:
    """Most weighted hours that any allocation meets, shares below floors at their price included (weak duality)."""
    with np.errstate(invalid="ignore"):
        air = np.where(prices.air > 0, prices.air * np.where(np.isinf(core.air), 0.0, core.air), 0.0).sum()
        road = np.where(prices.road > 0, prices.road * np.where(np.isinf(core.road), 0.0, core.road), 0.0).sum()
    reached = lines > FAR / 2
    below = core.line_floor * core.line_quantity
    rest = core.line_quantity - below
    by_lines = (rest * np.maximum(lines, 0) + below * np.maximum(lines + core.floor_price, 0))[reached].sum()
    return float(prices.lots @ core.lot_amount + prices.pools @ core.pool_limit + air + road + by_lines)


def mixed(first: Prices, second: Prices, share: float) -> Prices:
    """Between two sets of prices: so much of the first."""
    rest = 1 - share
    return Prices(
        share * first.lots + rest * second.lots,
        share * first.pools + rest * second.pools,
        share * first.air + rest * second.air,
        share * first.road + rest * second.road,
    )
