"""Aircraft, teams, vehicles and goods of a draft as rows of the mission's sections."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from ...catalogue.equipment import equipment
from ...catalogue.units import unit_type
from ...model.messages import Message
from .defaults import SOURCE, default
from .desk import Desk
from .figure import Figure
from .fleet import Squadron
from .goods import Stock, Vehicles, packages
from .people import CAPABILITIES, Crew

Rows = list[dict[str, Any]]
_PALLET = "p463l_built"
_FILLED = 0.7
"""Share of a pallet's room that packages fill in a reckoning of how many pallets there are."""
_GOODS_NAMES = {"dogs": "search dogs in kennels", "cargo": "relief cargo on pallets"}


def tails(squadrons: Sequence[Squadron], offer: str, donor: str, at: Figure, start: str) -> Rows:
    """One row an aircraft: nine aircraft are nine tails."""
    rows: Rows = []
    for squadron in squadrons:
        name = f"{donor}-{str(squadron.type.value).replace('_', '')}"
        for n in range(squadron.count.whole):
            rows.append(
                {
                    "id": f"{name}-{n + 1:02}",
                    "type": squadron.type.of(squadron.type.value, _joined(squadron.type.note, _one_of(squadron.count))).tree(),
                    "offer": offer,
                    "at": Figure(at.value, "estimated", SOURCE, "taken to stand where the relief embarks").tree(),
                    "available_from": Figure(start, "estimated", SOURCE, "from the draft's start").tree(),
                }
            )
    return rows


def teams(crews: Sequence[Crew], offer: str, donor: str, drivers: Figure | None) -> Rows:
    """One row a team; where a report tells all their people, they are shared out evenly."""
    rows: Rows = []
    for crew in crews:
        sizes = _shared(crew)
        for n, people in enumerate(sizes):
            row: dict[str, Any] = {
                "id": f"{donor}-{crew.kind or 'team'}-{len(rows) + 1:02}",
                "offer": offer,
                "name": f"{crew.name} {n + 1}",
                "people": people.of(people.value, _joined(people.note, _one_of(crew.teams))).tree(),
                "capability": CAPABILITIES[crew.kind],
                "capacity": Figure(1, "derived", SOURCE, "a team counts as one").tree(),
            }
            if drivers is not None and drivers.whole > 0:
                row["drivers"] = drivers.of(min(drivers.whole, people.whole)).tree()
            stated = default("setup_min")
            row["setup_min"] = Figure(int(stated.value), "estimated", SOURCE, stated.why).tree()
            rows.append(row)
    return rows


def _shared(crew: Crew) -> list[Figure]:
    count = max(1, crew.teams.whole)
    if crew.total is None:
        return [crew.people] * count
    people = max(count, crew.total.whole)
    sizes = [people // count + (1 if n < people % count else 0) for n in range(count)]
    return [crew.people.of(size) for size in sizes]


def vehicles(columns: Sequence[Vehicles], offer: str, donor: str) -> Rows:
    """One row a vehicle."""
    rows: Rows = []
    for column in columns:
        for _ in range(column.count.whole):
            note = _joined(column.type.note, _one_of(column.count))
            row = {
                "id": f"{donor}-vehicle-{len(rows) + 1:02}",
                "offer": offer,
                "equipment": column.type.of(column.type.value, note).tree(),
            }
            rows.append(row)
    return rows


def host_vehicles(desk: Desk, crews: Sequence[Crew], stocks: Sequence[Stock], offer: str, recipient: str, at: str) -> Rows:
    """Coaches and trucks of the host for all who and what has no vehicle of its own."""
    persons = sum(person.whole for crew in crews for person in _shared(crew))
    coaches = ceil(persons / default("host", "seats").value)
    pallets = sum(ceil(packages(stock)) if stock.goods.device else pallets_of(stock) for stock in stocks)
    trucks = ceil(pallets / default("host", "pallets").value) + 1 if pallets else 0
    rows: Rows = []
    for kind, type, value, extra in (("coaches", "bus_50", coaches, {}), ("trucks", "truck_18t", trucks, {"pallet_places": 3})):
        if not value:
            continue
        figure = desk.default(
            f"host:{kind}",
            concept="asset.vehicles",
            says=Message(key=f"draft.says_{kind}"),
            value=value,
            takes="whole",
            enters=f"vehicles[{recipient}-{kind}].count",
            must=False,
            question=Message(key=f"draft.ask.{kind}", params={"n": value}),
            why="the host is assumed to drive people and goods from the airfield",
        )
        for n in range(figure.whole if figure is not None else 0):
            note = {"status": "estimated", "source": SOURCE, "note": "the host's, assumed"}
            row: dict[str, Any] = {
                "id": f"{recipient}-{kind}-{n + 1:02}",
                "offer": offer,
                "equipment": {"value": type} | note,
                "at": at,
            }
            row |= {"flies": False, "drivers_needed": 0, "returns": False}
            rows.append(row | {name: {"value": number} | note for name, number in extra.items()})
    return rows


def supplies(stocks: Sequence[Stock], offer: str, donor: str) -> Rows:
    """One row a kind of goods."""
    rows: Rows = []
    for stock in stocks:
        if stock.goods.device:
            continue
        row: dict[str, Any] = {"id": f"{donor}-{stock.kind.replace('_', '-')}", "offer": offer}
        row["name"] = _GOODS_NAMES.get(stock.kind, stock.kind.replace("_", " "))
        if stock.goods.capability:
            row["capability"] = stock.goods.capability
        row["quantity"] = stock.quantity.tree()
        row["package"] = Figure(stock.goods.package, "estimated", SOURCE, "how it is packed is ours").tree()
        row["per_package"] = Figure(stock.goods.per_package, "estimated", SOURCE, "pieces in a package").tree()
        if stock.goods.setup_min:
            row["setup_min"] = Figure(stock.goods.setup_min, "estimated", SOURCE, "until it serves").tree()
        rows.append(row)
    return rows


def devices(stocks: Sequence[Stock], offer: str, donor: str) -> Rows:
    """One row a package of what serves where it stands; the last one has what is left of the capacity."""
    rows: Rows = []
    for stock in stocks:
        left = stock.quantity.number if stock.goods.device else 0.0
        while left > 0:
            capacity = min(left, stock.goods.per_package)
            left -= capacity
            row: dict[str, Any] = {"id": f"{donor}-{stock.kind.replace('_', '-')}-{len(rows) + 1:02}", "offer": offer}
            row |= {"name": stock.kind.replace("_", " "), "capability": stock.goods.capability}
            row["capacity"] = stock.quantity.of(capacity, _joined(stock.quantity.note, f"of {stock.quantity.number:g}")).tree()
            row["equipment"] = Figure(stock.goods.package, "estimated", SOURCE, "how it is packed is ours").tree()
            row["setup_min"] = Figure(stock.goods.setup_min, "estimated", SOURCE, "until it serves").tree()
            rows.append(row)
    return rows


def pallets_of(stock: Stock) -> int:
    """About how many pallets a stock makes: by the room and the mass of its packages."""
    package, pallet = equipment(stock.goods.package), unit_type(_PALLET)
    sides = package.length_m, package.width_m, package.height_m
    volume = sides[0] * sides[1] * sides[2] if sides[0] and sides[1] and sides[2] else 1.0
    room = pallet.usable_length_m * pallet.usable_width_m * (pallet.usable_height_m or pallet.height_m - pallet.deck_m)
    by_room = max(1.0, _FILLED * room / volume)
    by_mass = max(1.0, (pallet.max_gross_kg - pallet.tare_kg) / (package.mass_kg or 1.0))
    return ceil(packages(stock) / min(by_room, by_mass))


def _one_of(count: Figure) -> str:
    """Where the number comes from that a row is one of."""
    return _joined(f"one of {count.whole}: {count.source}", count.note)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
