"""A folder of open data into one series."""

from collections.abc import Callable
from pathlib import Path

from ..missionfile.tables import Manner, Table, read_table
from ..model.errors import Fault, InputError
from ..model.series import Series
from . import italy, jhu
from .gathering import Gathering

MOST_ROWS = 1_000_000
MOST_BYTES = 256_000_000
_LAYOUTS: tuple[tuple[Callable[[tuple[str, ...]], bool], Callable[[Table, Gathering, list[Fault]], None]], ...] = (
    (italy.knows, italy.gather),
    (jhu.knows, jhu.gather),
)
_COLUMNS = italy.COLUMNS | jhu.COLUMNS
_MANNER = Manner(
    rows=MOST_ROWS, bytes=MOST_BYTES, columns=4_000, separators=",;\t", known=lambda name: name.strip().lower() in _COLUMNS,
    too_long="Cut the series: a country and a year are read at once.",
)  # fmt: skip


def read_folder(folder: Path) -> Series:
    """All series of a folder, or of one file, as one; which form a table has is known by its columns.

    Tables of no known form are left out and told. A last row that breaks off is left out and told: a download was cut short. Raises
    InputError with all faults otherwise, and where no table is a series.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in {".csv", ".xlsx"}) if folder.is_dir() else [folder]
    into, faults, known = Gathering(), list[Fault](), list[tuple[int, Table]]()
    for path in paths:
        found: list[Fault] = []
        table = read_table(path, found, _MANNER)
        if table is None:
            faults += found
            continue
        layout = next((number for number, (knows, _) in enumerate(_LAYOUTS) if knows(table.header)), None)
        if layout is None:
            into.note("series.no_layout", file=path.name)
            continue
        faults += _without_cut(table, found, into)
        known.append((layout, table))
    # A country's own publisher comes first: where two count the same place, the first stands.
    for layout, table in sorted(known, key=lambda entry: entry[0]):
        _LAYOUTS[layout][1](table, into, faults)
    if faults:
        raise InputError(faults)
    if not into.figures:
        advice = "Give the folder with the CSV files as their publisher names their columns; docs/situation.md lists the forms."
        raise InputError(
            [Fault(str(folder), f"{len(paths)} tables, none a series", "at least one series by place and day", advice)]
        )
    return into.series(", ".join(table.file for _, table in known))


def _without_cut(table: Table, found: list[Fault], into: Gathering) -> list[Fault]:
    """The faults but for that of a row that breaks off at the end of the file."""
    last = max((line for line, _ in table.rows), default=0)
    cut = [fault for fault in found if "cells" in fault.value and _line(fault) > last]
    if len(cut) == 1:
        into.note("series.cut", where=cut[0].path)
        return [fault for fault in found if fault is not cut[0]]
    return found


def _line(fault: Fault) -> int:
    number = fault.path.rpartition(":")[2].split()[0]
    return int(number) if number.isdigit() else 0
