"""Every table by name: the same content for page, terminal and spreadsheet."""

from collections.abc import Callable

from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.verdict import Verdict
from .dossier import Dossier, dossier
from .rows import air, ground, needs, proof
from .rows.figures import figures, hubs
from .rows.table import Cell, Table

__all__ = ["TABLES", "Cell", "Table", "table", "tables"]

TABLES: dict[str, Callable[[Dossier], Table]] = {
    "figures": figures,
    "hubs": hubs,
    "ledger": needs.ledger,
    "assignments": needs.assignments,
    "left_behind": needs.left_behind,
    "unused": needs.unused,
    "loads": air.loads,
    "load_list": air.load_list,
    "flights": air.flights,
    "clearances": air.clearances,
    "crews": air.crew_duties,
    "clearances_by_leg": air.clearances_by_leg,
    "convoys": ground.convoys,
    "march": ground.march,
    "seating": ground.seating,
    "tours": ground.tours,
    "rules": proof.rules,
    "findings": proof.findings,
    "bounds": proof.bounds,
    "assumptions": proof.assumptions,
    "facts": proof.facts,
    "explanations": proof.explanations,
    "decisions": proof.decisions,
    "progress": proof.progress,
}
"""How each table is made, in the order in which they are told."""


def table(name: str, resolved: Resolved, plan: Plan, verdict: Verdict, language: str = "en") -> Table:
    """One table. Raises KeyError for a name that is not in `TABLES`."""
    return TABLES[name](dossier(resolved, plan, verdict, language))


def tables(resolved: Resolved, plan: Plan, verdict: Verdict, language: str = "en") -> dict[str, Table]:
    """All tables by name."""
    about = dossier(resolved, plan, verdict, language)
    return {name: make(about) for name, make in TABLES.items()}
