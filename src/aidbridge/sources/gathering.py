"""Figures put down one by one, in any order, until they make a series."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ..model.errors import Fault
from ..model.messages import Message
from ..model.series import CUMULATIVE, Figures, Level, Quantity, Series, SeriesPlace
from .counts import count_of


@dataclass(slots=True)
class Gathering:
    """Places in the order they were first seen, and their figures by day.

    Only rows of `country` (ISO 3166 code, "" for all countries) and of no day after `until` are put down: readers skip the others
    unread, so that nothing of a later day can change anything.
    """

    country: str = ""
    until: date = date.max
    places: dict[str, SeriesPlace] = field(default_factory=dict)
    figures: dict[Quantity, dict[tuple[str, int], float]] = field(default_factory=dict)
    beds: dict[tuple[str, str], float] = field(default_factory=dict)
    """By place and kind (`hospital`, `intensive_care`)."""
    residents: dict[str, float] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    """Codes of all countries that the files speak of, wanted or not."""
    notes: list[Message] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _owners: dict[tuple[str, Quantity], str] = field(default_factory=dict)
    _passed: Counter[tuple[str, Quantity, str]] = field(default_factory=Counter)
    _names: set[tuple[str, str]] = field(default_factory=set)
    _grouped: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """How many figures have been put down."""
        return sum(map(len, self.figures.values()))

    def note(self, key: str, **params: str | int | float) -> None:
        """Tell what was odd and what was done about it."""
        self.notes.append(Message(key=key, params=params))

    def wants(self, country: str) -> bool:
        """Whether figures of a country are asked for."""
        self.countries.add(country)
        return not self.country or country == self.country

    def fault(self, where: str, value: str, limit: str) -> None:
        """Tell what is wrong in a cell; nothing can be made of it."""
        self.faults.append(Fault(where, repr(value), limit, "Correct the cell, or fetch the file anew from its publisher."))

    def count(self, cell: str, file: str, line: int, column: str, place: str) -> float | None:
        """The count in a cell; None where it gives none, or is told as negative or as a fault."""
        try:
            value, grouped = count_of(cell)
        except ValueError:
            self.fault(f"{file}:{line} {column}", cell, "a whole number, or nothing")
            return None
        if grouped:
            self._grouped[file] += 1
        if value is not None and value < 0:
            self.note("series.negative", where=f"{file}:{line}", place=place, quantity=column, value=value)
            return None
        return value

    def place(self, place: SeriesPlace, where: str) -> None:
        """Put a place down. Of a place known by another name, the first name stays; what it lacks is filled in."""
        known = self.places.setdefault(place.id, place)
        if known is place:
            return
        if known.name != place.name and place.level is not Level.COUNTRY and (place.id, place.name) not in self._names:
            self._names.add((place.id, place.name))
            self.note("series.renamed", where=where, place=place.id, name=known.name, other=place.name)
        if known.lat is None and place.lat is not None:
            self.places[place.id] = SeriesPlace(known.id, known.name, known.level, known.part_of, place.lat, place.lon)

    def put(self, place: str, day: date, quantity: Quantity, value: float, where: str, publisher: str) -> None:
        """Put a figure down. Where two are given for one place and day, the later one stands.

        What a publisher counts at a place is not mixed with what another does: the first keeps the place.
        """
        owner = self._owners.setdefault((place, quantity), publisher)
        if owner != publisher:
            self._passed[place, quantity, publisher] += 1
            return
        column = self.figures.setdefault(quantity, {})
        key = place, day.toordinal()
        before = column.setdefault(key, value)
        if before != value:
            self.note("series.twice", where=where, place=place, day=day.isoformat(), quantity=quantity, value=value, other=before)
            column[key] = value

    def series(self, files: str) -> Series:
        """The series of all that was put down; days and figures that nobody published are NaN and told."""
        publishers = ", ".join(dict.fromkeys(self._owners.values()))
        source = publishers if publishers == files else f"{publishers} ({files})"
        ordinals = {ordinal for column in self.figures.values() for _, ordinal in column}
        first, last = min(ordinals), max(ordinals)
        rows = {id: row for row, id in enumerate(self.places)}
        figures = {}
        for quantity, column in self.figures.items():
            table = np.full((len(rows), last - first + 1), np.nan)
            table[[rows[place] for place, _ in column], [ordinal - first for _, ordinal in column]] = list(column.values())
            figures[quantity] = table
        for file, cells in self._grouped.items():
            self.note("series.grouped", where=file, cells=cells)
        for (place, quantity, publisher), count in self._passed.items():
            owner = self._owners[place, quantity]
            self.note("series.passed", place=place, quantity=quantity, publisher=publisher, owner=owner, figures=count)
        for ordinal in range(first, last + 1):
            if ordinal not in ordinals:
                self.note("series.no_day", day=date.fromordinal(ordinal).isoformat())
        places = tuple(self.places.values())
        self._gaps(places, figures, date.fromordinal(first))
        self._corrections(places, figures, first)
        return Series(source, places, date.fromordinal(first), figures, tuple(self.notes), dict(self.beds), dict(self.residents))

    def _gaps(self, places: tuple[SeriesPlace, ...], figures: dict[Quantity, Figures], first: date) -> None:
        """Tell of each place the days between others of its own, and at the end, on which it alone has no figure."""
        for quantity, table in figures.items():
            published = ~np.isnan(table)
            known_days = published.any(axis=0)
            for row in np.flatnonzero(published.any(axis=1)):
                begun = np.maximum.accumulate(published[row])
                missing = np.flatnonzero(begun & ~published[row] & known_days)
                if missing.size:
                    day = date.fromordinal(first.toordinal() + int(missing[0])).isoformat()
                    self.note("series.gap", place=places[row].id, quantity=quantity, day=day, days=int(missing.size))

    def _corrections(self, places: tuple[SeriesPlace, ...], figures: dict[Quantity, Figures], first: int) -> None:
        """Tell where a cumulative count goes down: the source has corrected itself, or erred. The figures stay as published."""
        for quantity in (quantity for quantity in figures if quantity in CUMULATIVE):
            table = figures[quantity]
            latest = np.maximum.accumulate(np.where(np.isnan(table), -1, np.arange(table.shape[1])), axis=1)
            filled = np.where(latest < 0, -np.inf, np.take_along_axis(table, np.maximum(latest, 0), axis=1))
            for row, column in zip(*np.nonzero(filled[:, 1:] < filled[:, :-1]), strict=True):
                self.note(
                    "series.down",
                    place=places[row].id,
                    quantity=quantity,
                    day=date.fromordinal(first + int(column) + 1).isoformat(),
                    value=float(table[row, column + 1]),
                    other=float(filled[row, column]),
                )
