"""Flight instances as files: loads from origins to destinations, aircraft at bases or anywhere, in steps of 15 minutes.

    {"kind": "flights", "name": ..., "unit_min": 15, "loading_units": 6, "unloading_units": 12, "duty_units": 64, "rest_units": 48,
     "origins_parking": [3, ...], "destinations_parking": [6, ...], "destination_closed_daily": [[[68, 92]], [], ...],
     "fleet": [{"base": 0, "type": 0}, ...], "crews_by_type": null,
     "leg_units": [{"origin": 0, "destination": 0, "type": 0, "units": 9}, ...],
     "loads": [{"id": 0, "origin": 2, "destination": 1, "release": 192, "weight": 1, "types": [0]}, ...]}

benchmarks/score.py states the rules. A day has 96 units, whatever `unit_min` says.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DAY = 96
AMOUNTS = ("loading_units", "unloading_units", "duty_units", "rest_units")


class InstanceError(ValueError):
    """A file that is no flight instance; its text lists every fault."""


@dataclass(frozen=True, slots=True)
class Load:
    """What must be flown; its number is its place in the instance."""

    origin: int
    destination: int
    release: int
    weight: int
    types: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """An airlift in units of 15 minutes."""

    name: str
    loading: int
    unloading: int
    duty: int
    rest: int
    origins: tuple[int, ...]
    """Parking places of each origin."""
    destinations: tuple[int, ...]
    closed: tuple[tuple[tuple[int, int], ...], ...]
    """Of each destination the units of a day, from and up to, in which nothing arrives."""
    fleet: dict[tuple[int | None, int], int]
    """How many aircraft of a base and a type; base None for anywhere."""
    crews: dict[int, int] | None
    """How many crews of a type; None where each aircraft has its own."""
    legs: dict[tuple[int, int, int], int]
    """Units from an origin to a destination by a type."""
    loads: tuple[Load, ...]


def read(path: Path) -> Instance:
    """The instance in a file. Raises InstanceError with all its faults."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InstanceError(f"{path}: {fault}") from fault
    if not isinstance(told, dict) or told.get("kind") != "flights":
        raise InstanceError(f'{path}: not a flight instance: "kind" must be "flights"')
    try:
        return instance_of(told, path.stem)
    except InstanceError as fault:
        raise InstanceError(f"{path}: {fault}") from fault


def read_all(folder: Path) -> tuple[dict[str, Instance], list[str]]:
    """All flight instances of a folder by file name, and the faults of files that are none; other kinds are passed over."""
    found: dict[str, Instance] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.json")):
        if _is_other_kind(path):
            continue
        try:
            found[path.name] = read(path)
        except InstanceError as fault:
            faults.append(str(fault))
    return found, faults


def instance_of(told: dict[str, Any], name: str = "") -> Instance:
    """An instance as told. Raises InstanceError with all its faults."""
    faults = [f"{key} is {told.get(key)!r}: give a whole number of at least 0" for key in AMOUNTS if not _whole(told.get(key))]
    faults += [
        f"{key} is {told.get(key)!r}: give a list of whole numbers of at least 0"
        for key in ("origins_parking", "destinations_parking")
        if not isinstance(told.get(key), list) or not all(map(_whole, told[key]))
    ]
    faults += [f"{key} is not a list" for key in ("fleet", "leg_units", "loads") if not isinstance(told.get(key), list)]
    if faults:
        raise InstanceError("; ".join(faults))
    origins, destinations = len(told["origins_parking"]), len(told["destinations_parking"])
    faults = [
        *_closed_faults(told.get("destination_closed_daily"), destinations),
        *_fleet_faults(told["fleet"]),
        *_crew_faults(told.get("crews_by_type")),
        *_leg_faults(told["leg_units"]),
        *_load_faults(told["loads"], origins, destinations),
    ]
    if faults:
        raise InstanceError("; ".join(faults))
    ordered = sorted(told["loads"], key=lambda load: load["id"])
    crews = told.get("crews_by_type")
    return Instance(
        name=str(told.get("name", name)),
        loading=told["loading_units"],
        unloading=told["unloading_units"],
        duty=told["duty_units"],
        rest=told["rest_units"],
        origins=tuple(told["origins_parking"]),
        destinations=tuple(told["destinations_parking"]),
        closed=tuple(tuple((x, y) for x, y in hours) for hours in told["destination_closed_daily"]),
        fleet=dict(Counter((aircraft["base"], aircraft["type"]) for aircraft in told["fleet"])),
        crews={int(type): number for type, number in crews.items()} if crews else None,
        legs={(leg["origin"], leg["destination"], leg["type"]): leg["units"] for leg in told["leg_units"]},
        loads=tuple(
            Load(load["origin"], load["destination"], load["release"], load["weight"], tuple(dict.fromkeys(load["types"])))
            for load in ordered
        ),
    )


def as_told(instance: Instance) -> dict[str, Any]:
    """The instance as its file has it."""
    return {
        "kind": "flights",
        "name": instance.name,
        "unit_min": 15,
        "loading_units": instance.loading,
        "unloading_units": instance.unloading,
        "duty_units": instance.duty,
        "rest_units": instance.rest,
        "origins_parking": list(instance.origins),
        "destinations_parking": list(instance.destinations),
        "destination_closed_daily": [[list(hours) for hours in of_day] for of_day in instance.closed],
        "fleet": [{"base": base, "type": type} for (base, type), number in instance.fleet.items() for _ in range(number)],
        "crews_by_type": {str(type): number for type, number in instance.crews.items()} if instance.crews else None,
        "leg_units": [{"origin": o, "destination": d, "type": f, "units": n} for (o, d, f), n in instance.legs.items()],
        "loads": [
            {
                "id": number,
                "origin": load.origin,
                "destination": load.destination,
                "release": load.release,
                "weight": load.weight,
                "types": list(load.types),
            }
            for number, load in enumerate(instance.loads)
        ],
    }


def _whole(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_other_kind(path: Path) -> bool:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("kind") != "flights"


def _closed_faults(told: object, destinations: int) -> list[str]:
    shape = "give for each destination a list of pairs of whole numbers"
    if not isinstance(told, list) or len(told) != destinations:
        return [f"destination_closed_daily is {told!r}: {shape}, {destinations} in all"]
    return [
        f"destination_closed_daily[{d}] is {hours!r}: {shape}"
        for d, hours in enumerate(told)
        if not isinstance(hours, list) or any(not isinstance(h, list) or len(h) != 2 or not all(map(_whole, h)) for h in hours)
    ]


def _fleet_faults(told: list[Any]) -> list[str]:
    return [
        f"fleet[{number}] is {aircraft!r}: give a base (a whole number or null) and a type (a whole number)"
        for number, aircraft in enumerate(told)
        if not isinstance(aircraft, dict)
        or not _whole(aircraft.get("type"))
        or "base" not in aircraft
        or not (aircraft["base"] is None or _whole(aircraft["base"]))
    ]


def _crew_faults(told: object) -> list[str]:
    if told is None or (isinstance(told, dict) and all(str(type).isdigit() and _whole(number) for type, number in told.items())):
        return []
    return [f"crews_by_type is {told!r}: give null, or a whole number of crews by type"]


def _leg_faults(told: list[Any]) -> list[str]:
    keys = ("origin", "destination", "type", "units")
    return [
        f"leg_units[{number}] is {leg!r}: give {', '.join(keys)} as whole numbers"
        for number, leg in enumerate(told)
        if not isinstance(leg, dict) or not all(_whole(leg.get(key)) for key in keys)
    ]


def _load_faults(told: list[Any], origins: int, destinations: int) -> list[str]:
    faults: list[str] = []
    for number, load in enumerate(told):
        if not isinstance(load, dict):
            faults.append(f"loads[{number}] is not an object")
            continue
        faults += [
            f"loads[{number}]: {key} is {load.get(key)!r}: give a whole number of at least 0"
            for key in ("id", "origin", "destination", "release", "weight")
            if not _whole(load.get(key))
        ]
        for key, limit in (("origin", origins), ("destination", destinations)):
            if _whole(load.get(key)) and load[key] >= limit:
                faults.append(f"loads[{number}]: {key} is {load[key]}: there are {limit}")
        types = load.get("types")
        if not isinstance(types, list) or not all(map(_whole, types)):
            faults.append(f"loads[{number}]: types is {types!r}: give a list of whole numbers")
    ids = sorted(load["id"] for load in told if isinstance(load, dict) and _whole(load.get("id")))
    if not faults and ids != list(range(len(told))):
        faults.append(f"loads: the identifiers must be 0 to {len(told) - 1}, each once")
    return faults
