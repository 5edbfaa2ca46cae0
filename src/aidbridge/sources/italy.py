"""The series of the Italian civil protection (Dipartimento della Protezione Civile, CC BY 4.0): nation, regions, provinces.

Files are known by their columns, in the published form (`data`, with a clock time) or with `date`. Figures are as of 17 or 18 hours local
time. Regions and provinces are told apart by their codes, not their names: names have changed. Cases not yet assigned to a province
("In fase di definizione", "Fuori Regione") belong to no place and are left out of the provinces.
"""

from collections.abc import Mapping
from datetime import date

from ..missionfile.tables import Table
from ..model.errors import Fault
from ..model.series import Level, Quantity, SeriesPlace
from .counts import count_of
from .gathering import Gathering

COUNTRY = "IT"
PUBLISHER = "Dipartimento della Protezione Civile"
_DAY = ("data", "date")
_QUANTITIES = {
    "deceduti": Quantity.DEATHS,
    "totale_casi": Quantity.CASES,
    "tamponi": Quantity.TESTS,
    "dimessi_guariti": Quantity.RECOVERED,
    "totale_ospedalizzati": Quantity.IN_HOSPITAL,
    "terapia_intensiva": Quantity.INTENSIVE_CARE,
    "totale_positivi": Quantity.ACTIVE,
}
REGIONS = {
    "01": "IT-21", "02": "IT-23", "03": "IT-25", "05": "IT-34", "06": "IT-36", "07": "IT-42", "08": "IT-45", "09": "IT-52", "10": "IT-55",
    "11": "IT-57", "12": "IT-62", "13": "IT-65", "14": "IT-67", "15": "IT-72", "16": "IT-75", "17": "IT-77", "18": "IT-78", "19": "IT-82",
    "20": "IT-88", "21": "IT-32-BZ", "22": "IT-32-TN",
}  # fmt: skip
"""ISO 3166-2 of the civil protection's codes; the autonomous provinces report like regions, apart within Trentino-Alto Adige."""
LEAST_UNASSIGNED = 879
"""From this code of a province on, its row is no province."""
COLUMNS = frozenset({*_DAY, *_QUANTITIES, "codice_regione", "denominazione_regione", "codice_provincia", "sigla_provincia"})


def knows(header: tuple[str, ...]) -> bool:
    """Whether a table is one of these series."""
    return any(day in header for day in _DAY) and "totale_casi" in header and ("deceduti" in header or "codice_provincia" in header)


def gather(table: Table, into: Gathering, faults: list[Fault]) -> None:
    """Put the rows of a table down."""
    level = (
        Level.PROVINCE
        if "codice_provincia" in table.header
        else Level.REGION
        if "codice_regione" in table.header
        else Level.COUNTRY
    )
    quantities = {name: quantity for name, quantity in _QUANTITIES.items() if name in table.header}
    seen: dict[str, SeriesPlace] = {}
    unassigned = grouped = 0
    for line, cells in table.rows:
        row = {name: cell or "" for name, cell in zip(table.header, cells, strict=True)}
        where = f"{table.file}:{line}"
        day = _day(row, where, faults)
        key = row.get("codice_provincia") or row.get("codice_regione") or COUNTRY
        if level is Level.PROVINCE and not row["codice_provincia"].isdigit():
            faults.append(_fault(f"{where} codice_provincia", row["codice_provincia"], "a code of a province, a whole number"))
            continue
        if level is Level.PROVINCE and int(key) >= LEAST_UNASSIGNED:
            unassigned += 1
            continue
        place = _place(row, level, where, faults)
        if day is None or place is None:
            continue
        if seen.get(key) != place:
            into.place(place, where)
            seen[key] = place
        for name, quantity in quantities.items():
            try:
                value, was_grouped = count_of(row[name])
            except ValueError:
                faults.append(_fault(f"{where} {name}", row[name], "a whole number of persons, or nothing"))
                continue
            grouped += was_grouped
            if value is not None and value < 0:
                into.note("series.negative", where=where, place=place.id, quantity=quantity, value=value)
            elif value is not None:
                into.put(place.id, day, quantity, value, where, PUBLISHER)
    if unassigned:
        into.note("series.unassigned", where=table.file, rows=unassigned)
    if grouped:
        into.note("series.grouped", where=table.file, cells=grouped)


def _fault(path: str, value: str, limit: str) -> Fault:
    return Fault(path, repr(value), limit, "Correct the cell, or fetch the file anew from its publisher.")


def _day(row: Mapping[str, str], where: str, faults: list[Fault]) -> date | None:
    text = row.get("data") or row.get("date") or ""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        faults.append(_fault(f"{where} date", text, "a day as YYYY-MM-DD"))
        return None


def _place(row: Mapping[str, str], level: Level, where: str, faults: list[Fault]) -> SeriesPlace | None:
    if level is Level.COUNTRY:
        return SeriesPlace(COUNTRY, "Italia", level)
    region = REGIONS.get(row.get("codice_regione", "").zfill(2))
    if region is None:
        faults.append(_fault(f"{where} codice_regione", row.get("codice_regione", ""), "a code of a region: 1 to 22, not 4"))
        return None
    if level is Level.REGION:
        lat, lon = (_degrees(row.get(name, "")) for name in ("lat", "long"))
        return SeriesPlace(region, row["denominazione_regione"], level, COUNTRY, lat, lon)
    letters = row.get("sigla_provincia", "").upper()
    if len(letters) != 2:
        faults.append(_fault(f"{where} sigla_provincia", letters, "the two letters of a province"))
        return None
    lat, lon = (_degrees(row.get(name, "")) for name in ("lat", "long"))
    return SeriesPlace(f"IT-{letters}", row.get("denominazione_provincia", letters), level, region, lat, lon)


def _degrees(text: str) -> float | None:
    try:
        return float(text) or None
    except ValueError:
        return None
