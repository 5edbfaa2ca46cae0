"""Vehicles and goods: how many of which kind, also those that reports name without a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...catalogue.aircraft import aircraft_type
from ...catalogue.equipment import equipment, equipment_ids
from ...model.messages import Message
from ..claims import Span
from ..lexicon import Mention
from ..reconcile import Finding, Verdict
from ..review import Evidence, Suggestion
from ..scenes import StorySentence
from .case import Case, key_of
from .cited import citation
from .defaults import SOURCE, Goods, defaults, goods, kind_of
from .desk import Desk
from .entering import entered, number
from .figure import Figure
from .fleet import Squadron

_CONCEPTS = ("asset.equipment", "asset.supplies", "asset.tents", "asset.beds", "asset.tests", "asset.dogs")
_OF_CONCEPT = {"asset.tents": "tents", "asset.beds": "beds", "asset.tests": "tests", "asset.dogs": "dogs"}
_MOST_VEHICLES, _MOST_PACKAGES = 500, 20_000
"""That a draft makes rows of, and that a plan can load."""
_GAP_M = 0.15
"""Kept about a vehicle in the hold (`model.policy.HoldPolicy`)."""
_KG_A_PALLET = 250.0
"""Mass of the pallet that cargo told in tonnes is taken to be packed on (catalogue, `eur_pallet_ppe`)."""


@dataclass(frozen=True, slots=True)
class Vehicles:
    """So many vehicles of an equipment type."""

    type: Figure
    count: Figure


@dataclass(frozen=True, slots=True)
class Stock:
    """So much of a kind of goods."""

    kind: str
    goods: Goods
    quantity: Figure


def vehicles_of(desk: Desk, case: Case, story: Sequence[StorySentence], fleet: Sequence[Squadron]) -> tuple[Vehicles, ...]:
    """Rows for vehicles and their type, and what they leave. The type that stands in fits a hold of the fleet where one does."""
    made = []
    for n, found in _beside(case, "asset.vehicles"):
        kind, seen = _vehicle_kind(desk, found, story)
        path = f"vehicles[{case.donor}-{kind or 'truck'}]"
        question = Message(key="draft.ask.vehicles", params={"n": number(found)})
        count = entered(desk, case, n, found, enters=f"{path}.count", question=question, must=True)
        usual = defaults()["vehicle_types"][kind]
        best = next((one for one in (usual, "kamaz5350", "uaz3962") if _fits(one, fleet)), usual)
        others = [one for one in dict.fromkeys((best, "kamaz5350", "kamaz43118", "ars14km", "uaz3962")) if one in equipment_ids()]
        type = desk.default(
            f"vehicle:{key_of(found)}",
            concept="asset.vehicles",
            says=Message(key="draft.says_stand_in", params={"name": equipment(best).name}),
            value=best,
            takes="name",
            enters=f"{path}.equipment",
            must=True,
            question=Message(key="draft.ask.vehicle_type", params={"name": equipment(best).name}),
            why="no report names the type: one of the catalogue stands in, with its measures and mass",
            suggestions=tuple(Suggestion(one, equipment(one).name, 0.5 if one == best else 0.1) for one in others),
            evidence=seen,
        )
        if count is not None and type is not None and type.value in equipment_ids() and desk.within(count, _MOST_VEHICLES, path):
            made.append(Vehicles(type, count))
    return tuple(made)


def stocks_of(desk: Desk, case: Case, story: Sequence[StorySentence]) -> tuple[Stock, ...]:
    """Rows for goods with and without a number, and what they leave."""
    made: dict[str, Stock] = {}
    for concept in _CONCEPTS:
        for n, found in _beside(case, concept):
            kind = _OF_CONCEPT.get(concept, found.best.kind)
            if kind in goods() and kind not in made and (stock := _counted(desk, case, n, found, kind)) is not None:
                made[kind] = stock
    named = {_OF_CONCEPT.get(found.concept, found.best.kind) for found in case.findings}
    for kind, (one, mention) in _unnumbered(story).items():
        if kind not in named and kind not in made and (stock := _uncounted(desk, case, kind, one, mention)) is not None:
            made[kind] = stock
    if not made:
        made |= {stock.kind: stock for stock in _cargo(desk, case)}
    return tuple(made.values())


def _counted(desk: Desk, case: Case, n: int, found: Finding, kind: str) -> Stock | None:
    if found.best.unit == "days":
        return None
    question = Message(key="draft.ask.goods", params={"n": number(found), "kind": kind})
    quantity = entered(desk, case, n, found, enters=f"supplies[{case.donor}-{kind}].quantity", question=question, must=True)
    return _stock(desk, case, kind, quantity)


def _uncounted(desk: Desk, case: Case, kind: str, one: StorySentence, mention: Mention) -> Stock | None:
    quote = Span(one.scene.sentence[mention.first].start, one.scene.sentence[mention.last - 1].end)
    words, value = one.reading.words(quote), goods()[kind].unnumbered
    quantity = desk.default(
        f"goods:{kind}",
        concept="asset.equipment",
        says=words,
        value=value,
        takes="whole",
        enters=f"supplies[{case.donor}-{kind}].quantity",
        must=True,
        question=Message(key="draft.ask.goods_unnumbered", params={"words": words, "n": value}),
        why="named without a number; the amount is ours",
        evidence=(_evidence(one, quote),),
        source=f"{citation(one.reading, quote)}; the amount: {SOURCE}",
    )
    return _stock(desk, case, kind, quantity)


def _cargo(desk: Desk, case: Case) -> list[Stock]:
    """Cargo told in tonnes, where nothing else is: pallets of a mass."""
    for n, found in _beside(case, "asset.cargo")[:1]:
        case.used[n] = enters = f"supplies[{case.donor}-cargo].quantity"
        tonnes = number(found) * {"kg": 0.001, "lb": 0.00045359237}.get(found.best.unit, 1.0)
        figure = desk.finding(
            key_of(found),
            found,
            enters=enters,
            value=f"{tonnes:g}",
            takes="number",
            must=True,
            question=Message(key="draft.ask.cargo", params={"n": tonnes}),
        )
        if figure is not None:
            stock = _stock(desk, case, "cargo", figure.derived(figure.number, f"tonnes; on pallets of {_KG_A_PALLET:g} kg"))
            return [stock] if stock is not None else []
    return []


def _stock(desk: Desk, case: Case, kind: str, quantity: Figure | None) -> Stock | None:
    """A stock, where there is any and no more of it than a draft packs."""
    if quantity is None or quantity.number <= 0:
        return None
    stock = Stock(kind, goods()[kind], quantity)
    count = quantity.of(max(1, round(packages(stock))))
    most = _MOST_VEHICLES if stock.goods.device else _MOST_PACKAGES
    return stock if desk.within(count, most, f"supplies[{case.donor}-{kind}]") else None


def _beside(case: Case, concept: str) -> list[tuple[int, Finding]]:
    """Findings that may stand beside each other; of those that contradict each other the best supported."""
    kept: list[tuple[int, Finding]] = []
    for n, found in case.sent(concept):
        reports = {claim.report for claim in found.claims}
        same = [
            other
            for _, other in kept
            if (other.best.kind == found.best.kind and concept != "asset.vehicles") or other.verdict is Verdict.CONFLICT
        ]
        elsewhere = [other for _, other in kept if not reports & {claim.report for claim in other.claims}]
        if not same and not elsewhere:
            kept.append((n, found))
    return kept


def _fits(type: str, fleet: Sequence[Squadron]) -> bool:
    """Whether a vehicle passes into a hold of the fleet, its gaps included."""
    vehicle = equipment(type)
    holds = [aircraft_type(str(squadron.type.value)) for squadron in fleet]
    return any(
        (hold.hold_height_m or 0) >= (vehicle.height_m or 0) + _GAP_M
        and (hold.hold_width_m or 0) >= (vehicle.width_m or 0) + 2 * _GAP_M
        for hold in holds
    )


def _vehicle_kind(desk: Desk, found: Finding, story: Sequence[StorySentence]) -> tuple[str, tuple[Evidence, ...]]:
    """What the vehicles are, by their own sentence, else by any sentence of the stories that tells of work done by vehicles."""
    reading = desk.readings[found.best.report]
    if kind := kind_of("vehicles", reading.words(found.best.sentence)):
        return kind, ()
    for one in story:
        if any((mention.key("noun") or "") == "asset.vehicles" for mention in one.scene.mentions) or _speaks_of_trucks(one):
            text = one.reading.words(one.span)
            if kind := kind_of("vehicles", text):
                return kind, (_evidence(one, one.span),)
    return "", ()


def _speaks_of_trucks(one: StorySentence) -> bool:
    return any(
        token.norm.startswith(("truck", "truk", "camion", "autocarr", "lkw", "грузов", "автомоб", "kamyon"))
        for token in one.scene.sentence
    )


def _unnumbered(story: Sequence[StorySentence]) -> dict[str, tuple[StorySentence, Mention]]:
    """Kinds of goods that a sentence about what is sent names, with the first such sentence."""
    found: dict[str, tuple[StorySentence, Mention]] = {}
    for one in story:
        sent = any(mention.key("giving", "state") is not None for mention in one.scene.mentions)
        for mention in one.scene.mentions if sent else ():
            concept, _, kind = (mention.key("noun") or "").partition(":")
            if concept in ("asset.equipment", "asset.supplies") and kind in goods():
                found.setdefault(kind, (one, mention))
    return found


def _evidence(one: StorySentence, quote: Span) -> Evidence:
    text = one.reading.text
    return Evidence(
        one.reading.report,
        one.reading.language,
        text[one.span.start : quote.start],
        one.reading.words(quote),
        text[quote.end : one.span.end],
        quote.start,
        quote.end,
    )


def packages(stock: Stock) -> float:
    """Packages that a stock makes."""
    return stock.quantity.number / stock.goods.per_package
