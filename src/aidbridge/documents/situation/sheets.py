"""The needs of a situation as files that a mission folder takes: one YAML file, a table, or a folder with two tables."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from ...missionfile.textfile import write_bytes, write_text
from ...model.errors import Fault, InputError
from ...planning.situated import Situated
from ...situation.needs import NeedLine
from .needsheet import need_rows, place_rows

SUFFIXES = (".yaml", ".yml", ".csv", ".xlsx", "")


def write_needs(path: Path, of: Situated, lines: Sequence[NeedLine], language: str) -> list[Path]:
    """Write the lines: `.yaml` with the sections places and needs, `.csv` or `.xlsx` with the needs, or a folder with both as
    tables.

    Returns what was written. Raises InputError where it cannot be, or the name ends otherwise.
    """
    needs, places = need_rows(of, lines, language), place_rows(of, lines)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            [Fault("--needs", path.name, "a name that ends in .yaml, .csv or .xlsx, or a folder", "Name the file so.")]
        )
    if suffix in (".yaml", ".yml"):
        content = {"places": [_nested(row) for row in places], "needs": [_nested(row) for row in needs]}
        write_text(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))
        return [path]
    if suffix == ".csv":
        write_text(path, _csv(needs))
        return [path]
    if suffix == ".xlsx":
        write_bytes(path, _workbook(needs))
        return [path]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wrong = Fault(str(path), error.strerror or str(error), "a folder that can be written", "Choose another folder.")
        raise InputError([wrong]) from error
    written = [path / "needs.csv", path / "places.csv"]
    for file, rows in zip(written, (needs, places), strict=True):
        write_text(file, _csv(rows))
    return written


def _columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row)) or ["id", "capability", "place", "quantity", "start"]


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _columns(rows), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _workbook(rows: Sequence[dict[str, Any]]) -> bytes:
    from ..export import workbook_bytes
    from ..rows.table import Table

    columns = _columns(rows)
    return workbook_bytes(
        [Table("needs", "needs", tuple(columns), tuple(tuple(row.get(name) for name in columns) for row in rows))]
    )


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the parts of each figure below it: `quantity: {value: 5, source: ...}`; empty cells are left out."""
    nested: dict[str, Any] = {}
    whole = {name: row[name] for name in ("source", "status") if name in row}
    for name, value in row.items():
        head, _, part = name.partition(".")
        if value == "" or name in whole:
            continue
        if not part:
            nested[name] = value
        elif part.startswith("alternatives.1."):
            nested[head].setdefault("alternatives", [{}])[0][part.rpartition(".")[2]] = value
        else:
            if not isinstance(nested[head], dict):
                nested[head] = {"value": nested[head]}
            nested[head][part] = value
    for name in ("cases", "deaths", "intensive_care", "tests") if whole else ():
        if name in nested:
            nested[name] = {"value": nested[name], **whole}
    return nested
