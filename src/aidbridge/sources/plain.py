"""A plain table: one row a place and day, with columns named after what they hold.

`date`; the place as `country`, `region`, `province` (by name) with `country_code`, `region_code`, `province_code` (ISO 3166)
where they are known, or as `place` with `level`; `lat`, `lon`, `population`; and the figures. `deaths`, `cases`, `tests` and
`recovered` count since the beginning; `new_deaths`, `new_cases` and `new_tests` count the day and are added up; `in_hospital`
(intensive care included), `intensive_care` and `active` are those present on the day; `beds` (all wards) and
`intensive_care_beds` are beds there are, and need no day.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ..catalogue import italy
from ..catalogue.beds import HOSPITAL, INTENSIVE_CARE
from ..catalogue.countries import country_code, country_name, folded
from ..model.series import Level, Quantity, SeriesPlace
from .days import day_of
from .gathering import Gathering
from .sheet import Sheet

_SYNONYMS = {
    "date": ("date", "day", "data", "datum", "fecha", "дата"),
    "country": ("country", "country_name", "adm0_name", "nation"),
    "country_code": ("country_code", "iso2", "iso3", "adm0_code", "adm0_pcode"),
    "region": ("region", "adm1_name", "admin1", "adm1_en", "region_name", "state", "regione"),
    "region_code": ("region_code", "adm1_code", "adm1_pcode"),
    "province": ("province", "adm2_name", "admin2_name", "adm2_en", "district", "department", "county", "province_name",
                 "provincia"),
    "province_code": ("province_code", "adm2_code", "adm2_pcode"),
    "place": ("place", "name", "place_name"), "place_code": ("place_code", "place_id", "code", "id"), "level": ("level",),
    "lat": ("lat", "latitude"), "lon": ("lon", "long", "lng", "longitude"),
    "population": ("population", "residents", "inhabitants"),
    "deaths": ("deaths", "dead", "total_deaths", "cumulative_deaths"),
    "cases": ("cases", "confirmed", "confirmed_cases", "total_cases", "cumulative_cases", "infected"),
    "tests": ("tests", "total_tests", "cumulative_tests", "tested", "swabs"), "recovered": ("recovered", "total_recovered"),
    "in_hospital": ("in_hospital", "hospitalized", "hospitalised", "hosp_patients", "inpatients"),
    "intensive_care": ("intensive_care", "icu", "icu_patients", "in_icu"), "active": ("active", "active_cases"),
    "new_deaths": ("new_deaths", "daily_deaths"), "new_cases": ("new_cases", "daily_cases"),
    "new_tests": ("new_tests", "daily_tests"),
    "beds": ("beds", "hospital_beds", "cap_beds"), "intensive_care_beds": ("intensive_care_beds", "icu_beds"),
}  # fmt: skip
_NAME_OF = {synonym: name for name, synonyms in _SYNONYMS.items() for synonym in synonyms}
_COUNTS = {quantity.value: quantity for quantity in Quantity}
_NEW = {"new_deaths": Quantity.DEATHS, "new_cases": Quantity.CASES, "new_tests": Quantity.TESTS}
_BEDS = {"beds": HOSPITAL, "intensive_care_beds": INTENSIVE_CARE}
_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,8})*")
PARTS = frozenset(name for part in ("region", "province", "place") for name in _SYNONYMS[part])
"""Names of columns that hold parts of a country, by which a table is no list of countries."""
COLUMNS = frozenset(_NAME_OF)


def knows(header: tuple[str, ...]) -> bool:
    """Whether a table is of this form, by the names of its columns in small letters."""
    names = {_NAME_OF.get(name, "") for name in header}
    somewhere = names & {"country", "country_code", "region", "region_code", "province", "province_code", "place", "place_code"}
    return bool(somewhere) and (("date" in names and bool(names & {*_COUNTS, *_NEW})) or bool(names & set(_BEDS)))


def gather(sheet: Sheet, into: Gathering) -> None:
    """Put the rows of a table down."""
    at: dict[str, int] = {}
    for n, header in enumerate(sheet.header):
        name = _NAME_OF.get(header.lower())
        if name is not None:
            at.setdefault(name, n)
    of_file = _country_of(sheet.file)
    if of_file and not any(name in at for name in ("country", "country_code")) and not into.wants(of_file):
        return
    new: dict[tuple[str, Quantity], dict[date, tuple[float, str]]] = defaultdict(dict)
    beds: dict[tuple[str, str], float] = defaultdict(float)
    nowhere = 0
    for line, cells in sheet.rows:
        row = {name: cells[n].strip() for name, n in at.items()}
        day = day_of(row["date"]) if "date" in at else None
        if "date" in at and day is None:
            into.fault(f"{sheet.file}:{line} {sheet.header[at['date']]}", row["date"], "a day as YYYY-MM-DD")
            continue
        if day is not None and day > into.until:
            continue
        place = _place(row, of_file or into.country)
        if place is None:
            nowhere += 1
            continue
        if not into.wants(place.id[:2]):
            continue
        where = f"{sheet.file}:{line}"
        counted = {name: value for name in (*_COUNTS, *_NEW, *_BEDS, "population") if name in at
                   if (value := into.count(row[name], sheet.file, line, sheet.header[at[name]], place.id)) is not None}  # fmt: skip
        if "population" in counted:
            into.residents[place.id] = counted["population"]
        for name, kind in _BEDS.items():
            if name in counted and day is None:
                beds[place.id, kind] += counted[name]
                if place.level is Level.PROVINCE and place.part_of:
                    beds[place.part_of, kind] += counted[name]
            elif name in counted:
                into.beds[place.id, kind] = counted[name]
        if day is None:
            continue
        into.place(place, where)
        for name, quantity in _COUNTS.items():
            if name in counted:
                into.put(place.id, day, quantity, counted[name], where, sheet.file)
        for name, quantity in _NEW.items():
            if name in counted and quantity.value not in at:
                new[place.id, quantity][day] = counted[name], where
    into.beds.update(beds)
    _added_up(new, sheet.file, into)
    if nowhere:
        into.note("series.nowhere", where=sheet.file, rows=nowhere)


def _added_up(new: Mapping[tuple[str, Quantity], dict[date, tuple[float, str]]], file: str, into: Gathering) -> None:
    """Counts of days as counts since the beginning."""
    for (place, quantity), by_day in new.items():
        total = 0.0
        for day in sorted(by_day):
            total += by_day[day][0]
            into.put(place, day, quantity, total, by_day[day][1], file)


def _country_of(file: str) -> str:
    """The country that the name of a file speaks of, "" for none: `china_provinces_daily.csv` is of China."""
    words: Sequence[str] = folded(file.rpartition(".")[0]).split()
    runs = (" ".join(words[a:b]) for a in range(len(words)) for b in range(len(words), a, -1))
    return next((code for run in runs if len(run) > 3 and (code := country_code(run))), "")


def _place(row: Mapping[str, str], otherwise: str) -> SeriesPlace | None:
    """The place of a row, None where it names none. `otherwise` is the country where the row does not say."""
    given = {part: (row.get(f"{part}_code", ""), row.get(part, "")) for part in ("country", "region", "province", "place")}
    country = country_code(given["country"][0]) or country_code(given["country"][1])
    if not country:
        coded = next((code for code, _ in given.values() if _ISO.fullmatch(code)), "")
        country = coded[:2] if country_code(coded[:2]) == coded[:2] and coded else otherwise
    if any(given["country"]) and not country:
        return None
    if not country:
        return None
    lat, lon = _degrees(row.get("lat", "")), _degrees(row.get("lon", ""))
    region = _id(country, Level.REGION, *given["region"]) if any(given["region"]) else ""
    if any(given["province"]):
        return _made(country, Level.PROVINCE, *given["province"], region or country, lat, lon)
    if region:
        return _made(country, Level.REGION, *given["region"], country, lat, lon)
    if any(given["place"]):
        level = {level.value: level for level in Level}.get(row.get("level", "").lower(), Level.REGION)
        if level is Level.COUNTRY:
            return SeriesPlace(country, country_name(country), level, "", lat, lon)
        return _made(country, level, *given["place"], country, lat, lon)
    return SeriesPlace(country, country_name(country), Level.COUNTRY, "", lat, lon) if any(given["country"]) else None


def _made(country: str, level: Level, code: str, name: str, part_of: str, lat: float | None, lon: float | None) -> SeriesPlace:
    id = _id(country, level, code, name)
    known = italy.by_id(id)
    if known is not None:
        return SeriesPlace(id, name or known.name, level, known.part_of, lat or known.lat, lon or known.lon)
    return SeriesPlace(id, name or id, level, part_of, lat, lon)


def _id(country: str, level: Level, code: str, name: str) -> str:
    """The ISO 3166-2 code where it is given or known, else one made of the name."""
    if _ISO.fullmatch(code) and code.startswith(country):
        return code
    known = italy.by_name(level, name or code) if country == italy.COUNTRY else None
    return known.id if known else f"{country}-{folded(name or code).replace(' ', '-')}"


def _degrees(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) or None
    except ValueError:
        return None
