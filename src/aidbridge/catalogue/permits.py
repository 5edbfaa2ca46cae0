"""How long before its use a clearance is asked for, by kind and state, each with status and source; and customs unions."""

from dataclasses import dataclass
from functools import cache

from ..model.facts import Status
from .fact_table import read_rows

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
UNIONS = tuple(frozenset(states.split(" ")) for states in (_EU, "AM BY KG KZ RU", "CH LI"))
"""States without customs between them: European Union, Eurasian Economic Union, Switzerland with Liechtenstein (recalled)."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Days before the first use by which to ask."""

    kind: str
    state: str
    """Empty: where nothing is known of the state."""
    days: int
    working: bool
    """Days other than Saturdays and Sundays; public holidays are not known."""
    authority: str
    status: Status
    source: str
    note: str


@cache
def _rows() -> dict[tuple[str, str], LeadTime]:
    return {
        (row["kind"], row["state"]): LeadTime(
            row["kind"], row["state"], int(row["days"]), row["working"] == "1", row["authority"], Status(row["status"]),
            row["source"], row["note"],
        )
        for row in read_rows("permits.csv")
    }  # fmt: skip


def lead_time(kind: str, state: str) -> LeadTime:
    """What is known of the state, else of the kind. Raises KeyError for an unknown kind."""
    rows = _rows()
    return rows.get((kind, state)) or rows[kind, ""]


def one_customs_area(first: str, second: str) -> bool:
    """Whether goods pass between two states without customs."""
    return first == second or any({first, second} <= union for union in UNIONS)
