"""Whether two dangerous goods are kept apart (rule L8), by the rows of a segregation table."""

import re
from collections.abc import Sequence

from ..model.policy import Segregation
from ..model.resolved import DangerousGoods

ANY = "*"
NONE_NEEDED = Segregation(first=ANY, second=ANY, keep="together")
_CLASS = re.compile(r"\d(?:\.\d)?[A-Z]?")


def hazards(goods: DangerousGoods) -> tuple[str, ...]:
    """The classes and divisions of the goods, subsidiary hazards too: `2.2 (5.1)` gives 2.2 and 5.1."""
    return tuple(_CLASS.findall(goods.hazard_class))


def kept_apart(one: DangerousGoods, other: DangerousGoods, table: Sequence[Segregation]) -> Segregation:
    """The strictest row that speaks of a hazard of the one and a hazard of the other; `NONE_NEEDED` where none does.

    Of the rows for the same two hazards the first holds, so that a mission's rows come before the catalogue's. A row for a class
    (`1`) speaks of its divisions too (`1.4S`), a row may name a UN number, and `*` is any.
    """
    found = [
        row
        for a in hazards(one) or ("",)
        for b in hazards(other) or ("",)
        if (row := next((row for row in table if _speaks(row, one, a, other, b)), None)) is not None
    ]
    return max(found, key=_strictness, default=NONE_NEEDED)


def must_part(ones: Sequence[DangerousGoods], others: Sequence[DangerousGoods], table: Sequence[Segregation]) -> bool:
    """Whether any of these goods may not be on one unit (pallet, container, vehicle) with any of those."""
    return any(not may_share_a_unit(one, other, table) for one in ones for other in others)


def may_share_a_unit(one: DangerousGoods, other: DangerousGoods, table: Sequence[Segregation]) -> bool:
    """Whether the two may be on one pallet, in one container or vehicle."""
    return kept_apart(one, other, table).keep == "together"


def keeps_off_persons(goods: DangerousGoods) -> bool:
    """Whether nobody but the crew may fly with the goods: cargo aircraft only, or more in a package than may fly with persons."""
    most = goods.most_with_persons
    return not goods.with_persons or (goods.per_package is not None and most is not None and goods.per_package > most)


def _speaks(row: Segregation, one: DangerousGoods, a: str, other: DangerousGoods, b: str) -> bool:
    return (_names(row.first, one, a) and _names(row.second, other, b)) or (
        _names(row.first, other, b) and _names(row.second, one, a)
    )


def _names(name: str, goods: DangerousGoods, hazard: str) -> bool:
    return name in (ANY, goods.un, hazard) or (name.isdigit() and hazard.startswith(f"{name}."))


def _strictness(row: Segregation) -> tuple[int, float]:
    return ("together", "unit", "distance", "hold").index(row.keep), row.distance_m
