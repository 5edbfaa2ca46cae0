"""A mission and its world, frozen: airfields, aircraft, items, routes, roads and facts, under one hash."""

from datetime import datetime
from difflib import get_close_matches

from ..catalogue.aircraft import aircraft_facts, aircraft_type
from ..catalogue.airfields import airfield, airfield_facts, airfield_ids
from ..catalogue.capabilities import capability
from ..catalogue.equipment import equipment_facts
from ..catalogue.local import local_facts
from ..catalogue.outlines import outlines_version
from ..catalogue.segregation import segregation
from ..catalogue.written import unwritten
from ..missionfile.canonical import sealed
from ..model.agreements import Restriction
from ..model.errors import Fault, InputError, UnknownNameError
from ..model.facts import Fact, Scalar, Status
from ..model.fleet import AircraftType
from ..model.mission import Mission
from ..model.places import Airfield, AirfieldSetting
from ..model.resolved import Item, Resolved, RoadMatrix
from .assumed import check_assumed
from .business import with_businesses_shut
from .embarking import embarkations
from .goods import goods_facts, with_assumed_goods
from .items import items_of
from .reserves import with_reserves_reckoned
from .roads import road_matrix
from .routes import routes_of

SHUTS = {
    "airfield_closed": "airfield",
    "airspace_closed": "state",
    "site_shut": "site",
    "road_ban": "road",
    "lift_suspended": "lift",
    "business_closed": "business",
}


def resolve(mission: Mission) -> Resolved:
    """Freeze everything that planners and checker may look at.

    The reader has already checked that names exist; what cannot move at all (no route, no origin) is kept in
    `Resolved.no_routes` and `Resolved.impossible` with its reason, never dropped. Raises UnknownNameError for a name that
    no catalogue knows, InputError for packages that fit no pallet, decisions about pallets that do not exist and assumptions
    that set what cannot be set.
    """
    check_assumed(mission)
    mission, reserve_facts = with_reserves_reckoned(mission)
    facts = _Facts(mission)
    facts.add(reserve_facts)
    airfields = tuple(_airfield(icao, mission, facts) for icao in _airfields_used(mission))
    types = tuple(_aircraft(id, facts) for id in sorted({tail.type for tail in mission.fleet}))
    made = items_of(mission, facts.overrides)
    closed = _closed(mission)
    waiting = with_businesses_shut(mission, made.items, airfields, closed)
    items = with_assumed_goods(waiting, facts.overrides)
    _decided_items_exist(mission, items)
    for used in sorted({item.basis.partition(":")[2] for item in items if item.basis.startswith("equipment:")}):
        facts.add(equipment_facts(used))
    facts.add(made.facts)
    table = (*mission.policy.segregation, *segregation())
    facts.add(goods_facts(items, table))
    for state in sorted({mission.request.by} | {place.id.partition("-")[0] for place in mission.places}):
        facts.add(local_facts(state))
    used_capabilities = sorted({n.capability for n in mission.needs} | _offered(mission))
    routes, no_routes = routes_of(mission, airfields)
    roads = road_matrix(mission, airfields)
    resolved = Resolved(
        mission=mission,
        capabilities=tuple(capability(id) for id in used_capabilities),
        airfields=airfields,
        aircraft_types=types,
        items=items,
        unit_types=made.unit_types,
        buildings=made.buildings,
        segregation=table,
        routes=routes,
        no_routes=no_routes,
        roads=roads,
        facts=facts.all(),
        outlines=outlines_version(),
        closed=closed,
        impossible=_impossible(mission, items, roads),
    )
    return sealed(resolved)


class _Facts:
    """All facts in use by key. Later ones win: catalogue, then mission, then assumptions."""

    def __init__(self, mission: Mission) -> None:
        self._catalogue: dict[str, Fact] = {}
        self._stated = {fact.key: fact for fact in mission.facts}
        self.overrides: dict[str, Scalar] = {}
        for assumption in mission.assumptions:
            for key, value in assumption.values.items():
                self.overrides[key] = value
                self._stated[key] = Fact(
                    key=key,
                    value=value,
                    status=Status.ESTIMATED,
                    source=assumption.source,
                    note=f"{assumption.id}: {assumption.reason}",
                )

    def add(self, facts: tuple[Fact, ...]) -> None:
        for fact in facts:
            self._catalogue[fact.key] = fact

    def all(self) -> tuple[Fact, ...]:
        return tuple(fact for _, fact in sorted((self._catalogue | self._stated).items()))

    def overridden(self, prefix: str, fields: set[str]) -> dict[str, Scalar]:
        """Values that assumptions set for the fields of one object."""
        return {field: self.overrides[f"{prefix}.{field}"] for field in fields if f"{prefix}.{field}" in self.overrides}


def _aircraft(id: str, facts: _Facts) -> AircraftType:
    facts.add(aircraft_facts(id))
    known = aircraft_type(id)
    changed: dict[str, object] = {**facts.overridden(f"aircraft:{id}", set(AircraftType.model_fields) - {"id"})}
    return AircraftType.model_validate(known.model_dump() | unwritten(changed)) if changed else known


def _airfields_used(mission: Mission) -> list[str]:
    used = {mission.embarkation, *mission.debarkations, *mission.fuel_stops}
    used |= {icao for transfer in mission.transfers for icao in (transfer.airfield, transfer.at)}
    for tail in mission.fleet:
        used |= {tail.at, tail.home or tail.at}
    if mission.way_home:
        used |= {mission.way_home.airfield, mission.way_home.destination}
    settings = {setting.icao: setting for setting in mission.airfields}
    waiting = {r.at for rows in (mission.teams, mission.vehicles, mission.supplies, mission.devices) for r in rows}
    used |= {at for at in waiting if at in settings or at in airfield_ids()}
    for icao in sorted(used):
        alternate = settings[icao].alternate if icao in settings else None
        alternate = alternate or (airfield(icao).alternate if icao in airfield_ids() else None)
        if alternate:
            used.add(alternate)
    return sorted(used)


def _airfield(icao: str, mission: Mission, facts: _Facts) -> Airfield:
    setting = next((s for s in mission.airfields if s.icao == icao), AirfieldSetting(icao=icao))
    stated = setting.model_dump(exclude_none=True)
    known: dict[str, object] = {}
    if icao in airfield_ids():
        # A figure the mission states is a figure of the mission: the catalogue's fact no longer describes it.
        facts.add(tuple(f for f in airfield_facts(icao) if f.key.partition(".")[2] not in stated))
        known = airfield(icao).model_dump()
    made = known | stated | facts.overridden(f"airfield:{icao}", set(Airfield.model_fields))
    lacking = [name for name, field in Airfield.model_fields.items() if field.is_required() and name not in made]
    if not known and len(stated) == 1:
        raise UnknownNameError("airfield", icao, get_close_matches(icao, airfield_ids()))
    if lacking:
        limit = "an airfield of the catalogue, or one described in full"
        advice = f"The catalogue does not know {icao}: add {', '.join(lacking)}."
        raise InputError([Fault(f"airfields[{icao}]", f"no {', '.join(lacking)}", limit, advice)])
    return Airfield.model_validate(made)


def _offered(mission: Mission) -> set[str]:
    return {r.capability for rows in (mission.teams, mission.supplies, mission.devices) for r in rows if r.capability}


def _closed(mission: Mission) -> dict[str, tuple[tuple[int, int], ...]]:
    """Restrictions in force as intervals of minutes since the mission's start."""

    def minute(moment: datetime) -> int:
        return int((moment - mission.start).total_seconds() // 60)

    closed: dict[str, list[Restriction]] = {}
    for restriction in mission.restrictions:
        closed.setdefault(f"{SHUTS[restriction.effect]}:{restriction.place}", []).append(restriction)
    return {key: tuple(sorted((minute(r.start), minute(r.end)) for r in found)) for key, found in sorted(closed.items())}


def _impossible(mission: Mission, items: tuple[Item, ...], roads: RoadMatrix) -> dict[str, str]:
    """Items of accepted offers that wait where neither an aircraft of the mission loads nor a road of the mission begins."""
    accepted = {offer.id for offer in mission.offers if offer.status == "accepted"}
    return {
        item.id: f"it waits at {item.origin}, which is no airfield, and no road of the mission begins there"
        for item in items
        if item.offer in accepted and item.origin not in roads.places and item.origin not in embarkations(mission)
    }


def _decided_items_exist(mission: Mission, items: tuple[Item, ...]) -> None:
    """A decision about a supply names its pallets, of which there are only so many. Raises InputError."""
    units: dict[str, list[str]] = {}
    for item in items:
        for resource in item.resources:
            units.setdefault(resource, []).append(item.id)
    known = {item.id for item in items}
    faults = [
        Fault(
            f"decisions[{decision.id}].items",
            name,
            f"an item: supply {supply} makes {units[supply][0]} to {units[supply][-1]}",
            "Name the pallets that are meant, or all of them.",
        )
        for decision in mission.decisions
        for name in decision.items
        if name not in known and (supply := name if name in units else name.rpartition(".")[0]) in units
    ]
    if faults:
        raise InputError(faults)
