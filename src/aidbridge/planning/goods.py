"""Dangerous goods of a mission's items: what assumptions set of them, and the provenance of what is said of them."""

from collections.abc import Mapping, Sequence

from ..catalogue.dangerous_goods import FIELDS, dangerous_goods_facts
from ..catalogue.segregation import segregation_facts
from ..model.facts import Fact, Scalar
from ..model.policy import Segregation
from ..model.resolved import DangerousGoods, Item
from ..physics.segregation import kept_apart


def with_assumed_goods(items: tuple[Item, ...], overrides: Mapping[str, Scalar]) -> tuple[Item, ...]:
    """The items with what assumptions set of their goods: `dangerous:UN1791.most_without_persons`."""
    if not any(key.startswith("dangerous:") for key in overrides):
        return items
    return tuple(
        item.model_copy(update={"dangerous": tuple(_assumed(goods, overrides) for goods in item.dangerous)})
        if item.dangerous
        else item
        for item in items
    )


def goods_facts(items: Sequence[Item], table: Sequence[Segregation]) -> tuple[Fact, ...]:
    """Facts of the goods among these items, and of the rows of the table that speak of two of them."""
    goods = sorted({(g.un, g.hazard_class): g for item in items for g in item.dangerous}.items())
    facts = {fact.key: fact for _, one in goods for fact in dangerous_goods_facts(one.un)}
    known = segregation_facts()
    for number, (_, one) in enumerate(goods):
        for _, other in goods[number:]:
            row = kept_apart(one, other, table)
            if fact := known.get((row.first, row.second)):
                facts[fact.key] = fact
    return tuple(facts.values())


def _assumed(goods: DangerousGoods, overrides: Mapping[str, Scalar]) -> DangerousGoods:
    set_here = {field: overrides[key] for field in FIELDS if (key := f"dangerous:{goods.un}.{field}") in overrides}
    if not set_here:
        return goods
    known = goods.limits_known or set(FIELDS[2:]) <= set(set_here)
    return DangerousGoods.model_validate(goods.model_dump() | set_here | {"limits_known": known})
