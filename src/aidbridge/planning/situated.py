"""The situation of a country on a day: its places by level, in the order of severity, with what is to come."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from ..catalogue.beds import HOSPITAL, INTENSIVE_CARE, beds
from ..catalogue.populations import population
from ..model.errors import Fault, InputError
from ..model.facts import Fact, Status
from ..model.messages import Message
from ..model.series import Figures, Level, Quantity, Series
from ..situation.forecast import LEAST_DAYS, Forecast, forecast
from ..situation.indicators import Indicator, Situation, latest, situation
from ..situation.severity import DEFAULT, Severity, severity
from ..sources.read import read_folder

WORLD = "world"
FORECAST = (Quantity.DEATHS, Quantity.CASES)
MOST_STALE_DAYS = 3
"""Where the last figures are so many days old, the day itself can still be judged by them."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The places of one level."""

    level: Level
    situation: Situation
    severity: Severity
    forecasts: Mapping[Quantity, Forecast]
    """Of deaths and cases, as far as they are counted."""

    @property
    def order(self) -> tuple[int, ...]:
        """The places' numbers, the worst hit first."""
        return tuple(sorted(range(len(self.severity.rank)), key=lambda place: self.severity.rank[place]))

    def latest(self, quantity: Quantity) -> Figures:
        """(P) The last figure known of each place; NaN where there is none."""
        figures = self.situation.series.figures.get(quantity)
        return np.full(len(self.situation.series.places), np.nan) if figures is None else latest(figures)


@dataclass(frozen=True, slots=True)
class Situated:
    """A country's situation on a day, from what was known on that day."""

    country: str
    day: date
    horizon: int
    source: str
    levels: tuple[Ranked, ...]
    notes: tuple[Message, ...]
    facts: Mapping[tuple[str, str], Fact]
    """Beds by place and kind, and residents (kind ``population``), with their sources."""


def situated(
    folder: Path,
    country: str,
    day: date,
    *,
    horizon: int = 7,
    weights: Mapping[Indicator, float] = DEFAULT,
) -> Situated:
    """Read a folder of series and judge a country's regions and provinces, or the country itself where it has no parts.

    `country` is an ISO 3166 code; `world` ranks countries. Nothing later than the day is read. Raises InputError where the folder
    cannot be read, has nothing of the country, or does not reach the day.
    """
    world = country.lower() == WORLD
    series = _up_to(read_folder(folder, "" if world else country.upper(), day), day)
    if world:
        series = series.of_level(Level.COUNTRY)
    present = [level for level in (Level.REGION, Level.PROVINCE) if any(place.level is level for place in series.places)]
    facts = _facts(series)
    values = {key: float(fact.value) for key, fact in facts.items()}  # type: ignore[arg-type]
    bed_counts = {key: value for key, value in values.items() if key[1] in (HOSPITAL, INTENSIVE_CARE)}
    residents = {place: value for (place, kind), value in values.items() if kind == "population"}
    ranked = []
    for level in present or [Level.COUNTRY]:
        of = situation(series, level, bed_counts, residents)
        forecasts = {
            quantity: _counted_only(forecast(of.series.figures[quantity], horizon), of.new[quantity])
            for quantity in FORECAST
            if quantity in of.new
        }
        ranked.append(Ranked(level, of, severity(of, weights), forecasts))
    return Situated(country.upper(), day, horizon, series.source, tuple(ranked), series.notes, facts)


def _counted_only(made: Forecast, new: Figures) -> Forecast:
    """Nothing is forecast of a place where nobody counts."""
    counts = ~np.isnan(new)[:, None]
    return Forecast(*(np.where(counts, figures, np.nan) for figures in (made.value, made.low, made.high)))


def _up_to(series: Series, day: date) -> Series:
    """The series with the day as its last, which it may lack by a few days. Raises InputError where it does not reach it."""
    lacking = (day - series.last).days
    first = series.first + timedelta(days=LEAST_DAYS - 1)
    if lacking > MOST_STALE_DAYS or day < first:
        until = series.last + timedelta(days=MOST_STALE_DAYS)
        advice = f"The figures are of {series.first} to {series.last}: name a day that they can speak of."
        raise InputError([Fault("--on", day.isoformat(), f"a day from {first} to {until}", advice)])
    if not lacking:
        return series
    pad = {
        quantity: np.pad(figures, ((0, 0), (0, lacking)), constant_values=np.nan) for quantity, figures in series.figures.items()
    }
    note = Message(key="series.stale", params={"day": day.isoformat(), "last": series.last.isoformat()})
    return replace(series, figures=pad, notes=(*series.notes, note))


def _facts(series: Series) -> dict[tuple[str, str], Fact]:
    """Beds and residents of the series' places, as the files give them, else as the catalogue does."""
    facts = {}
    for place in series.places:
        for kind in (HOSPITAL, INTENSIVE_CARE):
            given = series.beds.get((place.id, kind))
            fact = beds(place.id, kind) if given is None else _read(f"place:{place.id}.{kind}_beds", given, series.source)
            if fact is not None:
                facts[place.id, kind] = fact
        given = series.residents.get(place.id)
        fact = population(place.id) if given is None else _read(f"place:{place.id}.population", given, series.source)
        if fact is not None:
            facts[place.id, "population"] = fact
    return facts


def _read(key: str, value: float, source: str) -> Fact:
    return Fact(key=key, value=value, status=Status.READ, source=source)
