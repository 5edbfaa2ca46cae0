"""Counts by country and day in the forms of Johns Hopkins University (JHU CSSE, CC BY 4.0), and of Our World in Data (CC BY 4.0).

Known by their columns: one row a country and day (`country`, `confirmed`, `deaths`, `recovered`; several rows of one country are
its provinces and are added up), one row a place and one column a day (`Country/Region`, `1/22/20`, ...; the name of the file says
what is counted) and one row a country and day of Our World in Data (`iso_code`,
`location`, `total_cases`, ...).

What they mean: JHU counts as the countries announce, deaths and confirmed cases since the beginning, some with probable ones;
`recovered` is little to be trusted; there are no tests and no beds. Our World in Data takes cases and deaths from JHU or WHO,
tests from the countries (persons or samples, as each counts), `hosp_patients` and `icu_patients` present on the day, intensive
care included.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from ..catalogue.countries import country_code, country_name, country_point
from ..model.errors import Fault, InputError
from ..model.series import Level, Quantity, SeriesPlace
from .days import day_of
from .gathering import Gathering
from .plain import PARTS
from .sheet import Sheet

JHU, OWID = "JHU CSSE", "Our World in Data"
_COUNTRY = ("country", "country/region", "country_region", "location")
_LONG = {
    "confirmed": Quantity.CASES, "deaths": Quantity.DEATHS, "recovered": Quantity.RECOVERED, "active": Quantity.ACTIVE,
    "total_cases": Quantity.CASES, "total_deaths": Quantity.DEATHS, "total_tests": Quantity.TESTS,
    "hosp_patients": Quantity.IN_HOSPITAL, "icu_patients": Quantity.INTENSIVE_CARE,
}  # fmt: skip
_DAY = ("date", "last_update", "last update")
_DAY_COLUMN = re.compile(r"\d{1,2}/\d{1,2}/(\d{2}|\d{4})|\d{4}-\d{2}-\d{2}")
_NAMING = frozenset({*_COUNTRY, *_DAY, "province/state", "province_state", "admin2", "fips"})
"""Columns that tell the rows apart."""
_ALONE = frozenset(
    {"total", "world", "international", "diamond princess", "ms zaandam", "summer olympics 2020", "winter olympics 2022"}
)
"""What is counted beside the countries."""
COLUMNS = frozenset({*_NAMING, *_LONG, "iso_code", "lat", "long"})


def knows(header: tuple[str, ...]) -> bool:
    """Whether a table is one of these series, by the names of its columns in small letters."""
    if not any(name in header for name in _COUNTRY) or any(name in PARTS for name in header):
        return False
    if any(_DAY_COLUMN.fullmatch(name) for name in header):
        return True
    return any(name in header for name in _DAY) and any(name in header for name in _LONG)


def gather(sheet: Sheet, into: Gathering) -> None:
    """Put the rows of a table down."""
    names = [name.lower() for name in sheet.header]
    days = {n: day for n, name in enumerate(names) if _DAY_COLUMN.fullmatch(name) and (day := day_of(name))}
    publisher = OWID if "iso_code" in names else JHU
    sums: dict[tuple[str, date, Quantity], float] = defaultdict(float)
    first: dict[tuple[str, date, Quantity], str] = {}
    for line, country, cells in _wanted(sheet, names, into):
        entries = _wide(sheet, days, cells, into) if days else _long(sheet, names, line, cells, into)
        for n, day, quantity in entries:
            value = into.count(cells[n], sheet.file, line, sheet.header[n], country)
            if value is None:
                continue
            lat, lon = country_point(country) or (None, None)
            into.place(SeriesPlace(country, country_name(country), Level.COUNTRY, "", lat, lon), f"{sheet.file}:{line}")
            key = country, day, quantity
            sums[key] += value
            first.setdefault(key, f"{sheet.file}:{line}")
    for (country, day, quantity), value in sums.items():
        into.put(country, day, quantity, value, first[country, day, quantity], publisher)


def _wanted(sheet: Sheet, names: list[str], into: Gathering) -> Iterator[tuple[int, str, Sequence[str]]]:
    """(line, code of the country, cells) of the countries asked for. Of rows that stand twice the later one is given."""
    country = next(n for n, name in enumerate(names) if name in _COUNTRY)
    code = names.index("iso_code") if "iso_code" in names else -1
    naming = [n for n, name in enumerate(names) if name in _NAMING]
    codes: dict[tuple[str, str], str] = {}
    latest: dict[tuple[str, ...], tuple[int, str, Sequence[str]]] = {}
    doubled = 0
    for line, cells in sheet.rows:
        name = cells[country], cells[code] if code >= 0 else ""
        if name not in codes:
            codes[name] = country_code(name[1].strip()) or country_code(name[0].strip())
            if not codes[name] and name[0].strip().lower() not in _ALONE and not name[1].startswith("OWID_"):
                into.note("series.no_country", where=sheet.file, name=name[0].strip())
        if codes[name] and into.wants(codes[name]):
            key = tuple([cells[n] for n in naming])
            doubled += key in latest
            latest[key] = line, codes[name], cells
    if doubled:
        into.note("series.doubled", where=sheet.file, rows=doubled)
    return iter(latest.values())


def _wide(sheet: Sheet, days: dict[int, date], cells: Sequence[str], into: Gathering) -> Iterator[tuple[int, date, Quantity]]:
    """(column, day, what) of a row with a column a day."""
    counted = next((quantity for word, quantity in _LONG.items() if word in sheet.file.lower()), None)
    if counted is None:
        raise InputError([Fault(
            sheet.file, "columns of days", "confirmed, deaths or recovered in the name of the file",
            "Name the file after what it counts, as its publisher does: `time_series_covid19_deaths_global.csv`.",
        )])  # fmt: skip
    return ((n, day, counted) for n, day in days.items() if day <= into.until)


def _long(sheet: Sheet, names: list[str], line: int, cells: Sequence[str], into: Gathering) -> list[tuple[int, date, Quantity]]:
    """(column, day, what) of a row of one day; none of a day that is not asked for."""
    when = next(names.index(name) for name in _DAY if name in names)
    day = day_of(cells[when])
    if day is None:
        into.fault(f"{sheet.file}:{line} {names[when]}", cells[when], "a day as YYYY-MM-DD")
    if day is None or day > into.until:
        return []
    return [(n, day, _LONG[name]) for n, name in enumerate(names) if name in _LONG]
