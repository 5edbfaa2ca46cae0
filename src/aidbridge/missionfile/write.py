"""Missions, plans, verdicts and resolved missions to files: whole or not at all, the same bytes every time."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from aidbridge.model.errors import Fault, InputError
from aidbridge.model.mission import Mission
from aidbridge.model.noun import Noun

from .canonical import hash_of, json_of, plan_json, sealed
from .cells import rows_of
from .figures import Figures
from .paths import Whereabouts
from .results import read_plan, read_resolved
from .sections import SECTIONS, Section
from .shapes import Shape
from .tables import read_table
from .textfile import write_text
from .wording import validate
from .words import NUMBER

__all__ = ["hash_of", "json_of", "plan_json", "read_plan", "read_resolved", "sealed", "write_json", "write_mission"]

_TABLE_FROM = 12
"""Sections with so many rows are written as tables."""


def write_json(noun: Noun, path: Path) -> None:
    """Write a plan, verdict or resolved mission as canonical JSON. Raises InputError where it cannot be written."""
    write_text(path, json_of(noun))


def write_mission(mission: Mission, folder: Path) -> None:
    """Write a mission as a folder that `read_mission` reads back equal, facts included.

    Long sections become CSV tables where nothing is lost by it. The folder must be new or empty: what people wrote by hand is
    never replaced. Raises InputError otherwise, and then leaves nothing behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            [Fault(str(folder), "not empty", "a new or empty folder", "Choose another folder, or move its files away.")]
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            _write_into(draft, mission)
            draft.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            draft.replace(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise InputError(
            [Fault(str(folder), error.strerror or str(error), "a place that can be written", "Choose another folder.")]
        ) from error


def _write_into(folder: Path, mission: Mission) -> None:
    content: dict[str, Any] = _tidy(mission.model_dump(mode="json", exclude_defaults=True))
    for section in SECTIONS.values():
        rows = content.get(section.name, [])
        if len(rows) >= _TABLE_FROM and _written_as_table(folder, section, rows, getattr(mission, section.name)):
            del content[section.name]
    write_text(folder / "mission.yaml", yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120))


def _tidy(value: Any) -> Any:
    """Whole numbers without a point."""
    if isinstance(value, dict):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _written_as_table(folder: Path, section: Section, rows: list[dict[str, Any]], nouns: tuple[Noun, ...]) -> bool:
    """Write a section as a table, if reading the table gives the same rows again."""
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    path = folder / f"{section.name}.csv"
    write_text(path, _csv([columns, *([row.get(name, "") for name in columns] for row in flat)]))
    if _read_back(path, section) == nouns:
        return True
    path.unlink()
    return False


def _flat(value: dict[str, Any], lead: str = "") -> dict[str, str]:
    """A row's cells by column name."""
    cells: dict[str, str] = {}
    for name, item in value.items():
        if isinstance(item, dict):
            cells |= _flat(item, f"{lead}{name}.")
        elif isinstance(item, list) and any(isinstance(part, dict) for part in item):
            cells |= _flat({str(n): part for n, part in enumerate(item, 1)}, f"{lead}{name}.")
        elif isinstance(item, list):
            cells[lead + name] = ";".join(map(_cell, item))
        else:
            cells[lead + name] = _cell(item)
    return cells


def _cell(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def _read_back(path: Path, section: Section) -> tuple[Noun, ...] | None:
    """The rows of a table just written; None where anything is wrong with them."""
    faults: list[Fault] = []
    table = read_table(path, faults)
    if table is None:
        return None
    where = Whereabouts(path.name)
    figures = Figures(where)
    shape = Shape("noun", noun=section.noun)
    rows = rows_of(table, section, 0, where, faults)
    settled = [figures.settle(row, shape, (section.name, n), "") for n, row in enumerate(rows)]
    try:
        nouns = tuple(validate(section.noun, row) for row in settled)
    except ValidationError:
        return None
    return nouns if not faults and not figures.flaws and not figures.facts else None


class _Dumper(yaml.SafeDumper):
    """Quotes every text that YAML 1.1 or the core schema of 1.2 would read as something else, except dates."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(NUMBER.pattern + r"\Z"), list("-+.0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+"), ["0"])
