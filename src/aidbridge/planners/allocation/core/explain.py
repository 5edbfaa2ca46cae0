"""Why each line of an answer is as it is, and why each unmet need and unused offer stays so.

What a line displaced is the need that lacks the same thing and would gain most by it; by how much it gains less, and at what
severity it would gain as much, is reckoned with the room on the links at the dual prices of the answer's certificate. That is exact
for one small change with all else as it is.
"""

from collections import defaultdict

import numpy as np

from ....model.allocationcase import MEASURES, AllocationAnswer, AllocationCase, CaseNeed, CaseOffer
from ....model.allocationstory import AllocationStory, LineReason, NeedReason, OfferReason
from ....model.facts import Scalar
from ....model.messages import Message
from .build import core_of, unit_values
from .certified import prices_of
from .prices import left_over
from .problem import FAR, HOURS, Core, Floats
from .remaining import Remaining
from .worth import worth_of

FULL = 1e-6
"""A link with less room than this share of a unit takes no more."""
WHOLE = 1 - 1e-9


def story_of(case: AllocationCase, answer: AllocationAnswer) -> AllocationStory:
    """Reasons for every line, unmet need and unused offer of an answer, and what one more of each thing would be worth."""
    desk = _Desk(case, answer)
    return AllocationStory(
        lines=tuple(desk.line(number) for number in range(len(answer.sent))),
        unmet=tuple(desk.unmet(n) for n in range(len(answer.needs)) if answer.needs[n].unmet_weighted_h > FULL),
        unused=tuple(reason for offer in case.offers if (reason := desk.unused(offer)) is not None),
        worth=worth_of(case, desk.core, answer),
    )


class _Desk:
    """The case and its answer as arrays, side by side."""

    def __init__(self, case: AllocationCase, answer: AllocationAnswer) -> None:
        self.case, self.answer = case, answer
        self.core: Core = core_of(case)
        self.gains = self.core.gains()
        self.offers, self.needs = {o.id: o for o in case.offers}, {n.id: n for n in case.needs}
        self.places, self.items = {p.id: p for p in case.places}, {i.id: i for i in case.items}
        self.donors = {d.id: d for d in case.donors}
        self.lot_of = {id: n for n, lot in enumerate(self.core.lot_offers) for id in lot}
        self.line_of = {id: n for n, line in enumerate(self.core.line_needs) for id in line}
        self.pair_of = {
            (int(lot), int(line)): n for n, (lot, line) in enumerate(zip(self.core.pair_lot, self.core.pair_line, strict=True))
        }
        self.by_lot, self.by_line = _grouped(self.core.pair_lot), _grouped(self.core.pair_line)
        prices = prices_of(case, self.core, answer.certificate)
        self.over: Floats = left_over(self.core, self.gains, prices)
        """What a unit of each column gains beyond what its stock and its room on the links are worth elsewhere."""
        self.left = self._left()
        self.given: dict[str, float] = defaultdict(float)
        for one in answer.sent:
            self.given[one.offer] += one.quantity
        self.values = unit_values(case)

    def _left(self) -> Remaining:
        left = Remaining(self.core)
        for one in self.answer.sent:
            left.take(self._pair(one.offer, one.need), one.depart_day, one.quantity)
        return left

    def _pair(self, offer: str, need: str) -> int:
        return self.pair_of[self.lot_of[offer], self.line_of[need]]

    def line(self, number: int) -> LineReason:
        """Why this offer goes to this place on this day."""
        one = self.answer.sent[number]
        need, offer, pair = self.needs[one.need], self.offers[one.offer], self._pair(one.offer, one.need)
        work = one.depart_day + int(self.core.pair_lag[pair])
        gain = float(self.gains[pair, one.depart_day]) * one.quantity
        params: dict[str, Scalar] = {
            "offer": offer.id, "donor": self._donor(offer), "need": need.id, "place": self._name(need),
            "severity": self._severity(need), "quantity": one.quantity, "item": self._item(offer.item),
            "for": self._item(need.item), "rate": float(self.core.pair_rate[pair]),
            "gain_h": round(gain, 3), "day": one.depart_day, "work_day": work,
        }  # fmt: skip
        key = "allotment.here" if offer.item == need.item else "allotment.here_instead"
        when = self._when(pair, one.depart_day, params)
        return LineReason(
            need=need.id,
            offer=offer.id,
            depart_day=one.depart_day,
            quantity=one.quantity,
            gain_h=round(max(gain, 0.0), 6),
            here=Message(key=key, params=params),
            when=when,
            change=self._change(pair, one.depart_day, params),
        )

    def _when(self, pair: int, day: int, params: dict[str, Scalar]) -> Message:
        """Why it leaves on that day and not before."""
        earlier = [d for d in range(day) if self.gains[pair, d] > self.gains[pair, day] + 1e-12]
        if not earlier:
            return Message(key="allotment.at_once", params=params)
        full = self._full(pair, earlier)
        if full is not None:
            link, measure, days = full
            if days == len(earlier):
                return Message(key="allotment.link_full", params={**params, "link": link, "measure": measure, "days": days})
            return Message(key="allotment.link_mostly_full", params={**params, "link": link, "measure": measure, "days": days})
        return Message(key="allotment.others_first", params=params)

    def _full(self, pair: int, days: list[int]) -> tuple[str, str, int] | None:
        """The link and measure that on most of these days have no room for one unit more."""
        counts: dict[tuple[str, str], int] = defaultdict(int)
        core = self.core
        unit = core.unit[core.pair_item[pair]]
        landed = core.landed(int(core.pair_landing[pair]))
        least = 1.0 if core.whole[core.pair_item[pair]] else FULL * float(core.lot_amount[core.pair_lot[pair]])
        for day in days:
            for ids, room in (
                ((*core.air_ids, ""), self.left.air[core.pair_air[pair], :, day]),
                ((*core.road_ids, ""), self.left.road[core.pair_road[pair], :, landed[day]]),
            ):
                name = ids[core.pair_air[pair] if room.base is self.left.air else core.pair_road[pair]]
                for m, measure in enumerate(MEASURES):
                    if unit[m] > 0 and room[m] < unit[m] * least:
                        counts[name, measure] += 1
        if not counts:
            return None
        (link, measure), most = max(counts.items(), key=lambda entry: (entry[1], entry[0]))
        return link, measure, most

    def _change(self, pair: int, day: int, params: dict[str, Scalar]) -> Message:
        """What it displaced: the next best use of the same stock; and by how much that would have to gain."""
        mine = float(self.over[pair, day])
        lot = int(self.core.pair_lot[pair])
        lacking = [other for other in self.by_lot[lot] if other != pair and self.left.lines[self.core.pair_line[other]] > FULL]
        others = [(value, other) for other in lacking if (value := float(self.over[other].max())) > FAR / 2]
        if not others:
            return Message(key="allotment.only_need", params=params)
        next_best, other = max(others, key=lambda entry: (entry[0], -entry[1]))
        line = int(self.core.pair_line[other])
        need = self.needs[self.core.line_needs[line][0]]
        on = int(self.over[other].argmax())
        short = max(mine - next_best, 0.0)
        days = float(self.gains[other, on]) / max(float(self.core.line_value[line]) * float(self.core.pair_rate[other]), 1e-30)
        a_severity = HOURS * self.values[need.item] * float(self.core.pair_rate[other]) * days
        told = {
            **params,
            "next_need": need.id,
            "next_place": self._name(need),
            "next_severity": self._severity(need),
            "short_h": round(short, 6),
        }
        if short <= 1e-6 * max(abs(float(self.gains[pair, day])), 1.0) or a_severity <= 0:
            return Message(key="allotment.as_good", params=told)
        return Message(
            key="allotment.would_change", params={**told, "at_severity": round(self._severity(need) + short / a_severity, 3)}
        )

    def unmet(self, number: int) -> NeedReason:
        """Why a need is not met in full and at once."""
        share = self.answer.needs[number]
        need = self.needs[share.need]
        params: dict[str, Scalar] = {
            "need": need.id, "place": self._name(need), "item": self._item(need.item), "share": round(share.share, 4),
            "missing": round(need.quantity * (1 - share.share), 3), "unmet_h": round(share.unmet_weighted_h, 3),
        }  # fmt: skip
        reason = self._late(need, params) if share.share >= WHOLE else self._lacking(need, params)
        return NeedReason(
            need=need.id,
            share=share.share,
            unmet_weighted_h=share.unmet_weighted_h,
            reason=Message(key=reason[0], params=reason[1]),
        )

    def _late(self, need: CaseNeed, params: dict[str, Scalar]) -> tuple[str, dict[str, Scalar]]:
        mine = [one for one in self.answer.sent if one.need == need.id]
        works = [one.depart_day + int(self.core.pair_lag[self._pair(one.offer, one.need)]) for one in mine]
        return "allotment.late", {**params, "from_day": need.from_day, "first_day": min(works), "last_day": max(works)}

    def _lacking(self, need: CaseNeed, params: dict[str, Scalar]) -> tuple[str, dict[str, Scalar]]:
        able = {need.item} | {swap.item for swap in self.case.substitutes if swap.stands_for == need.item}
        offers = [offer for offer in self.case.offers if offer.item in able]
        if not offers:
            return "allotment.no_offer", params
        pairs = self.by_line.get(self.line_of[need.id], [])
        if not pairs:
            reach = [o for o in offers if (scope := self.donors[o.donor].places) is None or need.place in scope]
            return ("allotment.too_late" if reach else "allotment.out_of_reach"), params
        there = [pair for pair in pairs if self.left.lots[self.core.pair_lot[pair]] > self._least(pair) and self._pool_left(pair)]
        if not there:
            return "allotment.given_elsewhere", {**params, "offers": len(offers)}
        full = self._full(there[0], [d for d in range(len(self.core.opens)) if self.gains[there[0], d] > 0])
        if full is not None:
            return "allotment.no_room", {**params, "link": full[0], "measure": full[1], "days": full[2]}
        return "allotment.not_whole", params

    def unused(self, offer: CaseOffer) -> OfferReason | None:
        """Why part of an offer stays; None where all of it is used."""
        rest = offer.quantity - self.given[offer.id]
        if rest <= 1e-6 * offer.quantity:
            return None
        lot = self.lot_of[offer.id]
        params: dict[str, Scalar] = {
            "offer": offer.id,
            "donor": self._donor(offer),
            "item": self._item(offer.item),
            "rest": round(rest, 6),
        }
        return OfferReason(offer=offer.id, quantity=rest, reason=self._why_unused(offer, lot, params))

    def _why_unused(self, offer: CaseOffer, lot: int, params: dict[str, Scalar]) -> Message:
        kept = next((r for r in self.case.reserves if (r.donor, r.item) == (offer.donor, offer.item)), None)
        whole = self.items[offer.item].whole
        if kept is not None:
            given = sum(self.given[o.id] for o in self.case.offers if (o.donor, o.item) == (kept.donor, kept.item))
            if given + (1 if whole else FULL * offer.quantity) > kept.has - kept.keeps:
                return Message(key="allotment.kept", params={**params, "has": kept.has, "keeps": kept.keeps})
        jobs = {offer.item} | {swap.stands_for for swap in self.case.substitutes if swap.item == offer.item}
        asking = [need for need in self.case.needs if need.item in jobs]
        if not asking:
            return Message(key="allotment.not_asked", params=params)
        pairs = [pair for pair in self.by_lot.get(lot, []) if (self.gains[pair] > 0).any()]
        if not pairs:
            scope = self.donors[offer.donor].places
            near = [need for need in asking if scope is None or need.place in scope]
            key = "allotment.offer_too_late" if near else "allotment.offer_out_of_reach"
            return Message(key=key, params={**params, "ready_day": offer.ready_day})
        open_pairs = [
            pair
            for pair in pairs
            if self.left.lines[self.core.pair_line[pair]] > 1e-6 * self.core.line_quantity[self.core.pair_line[pair]]
        ]
        if not open_pairs:
            return Message(key="allotment.covered", params=params)
        full = self._full(open_pairs[0], [d for d in range(len(self.core.opens)) if self.gains[open_pairs[0], d] > 0])
        if full is not None:
            return Message(key="allotment.offer_no_room", params={**params, "link": full[0], "measure": full[1], "days": full[2]})
        return Message(key="allotment.not_whole_offer", params=params)

    def _least(self, pair: int) -> float:
        return (
            1 - 1e-9 if self.core.whole[self.core.pair_item[pair]] else FULL * float(self.core.lot_amount[self.core.pair_lot[pair]])
        )

    def _pool_left(self, pair: int) -> bool:
        pool = int(self.core.lot_pool[self.core.pair_lot[pair]])
        return pool < 0 or bool(self.left.pools[pool] > self._least(pair))

    def _name(self, need: CaseNeed) -> str:
        return self.places[need.place].name or need.place

    def _donor(self, offer: CaseOffer) -> str:
        return self.donors[offer.donor].name or offer.donor

    def _item(self, id: str) -> str:
        return self.items[id].name or id

    def _severity(self, need: CaseNeed) -> float:
        return self.places[need.place].severity if need.severity is None else need.severity


def _grouped(keys: np.ndarray) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(keys.tolist()):
        found[key].append(number)
    return found
