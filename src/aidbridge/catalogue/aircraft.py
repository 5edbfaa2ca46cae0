"""Aircraft types: their limits and performance, each figure with its source and status."""

from collections.abc import Iterable
from functools import cache

from ..model.facts import Fact, Status
from ..model.fleet import AircraftType
from .fact_table import described, facts, values
from .near import unknown
from .written import unwritten

WEAKEST_LAST = (Status.READ, Status.DERIVED, Status.RECALLED, Status.ESTIMATED)


def aircraft_ids() -> tuple[str, ...]:
    """Identifiers of the aircraft types known."""
    return tuple(described("aircraft"))


@cache
def aircraft_facts(id: str) -> tuple[Fact, ...]:
    """Every fact of the type, keys `aircraft:<id>.<field>`, those included that `AircraftType` has no field for.

    Tables such as `payload_range` are written as one text (see `written`). A type of which only the range at its largest
    payload is known gets that one corner, with the weaker status of the two figures. Raises UnknownNameError.
    """
    if id not in described("aircraft"):
        raise unknown("aircraft type", id, {known: row["name"] for known, row in described("aircraft").items()})
    found = facts("aircraft", id)
    return found + _corner(id, found)


@cache
def aircraft_type(id: str) -> AircraftType:
    """The type with every figure that is known; the others are None. Raises UnknownNameError."""
    known = values(aircraft_facts(id))
    figures: dict[str, object] = {field: value for field, value in known.items() if field in AircraftType.model_fields}
    row = described("aircraft")[id]
    return AircraftType.model_validate({"id": id, "name": row["name"], "note": row["note"], **unwritten(figures)})


def _corner(id: str, found: Iterable[Fact]) -> tuple[Fact, ...]:
    """The one corner that is known of a type without a diagram, as a fact."""
    by_field = {fact.key.partition(".")[2]: fact for fact in found}
    payload, km = by_field.get("max_payload_kg"), by_field.get("range_max_payload_km")
    if "payload_range" in by_field or payload is None or km is None:
        return ()
    corner = Fact(
        key=f"aircraft:{id}.payload_range",
        value=f"{payload.value}:{km.value}",
        status=max(payload.status, km.status, key=WEAKEST_LAST.index),
        source=" | ".join(dict.fromkeys((payload.source, km.source))),
        note="from max_payload_kg and range_max_payload_km",
    )
    return (corner,)
