"""Figures put down one by one, in any order, until they make a series."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ..model.messages import Message
from ..model.series import CUMULATIVE, Figures, Quantity, Series, SeriesPlace


@dataclass(slots=True)
class Gathering:
    """Places in the order they were first seen, and their figures by day."""

    places: dict[str, SeriesPlace] = field(default_factory=dict)
    figures: dict[Quantity, dict[tuple[str, int], float]] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    _owners: dict[tuple[str, Quantity], str] = field(default_factory=dict)
    _passed: Counter[tuple[str, Quantity, str]] = field(default_factory=Counter)
    _names: set[tuple[str, str]] = field(default_factory=set)

    def note(self, key: str, **params: str | int | float) -> None:
        """Tell what was odd and what was done about it."""
        self.notes.append(Message(key=key, params=params))

    def place(self, place: SeriesPlace, where: str) -> None:
        """Put a place down. Of a place known by another name, the first name stays."""
        known = self.places.setdefault(place.id, place)
        if known.name != place.name and (place.id, place.name) not in self._names:
            self._names.add((place.id, place.name))
            self.note("series.renamed", where=where, place=place.id, name=known.name, other=place.name)

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
        if key in column and column[key] != value:
            self.note(
                "series.twice", where=where, place=place, day=day.isoformat(), quantity=quantity, value=value, other=column[key]
            )
        column[key] = value

    def series(self, source: str) -> Series:
        """The series of all that was put down; days and figures that nobody published are NaN and told."""
        ordinals = {ordinal for column in self.figures.values() for _, ordinal in column}
        first, last = min(ordinals), max(ordinals)
        rows = {id: row for row, id in enumerate(self.places)}
        figures = {}
        for quantity, column in self.figures.items():
            table = np.full((len(rows), last - first + 1), np.nan)
            for (place, ordinal), value in column.items():
                table[rows[place], ordinal - first] = value
            figures[quantity] = table
        for (place, quantity, publisher), count in self._passed.items():
            owner = self._owners[place, quantity]
            self.note("series.passed", place=place, quantity=quantity, publisher=publisher, owner=owner, figures=count)
        for ordinal in range(first, last + 1):
            if ordinal not in ordinals:
                self.note("series.no_day", day=date.fromordinal(ordinal).isoformat())
        places = tuple(self.places.values())
        self._corrections(places, figures, first)
        return Series(source, places, date.fromordinal(first), figures, tuple(self.notes))

    def _corrections(self, places: tuple[SeriesPlace, ...], figures: dict[Quantity, Figures], first: int) -> None:
        """Tell where a cumulative count goes down: the source has corrected itself, or erred. The figures stay as published."""
        for quantity in (quantity for quantity in figures if quantity in CUMULATIVE):
            for row, counts in enumerate(figures[quantity]):
                known = np.flatnonzero(~np.isnan(counts))
                for before, after in zip(
                    known[:-1][np.diff(counts[known]) < 0], known[1:][np.diff(counts[known]) < 0], strict=True
                ):
                    self.note(
                        "series.down",
                        place=places[row].id,
                        quantity=quantity,
                        day=date.fromordinal(first + int(after)).isoformat(),
                        value=float(counts[after]),
                        other=float(counts[before]),
                    )
