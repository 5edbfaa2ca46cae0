"""The load sheet's page: a summary and one printable page an aircraft, in one file that needs no network."""

from importlib.resources import files
from typing import Any

from markupsafe import Markup

from ...model.facts import Scalar, Status
from ...model.loadsheet import LoadSheet
from ...model.verdict import Standing
from ..dossier import Dossier
from ..page import POLICY, environment
from ..rows import proof as proof_rows
from ..rows.table import Table
from ..sections.proof import FactGroup, fact_groups, fact_value, rule_cards
from . import tables
from .cards import aircraft_cards, persons_aboard
from .dossier import sheet_dossier
from .doubts import doubts
from .units import unit_cards


def sheet_page(sheet: LoadSheet, language: str = "en") -> str:
    """The page as HTML: A4 landscape when printed. It runs no script, and all texts of the list are escaped."""
    d = sheet_dossier(sheet, language)
    folder = files("aidbridge.documents").joinpath("templates")
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "unit.css", "loadsheet.css"))
    frame = {
        "policy": f"default-src 'none'; style-src 'unsafe-inline'; script-src 'none'; {POLICY}",
        "style": Markup(style),
        "language": language,
    }
    return environment().get_template("loadsheet.html").render(_content(d, sheet) | frame)


def _content(d: Dossier, sheet: LoadSheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "say": d.voice.say,
        "voice": d.voice,
        "cards": aircraft_cards(d, sheet),
        "units": unit_cards(d, sheet),
        "standing": standing_of(sheet),
        "proof": proof_line(d, sheet),
        "totals": _totals(d, sheet),
        "remarks": tuple(d.voice.say(message) for message in sheet.remarks),
        "left": filled(tables.left(d, sheet)),
        "loads": filled(tables.loads(d, sheet)),
        "doubts": doubts(d, sheet.verdict.findings),
        "rules": rule_cards(d),
        "assumptions": filled(proof_rows.assumptions(d)),
        "facts": _facts(d),
        "fact_value": lambda fact: fact_value(d, fact),
    }


def standing_of(sheet: LoadSheet) -> str:
    """How the sheet stands, in one word: complete, wanting (something stays behind), or unproven."""
    if any(f.standing is Standing.NOT_PROVABLE for f in sheet.verdict.findings):
        return "unproven"
    return "complete" if sheet.complete else "wanting"


def proof_line(d: Dossier, sheet: LoadSheet) -> str:
    """How the loads stand to the bound of their number, or of their cost."""
    if not sheet.loads:
        return d.voice.say("sheet.nothing")
    if not sheet.bounds:
        return d.voice.say("tile.no_bound")
    bound = max(sheet.bounds, key=lambda bound: bound.figure == "loaded_sorties")
    value = sheet.value_of(bound)
    params: dict[str, Scalar] = {"bound": bound.value, "argument": bound.name, "value": value, "gap": round(value - bound.value, 6)}
    words = "cost_" if bound.figure == "loading_cost" else ""
    return d.voice.say(f"sheet.{words}proven" if value <= bound.value else f"sheet.{words}gap", **params)


def filled(table: Table) -> Table:
    """The table without columns in which nothing stands."""
    kept = [n for n in range(len(table.headers)) if any(row[n] is not None for row in table.rows)]
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    return Table(table.id, table.title, tuple(table.headers[n] for n in kept), rows)


def _totals(d: Dossier, sheet: LoadSheet) -> list[str]:
    by: dict[str, int] = {}
    for load in sheet.loads:
        by[load.aircraft_type] = by.get(load.aircraft_type, 0) + 1
    types = [f"{count} × {d.aircraft_name(type)}" for type, count in by.items()]
    floor = sum(len(load.placements) for load in sheet.loads)
    mass = sum(load.payload_kg for load in sheet.loads)
    return [*types, d.voice.say("sheet.totals", items=floor, persons=persons_aboard(d), mass=mass)]


def _facts(d: Dossier) -> tuple[FactGroup, ...]:
    """Facts that nobody has published, of what is used here; the weakest first within each thing."""
    used = {f"aircraft:{load.aircraft_type}" for load in d.plan.loads} | {item.basis for item in d.resolved.items}
    order = (Status.ESTIMATED, Status.DERIVED, Status.RECALLED)
    return tuple(
        FactGroup(group.about, tuple(sorted(group.facts, key=lambda told: order.index(told[0].status))))
        for group in fact_groups(d)
        if group.about in used
    )
