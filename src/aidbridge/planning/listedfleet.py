"""The fleet of a list as aircraft types: the catalogue's figures, what the person states instead, what assumptions set."""

from dataclasses import dataclass

from pydantic import ValidationError

from ..catalogue.aircraft import aircraft_facts, aircraft_ids, aircraft_type
from ..catalogue.written import unwritten
from ..model.errors import Fault, InputError
from ..model.facts import Assumption, Fact, Scalar, Status
from ..model.fleet import AircraftType
from ..model.listed import ListedFleet

OWN_CRUISE_KMH = 700.0
"""Of an own type that states none: it only tells how much fuel reserves need, and is marked estimated."""


@dataclass(frozen=True, slots=True)
class Fleet:
    """Types with their provenance, the most loads and the cost of one by type, and named tails."""

    types: tuple[AircraftType, ...]
    facts: tuple[Fact, ...]
    most: dict[str, int | None]
    cost: dict[str, float]
    tails: dict[str, tuple[str, ...]]


def fleet_of(rows: tuple[ListedFleet, ...], assumptions: tuple[Assumption, ...]) -> Fleet:
    """The fleet. Raises InputError where figures that are stated contradict what a type is."""
    values = {key: value for assumption in assumptions for key, value in assumption.values.items()}
    types: list[AircraftType] = []
    facts: list[Fact] = []
    faults: list[Fault] = []
    for row in rows:
        prefix = f"aircraft:{row.type}."
        assumed = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
        try:
            types.append(_type(row, assumed))
        except ValidationError as error:
            where = f"fleet[{row.type}]"
            faults += [
                Fault(f"{where} {'.'.join(map(str, wrong['loc']))}", str(wrong["input"]), wrong["msg"], "Correct the figure.")
                for wrong in error.errors()
            ]
            continue
        facts += _facts(row, assumed, assumptions)
    if faults:
        raise InputError(faults)
    return Fleet(
        types=tuple(types),
        facts=tuple(facts),
        most={row.type: row.number for row in rows},
        cost={row.type: row.cost for row in rows},
        tails={row.type: row.tails for row in rows if row.tails},
    )


def _type(row: ListedFleet, assumed: dict[str, Scalar]) -> AircraftType:
    known: dict[str, object] = {"id": row.type, "name": row.type, "cruise_tas_kmh": OWN_CRUISE_KMH}
    if row.type in aircraft_ids():
        known = aircraft_type(row.type).model_dump()
    changed: dict[str, object] = {**row.stated, **assumed}
    return AircraftType.model_validate(known | unwritten(changed))


def _facts(row: ListedFleet, assumed: dict[str, Scalar], assumptions: tuple[Assumption, ...]) -> list[Fact]:
    """The catalogue's facts but for what is stated; what is assumed as estimated, with who assumes it."""
    known = aircraft_facts(row.type) if row.type in aircraft_ids() else ()
    facts = {fact.key: fact for fact in known if fact.key.partition(".")[2] not in row.stated}
    if not known and "cruise_tas_kmh" not in row.stated:
        key = f"aircraft:{row.type}.cruise_tas_kmh"
        facts[key] = Fact(key=key, value=OWN_CRUISE_KMH, status=Status.ESTIMATED)
    for assumption in assumptions:
        for key, value in assumption.values.items():
            if key.removeprefix(f"aircraft:{row.type}.") in assumed and key.startswith(f"aircraft:{row.type}."):
                note = f"{assumption.id}: {assumption.reason}"
                facts[key] = Fact(key=key, value=value, status=Status.ESTIMATED, source=assumption.source, note=note)
    return list(facts.values())
