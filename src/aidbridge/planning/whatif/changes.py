"""Missions with one thing changed: one more of what is short, another airfield of debarkation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ...catalogue.airfields import airfield, airfield_ids
from ...model.agreements import Clearance
from ...model.messages import Message
from ...model.mission import Mission
from ...model.places import AirfieldSetting
from ..embarking import embarkations
from ..hubs import known_hubs

Kind = Literal["clearance", "parking", "loading", "unloading", "equipment", "aircraft", "crew", "hub"]
LIMITS = {"parking": "parking_places", "loading": "loading_teams", "unloading": "unloading_teams"}
"""Limits of an airfield of which one more may be had."""
TRAFFIC = ("parking_places", "landing_interval_min", "loading_teams", "unloading_teams", "loading_min", "unloading_min")
"""Figures that a new airfield of debarkation takes from the present one where nobody has said them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A mission with one thing changed. `about` is what there is more of, or the other airfield."""

    kind: Kind
    about: str
    mission: Mission
    supposes: tuple[Message, ...] = ()
    """What the change takes for granted beside itself: a clearance, figures of another airfield."""


def one_more(mission: Mission) -> tuple[Change, ...]:
    """One more clearance of those not granted, parking place, team, piece of ground equipment, aircraft and crew: each by itself,
    of what the mission uses."""
    return (*_clearances(mission), *_limits(mission), *_aircraft(mission), *_crews(mission))


def _clearances(mission: Mission) -> Iterator[Change]:
    for one in mission.clearances:
        if one.status != "granted":
            granted = one.model_copy(update={"status": "granted"})
            rows = tuple(granted if other is one else other for other in mission.clearances)
            yield Change("clearance", one.state or one.airfield or one.id, mission.model_copy(update={"clearances": rows}))


def _limits(mission: Mission) -> Iterator[Change]:
    hubs = {transfer.at for transfer in mission.transfers}
    lands, loads = hubs | set(mission.debarkations), hubs | embarkations(mission)
    for icao in sorted(lands | loads):
        for kind, name in LIMITS.items():
            if icao not in {"loading": loads, "unloading": lands}.get(kind, {icao}):
                continue
            limit = _stated(mission, icao, name)
            if limit is not None and not (kind == "parking" and _stated(mission, icao, "places_by_code")):
                yield Change(kind, icao, _set(mission, icao, {name: limit + 1}))  # type: ignore[arg-type]
        yield from _counted(mission, icao)


def _counted(mission: Mission, icao: str) -> Iterator[Change]:
    """One more place of each size, and piece of each kind of ground equipment, that an airfield counts."""
    sizes, whole = _stated(mission, icao, "places_by_code") or {}, _stated(mission, icao, "parking_places")
    for letter, count in sorted(sizes.items()):
        more = {"places_by_code": sizes | {letter: count + 1}, "parking_places": None if whole is None else whole + 1}
        yield Change("parking", f"{icao} ({letter})", _set(mission, icao, more))
    pieces = _stated(mission, icao, "ground_equipment") or {}
    for kind, count in sorted(pieces.items()):
        changed = {"ground_equipment": pieces | {kind: count + 1}}
        yield Change("equipment", f"{icao} {kind}", _set(mission, icao, changed))


def _aircraft(mission: Mission) -> Iterator[Change]:
    """One of each type, base and offer, as the first of them."""
    accepted = {offer.id for offer in mission.offers if offer.status == "accepted"}
    seen: set[tuple[str, str, str]] = set()
    for tail in mission.fleet:
        if tail.offer in accepted and (tail.type, tail.offer, tail.at) not in seen:
            seen.add((tail.type, tail.offer, tail.at))
            more = tail.model_copy(update={"id": f"{tail.id}-more", "registration": ""})
            yield Change("aircraft", f"{tail.type} {tail.at}", mission.model_copy(update={"fleet": (*mission.fleet, more)}))


def _crews(mission: Mission) -> Iterator[Change]:
    seen: set[tuple[tuple[str, ...], str, str, bool]] = set()
    for crew in mission.crews:
        key = crew.types, crew.offer, crew.at, crew.augmented
        if key not in seen:
            seen.add(key)
            more = crew.model_copy(update={"id": f"{crew.id}-more"})
            yield Change("crew", f"{'+'.join(crew.types)} {crew.at}", mission.model_copy(update={"crews": (*mission.crews, more)}))


def hubs(mission: Mission, icaos: Iterable[str]) -> tuple[Change, ...]:
    """The mission with each of these airfields as its airfield of debarkation.

    What waits at the present one waits at the new one; its landing is taken to be cleared, and what nobody has said of its traffic
    and its pavement to be as at the present one: `supposes` says so. Raises InputError for airfields that nothing is known of.
    """
    wanted = dict.fromkeys(known_hubs(mission, icaos))
    return tuple(_hub(mission, icao) for icao in wanted if icao != mission.debarkation)


def _hub(mission: Mission, icao: str) -> Change:
    old = mission.debarkation
    supposes: list[Message] = []
    taken = {
        name: value
        for name in TRAFFIC
        if _stated(mission, icao, name) is None and (value := _stated(mission, old, name)) is not None
    }
    if taken:
        supposes.append(Message(key="whatif.supposes.traffic", params={"icao": old}))
    changed = _set(mission, icao, taken) if taken else mission
    moved = {
        name: tuple(row.model_copy(update={"at": icao}) if row.at == old else row for row in getattr(changed, name))
        for name in ("teams", "vehicles", "supplies", "devices")
    }
    assumptions = changed.assumptions
    strength = {a.id: a.values[f"airfield:{old}.strength"] for a in assumptions if f"airfield:{old}.strength" in a.values}
    if strength and not any(f"airfield:{icao}.strength" in a.values for a in assumptions):
        supposes.append(Message(key="whatif.supposes.pavement", params={"icao": old}))
        assumptions = tuple(
            a.model_copy(update={"values": a.values | {f"airfield:{icao}.strength": strength[a.id]}}) if a.id in strength else a
            for a in assumptions
        )
    clearances = changed.clearances
    if not any(c.kind == "landing" and c.airfield == icao and c.status == "granted" for c in clearances):
        supposes.append(Message(key="whatif.supposes.landing", params={"icao": icao}))
        clearances = (*clearances, Clearance(id=f"LDG-{icao}-supposed", kind="landing", airfield=icao, status="granted"))
    if any(old in (road.origin, road.destination) for road in mission.roads):
        supposes.append(Message(key="whatif.supposes.roads"))
    update = moved | {"debarkation": icao, "assumptions": assumptions, "clearances": clearances}
    return Change("hub", icao, changed.model_copy(update=update), tuple(supposes))


def _stated(mission: Mission, icao: str, name: str) -> Any:
    """A figure of an airfield: the mission's, else the catalogue's."""
    setting = next((s for s in mission.airfields if s.icao == icao), None)
    value = getattr(setting, name, None)
    return value if value is not None or icao not in airfield_ids() else getattr(airfield(icao), name)


def _set(mission: Mission, icao: str, figures: dict[str, Any]) -> Mission:
    """The mission with figures of an airfield replaced."""
    rows = [s.model_copy(update=figures) if s.icao == icao else s for s in mission.airfields]
    if not any(s.icao == icao for s in mission.airfields):
        rows.append(AirfieldSetting.model_validate({"icao": icao, **figures}))
    return mission.model_copy(update={"airfields": tuple(rows)})
