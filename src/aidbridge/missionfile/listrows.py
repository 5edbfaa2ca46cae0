"""Cells of an item or fleet list as values, in the field's own unit, with every fault told by row and column."""

import math
import re
from dataclasses import dataclass, field

from ..model.errors import Fault
from .itemcolumns import Column
from .limits import MAX_NUMBER
from .tables import Table
from .words import number_advice, plain_number, printable, shown

TRUE, FALSE = ("yes", "y", "true", "1", "x", "да", "sì", "si"), ("no", "n", "false", "0", "нет")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_AMBIGUOUS = re.compile(r"[-+]?\d{1,3},\d{3}")

Value = str | float | bool | tuple[str, ...] | tuple[float, ...]


@dataclass(slots=True)
class Row:
    """One row: its line, what its cells say by field, and the fields whose cells were faulty."""

    line: int
    values: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, tuple[str, Column]] = field(default_factory=dict)
    """Header and column by field that is given."""
    broken: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        """A text field; empty where nothing is given."""
        return str(self.values.get(name, ""))

    def number(self, name: str) -> float | None:
        """A number in the field's unit."""
        value = self.values.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def lacks(self, name: str) -> bool:
        """Whether nothing is given, and that is not because the cell was faulty."""
        return name not in self.values and name not in self.broken


class RowReader:
    """Reads the rows of one table. `columns` are what its headers mean; None for those that mean nothing."""

    def __init__(self, table: Table, columns: list[Column | None], faults: list[Fault]) -> None:
        self._table, self._columns, self._faults = table, columns, faults

    def rows(self) -> list[Row]:
        """All rows with what could be read of them."""
        return [self._row(line, cells) for line, cells in self._table.rows]

    def fault(self, row: Row, field: str, value: str, limit: str, advice: str) -> None:
        """Tell a fault of a row's field, by the header that gives it, and call the field broken."""
        header = row.columns[field][0] if field in row.columns else field
        self._faults.append(Fault(f"{self._table.file}:{row.line} {printable(header)}".rstrip(), value, limit, advice))
        row.broken.add(field)

    def _row(self, line: int, cells: tuple[str | None, ...]) -> Row:
        row = Row(line)
        for header, column, cell in zip(self._table.header, self._columns, cells, strict=True):
            if column is None or cell == "":
                continue
            if column.field in row.columns:
                told = f"{row.columns[column.field][0]} and {header}"
                self.fault(row, column.field, f"two values, in {printable(told)}", "one value", "Fill in one of the columns.")
                continue
            row.columns[column.field] = (header, column)
            if cell is None:
                row.broken.add(column.field)
            else:
                value = self._value(row, column, cell)
                if value is not None and column.field not in row.broken:
                    row.values[column.field] = value
        return row

    def _value(self, row: Row, column: Column, cell: str) -> Value | None:
        match column.cells:
            case "number":
                return self._number(row, column, cell)
            case "whole":
                return self._whole(row, column, cell)
            case "numbers":
                numbers = [self._number(row, column, part.strip()) for part in re.split(r"[;/|]", cell) if part.strip()]
                return tuple(number for number in numbers if number is not None)
            case "names":
                return tuple(part.strip() for part in re.split(r"[;,/|]", cell) if part.strip())
            case "truth":
                return self._truth(row, column, cell)
            case _:
                return self._text(row, column, cell)

    def _text(self, row: Row, column: Column, cell: str) -> str | None:
        if len(cell) > 200:
            self.fault(row, column.field, f"{len(cell)} characters", "at most 200", "Shorten the text.")
            return None
        return printable(cell, 200)

    def _whole(self, row: Row, column: Column, cell: str) -> int | None:
        number = self._number(row, column, cell)
        if number is None:
            return None
        if number != int(number):
            self.fault(row, column.field, shown(cell), "a whole number", "Write a whole number without decimals.")
            return None
        return int(number)

    def _number(self, row: Row, column: Column, cell: str) -> float | None:
        text = cell.replace("\u2212", "-")
        if self._table.separator != "," and _DECIMAL_COMMA.fullmatch(text):
            if _AMBIGUOUS.fullmatch(text):
                advice = f"Write {text.replace(',', '')} or {text.replace(',', '.')}, whichever is meant."
                self.fault(row, column.field, shown(cell), "one meaning: the comma may be of decimals or of thousands", advice)
                return None
            text = text.replace(",", ".")
        number = plain_number(text)
        if number is None:
            advice = number_advice(text, f"{column.field.rpartition('_')[0]}_{column.unit}" if column.unit else column.field)
            self.fault(row, column.field, shown(cell), "a plain number", advice)
            return None
        if not math.isfinite(number) or abs(number) > MAX_NUMBER:
            self.fault(row, column.field, shown(cell), f"a number of at most {MAX_NUMBER:.0e}", "Correct the number.")
            return None
        if number < 0 or (number == 0 and not column.zero):
            limit = "0 or more" if column.zero else "more than 0"
            self.fault(row, column.field, shown(cell), limit, "Correct the number; leave the cell empty where it is not known.")
            return None
        return number if column.factor == 1.0 else round(number * column.factor, 6)

    def _truth(self, row: Row, column: Column, cell: str) -> bool | None:
        if cell.casefold() in TRUE:
            return True
        if cell.casefold() in FALSE:
            return False
        self.fault(row, column.field, shown(cell), "yes or no", "Write yes or no.")
        return None
