"""The series of the Italian civil protection (Dipartimento della Protezione Civile, CC BY 4.0): nation, regions, provinces.

Files are known by their columns, in the published form (`data`, with a clock time) or with `date`. Figures are as of 17 or 18
hours local time. What they mean: `deceduti` deaths of confirmed cases since the beginning, in hospital or not; `totale_casi`
confirmed cases since the beginning; `tamponi` swabs, several a person; `totale_ospedalizzati` patients in hospital now, intensive
care (`terapia_intensiva`) included; `totale_positivi` cases now. Provinces have cases only. Beds are not in these files.

Regions and provinces are told apart by their codes, not their names: names have changed. Where a code says nothing the name does:
the autonomous provinces share the code 4 in the files of spring 2020. Cases not yet assigned to a province ("In fase di
definizione", "Fuori Regione") belong to no place and are left out of the provinces.
"""

from ..catalogue.italy import by_code, by_name
from ..model.series import Level, Quantity, SeriesPlace
from .days import day_of
from .gathering import Gathering
from .sheet import Sheet

COUNTRY = "IT"
PUBLISHER = "Dipartimento della Protezione Civile"
_QUANTITIES = {
    "deceduti": Quantity.DEATHS,
    "totale_casi": Quantity.CASES,
    "tamponi": Quantity.TESTS,
    "dimessi_guariti": Quantity.RECOVERED,
    "totale_ospedalizzati": Quantity.IN_HOSPITAL,
    "terapia_intensiva": Quantity.INTENSIVE_CARE,
    "totale_positivi": Quantity.ACTIVE,
}
LEAST_UNASSIGNED = 879
"""From this code of a province on, its row is no province."""
_DAY = ("data", "date")
_NAMING = ("codice_regione", "denominazione_regione", "codice_provincia", "denominazione_provincia", "sigla_provincia")
COLUMNS = frozenset({*_DAY, *_QUANTITIES, *_NAMING})


def knows(header: tuple[str, ...]) -> bool:
    """Whether a table is one of these series, by the names of its columns in small letters."""
    return any(day in header for day in _DAY) and "totale_casi" in header and ("deceduti" in header or "codice_provincia" in header)


def gather(sheet: Sheet, into: Gathering) -> None:
    """Put the rows of a table down."""
    if not into.wants(COUNTRY):
        return
    at = {name.lower(): n for n, name in enumerate(sheet.header)}
    level = Level.PROVINCE if "codice_provincia" in at else Level.REGION if "codice_regione" in at else Level.COUNTRY
    when = next(at[name] for name in _DAY if name in at)
    quantities = [(at[name], name, quantity) for name, quantity in _QUANTITIES.items() if name in at]
    naming = [at[name] for name in _NAMING if name in at]
    found: dict[tuple[str, ...], SeriesPlace | None] = {}
    unassigned = 0
    for line, cells in sheet.rows:
        day = day_of(cells[when])
        if day is None:
            into.fault(f"{sheet.file}:{line} date", cells[when], "a day as YYYY-MM-DD")
            continue
        if day > into.until:
            continue
        key = tuple([cells[n] for n in naming])
        if key not in found:
            found[key] = _place({name: cells[n].strip() for name, n in at.items()}, level, f"{sheet.file}:{line}", into)
        place = found[key]
        if place is None:
            unassigned += 1
            continue
        for n, name, quantity in quantities:
            value = into.count(cells[n], sheet.file, line, name, place.id)
            if value is not None:
                into.put(place.id, day, quantity, value, f"{sheet.file}:{line}", PUBLISHER)
    if unassigned:
        into.note("series.unassigned", where=sheet.file, rows=unassigned)


def _place(row: dict[str, str], level: Level, where: str, into: Gathering) -> SeriesPlace | None:
    """The place of a row, put down; None, with a fault, where there is none such, and alone where cases are not assigned to one."""
    if level is Level.COUNTRY:
        place = SeriesPlace(COUNTRY, "Italia", level)
        into.place(place, where)
        return place
    word = "provincia" if level is Level.PROVINCE else "regione"
    code, name = row.get(f"codice_{word}", "").removesuffix(".0"), row.get(f"denominazione_{word}", "")
    if level is Level.PROVINCE and code.isdecimal() and int(code) >= LEAST_UNASSIGNED:
        return None
    letters = row.get("sigla_provincia", "") if level is Level.PROVINCE else ""
    coded, named = by_code(level, code), by_name(level, name) or by_name(level, letters)
    if coded and named and coded.id != named.id:
        into.fault(f"{where} codice_{word}", code, f"the code of {name}, which is {named.code}")
        return None
    known = coded or named
    if known is None:
        into.fault(f"{where} codice_{word}", code, f"a {level} known by its code or its name, and {name!r} is none")
        return None
    place = SeriesPlace(known.id, name or known.name, level, known.part_of, known.lat, known.lon)
    into.place(place, where)
    return place
