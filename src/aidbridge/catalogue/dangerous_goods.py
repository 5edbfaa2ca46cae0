"""Dangerous goods by UN number: their class, whether persons may fly with them, and how much one package may hold."""

from functools import cache

from ..model.facts import Fact, Scalar, Status
from ..model.resolved import DangerousGoods
from .fact_table import read_rows

FIELDS = ("hazard_class", "with_persons", "most_with_persons", "most_without_persons")
"""What is a fact of them, keys `dangerous:<UN>.<field>`."""
UNLIMITED = "none"


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["un"]: row for row in read_rows("dangerous_goods.csv")}


def dangerous_goods(un: str, hazard_class: str, per_package: float | None = None) -> DangerousGoods:
    """The goods of that UN number, `per_package` kg or litres net in one package (None: nobody knows).

    What the catalogue does not know flies without persons and has no known limit: the careful reading.
    """
    row = _rows().get(un)
    if row is None:
        return DangerousGoods(un=un, hazard_class=hazard_class, with_persons=False, per_package=per_package)
    limits = {name: _limit(row[name]) for name in FIELDS[2:]}
    told = {"un": un, "hazard_class": row["hazard_class"], "with_persons": row["with_persons"] == "1", "unit": row["unit"]}
    return DangerousGoods.model_validate(told | limits | {"per_package": per_package, "limits_known": True})


def dangerous_goods_facts(un: str) -> tuple[Fact, ...]:
    """The provenance of what the catalogue says of that UN number; empty where it says nothing."""
    row = _rows().get(un)
    if row is None:
        return ()
    values: dict[str, Scalar] = {name: row[name] if row[name] == UNLIMITED else _limit(row[name]) for name in FIELDS[2:]}
    values |= {"hazard_class": row["hazard_class"], "with_persons": row["with_persons"] == "1"}
    return tuple(
        Fact(
            key=f"dangerous:{un}.{field}", value=values[field], status=Status(row["status"]), source=row["source"], note=row["name"]
        )
        for field in FIELDS
    )


def _limit(cell: str) -> float | None:
    return None if cell == UNLIMITED else float(cell)
