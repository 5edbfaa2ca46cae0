"""Figures of an emergency by place and day: the one form that every reader of open data makes and everything behind it reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from .messages import Message

Figures = npt.NDArray[np.float64]


class Quantity(StrEnum):
    """What a figure counts. Persons, except tests."""

    DEATHS = "deaths"
    CASES = "cases"
    """Confirmed, since the beginning."""
    TESTS = "tests"
    """Tests made, since the beginning; persons may have several."""
    RECOVERED = "recovered"
    IN_HOSPITAL = "in_hospital"
    """Now, intensive care included."""
    INTENSIVE_CARE = "intensive_care"
    """Now."""
    ACTIVE = "active"
    """Cases now, neither recovered nor dead."""


CUMULATIVE = frozenset({Quantity.DEATHS, Quantity.CASES, Quantity.TESTS, Quantity.RECOVERED})
"""Quantities that count since the beginning; the others count what is there on the day."""


class Level(StrEnum):
    """How large a place is."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """A place of a series."""

    id: str
    """ISO 3166 code where there is one: IT, IT-25, IT-BG."""
    name: str
    level: Level
    part_of: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of P places on D days that follow one another. A figure that nobody published is NaN."""

    source: str
    places: tuple[SeriesPlace, ...]
    first: date
    figures: Mapping[Quantity, Figures]
    """(P, D) each."""
    notes: tuple[Message, ...] = ()
    """What was odd in the files, and what was done about it."""
    beds: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Beds that the files give, by place and kind (`hospital`, all wards; `intensive_care`)."""
    residents: Mapping[str, float] = field(default_factory=dict)
    """Residents that the files give, by place."""

    def __post_init__(self) -> None:
        shapes = {quantity: figures.shape for quantity, figures in self.figures.items()}
        if len({shape[1] for shape in shapes.values()}) > 1 or any(shape[0] != len(self.places) for shape in shapes.values()):
            raise ValueError(f"figures of {len(self.places)} places need one row a place and the same days each: {shapes}")

    @property
    def days(self) -> int:
        """D."""
        return next((figures.shape[1] for figures in self.figures.values()), 0)

    @property
    def last(self) -> date:
        """The last day with a column."""
        return self.first + timedelta(days=self.days - 1)

    def column(self, day: date) -> int:
        """The column of a day. Raises ValueError where the series does not reach it."""
        column = (day - self.first).days
        if not 0 <= column < self.days:
            raise ValueError(f"{day}: the series has figures from {self.first} to {self.last}; name a day between them")
        return column

    def as_of(self, day: date) -> "Series":
        """What was known on a day: nothing later is left."""
        end = self.column(day) + 1
        return replace(self, figures={quantity: figures[:, :end] for quantity, figures in self.figures.items()})

    def of(self, places: Sequence[int]) -> "Series":
        """Some of the places, by number."""
        rows = list(places)
        return replace(
            self,
            places=tuple(self.places[row] for row in rows),
            figures={quantity: figures[rows] for quantity, figures in self.figures.items()},
        )

    def of_level(self, level: Level) -> "Series":
        """The places of one level."""
        return self.of([row for row, place in enumerate(self.places) if place.level is level])
