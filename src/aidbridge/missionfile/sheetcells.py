"""Cells of offer and need sheets that hold more than a number or a name: days, voltages, professions, types of teams, items."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ..catalogue.capabilities import capabilities
from ..catalogue.countries import country_code
from ..model.errors import Fault, UnknownNameError
from ..model.noun import Noun
from ..model.specification import Classification, Staffing
from .checks.specifications import plug_flaws, tongue_flaws, type_flaws
from .itemcolumns import Column, folded
from .limits import MAX_LIST_BYTES, MAX_LIST_COLUMNS, MAX_LIST_ROWS, MAX_LIST_UNPACKED_BYTES
from .listrows import Row, RowReader
from .paths import Flaw, Whereabouts
from .sheetcolumns import SheetColumn, named, near
from .tables import Manner, Table, read_table
from .wording import flaws_of
from .words import Names, did_you_mean, printable, shown

_PERIOD = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|—|to|/|…)\s*(\d+(?:\.\d+)?)")
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
Made = TypeVar("Made", bound=Noun)
DAY_ADVICE = "Write it as 2020-03-24."


def sheet_table(path: Path, columns: tuple[SheetColumn, ...], faults: list[Fault]) -> Table | None:
    """The table of a sheet that was filled in, titles above it passed over. Faults go into `faults`; None where nothing can be
    used."""
    if not path.exists():
        faults.append(Fault(printable(str(path)), "missing", "a file", f"Put {printable(path.name)} there, or correct the path."))
        return None
    if path.suffix.lower() not in (".csv", ".xlsx"):
        advice = "Save it as .xlsx, or as `CSV UTF-8 (comma delimited)`."
        suffix = printable(path.suffix) or "nothing"
        faults.append(Fault(printable(path.name), f"a file that ends in {suffix}", ".csv or .xlsx", advice))
        return None
    manner = Manner(
        rows=MAX_LIST_ROWS,
        bytes=MAX_LIST_BYTES,
        unpacked=MAX_LIST_UNPACKED_BYTES,
        columns=MAX_LIST_COLUMNS,
        too_long="Split the sheet.",
        separators=",;\t",
        computed=True,
        known=lambda header: named(columns, header) is not None,
    )
    return read_table(path, faults, manner)


class SheetReader:
    """Reads rows of one sheet; every fault is told by row and column, all at once."""

    def __init__(self, table: Table, columns: tuple[SheetColumn, ...], faults: list[Fault]) -> None:
        self._reader = RowReader(table, _meanings(table, columns, faults), faults)
        self._required = [column.field for column in columns if column.required]
        self.rows = self._reader.rows()
        for row in self.rows:
            for field in self._required:
                if row.lacks(field):
                    self.fault(row, field, "nothing", "required", "Fill it in.")

    def fault(self, row: Row, field: str, value: str, limit: str, advice: str) -> None:
        """Tell a fault of a row's field."""
        self._reader.fault(row, field, value, limit, advice)

    def day(self, row: Row, field: str) -> date | None:
        """A day; None where nothing right is given."""
        moment = self.moment(row, field)
        return moment.date() if moment else None

    def moment(self, row: Row, field: str) -> datetime | None:
        """An instant; a day alone is its beginning, and without an offset it is UTC."""
        text = row.text(field)
        if not text:
            return None
        turned = _DAY.fullmatch(text)
        if turned and int(turned[2]) <= 12:
            advice = f"Write {turned[3]}-{int(turned[2]):02d}-{int(turned[1]):02d} if the day stands first."
            self.fault(row, field, shown(text), "a day that can be read in one way only", advice)
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fault(row, field, shown(text), "a day", DAY_ADVICE)
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def range(self, row: Row, field: str) -> tuple[float | None, float | None]:
        """A number or a range such as `220-240`."""
        text = row.text(field).casefold().removesuffix("v").removesuffix("ac").strip()
        text = re.sub(r"\s*(v|volt|volts|hz)\b", "", text)
        if not text:
            return None, None
        found = _PERIOD.fullmatch(text)
        if found:
            low, high = sorted((float(found[1]), float(found[2])))
        elif re.fullmatch(r"\d+(\.\d+)?", text):
            low = high = float(text)
        else:
            low = high = 0.0
        if low <= 0:
            self.fault(row, field, shown(row.text(field)), "a number or a range", "Write 230, or 220-240.")
            return None, None
        return low, (high if high != low else None)

    def numbers(self, row: Row, field: str) -> tuple[float, ...]:
        """Numbers apart by `/` or `;`: `50/60`."""
        parts = [p.strip() for p in re.split(r"[/;,]|\bor\b|-", re.sub(r"\s*hz\b", "", row.text(field).casefold())) if p.strip()]
        if not all(re.fullmatch(r"\d+(\.\d+)?", part) and float(part) > 0 for part in parts):
            self.fault(row, field, shown(row.text(field)), "numbers", "Write 50, or 50/60.")
            return ()
        return tuple(float(part) for part in parts)

    def texts(self, row: Row, field: str) -> tuple[str, ...]:
        """Texts apart by `;`."""
        return tuple(part.strip() for part in row.text(field).split(";") if part.strip())

    def names(self, row: Row, field: str) -> tuple[str, ...]:
        """Names apart by any separator."""
        value = row.values.get(field, ())
        return tuple(str(part) for part in value) if isinstance(value, tuple) else ()

    def plugs(self, row: Row) -> tuple[str, ...]:
        """Letters of plugs or sockets."""
        letters = tuple(letter.upper() for letter in self.names(row, "plugs"))
        self._flaws(row, "plugs", plug_flaws(letters, ()))
        return letters

    def tongues(self, row: Row, field: str) -> tuple[str, ...]:
        """Tags of languages."""
        tags = tuple(tag.lower() for tag in self.names(row, field))
        self._flaws(row, field, tongue_flaws(tags, ()))
        return tags

    def _flaws(self, row: Row, field: str, flaws: Iterable[Flaw]) -> None:
        for flaw in flaws:
            self.fault(row, field, flaw.value, flaw.limit, flaw.advice)

    def staff(self, row: Row) -> tuple[Staffing, ...]:
        """`physician 4; nurse 8 (it, en)`."""
        found = []
        for part in self.texts(row, "staff"):
            told = re.fullmatch(r"(?P<n>\d+)?\s*x?\s*(?P<who>[^\d()]+?)[\s:]*(?P<m>\d+)?\s*(?:\((?P<tongues>[\w,; -]+)\))?", part)
            number = (told["n"] or told["m"]) if told else None
            if told is None or number is None:
                self.fault(row, "staff", shown(part), "a profession and a number", "Write physician 4; nurse 8.")
                continue
            tongues = tuple(tag.strip().lower() for tag in re.split(r"[,;]", told["tongues"] or "") if tag.strip())
            self._flaws(row, "staff", tongue_flaws(tongues, ()))
            people = {"profession": told["who"].strip(), "count": int(number), "languages": tongues}
            if (made := self.made(row, Staffing, people, dict.fromkeys(Staffing.model_fields, "staff"))) is not None:
                found.append(made)
        return tuple(found)

    def module(self, row: Row) -> Classification | None:
        """`EMT 2`, `UCPM HCP`, `HUSAR`."""
        text = row.text("module")
        if not text:
            return None
        told = re.fullmatch(r"(EMT|UCPM)?[\s:-]*(?:type\s*)?(.+)", text, re.IGNORECASE)
        scheme = (told[1] or "UCPM").upper() if told else "UCPM"
        found = Classification(scheme="EMT" if scheme == "EMT" else "UCPM", type=told[2].strip() if told else text)
        self._flaws(row, "module", type_flaws(found, ()))
        return found

    def made(self, row: Row, noun: type[Made], found: Mapping[str, object], columns: Mapping[str, str]) -> Made | None:
        """The noun; None where it cannot be made, and that is told under the column that `columns` gives for the field, or its
        own."""
        try:
            return noun.model_validate({key: value for key, value in found.items() if value is not None})
        except ValidationError as error:
            for flaw in flaws_of(error, noun, (), Whereabouts("")):
                steps = [step for step in flaw.path if isinstance(step, str) and step not in ("specification", "requires")]
                field = columns.get(steps[0], steps[0]) if steps else ""
                if field not in row.broken:
                    self.fault(row, field, flaw.value, flaw.limit, flaw.advice)
            return None

    def item(self, row: Row) -> str:
        """The capability; empty where it is not known."""
        text = row.text("item")
        found = _capability_names().get(folded(text), "")
        if text and not found:
            close = [_capability_names()[name] for name in Names(_capability_names()).near(folded(text))]
            advice = did_you_mean(list(dict.fromkeys(close)), "`aidbridge catalogue capabilities` lists what is known.")
            self.fault(row, "item", shown(text), "a capability of the catalogue", advice)
        return found

    def state(self, row: Row, field: str) -> str:
        """A state's code, from its code or name; empty where it is not known."""
        text = row.text(field)
        found = text if re.fullmatch("[A-Z]{2}", text) and country_code(text) == text else country_code(text)
        if text and not found:
            self.fault(row, field, shown(text), "a state", "Write its two-letter code of ISO 3166-1, such as DE.")
        return found

    def one_of(self, row: Row, field: str, known: tuple[str, ...], otherwise: str) -> str:
        """One of some words, whatever its case."""
        text = row.text(field)
        if not text:
            return otherwise
        found = {word.casefold(): word for word in known}.get(text.casefold())
        if found is None:
            self.fault(row, field, shown(text), f"one of {', '.join(known)}", did_you_mean(Names(known).near(text), "Choose one."))
        return found or otherwise

    def catalogue(self, row: Row, field: str, known: Callable[[str], object], otherwise: str) -> str:
        """A name of the catalogue; `otherwise` where nothing is given."""
        name = row.text(field) or otherwise
        try:
            if name:
                known(name)
        except UnknownNameError as error:
            advice = did_you_mean(list(error.near), "`aidbridge catalogue equipment` lists what is known.")
            self.fault(row, field, shown(name), "a type of the equipment catalogue", advice)
            return ""
        return name


def _meanings(table: Table, columns: tuple[SheetColumn, ...], faults: list[Fault]) -> list[Column | None]:
    found: list[Column | None] = []
    for header in table.header:
        column = named(columns, header)
        if column is None and header:
            close = near(columns, header)
            advice = did_you_mean(close, f"Known are {', '.join(one.field for one in columns)}.")
            faults.append(
                Fault(f"{table.file}:{table.line} {printable(header)}", "an unknown column", "a column of the sheet", advice)
            )
        found.append(column)
    given = {column.field for column in found if column is not None}
    for one in columns:
        if one.required and one.field not in given:
            where = f"{table.file}:{table.line} {one.field}"
            faults.append(Fault(where, "no such column", f"a column {one.field}", "Add the column: every row needs it."))
    return [None if column is not None and column.field == "note" else column for column in found]


@cache
def _capability_names() -> dict[str, str]:
    """Capabilities by identifier and by their names in every language."""
    names = {folded(text): one.id for one in capabilities() for text in one.name.values()}
    return names | {folded(one.id): one.id for one in capabilities()} | {folded(one.id + "s"): one.id for one in capabilities()}
