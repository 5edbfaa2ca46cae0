"""Allocation cases of any size, drawn by a seed: capacity that binds, ready dates, teams in whole numbers, floors, substitutes."""

import random
from dataclasses import dataclass
from math import ceil

from aidbridge.model.allocationcase import (
    AllocationCase,
    CaseDonor,
    CaseItem,
    CaseNeed,
    CaseOffer,
    CasePlace,
    CaseReserve,
    Link,
    Substitute,
)

LEAST_TEAMS = 3
"""What a bridge takes on a day on which it flies, in its largest teams."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn. Shares are of the whole; `lift` is what the air bridges carry over all days against all that is offered."""

    places: int = 20
    items: int = 50
    donors: int = 30
    items_each: int = 10
    """Items that each donor offers, drawn; at least as many as there are items: every item."""
    days: int = 30
    bridges: int = 3
    teams: float = 0.3
    """Share of the items that are people or vehicles, in whole numbers."""
    supply: float = 0.8
    """What is offered of an item against what is asked, on average."""
    lift: float = 0.7
    road: float = 0.9
    floors: float = 0.2
    """Share of the places with a floor (20 % of every line)."""
    substitutes: float = 0.2
    """Share of the items that do another's job."""
    reserves: float = 0.3
    """Share of the offers that a reserve cuts."""
    scoped: float = 0.1
    """Share of the donors whose agreement reaches half of the places."""


def generate(shape: Shape, seed: int) -> AllocationCase:
    """A case of the shape; the same seed, the same case."""
    rng = random.Random(seed)
    items = [_item(k, rng, shape) for k in range(shape.items)]
    places = [
        CasePlace(
            id=f"P{p + 1}",
            severity=round(rng.lognormvariate(0.0, 0.7), 3),
            population=round(rng.uniform(0.3, 5), 2) * 1e6,
            floor=0.2 if rng.random() < shape.floors else 0.0,
            road=f"road-P{p + 1}",
            road_days=rng.choice((0, 0, 1, 1, 2)),
        )
        for p in range(shape.places)
    ]
    needs = [_need(place, item, rng, shape) for place in places for item in items if rng.random() < 0.9]
    asked = {item.id: sum(need.quantity for need in needs if need.item == item.id) for item in items}
    donors = [_donor(d, places, rng, shape) for d in range(shape.donors)]
    offers = _offers(donors, items, asked, rng, shape)
    reserves = tuple(
        CaseReserve(donor=o.donor, item=o.item, has=o.quantity * 3, keeps=o.quantity * rng.choice((2.5, 2.25)))
        for o in offers
        if rng.random() < shape.reserves
    )
    substitutes = tuple(
        Substitute(item=first.id, stands_for=second.id, rate=rng.choice((0.5, 0.8, 1.0)))
        for first, second in zip(items, items[3:], strict=False)
        if first.id[0] == second.id[0] and rng.random() < shape.substitutes
    )
    return AllocationCase(
        name=f"generated-{shape.places}x{shape.items}x{shape.donors}x{shape.days}-{seed}",
        days=shape.days,
        places=tuple(places),
        items=tuple(items),
        donors=tuple(donors),
        offers=offers,
        needs=tuple(needs),
        reserves=reserves,
        substitutes=substitutes,
        links=_links(shape, places, items, needs, donors, offers, rng),
    )


def _item(k: int, rng: random.Random, shape: Shape) -> CaseItem:
    """Every tenth of ten items by its number: teams first, then devices, then goods, so that every size has all kinds."""
    kind = "team" if k % 10 < round(10 * shape.teams) else "device" if k % 10 < round(10 * shape.teams) + 3 else "goods"
    if kind == "team":
        people = rng.randint(6, 40)
        return CaseItem(id=f"t{k + 1}", unit="teams", whole=True, seats=people, kg=people * rng.uniform(100, 900),
                        m3=people * rng.uniform(0.5, 5), setup_days=rng.choice((0, 1, 2)))  # fmt: skip
    if kind == "device":
        kg = rng.uniform(15, 400)
        return CaseItem(id=f"d{k + 1}", unit="devices", whole=True, kg=kg, m3=kg / 200, setup_days=rng.choice((0, 0, 1)))
    kg = 10 ** rng.uniform(-2, 1)
    return CaseItem(id=f"g{k + 1}", unit="pieces", kg=kg, m3=kg / rng.uniform(80, 300))


def _need(place: CasePlace, item: CaseItem, rng: random.Random, shape: Shape) -> CaseNeed:
    typical = {"t": 4, "d": 60, "g": 50_000}[item.id[0]]
    start = rng.choice((0, 0, 0, rng.randrange(max(shape.days // 2, 1))))
    return CaseNeed(
        id=f"{place.id}-{item.id}",
        place=place.id,
        item=item.id,
        quantity=max(1, round(typical * rng.lognormvariate(0, 0.7))),
        from_day=start,
        until_day=None if rng.random() < 0.8 else rng.randint(start + 1, shape.days),
    )


def _donor(d: int, places: list[CasePlace], rng: random.Random, shape: Shape) -> CaseDonor:
    scope = None
    if rng.random() < shape.scoped:
        scope = tuple(place.id for place in sorted(rng.sample(places, max(len(places) // 2, 1)), key=lambda place: place.id))
    return CaseDonor(id=f"D{d + 1}", air=f"air-{d % shape.bridges + 1}", places=scope)


def _offers(
    donors: list[CaseDonor], items: list[CaseItem], asked: dict[str, float], rng: random.Random, shape: Shape
) -> tuple[CaseOffer, ...]:
    """Each donor's items; an item's offers together come to about `supply` of what is asked."""
    drawn = [
        (donor, item) for donor in donors for item in sorted(rng.sample(items, min(shape.items_each, len(items))), key=items.index)
    ]
    givers = {item.id: max(sum(other is item for _, other in drawn), 1) for item in items}
    offers = []
    for donor, item in drawn:
        quantity = asked[item.id] * shape.supply / givers[item.id] * rng.lognormvariate(0, 0.5)
        quantity = max(1, round(quantity)) if item.whole else round(max(quantity, 1), 1)
        ready = min(int(rng.expovariate(1 / (shape.days / 6))), shape.days - 1)
        offers.append(CaseOffer(id=f"{donor.id}-{item.id}", donor=donor.id, item=item.id, quantity=quantity, ready_day=ready))
    return tuple(offers)


def _links(
    shape: Shape,
    places: list[CasePlace],
    items: list[CaseItem],
    needs: list[CaseNeed],
    donors: list[CaseDonor],
    offers: tuple[CaseOffer, ...],
    rng: random.Random,
) -> tuple[Link, ...]:
    """Air bridges for `lift` of what is offered, roads for `road` of what is asked, over the days on which they fly."""
    of = {item.id: item for item in items}
    air = {donor.id: donor.air for donor in donors}
    links = []
    for a in range(shape.bridges):
        name = f"air-{a + 1}"
        mine = [offer for offer in offers if air[offer.donor] == name]
        totals = [sum(offer.quantity * getattr(of[offer.item], measure) for offer in mine) for measure in ("kg", "m3", "seats")]
        largest = [max((getattr(of[offer.item], measure) for offer in mine), default=0.0) for measure in ("kg", "m3", "seats")]
        # Aircraft fly on so few days that each of these takes a few of the largest teams.
        every = max(
            (
                ceil(LEAST_TEAMS * one * shape.days / (shape.lift * total))
                for one, total in zip(largest, totals, strict=True)
                if total
            ),
            default=1,
        )
        every = max(every, 1)
        flying = [day for day in range(shape.days) if day % every == 0 and (every > 1 or rng.random() > 0.1)]
        daily = [
            tuple(
                round(shape.lift * total / len(flying) * rng.uniform(0.6, 1.4)) if day in flying else 0.0
                for day in range(shape.days)
            )
            for total in totals
        ]
        links.append(Link(id=name, kind="air", days=rng.choice((0, 1)), kg=daily[0], m3=daily[1], seats=daily[2]))
    for place in places:
        asked_kg = sum(need.quantity * of[need.item].kg for need in needs if need.place == place.id)
        heaviest = max(item.kg for item in items)
        links.append(
            Link(id=f"road-{place.id}", kind="road", kg=round(max(shape.road * asked_kg / shape.days * 1.5, 2 * heaviest)))
        )
    return tuple(links)
