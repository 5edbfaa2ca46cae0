"""How many people live at a place, each figure with its source."""

from datetime import date
from functools import cache

from ..model.facts import Fact, Status
from .fact_table import read_rows


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows("populations.csv")}


def population(place: str) -> Fact | None:
    """The residents of a place by its ISO 3166 code; None where the catalogue knows none."""
    row = _rows().get(place)
    if row is None:
        return None
    return Fact(
        key=f"place:{place}.population",
        value=int(row["persons"]),
        status=Status(row["status"]),
        source=row["source"],
        dated=date.fromisoformat(row["dated"]),
    )
