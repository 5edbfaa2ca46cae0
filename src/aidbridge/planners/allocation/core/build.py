"""An allocation case as arrays: alike offers become one lot, alike needs one line."""

from collections import defaultdict
from math import floor

import numpy as np

from ....model.allocationcase import MEASURES, AllocationCase, Capacity, CaseNeed, CaseOffer, Link
from .problem import HOURS, Core, Floats

FLOOR_FACTOR = 10
"""A unit below a floor counts so many times the most that a unit of the same item could be worth anywhere."""


def core_of(case: AllocationCase) -> Core:
    """The case's lots, lines, pairs and limits. The case must have no faults."""
    items = {item.id: k for k, item in enumerate(case.items)}
    lots, pools, limits = _lots(case)
    lines = _lines(case)
    places = {place.id: place for place in case.places}
    values = unit_values(case)
    airs = [link for link in case.links if link.kind == "air"]
    roads = [link for link in case.links if link.kind == "road"]
    air_at = {link.id: n for n, link in enumerate(airs)}
    road_at = {link.id: n for n, link in enumerate(roads)}
    donors = {donor.id: donor for donor in case.donors}
    pool_at = {pool: n for n, pool in enumerate(pools)}
    serves: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for item in case.items:
        serves[item.id].append((item.id, 1.0))
    for swap in case.substitutes:
        serves[swap.item].append((swap.stands_for, swap.rate))
    by_item: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        by_item[line[0].item].append(n)
    pairs = []
    for number, lot in enumerate(lots):
        offer = lot[0]
        donor = donors[offer.donor]
        flown = next((link.days for link in airs if link.id == donor.air), 0)
        for job, rate in serves[offer.item]:
            for n in by_item[job]:
                need = lines[n][0]
                place = places[need.place]
                lag = flown + place.road_days + case.items[items[offer.item]].setup_days
                if (donor.places is None or need.place in donor.places) and offer.ready_day + lag < _end(case, need):
                    pairs.append((number, n, rate, items[offer.item], air_at.get(donor.air or "", len(airs)),
                                  road_at.get(place.road or "", len(roads)), flown, lag, offer.ready_day))  # fmt: skip
    table = np.array(pairs, dtype=np.float64).reshape(-1, 9)
    whole = table.astype(np.int64)
    severity = np.array([_severity(line[0], places[line[0].place].severity) for line in lines])
    quantity = np.array([sum(need.quantity for need in line) for line in lines])
    value = np.array([HOURS * s * values[line[0].item] for s, line in zip(severity, lines, strict=True)])
    start = np.array([min(line[0].from_day, _end(case, line[0])) for line in lines], dtype=np.int64)
    end = np.array([_end(case, line[0]) for line in lines], dtype=np.int64)
    floors = np.array([floor_of(line[0], places[line[0].place].floor) for line in lines])
    price = floor_prices(case)
    return Core(
        lot_offers=tuple(tuple(offer.id for offer in lot) for lot in lots),
        lot_item=np.array([items[lot[0].item] for lot in lots], dtype=np.int64),
        lot_amount=np.array([_amount(case, lot, {} if (lot[0].donor, lot[0].item) in pool_at else limits) for lot in lots]),
        lot_pool=np.array([pool_at.get((lot[0].donor, lot[0].item), -1) for lot in lots], dtype=np.int64),
        pool_limit=np.array([limits[pool] for pool in pools]),
        pools=pools,
        line_needs=tuple(tuple(need.id for need in line) for line in lines),
        line_quantity=quantity,
        line_value=value,
        line_start=start,
        line_end=end,
        line_floor=floors,
        pair_lot=whole[:, 0],
        pair_line=whole[:, 1],
        pair_rate=table[:, 2],
        pair_item=whole[:, 3],
        pair_air=whole[:, 4],
        pair_road=whole[:, 5],
        pair_landing=whole[:, 6],
        pair_lag=whole[:, 7],
        pair_first=whole[:, 8],
        unit=np.array([[item.kg, item.m3, item.seats] for item in case.items], dtype=np.float64).reshape(-1, len(MEASURES)),
        whole=np.array([item.whole for item in case.items], dtype=bool),
        air=_capacities(airs, case.days),
        road=_capacities(roads, case.days),
        air_ids=tuple(link.id for link in airs),
        road_ids=tuple(link.id for link in roads),
        opens=np.arange(case.days, dtype=np.int64),
        closes=np.arange(1, case.days + 1, dtype=np.int64),
        floor_price=np.array([price[line[0].item] for line in lines]),
    )


def unit_values(case: AllocationCase) -> dict[str, float]:
    """Value of one unit by item: as stated, else such that all that is asked of the item is worth 1 together."""
    asked: dict[str, float] = defaultdict(float)
    for need in case.needs:
        asked[need.item] += need.quantity
    return {
        item.id: item.unit_value if item.unit_value is not None else (1 / asked[item.id] if asked[item.id] else 0.0)
        for item in case.items
    }


def floor_prices(case: AllocationCase) -> dict[str, float]:
    """By item: weighted hours that one unit below a floor counts, `FLOOR_FACTOR` times the most that a unit could be worth at any
    place that asks for the item."""
    places, values = {place.id: place for place in case.places}, unit_values(case)
    most: dict[str, float] = defaultdict(float)
    for need in case.needs:
        hours = HOURS * max(_end(case, need) - need.from_day, 0)
        most[need.item] = max(most[need.item], _severity(need, places[need.place].severity) * hours)
    return {item: FLOOR_FACTOR * values[item] * hours for item, hours in most.items()}


def floor_of(need: CaseNeed, at_place: float) -> float:
    """The line's own floor, else its place's."""
    return at_place if need.floor is None else need.floor


def _severity(need: CaseNeed, at_place: float) -> float:
    return at_place if need.severity is None else need.severity


def _end(case: AllocationCase, need: CaseNeed) -> int:
    return case.days if need.until_day is None else min(need.until_day, case.days)


def _lots(case: AllocationCase) -> tuple[list[list[CaseOffer]], tuple[tuple[str, str], ...], dict[tuple[str, str], float]]:
    """Offers that are alike; donors' reserves that bind several lots, and what every reserve leaves to give."""
    offered: dict[tuple[str, str], float] = defaultdict(float)
    for offer in case.offers:
        offered[offer.donor, offer.item] += offer.quantity
    limits = {
        (kept.donor, kept.item): max(kept.has - kept.keeps, 0.0)
        for kept in case.reserves
        if max(kept.has - kept.keeps, 0.0) < offered[kept.donor, kept.item]
    }
    donors = {donor.id: donor for donor in case.donors}
    lots: dict[tuple[object, ...], list[CaseOffer]] = defaultdict(list)
    for offer in case.offers:
        donor = donors[offer.donor]
        bound_by = (offer.donor, offer.item) if (offer.donor, offer.item) in limits else None
        reach = None if donor.places is None else frozenset(donor.places)
        lots[offer.item, donor.air, reach, offer.ready_day, bound_by].append(offer)
    sharing: dict[tuple[str, str], int] = defaultdict(int)
    for lot in lots.values():
        sharing[lot[0].donor, lot[0].item] += 1
    pools = tuple(pool for pool in limits if sharing[pool] > 1)
    return list(lots.values()), pools, limits


def _amount(case: AllocationCase, lot: list[CaseOffer], limits: dict[tuple[str, str], float]) -> float:
    whole = next(item.whole for item in case.items if item.id == lot[0].item)
    total = sum(floor(offer.quantity) if whole else offer.quantity for offer in lot)
    most = min(total, limits.get((lot[0].donor, lot[0].item), total))
    return float(floor(most)) if whole else most


def _lines(case: AllocationCase) -> list[list[CaseNeed]]:
    places = {place.id: place for place in case.places}
    lines: dict[tuple[object, ...], list[CaseNeed]] = defaultdict(list)
    for need in case.needs:
        place = places[need.place]
        key = (need.place, need.item, need.from_day, _end(case, need), _severity(need, place.severity), floor_of(need, place.floor))
        lines[key].append(need)
    return list(lines.values())


def _capacities(links: list[Link], days: int) -> Floats:
    table = np.full((len(links) + 1, len(MEASURES), days), np.inf)
    for n, link in enumerate(links):
        for m, measure in enumerate(MEASURES):
            table[n, m] = _daily(getattr(link, measure), days)
    return table


def _daily(capacity: Capacity, days: int) -> Floats:
    if capacity is None:
        return np.full(days, np.inf)
    if isinstance(capacity, tuple):
        padded = (*capacity, *([0.0] * days))
        return np.array(padded[:days])
    return np.full(days, float(capacity))
