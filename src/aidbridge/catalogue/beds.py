"""Hospital and intensive care beds by place before the epidemic, each figure with its source."""

from datetime import date
from functools import cache

from ..model.facts import Fact, Status
from .fact_table import read_rows

HOSPITAL, INTENSIVE_CARE = "hospital", "intensive_care"


@cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["id"], row["kind"]): row for row in read_rows("beds.csv")}


def beds(place: str, kind: str) -> Fact | None:
    """The beds of a kind at a place by its ISO 3166 code; None where the catalogue knows none."""
    row = _rows().get((place, kind))
    if row is None:
        return None
    return Fact(
        key=f"place:{place}.{kind}_beds",
        value=int(row["beds"]),
        status=Status(row["status"]),
        source=row["source"],
        dated=date.fromisoformat(row["dated"]),
    )
