"""The list of clearances as tables and JSON."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from ...missionfile.textfile import write_bytes
from ...model.agreements import Clearance
from ...model.errors import Fault, InputError
from ...model.facts import Scalar
from ...model.resolved import Resolved
from ...planning.clearing.asks import Ask
from ...planning.clearing.names import Hit
from ..export import csv_text, workbook_bytes
from ..messages import country_name, say
from ..rows.table import Cell, Table

ASK_COLUMNS = (
    "standing", "kind", "whom", "by", "late", "first", "last", "operator", "about", "legs", "cargo", "has", "authority", "lead",
    "id",
)  # fmt: skip
HIT_COLUMNS = ("about", "name", "listed", "list", "line", "likeness")


def clearance_tables(resolved: Resolved, asks: Sequence[Ask], hits: Sequence[Hit], language: str = "en") -> dict[str, Table]:
    """`open`: what must be asked, asked again or waited for; `granted`: what is there; `hits`: names to look at."""
    return {
        "open": _table("open", ASK_COLUMNS, [_row(resolved, ask, language) for ask in asks if ask.open], language),
        "granted": _table("granted", ASK_COLUMNS, [_row(resolved, ask, language) for ask in asks if not ask.open], language),
        "hits": _table("hits", HIT_COLUMNS, [(h.about, h.name, h.listed, h.list, h.line, h.likeness) for h in hits], language),
    }


def brief(table: Table, columns: Sequence[str] = ("standing", "kind", "whom", "by", "late")) -> Table:
    """As many columns as a terminal holds; days of use, offer, legs, cargo, evidence and the lead time's source stand in files."""
    at = [ASK_COLUMNS.index(column) for column in columns]
    return Table(table.id, table.title, tuple(table.headers[n] for n in at), tuple(tuple(row[n] for n in at) for row in table.rows))


def write_clearances(path: Path, tables: dict[str, Table]) -> None:
    """Write `.xlsx`, a sheet a table, or `.csv`, all lines of the list. Raises InputError."""
    match path.suffix.lower():
        case ".xlsx":
            write_bytes(path, workbook_bytes(tables.values()))
        case ".csv":
            whole = tables["open"]
            rows = (*whole.rows, *tables["granted"].rows)
            write_bytes(path, csv_text(Table(whole.id, whole.title, whole.headers, rows)).encode("utf-8-sig"))
        case _:
            raise InputError([Fault("--out", path.name, "a name that ends in .csv or .xlsx", "Name the file so.")])


def clearances_json(resolved: Resolved, asks: Iterable[Ask], hits: Iterable[Hit], planned: bool, language: str = "en") -> str:
    """`{"mission", "planned", "lines": [...], "hits": [...]}`; instants in UTC."""
    lines = [
        {
            "id": ask.id,
            "kind": ask.kind,
            "standing": ask.standing,
            "state": ask.state,
            "airfield": ask.airfield or None,
            "operator": ask.operator,
            "offer": ask.about or None,
            "legs": ask.legs,
            "cargo": ask.cargo,
            "first": _utc(ask.first),
            "last": _utc(ask.last),
            "ask_by": _utc(ask.by),
            "too_late": ask.too_late,
            "blocked": ask.blocked,
            "authority": ask.lead.authority,
            "lead_days": ask.lead.days,
            "working_days": ask.lead.working,
            "lead_status": ask.lead.status,
            "lead_source": ask.lead.source,
            "note": ask.lead.note or None,
            "clearances": [one.model_dump(mode="json", exclude_defaults=True) for one in ask.clearances],
        }
        for ask in asks
    ]
    asked = [
        {"about": h.about, "name": h.name, "listed": h.listed, "list": h.list, "line": h.line, "likeness": h.likeness,
         "question": question(h, language)}
        for h in hits
    ]  # fmt: skip
    content = {"mission": resolved.mission.id, "planned": planned, "lines": lines, "hits": asked}
    return json.dumps(content, ensure_ascii=False, indent=1)


def question(hit: Hit, language: str) -> str:
    """A likeness as something to look at."""
    params: dict[str, Scalar] = {
        "name": hit.name,
        "about": hit.about,
        "listed": hit.listed,
        "list": hit.list,
        "likeness": hit.likeness,
    }
    return say("permits.hit", params, language)


def _table(name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], language: str) -> Table:
    headers = tuple(say(f"permits.column.{column}", {}, language) for column in columns)
    return Table(f"clearances_{name}", say(f"permits.table.{name}", {}, language), headers, tuple(rows))


def _row(resolved: Resolved, ask: Ask, language: str) -> tuple[Cell, ...]:
    whom = f"{country_name(ask.state, language)} ({ask.state})" + (f", {ask.airfield}" if ask.airfield else "")
    key = "permits.lead_working" if ask.lead.working else "permits.lead"
    lead: dict[str, Scalar] = {
        "n": ask.lead.days,
        "status": say(f"status.{ask.lead.status}", {}, language),
        "source": ask.lead.source,
    }
    late = None if ask.too_late is None else say("permits.too_late" if ask.too_late else "permits.in_time", {}, language)
    return (
        say(f"permits.standing.{ask.standing}", {}, language), say(f"clearance.{ask.kind}", {}, language), whom, ask.by, late,
        ask.first, ask.last, ask.operator, ask.about or None, ", ".join(ask.legs) or None, ", ".join(ask.cargo) or None,
        "; ".join(_has(one, language) for one in ask.clearances) or None, ask.lead.authority, say(key, lead, language), ask.id,
    )  # fmt: skip


def _has(one: Clearance, language: str) -> str:
    """A clearance with its evidence: state, number, validity, who said so and where."""
    step = one.history[-1] if one.history else None
    parts = [
        f"{one.id}: {say(f'clearance.{one.status}', {}, language)}",
        one.number,
        " – ".join(_day(moment) for moment in (one.valid_from, one.valid_to)) if one.valid_from or one.valid_to else "",
        step.by if step else "",
        _day(step.at) if step else "",
        step.reference if step else "",
        one.source,
    ]
    told = ", ".join(part for part in parts if part)
    return told if any(parts[1:]) else f"{told}, {say('permits.no_evidence', {}, language)}"


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "…"


def _utc(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%MZ}" if moment else None
