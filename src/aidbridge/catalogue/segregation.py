"""Which dangerous goods are kept apart: the table by class or division, or by UN number, each row with its source."""

from functools import cache

from ..model.facts import Fact, Status
from ..model.policy import Segregation
from .fact_table import read_rows

TABLE = "segregation.csv"


@cache
def segregation() -> tuple[Segregation, ...]:
    """The rows in their order; the first that speaks of two goods holds."""
    return tuple(
        Segregation.model_validate(
            {name: row[name] for name in ("first", "second", "keep")} | {"distance_m": float(row["distance_m"])}
        )
        for row in read_rows(TABLE)
    )


@cache
def segregation_facts() -> dict[tuple[str, str], Fact]:
    """The provenance of each row, by its two classes; keys `segregation:<first>-<second>.keep`."""
    return {
        (row["first"], row["second"]): Fact(
            key=f"segregation:{row['first']}-{row['second']}.keep",
            value=row["keep"],
            status=Status(row["status"]),
            source=row["source"],
        )
        for row in read_rows(TABLE)
    }
