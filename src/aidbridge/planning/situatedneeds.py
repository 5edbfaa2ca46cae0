"""What a country's situation asks for, by the packaged rules and what a person put in their place."""

from collections.abc import Sequence
from pathlib import Path

from ..catalogue.beds import HOSPITAL, INTENSIVE_CARE
from ..missionfile.tables import Manner, read_table
from ..missionfile.textfile import read_text
from ..missionfile.yamltree import read_tree
from ..model.errors import Fault, InputError
from ..model.facts import Status
from ..model.series import Level, Quantity
from ..situation.needs import NeedLine, Override, needs
from ..situation.rules import rules
from .situated import Situated

MOST_BYTES = 5_000_000
_COLUMNS = ("id", "quantity", "reason")
_REASON = ("reason", "quantity.reason")
_ADVICE = "Write rows of `id`, `quantity` and `reason`, as in docs/situation.md."


def needs_of(of: Situated, overrides: Sequence[Override] = ()) -> tuple[list[NeedLine], list[Override]]:
    """The need lines of a situation, and the overrides that no line bears the name of; none where nobody counts cases."""
    by_level = {ranked.level: ranked for ranked in of.levels}
    upper = by_level.get(Level.REGION) or by_level.get(Level.COUNTRY) or of.levels[0]
    if Quantity.CASES not in upper.forecasts:
        return [], list(overrides)
    provinces = by_level.get(Level.PROVINCE)
    return needs(
        of.day,
        upper.situation,
        provinces.situation if provinces and provinces is not upper else None,
        upper.forecasts[Quantity.CASES],
        rules(),
        {kind: _least_certain(of, kind) for kind in (HOSPITAL, INTENSIVE_CARE)},
        overrides,
    )


def read_overrides(path: Path) -> list[Override]:
    """Overrides from a YAML list or a table (.csv, .xlsx) of `id`, `quantity` and `reason`; a needs sheet with reasons is one.

    Rows of a needs sheet without a reason are no overrides. Raises InputError with every fault.
    """
    faults: list[Fault] = []
    rows = _yaml_rows(path) if path.suffix.lower() in (".yaml", ".yml") else _table_rows(path, faults)
    found: dict[str, Override] = {}
    for where, row in rows:
        sheet = "capability" in row
        reason = next((row[name].strip() for name in _REASON if row.get(name, "").strip()), "")
        if sheet and not reason:
            continue
        id = row.get("id", "").strip()
        if not id:
            faults.append(Fault(f"{where} id", "nothing", "the name of a need line", _ADVICE))
        if not reason:
            faults.append(
                Fault(f"{where} reason", "nothing", "why the figure is replaced", "An override without a reason is not kept.")
            )
        try:
            quantity = float(row.get("quantity", ""))
        except ValueError:
            quantity = -1.0
        if not 0 <= quantity < 1e15:
            faults.append(Fault(f"{where} quantity", repr(row.get("quantity", "")), "a number of at least 0", _ADVICE))
        if id in found:
            faults.append(Fault(f"{where} id", id, "one override a line", "Keep one of them."))
        found[id] = Override(id, quantity, reason)
    if faults:
        raise InputError(faults)
    return list(found.values())


def _yaml_rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    tree = read_tree(read_text(path, path.name, MOST_BYTES))
    value = tree.value.get("needs", tree.value) if isinstance(tree.value, dict) else tree.value
    if tree.flaws or not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        shown = str(tree.flaws[0].value) if tree.flaws else type(value).__name__
        raise InputError([Fault(path.name, shown, "a list of rows", _ADVICE)])
    return [(f"{path.name} row {n}", _flat(row)) for n, row in enumerate(value, 1)]


def _flat(row: dict[str, object]) -> dict[str, str]:
    """Cells of a row; the parts of a figure are written beside it: `quantity: {value: 5, reason: ...}`."""
    flat: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {name if part == "value" else f"{name}.{part}": str(item) for part, item in value.items()}
        else:
            flat[name] = "" if value is None else str(value)
    return flat


def _table_rows(path: Path, faults: list[Fault]) -> list[tuple[str, dict[str, str]]]:
    table = read_table(path, faults, Manner(separators=",;\t", known=lambda name: name.strip().lower() in _COLUMNS))
    if table is None:
        return []
    names = [name.strip().lower() for name in table.header]
    return [
        (f"{table.file}:{line}", {name: cell or "" for name, cell in zip(names, cells, strict=True)}) for line, cells in table.rows
    ]


def _least_certain(of: Situated, kind: str) -> Status:
    order = (Status.READ, Status.DERIVED, Status.RECALLED, Status.ESTIMATED)
    return max((fact.status for (_, named), fact in of.facts.items() if named == kind), key=order.index, default=Status.ESTIMATED)
