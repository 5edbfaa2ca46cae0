"""Rows of a table as the same values that YAML gives: columns are fields, dots lead into a field, `;` separates a list.

Beside a column `quantity` there may be `quantity.source`, `quantity.status` and the other parts of a figure; columns
`source`, `status`, `reliability`, `dated` and `note` that the section itself does not have speak for every number of their row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aidbridge.model.errors import Fault
from aidbridge.model.noun import Noun

from .figures import Figure, read_figure
from .limits import MAX_NUMBER
from .paths import Flaw, Path, Spot, Whereabouts
from .sections import Section
from .shapes import Shape, fields, required, shape_at
from .tables import Table
from .words import Names, did_you_mean, number_advice, plain_number, printable, shown

_POSITION = re.compile(r"[1-9][0-9]?")
_ALTERNATIVES = ("alternatives",)
_ROW_PARTS = ("source", "status", "reliability", "dated", "note")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the path of its field in the row, and the part of a figure it gives (empty path: the value itself)."""

    name: str
    path: Path
    part: Path
    shape: Shape


def rows_of(table: Table, section: Section, start: int, where: Whereabouts, faults: list[Fault]) -> Iterator[dict[str, object]]:
    """The rows of a table as mappings. `start` is the position of the first one in its section.

    Faults of the header go into `faults` as they are; those of a cell are told there too and marked broken in `where`.
    """
    header = _Header(table, section.noun, faults)
    for position, (line, cells) in enumerate(table.rows, start):
        path: Path = (section.name, position)
        where.rows[section.name, position] = Spot(table.file, line)
        where.broken.update((*path, field) for field in header.missing)
        row = _Row(path)
        for column, cell in zip(header.columns, cells, strict=True):
            if cell is None and column is not None:
                where.broken.add((*path, *column.path))
            elif cell and column is not None:
                row.put(column, cell)
        value = row.value(section, where)
        for flaw in row.flaws:
            if flaw.path not in where.broken:
                faults.append(where.fault(flaw))
            if flaw.path != path:
                where.broken.add(flaw.path)
        yield value


class _Header:
    """What the columns of a table mean, and the fields that no column gives though every row needs them."""

    def __init__(self, table: Table, noun: type[Noun], faults: list[Fault]) -> None:
        self.columns: list[_Column | None] = []
        """None for those without a meaning."""
        offered: set[str] = set()
        for n, name in enumerate(table.header):
            column = _column(name, noun)
            if not name and any(cells[n] for _, cells in table.rows):
                faults.append(
                    Fault(f"{table.file}:{table.line} column {n + 1}", "no name", "a field's name", "Name the column, or empty it.")
                )
            elif name and name in table.header[:n]:
                faults.append(
                    Fault(
                        f"{table.file}:{table.line} {printable(name)}",
                        "the same column twice",
                        "each column once",
                        "Keep one of them.",
                    )
                )
                column = None
            elif name and column is None:
                near = _near(name, noun)
                offered.update(near)
                advice = did_you_mean(near, f"Known are {', '.join(fields(noun))}.")
                limit = f"the fields of {noun.__name__}"
                faults.append(Fault(f"{table.file}:{table.line} {printable(name)}", "an unknown column", limit, advice))
            self.columns.append(column)
        given = {column.path[0] for column in self.columns if column is not None and column.path and not column.part}
        self.missing = [field for field in required(noun) if field not in given]
        for field in self.missing:
            if field not in offered:
                limit = f"columns {', '.join(required(noun))}"
                faults.append(
                    Fault(f"{table.file}:{table.line} {field}", "no such column", limit, "Add the column: every row needs it.")
                )


def _near(name: str, noun: type[Noun]) -> list[str]:
    """Names of columns like one that has no meaning."""
    head, _, tail = name.rpartition(".")
    if head and _column(head, noun) is not None:
        return [f"{head}.{part}" for part in Names(fields(Figure)).near(tail)]
    return Names([*fields(noun), *_ROW_PARTS]).near(name)


def _column(name: str, noun: type[Noun]) -> _Column | None:
    shape: Shape = Shape("noun", noun=noun)
    path: list[str | int] = []
    steps = name.split(".")
    for n, step in enumerate(steps):
        if shape.noun is not None and step in fields(shape.noun):
            path.append(step)
            shape = fields(shape.noun)[step]
        elif shape.kind == "map" and shape.of is not None:
            return _Column(name, (*path, ".".join(steps[n:])), (), shape.of) if all(steps[n:]) else None
        elif shape.kind == "list" and _POSITION.fullmatch(step) and shape.of is not None:
            path.append(int(step) - 1)
            shape = shape.of
        elif shape.scalar and path:
            return _part(name, tuple(path), tuple(steps[n:]))
        elif not path and name in _ROW_PARTS:
            return _part(name, (), (name,))
        else:
            return None
    whole = shape.scalar or (shape.kind == "list" and shape.of is not None and shape.of.scalar)
    return _Column(name, tuple(path), (), shape) if whole else None


def _part(name: str, path: Path, steps: tuple[str, ...]) -> _Column | None:
    """A column that gives a part of the figure at `path`: its source, its status, an alternative's value."""
    if steps == ("value",) or steps[0] not in fields(Figure):
        return None
    part: Path = tuple(int(step) - 1 if _POSITION.fullmatch(step) else step for step in steps)
    shape = shape_at(Figure, part)
    return _Column(name, path, part, shape) if shape is not None and (shape.scalar or part == _ALTERNATIVES) else None


class _Row:
    """One row while it is being put together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.flaws: list[Flaw] = []
        self._values: dict[Path, object] = {}
        self._parts: dict[Path, dict[Path, object]] = {}
        self._shapes: dict[Path, Shape] = {}

    def put(self, column: _Column, cell: str) -> None:
        """Take a cell's text in."""
        place: Path = (*self.path, *column.path, *column.part)
        if column.part == _ALTERNATIVES:
            scalar = Shape("any")
            value: object = [{"value": _value(item.strip(), scalar, place, self.flaws)} for item in cell.split(";") if item.strip()]
        else:
            value = _value(cell, column.shape, place, self.flaws)
        if column.part or not column.path:
            self._parts.setdefault(column.path, {})[column.part] = value
        else:
            self._values[column.path] = value
            self._shapes[column.path] = column.shape

    def value(self, section: Section, where: Whereabouts) -> dict[str, object]:
        """The row as a mapping in which values with a provenance are figures."""
        whole = self._parts.pop((), {})
        if whole:
            wrong = read_figure({"value": 0} | {str(path[0]): part for path, part in whole.items()}, self.path, where)[1]
            self.flaws.extend(wrong)
            whole = {} if wrong else whole
        spoken_for = self._spoken_for(section) if whole else []
        if whole and not spoken_for:
            self.flaws.append(Flaw(self.path, "a source without a value", "values to speak for", "Fill in the row or empty it."))
        row: dict[str, Any] = {}
        for path, value in self._values.items():
            parts = self._parts.pop(path, whole if path in spoken_for else {})
            _place(row, path, _with_parts(value, parts))
        for path in self._parts:
            self.flaws.append(
                Flaw((*self.path, *path), "a source without a value", "a value beside it", "Fill in the value or empty its source.")
            )
        return _lists(row)  # type: ignore[return-value]

    def _spoken_for(self, section: Section) -> list[Path]:
        """What a source of the whole row speaks for: its numbers; where it has none, all it says beside its name."""
        own = [path for path in self._values if path not in self._parts]
        numbers = [path for path in own if self._shapes[path].numeric]
        return numbers or [p for p in own if self._shapes[p].scalar and p[0] not in section.identity]


def _with_parts(value: object, parts: dict[Path, object]) -> object:
    if not parts:
        return value
    figure: dict[str, Any] = {"value": value}
    for path, part in parts.items():
        _place(figure, path, part)
    return figure


def _place(holder: dict[Any, Any], path: Path, value: object) -> None:
    for step in path[:-1]:
        holder = holder.setdefault(step, {})
    holder[path[-1]] = value


def _lists(value: object) -> object:
    """Mappings by position as lists, throughout."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        return [_lists(value[key]) for key in sorted(value)]
    return {key: _lists(item) for key, item in value.items()}


def _value(cell: str, shape: Shape, path: Path, flaws: list[Flaw]) -> object:
    """A cell's text as the kind of value its column holds."""
    match shape.kind:
        case "list" if shape.of is not None:
            return [_value(item.strip(), shape.of, path, flaws) for item in cell.split(";") if item.strip()]
        case "number" | "integer":
            number = plain_number(cell)
            if number is None:
                flaws.append(Flaw(path, shown(cell), "a plain number", number_advice(cell, str(path[-1]))))
            elif abs(number) > MAX_NUMBER:
                flaws.append(Flaw(path, shown(cell), f"a number of at most {MAX_NUMBER:.0e}", "Correct the number."))
                return None
            return number
        case "truth":
            truth = {"true": True, "false": False}.get(cell.casefold())
            if truth is None:
                flaws.append(Flaw(path, shown(cell), "true or false", "Write true or false."))
            return truth
        case "any":
            number = plain_number(cell)
            if number is not None and abs(number) <= MAX_NUMBER:
                return number
            return {"true": True, "false": False}.get(cell.casefold(), cell)
        case _:
            return cell
