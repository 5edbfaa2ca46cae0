"""A mission on its way from files to nouns: what could be read, row by row, so that one fault does not hide another."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from aidbridge.model.mission import Mission
from aidbridge.model.noun import Noun

from .figures import Figures
from .limits import MAX_FAULTS
from .paths import Flaw, Path, Whereabouts
from .sections import SECTIONS, SINGLES, Section
from .shapes import Shape, fields, required
from .wording import flaws_of, validate, validate_field
from .words import Names, did_you_mean, shown


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section: where it stands, what it calls itself, and what of it is right by itself."""

    path: Path
    name: str | None
    noun: Noun
    """Whole, or without the fields that are wrong."""
    whole: bool

    def get(self, name: str) -> Any:
        """A field's value; None where it is wrong or not given."""
        return getattr(self.noun, name, None)

    def at(self, *steps: str | int) -> Path:
        """The path of something in the row."""
        return (*self.path, *steps)


@dataclass
class Draft:
    """What the cross checks see: the rows of each section and the values at the top, as far as they are right."""

    top: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    """Sections of which some rows are unknown; what is not found there is no fault."""

    def each(self, section: str) -> Iterator[Row]:
        """The rows of a section."""
        return iter(self.rows.get(section, ()))

    def instant(self, name: str) -> datetime | None:
        """An instant at the top of the mission, if it is right."""
        value = self.top.get(name)
        return value if isinstance(value, datetime) else None

    def names(self, *sections: str) -> Names:
        """What the rows of sections are called, whether or not the rows are right."""
        if sections not in self._names:
            self._names[sections] = Names(row.name for s in sections for row in self.rows.get(s, []) if row.name is not None)
        return self._names[sections]

    @cached_property
    def _names(self) -> dict[tuple[str, ...], Names]:
        return {}


def make_draft(raw: dict[str, Any], where: Whereabouts, figures: Figures) -> tuple[Draft, list[Flaw]]:
    """The draft of a mission's plain values, and everything wrong with single values in it."""
    flaws: list[Flaw] = []
    draft = Draft(incomplete=where.incomplete)
    known = Names(fields(Mission))
    for name in raw:
        if name not in known and (name,) not in where.broken:
            advice = did_you_mean(known.near(name), f"Known are {', '.join(fields(Mission))}.")
            flaws.append(Flaw((name,), "an unknown field", "the fields of a mission", advice))
    for name in SINGLES:
        _take_single(name, raw, draft, where, figures, flaws)
    for section in SECTIONS.values():
        _take_section(section, raw, draft, where, figures, flaws)
    return draft, flaws


def _take_single(name: str, raw: dict[str, Any], draft: Draft, where: Whereabouts, figures: Figures, flaws: list[Flaw]) -> None:
    if name not in raw:
        if name in required(Mission) and not where.is_broken((name,)):
            text = (Mission.model_fields[name].description or "").split("\n")[0].rstrip(".")
            flaws.append(Flaw((name,), "nothing", "required", f"Add `{name}`{': ' + text if text else ''}."))
        return
    shape = fields(Mission)[name]
    value = figures.settle(raw[name], shape, (name,), _key_of_single(name, raw[name], shape))
    try:
        draft.top[name] = validate_field(Mission, name, value)
    except ValidationError as error:
        flaws.extend(flaws_of(error, Mission, (), where, below=(name,)))


def _key_of_single(name: str, value: object, shape: Shape) -> str:
    """The beginning of the keys of a single's facts: `mission:horizon.`, `policy:`, `request:IT-REQ.`."""
    if shape.noun is None:
        return f"mission:{name}."
    own = value.get("id") if isinstance(value, dict) else None
    return f"{name}:{own}." if isinstance(own, str) else f"{name}:"


def _take_section(
    section: Section, raw: dict[str, Any], draft: Draft, where: Whereabouts, figures: Figures, flaws: list[Flaw]
) -> None:
    if section.name not in raw:
        if section.name in required(Mission) and not where.is_broken((section.name,)):
            draft.incomplete.add(section.name)
            advice = f"Add `{section.name}:` with its rows, or a table {section.name}.csv beside it."
            flaws.append(Flaw((section.name,), "nothing", "required", advice))
        return
    rows = raw[section.name]
    if not isinstance(rows, list):
        draft.incomplete.add(section.name)
        if not where.is_broken((section.name,)):
            flaws.append(Flaw((section.name,), shown(rows), "a list", "Write one `- ` a row, or remove it."))
        return
    taken = draft.rows.setdefault(section.name, [])
    for n, row in enumerate(rows):
        if len(flaws) + len(figures.flaws) > MAX_FAULTS:
            draft.incomplete.add(section.name)
            break
        taken.append(_row(section, n, row, where, figures, flaws))
        if taken[-1].name is None:
            draft.incomplete.add(section.name)


def _row(section: Section, n: int, raw: object, where: Whereabouts, figures: Figures, flaws: list[Flaw]) -> Row:
    path: Path = (section.name, n)
    name = section.name_of(raw) if isinstance(raw, dict) else None
    if name is not None:
        where.names[section.name, n] = name
    settled = figures.settle(raw, Shape("noun", noun=section.noun), path, f"{section.room}:{name}.")
    try:
        return Row(path, name, validate(section.noun, settled), whole=True)
    except ValidationError as error:
        flaws.extend(flaws_of(error, section.noun, path, where))
        return Row(path, name, _partial(section.noun, settled), whole=False)


def _partial(noun: type[Noun], values: object) -> Noun:
    """A noun of those values that are right by themselves."""
    right: dict[str, Any] = {}
    for name, value in values.items() if isinstance(values, dict) else ():
        with contextlib.suppress(ValidationError):
            right[name] = validate_field(noun, name, value)
    return noun.model_construct(**right)
