"""Dangerous goods by UN number, and whether persons may fly with them."""

import csv
from functools import cache
from importlib.resources import files

from ..model.resolved import DangerousGoods


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("dangerous_goods.csv").read_text(encoding="utf-8")
    return {row["un"]: row for row in csv.DictReader(text.splitlines())}


def dangerous_goods(un: str, hazard_class: str) -> DangerousGoods:
    """The goods of that UN number. What the catalogue does not know flies without persons: the careful reading."""
    row = _rows().get(un)
    if row is None:
        return DangerousGoods(un=un, hazard_class=hazard_class, with_persons=False)
    return DangerousGoods(un=un, hazard_class=row["hazard_class"], with_persons=row["with_persons"] == "1")
