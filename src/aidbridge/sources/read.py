"""A folder of open data into one series."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..model.errors import Fault, InputError
from ..model.series import Series
from . import hospitals, hxl, italy, plain, world
from .gathering import Gathering
from .sheet import Sheet, damage_of, names_of, read_sheet

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})
MOST_FAULTS = 60
MOST_DAYS = 3_000


class _Layout(NamedTuple):
    knows: Callable[[tuple[str, ...]], bool]
    gather: Callable[[Sheet, Gathering], None]
    counts: bool = True
    """Whether it holds figures by day."""


_LAYOUTS = (
    _Layout(hospitals.knows, hospitals.gather, counts=False),
    _Layout(italy.knows, italy.gather),
    _Layout(world.knows, world.gather),
    _Layout(plain.knows, plain.gather),
)
_COLUMNS = italy.COLUMNS | world.COLUMNS | plain.COLUMNS | hospitals.COLUMNS


def _known(name: str) -> bool:
    text = name.strip().lower()
    return text in _COLUMNS or hxl.is_tag(text)


def read_folder(folder: Path, country: str = "", until: date = date.max) -> Series:
    """All series of a folder, or of one file, as one; which form a table has is known by its columns.

    Only the figures of `country` (ISO 3166 code, "" for all) up to the day `until` are read: what stands in later rows changes
    nothing. Where the folder itself holds no table of a known form, the folders in it are looked through. Tables of no known form
    are left out and told. Raises InputError with all faults otherwise, and where no table is a series.
    """
    into, sheets = Gathering(country, until), list[tuple[int, Sheet]]()
    for path in _tables(folder):
        if not _may_be(path):
            _look_at(path, into)
            continue
        faults: list[Fault] = []
        sheet = read_sheet(path, _known, into, faults)
        if sheet is None:
            into.faults += faults
            continue
        sheet = hxl.tagged(sheet) or sheet
        header = tuple(name.lower() for name in sheet.header)
        layout = next((number for number, layout in enumerate(_LAYOUTS) if layout.knows(header)), None)
        if layout is None:
            into.note("series.no_layout", file=path.name)
        else:
            into.faults += faults
            sheets.append((layout, sheet))
    # A country's own publisher comes first: where two count the same place, the first stands.
    used = []
    for layout, sheet in sorted(sheets, key=lambda entry: entry[0]):
        before = into.size
        _LAYOUTS[layout].gather(sheet, into)
        used += [sheet.file] if into.size > before else []
    if into.faults:
        raise InputError(into.faults[:MOST_FAULTS], max(0, len(into.faults) - MOST_FAULTS))
    if not into.figures:
        raise InputError([_nothing(folder, country, until, sheets, into)])
    ordinals = {ordinal for column in into.figures.values() for _, ordinal in column}
    if max(ordinals) - min(ordinals) >= MOST_DAYS:
        first, last = (date.fromordinal(end).isoformat() for end in (min(ordinals), max(ordinals)))
        advice = "One of the days is a slip of the pen: correct it."
        raise InputError([Fault(str(folder), f"figures from {first} to {last}", f"at most {MOST_DAYS} days", advice)])
    return into.series(", ".join(used))


def _tables(folder: Path) -> list[Path]:
    """The tables of a folder; where none of them can be a series, those of the folders in it that can."""
    if not folder.is_dir():
        return [folder]
    here = _among(folder)
    if any(map(_may_be, here)):
        return here
    below = [path for inner in sorted(folder.iterdir()) if inner.is_dir() for path in _among(inner) if _may_be(path)]
    return below or here


def _among(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and not path.name.startswith("~$"))


def _look_at(path: Path, into: Gathering) -> None:
    """Tell of a table that is no series, and why it cannot be one where it is damaged. Other texts are none of ours."""
    if path.suffix.lower() == ".txt":
        return
    damage = damage_of(path)
    if damage:
        into.faults += damage
    else:
        into.note("series.no_layout", file=path.name)


def _may_be(path: Path) -> bool:
    """Whether the first lines of a table speak of days and counts, or of beds. A workbook is taken at its word."""
    if path.suffix.lower() == ".xlsx":
        return True
    names = names_of(path)
    tags = tuple(hxl.name_of(name) for name in names if hxl.is_tag(name))
    return any(layout.knows(names) or layout.knows(tags) for layout in _LAYOUTS)


def _nothing(folder: Path, country: str, until: date, sheets: list[tuple[int, Sheet]], into: Gathering) -> Fault:
    """Why there is nothing."""
    if not any(_LAYOUTS[layout].counts for layout, _ in sheets):
        advice = "Give the folder with the files as their publisher names their columns; docs/situation.md lists the forms."
        return Fault(str(folder), "no table that is a series", "at least one series by place and day", advice)
    if country and country not in into.countries:
        shown = ", ".join(sorted(into.countries)[:12]) + (", ..." if len(into.countries) > 12 else "")
        return Fault("--country", country, f"a country of the series: {shown or 'none'}", "Name one of them, or `world`.")
    return Fault("--on", until.isoformat(), "a day on or after the first of the series", "Name a later day.")
