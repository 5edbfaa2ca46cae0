"""Dangerous goods in the aircraft (L8): how much is in a package, what keeps off persons, what is kept apart."""

from collections.abc import Iterator
from itertools import combinations

from ..model.plan import Load
from ..model.policy import Segregation
from ..model.resolved import DangerousGoods
from ..physics.segregation import NONE_NEEDED, hazards, kept_apart
from ..physics.standing import Stood, between_cm
from .docket import Docket
from .items import basis_of
from .world import World

NO_TABLE = "segregation:table"
"""What is missing where a resolved mission with several goods holds no table."""


def goods_are_safe(world: World, docket: Docket) -> None:
    """L8 Dangerous goods: segregation, quantity per package, cargo aircraft only."""
    for load in world.plan.loads:
        persons = sum(world.items[id].persons for id in load.persons if id in world.items)
        carrying = [stood for stood in world.standing(load) if stood.item.dangerous]
        for stood in carrying:
            for goods in stood.item.dangerous:
                _package(docket, load, stood, goods, persons)
            for one, other in combinations(stood.item.dangerous, 2):
                row = _row(world, docket, load, one, other)
                shared = row.keep == "together"
                docket.require(shared, load.id, "one_unit", item=stood.item.id, un=one.un, other_un=other.un)
        for first, second in combinations(carrying, 2):
            for one, other in _pairs(first, second):
                _apart(docket, load, first, second, _row(world, docket, load, one, other), one, other)


def _package(docket: Docket, load: Load, stood: Stood, goods: DangerousGoods, persons: int) -> None:
    """What one package holds, and whether it may fly with those aboard."""
    told = {"item": stood.item.id, "un": goods.un}
    known = f"dangerous:{goods.un}"
    if not hazards(goods):
        docket.unproven(load.id, "class", [f"{known}.hazard_class"])
    if persons:
        docket.rests_on(load.id, "cargo_only", {f"{known}.with_persons": goods.with_persons})
        docket.require(goods.with_persons, load.id, "cargo_only", persons=persons, **told)
    field = "most_with_persons" if persons else "most_without_persons"
    limit: float | None = getattr(goods, field)
    if not goods.limits_known:
        docket.unproven(load.id, "quantity", [f"{known}.{field}"])
    docket.rests_on(load.id, "quantity", {f"{known}.{field}": "none" if limit is None else limit})
    if limit is None:
        docket.require(True, load.id, "quantity", **told)
    elif docket.rests_on(load.id, "quantity", {f"{basis_of(stood.item)}.net_quantity": goods.per_package}):
        docket.at_most(load.id, "quantity", goods.per_package or 0, limit, goods.unit, persons=persons, **told)


def _apart(
    docket: Docket, load: Load, first: Stood, second: Stood, row: Segregation, one: DangerousGoods, other: DangerousGoods
) -> None:
    """Two items are two units, so that goods which only may not share one are apart already."""
    told = {"item": first.item.id, "un": one.un, "other": second.item.id, "other_un": other.un}
    docket.require(row.keep != "hold", load.id, "one_hold", **told)
    if row.keep == "distance":
        docket.at_least(load.id, "distance", between_cm(first, second), round(row.distance_m * 100, 6), "cm", **told)


def _pairs(first: Stood, second: Stood) -> Iterator[tuple[DangerousGoods, DangerousGoods]]:
    return ((one, other) for one in first.item.dangerous for other in second.item.dangerous)


def _row(world: World, docket: Docket, load: Load, one: DangerousGoods, other: DangerousGoods) -> Segregation:
    table = world.resolved.segregation
    if not table:
        docket.unproven(load.id, "one_unit", [NO_TABLE])
    row = kept_apart(one, other, table)
    if row is not NONE_NEEDED:
        docket.rests_on(load.id, "one_unit", {f"segregation:{row.first}-{row.second}.keep": row.keep})
    return row
