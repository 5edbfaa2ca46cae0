"""A list of hospitals with their beds (Eurostat GISCO healthcare services: `cap_beds`, `prov_acr`), added up by province."""

from ..catalogue.beds import HOSPITAL
from ..catalogue.italy import by_name
from .gathering import Gathering
from .sheet import Sheet

COLUMNS = frozenset({"cap_beds", "prov_acr", "hospital_name"})


def knows(header: tuple[str, ...]) -> bool:
    """Whether a table is such a list, by the names of its columns in small letters."""
    return "cap_beds" in header and "prov_acr" in header


def gather(sheet: Sheet, into: Gathering) -> None:
    """Put the beds of Italian provinces and regions down; hospitals of other countries are passed over."""
    if not into.wants("IT"):
        return
    names = [name.lower() for name in sheet.header]
    beds, province = names.index("cap_beds"), names.index("prov_acr")
    for line, cells in sheet.rows:
        place = by_name("province", cells[province])
        value = into.count(cells[beds], sheet.file, line, "cap_beds", cells[province])
        if place is None or value is None:
            continue
        for id in (place.id, place.part_of):
            into.beds[id, HOSPITAL] = into.beds.get((id, HOSPITAL), 0.0) + value
