"""The catalogue's data files: one fact a row, with its status and source, and one row for each thing that has a name.

`<room>_facts.csv` has columns id, field, value, status, source and, where the day matters, dated; `<room>.csv` has what is
no figure: id, name and remarks. A value stands in one place only; the typed nouns are built from the facts.
"""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ..model.facts import Fact, Scalar, Status

TEXT_FIELDS = frozenset({"hazard_class"})
"""Fields whose values are names even where they look like numbers: class 9 is no quantity."""
TRUTH = {"true": True, "false": False}


def read_rows(file: str) -> list[dict[str, str]]:
    """The rows of a data file of the catalogue, in its order."""
    text = files(__package__).joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def described(room: str) -> dict[str, dict[str, str]]:
    """What is no figure (name, category, note), by identifier, in the file's order."""
    return {row["id"]: row for row in read_rows(f"{room}.csv")}


@cache
def facts_by_id(room: str) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of `<room>_facts.csv` by identifier, in the file's order; not yet typed, so that reading stays light."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in read_rows(f"{room}_facts.csv"):
        grouped.setdefault(row["id"], []).append(row)
    return {id: tuple(rows) for id, rows in grouped.items()}


def facts(room: str, id: str) -> tuple[Fact, ...]:
    """The facts of one thing, keys `<room>:<id>.<field>`. Raises KeyError for an identifier without any."""
    return tuple(
        Fact.model_validate(
            {
                "key": f"{room}:{id}.{row['field']}",
                "value": _scalar(row["field"], row["value"]),
                "status": Status(row["status"]),
                "source": row["source"],
                "dated": row.get("dated") or None,
            }
        )
        for row in facts_by_id(room)[id]
    )


def values(found: Iterable[Fact]) -> dict[str, Scalar]:
    """Values by field name."""
    return {fact.key.partition(".")[2]: fact.value for fact in found}


def _scalar(field: str, text: str) -> Scalar:
    """The value as written: a truth value, a whole number, a number, or a name."""
    if text in TRUTH:
        return TRUTH[text]
    if field in TEXT_FIELDS:
        return text
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
