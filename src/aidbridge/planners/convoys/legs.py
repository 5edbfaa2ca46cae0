"""Road legs with who and what must take them, in the kernel's units."""

from dataclasses import dataclass, replace

from ...model.messages import Message
from ...model.resolved import Resolved
from ...physics.driving import MarchError, march
from ..scope import lineage
from .problem import ConvoyProblem, Marcher


@dataclass(frozen=True, slots=True)
class Truck:
    """Room for cargo on one vehicle."""

    vehicle: str
    places: int
    payload_kg: int


@dataclass(frozen=True, slots=True)
class Rig:
    """A vehicle of the mission with its trailers."""

    id: str
    vehicles: tuple[str, ...]
    ready_min: int
    drivers: int
    """Drivers it needs from the teams of its convoy."""
    seats: int
    trucks: tuple[Truck, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Party:
    """A team."""

    id: str
    ready_min: int
    persons: int
    drivers: int
    weight: float


@dataclass(frozen=True, slots=True)
class Freight:
    """One pallet, package or device."""

    id: str
    ready_min: int
    mass_kg: int
    weight: float


Member = Rig | Party | Freight


@dataclass(frozen=True, slots=True)
class Lorry:
    """A host vehicle."""

    id: str
    ready_min: int
    seats: int
    places: int
    payload_kg: int


@dataclass(frozen=True, slots=True)
class Leg:
    """One way with its members in order of weight, the most valuable first."""

    origin: str
    destination: str
    km: float
    minutes: int
    """Driving, without breaks."""
    way_min: int
    """From departure to arrival, breaks and rests included."""
    members: tuple[Member, ...]
    shut: tuple[tuple[int, int], ...] = ()
    """Spans of minutes [from, to), ascending: a convoy complete within one would meet a ban on its way."""

    @property
    def weight(self) -> float:
        return sum(member.weight for member in self.members)

    def open_from(self, complete_min: int) -> int:
        """The first minute from then on at which a convoy may begin to assemble."""
        for start, end in self.shut:
            if start <= complete_min < end:
                complete_min = end
        return complete_min


def legs_of(resolved: Resolved, problem: ConvoyProblem) -> tuple[tuple[Leg, ...], dict[str, Message]]:
    """The legs, the weightiest first, and what can take none of them with the reason."""
    weights: dict[str, float] = {}
    for unlock in problem.unlocks:
        for item in unlock.items:
            weights[item] = weights.get(item, 0.0) + unlock.weight
    left: dict[str, Message] = {}
    ways: dict[tuple[str, str], list[Member]] = {}
    for (origin, destination), group in _by_way(problem.vehicles).items():
        ways.setdefault((origin, destination), []).extend(_rigs(resolved, group, weights, left))
    for marcher in problem.persons:
        team = resolved.item(marcher.item)
        party = Party(team.id, marcher.ready_min, team.persons, min(team.drivers, team.persons), weights.get(team.id, 0.0))
        ways.setdefault((marcher.origin, marcher.destination), []).append(party)
    for marcher in problem.cargo:
        pallet = resolved.item(marcher.item)
        freight = Freight(pallet.id, marcher.ready_min, pallet.mass_kg, weights.get(pallet.id, 0.0))
        ways.setdefault((marcher.origin, marcher.destination), []).append(freight)
    legs = []
    for (origin, destination), those in ways.items():
        if origin == destination or not those:
            continue
        way = _way(resolved, origin, destination)
        if isinstance(way, Message):
            left |= {id: way for member in those for id in ids_of(member)}
            continue
        ordered = tuple(sorted(those, key=lambda member: -member.weight))
        leg = Leg(origin, destination, *way, ordered, _shut(resolved, origin, destination, way[2]))
        banned = [member for member in ordered if leg.shut and _arrival_min(resolved, leg, member) > _last_min(resolved, problem)]
        why = Message(key="convoys.road_banned", params={"origin": origin, "destination": destination})
        left |= {id: why for member in banned for id in ids_of(member)}
        if len(banned) < len(ordered):
            legs.append(replace(leg, members=tuple(member for member in ordered if member not in banned)))
    return tuple(sorted(legs, key=lambda leg: (-leg.weight, leg.origin, leg.destination))), left


def _shut(resolved: Resolved, origin: str, destination: str, way_min: int) -> tuple[tuple[int, int], ...]:
    """When a convoy must not be complete: it would be on the road, after assembly, while a ban is in force at one of its ends."""
    around = {place for end in (origin, destination) for place in _around(resolved, end)}
    bans = [span for place in around for span in resolved.closed.get(f"road:{place}", ())]
    assembly = resolved.mission.policy.road.assembly_min
    merged: list[tuple[int, int]] = []
    for start, end in sorted((start - way_min - assembly + 1, end - assembly) for start, end in bans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _around(resolved: Resolved, end: str) -> tuple[str, ...]:
    """A site or an airfield, and all places that it lies in."""
    site = next((site for site in resolved.mission.sites if site.id == end), None)
    if site is not None:
        return end, *lineage(resolved.mission, site.place)
    return end, *(field.country for field in resolved.airfields if field.icao == end)


def _arrival_min(resolved: Resolved, leg: Leg, member: Member) -> int:
    return leg.open_from(member.ready_min) + resolved.mission.policy.road.assembly_min + leg.way_min


def _last_min(resolved: Resolved, problem: ConvoyProblem) -> int:
    """When arriving is of no use any more."""
    home = resolved.mission.way_home
    return resolved.minute(home.end) if problem.phase == "home" and home else resolved.horizon_min


def lorries_of(resolved: Resolved, problem: ConvoyProblem) -> dict[str, tuple[Lorry, ...]]:
    """Host vehicles by where they wait."""
    found: dict[str, list[Lorry]] = {}
    for host in problem.hosts:
        item = resolved.item(host.vehicle)
        lorry = Lorry(item.id, host.ready_min, item.seats_on_road, item.pallet_places, item.payload_kg)
        found.setdefault(host.origin, []).append(lorry)
    return {origin: tuple(lorries) for origin, lorries in found.items()}


def ids_of(member: Member) -> tuple[str, ...]:
    """The items that a member is."""
    return member.vehicles if isinstance(member, Rig) else (member.id,)


def _by_way(marchers: tuple[Marcher, ...]) -> dict[tuple[str, str], list[Marcher]]:
    ways: dict[tuple[str, str], list[Marcher]] = {}
    for marcher in marchers:
        ways.setdefault((marcher.origin, marcher.destination), []).append(marcher)
    return ways


def _rigs(resolved: Resolved, group: list[Marcher], weights: dict[str, float], left: dict[str, Message]) -> list[Rig]:
    """Vehicles of one way with their trailers; what cannot be driven or towed goes to `left`."""
    needed = {vehicle.id: vehicle.drivers_needed for vehicle in resolved.mission.vehicles}
    per_vehicle = resolved.mission.policy.road.drivers_per_vehicle
    items = {marcher.item: resolved.item(marcher.item) for marcher in group}
    ready = {marcher.item: marcher.ready_min for marcher in group}
    towed = {id: item for id, item in items.items() if item.kind == "trailer" or item.towed_by}
    rigs = []
    for id, item in items.items():
        if id in towed:
            continue
        drivers = needed.get(id, 1) * per_vehicle
        train = [item, *(trailer for trailer in towed.values() if trailer.towed_by == id)]
        names = tuple(part.id for part in train)
        if drivers > item.seats_on_road:
            params = {"vehicle": id, "seats": item.seats_on_road, "drivers": drivers}
            left |= {name: Message(key="convoys.too_few_seats_for_drivers", params=params) for name in names}
            continue
        rigs.append(
            Rig(
                id=id,
                vehicles=names,
                ready_min=max(ready[name] for name in names),
                drivers=drivers,
                seats=item.seats_on_road,
                trucks=tuple(Truck(part.id, part.pallet_places, part.payload_kg) for part in train if part.pallet_places),
                weight=sum(weights.get(name, 0.0) for name in names),
            )
        )
    for id, trailer in towed.items():
        if trailer.towed_by not in items or trailer.towed_by in towed:
            left[id] = Message(key="convoys.no_tractor", params={"trailer": id, "tractor": trailer.towed_by or ""})
    return rigs


def _way(resolved: Resolved, origin: str, destination: str) -> tuple[float, int, int] | Message:
    road = resolved.mission.policy.road
    params = {"origin": origin, "destination": destination}
    if not {origin, destination} <= set(resolved.roads.places):
        return Message(key="convoys.no_road", params=params)
    if road.max_convoys < 1:
        return Message(key="convoys.none_allowed", params=params)
    km, minutes = resolved.roads.leg(origin, destination)
    try:
        segments = march(minutes, km, 0, road)
    except MarchError as error:
        return Message(key="convoys.cannot_march", params={**params, "km": km, "minutes": minutes, "reason": str(error)})
    return km, minutes, segments[-1].end_min if segments else 0
