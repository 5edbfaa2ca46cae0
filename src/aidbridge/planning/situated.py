"""The situation of a country on a day: its places by level, in the order of severity, with what is to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from ..model.errors import Fault, InputError
from ..model.messages import Message
from ..model.series import Figures, Level, Quantity, Series
from ..situation.forecast import FIRST_DAY, Forecast, forecast
from ..situation.indicators import Indicator, Situation, situation
from ..situation.severity import DEFAULT, Severity, severity
from ..sources.read import read_folder


@dataclass(frozen=True, slots=True)
class Ranked:
    """The places of one level."""

    level: Level
    situation: Situation
    severity: Severity
    forecast: Forecast
    """Of the quantity that the situation counts."""

    @property
    def order(self) -> tuple[int, ...]:
        """The places' numbers, the worst hit first."""
        return tuple(sorted(range(len(self.severity.rank)), key=lambda place: self.severity.rank[place]))

    def latest(self, quantity: Quantity) -> Figures:
        """(P) The last figure known of each place; NaN where there is none."""
        figures = self.situation.series.figures.get(quantity)
        if figures is None:
            return np.full(len(self.situation.series.places), np.nan)
        known = np.where(np.isnan(figures), -1, np.arange(figures.shape[1])).max(axis=1)
        return np.where(known >= 0, figures[np.arange(len(known)), np.maximum(known, 0)], np.nan)


@dataclass(frozen=True, slots=True)
class Situated:
    """A country's situation on a day, from what was known on that day."""

    country: str
    day: date
    horizon: int
    levels: tuple[Ranked, ...]
    notes: tuple[Message, ...]


def situated(
    folder: Path,
    country: str,
    day: date,
    *,
    horizon: int = 7,
    weights: Mapping[Indicator, float] = DEFAULT,
    beds: Mapping[str, float] | None = None,
) -> Situated:
    """Read a folder of series and judge a country's regions and provinces, or the country itself where it has no parts.

    `country` is an ISO 3166 code; `world` ranks countries. Raises InputError where the folder cannot be read, has nothing of the
    country, or does not reach the day.
    """
    series = read_folder(folder)
    inside = of_country(series, country)
    if not inside.places:
        named = sorted({place.id for place in series.places if place.level is Level.COUNTRY} | {p.id[:2] for p in series.places})
        shown = ", ".join(named[:12]) + (", ..." if len(named) > 12 else "")
        raise InputError([Fault("--country", country, f"a country of the series: {shown}", "Name one of them, or `world`.")])
    if not FIRST_DAY <= (day - inside.first).days < inside.days:
        first = date.fromordinal(inside.first.toordinal() + FIRST_DAY)
        advice = "Name a day between them: a situation looks back seven days."
        raise InputError([Fault("--on", day.isoformat(), f"a day from {first} to {inside.last}", advice)])
    known = inside.as_of(day)
    present = [level for level in (Level.REGION, Level.PROVINCE) if any(place.level is level for place in known.places)]
    return Situated(
        country,
        day,
        horizon,
        tuple(_ranked(known, level, horizon, weights, dict(beds or {})) for level in present or [Level.COUNTRY]),
        series.notes,
    )


def of_country(series: Series, country: str) -> Series:
    """The places of a country, whose days begin with its first figure; all countries for `world`."""
    if country.lower() == "world":
        rows = [row for row, place in enumerate(series.places) if place.level is Level.COUNTRY]
    else:
        rows = [row for row, place in enumerate(series.places) if place.id.split("-")[0] == country.upper()]
    return series.of(rows)


def _ranked(known: Series, level: Level, horizon: int, weights: Mapping[Indicator, float], beds: dict[str, float]) -> Ranked:
    of = situation(known, level, beds)
    return Ranked(level, of, severity(of, weights), forecast(of.series.figures[of.counted], horizon))
