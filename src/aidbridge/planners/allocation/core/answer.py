"""From columns back to offers and needs, with the figures and the certificate of the bound."""

from collections import defaultdict
from math import ceil, floor

import numpy as np

from ....model.allocationcase import MEASURES, AllocationAnswer, AllocationCase, CaseNeed, DualPrices, NeedShare, Sent
from ....model.messages import Message
from .prices import Prices, left_over, line_prices, most_met
from .problem import HOURS, Core, Floats
from .whole import Columns

HAIR = 0.01
"""Of the last decimal: what a sum of fractions may lack to the number that is meant."""
DIGITS = 6
"""Decimals of a quantity that is no whole number; rounded down, so that no limit is passed."""


def answer_of(
    case: AllocationCase,
    core: Core,
    columns: Columns,
    prices: Prices,
    seed: int,
    method: str,
    remarks: tuple[Message, ...] = (),
) -> AllocationAnswer:
    """The answer: who sends what to whom and when, each need's share, the value and the bound that the prices prove."""
    told = _rounded(prices)
    sent = _sent(case, core, columns)
    needs = shares(case, core, sent)
    eligible = [need for need in needs if need.eligible]
    price = dict(zip((need for line in core.line_needs for need in line), _by_need(core, core.floor_price), strict=True))
    quantity = {need.id: need.quantity for need in case.needs}
    idle = sum(need.idle_weighted_h for need in eligible)
    lacking = sum(price[need.need] * need.below_floor * quantity[need.need] for need in eligible)
    at_floors = sum(
        float(core.floor_price[n] * core.line_floor[n] * core.line_quantity[n]) for n in np.flatnonzero(reachable(core)).tolist()
    )
    best = left_over(core, core.gains(), told).max(axis=1, initial=-np.inf)
    most = most_met(core, told, line_prices(core, best))
    return AllocationAnswer(
        case=case.name,
        sent=sent,
        needs=needs,
        idle_weighted_h=round(idle, 6),
        unmet_weighted_h=round(sum(need.unmet_weighted_h for need in eligible), 6),
        unmet_weighted_h_others=round(sum(need.unmet_weighted_h for need in needs if not need.eligible), 6),
        below_floors_h=round(lacking, 6),
        # Rounded down a little, so that the checker's own sums prove it.
        bound=round(idle + at_floors - most - 1e-9 * (idle + at_floors + most) - 1e-6, 6),
        certificate=_certificate(case, core, told),
        seed=seed,
        method=method,
        columns=core.columns,
        remarks=remarks,
    )


def reachable(core: Core) -> Floats:
    """By line: whether any unit can be at work there before its end."""
    found = np.zeros(len(core.line_quantity), dtype=bool)
    found[core.pair_line[(core.gains() > 0).any(axis=1)]] = True
    return found


def shares(case: AllocationCase, core: Core, sent: tuple[Sent, ...]) -> tuple[NeedShare, ...]:
    """How far each need is met, in the case's order."""
    of_line = {need: n for n, line in enumerate(core.line_needs) for need in line}
    offers, items = {o.id: o for o in case.offers}, {i.id: i for i in case.items}
    places, donors = {p.id: p for p in case.places}, {d.id: d for d in case.donors}
    flown = {link.id: link.days for link in case.links}
    rates = {(swap.item, swap.stands_for): swap.rate for swap in case.substitutes}
    arrivals: dict[str, list[tuple[int, float]]] = defaultdict(list)
    of = {need.id: need for need in case.needs}
    for one in sent:
        need, offer = of[one.need], offers[one.offer]
        air = donors[offer.donor].air
        work = one.depart_day + (flown[air] if air else 0) + places[need.place].road_days + items[offer.item].setup_days
        rate = 1.0 if offer.item == need.item else rates[offer.item, need.item]
        arrivals[need.id].append((work, one.quantity * rate))
    open_lines = reachable(core)
    found = []
    for need in case.needs:
        n = of_line[need.id]
        value, start, end = float(core.line_value[n]), int(core.line_start[n]), int(core.line_end[n])
        idle = value * need.quantity * (end - start)
        reached = met = 0.0
        for work, amount in sorted(arrivals[need.id]):
            useful = min(amount, need.quantity - reached)
            reached += useful
            met += useful * value * (end - max(work, start))
        share = min(reached / need.quantity, 1.0)
        found.append(
            NeedShare(
                need=need.id,
                share=round(share, 9),
                idle_weighted_h=round(idle, 9),
                unmet_weighted_h=round(max(idle - met, 0.0), 9),
                eligible=bool(open_lines[n]),
                below_floor=round(max(float(core.line_floor[n]) - share, 0.0), 9),
            )
        )
    return tuple(found)


def _by_need(core: Core, by_line: Floats) -> list[float]:
    return [float(by_line[n]) for n, line in enumerate(core.line_needs) for _ in line]


def _sent(case: AllocationCase, core: Core, columns: Columns) -> tuple[Sent, ...]:
    """Columns parted among the offers of their lot and the needs of their line: whole units stay whole, needs fill evenly."""
    offers, needs = {o.id: o for o in case.offers}, {n.id: n for n in case.needs}
    whole = {item.id: item.whole for item in case.items}
    left = {o.id: float(floor(o.quantity)) if whole[o.item] else o.quantity for o in case.offers}
    filled: dict[str, float] = defaultdict(float)
    rows: dict[tuple[str, str, int], float] = defaultdict(float)
    pairs, days, units = columns
    lag = core.pair_lag[pairs]
    for number in np.lexsort((pairs, days + lag)).tolist():
        pair, day, amount = int(pairs[number]), int(days[number]), float(units[number])
        line = core.line_needs[core.pair_line[pair]]
        rate = float(core.pair_rate[pair])
        in_whole = bool(core.whole[core.pair_item[pair]])
        for need, part in _parts(line, needs, filled, amount, rate, in_whole):
            filled[need] += part * rate
            due = part
            for offer in core.lot_offers[core.pair_lot[pair]]:
                taken = min(due, left[offer])
                if taken > 0:
                    left[offer] -= taken
                    due -= taken
                    rows[need, offer, day] += taken
    return tuple(
        Sent(need=need, offer=offer, depart_day=day, quantity=exact)
        for (need, offer, day), quantity in sorted(rows.items())
        if (exact := _down(quantity, whole[offers[offer].item])) > 0
    )


def _parts(
    line: tuple[str, ...], needs: dict[str, CaseNeed], filled: dict[str, float], amount: float, rate: float, in_whole: bool
) -> list[tuple[str, float]]:
    if len(line) == 1:
        return [(line[0], amount)]
    asked = {need: needs[need].quantity for need in line}
    if not in_whole:
        total = sum(asked.values())
        return [(need, amount * asked[need] / total) for need in line]
    given = dict.fromkeys(line, 0.0)
    for _ in range(ceil(amount - 1e-9)):
        # The fullest gap first, so that each floor is reached in turn.
        lowest = min(line, key=lambda need: ((filled[need] + given[need] * rate) / asked[need], need))
        given[lowest] += 1
    return [(need, count) for need, count in given.items() if count]


def _down(quantity: float, whole: bool) -> float:
    if whole:
        return float(round(quantity))
    return float(floor(quantity * 10.0**DIGITS + HAIR) / 10.0**DIGITS)


def _rounded(prices: Prices) -> Prices:
    """Prices as they are written: nine digits say enough, and what is next to nothing is nothing."""

    def told(values: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            size = np.where(values > 0, np.floor(np.log10(np.where(values > 0, values, 1.0))), 0)
        scale = 10.0 ** (8 - size)
        return np.where(values > 1e-15, np.round(values * scale) / scale, 0.0)

    return Prices(told(prices.lots), told(prices.pools), told(prices.air), told(prices.road))


def _certificate(case: AllocationCase, core: Core, prices: Prices) -> DualPrices:
    """Prices by the case's own names. A lot that its donor's reserve cuts is priced by the reserve, any other by its offers."""
    offers: dict[str, float] = {}
    donors: dict[str, float] = {f"{d}/{i}": float(p) for (d, i), p in zip(core.pools, prices.pools, strict=True) if p > 0}
    of = {offer.id: offer for offer in case.offers}
    whole = {item.id: item.whole for item in case.items}
    for n in np.flatnonzero(prices.lots > 0).tolist():
        ids = core.lot_offers[n]
        total = sum(floor(of[id].quantity) if whole[of[id].item] else of[id].quantity for id in ids)
        if total > core.lot_amount[n] and core.lot_pool[n] < 0:
            donors[f"{of[ids[0]].donor}/{of[ids[0]].item}"] = float(prices.lots[n])
        else:
            offers |= dict.fromkeys(ids, float(prices.lots[n]))
    links = {}
    for ids, table, caps in ((core.air_ids, prices.air, core.air), (core.road_ids, prices.road, core.road)):
        for link, m, day in np.argwhere((table > 0) & np.isfinite(caps)).tolist():
            links[f"{ids[link]}/{MEASURES[m]}/{day}"] = float(table[link, m, day])
    return DualPrices(offers=offers, donors=donors, links=links)


__all__ = ["HOURS", "answer_of", "reachable", "shares"]
