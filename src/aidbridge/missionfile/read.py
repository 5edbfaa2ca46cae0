"""A mission folder to a Mission, or to every fault in it at once."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aidbridge.model.errors import Fault, InputError
from aidbridge.model.mission import Mission

from .cells import rows_of
from .checks import codes, dates, decisions, identifiers, papers, provenance, references, sense, specifications
from .draft import Draft, make_draft
from .figures import Figures
from .limits import MAX_FAULTS, MAX_YAML_BYTES
from .paths import Flaw, Whereabouts
from .sections import SECTIONS
from .tables import read_table
from .textfile import read_text
from .words import Names, did_you_mean, printable, shown
from .yamltree import read_tree

MAIN = "mission.yaml"
TABLE_SUFFIXES = (".csv", ".xlsx")
CHECKS: tuple[Callable[[Draft], Iterator[Flaw]], ...] = (
    identifiers.check, references.check, dates.check, codes.check, sense.check, decisions.check, papers.check,
    specifications.check, provenance.check,
)  # fmt: skip
_LONGEST_PATH = 4_096
FORM = "review"
"""How the names of a draft's forms begin, which stand beside its mission and are no tables of it: `review (1).csv`."""
_OTHER_TABLES = (".xls", ".ods", ".tsv", ".txt", ".xlsm", ".json", ".yaml", ".yml")


def read_mission(folder: Path) -> Mission:
    """The mission that stands in a folder: `mission.yaml`, and tables named after its sections (`needs.csv`, `fleet.xlsx`).

    A section may stand in the YAML file, in tables, or in both; rows are taken in that order. Raises InputError with all
    faults, each with file, line, path, value, limit and advice; nothing else is raised whatever the folder holds.
    """
    faults: list[Fault] = []
    tables = _tables(folder, faults)
    where = Whereabouts(MAIN)
    raw, readable, flaws = _yaml(folder / MAIN, where, faults)
    for path in tables:
        _add_table(path, raw, where, faults)
    figures = Figures(where)
    draft, more = make_draft(raw, where, figures) if readable else (Draft(), [])
    flaws += more + figures.flaws
    if readable:
        flaws += itertools.islice((flaw for check in CHECKS for flaw in check(draft)), MAX_FAULTS)
        flaws += _twice(draft, figures)
    faults += [where.fault(flaw) for flaw in flaws]
    if faults:
        raise InputError(_in_order(faults))
    return _mission(draft, figures)


def _mission(draft: Draft, figures: Figures) -> Mission:
    sections: dict[str, Any] = {name: tuple(row.noun for row in rows) for name, rows in draft.rows.items()}
    sections["facts"] = (*sections.get("facts", ()), *(fact for _, fact in figures.facts))
    return Mission(**draft.top, **sections)


def _twice(draft: Draft, figures: Figures) -> Iterator[Flaw]:
    """Figures for which the section facts has a fact as well."""
    told = draft.names("facts")
    for path, fact in figures.facts:
        if fact.key in told:
            advice = f"The section facts has {fact.key} already: keep one of them."
            yield Flaw(path, "a figure with a source", "one fact a figure", advice)


def _in_order(faults: list[Fault]) -> list[Fault]:
    """Faults by file and line, as a person works through them; at most MAX_FAULTS."""

    def place(fault: Fault) -> tuple[bool, str, int]:
        file, _, rest = fault.path.partition(":")
        line = rest.split(" ")[0]
        return file != MAIN, file, int(line) if line.isdecimal() else 0

    told = sorted(faults, key=place)
    if len(told) > MAX_FAULTS:
        rest = Fault(MAIN, f"{len(told)} faults or more", f"at most {MAX_FAULTS} are told", "Correct these first.")
        return [*told[:MAX_FAULTS], rest]
    return told


def _yaml(path: Path, where: Whereabouts, faults: list[Fault]) -> tuple[dict[str, Any], bool, list[Flaw]]:
    """The values of the YAML file, whether they can be judged, and what is wrong with its text."""
    try:
        tree = read_tree(read_text(path, MAIN, MAX_YAML_BYTES))
    except InputError as error:
        faults.extend(error.faults)
        return {}, False, []
    where.lines, where.broken = tree.lines, tree.broken
    if isinstance(tree.value, dict):
        return tree.value, tree.readable, tree.flaws
    if tree.readable and not tree.flaws:
        tree.flaws.append(Flaw((), shown(tree.value), "a mapping", "Begin with lines such as `format: 1` and `id: my-mission`."))
    return {}, False, tree.flaws


def _tables(folder: Path, faults: list[Fault]) -> list[Path]:
    """The tables of a folder, CSV before spreadsheets, in the mission's order. Names that are no section's are faults."""
    try:
        found = sorted(folder.iterdir())
        home = folder.resolve()
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        value = "missing" if missing else getattr(error, "strerror", None) or str(error)
        advice = f"Give the path of a folder that holds {MAIN}."
        raise InputError([Fault(printable(str(folder), _LONGEST_PATH), value, "a mission folder", advice)]) from error
    tables = [path for path in found if _is_table(path, faults) and _stays_inside(path, home, faults)]
    if folder.joinpath(MAIN).is_symlink():
        _stays_inside(folder / MAIN, home, faults)
    rank = list(SECTIONS)
    return sorted(tables, key=lambda path: (TABLE_SUFFIXES.index(path.suffix), rank.index(path.stem)))


def _is_table(path: Path, faults: list[Fault]) -> bool:
    """Whether a file is a section's table. A name that seems meant to be one and is not is a fault."""
    name, stem, suffix = printable(path.name), path.stem, path.suffix
    if name.startswith((".", "~$")) or name == MAIN or stem.casefold().startswith(FORM):
        return False
    if stem in SECTIONS and suffix in TABLE_SUFFIXES:
        return True
    if stem.casefold() in SECTIONS and suffix.lower() in (*TABLE_SUFFIXES, *_OTHER_TABLES):
        advice = f"Save it as {stem.casefold()}.csv or {stem.casefold()}.xlsx."
        faults.append(Fault(name, "a table that would not be read", "names such as needs.csv or needs.xlsx", advice))
    elif suffix.lower() in TABLE_SUFFIXES:
        near = [f"{section}{suffix.lower()}" for section in Names(SECTIONS).near(stem)]
        advice = did_you_mean(near, "Move files that are no part of the mission into a folder of their own.")
        faults.append(Fault(name, "a table of no section", f"tables named {', '.join(SECTIONS)}", advice))
    elif name in ("mission.yml", "mission.json", "Mission.yaml"):
        faults.append(Fault(name, "a file that would not be read", MAIN, f"Name it {MAIN}."))
    return False


def _stays_inside(path: Path, home: Path, faults: list[Fault]) -> bool:
    """Whether a path, links followed, lies in the folder itself."""
    try:
        inside = path.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):
        inside = False
    if not inside:
        faults.append(
            Fault(path.name, "a link that leads out of the folder", "files of the folder itself", "Put a copy of the file there.")
        )
    return inside


def _add_table(path: Path, raw: dict[str, Any], where: Whereabouts, faults: list[Fault]) -> None:
    """Append a table's rows to its section."""
    section = SECTIONS[path.stem]
    table = read_table(path, faults)
    rows = raw.setdefault(section.name, [])
    if table is None or not table.complete:
        where.incomplete.add(section.name)
    if table is not None and isinstance(rows, list):
        rows.extend(rows_of(table, section, len(rows), where, faults))
