"""Counts by country and day in the forms of Johns Hopkins University (JHU CSSE, CC BY 4.0), and of Our World in Data (CC BY 4.0).

Three forms, known by their columns: one row a country and day (`country`, `confirmed`, `deaths`, `recovered`; several rows of one
country are its provinces and are added up), one row a place and one column a day (`Country/Region`, `1/22/20`, ...; the name of the
file says what is counted), and one row a country and day of Our World in Data (`iso_code`, `location`, `total_cases`, ...).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from ..catalogue.countries import country_code
from ..missionfile.tables import Table
from ..model.errors import Fault
from ..model.series import Level, Quantity, SeriesPlace
from .counts import count_of
from .gathering import Gathering

JHU, OWID = "JHU CSSE", "Our World in Data"
_COUNTRY = ("country", "country/region", "country_region", "location")
_LONG = {
    "confirmed": Quantity.CASES, "deaths": Quantity.DEATHS, "recovered": Quantity.RECOVERED, "active": Quantity.ACTIVE,
    "total_cases": Quantity.CASES, "total_deaths": Quantity.DEATHS, "total_tests": Quantity.TESTS, "hosp_patients": Quantity.IN_HOSPITAL,
    "icu_patients": Quantity.INTENSIVE_CARE,
}  # fmt: skip
_DAY_COLUMN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")
"""Month, day, year."""
COLUMNS = frozenset({*_COUNTRY, *_LONG, "date", "iso_code", "province/state", "lat", "long"})

Cell = tuple[str, SeriesPlace, date, Quantity, str]
"""Where, place, day, what, the text."""


def knows(header: tuple[str, ...]) -> bool:
    """Whether a table is one of these series."""
    names = _names(header)
    return _column(names) is not None and (("date" in names and any(name in _LONG for name in names)) or any(map(_day_of, header)))


def gather(table: Table, into: Gathering, faults: list[Fault]) -> None:
    """Put the rows of a table down."""
    sums: dict[tuple[str, date, Quantity], float] = defaultdict(float)
    first: dict[tuple[str, date, Quantity], str] = {}
    unknown: set[str] = set()
    publisher = OWID if "iso_code" in _names(table.header) else JHU
    grouped = 0
    for where, place, day, quantity, text in _cells(table, faults, unknown):
        try:
            value, was_grouped = count_of(text)
        except ValueError:
            faults.append(
                Fault(where, repr(text), "a whole number of persons, or nothing", "Correct the cell, or fetch the file anew.")
            )
            continue
        grouped += was_grouped
        if value is None:
            continue
        if value < 0:
            into.note("series.negative", where=where, place=place.id, quantity=quantity, value=value)
            continue
        into.place(place, where)
        key = place.id, day, quantity
        sums[key] += value
        first.setdefault(key, where)
    for (place_id, day, quantity), value in sums.items():
        into.put(place_id, day, quantity, value, first[place_id, day, quantity], publisher)
    if grouped:
        into.note("series.grouped", where=table.file, cells=grouped)
    for name in sorted(unknown):
        into.note("series.no_country", where=table.file, name=name)


def _names(header: tuple[str, ...]) -> list[str]:
    return [name.strip().lower() for name in header]


def _column(names: list[str]) -> int | None:
    return next((n for n, name in enumerate(names) if name in _COUNTRY), None)


def _day_of(name: str) -> date | None:
    found = _DAY_COLUMN.fullmatch(name.strip())
    if not found:
        return None
    month, day, year = map(int, found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _cells(table: Table, faults: list[Fault], unknown: set[str]) -> Iterator[Cell]:
    names = _names(table.header)
    country = _column(names)
    if country is None:
        raise ValueError(f"{table.file}: no column of countries")
    days = {n: day for n, name in enumerate(table.header) if (day := _day_of(name))}
    counted = {n: _LONG[name] for n, name in enumerate(names) if name in _LONG}
    wide = next((quantity for word, quantity in _LONG.items() if word in table.file.lower()), None) if days else None
    if days and wide is None:
        advice = "Name the file after what it counts, as its publisher does: `time_series_covid19_deaths_global.csv`."
        faults.append(Fault(table.file, "columns of days", "confirmed, deaths or recovered in the name of the file", advice))
        return
    when = names.index("date") if "date" in names else -1
    code = names.index("iso_code") if "iso_code" in names else -1
    for line, cells in table.rows:
        name = (cells[country] or "").strip()
        where = f"{table.file}:{line}"
        iso = country_code(cells[code] or "") if code >= 0 and cells[code] else country_code(name)
        if not iso:
            unknown.add(name)
            continue
        place = SeriesPlace(iso, name, Level.COUNTRY)
        if wide is not None:
            for n, day in days.items():
                yield f"{where} {table.header[n]}", place, day, wide, cells[n] or ""
            continue
        try:
            on = date.fromisoformat((cells[when] or "")[:10])
        except ValueError:
            faults.append(Fault(f"{where} date", repr(cells[when]), "a day as YYYY-MM-DD", "Correct the cell."))
            continue
        for n, quantity in counted.items():
            yield f"{where} {table.header[n]}", place, on, quantity, cells[n] or ""
