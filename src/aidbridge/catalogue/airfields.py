"""Airfields that the examples use. Any other is described in full by the mission that needs it."""

from functools import cache

from ..model.facts import Fact
from ..model.places import Airfield
from .fact_table import facts, facts_by_id, values
from .near import unknown


def airfield_ids() -> tuple[str, ...]:
    """ICAO location indicators of the airfields known."""
    return tuple(facts_by_id("airfield"))


@cache
def airfield_facts(icao: str) -> tuple[Fact, ...]:
    """Every fact of the airfield, keys `airfield:<ICAO>.<field>`. Raises UnknownNameError.

    Places, runways: OurAirports, as of the fact's date, not of the mission's. Ground times are engineering estimates, marked
    so. Nothing is known here of parking places, landing intervals, teams, hours, fuel or strength: the mission states them.
    """
    if icao not in facts_by_id("airfield"):
        raise unknown("airfield", icao, {known: _name(known) for known in airfield_ids()})
    return facts("airfield", icao)


@cache
def airfield(icao: str) -> Airfield:
    """The airfield with every figure that is known. Raises UnknownNameError."""
    return Airfield.model_validate({"icao": icao, **values(airfield_facts(icao))})


def _name(icao: str) -> str:
    return next(row["value"] for row in facts_by_id("airfield")[icao] if row["field"] == "name")
