"""An answer to an allocation case judged from the case alone: limits, figures, and the bound by weak duality.

The proof of a bound. Give every stock, reserve and link a price of 0 or more. A unit of offer o that leaves on day t for need n
meets at most v_n r (E_n - work day) weighted hours; what its prices leave of that, divided by r, is no more than some price m_n of
a unit asked. So what any allocation meets is at most the sum of prices times what there is, plus m_n times what is asked (with the
price of the floor for the part below it). Sums are reckoned in doubles, and what rounding could have taken is added on the safe
side: every term counts with 64 roundings of its own size, the sums are exact (math.fsum).
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.allocationcase import MEASURES, AllocationAnswer, AllocationCase, CaseNeed, CaseOffer, Link

SLACK = 1e-6
ROUNDING = 64 * 2.0**-53
FLOOR_FACTOR = 10.0


@dataclass(frozen=True, slots=True)
class Breach:
    """What is wrong with an answer: which limit (`stock`, `reserve`, `link`, ...), of what, the value and the limit."""

    key: str
    about: str
    value: float
    limit: float


def check_allotment(case: AllocationCase, answer: AllocationAnswer) -> tuple[Breach, ...]:
    """Every breach of an answer; none means that it keeps all limits, its figures are right and its bound is proven."""
    view = _View(case)
    found = list(_rows(view, answer))
    if found:
        return tuple(found)
    found += _limits(view, answer)
    found += _figures(view, answer)
    found += _bound(view, answer)
    return tuple(found)


def proven_bound(case: AllocationCase, answer: AllocationAnswer) -> float:
    """The bound that the certificate proves: no allocation has a smaller value."""
    return _proven(_View(case), answer)


class _View:
    """The case by name."""

    def __init__(self, case: AllocationCase) -> None:
        self.case = case
        self.places = {place.id: place for place in case.places}
        self.items = {item.id: item for item in case.items}
        self.donors = {donor.id: donor for donor in case.donors}
        self.offers = {offer.id: offer for offer in case.offers}
        self.needs = {need.id: need for need in case.needs}
        self.links = {link.id: link for link in case.links}
        self.rates = {(swap.item, swap.stands_for): swap.rate for swap in case.substitutes}
        self.rates |= {(item.id, item.id): 1.0 for item in case.items}
        asked: dict[str, float] = defaultdict(float)
        for need in case.needs:
            asked[need.item] += need.quantity
        self.value = {
            i.id: i.unit_value if i.unit_value is not None else 1 / asked[i.id] if asked[i.id] else 0.0 for i in case.items
        }

    def severity(self, need: CaseNeed) -> float:
        return self.places[need.place].severity if need.severity is None else need.severity

    def floor(self, need: CaseNeed) -> float:
        return self.places[need.place].floor if need.floor is None else need.floor

    def end(self, need: CaseNeed) -> int:
        return self.case.days if need.until_day is None else min(need.until_day, self.case.days)

    def a_day(self, need: CaseNeed) -> float:
        """Weighted hours a day of one unit."""
        return 24 * self.severity(need) * self.value[need.item]

    def landing(self, offer: CaseOffer) -> int:
        air = self.donors[offer.donor].air
        return self.links[air].days if air else 0

    def work(self, offer: CaseOffer, need: CaseNeed, day: int) -> int:
        return day + self.landing(offer) + self.places[need.place].road_days + self.items[offer.item].setup_days

    def used_links(self, offer: CaseOffer, need: CaseNeed, day: int) -> list[tuple[Link, int]]:
        air, road = self.donors[offer.donor].air, self.places[need.place].road
        found = [(self.links[air], day)] if air else []
        return [*found, (self.links[road], day + self.landing(offer))] if road else found

    def reaches(self, offer: CaseOffer, need: CaseNeed) -> bool:
        scope = self.donors[offer.donor].places
        return (offer.item, need.item) in self.rates and (scope is None or need.place in scope)

    def room(self, offer: CaseOffer, need: CaseNeed, day: int) -> bool:
        """Whether one whole unit finds room on the day at all; what is divided at will does."""
        item = self.items[offer.item]
        if not item.whole:
            return True
        return all(
            getattr(item, measure) <= capacity(link, measure, at)
            for link, at in self.used_links(offer, need, day)
            for measure in MEASURES
        )

    def floor_price(self, item: str) -> float:
        """Of one unit below a floor."""
        most = max(
            (self.severity(n) * 24 * max(self.end(n) - n.from_day, 0) for n in self.case.needs if n.item == item), default=0.0
        )
        return FLOOR_FACTOR * self.value[item] * most

    def stock(self, offer: CaseOffer) -> float:
        return float(math.floor(offer.quantity)) if self.items[offer.item].whole else offer.quantity


def capacity(link: Link, measure: str, day: int) -> float:
    """What a link takes on a day; beyond the days that are listed nothing."""
    limit = getattr(link, measure)
    if limit is None:
        return math.inf
    if isinstance(limit, tuple):
        return limit[day] if day < len(limit) else 0.0
    return float(limit)


def _rows(view: _View, answer: AllocationAnswer) -> Iterator[Breach]:
    """Each line of the answer by itself: known names, agreed places, ready, whole."""
    for number, one in enumerate(answer.sent):
        need, offer = view.needs.get(one.need), view.offers.get(one.offer)
        about = f"{one.offer} > {one.need} ({number})"
        if need is None or offer is None:
            yield Breach("unknown", about, 0, 0)
        elif not view.reaches(offer, need):
            yield Breach("reach", about, 0, 0)
        elif one.depart_day < offer.ready_day:
            yield Breach("ready", about, one.depart_day, offer.ready_day)
        elif view.work(offer, need, one.depart_day) >= view.end(need):
            yield Breach("late", about, view.work(offer, need, one.depart_day), view.end(need))
        elif view.items[offer.item].whole and one.quantity != round(one.quantity):
            yield Breach("whole", about, one.quantity, round(one.quantity))


def _limits(view: _View, answer: AllocationAnswer) -> Iterator[Breach]:
    """Stocks (N1), reserves (N1), links."""
    stock: dict[str, float] = defaultdict(float)
    kept: dict[tuple[str, str], float] = defaultdict(float)
    links: dict[tuple[str, str, int], float] = defaultdict(float)
    for one in answer.sent:
        offer, need = view.offers[one.offer], view.needs[one.need]
        item = view.items[offer.item]
        stock[offer.id] += one.quantity
        kept[offer.donor, offer.item] += one.quantity
        for link, day in view.used_links(offer, need, one.depart_day):
            for measure in MEASURES:
                links[link.id, measure, day] += one.quantity * getattr(item, measure)
    for id, given in sorted(stock.items()):
        if given > view.offers[id].quantity * (1 + SLACK):
            yield Breach("stock", id, given, view.offers[id].quantity)
    for reserve in view.case.reserves:
        limit = max(reserve.has - reserve.keeps, 0.0)
        if kept[reserve.donor, reserve.item] > limit * (1 + SLACK) + SLACK:
            yield Breach("reserve", f"{reserve.donor}/{reserve.item}", kept[reserve.donor, reserve.item], limit)
    for (id, measure, day), used in sorted(links.items()):
        most = capacity(view.links[id], measure, day)
        if used > most * (1 + SLACK) + SLACK:
            yield Breach("link", f"{id}/{measure}/{day}", used, most)


def _figures(view: _View, answer: AllocationAnswer) -> Iterator[Breach]:
    """Every share and sum counted anew."""
    arrivals: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for one in answer.sent:
        offer, need = view.offers[one.offer], view.needs[one.need]
        counted = one.quantity * view.rates[offer.item, need.item]
        arrivals[need.id].append((view.work(offer, need, one.depart_day), counted))
    eligible = _eligible(view)
    stated = {share.need: share for share in answer.needs}
    sums = {"idle": 0.0, "unmet": 0.0, "others": 0.0, "floors": 0.0}
    for need in view.case.needs:
        end = view.end(need)
        start = min(need.from_day, end)
        idle = view.a_day(need) * need.quantity * (end - start)
        present, unmet, at = 0.0, 0.0, start
        # The unmet share is integrated from change to change.
        for day, counted in [*sorted((max(work, start), counted) for work, counted in arrivals[need.id]), (end, 0.0)]:
            unmet += view.a_day(need) * max(need.quantity - present, 0.0) * (day - at)
            present, at = present + counted, day
        lacking = max(view.floor(need) * need.quantity - min(present, need.quantity), 0.0)
        if need.id in eligible:
            sums["idle"] += idle
            sums["unmet"] += unmet
            sums["floors"] += view.floor_price(need.item) * lacking
        else:
            sums["others"] += unmet
        share = stated.get(need.id)
        if share is None:
            yield Breach("left_out", need.id, 0, 0)
        else:
            yield from _same(f"need {need.id}", "unmet", share.unmet_weighted_h, unmet, idle)
            yield from _same(f"need {need.id}", "share", share.share, min(present / need.quantity, 1.0), 1.0)
            if share.eligible != (need.id in eligible):
                yield Breach("eligible", need.id, share.eligible, need.id in eligible)
    scale = sums["idle"] + sums["others"] + 1
    yield from _same("idle", "figure", answer.idle_weighted_h, sums["idle"], scale)
    yield from _same("unmet", "figure", answer.unmet_weighted_h, sums["unmet"], scale)
    yield from _same("others", "figure", answer.unmet_weighted_h_others, sums["others"], scale)
    yield from _same("floors", "figure", answer.below_floors_h, sums["floors"], scale)


def _same(about: str, key: str, stated: float, due: float, scale: float) -> Iterator[Breach]:
    if abs(stated - due) > SLACK * max(scale, 1e-3):
        yield Breach(key, about, stated, due)


def _columns(view: _View) -> Iterator[tuple[CaseOffer, CaseNeed]]:
    by_item: dict[str, list[CaseNeed]] = defaultdict(list)
    for need in view.case.needs:
        by_item[need.item].append(need)
    jobs: dict[str, list[str]] = defaultdict(list)
    for item, job in view.rates:
        jobs[item].append(job)
    for offer in view.case.offers:
        for job in jobs[offer.item]:
            for need in by_item[job]:
                if view.reaches(offer, need):
                    yield offer, need


def _eligible(view: _View) -> set[str]:
    """Needs that some offer could reach before their end with anything of worth."""
    found: set[str] = set()
    for offer, need in _columns(view):
        if (
            need.id not in found
            and view.a_day(need) > 0
            and any(
                view.work(offer, need, day) < view.end(need) and view.room(offer, need, day)
                for day in range(offer.ready_day, view.case.days)
            )
        ):
            found.add(need.id)
    return found


def _bound(view: _View, answer: AllocationAnswer) -> Iterator[Breach]:
    proven = _proven(view, answer)
    if answer.bound > proven:
        yield Breach("bound", "proven", answer.bound, proven)
    if answer.bound > answer.value * (1 + SLACK) + SLACK:
        yield Breach("bound", "beaten", answer.bound, answer.value)


def _proven(view: _View, answer: AllocationAnswer) -> float:
    told = answer.certificate
    terms: list[float] = []
    for id, price in told.offers.items():
        if id not in view.offers:
            return -math.inf
        terms.append(price * view.stock(view.offers[id]))
    limits = {f"{r.donor}/{r.item}": (r.donor, r.item, max(r.has - r.keeps, 0.0)) for r in view.case.reserves}
    for id, price in told.donors.items():
        if id not in limits:
            return -math.inf
        _, item, limit = limits[id]
        terms.append(price * (math.floor(limit) if view.items[item].whole else limit))
    charge = _charges(view, answer)
    for (link, measure, day), price in charge.items():
        if link not in view.links or measure not in MEASURES or not 0 <= day < view.case.days:
            return -math.inf
        most = capacity(view.links[link], measure, day)
        if math.isinf(most):
            return -math.inf
        terms.append(price * most)
    idle = []
    for need, price in _line_prices(view, answer, charge).items():
        asked = view.needs[need]
        below = view.floor(asked) * asked.quantity
        bonus = view.floor_price(asked.item)
        terms += [(asked.quantity - below) * max(price, 0.0), below * max(price + bonus, 0.0)]
        end = view.end(asked)
        idle += [view.a_day(asked) * asked.quantity * (end - min(asked.from_day, end)), below * bonus]
    size = math.fsum(idle) + math.fsum(terms)
    return math.fsum(idle) - math.fsum(terms) - ROUNDING * size


def _charges(view: _View, answer: AllocationAnswer) -> dict[tuple[str, str, int], float]:
    """Prices of links by link, measure and day; a name of another form gets a link that is not there."""
    found = {}
    for name, price in answer.certificate.links.items():
        parts = name.rsplit("/", 2)
        known = len(parts) == 3 and parts[2].isdigit() and len(parts[2]) < 6
        found[(parts[0], parts[1], int(parts[2])) if known else ("", name, 0)] = price
    return found


def _line_prices(view: _View, answer: AllocationAnswer, charge: dict[tuple[str, str, int], float]) -> dict[str, float]:
    """By need that some offer reaches: the least price of a unit asked that leaves no column a gain, rounded up."""
    told = answer.certificate
    eligible = _eligible(view)
    best: dict[str, float] = {}
    daily: dict[tuple[str, str], list[float]] = {}

    def by_day(link: str | None, item: str) -> list[float]:
        """What a unit pays on a link, by day."""
        if link is None:
            return [0.0] * view.case.days
        if (link, item) not in daily:
            kind = view.items[item]
            daily[link, item] = [
                sum(getattr(kind, measure) * charge.get((link, measure, day), 0.0) for measure in MEASURES)
                for day in range(view.case.days)
            ]
        return daily[link, item]

    for offer, need in _columns(view):
        if need.id not in eligible:
            continue
        rate = view.rates[offer.item, need.item]
        own = told.offers.get(offer.id, 0.0) + told.donors.get(f"{offer.donor}/{offer.item}", 0.0)
        landing, lag = view.landing(offer), view.work(offer, need, 0)
        air = by_day(view.donors[offer.donor].air, offer.item)
        road = by_day(view.places[need.place].road, offer.item)
        end, start, a_day = view.end(need), need.from_day, view.a_day(need)
        top = best.get(need.id, -math.inf)
        for day in range(offer.ready_day, min(end - lag, view.case.days)):
            worth = a_day * rate * (end - max(day + lag, start))
            paid = own + air[day] + road[day + landing]
            left = (worth - paid + ROUNDING * (abs(worth) + paid)) / rate
            if left > top and view.room(offer, need, day):
                top = left
        best[need.id] = top
    return best
