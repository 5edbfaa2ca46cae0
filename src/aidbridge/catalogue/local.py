"""What a country's sockets give and what its people read: mains voltage and frequency, plugs, languages."""

from functools import cache

from ..model.facts import Fact, Status
from .fact_table import read_rows

FIELDS = ("voltage_v", "frequency_hz", "plugs", "languages")
_SOURCES = {
    "languages": "official languages and others that most people read; recalled",
    "plugs": "letters of IEC/TR 60083, as in IEC World Plugs; recalled",
}
_MAINS = "nominal mains, as in IEC World Plugs; recalled"


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows("local.csv")}


def local_ids() -> frozenset[str]:
    """Countries that the catalogue knows."""
    return frozenset(_rows())


def local_facts(country: str) -> tuple[Fact, ...]:
    """The facts of a country, keys `local:IT.voltage_v` and so on, several values apart by `;`; none where it is not known."""
    row = _rows().get(country, {})
    return tuple(
        Fact(key=f"local:{country}.{field}", value=row[field], status=Status.RECALLED, source=_SOURCES.get(field, _MAINS))
        for field in FIELDS
        if row.get(field)
    )
