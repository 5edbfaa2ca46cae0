"""Who sits in which vehicle, and what lies on it."""

from ...model.plan import MarchingVehicle, Seat
from ...model.resolved import Resolved
from .legs import Party, Rig
from .marches import March


def marching_vehicles(resolved: Resolved, march: March) -> tuple[MarchingVehicle, ...]:
    """The vehicles of a march with seats and cargo: the mission's own, then the host's.

    Each vehicle first gets its drivers, from the team whose kit it is where that has any left, else from the team with most
    drivers left. The others sit with their drivers, then together in the smallest vehicle that takes them.
    """
    rigs = [member for member in march.members if isinstance(member, Rig)]
    parties = [member for member in march.members if isinstance(member, Party)]
    owners = {item: team.id for team in resolved.mission.teams for item in team.kit}
    free = {rig.id: rig.seats for rig in rigs} | {host.id: host.seats for host in march.crewing.hosts}
    seated: dict[str, dict[str, int]] = {vehicle: {} for vehicle in free}
    drivers = {party.id: party.drivers for party in parties}
    persons = {party.id: party.persons for party in parties}

    def sit(vehicle: str, team: str, count: int) -> None:
        if count > 0:
            seated[vehicle][team] = seated[vehicle].get(team, 0) + count
            free[vehicle] -= count
            persons[team] -= count

    for rig in rigs:
        wanted = rig.drivers
        owner = owners.get(rig.id, "")
        for team in [*([owner] if owner in drivers else []), *sorted(drivers, key=lambda team: -drivers[team])]:
            count = min(wanted, drivers[team])
            drivers[team] -= count
            wanted -= count
            sit(rig.id, team, count)
    for party in sorted(parties, key=lambda party: -persons[party.id]):
        for vehicle in [vehicle for vehicle, who in seated.items() if party.id in who]:
            sit(vehicle, party.id, min(persons[party.id], free[vehicle]))
        while persons[party.id] > 0:
            enough = [vehicle for vehicle in free if free[vehicle] >= persons[party.id]]
            vehicle = min(enough, key=lambda v: free[v]) if enough else max(free, key=lambda v: free[v])
            sit(vehicle, party.id, min(persons[party.id], free[vehicle]))
    cargo = march.crewing.cargo
    names = [name for rig in rigs for name in rig.vehicles] + [host.id for host in march.crewing.hosts]
    return tuple(
        MarchingVehicle(
            vehicle=name,
            seats=tuple(Seat(team=team, count=count) for team, count in seated.get(name, {}).items()),
            cargo=cargo.get(name, ()),
        )
        for name in names
    )
