"""What assumptions set: figures that the world is made of, with values they may have."""

from collections.abc import Iterator
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from ..catalogue.aircraft import aircraft_ids
from ..catalogue.equipment import Equipment, equipment_ids
from ..catalogue.local import FIELDS as LOCAL
from ..catalogue.units import ASSUMABLE, unit_ids
from ..catalogue.written import EXAMPLES, is_written, read_written
from ..model.errors import Fault, InputError
from ..model.facts import Assumption, Scalar
from ..model.fleet import AircraftType
from ..model.mission import Mission
from ..model.noun import Noun, Positive
from ..model.places import Airfield
from ..model.resolved import DangerousGoods, Resolved
from ..model.units import UnitShape

NOUNS: dict[str, type[Noun]] = {
    "aircraft": AircraftType,
    "equipment": Equipment,
    "unit": UnitShape,
    "airfield": Airfield,
    "dangerous": DangerousGoods,
}
NAMES = frozenset({"id", "icao", "un", "unit", "per_package", "limits_known"})
STRENGTH = "strength"
"""Largest mass in kg that an airfield's pavement bears: a fact alone, no field of `Airfield`."""


def check_assumed(mission: Mission) -> None:
    """Raise InputError where an assumption sets a figure that would change nothing, or to a value it cannot have."""
    check_assumptions(mission.assumptions)


def check_assumptions(assumptions: tuple[Assumption, ...]) -> None:
    """The same for assumptions that stand in no mission."""
    faults = [
        fault
        for assumption in assumptions
        for key, value in assumption.values.items()
        for fault in _faults(f"assumptions[{assumption.id}].values {key}", key, value)
    ]
    if faults:
        raise InputError(faults)


def accepts_nothing(resolved: Resolved) -> tuple[tuple[str, str, str], ...]:
    """Patterns of `accept` that match no figure the mission's world could rest on: (assumption, pattern, near keys or "")."""
    found = []
    for assumption in resolved.mission.assumptions:
        for pattern in assumption.accept:
            keys = _keys(resolved)
            if not any(fnmatchcase(key, pattern) for key in keys):
                near = get_close_matches(pattern, sorted({f"{key.rpartition('.')[0]}.*" for key in keys} | keys), n=2, cutoff=0.75)
                found.append((assumption.id, pattern, ", ".join(near)))
    return tuple(found)


def _keys(resolved: Resolved) -> set[str]:
    """Keys of every fact in use, and of figures that nobody has stated of the things in the world."""
    fields: dict[str, type[Noun]] = {
        **{f"aircraft:{known.id}": AircraftType for known in resolved.aircraft_types},
        **{f"airfield:{field.icao}": Airfield for field in resolved.airfields},
        **{item.basis: Equipment for item in resolved.items if item.basis},
        **{f"unit:{unit.id}": UnitShape for unit in resolved.unit_types},
        **{f"dangerous:{goods.un}": DangerousGoods for item in resolved.items for goods in item.dangerous},
    }
    keys = {f"{thing}.{field}" for thing, noun in fields.items() for field in noun.model_fields if field not in NAMES}
    return keys | {fact.key for fact in resolved.facts} | {f"airfield:{field.icao}.{STRENGTH}" for field in resolved.airfields}


def _faults(path: str, key: str, value: Scalar) -> Iterator[Fault]:
    room, _, rest = key.partition(":")
    id, _, field = rest.partition(".")
    noun = NOUNS.get(room)
    if room == "local":
        if field not in LOCAL or len(id) != 2 or not isinstance(value, str | int | float):
            limit = f"a state's {', '.join(LOCAL)}, several values apart by `;`: local:IT.plugs with C;F;L"
            yield Fault(path, f"{value!r} for {key}", limit, "Correct the key or the value.")
        return
    if noun is None:
        limit = "a figure of an aircraft type, of equipment or of an airfield, such as airfield:LIRE.strength"
        yield Fault(path, f"{value!r} for a figure of the mission's own", limit, "Write it where the mission states it.")
        return
    fields = {*ASSUMABLE} if room == "unit" else {*noun.model_fields} - NAMES | ({STRENGTH} if room == "airfield" else set())
    known = {"aircraft": aircraft_ids(), "equipment": equipment_ids(), "unit": unit_ids()}.get(room, (id,))
    for told, name, among in ((f"an unknown {room}", id, known), ("an unknown field", field, fields)):
        if name not in among:
            near = get_close_matches(name, sorted(among))
            advice = f"Did you mean {' or '.join(near)}?" if near else "`aidbridge catalogue` lists what is known."
            yield Fault(path, f"{told} {name!r}", f"what the catalogue knows of {room}", advice)
            return
    if wrong := _wrong(noun, field, value):
        yield Fault(path, repr(value), wrong, "Write the value alone: its unit is in the field's name.")


def _wrong(noun: type[Noun], field: str, value: Scalar) -> str:
    """What is wrong with the value of a field, in words; empty where nothing is."""
    try:
        if is_written(field, value):
            read_written(field, str(value))
        elif field == STRENGTH:
            TypeAdapter(Positive).validate_python(value)
        else:
            known = noun.model_fields[field]
            limits: Any = Annotated[known.annotation, known]
            TypeAdapter(limits).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["msg"].removeprefix("Input should be ")
    except ValueError:
        return EXAMPLES.get(field, "a value of the field")
    return ""
