"""A draft as a mission folder: `mission.yaml` with a word on each section, tables for the long ones, and the record."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ...missionfile.textfile import write_text
from .build import Draft

if TYPE_CHECKING:
    from ..record import Record

RECORD, MAIN = "intake.json", "mission.yaml"
TABLES = ("fleet", "teams", "vehicles", "supplies", "devices", "needs", "clearances")
"""Sections that stand in tables of their own."""
_WIDTH = 132
_ABOUT = {
    "start": "Days: midnight local time of the airfield of debarkation.",
    "embarkation": "Where the relief leaves and lands, and the site it works from.",
    "request": "Who asks, who gives, what was agreed.",
    "places": "Places struck, with the figures the reports give for them; sites.",
    "airfields": "What the catalogue does not know of the airfields, and stated defaults for the ground.",
    "restrictions": "What is closed, and until when.",
    "assumptions": "What nobody has published and the rules need. Each is a row of the review.",
    "facts": "Figures the reports give and the plan does not use, with their sentences.",
    "draft": "How many rows of the review are open. While any is, `aidbridge plan` takes this draft only with --draft.",
}


def write_draft(folder: Path, record: "Record") -> tuple[str, ...]:
    """Write a record's draft into a folder that exists, and say which files were written.

    Tables of an earlier round that the draft no longer has are removed. Raises InputError where a file cannot be written.
    """
    from ..record import record_json

    draft = record.draft
    written = [MAIN, RECORD]
    for name in TABLES:
        path = folder / f"{name}.csv"
        if draft.mission.get(name):
            write_text(path, _table(draft.mission[name]))
            written.append(path.name)
        elif path.is_file():
            path.unlink()
    write_text(folder / MAIN, mission_text(draft, [one.report for one in record.readings]))
    write_text(folder / RECORD, record_json(record))
    return tuple(written)


def mission_text(draft: Draft, reports: list[str]) -> str:
    """`mission.yaml` of a draft."""
    state = draft.mission["draft"]
    count = f"{len(reports)} report" + ("" if len(reports) == 1 else "s")
    head = [
        f"{draft.title}.",
        f"Drafted by `aidbridge intake` from {count}; {state['open']} rows of the review are open.",
        "read: a report or a table says so; derived: worked out from what was read; estimated: the draft assumes it;",
        "recalled: a person stated it in the review. Sources name the report and the characters in it.",
        *(f"LACKING: {what}" for what in draft.lacking),
    ]
    parts = ["".join(f"# {line}\n" for line in head)]
    for name, value in draft.mission.items():
        if name not in TABLES or not value:
            parts.append((f"\n# {_ABOUT[name]}\n" if name in _ABOUT else "") + _yaml({name: value}))
    return "".join(parts)


class _Plain(yaml.SafeDumper):
    """Values are told again where they are the same, never by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(value: dict[str, Any]) -> str:
    flow = None if any(isinstance(one, dict | list) for one in value.values()) else False
    text: str = yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=flow)
    return text


def _table(rows: list[dict[str, Any]]) -> str:
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def _flat(row: dict[str, Any]) -> dict[str, str]:
    """A row with a column for each part of its figures: `quantity`, `quantity.source`, `quantity.alternatives.1.value`."""
    flat: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat[name] = _cell(value["value"])
            for part, told in value.items():
                if part == "alternatives":
                    for n, other in enumerate(told, 1):
                        flat |= {f"{name}.alternatives.{n}.{field}": _cell(one) for field, one in other.items()}
                elif part != "value":
                    flat[f"{name}.{part}"] = _cell(told)
        else:
            flat[name] = ";".join(map(_cell, value)) if isinstance(value, list) else _cell(value)
    return flat


def _cell(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
