"""The best answer of a tiny allocation case by trying everything, reckoned from the case's own words and nothing of the planner."""

from itertools import product

from aidbridge.model.allocationcase import AllocationCase, CaseNeed, CaseOffer


def best_value(case: AllocationCase) -> float:
    """Least weighted hours unmet, with what floors lack, over all whole answers: every unit of every offer stays or goes to one
    need on one day. Only for a few units."""
    choices = [[None, *_ways(case, offer)] for offer in case.offers for _ in range(int(offer.quantity))]
    return min(value_of(case, [way for way in chosen if way]) for chosen in product(*choices) if _keeps(case, chosen))


def value_of(case: AllocationCase, chosen: list[tuple[CaseOffer, CaseNeed, int]]) -> float:
    """Hour by hour."""
    total = 0.0
    asked = {item.id: sum(need.quantity for need in case.needs if need.item == item.id) for item in case.items}
    for need in case.needs:
        end = _end(case, need)
        units = [(_work(case, offer, need, day), _rate(case, offer, need)) for offer, n, day in chosen if n.id == need.id]
        worth = 1 / asked[need.item]
        for day in range(need.from_day, end):
            present = min(sum(rate for work, rate in units if work <= day), need.quantity)
            total += 24 * _severity(case, need) * worth * (need.quantity - present)
        reached = min(sum(rate for _, rate in units), need.quantity)
        most = max(24 * _severity(case, n) * max(_end(case, n) - n.from_day, 0) for n in case.needs if n.item == need.item)
        floor = next(p.floor for p in case.places if p.id == need.place) if need.floor is None else need.floor
        total += 10 * worth * most * max(floor * need.quantity - reached, 0.0)
    return total


def _ways(case, offer):
    return [
        (offer, need, day)
        for need in case.needs
        if _rate(case, offer, need) is not None
        for day in range(offer.ready_day, case.days)
        if _work(case, offer, need, day) < _end(case, need)
    ]


def _keeps(case, chosen):
    used: dict[tuple, float] = {}
    kept: dict[tuple, float] = {}
    for way in chosen:
        if way is None:
            continue
        offer, need, day = way
        item = next(i for i in case.items if i.id == offer.item)
        air = next(d.air for d in case.donors if d.id == offer.donor)
        road = next(p.road for p in case.places if p.id == need.place)
        for link in case.links:
            for measure in ("kg", "m3", "seats"):
                if link.id == air:
                    key = link.id, measure, day
                elif link.id == road:
                    key = link.id, measure, day + next((a.days for a in case.links if a.id == air), 0)
                else:
                    continue
                used[key] = used.get(key, 0.0) + getattr(item, measure)
        kept[offer.donor, offer.item] = kept.get((offer.donor, offer.item), 0) + 1
    for (id, measure, day), total in used.items():
        limit = getattr(next(link for link in case.links if link.id == id), measure)
        limit = limit[day] if isinstance(limit, tuple) else limit
        if limit is not None and total > limit + 1e-9:
            return False
    return all(kept.get((r.donor, r.item), 0) <= r.has - r.keeps + 1e-9 for r in case.reserves)


def _work(case, offer, need, day):
    air = next(d.air for d in case.donors if d.id == offer.donor)
    flown = next((link.days for link in case.links if link.id == air), 0)
    road = next(p.road_days for p in case.places if p.id == need.place)
    return day + flown + road + next(i.setup_days for i in case.items if i.id == offer.item)


def _rate(case, offer, need):
    if offer.item == need.item:
        return 1.0
    return next((s.rate for s in case.substitutes if (s.item, s.stands_for) == (offer.item, need.item)), None)


def _end(case, need):
    return case.days if need.until_day is None else min(need.until_day, case.days)


def _severity(case, need):
    return next(p.severity for p in case.places if p.id == need.place) if need.severity is None else need.severity
