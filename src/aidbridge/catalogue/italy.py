"""Regions and provinces of Italy: ISO 3166-2, the civil protection's codes and names, and where they lie.

Codes, names and places on the map are those of the Dipartimento della Protezione Civile's series (CC BY 4.0). The autonomous
provinces of Bolzano and Trento report like regions; they share the code 4 in the files of spring 2020 and have 21 and 22 in later
ones.
"""

from dataclasses import dataclass
from functools import cache

from .countries import folded
from .fact_table import read_rows

COUNTRY = "IT"


@dataclass(frozen=True, slots=True)
class ItalianPlace:
    """A region or province."""

    id: str
    level: str
    code: int
    name: str
    part_of: str
    lat: float
    lon: float


@cache
def _places() -> tuple[ItalianPlace, ...]:
    return tuple(
        ItalianPlace(r["id"], r["level"], int(r["code"]), r["name"], r["part_of"], float(r["lat"]), float(r["lon"]))
        for r in read_rows("italy_places.csv")
    )


@cache
def _by_id() -> dict[str, ItalianPlace]:
    return {place.id: place for place in _places()}


@cache
def _by_code(level: str) -> dict[int, ItalianPlace]:
    return {place.code: place for place in _places() if place.level == level}


@cache
def _by_name(level: str) -> dict[str, ItalianPlace]:
    named = {}
    for place in _places():
        if place.level == level:
            named[_short(place.name)] = named[_short(place.id.rpartition("-")[2])] = place
    return named


def by_code(level: str, code: str) -> ItalianPlace | None:
    """A `region` or `province` by its code."""
    return _by_code(level).get(int(code)) if code.isdecimal() else None


def by_id(id: str) -> ItalianPlace | None:
    """A region or province by its ISO 3166-2 code."""
    return _by_id().get(id)


def by_name(level: str, name: str) -> ItalianPlace | None:
    """A `region` or `province` by its name, or by the letters of a province."""
    return _by_name(level).get(_short(name))


def _short(name: str) -> str:
    """A name without what different papers leave out: accents, signs, `Regione`, `P.A.`, the second language."""
    words = folded(name.split("/", maxsplit=1)[0]).split()
    return " ".join(word for word in words if word not in {"regione", "provincia", "autonoma", "di", "p", "a", "pa"})
